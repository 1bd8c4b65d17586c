"""What was typed is found, by who may see it, and nothing that was taken out."""

from datetime import date
from uuid import UUID, uuid4

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import builders
from app.domain.member import MemberRole
from app.domain.period import Period, Precision
from app.domain.record import Record, Sensitivity
from app.domain.revision import RecordKind
from app.domain.search import Found
from app.errors import TableAlteredError
from app.services.cases import list_cases, open_case
from app.services.records import correct, record, restore, withdraw
from app.services.search import find, reveal
from app.services.vault import verify
from app.storage import search
from app.storage.store import Store

pytestmark = pytest.mark.storage


@pytest.fixture
def case(store: Store) -> UUID:
    """Return an open case."""
    return open_case(store, builders.case()).case


def saved(store: Store, case: UUID, one: Record) -> Record:
    """Record something and return it as the vault holds it."""
    change = record(store, case, msgspec.structs.replace(one, number=0))
    with store.read() as reader:
        stored = reader.stored(change.record)
    assert stored is not None
    return stored.record


def numbers(found: Found) -> list[str]:
    """Return the visible numbers of what was found."""
    return [hit.number for hit in found.hits]


def words(found: Found) -> list[str]:
    """Return the text of every hit, with what was looked for between brackets."""
    return ["".join(f"[{one.text}]" if one.marked else one.text for one in hit.pieces) for hit in found.hits]


def test_words_are_found_in_any_order_without_capitals_and_accents(store: Store, case: UUID) -> None:
    saved(store, case, builders.incident(facts="Hij wachtte bij het Café in de hal."))

    assert words(find(store, "HAL cafe")) == ["Hij wachtte bij het [Café] in de [hal]."]


def test_the_last_word_may_be_a_beginning_and_the_others_may_not(store: Store, case: UUID) -> None:
    saved(store, case, builders.incident(facts="Hij wachtte bij de voordeur."))

    assert numbers(find(store, "wachtte voord")) == ["I-1"]
    assert numbers(find(store, "wacht voordeur")) == []
    assert numbers(find(store, "voord ")) == []


def test_words_between_quotation_marks_have_to_follow_each_other(store: Store, case: UUID) -> None:
    saved(store, case, builders.incident(facts="Zij deed de deur dicht."))

    assert numbers(find(store, '"de deur"')) == ["I-1"]
    assert numbers(find(store, '"deur de"')) == []


def test_every_kind_of_record_is_found_by_what_was_typed(store: Store, case: UUID) -> None:
    typed: dict[RecordKind, Record] = {
        RecordKind.PERSON: builders.person(name="zoekwoord"),
        RecordKind.SOURCE: builders.source("zoekwoord"),
        RecordKind.INCIDENT: builders.incident(facts="zoekwoord"),
        RecordKind.EVENT: builders.event(note="zoekwoord"),
        RecordKind.MEASURE: builders.measure(terms="zoekwoord"),
        RecordKind.ASSESSMENT: builders.assessment(judgement="zoekwoord"),
        RecordKind.FEAR: builders.fear(words="zoekwoord"),
        RecordKind.PROTECTION: builders.protection(note="zoekwoord", sensitivity=Sensitivity.R3),
        RecordKind.OUTCOME: builders.outcome(outcome="zoekwoord"),
        RecordKind.REVIEW: builders.review(judgement="zoekwoord"),
        RecordKind.RETRACTION: builders.retraction(what="zoekwoord"),
        RecordKind.STEP: builders.step(why="zoekwoord"),
    }
    for one in typed.values():
        saved(store, case, one)

    assert {hit.kind for hit in find(store, "zoekwoord").hits} == set(typed)


def test_a_correction_is_found_and_what_it_replaced_is_not(store: Store, case: UUID) -> None:
    before = saved(store, case, builders.incident(facts="in de schuur"))
    correct(store, case, msgspec.structs.replace(before, facts="in de kelder"), reason="verkeerd gehoord")

    assert numbers(find(store, "kelder")) == ["I-1"]
    assert numbers(find(store, "schuur")) == []


def test_what_is_withdrawn_is_not_found_until_it_is_restored(store: Store, case: UUID) -> None:
    one = saved(store, case, builders.incident(facts="in de schuur"))

    withdraw(store, case, one.id, reason="dubbel")
    assert numbers(find(store, "schuur")) == []
    restore(store, case, one.id, reason="toch niet")
    assert numbers(find(store, "schuur")) == ["I-1"]


def test_a_search_in_one_case_stays_in_it(store: Store, case: UUID) -> None:
    other = open_case(store, builders.case(reference="Z-2026-002")).case
    saved(store, case, builders.incident(facts="bij de school"))
    saved(store, other, builders.incident(facts="bij de school"))

    assert {hit.case for hit in find(store, "school").hits} == {case, other}
    assert {hit.case for hit in find(store, "school", case=other).hits} == {other}


def test_of_a_closed_case_only_the_place_is_told(store: Store) -> None:
    closed = open_case(store, builders.case(closed_on=date(2026, 3, 1))).case
    saved(store, closed, builders.incident(facts="bij de school"))

    hit = find(store, "school").hits[0]
    assert (hit.closed, hit.number, hit.pieces) == (True, "I-1", ())
    assert reveal(store, "school", hit).pieces == ()
    assert words(find(store, "school", case=closed)) == ["bij de [school]"]


def test_what_is_r0_is_found_but_shown_only_when_asked_for(store: Store, case: UUID) -> None:
    where = {"where": Sensitivity.R0}
    saved(store, case, builders.incident(where="Geheimstraat 4", facts="gezien", field_sensitivity=where))

    hit = find(store, "geheimstraat").hits[0]
    assert hit.hidden
    assert hit.pieces == ()
    shown = reveal(store, "geheimstraat", hit)
    assert "".join(piece.text for piece in shown.pieces) == "Geheimstraat 4"
    assert words(find(store, "gezien")) == ["[gezien]"]


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    whole=st.sampled_from(Sensitivity),
    marks=st.lists(st.sampled_from(Sensitivity), min_size=2, max_size=2),
    place=st.integers(0, 1),
)
def test_a_note_of_r0_is_found_but_shown_only_when_asked_for(
    store: Store, case: UUID, whole: Sensitivity, marks: list[Sensitivity], place: int
) -> None:
    word = f"kwarzol{uuid4().hex}"
    answers = [
        builders.answer(item, note=f"Bij {word} {number}", note_sensitivity=mark)
        for number, (item, mark) in enumerate(zip(("nfs.act.hands", "nfs.act.limb"), marks, strict=True))
    ]
    saved(store, case, builders.assessment(answers, sensitivity=whole))

    asked = f"{word} {place}"
    (hit,) = find(store, asked).hits
    hidden = Sensitivity.R0 in {whole, marks[place]}
    assert (hit.hidden, word in str(hit.pieces)) == (hidden, not hidden)
    assert "".join(piece.text for piece in reveal(store, asked, hit).pieces) == f"Bij {word} {place}"


def test_a_trainer_finds_only_fictional_cases(store: Store, case: UUID) -> None:
    practice = open_case(store, builders.case(reference="Z-2026-009", fictional=True)).case
    saved(store, case, builders.incident(facts="bij de school"))
    saved(store, practice, builders.incident(facts="bij de school"))
    store.member = msgspec.structs.replace(store.member, roles=(MemberRole.TRAINER,))

    assert {hit.case for hit in find(store, "school").hits} == {practice}


def test_hits_that_hold_more_words_in_one_field_come_first_then_the_latest(store: Store, case: UUID) -> None:
    saved(store, case, builders.incident("2026-03-10", facts="mes", where="keuken"))
    saved(store, case, builders.incident("2026-03-01", facts="mes uit de keuken"))
    saved(store, case, builders.incident("2026-03-05", facts="mes uit de keuken"))

    assert numbers(find(store, "mes keuken ")) == ["I-3", "I-2", "I-1"]


def test_of_very_many_hits_the_last_recorded_are_among_those_shown(
    store: Store, case: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search, "WEIGHED", 3)
    for number in range(1, 8):
        saved(store, case, builders.incident(f"2026-03-0{number}", facts="school"))

    found = find(store, "school")
    assert numbers(found) == ["I-7", "I-6", "I-5"]
    assert found.more


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.one_of(st.text(), st.text(alphabet='"*():-^+{} ANDORNEAT\0é', max_size=30)))
def test_nothing_that_is_typed_can_go_wrong(store: Store, text: str) -> None:
    assert isinstance(find(store, text), Found)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
@given(st.lists(st.text(st.characters(categories=("Lu", "Ll", "Nd"), max_codepoint=0x24F), min_size=1), min_size=1))
def test_every_word_that_was_typed_finds_its_record(store: Store, typed: list[str]) -> None:
    case = open_case(store, builders.case(reference="", name=" ".join(typed))).case

    for word in typed:
        assert case in {hit.case for hit in find(store, f"{word} ", most=1_000).hits}


def test_verifying_names_an_index_that_does_not_fit(store: Store, case: UUID) -> None:
    saved(store, case, builders.incident(facts="bij de school"))
    verify(store)
    with store._engine.begin() as connection:
        connection.exec_driver_sql("UPDATE search SET words = 'iets anders' WHERE words LIKE '%school%'")

    with pytest.raises(TableAlteredError, match="index"):
        verify(store)


def test_a_case_that_is_forgotten_leaves_no_word_in_the_index(store: Store, case: UUID) -> None:
    other = open_case(store, builders.case(reference="Z-2026-002")).case
    gone = saved(store, case, builders.incident(facts="zeldzaamwoord"))
    correct(store, case, msgspec.structs.replace(gone, facts="anderwoord"), reason="verkeerd gehoord")
    saved(store, other, builders.incident(facts="blijvend"))

    with store.write() as uow:
        search.forget_case(uow._session, case)
        uow._session.commit()

    with store._engine.connect() as connection:
        pages = connection.exec_driver_sql("SELECT block FROM search_data").scalars()
        assert not any(b"zeldzaam" in page or b"anderw" in page for page in pages)
    assert numbers(find(store, "blijvend")) == ["I-1"]
    assert numbers(find(store, "anderwoord")) == []


def test_the_list_of_cases_knows_the_last_possible_day_of_the_last_incident(store: Store, case: UUID) -> None:
    saved(store, case, builders.incident("2026-02-28"))
    saved(store, case, builders.incident(builders.between("2026-03-01", "2026-03-09")))
    saved(store, case, builders.incident(Period(words="na 5 maart", first=date(2026, 3, 5), precision=Precision.AFTER)))

    assert [(one.incidents, one.last_incident) for one in list_cases(store)] == [(3, date(2026, 3, 9))]
