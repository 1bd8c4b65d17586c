"""Changing one date changes the sentence and the evidence together."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from training_cases import findings

import builders
from app.domain.finding import Finding, Outcome
from app.domain.incident import Incident
from app.domain.period import on
from app.i18n import Translator
from app.risk.explain import explain

AT = date(2026, 3, 31)
BORDER = AT - timedelta(days=90)


def seen(rows: list[Incident]) -> tuple[Finding, str]:
    """Return the finding of R01 with its sentence."""
    case = builders.snapshot(*rows, case=builders.case(coverage_from=date(2025, 1, 1)))
    finding = findings(case, AT, 90)["R01"]
    return finding, explain(finding, case, Translator("nl")).sentence


def on_days(*days: date) -> list[Incident]:
    return [builders.incident(on(day), number=number) for number, day in enumerate(days, start=1)]


def test_a_day_over_the_border_between_the_windows_changes_sentence_and_outcome() -> None:
    rows = on_days(BORDER - timedelta(days=40), BORDER, AT - timedelta(days=2), AT - timedelta(days=1), AT)
    (before, told), (after, told_again) = seen(rows), seen([rows[0], moved(rows[1], 1), *rows[2:]])
    assert (before.outcome, after.outcome) == (Outcome.NO_SIGNAL, Outcome.SIGNAL)
    assert told.startswith(
        "In de laatste 90 dagen zijn 3 dagen met gebeurtenissen vastgelegd, in de 90 dagen daarvoor 2."
    )
    assert told_again.startswith(
        "In de laatste 90 dagen zijn 4 dagen met gebeurtenissen vastgelegd, in de 90 dagen daarvoor 1."
    )
    assert before.incidents == after.incidents


def test_a_day_out_of_the_windows_leaves_sentence_and_evidence() -> None:
    rows = on_days(BORDER - timedelta(days=89), BORDER, AT - timedelta(days=1), AT)
    (before, told), (after, told_again) = seen(rows), seen([moved(rows[0], -1), *rows[1:]])
    assert (len(before.incidents), len(after.incidents)) == (4, 3)
    assert "I-1," in told
    assert "I-1," not in told_again


@settings(deadline=None)
@given(st.lists(st.integers(0, 200), min_size=1, max_size=6, unique=True), st.integers(0, 5), st.integers(0, 200))
def test_sentence_and_evidence_change_together(ago: list[int], place: int, to: int) -> None:
    rows = on_days(*(AT - timedelta(days=days) for days in ago))
    place %= len(rows)
    other = [*rows[:place], replace(rows[place], when=on(AT - timedelta(days=to))), *rows[place + 1 :]]
    (before, told), (after, told_again) = seen(rows), seen(other)
    counts = [[one.figures[key] for key in ("days_now", "days_before")] for one in (before, after)]
    if counts[0] != counts[1] or set(before.incidents) != set(after.incidents):
        assert told != told_again
    if told == told_again:
        assert set(before.incidents) == set(after.incidents)


def moved(incident: Incident, days: int) -> Incident:
    day = incident.when.exact
    assert day is not None
    return replace(incident, when=on(day + timedelta(days=days)))
