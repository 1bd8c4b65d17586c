"""Counts in a window carry the least and the most that fit the dates, and what has no place is named."""

from collections.abc import Iterator
from datetime import timedelta
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from training_cases import findings
from uncertain_dates import AT, CHANCE, LONG_AGO, asked, at, cases, depends, found, read, vague

import builders
from app.domain.assessment import AnswerValue
from app.domain.finding import Finding, Outcome
from app.domain.incident import Actor, Breach
from app.domain.period import Period, Precision
from app.domain.snapshot import CaseSnapshot
from app.i18n import Translator
from app.risk.explain import explain

NL = Translator("nl")
READINGS = 6


def before(days: int) -> Period:
    """Return a date that is only known to be before a day so many days ago."""
    return Period(last=AT - timedelta(days=days), precision=Precision.BEFORE)


def text(case: CaseSnapshot, rule: str) -> str:
    return explain(found(case, rule), case, NL).sentence


def test_severities_in_a_window_have_bounds() -> None:
    rows = [*at(1, 2, 3, severity=2), *at(100, 101, 102, severity=2), vague(95, 85, severity=5)]
    case = asked(*rows)
    figures = found(case, "R02").figures
    assert [figures[f"incidents_now{end}"] for end in ("", "_min", "_max")] == [3, 3, 4]
    assert [figures[f"severe_now{end}"] for end in ("", "_min", "_max")] == [0, 0, 1]
    assert [figures[f"incidents_before{end}"] for end in ("", "_min", "_max")] == [3, 3, 4]
    assert "Met de gebeurtenissen zonder zekere datum erbij: 3 tot 4 tegen 3 tot 4" in text(case, "R02")


def test_a_sure_severity_that_has_no_day_counts_in_the_least() -> None:
    figures = found(asked(*at(1, 2, 3, severity=2), vague(20, 10, severity=4)), "R02").figures
    assert [figures[f"severe_now{end}"] for end in ("", "_min", "_max")] == [0, 1, 1]


def test_days_around_a_separation_of_which_only_the_month_is_known_have_bounds() -> None:
    case = builders.snapshot(
        builders.incident("2025-12-20"),
        builders.incident("2026-01-10"),
        builders.incident("2026-02-20"),
        case=builders.case(coverage_from=LONG_AGO),
        events=(builders.event(when=builders.month("2026-01")),),
    )
    figures = found(case, "R07").figures
    assert [figures[f"days_before{end}"] for end in ("", "_min", "_max")] == [1, 1, 2]
    assert [figures[f"days_after{end}"] for end in ("", "_min", "_max")] == [2, 1, 2]
    assert "Met alles zonder zekere datum erbij is het aantal dagen ervoor 1 tot 2 en erna 1 tot 2." in text(
        case, "R07"
    )


def test_of_a_time_before_the_separation_that_nobody_asked_about_no_bounds_are_told() -> None:
    case = builders.snapshot(
        *at(0, 40),
        case=builders.case(coverage_from=AT - timedelta(days=60)),
        events=(builders.event(when=builders.month("2026-02")),),
    )
    assert found(case, "R07").outcome is Outcome.INSUFFICIENT
    assert "Met alles zonder zekere datum erbij is het aantal dagen erna 1 tot 2." in text(case, "R07")


def test_the_sentence_on_duration_tells_the_bounds() -> None:
    case = asked(*at(0, 31), builders.incident(builders.month("2026-01")))
    assert (
        "Met de gebeurtenissen zonder zekere datum erbij is het aantal dagen 3 en het aantal actieve maanden 3."
        in text(case, "R06")
    )


def test_recent_material_of_a_stage_has_bounds() -> None:
    case = asked(*at(1, behaviours=("stk-watch",)), vague(95, 85, behaviours=("stk-watch",)))
    figures = found(case, "R09").figures
    assert [figures[f"recent_pressure{end}"] for end in ("", "_min", "_max")] == [1, 1, 2]


def test_threats_that_an_act_followed_have_bounds() -> None:
    threats = at(200, 40, behaviours=("thr-implied",))
    deeds = [*at(190, behaviours=("phy-hit-kick",)), vague(50, 20, behaviours=("phy-hit-kick",))]
    figures = found(asked(*threats, *deeds), "R19").figures
    assert [figures[f"followed_threats{end}"] for end in ("", "_min", "_max")] == [1, 1, 2]


def test_a_breach_that_may_have_come_first_leaves_the_first_day_open() -> None:
    measure = builders.measure("2026-01-01", number=1, label="contactverbod")
    breach = (Breach(measure=measure.id),)
    known = builders.incident("2026-02-01", number=1, breaches=breach)
    told = builders.incident(before(30), number=2, breaches=breach)
    finding = found(asked(known, told, measures=(measure,)), "R08")
    assert finding.figures["measures"][0]["first_after_days"] is None  # type: ignore[index,call-overload]
    later = builders.incident(builders.month("2026-03"), number=3, breaches=breach)
    finding = found(asked(known, later, measures=(measure,)), "R08")
    assert finding.figures["measures"][0]["first_after_days"] == 31  # type: ignore[index,call-overload]


def test_an_estimated_moment_may_lie_outside_the_days_ahead() -> None:
    day = AT + timedelta(days=20)
    about = Period(words="rond 20 april", first=day, last=day, precision=Precision.DAY, approximate=True)
    finding = found(asked(events=(builders.event("ctx-court-date", about, planned=True, number=7),)), "R10")
    assert finding.outcome is Outcome.SIGNAL
    assert ("planned_uncertain", {"refs": "G-7"}) in [(one.key, one.fields) for one in finding.missing]
    assert depends(finding)


def test_an_act_of_which_nobody_knows_against_whom_is_named() -> None:
    case = asked(*at(1), *at(2, number=90, target=Actor.UNKNOWN), *at(3, number=91, actor=Actor.THIRD))
    finding = found(case, "R17")
    assert [one.reason for one in finding.unplaced] == ["target_unknown", "target_unknown"]
    assert "Niet te plaatsen (tegen wie het was is onbekend): I-91 en I-90." in [
        one.words for one in explain(finding, case, NL).unplaced
    ]


def test_what_any_answer_of_yes_rests_on_is_counted() -> None:
    row = builders.incident(number=1)
    answers = [
        builders.answer("stk.expartner", AnswerValue.YES, incidents=(row.id,)),
        builders.answer("stk.follow", AnswerValue.NO),
    ]
    case = asked(row, assessments=(builders.assessment(answers, "2026-03-01", checklist="stk", version="1.0"),))
    finding = found(case, "R13")
    assert list(finding.figures["items"]) == ["stk.expartner"]  # type: ignore[arg-type]
    assert finding.figures["critical_items_single"] == []


def bounded(finding: Finding) -> Iterator[tuple[str, int, int, int | None]]:
    """Return the counts that carry bounds."""
    for name, most in finding.figures.items():
        if name.endswith("_max"):
            stem = name.removesuffix("_max")
            count, least = finding.figures[stem], finding.figures[f"{stem}_min"]
            count = 0 if count is None else count
            if isinstance(count, int) and isinstance(least, int) and (most is None or isinstance(most, int)):
                yield stem, count, least, most


@pytest.mark.timeout(600)  # Hypothesis may need five minutes to make a failing case small
@settings(max_examples=80, deadline=None)
@given(cases(), st.sampled_from((30, 90)), CHANCE)
def test_no_reading_of_the_dates_counts_outside_the_bounds(case: CaseSnapshot, window: int, random: Random) -> None:
    ends = {
        (rule, name): (least, most)
        for rule, one in findings(case, AT, window).items()
        for name, _, least, most in bounded(one)
    }
    for _ in range(READINGS):
        for rule, one in findings(read(case, random), AT, window).items():
            for name, count, _, _ in bounded(one):
                least, most = ends.get((rule, name), (0, None))
                assert least <= count, (rule, name)
                assert most is None or count <= most, (rule, name)


def test_a_retraction_of_uncertain_day_depends_on_nothing_when_nothing_can_have_come_before_it() -> None:
    told = vague(300, 200)
    case = asked(*at(10), retractions=(builders.retraction(told.when, number=1),))
    assert not depends(found(case, "R22"))
    nearer = asked(*at(220), retractions=(builders.retraction(told.when, number=1),))
    assert depends(found(nearer, "R22"))
