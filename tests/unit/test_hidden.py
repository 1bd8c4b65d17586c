"""What is class R0 does not stand open on a screen: no text of it is left, and nothing that counts changes."""

from datetime import date
from uuid import UUID

import msgspec
from hypothesis import given
from hypothesis import strategies as st
from planted import SECRET, planted_case

import builders
from app.domain.hidden import hide, hide_in, hides, hides_field
from app.domain.record import Record, Sensitivity
from app.domain.snapshot import CaseSnapshot
from app.risk.engine import evaluate

WORD = "Verborgen"
AT = date(2026, 3, 24)


def text_of(record: Record | CaseSnapshot) -> str:
    return msgspec.json.encode(record).decode()


def test_no_text_of_a_hidden_record_is_left_of_any_kind() -> None:
    whole = planted_case()
    assert all(SECRET in text_of(record) for record in whole.records())
    assert SECRET not in text_of(hide_in(whole, WORD))


def test_the_records_stay_in_their_places_and_the_rules_find_the_same() -> None:
    whole = planted_case()
    shown = hide_in(whole, WORD)
    assert [record.id for record in shown.records()] == [record.id for record in whole.records()]

    def found(snapshot: CaseSnapshot) -> list[tuple[str, str, tuple[UUID, ...]]]:
        return [(one.rule, one.outcome.value, one.incidents) for one in evaluate(snapshot, at=AT, window=90, ahead=30)]

    assert found(shown) == found(whole)


def test_a_record_that_was_asked_for_is_whole_and_no_other_one() -> None:
    whole = planted_case()
    for asked in whole.records():
        shown = hide_in(whole, WORD, shown={asked.id})
        assert [record.id for record in shown.records() if SECRET in text_of(record)] == [asked.id]
        assert asked in list(shown.records())


def test_only_the_marked_field_of_a_record_is_hidden() -> None:
    incident = builders.incident(
        facts="Hij stond er.", where="Lindelaan 4", field_sensitivity={"where": Sensitivity.R0}
    )
    assert hides(incident)
    assert (hides_field(incident, "where"), hides_field(incident, "facts")) == (True, False)
    assert hide(incident, WORD) == msgspec.structs.replace(incident, where=WORD)


@given(st.sampled_from([Sensitivity.R1, Sensitivity.R2, Sensitivity.R3]))
def test_what_may_leave_the_program_in_some_copy_is_not_hidden(mark: Sensitivity) -> None:
    case = builders.snapshot(builders.incident(sensitivity=mark, field_sensitivity={"where": mark}))
    assert hide_in(case, WORD) is case
