"""Rules over time: frequency, severity, intervals, silences and what is new (R01, R02, R03, R04, R06, R14)."""

from collections.abc import Iterable
from datetime import date, timedelta

import pytest
from msgspec.structs import replace
from training_cases import findings

import builders
from app.domain.case import Case
from app.domain.finding import Finding, Outcome
from app.domain.incident import Actor, EntryKind, Incident
from app.domain.period import Period, Precision
from app.domain.source import Contact

AT = date(2026, 3, 31)
COVERED = builders.case(coverage_from=date(2020, 1, 1))


def ago(days: int, **fields: object) -> Incident:
    return builders.incident((AT - timedelta(days=days)).isoformat(), **fields)


def at(*days: int, **fields: object) -> list[Incident]:
    return [ago(one, **fields) for one in days]


def find(
    rule: str, incidents: Iterable[Incident], *, case: Case = COVERED, window: int = 30, **more: object
) -> Finding:
    return findings(builders.snapshot(*incidents, case=case, **more), AT, window)[rule]


def keys(found: Finding) -> list[str]:
    return [missing.key for missing in found.missing]


def test_the_reference_day_is_inside_the_window_and_the_day_a_window_ago_is_not() -> None:
    found = find("R01", at(0, 29, 30, 59, 60))
    assert (found.figures["days_now"], found.figures["days_before"]) == (2, 2)


def test_incidents_after_the_reference_date_do_not_exist_yet() -> None:
    found = find("R01", at(-1, 0, 1, 2, 40))
    assert found.figures["days_now"] == 3


@pytest.mark.parametrize(
    ("before", "now", "outcome"),
    [
        (1, 2, Outcome.INSUFFICIENT),
        (0, 4, Outcome.SIGNAL),
        (1, 3, Outcome.SIGNAL),
        (2, 3, Outcome.NO_SIGNAL),
        (4, 6, Outcome.SIGNAL),
        (5, 7, Outcome.NO_SIGNAL),
        (4, 0, Outcome.NO_SIGNAL),
    ],
)
def test_frequency_needs_two_days_more_and_half_as_many_again(before: int, now: int, outcome: Outcome) -> None:
    assert find("R01", at(*range(now), *range(30, 30 + before))).outcome is outcome


def test_many_messages_on_one_day_are_one_event_day() -> None:
    found = find("R01", at(*[3] * 63, 31, 32, 33))
    assert (found.figures["days_now"], found.figures["incidents_now"]) == (1, 63)


def test_windows_are_not_compared_when_history_was_not_taken_far_enough_back() -> None:
    edge = AT - timedelta(days=60)
    rows = at(*range(6), *range(30, 32))
    assert find("R01", rows, case=builders.case(coverage_from=edge)).outcome is Outcome.SIGNAL
    late = find("R01", rows, case=builders.case(coverage_from=edge + timedelta(days=1)))
    assert late.outcome is Outcome.INSUFFICIENT
    assert late.figures["days_now"] == 6
    assert "coverage" in keys(late)


def test_without_a_chosen_day_history_starts_at_the_earliest_row() -> None:
    rows = at(*range(6), *range(30, 32))
    assert find("R01", rows, case=builders.case()).outcome is Outcome.INSUFFICIENT
    early = builders.event("ctx-history", (AT - timedelta(days=60)).isoformat())
    assert find("R01", rows, case=builders.case(), events=(early,)).outcome is Outcome.SIGNAL


def test_a_month_wholly_inside_the_window_is_one_event_day() -> None:
    february = builders.incident(builders.month("2026-02"))
    assert find("R01", [february], window=60).figures["days_now"] == 1


def test_a_month_with_a_known_day_in_it_may_be_that_same_day() -> None:
    february = builders.incident(builders.month("2026-02"))
    found = find("R01", [february, builders.incident("2026-02-10")], window=60)
    assert (found.figures["days_now"], found.figures["days_now_min"], found.figures["days_now_max"]) == (1, 1, 2)


def test_a_month_across_the_edge_of_a_window_is_not_placed() -> None:
    march = builders.incident(builders.month("2026-03"))
    found = find("R01", [march], window=30)
    assert found.figures["days_now"] == 0
    assert (found.figures["days_now_max"], found.figures["days_before_max"]) == (1, 1)
    assert [(left.incident, left.reason) for left in found.unplaced] == [(march.id, "date_uncertain")]


def test_a_period_that_must_lie_inside_raises_the_least() -> None:
    one, same, other = (
        builders.incident(builders.between(first, last))
        for first, last in (("2026-03-10", "2026-03-20"), ("2026-03-15", "2026-03-25"), ("2026-03-22", "2026-03-28"))
    )
    found = find("R01", [one, same, other])
    assert (found.figures["days_now"], found.figures["days_now_min"], found.figures["days_now_max"]) == (0, 2, 3)


def test_what_happened_before_a_later_day_is_named_and_not_left_out() -> None:
    open_start = Period(words="before summer", last=AT + timedelta(days=60), precision=Precision.BEFORE)
    told = builders.incident(when=open_start)

    found = find("R01", [*at(1, 2, 3, 100), told])

    assert told.id in {one.incident for one in found.unplaced}


def test_an_estimated_day_is_not_a_known_day() -> None:
    estimated = builders.incident(replace(builders.day("2026-03-20"), approximate=True))
    found = find("R01", [estimated])
    assert (found.figures["days_now"], found.figures["days_now_min"], found.figures["days_now_max"]) == (0, 0, 1)


def test_the_outcome_is_said_to_depend_on_dates_that_are_not_known() -> None:
    sure = find("R01", at(0, 1, 2, 31))
    assert "outcome_depends" not in keys(sure)
    straddling = builders.incident(builders.month("2026-03"))
    assert "outcome_depends" in keys(find("R01", [*at(0, 1, 2, 31), straddling]))


def test_an_act_by_nobody_known_is_listed_apart() -> None:
    nobody = ago(3, actor=Actor.UNKNOWN)
    found = find("R01", [*at(1, 2, 31, 32), nobody])
    assert found.figures["days_now"] == 2
    assert [(left.incident, left.reason) for left in found.unplaced] == [(nobody.id, "actor_unknown")]


@pytest.mark.parametrize(
    "fields",
    [
        {"actor": Actor.VICTIM},
        {"actor": Actor.THIRD},
        {"kind": EntryKind.EFFECT},
        {"kind": EntryKind.STATEMENT},
        {"set_aside": "andere woning"},
    ],
)
def test_only_acts_of_the_alleged_perpetrator_count(fields: dict[str, object]) -> None:
    found = find("R01", [ago(1), ago(2, **fields)])
    assert found.figures["days_now"] == 1
    assert found.unplaced == ()


@pytest.mark.parametrize(
    ("now", "before", "note"),
    [(3, 2, "recorded_more"), (2, 3, "recorded_less"), (4, 3, None), (1, 0, "recorded_more"), (0, 0, None)],
)
def test_a_difference_in_recording_is_said(now: int, before: int, note: str | None) -> None:
    days = [*range(now), *range(30, 30 + before)]
    contacts = tuple(builders.source(dated=AT - timedelta(days=one), contact=Contact.VICTIM) for one in days)
    papers = (builders.source(dated=AT), builders.source(contact=Contact.VICTIM))
    found = find("R01", at(0, 31), sources=(*contacts, *papers))
    assert (found.figures["contacts_now"], found.figures["contacts_before"]) == (now, before)
    assert [key for key in keys(found) if key.startswith("recorded")] == ([note] if note else [])


def test_told_only_after_the_previous_window_is_counted() -> None:
    source = builders.source()
    border = AT - timedelta(days=30)
    in_time, late, twice = (
        ago(40, sources=tuple(builders.citation(source, told_on=day) for day in told))
        for told in ((border,), (border + timedelta(days=1),), (AT, border))
    )
    assert find("R01", [in_time, late, twice], sources=(source,)).figures["retrospective"] == 1


@pytest.mark.parametrize(
    ("before", "now", "outcome"),
    [
        ([3, 3, 3], [3, 3], Outcome.INSUFFICIENT),
        ([3, 3], [3, 3, 3], Outcome.INSUFFICIENT),
        ([3, 3, 4], [3, 3, 5], Outcome.SIGNAL),
        ([3, 3, 5], [3, 3, 4], Outcome.NO_SIGNAL),
        ([4, 3, 3, 3], [4, 4, 3, 3], Outcome.SIGNAL),
        ([4, 3, 3, 3, 3], [4, 4, 3, 3, 3], Outcome.NO_SIGNAL),
        ([1, 1, 2], [1, 2, 2], Outcome.NO_SIGNAL),
    ],
)
def test_severity_looks_at_the_highest_and_at_a_quarter_more(
    before: list[int], now: list[int], outcome: Outcome
) -> None:
    rows = [
        *(ago(place, severity=one) for place, one in enumerate(now)),
        *(ago(30 + place, severity=one) for place, one in enumerate(before)),
    ]
    assert find("R02", rows).outcome is outcome


def test_an_incident_without_severity_is_left_out_of_severity_alone() -> None:
    bare = ago(1, severity=None)
    rows = [bare, *at(2, 3, 4, 31, 32, 33)]
    found = find("R02", rows)
    assert found.figures["incidents_now"] == 3
    assert [(left.incident, left.reason) for left in found.unplaced] == [(bare.id, "no_severity")]
    assert bare.id not in found.incidents
    assert bare.id in find("R01", rows).incidents


def test_the_severity_of_a_straddling_month_may_change_the_outcome() -> None:
    rows = at(1, 2, 3, 31, 32, 33, severity=3)
    grave, slight = (builders.incident(builders.month("2026-03"), severity=one) for one in (5, 3))
    assert "outcome_depends" in keys(find("R02", [*rows, grave]))
    assert "outcome_depends" not in keys(find("R02", [*rows, slight]))


def test_intervals_need_seven_event_days() -> None:
    assert find("R03", at(0, 2, 4, 30, 60, 90)).outcome is Outcome.INSUFFICIENT
    assert find("R03", at(0, 2, 4, 30, 60, 90)).figures["median_first"] is None
    assert find("R03", at(0, 2, 4, 6, 30, 60, 90)).outcome is Outcome.SIGNAL


@pytest.mark.parametrize(
    ("first", "last", "outcome"),
    [(14, 7, Outcome.SIGNAL), (14, 8, Outcome.NO_SIGNAL), (13, 6, Outcome.SIGNAL), (12, 6, Outcome.NO_SIGNAL)],
)
def test_intervals_must_halve_and_be_a_week_shorter(first: int, last: int, outcome: Outcome) -> None:
    days = [0, last, 2 * last, 3 * last]
    days += [days[-1] + first, days[-1] + 2 * first, days[-1] + 3 * first]
    assert find("R03", at(*days)).outcome is outcome


def test_the_middle_interval_of_an_odd_number_is_in_neither_half() -> None:
    found = find("R03", at(0, 1, 2, 3, 103, 123, 143, 163))
    assert found.figures["intervals"] == [20, 20, 20, 100, 1, 1, 1]
    assert (found.figures["median_first"], found.figures["median_last"]) == (20, 1)


def test_only_exactly_known_days_make_intervals() -> None:
    vague = builders.incident(builders.month("2026-02"))
    found = find("R03", [*at(0, 10), vague])
    assert found.figures["intervals"] == [10]
    assert [left.reason for left in found.unplaced] == ["no_exact_day"]


def kinds(*rows: tuple[int, str]) -> list[Incident]:
    return [ago(days, behaviours=(behaviour,)) for days, behaviour in rows]


OLD = ((200, "deg-humiliate"), (200, "iso-discredit"), (180, "mon-checkin"), (150, "deg-humiliate"))


@pytest.mark.parametrize(
    ("new", "outcome"),
    [
        ([(1, "deg-humiliate")], Outcome.NO_SIGNAL),
        ([(1, "deg-gaslight"), (2, "iso-contact-block")], Outcome.NO_SIGNAL),
        ([(1, "deg-gaslight"), (2, "iso-contact-block"), (3, "deg-deprive")], Outcome.SIGNAL),
        ([(1, "dig-flood")], Outcome.NO_SIGNAL),
        ([(1, "dig-flood"), (1, "stk-watch")], Outcome.SIGNAL),
        ([(1, "dig-flood"), (90, "stk-watch")], Outcome.NO_SIGNAL),
        ([(1, "dig-flood"), (89, "stk-watch")], Outcome.SIGNAL),
        ([(1, "thr-kill-victim")], Outcome.SIGNAL),
    ],
)
def test_new_kinds_in_ninety_days_whatever_the_window(new: list[tuple[int, str]], outcome: Outcome) -> None:
    for window in (30, 180):
        assert find("R04", kinds(*OLD, *new), window=window).outcome is outcome


def test_what_is_new_needs_five_incidents() -> None:
    assert find("R04", kinds((200, "deg-humiliate"), (1, "str-manual"), (1, "phy-drug"), (1, "stk-watch"))).outcome is (
        Outcome.INSUFFICIENT
    )


def test_an_incident_that_was_surely_earlier_makes_a_behaviour_known() -> None:
    year = Period(words="2024", first=date(2024, 1, 1), last=date(2024, 12, 31), precision=Precision.YEAR)
    told = builders.incident(year, behaviours=("thr-kill-victim",))
    found = find("R04", [*kinds(*OLD, (1, "thr-kill-victim")), told])
    assert found.figures["new_types"] == ()
    assert found.outcome is Outcome.NO_SIGNAL


def test_an_undated_incident_makes_what_is_new_uncertain() -> None:
    undated = builders.incident(Period(words="ooit"), behaviours=("thr-kill-victim",))
    found = find("R04", [*kinds(*OLD, (1, "thr-kill-victim")), undated])
    assert found.figures["new_types"] == ("thr-kill-victim",)
    assert found.figures["uncertain_types"] == ("thr-kill-victim",)
    assert {"novelty_uncertain", "outcome_depends"} <= set(keys(found))


def test_new_behaviours_stand_by_date_and_then_by_id() -> None:
    found = find("R04", kinds(*OLD, (1, "stk-watch"), (3, "stk-recon"), (3, "dig-flood")))
    assert found.figures["new_types"] == ("dig-flood", "stk-recon", "stk-watch")
    assert found.figures["new_domains"] == ("dig", "stk")


def test_duration_runs_from_the_first_to_the_last_known_day() -> None:
    rows = [builders.incident(day) for day in ("2025-11-30", "2026-01-01", "2026-01-31", "2026-03-01")]
    found = find("R06", [*rows, builders.incident(builders.month("2025-12"))])
    assert found.figures["span_days"] == 91
    assert (found.figures["active_months"], found.figures["calendar_months"]) == (3, 5)
    assert find("R06", rows[:1]).outcome is Outcome.INSUFFICIENT


def test_duration_tables_kinds_severity_circumstances_and_effects() -> None:
    child, measure = builders.person(), builders.measure("2026-03-01", "2026-03-20")
    rows = [
        builders.incident("2026-03-02", children_present=(child.id,), severity=None, effects=("eff-fear",)),
        builders.incident("2026-03-21", behaviours=("stk-watch", "stk-follow", "dig-flood"), effects=("eff-fear",)),
        builders.incident("2026-03-03", kind=EntryKind.EFFECT, effects=("eff-injury",), behaviours=(), severity=None),
    ]
    found = find("R06", rows, persons=(child,), measures=(measure,))
    assert found.figures["nature"] == {"dig": 1, "stk": 2}
    assert found.figures["intensity"] == {"4": 1, "none": 1}
    assert found.figures["circumstances"] == {"children_present": 1, "measure_in_force": 1}
    assert found.figures["influence"] == {"eff-fear": 2, "eff-injury": 1}


@pytest.mark.parametrize(
    ("days", "silences"),
    [((0, 10, 20, 80), []), ((0, 10, 20, 81), [61]), ((0, 30, 60, 151), [91]), ((0, 30, 60, 150), [])],
)
def test_a_silence_is_longer_than_sixty_days_and_three_times_the_usual(
    days: tuple[int, ...], silences: list[int]
) -> None:
    gaps = find("R14", at(*days)).figures["gaps"]
    assert isinstance(gaps, list)
    assert [gap["days"] for gap in gaps] == silences


def test_silences_need_four_event_days() -> None:
    assert find("R14", at(0, 10, 200)).outcome is Outcome.INSUFFICIENT


def test_what_may_lie_inside_a_silence_is_named() -> None:
    vague = builders.incident(builders.month("2025-12"), number=77)
    found = find("R14", [*at(0, 10, 20, 200), vague])
    assert found.outcome is Outcome.SIGNAL
    assert "possibly_in_silence" in keys(found)


def test_the_first_date_of_every_behaviour_and_kind_is_given() -> None:
    month = builders.incident(builders.month("2025-05"), behaviours=("eco-money-control",))
    rows = [*at(400, 3), month, *at(5, 6, behaviours=("thr-implied",))]
    figures = find("R04", rows).figures
    days = {days: (AT - timedelta(days=days)).isoformat() for days in (400, 6)}
    assert figures["first_dates"] == {"stk-watch": days[400], "eco-money-control": "2025-05-01", "thr-implied": days[6]}
    assert figures["first_domain_dates"] == {"stk": days[400], "eco": "2025-05-01", "thr": days[6]}
