"""The data files against the domain reference itself, where it is at hand; else against the rows it was read into.

The folder of the domain reference is named by ``PATROONZICHT_DOMAIN``, or stands as ``shared/domain`` beside the
checkout.
"""

import csv
import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from golden_rows import GOLDEN
from reference_rows import reference_rows

import app
from app.risk.catalogue import load_catalogue
from app.risk.checklist import load_checklists
from app.risk.crosswalk import load_crosswalks
from app.risk.glossary import load_glossary
from app.risk.instruments import load_instruments
from app.risk.protective import load_protective
from app.risk.rulebook import load_rulebook

BESIDE = Path(app.__file__).parent.parent.parent / "shared" / "domain"
DOMAIN = Path(os.environ.get("PATROONZICHT_DOMAIN", BESIDE))
KNOWN = load_catalogue()
STAGES = "R09"  # its sentence is the fixed text of 4.2
at_hand = pytest.mark.skipif(not DOMAIN.is_dir(), reason="the domain reference is not beside this checkout")


def test_what_is_known_beside_the_catalogue_is_what_it_was_published_as() -> None:
    with (GOLDEN / "reference.tsv").open(encoding="utf-8", newline="") as file:
        published = list(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    assert list(reference_rows()) == published


def rows(name: str, *, from_: str = "", to: str = "") -> Iterator[list[str]]:
    """Yield the rows of all tables of a file, between two headings where they are given, without their heads."""
    text = (DOMAIN / name).read_text(encoding="utf-8")
    text = text.partition(from_)[2] if from_ else text
    text = text.partition(to)[0] if to else text
    lines = text.splitlines()
    for place, line in enumerate(lines):
        ruled = line.startswith("|---") or (place + 1 < len(lines) and lines[place + 1].startswith("|---"))
        if line.startswith("|") and not ruled:
            yield [cell.strip() for cell in line.strip().strip("|").split("|")]


def named(text: str) -> list[str]:
    """Return the keys of the source register that stand in a text, in order."""
    return [key for key in re.findall(r"\b[A-Z][A-Za-z0-9]*\b", text) if key in KNOWN.sources]


@at_hand
def test_kinds_of_behaviour_behaviours_events_and_effects_are_those_of_the_reference() -> None:
    kinds = [row[:3] for row in rows("3-behaviours.md", from_="### 3.2", to="### 3.3") if row[0] != "total"]
    assert kinds == [[one.code, one.label.nl, one.label.en] for one in KNOWN.domains.values()]
    behaviours = [[*row[:4], row[5].strip("-")] for row in rows("3-behaviours.md", from_="### 3.3", to="### 3.4")]
    ours = [
        [one.id, one.label.nl, one.label.en, str(one.severity), " ".join(one.law)] for one in KNOWN.behaviours.values()
    ]
    assert sorted(behaviours) == sorted(ours)
    events = [[one.id, one.label.nl, one.label.en] for one in KNOWN.contexts.values()]
    effects = [[one.id, one.label.nl, one.label.en] for one in KNOWN.effects.values()]
    assert list(rows("3-behaviours.md", from_="### 3.4", to="### 3.5")) == [*events, *effects]


@at_hand
def test_the_scale_of_severity_is_that_of_the_reference() -> None:
    assert list(rows("3-behaviours.md", from_="### 3.1", to="### 3.2")) == [
        [str(one.level), one.meaning.en, one.anchor.en] for one in KNOWN.severities
    ]


@at_hand
def test_articles_are_those_of_the_reference_with_the_sources_they_were_read_in() -> None:
    law = list(rows("3-behaviours.md", from_="### 3.5"))
    assert [row[:2] for row in law] == [[one.id, one.reference.en] for one in KNOWN.law.values()]
    for row, hook in zip(law, KNOWN.law.values(), strict=True):
        assert set(named(hook.mark)) <= set(named(row[3])), hook.id
        assert row[3].startswith("V ") == hook.mark.startswith("V "), hook.id
        assert bool(re.search(r"\bG\b", row[3])) == bool(re.search(r"\bG\b", hook.mark)), hook.id


EXTRA = ["TRENTEST", "GILBERT87"]


@at_hand
def test_the_source_register_is_that_of_the_reference() -> None:
    register = {row[0]: row[1:] for row in rows("9-sources.md")}
    known = list(KNOWN.sources)
    assert known[: len(register)] == list(register)
    assert known[len(register) :] == EXTRA, "only the trend tests, which the reference does not name, add to it"
    for key, (citation, mark, where) in register.items():
        source = KNOWN.sources[key]
        assert (source.citation.en, source.mark) == (citation, mark), key
        supplied = where.removeprefix("seed ").removesuffix(".txt").removeprefix("statengeneraal/laws-markdown ")
        assert source.where.en.removeprefix("supplied text ") == ("" if where == "-" else supplied), key


@at_hand
def test_the_questions_are_those_of_the_reference() -> None:
    told = {row[0]: row for row in rows("2-checklists.md", to="### 2.6") if len(row) == 7}
    items = [item for listed in load_checklists().values() for item in listed.items]
    assert sorted(told) == sorted(item.id for item in items)
    for item in items:
        row = told[item.id]
        assert row[1:3] == [item.label.nl, item.label.en], item.id
        assert row[5] == item.cls.value, item.id
        assert set(named(row[6])) == set(item.sources), item.id


@at_hand
def test_the_flags_and_the_signals_are_those_of_the_reference() -> None:
    crosswalks = load_crosswalks()
    flags = list(rows("2-checklists.md", from_="### 2.7", to="### 2.8"))
    assert [row[0] for row in flags] == [flag.label.nl for flag in crosswalks.flags]
    items = {item.id for listed in load_checklists().values() for item in listed.items}
    for row, flag in zip(flags, crosswalks.flags, strict=True):
        assert {one for one in re.findall(r"[a-z]+(?:\.[a-z]+)+", row[1]) if one in items} == set(flag.items), row[0]
    signals = list(rows("2-checklists.md", from_="### 2.8"))
    assert [row[0] for row in signals] == [signal.block + signal.letter for signal in crosswalks.signals]
    for row, signal in zip(signals, crosswalks.signals, strict=True):
        words = re.findall(r"[a-z]+(?:[.-][a-z]+)+", row[2])
        assert {one for one in words if one in items} <= set(signal.items), row[0]
        assert {one for one in words if one in KNOWN.behaviours} <= set(signal.behaviours), row[0]


@at_hand
def test_words_protective_facts_and_instruments_are_those_of_the_reference() -> None:
    terms = {row[0]: row[1] for row in rows("6-glossary.md")}
    assert sorted(terms) == sorted(one.term.nl for one in load_glossary())
    assert [one.term.en for one in load_glossary() if one.term.en not in terms[one.term.nl]] == []
    facts = [row[:2] for row in rows("4-pattern-rules.md", from_="### 4.4", to="### 4.5")]
    assert facts == [[one.id, one.label.nl] for one in load_protective().values()]
    instruments = [row[0] for row in rows("1-instruments.md", to="### 1.3")]
    assert instruments == list(load_instruments())


@at_hand
def test_rules_say_the_sentences_and_name_the_sources_of_the_reference() -> None:
    rules = list(rows("4-pattern-rules.md", from_="### 4.1", to="### 4.2"))
    assert [row[0] for row in rules] == [rule.id for rule in load_rulebook().rules]
    for row, rule in zip(rules, load_rulebook().rules, strict=True):
        general = {"G"} if re.search(r"\bG\b", row[-1]) else set()
        assert {*named(row[-1]), *general} == set(rule.sources), rule.id
    said = {row[0]: row[1].strip("'") for row in rows("4-pattern-rules.md", from_="### 4.3", to="### 4.4")}
    said["R08"] = said["R08"].replace("{ja/nee}", "{reactie}")
    fixed = (DOMAIN / "4-pattern-rules.md").read_text(encoding="utf-8").partition("### 4.2")[2].partition("### 4.3")[0]
    assert load_rulebook().rule(STAGES).sentence.nl in fixed
    told = {rule.id: rule.sentence.nl for rule in load_rulebook().rules if rule.id in said}
    assert {key: words for key, words in told.items() if key != STAGES} == {
        key: words for key, words in said.items() if key != STAGES
    }
