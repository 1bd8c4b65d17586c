"""A finding that depends on uncertain dates says so: no reading of the dates gives another outcome unannounced."""

from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from training_cases import findings, training_case
from uncertain_dates import AT, CHANCE, asked, at, cases, depends, found, read, vague

import builders
from app.domain.finding import Outcome
from app.domain.period import Period, Precision
from app.domain.snapshot import CaseSnapshot
from app.risk.readings import median_bounds
from app.risk.statistics import median

READINGS = 12


def test_severity_with_mixed_readings_says_that_it_depends() -> None:
    rows = [*at(1, 2, 3, 100, 101, 102, severity=2), vague(60, 40, severity=3), vague(300, 140, severity=5)]
    finding = found(asked(*rows), "R02")
    assert finding.outcome is Outcome.NO_SIGNAL
    assert depends(finding)


def test_too_few_severities_may_be_enough_once_the_dates_are_known() -> None:
    rows = [*at(1, 2, 100, 101, severity=2), vague(60, 40, severity=2), vague(160, 140, severity=2)]
    finding = found(asked(*rows), "R02")
    assert finding.outcome is Outcome.INSUFFICIENT
    assert depends(finding)


def test_severity_that_no_date_can_change_does_not_depend() -> None:
    rows = [*at(1, 2, 3, severity=2), *at(100, 101, 102, severity=5), vague(60, 40, severity=2)]
    assert not depends(found(asked(*rows), "R02"))


def test_one_more_day_may_make_enough_intervals() -> None:
    finding = found(asked(*at(5, 10, 20, 60, 120, 200), vague(300, 290)), "R03")
    assert finding.outcome is Outcome.INSUFFICIENT
    assert depends(finding)


def test_one_vague_incident_among_many_equal_intervals_changes_nothing() -> None:
    case = asked(*at(*range(0, 300, 5)), vague(40, 30))
    assert not depends(found(case, "R03"))
    assert not depends(found(case, "R14"))


def test_a_deed_of_uncertain_day_may_have_followed_a_threat() -> None:
    threat, deed = at(40, behaviours=("thr-implied",)), vague(30, 20, behaviours=("phy-hit-kick",))
    finding = found(asked(*threat, deed), "R19")
    assert finding.outcome is Outcome.NO_SIGNAL
    assert depends(finding)
    early = vague(90, 80, behaviours=("phy-hit-kick",))
    assert not depends(found(asked(*threat, early), "R19"))


def test_a_threat_cannot_follow_itself() -> None:
    both = vague(60, 20, behaviours=("thr-implied", "phy-hit-kick"))
    far = at(200, behaviours=("eco-money-control",))
    assert not depends(found(asked(both, *far), "R19"))


def test_a_whole_month_makes_the_span_of_coherence() -> None:
    june = builders.incident(builders.month("2025-06"))
    finding = found(asked(*at(1, 11, 21, 31, 41, 51), june), "R05")
    assert finding.outcome is Outcome.NO_SIGNAL
    assert finding.figures["span_days"] == (AT - timedelta(days=1) - date(2025, 6, 30)).days
    assert finding.figures["span_days_max"] == (AT - timedelta(days=1) - date(2025, 6, 1)).days


def test_event_dates_per_kind_have_bounds() -> None:
    rows = [*at(1, 40), vague(30, 20), vague(41, 39)]
    figures = found(asked(*rows), "R05").figures
    assert (figures["dates"], figures["dates_min"], figures["dates_max"]) == ({"stk": 2}, {"stk": 3}, {"stk": 4})


def test_duration_and_density_have_bounds() -> None:
    rows = [*at(0, 31), builders.incident(builders.month("2026-01")), vague(200, 150)]
    figures = found(asked(*rows), "R06").figures
    assert (figures["active_months"], figures["active_months_min"], figures["active_months_max"]) == (2, 4, 4)
    assert (figures["span_days"], figures["span_days_min"], figures["span_days_max"]) == (31, 150, 200)
    assert (figures["calendar_months"], figures["calendar_months_min"], figures["calendar_months_max"]) == (2, 5, 7)


def test_a_second_day_may_give_a_duration() -> None:
    finding = found(asked(*at(3), vague(40, 20)), "R06")
    assert finding.outcome is Outcome.INSUFFICIENT
    assert depends(finding)


def test_an_event_that_may_lie_before_a_retraction_is_named() -> None:
    sale = builders.event("ctx-house-sale", builders.month("2026-03"), number=7)
    finding = found(asked(events=(sale,), retractions=(builders.retraction("2026-03-20"),)), "R22")
    assert finding.outcome is Outcome.NO_SIGNAL
    assert [(one.key, one.fields) for one in finding.missing] == [
        ("possibly_before", {"refs": "G-7"}),
        ("outcome_depends", {}),
    ]


def test_a_separation_known_to_the_month_may_leave_enough_days() -> None:
    case = builders.snapshot(
        *at(1, 2, 3, 80),
        case=builders.case(coverage_from=date(2025, 12, 20)),
        events=(builders.event(when=builders.month("2026-01")),),
    )
    finding = found(case, "R07")
    assert finding.outcome is Outcome.INSUFFICIENT
    assert depends(finding)


def test_a_stage_depends_on_what_its_signals_depend_on() -> None:
    recon = at(300, behaviours=("stk-recon",))
    rows = [*at(0, 1, 100, behaviours=("prp-destroy",)), vague(95, 85, behaviours=("prp-destroy",))]
    case = asked(*recon, *rows)
    assert depends(found(case, "R01"))
    assert found(case, "R09").outcome is Outcome.NO_SIGNAL
    assert depends(found(case, "R09"))


def test_what_happened_before_a_day_after_the_reference_date_may_lie_after_it() -> None:
    told = Period(last=date(2026, 5, 22), precision=Precision.BEFORE)
    acts = at(*range(200, 231, 10))
    finding = found(asked(*acts, builders.incident(told)), "R04")
    later = found(asked(*acts, builders.incident("2026-05-10")), "R04")
    assert (finding.outcome, later.outcome) == (Outcome.NO_SIGNAL, Outcome.INSUFFICIENT)
    assert depends(finding)


def test_what_was_told_without_any_date_or_ended_before_has_happened() -> None:
    acts = at(*range(200, 231, 10))
    for when in (Period(words="ooit"), Period(last=AT, precision=Precision.BEFORE)):
        assert not depends(found(asked(*acts, builders.incident(when)), "R04")), when


@given(st.lists(st.integers(1, 90), min_size=1, max_size=12), st.data())
def test_the_bounds_of_a_median_hold(values: list[int], data: st.DataObject) -> None:
    lost = data.draw(st.integers(0, len(values) - 1))
    more = data.draw(st.lists(st.integers(1, 400), max_size=5))
    least, most = median_bounds(values, lost, len(more))
    kept = data.draw(st.permutations(values))[lost:]
    found_median = median([*kept, *more])
    assert found_median is not None
    assert least <= found_median <= most


@pytest.mark.timeout(600)  # Hypothesis may need five minutes to make a failing case small
@settings(max_examples=150, deadline=None)
@given(cases(), st.sampled_from((30, 90)), CHANCE)
def test_no_reading_of_the_dates_gives_another_outcome_unannounced(
    case: CaseSnapshot, window: int, random: Random
) -> None:
    certain = {rule: one for rule, one in findings(case, AT, window).items() if not depends(one)}
    for _ in range(READINGS):
        reading = read(case, random)
        for rule, finding in findings(reading, AT, window).items():
            if rule in certain:
                assert finding.outcome is certain[rule].outcome, rule


@pytest.mark.parametrize("name", ["tc1", "tc2", "tc3"])
def test_few_outcomes_of_the_training_cases_depend_on_a_date(name: str) -> None:
    depending = [rule for rule, one in findings(training_case(name)).items() if depends(one)]
    assert depending == []
