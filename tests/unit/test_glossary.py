"""The list of words holds every public class of the domain, and nothing that is gone."""

import ast
import re
from pathlib import Path

import app.domain
from app.risk.glossary import load_glossary

DOMAIN = Path(app.domain.__file__).parent
GLOSSARY = DOMAIN.parent.parent / "docs" / "glossary.md"


def classes() -> set[str]:
    return {
        node.name
        for path in DOMAIN.glob("*.py")
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_")
    }


def table(heading: str) -> list[list[str]]:
    part = GLOSSARY.read_text(encoding="utf-8").split(f"## {heading}\n")[1].split("\n## ")[0]
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in part.splitlines() if line.startswith("|")]
    return rows[2:]


def test_every_public_class_of_the_domain_has_a_dutch_word() -> None:
    named = {re.sub("`", "", row[0]): row[1] for row in table("In the code")}
    assert classes() - set(named) == set()
    assert set(named) - classes() == set()
    assert all(named.values())


def test_every_word_of_the_field_has_its_english() -> None:
    rows = table("In the field")
    assert len(rows) == len({row[0] for row in rows}) == 99
    assert all(row[0] and row[1] for row in rows)


def test_the_words_on_the_screen_are_those_of_the_documentation() -> None:
    assert table("In the field") == [[term.term.nl, term.term.en, term.note.en] for term in load_glossary()]
