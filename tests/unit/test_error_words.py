"""Every sentence with which something is refused exists in Dutch."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import app
from app.errors import AppError, CaseFileError, KeyringDamagedError
from app.i18n import Translator

_APP = Path(app.__file__).parent
_REFUSING = ("domain/case_reading.py", "domain/duplicates.py", "risk/own_*.py", "services/*.py", "storage/*.py")
_SENTENCE = re.compile(r"[A-Z][^\n]*[.?]")
_ENGLISH, _DUTCH = Translator("en"), Translator("nl")


def kinds(kind: type[AppError] = AppError) -> Iterator[type[AppError]]:
    """Yield every kind of error."""
    yield kind
    for narrower in kind.__subclasses__():
        yield from kinds(narrower)


def literals(tree: ast.AST) -> Iterator[str]:
    """Yield the texts of a module that are not documentation."""
    documentation = {
        id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in documentation:
            yield node.value


def refusals() -> set[str]:
    """Return the sentences with which services and storage refuse something."""
    return {
        text
        for pattern in _REFUSING
        for path in _APP.glob(pattern)
        for text in literals(ast.parse(path.read_text(encoding="utf-8")))
        if _SENTENCE.fullmatch(text) and " " in text
    }


def rules_of_records() -> set[str]:
    """Return what the records themselves refuse, as a case file is told it."""
    found = set()
    for name in ("assessment", "fear", "incident", "instrument", "measure", "period", "protection", "retraction"):
        for node in ast.walk(ast.parse((_APP / "domain" / f"{name}.py").read_text(encoding="utf-8"))):
            if isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call):
                said = node.exc.args[0]
                sentence = said.value if isinstance(said, ast.Constant) else None
                assert isinstance(sentence, str), f"a fixed sentence in {name}"
                found.add(f"{sentence[:1].upper()}{sentence[1:]}.")
    return found


@pytest.mark.parametrize("kind", [kind for kind in kinds() if kind.message != "{reason}"])
def test_every_error_is_told_in_dutch(kind: type[AppError]) -> None:
    assert _DUTCH(kind.message) != kind.message
    assert sorted(re.findall(r"{\w+}", _DUTCH(kind.message))) == sorted(re.findall(r"{\w+}", kind.message))


@pytest.mark.parametrize("sentence", sorted(refusals() | rules_of_records()))
def test_every_reason_is_told_in_dutch(sentence: str) -> None:
    assert _DUTCH(sentence) != sentence


def test_a_reason_is_translated_inside_its_sentence() -> None:
    error = KeyringDamagedError(reason="The file is missing.")

    assert "Het bestand ontbreekt." in _DUTCH.error(error)
    assert "The file is missing." in _ENGLISH.error(error)


def test_a_place_stays_as_the_file_calls_it() -> None:
    error = CaseFileError(place="incidents[3].when", reason="The period ends before it starts.")

    assert "Bij incidents[3].when: De periode eindigt voordat die begint." in _DUTCH.error(error)
