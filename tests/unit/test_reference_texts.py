"""Instruments, what protects, cautions, words and crosswalks: complete, in both languages, and pointing somewhere."""

import hashlib
import re
from collections import Counter
from collections.abc import Iterator

import pytest

from app.errors import ResourceError
from app.i18n import Label
from app.risk.catalogue import load_catalogue
from app.risk.cautions import load_cautions
from app.risk.checklist import load_checklists
from app.risk.crosswalk import load_crosswalks
from app.risk.glossary import load_glossary
from app.risk.instruments import Licence, load_instruments, outcome_notice
from app.risk.protective import load_protective
from app.risk.references import known, once

SIGNALS = "544687807372272afb2e6f721b1079ae0eec300eb9a5227d4d6ad1a628d48ca9"
INSTRUMENTS = load_instruments()
CROSSWALKS = load_crosswalks()


def labels() -> Iterator[Label]:
    yield outcome_notice()
    for instrument in INSTRUMENTS.values():
        yield from (instrument.name, instrument.purpose, instrument.terms, instrument.stores)
    for fact in load_protective().values():
        yield from (fact.label, fact.note)
    for caution in load_cautions():
        yield from (caution.title, caution.text)
    yield from (term.term for term in load_glossary())
    for flag in CROSSWALKS.flags:
        yield flag.label
    for block in CROSSWALKS.blocks:
        yield block.label
    for signal in CROSSWALKS.signals:
        yield from (signal.label, *signal.facts)
        if signal.note is not None:
            yield signal.note


def test_every_text_is_there_in_both_languages_and_calm() -> None:
    for label in labels():
        assert label.nl.strip()
        assert label.en.strip()
        assert "!" not in label.nl + label.en


def test_everything_is_there() -> None:
    counts = [len(part) for part in (INSTRUMENTS, load_protective(), load_cautions(), load_glossary())]
    assert counts == [32, 11, 13, 99]


def test_no_id_names_two_things() -> None:
    lists = load_checklists().values()
    ids = [*INSTRUMENTS, *load_protective(), *(caution.id for caution in load_cautions())]
    ids += [flag.id for flag in CROSSWALKS.flags]
    ids += [signal.id for signal in CROSSWALKS.signals]
    ids += [item.id for checklist in lists for item in checklist.items]
    ids += [*load_catalogue().behaviours, *load_catalogue().contexts, *load_catalogue().effects, *load_catalogue().law]
    assert [one for one, count in Counter(ids).items() if count > 1] == []


def test_of_a_licensed_instrument_only_the_outcome_is_recorded() -> None:
    closed = [one for one in INSTRUMENTS.values() if one.licence is not Licence.YES]
    assert len(closed) == 29
    assert {one.id for one in INSTRUMENTS.values() if one.licence is Licence.YES} == {
        "inst.meldcode",
        "inst.kindcheck",
        "inst.om-pv",
    }
    assert "bevat de vragen van dit instrument niet" in outcome_notice().nl
    assert not any("?" in one.stores.nl for one in INSTRUMENTS.values())


def test_no_instrument_tells_a_score_or_a_cut_off() -> None:
    told = " ".join(f"{one.purpose.en} {one.terms.en} {one.stores.en}" for one in INSTRUMENTS.values())
    assert not re.search(r"(?i)\bscore|cut-off|\bpoints?\b|percent|AUC", told)


def test_what_depends_on_the_alleged_perpetrator_says_so() -> None:
    assert [one.id for one in load_protective().values() if one.depends_on_perpetrator] == ["pf.offender-care"]


def test_an_address_and_a_plan_never_leave() -> None:
    assert {one.id for one in load_protective().values() if one.sensitivity.value == "R0"} == {
        "pf.safe-address",
        "pf.plan",
    }


def test_marks_name_how_a_text_was_verified() -> None:
    marks = [one.mark for one in INSTRUMENTS.values()]
    marks += [fact.mark for fact in load_protective().values()]
    marks += [caution.mark for caution in load_cautions()]
    assert {part for mark in marks for part in mark.split(", ")} == {"V", "V*", "G"}
    assert all(caution.sources for caution in load_cautions())


def test_a_note_to_a_word_is_there_in_both_languages() -> None:
    assert all(bool(term.note.nl) == bool(term.note.en) for term in load_glossary())


def test_there_are_eleven_flags_and_all_are_covered() -> None:
    assert len(CROSSWALKS.flags) == 11
    assert all(flag.items for flag in CROSSWALKS.flags)


def test_there_are_twenty_signals_in_three_blocks() -> None:
    blocks = Counter(signal.block for signal in CROSSWALKS.signals)
    assert [blocks[block.id] for block in CROSSWALKS.blocks] == [3, 11, 6]
    assert [signal.block + signal.letter for signal in CROSSWALKS.signals] == [
        *("1a", "1b", "1c"),
        *(f"2{letter}" for letter in "abcdefghijk"),
        *(f"3{letter}" for letter in "abcdef"),
    ]
    assert all(signal.id == f"bth.{signal.block}{signal.letter}" for signal in CROSSWALKS.signals)


def test_the_signals_are_told_in_the_words_of_the_decree() -> None:
    """Only these facts may be weighed (art. 2, first paragraph), so they are exported exactly as they are listed."""
    words = [block.label.nl for block in CROSSWALKS.blocks]
    for signal in CROSSWALKS.signals:
        words += [signal.label.nl, *(fact.nl for fact in signal.facts)]
    assert len(words) == 3 + 20 + 79
    assert hashlib.sha256("\n".join(words).encode()).hexdigest() == SIGNALS


def test_every_critical_sign_of_the_flags_is_asked_in_a_list() -> None:
    items = {item.id for checklist in load_checklists().values() for item in checklist.items}
    assert {item for flag in CROSSWALKS.flags for item in flag.items} <= items
    assert {item for signal in CROSSWALKS.signals for item in signal.items} <= items


def test_a_name_that_does_not_exist_is_refused_with_its_place() -> None:
    with pytest.raises(ResourceError, match=r"crosswalks\.toml.*rv\.fear names nowhere"):
        known(["nowhere"], {"somewhere"}, "crosswalks.toml", "rv.fear")
    with pytest.raises(ResourceError, match="a is in it twice"):
        once(["a", "b", "a"], "x.toml")
