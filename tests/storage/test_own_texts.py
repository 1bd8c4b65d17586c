"""Own checklists and translations in a vault: whole or refused, audited, and never lost to an assessment."""

from datetime import date
from pathlib import Path
from uuid import UUID

import own_texts
import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

import builders
import vaults
from app.clock import Clock
from app.domain.assessment import AnswerValue
from app.domain.own_text import OwnKind
from app.errors import CaseFileError, OwnFileError, RecordAlteredError, RefusedError
from app.risk.shelf import checklists_of, list_as_used
from app.services import cases, exchange, records, signing
from app.services.own_texts import add_own, list_own, offer_own, remove_own, translations
from app.services.pattern import pattern_of
from app.services.vault import verify
from app.storage.store import Store

pytestmark = pytest.mark.storage


def add(store: Store, words: str = own_texts.ELDERS, name: str = "ouderen.toml") -> None:
    """Add a text."""
    add_own(store, words.encode(), name=name)


def case_with_an_answer(store: Store, value: AnswerValue = AnswerValue.YES) -> UUID:
    """Return a case in which the own list was used and signed."""
    case = builders.case()
    cases.open_case(store, case)
    used = builders.assessment([builders.answer("own-elders.locked", value)], checklist="own-elders", version="1.0")
    signing.sign(store, case.id, used)
    return case.id


def test_an_own_list_is_one_of_the_lists_of_every_case(store: Store) -> None:
    add(store)
    case = builders.case()
    cases.open_case(store, case)
    lists = checklists_of(cases.read_case(store, case.id))
    assert list(lists)[-1] == "own-elders"
    assert lists["own-elders"].item("own-elders.card").label.nl == "Iemand anders heeft de pas"


def test_adding_is_in_the_log_and_the_vault_stays_sound(store: Store) -> None:
    add(store)
    with store.read() as reader:
        entry = reader.last_entry()
    assert entry is not None
    assert (entry.action, entry.subject) == ("checklist.added", "own-elders 1.0")
    assert "ouderen.toml sha256:" in entry.detail
    verify(store)


def test_a_faulty_file_changes_nothing(store: Store) -> None:
    before = list_own(store), pattern_log(store)
    with pytest.raises(OwnFileError) as caught:
        add(store, own_texts.ELDERS.replace('cls = "high"', 'cls = "awful"'))
    assert caught.value.fields["line"] == 15
    assert (list_own(store), pattern_log(store)) == before


def pattern_log(store: Store) -> int:
    """Return how many entries the log has."""
    with store.read() as reader:
        return len(list(reader.audit()))


def test_the_rules_see_the_critical_questions_of_an_own_list(store: Store) -> None:
    add(store)
    case = case_with_an_answer(store)
    found = {one.rule: one for one in pattern_of(store, case, at=date(2026, 6, 1), window=90).findings}
    assert "own-elders.locked" in str(found["R11"].figures["critical_items"])
    assert "own-elders" in str(found["R12"].figures)


def test_a_newer_version_takes_the_place_and_an_old_assessment_keeps_its_words(store: Store) -> None:
    add(store)
    case = case_with_an_answer(store)
    add(store, own_texts.LATER)
    snapshot = cases.read_case(store, case)
    assert checklists_of(snapshot)["own-elders"].version == "1.1"
    used = list_as_used(snapshot, snapshot.assessments[0])
    assert used is not None
    assert used.item("own-elders.card").label.nl == "Iemand anders heeft de pas"
    assert [(own.version, own.offered, own.used) for own in list_own(store)] == [
        ("1.0", False, True),
        ("1.1", True, False),
    ]


def test_a_critical_yes_stays_when_a_newer_version_drops_its_question(store: Store) -> None:
    add(store)
    case = case_with_an_answer(store)
    head, _, rest = own_texts.LATER.partition('[[items]]\nid = "own-elders.locked"')
    assert rest
    add(store, head)
    found = {one.rule: one for one in pattern_of(store, case, at=date(2026, 6, 1), window=90).findings}
    assert "own-elders.locked" in str(found["R11"].figures)


def test_a_used_list_cannot_get_other_words_under_its_version(store: Store) -> None:
    add(store)
    case_with_an_answer(store)
    with pytest.raises(RefusedError, match="new version"):
        add(store, own_texts.ELDERS.replace("de pas", "de bankpas"))
    with pytest.raises(IntegrityError), store._engine.begin() as connection:
        connection.execute(text("UPDATE own_text SET text = 'anders'"))


def test_a_list_that_nobody_used_can_be_mended_and_taken_away(store: Store) -> None:
    add(store)
    add(store, own_texts.ELDERS.replace("de pas", "de bankpas"))
    assert "bankpas" in list_own(store)[0].text
    assert remove_own(store, OwnKind.CHECKLIST, "own-elders", "1.0") == ()
    verify(store)


def test_a_used_list_is_only_offered_no_longer_and_can_be_offered_again(store: Store) -> None:
    add(store)
    case = case_with_an_answer(store)
    assert [own.offered for own in remove_own(store, OwnKind.CHECKLIST, "own-elders", "1.0")] == [False]
    with pytest.raises(RefusedError, match="have to stay"):
        remove_own(store, OwnKind.CHECKLIST, "own-elders", "1.0")
    assert "own-elders" in checklists_of(cases.read_case(store, case))
    other = builders.case(reference="Z-2026-078")
    cases.open_case(store, other)
    assert "own-elders" not in checklists_of(cases.read_case(store, other.id))
    offer_own(store, "own-elders", "1.0")
    assert "own-elders" in checklists_of(cases.read_case(store, other.id))


def test_the_same_file_twice_is_refused(store: Store) -> None:
    add(store)
    with pytest.raises(RefusedError, match="already"):
        add(store)


def test_a_draft_keeps_a_list_in_the_vault(store: Store) -> None:
    add(store)
    case = builders.case()
    cases.open_case(store, case)
    with store.drafts() as drafts:
        typed: dict[str, object] = {"assessment": {"checklist": "own-elders", "version": "1.0"}, "days": {}}
        drafts.keep(f"assessment:{case.id}:new-own-elders", case.id, typed)
    assert list_own(store)[0].used


def test_a_translation_is_kept_and_replaced(store: Store) -> None:
    add(store, own_texts.turkish(), "çocuk.toml")
    assert [one.language for one in translations(store)] == ["tr"]
    add(store, own_texts.turkish().replace("Sor.", "Sorun."), "çocuk2.toml")
    assert [one.items[0].guidance for one in translations(store)] == ["Sorun."]
    assert remove_own(store, OwnKind.TRANSLATION, "chd/tr", list_own(store)[0].version) == ()


def test_changed_words_in_the_database_are_found(store: Store) -> None:
    add(store, own_texts.turkish(), "tr.toml")
    with store._engine.begin() as connection:
        connection.execute(text("UPDATE own_text SET text = text || '#'"))
    with pytest.raises(RecordAlteredError):
        verify(store)


def test_a_case_takes_its_own_list_along_and_back_byte_for_byte(store: Store, tmp_path: Path, clock: Clock) -> None:
    add(store)
    case = case_with_an_answer(store)
    data = vaults.case_file(store, case)
    with vaults.new(tmp_path / "elsewhere", clock) as other:
        exchange.import_case(other, data, name="zaak.json")
        assert [(own.key, own.offered, own.used) for own in list_own(other)] == [("own-elders", False, True)]
        snapshot = cases.read_case(other, case)
        assert list_as_used(snapshot, snapshot.assessments[0]) is not None
        assert vaults.case_file(other, case) == data
        verify(other)


def test_a_case_without_own_answers_carries_no_list(store: Store) -> None:
    add(store)
    case = builders.case()
    cases.open_case(store, case)
    assert b"own-elders" not in vaults.case_file(store, case.id)


def test_a_case_file_with_other_words_for_a_known_version_is_refused(
    store: Store, tmp_path: Path, clock: Clock
) -> None:
    add(store)
    data = vaults.case_file(store, case_with_an_answer(store))
    with vaults.new(tmp_path / "elsewhere", clock) as other:
        add(other, own_texts.ELDERS.replace("de pas", "de bankpas"))
        with pytest.raises(RefusedError, match="other words"):
            exchange.import_case(other, data, name="zaak.json")
        assert cases.list_cases(other) == ()


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        (b'"id": "own-elders",', b'"id": "own-olders",', "lists[0].id"),
        (b'\\"critical\\"', b'\\"awful\\"', "lists[0].text"),
        (b'version = \\"1.0\\"', b'version = \\"1.3\\"', "lists[0].id"),
    ],
)
def test_a_case_file_with_an_unsound_list_is_refused_with_its_place(
    store: Store, tmp_path: Path, clock: Clock, old: bytes, new: bytes, place: str
) -> None:
    add(store)
    data = vaults.case_file(store, case_with_an_answer(store))
    assert old in data
    with vaults.new(tmp_path / "elsewhere", clock) as other, pytest.raises(CaseFileError) as caught:
        exchange.import_case(other, data.replace(old, new), name="zaak.json")
    assert caught.value.fields["place"] == place


def test_an_answer_to_an_own_list_goes_through_the_ordinary_save(store: Store) -> None:
    add(store)
    case = builders.case()
    cases.open_case(store, case)
    records.record(store, case.id, builders.assessment([], checklist="own-elders", version="1.0"))
    assert list_own(store)[0].used


def test_a_list_that_came_with_a_case_does_not_keep_the_name_of_its_file(
    store: Store, tmp_path: Path, clock: Clock
) -> None:
    add(store)
    data = vaults.case_file(store, case_with_an_answer(store))
    with vaults.new(tmp_path / "Ander.vault", clock) as other:
        exchange.import_case(other, data, name="Zaak Jansen.json")
        (brought,) = list_own(other)
        assert (brought.key, brought.file, brought.offered) == ("own-elders", "", False)
    rows = own_texts.model((brought,))[0].state.rows
    assert "meegekomen met een zaakbestand" in repr(rows)
    assert "Jansen" not in repr(rows)
