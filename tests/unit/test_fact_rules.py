"""Rules over facts: separation, breaches, critical facts, unknowns, sources and currency (R07, R08, R11-R13, R20)."""

from datetime import UTC, date, datetime, timedelta

import pytest
from training_cases import findings

import builders
from app.domain.assessment import AnswerValue, Basis
from app.domain.finding import Finding, Outcome
from app.domain.incident import Actor, Breach, Incident
from app.domain.period import Period, Precision
from app.domain.source import Contact, Knowledge
from app.risk.checklist import load_checklists

AT = date(2026, 3, 31)
COVERED = builders.case(coverage_from=date(2020, 1, 1))
SPLIT = builders.event("ctx-separation-announced", "2026-01-01", number=90)


def find(rule: str, *incidents: Incident, **fields: object) -> Finding:
    return findings(builders.snapshot(*incidents, **{"case": COVERED, **fields}), AT, 90)[rule]


def keys(found: Finding) -> list[str]:
    return [missing.key for missing in found.missing]


def around(before: tuple[str, ...], after: tuple[str, ...], **fields: object) -> list[Incident]:
    plain = {"behaviours": ("deg-humiliate",), "severity": 2, **fields}
    return [builders.incident(day, **plain) for day in (*before, *after)]


def test_without_a_separation_nothing_is_compared() -> None:
    found = find("R07", *around((), ("2026-01-02",)))
    assert (found.outcome, keys(found)) == (Outcome.INSUFFICIENT, ["no_separation"])
    assert found.incidents == ()


def test_the_day_of_the_separation_counts_as_after() -> None:
    found = find("R07", *around(("2025-10-03", "2025-12-31"), ("2026-01-01", "2026-03-31")), events=(SPLIT,))
    assert (found.figures["days_before"], found.figures["days_after"], found.figures["observed_days"]) == (2, 2, 89)
    assert (found.figures["rate_before"], found.figures["rate_after"]) == (0.7, 0.7)
    assert found.outcome is Outcome.NO_SIGNAL


def test_half_as_many_again_after_the_separation_is_a_signal() -> None:
    before = ("2025-11-01", "2025-12-01")
    assert find("R07", *around(before, ("2026-01-02", "2026-02-02", "2026-03-02")), events=(SPLIT,)).outcome is (
        Outcome.SIGNAL
    )
    assert find("R07", *around(before, ("2026-01-02", "2026-02-02")), events=(SPLIT,)).outcome is Outcome.NO_SIGNAL


def test_nothing_before_and_nothing_after_is_no_signal() -> None:
    assert find("R07", *around(("2025-01-01",), ()), events=(SPLIT,)).outcome is Outcome.NO_SIGNAL


def test_a_higher_severity_after_the_separation_is_a_signal() -> None:
    before = around(("2025-11-01", "2025-12-01", "2025-12-02"), ())
    assert find("R07", *before, *around((), ("2026-01-02",), severity=3), events=(SPLIT,)).outcome is Outcome.SIGNAL


@pytest.mark.parametrize(
    ("behaviour", "outcome"), [("dig-flood", Outcome.SIGNAL), ("iso-discredit", Outcome.NO_SIGNAL)]
)
def test_pursuit_first_seen_after_the_separation_is_a_signal(behaviour: str, outcome: Outcome) -> None:
    before = around(("2025-11-01", "2025-12-01", "2025-12-02"), ())
    after = around((), ("2026-01-02",), behaviours=(behaviour,))
    assert find("R07", *before, *after, events=(SPLIT,)).outcome is outcome


def test_pursuit_that_was_there_before_is_not_new() -> None:
    long_ago = around(("2022-11-01",), (), behaviours=("dig-flood",))
    found = find("R07", *long_ago, *around((), ("2026-01-02",), behaviours=("dig-flood",)), events=(SPLIT,))
    assert found.figures["new_domains"] == ()


def test_after_the_separation_thirty_days_must_be_followed() -> None:
    rows = around(("2026-02-01",), ("2026-03-02", "2026-03-03"))
    for day, outcome in (("2026-03-01", Outcome.SIGNAL), ("2026-03-02", Outcome.INSUFFICIENT)):
        found = find("R07", *rows, events=(builders.event(when=day),))
        assert found.outcome is outcome
    assert "separation_observed" in keys(found)


def test_history_must_reach_a_month_before_the_separation() -> None:
    rows = around(("2025-12-15",), ("2026-01-02", "2026-01-03"))
    for coverage, outcome in ((date(2025, 12, 2), Outcome.SIGNAL), (date(2025, 12, 3), Outcome.INSUFFICIENT)):
        found = find("R07", *rows, events=(SPLIT,), case=builders.case(coverage_from=coverage))
        assert found.outcome is outcome
    assert found.figures["rate_before"] is None
    partly = find("R07", *rows, events=(SPLIT,), case=builders.case(coverage_from=date(2025, 12, 2)))
    assert "coverage_partial" in keys(partly)


def test_a_departure_is_the_separation_only_when_none_was_announced() -> None:
    gone = builders.event("ctx-moved-out", "2025-12-01", number=91)
    planned = builders.event("ctx-separation-announced", "2025-11-01", planned=True)
    assert find("R07", events=(gone, planned)).figures["separation"] == "2025-12-01"
    assert find("R07", events=(gone, planned, SPLIT)).figures["separation"] == "2026-01-01"


def test_a_separation_known_to_the_month_counts_from_its_first_day() -> None:
    found = find("R07", events=(builders.event(when=builders.month("2026-01"), number=9),))
    assert found.figures["separation"] == "2026-01-01"
    assert "separation_day" in keys(found)
    year = Period(words="2025", first=date(2025, 1, 1), last=date(2025, 12, 31), precision=Precision.YEAR)
    assert keys(find("R07", events=(builders.event(when=year),))) == ["separation_month", "outcome_depends"]


def test_the_day_in_the_month_of_the_separation_may_decide() -> None:
    rows = around(("2025-11-01",), ("2026-01-05", "2026-01-06", "2026-01-07"))
    found = find("R07", *rows, events=(builders.event(when=builders.month("2026-01")),))
    assert found.outcome is Outcome.SIGNAL
    assert "outcome_depends" in keys(found)


ORDER = builders.measure("2026-01-01", "2026-02-28", number=1, label="Contactverbod")


def breach(day: str | Period, **reaction: object) -> Incident:
    return builders.incident(
        day,
        behaviours=("ord-contact",),
        breaches=(Breach(**{"measure": ORDER.id, **reaction}),),  # type: ignore[arg-type]  # a builder
    )


def test_breaches_count_days_from_the_start_of_the_measure() -> None:
    found = find(
        "R08", breach("2026-01-04", reaction="aangifte", reaction_hours=20.0), breach("2026-01-10"), measures=(ORDER,)
    )
    assert found.outcome is Outcome.SIGNAL
    (row,) = rows(found, "measures")
    assert (row["breaches"], row["first_after_days"], row["interval_days"]) == (2, 3, [6])
    assert row["reactions_recorded"] == 1
    assert "no_reaction" in keys(found)


def test_a_breach_without_a_link_is_asked_about_and_not_counted() -> None:
    loose = builders.incident("2026-01-04", behaviours=("ord-area",), number=44)
    found = find("R08", loose, measures=(ORDER,))
    assert found.outcome is Outcome.NO_SIGNAL
    assert found.figures["unlinked"] == ["I-44"]
    assert "breach_without_measure" in keys(found)


def test_a_breach_outside_the_term_and_one_without_a_day_are_named() -> None:
    found = find("R08", breach("2026-03-05"), breach(builders.month("2026-01")), measures=(ORDER,))
    assert {"breach_outside_term", "breach_without_day"} <= set(keys(found))
    (row,) = rows(found, "measures")
    assert row["first_after_days"] is None


def test_a_measure_that_starts_after_the_reference_date_is_no_measure_yet() -> None:
    assert find("R08", measures=(builders.measure("2026-04-01"),)).outcome is Outcome.INSUFFICIENT


def test_critical_facts_come_newest_first_and_do_not_expire() -> None:
    old, new = (
        builders.incident(day, severity=5, number=number) for day, number in (("2019-01-01", 1), ("2026-01-01", 2))
    )
    ooit = builders.incident(Period(words="ooit"), severity=5, number=3)
    found = find("R11", old, new, ooit, builders.incident(severity=4))
    assert found.outcome is Outcome.SIGNAL
    assert [row["incident"] for row in rows(found, "severe_incidents")] == ["I-3", "I-2", "I-1"]


@pytest.mark.parametrize(
    ("later", "stands", "contested"),
    [
        (builders.answer("nfs.act.hands", AnswerValue.NOT_ASKED), True, False),
        (builders.answer("nfs.act.hands", AnswerValue.UNKNOWN), True, False),
        (builders.answer("nfs.act.hands", AnswerValue.NO), True, True),
        (builders.answer("nfs.act.hands", AnswerValue.NO, note="verwisseld met iemand anders"), False, False),
    ],
)
def test_a_critical_yes_only_lapses_through_a_no_with_a_reason(later: object, stands: bool, contested: bool) -> None:
    first = builders.assessment([builders.answer("nfs.act.hands")], "2026-01-01")
    second = builders.assessment([later], "2026-02-01")  # type: ignore[list-item]  # an answer
    found = find("R11", assessments=(second, first))
    assert [row["item"] for row in rows(found, "critical_items")] == (["nfs.act.hands"] if stands else [])
    assert found.figures["contested_items"] == (["nfs.act.hands"] if contested else [])


def test_a_high_answer_is_not_a_critical_fact() -> None:
    assert find("R11", assessments=(builders.assessment([builders.answer("nfs.sym.voice")]),)).outcome is (
        Outcome.NO_SIGNAL
    )


def test_answers_taken_after_the_reference_date_are_named_and_not_counted() -> None:
    late = builders.assessment([builders.answer("nfs.act.hands")], "2026-04-01")
    for rule in ("R11", "R12"):
        assert "later_assessments" in keys(find(rule, assessments=(late,)))
    assert find("R11", assessments=(late,)).figures["critical_items"] == []


def test_unknown_and_not_asked_are_open_and_no_is_not() -> None:
    every = [builders.answer(item.id, AnswerValue.NO) for item in load_checklists()["nfs"].items]
    others = builders.other_lists_closed()
    assert find("R12", assessments=(builders.assessment(every), *others)).outcome is Outcome.NO_SIGNAL
    one_open = [*every[1:], builders.answer(every[0].item, AnswerValue.UNKNOWN)]
    found = find("R12", assessments=(builders.assessment(one_open), *others))
    assert found.outcome is Outcome.SIGNAL
    assert found.figures["open_critical"] == [every[0].item]
    assert rows(found, "lists")[0]["answered"] == 26


@pytest.mark.parametrize(
    ("later", "open_"),
    [(None, False), (AnswerValue.NOT_ASKED, False), (AnswerValue.NO, False), (AnswerValue.UNKNOWN, True)],
)
def test_the_last_given_answer_decides_what_is_open(later: AnswerValue | None, open_: bool) -> None:
    first = builders.assessment([builders.answer("nfs.act.hands")], "2026-01-01")
    again = [builders.answer("nfs.act.hands", later)] if later else []
    second = builders.assessment(again, "2026-02-01")
    opened = find("R12", assessments=(second, first)).figures["open_critical"]
    assert isinstance(opened, list)
    assert ("nfs.act.hands" in opened) is open_


def test_a_list_never_used_has_everything_open() -> None:
    found = find("R12")
    assert found.outcome is Outcome.SIGNAL
    assert keys(found) == ["no_assessment"] * len(load_checklists())


ANN, POLICE = builders.source("Ann", number=1), builders.source("politie", number=2)


def told(*sources: object, **fields: object) -> Incident:
    return builders.incident(sources=tuple(builders.citation(one) for one in sources), **fields)  # type: ignore[arg-type]  # sources


def test_a_severe_incident_on_one_source_is_a_signal() -> None:
    sources = (ANN, POLICE)
    assert find("R13", told(ANN, severity=4), sources=sources).outcome is Outcome.SIGNAL
    assert find("R13", told(ANN, severity=3), sources=sources).outcome is Outcome.NO_SIGNAL
    assert find("R13", told(ANN, POLICE, severity=5), sources=sources).outcome is Outcome.NO_SIGNAL
    assert find("R13", told(severity=5), sources=sources).outcome is Outcome.NO_SIGNAL
    assert find("R13", sources=sources).outcome is Outcome.INSUFFICIENT


def test_a_duplicate_from_another_source_is_a_second_source() -> None:
    original = told(ANN, severity=5)
    again, same = told(POLICE, duplicate_of=original.id), told(ANN, duplicate_of=original.id)
    sources = (ANN, POLICE)
    assert find("R13", original, again, sources=sources).figures["single_source"] == 0
    assert find("R13", original, same, sources=sources).figures["single_source"] == 1


def test_two_sources_with_one_name_are_one_source() -> None:
    other_talk = builders.source("ann ", number=3)
    assert find("R13", told(ANN, other_talk), sources=(ANN, other_talk)).figures["single_source"] == 1


def test_per_behaviour_it_is_known_how_it_is_known() -> None:
    heard = builders.citation(POLICE, knowledge=Knowledge.TOLD)
    rows_ = (told(ANN), builders.incident(sources=(heard,)))
    found = find("R13", *rows_, sources=(ANN, POLICE))
    assert found.figures["behaviours"] == {"stk-watch": {"sources": 2, "knowledge": ["gehoord_van", "zelf_gezien"]}}


def test_a_critical_answer_rests_on_its_confirmed_incidents_or_its_basis() -> None:
    both = told(ANN, POLICE, severity=3)
    for incidents, single in (((both.id,), []), ((), ["nfs.act.hands"])):
        use = builders.assessment([builders.answer("nfs.act.hands", basis=Basis.VICTIM, incidents=incidents)])
        found = find("R13", both, sources=(ANN, POLICE), assessments=(use,))
        assert found.figures["critical_items_single"] == single


def test_an_act_by_nobody_known_rests_on_no_source_here() -> None:
    found = find("R13", told(ANN), told(ANN, actor=Actor.UNKNOWN), sources=(ANN,))
    assert found.figures["incidents"] == 1
    assert [left.reason for left in found.unplaced] == ["actor_unknown"]


def test_days_since_the_last_of_everything() -> None:
    victim, perpetrator = (
        builders.source(dated=AT - timedelta(days=days), contact=contact)
        for days, contact in ((3, Contact.VICTIM), (8, Contact.PERPETRATOR))
    )
    later = builders.source(dated=AT + timedelta(days=1), contact=Contact.VICTIM)
    reviewed = builders.assessment([], "2026-03-01", signed_at=datetime(2026, 3, 2, 9, tzinfo=UTC))
    rows_ = (
        builders.incident("2026-03-10", severity=5),
        builders.incident("2026-03-29", severity=2),
        builders.incident("2026-02-01", recorded_at=datetime(2026, 3, 20, tzinfo=UTC)),
    )
    found = find("R20", *rows_, sources=(victim, perpetrator, later), assessments=(reviewed,))
    names = ("incident", "severe", "contact_victim", "contact_perpetrator", "review")
    assert [found.figures[f"days_since_{name}"] for name in names] == [2, 21, 3, 8, 29]
    assert found.figures["new_facts"] == 3


def test_an_incident_that_may_be_later_than_the_last_known_day_is_named() -> None:
    vague = builders.incident(builders.month("2026-03"))
    found = find("R20", builders.incident("2026-03-10"), vague)
    assert found.figures["days_since_incident"] == 21
    assert "later_than_last" in keys(found)


def test_an_empty_case_says_that_nothing_is_recorded() -> None:
    assert find("R20", case=builders.case()).outcome is Outcome.INSUFFICIENT


def rows(found: Finding, key: str) -> list[dict[str, object]]:
    listed = found.figures[key]
    assert isinstance(listed, list)
    return listed
