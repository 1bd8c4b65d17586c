"""Half a character, as a keyboard or a command line can hand it over, never costs what was typed around it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

import builders
from app.domain.period import Period
from app.domain.whole_text import whole
from app.services import cases, drafts, records, vault
from app.storage.store import Store

HALF = "Hij stuurde \ud83d en \x00 ging weg."
KEPT = "Hij stuurde \ufffd en \x00 ging weg."


def test_an_incident_with_half_a_character_is_saved_corrected_and_withdrawn(store: Store) -> None:
    case = cases.open_case(store, builders.case(), [builders.person(name=HALF)]).case
    source = builders.source(label=HALF)
    told = builders.incident(
        facts=HALF, when=Period(words=HALF), sources=(replace(builders.citation(source), note=HALF),)
    )
    records.record(store, case, told, along=(source,), draft="incident:x")
    saved = cases.read_case(store, case).incidents[0]
    assert (saved.facts, saved.when.words, saved.sources[0].note) == (KEPT, KEPT, KEPT)
    records.correct(store, case, replace(saved, quote=HALF), reason=HALF)
    records.withdraw(store, case, saved.id, reason=HALF)
    assert [one.reason for one in records.history(store, saved.id)] == ["", KEPT, KEPT]
    assert vault.verify(store).revisions == 6


def test_a_draft_with_half_a_character_is_kept(store: Store) -> None:
    case = cases.open_case(store, builders.case()).case
    drafts.keep_draft(store, "incident:x", case, {"facts": HALF, "rows": [{"name": HALF}]})
    assert drafts.read_draft(store, "incident:x") == {"facts": KEPT, "rows": [{"name": KEPT}]}


@pytest.mark.parametrize("value", [builders.incident(), "Ærø 👩‍👧 \x00\u202e", {"a": ("b", ["c"])}])
def test_what_is_whole_stays_as_it_is(value: object) -> None:
    assert whole(value) == value


@given(st.text(st.characters(categories=["L", "Cs", "So", "Cc"]), max_size=40))
def test_whole_text_can_always_be_written(text: str) -> None:
    assert whole(text).encode().decode() == whole(text)
    assert whole(whole(text)) == whole(text)
