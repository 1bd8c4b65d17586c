"""The rules on coherence, stages, moments, fear, protection, direction, doubles, threats, reviews and retractions."""

from datetime import UTC, date, datetime

import pytest
from msgspec.structs import replace
from training_cases import findings

import builders
from app.domain.assessment import AnswerValue
from app.domain.finding import Figure, Finding, Outcome
from app.domain.incident import Actor, EntryKind, Incident, Move
from app.domain.instrument import InstrumentOutcome
from app.domain.person import Role
from app.domain.review import Review
from app.domain.seen import fingerprint, seen_in
from app.domain.snapshot import CaseSnapshot
from app.i18n import Translator
from app.risk.engine import evaluate
from app.risk.explain import explain

AT = date(2026, 3, 31)


def found(snapshot: CaseSnapshot, rule: str, *, window: int = 90, ahead: int = 30) -> Finding:
    return findings(snapshot, AT, window, ahead)[rule]


def rows(finding: Finding, key: str) -> list[dict[str, Figure]]:
    value = finding.figures[key]
    assert isinstance(value, list)
    return value


def said(snapshot: CaseSnapshot, rule: str) -> str:
    return explain(found(snapshot, rule), snapshot, Translator("nl")).sentence


def keys(finding: Finding) -> list[str]:
    return [missing.key for missing in finding.missing]


def many(*days: str, **fields: object) -> list[Incident]:
    return [builders.incident(day, **fields) for day in days]


SPREAD = ("2025-10-01", "2025-11-01", "2025-12-01", "2026-01-01", "2026-02-01", "2026-03-01")


def test_coherence_needs_six_incidents_over_ninety_days() -> None:
    assert found(builders.snapshot(*many(*SPREAD)), "R05").outcome is Outcome.NO_SIGNAL
    few = found(builders.snapshot(*many(*SPREAD[1:])), "R05")
    assert (few.outcome, keys(few)) == (Outcome.INSUFFICIENT, ["incidents"])
    short = found(builders.snapshot(*many(*(f"2026-03-0{day}" for day in range(1, 8)))), "R05")
    assert (short.outcome, keys(short)) == (Outcome.INSUFFICIENT, ["span"])


def test_a_kind_counts_when_it_came_back_on_another_date() -> None:
    once, twice = ("eco-money-control",), ("iso-contact-block",)
    same_day = many("2026-01-05", "2026-01-05", behaviours=once)
    case = builders.snapshot(*many(*SPREAD), *same_day, *many("2026-01-06", "2026-02-20", behaviours=twice))
    figures = found(case, "R05").figures
    assert (figures["repeated"], figures["breadth"]) == ({"iso": 2, "stk": 6}, 2)
    assert figures["pairs"] == [
        {"first": "eco", "second": "iso", "same_day": 0, "near": 2},
        {"first": "eco", "second": "stk", "same_day": 0, "near": 2},
        {"first": "iso", "second": "stk", "same_day": 0, "near": 2},
    ]


def test_a_month_is_a_date_of_its_own_unless_the_kind_has_a_day_in_it() -> None:
    month = builders.incident(builders.month("2026-02"), behaviours=("eco-money-control",))
    case = builders.snapshot(*many(*SPREAD), month, *many("2025-12-24", behaviours=("eco-money-control",)))
    assert found(case, "R05").figures["dates"] == {"eco": 2, "stk": 6}
    known = builders.snapshot(*many(*SPREAD), builders.incident(builders.month("2026-02")))
    assert found(known, "R05").figures["dates"] == {"stk": 6}


def test_an_uncertain_date_widens_the_breadth_and_is_named() -> None:
    vague = builders.incident(builders.between("2026-01-01", "2026-03-20"), behaviours=("eco-money-control",))
    case = builders.snapshot(*many(*SPREAD), vague, *many("2025-12-24", behaviours=("eco-money-control",)))
    finding = found(case, "R05")
    assert (finding.figures["breadth"], finding.figures["breadth_max"]) == (1, 2)
    assert [one.incident for one in finding.unplaced] == [vague.id]
    assert "kunnen het er 2 zijn" in said(case, "R05")


def test_one_kind_is_said_in_the_singular() -> None:
    assert said(builders.snapshot(*many(*SPREAD)), "R05").startswith("1 domein komt op twee of meer dagen voor.")


def test_stages_take_events_incidents_answers_and_signals() -> None:
    answers = [builders.answer("lth.history"), builders.answer("lth.planning")]
    case = builders.snapshot(
        builders.incident("2026-03-20"),
        events=(builders.event("ctx-fast-commitment", "2023-01-01", number=70),),
        assessments=(builders.assessment(answers, checklist="lth", version="1.0"),),
    )
    finding = found(case, "R09")
    material = {row["stage"]: (row["incidents"], row["events"], row["items"]) for row in rows(finding, "stages")}
    assert material[1] == ([], (), ["lth.history"])
    assert material[2] == ([], ("G-70",), [])
    assert len(material[5][0]) == 1  # type: ignore[arg-type]  # a list of names
    assert material[7] == ([], (), ["lth.planning"])
    assert finding.outcome is Outcome.SIGNAL


def test_old_pressure_or_no_late_material_gives_no_signal() -> None:
    answers = [builders.answer("lth.planning")]
    old = builders.snapshot(
        builders.incident("2025-12-20"), assessments=(builders.assessment(answers, checklist="lth", version="1.0"),)
    )
    assert found(old, "R09").outcome is Outcome.NO_SIGNAL
    assert found(builders.snapshot(builders.incident("2026-03-20")), "R09").outcome is Outcome.NO_SIGNAL
    assert found(builders.snapshot(), "R09").outcome is Outcome.INSUFFICIENT


def test_the_picture_by_stage_never_names_a_position() -> None:
    case = builders.snapshot(builders.incident("2026-03-20", behaviours=("stk-recon",)))
    told = said(case, "R09")
    assert told.startswith("Dit beeld ordent wat is vastgelegd.")
    assert not {"position", "stage", "current", "highest"} & set(found(case, "R09").figures)


def test_moments_ahead_lie_after_the_reference_date_and_within_the_days() -> None:
    planned = [
        builders.event("ctx-court-date", day, planned=True, number=number)
        for number, day in enumerate(("2026-03-31", "2026-04-01", "2026-04-30", "2026-05-01"), start=60)
    ]
    case = builders.snapshot(events=tuple(planned))
    assert [row["event"] for row in rows(found(case, "R10"), "moments")] == ["G-61", "G-62"]
    assert [row["event"] for row in rows(found(case, "R10", ahead=60), "moments")] == ["G-61", "G-62", "G-63"]
    assert [row["event"] for row in rows(found(case, "R10", ahead=14), "moments")] == ["G-61"]


def test_what_was_recorded_around_earlier_moments_is_shown() -> None:
    near, far = builders.incident("2026-01-08", number=1), builders.incident("2026-01-09", number=2)
    before = builders.incident("2025-12-25", number=3)
    events = (
        builders.event("ctx-custody-handover", "2026-01-01", number=60),
        builders.event("ctx-custody-handover", "2026-04-05", planned=True, number=61),
    )
    finding = found(builders.snapshot(near, far, before, events=events), "R10")
    (moment,) = rows(finding, "moments")
    assert moment["earlier"] == [{"event": "G-60", "date": "2026-01-01", "incidents": ["I-3", "I-1"]}]
    assert finding.incidents == (before.id, near.id)


def test_nothing_planned_nothing_near_and_not_sure_are_three_things() -> None:
    assert keys(found(builders.snapshot(), "R10")) == ["no_planned"]
    later = builders.event("ctx-court-date", "2026-12-01", planned=True)
    assert found(builders.snapshot(events=(later,)), "R10").outcome is Outcome.NO_SIGNAL
    vague = builders.event("ctx-court-date", builders.between("2026-04-20", "2026-06-01"), planned=True)
    finding = found(builders.snapshot(events=(vague,)), "R10")
    assert (finding.outcome, keys(finding)) == (Outcome.NO_SIGNAL, ["planned_uncertain", "outcome_depends"])


def test_measures_and_protections_that_end_are_named_with_the_moments() -> None:
    case = builders.snapshot(
        measures=(builders.measure("2026-01-01", "2026-04-10", label="Huisverbod", number=1),),
        protections=(builders.protection("pf.order-active", until=date(2026, 4, 2), number=1),),
    )
    assert [(row["record"], row["date"]) for row in rows(found(case, "R10"), "ends")] == [
        ("P-1", "2026-04-02"),
        ("M-1", "2026-04-10"),
    ]


@pytest.mark.parametrize(
    ("score", "severity", "question"), [(7, 3, "high"), (7, 4, None), (6, 1, None), (3, 5, None), (10, None, "high")]
)
def test_high_fear_beside_little_severity_raises_a_question(
    score: int, severity: int | None, question: str | None
) -> None:
    incidents = [] if severity is None else [builders.incident("2026-03-20", severity=severity)]
    case = builders.snapshot(*incidents, fears=(builders.fear(score),))
    finding = found(case, "R15")
    assert finding.figures["question"] == question
    assert finding.outcome is (Outcome.SIGNAL if question else Outcome.NO_SIGNAL)


@pytest.mark.parametrize(("score", "question"), [(3, "low"), (4, None)])
def test_low_fear_beside_a_critical_fact_raises_a_question(score: int, question: str | None) -> None:
    assessment = builders.assessment([builders.answer("nfs.act.hands")])
    case = builders.snapshot(fears=(builders.fear(score),), assessments=(assessment,))
    assert found(case, "R15").figures["question"] == question


def test_only_the_last_score_of_the_alleged_victim_up_to_then_counts() -> None:
    fears = (
        builders.fear(9, "2026-03-01"),
        builders.fear(5, "2026-03-20"),
        builders.fear(10, "2026-04-20"),
        builders.fear(10, "2026-03-25", role=Role.CHILD),
    )
    finding = found(builders.snapshot(fears=fears), "R15")
    assert (finding.figures["last_score"], finding.outcome) == (5, Outcome.NO_SIGNAL)
    assert found(builders.snapshot(), "R15").outcome is Outcome.INSUFFICIENT


def test_an_uncertain_severe_incident_may_answer_the_question() -> None:
    vague = builders.incident(builders.between("2025-06-01", "2026-03-01"), severity=5)
    assert "outcome_depends" in keys(found(builders.snapshot(vague, fears=(builders.fear(8),)), "R15"))


def test_protection_is_listed_with_what_can_fall_away() -> None:
    protections = (
        builders.protection("pf.network", number=1, depends_on=Role.RELATIVE),
        builders.protection("pf.offender-care", number=2),
        builders.protection("pf.detention", number=3, until=date(2026, 3, 1)),
        builders.protection("pf.money", number=4, since=date(2026, 5, 1)),
    )
    case = builders.snapshot(protections=protections, measures=(builders.measure(number=1),))
    finding = found(case, "R16")
    assert finding.outcome is Outcome.NO_SIGNAL
    assert finding.figures["in_force"] == ["P-1", "P-2", "M-1"]
    assert finding.figures["ended"] == ["P-3"]
    assert finding.figures["on_perpetrator"] == ["P-2"]
    assert said(case, "R16").endswith("Bescherming die van de medewerking van de pleger afhangt, kan wegvallen.")
    assert keys(finding) == ["not_verified", "end_unknown"]


def test_protection_changes_no_other_rule() -> None:
    case = builders.snapshot(*many(*SPREAD))
    guarded = replace(case, protections=(builders.protection("pf.detention", number=1),))
    before, after = findings(case, AT, 90), findings(guarded, AT, 90)
    assert {rule for rule in before if before[rule] != after[rule]} == {"R16"}


def test_both_directions_are_shown_without_an_aggressor() -> None:
    there = builders.incident("2026-03-01", behaviours=("phy-hit-kick", "eco-money-control"), severity=4, number=1)
    back = builders.incident(
        "2026-03-02", actor=Actor.VICTIM, severity=2, behaviours=("phy-push-grab",), move=Move.DEFENCE, number=2
    )
    hurt = builders.incident(
        "2026-03-01", kind=EntryKind.EFFECT, actor=Actor.UNKNOWN, behaviours=(), effects=("eff-injury",), number=3
    )
    case = builders.snapshot(there, back, hurt, fears=(builders.fear(8),))
    finding = found(case, "R17")
    assert finding.outcome is Outcome.SIGNAL
    cells = [
        (row["actor"], row["target"], row["count"], row["highest"], row["defence"]) for row in rows(finding, "matrix")
    ]
    assert cells == [("pleger", "slachtoffer", 1, 4, 0), ("slachtoffer", "pleger", 1, 2, 1)]
    assert rows(finding, "matrix")[0]["control"] == {"eco": 1}
    assert rows(finding, "sides") == [
        {"role": "pleger", "fear": None, "injuries": 0},
        {"role": "slachtoffer", "fear": 8, "injuries": 1},
    ]
    assert "aggressor" not in str(finding.figures)
    assert said(case, "R17").startswith("Geweld over en weer is vastgelegd.")


def test_an_act_against_somebody_else_is_no_direction_between_the_two() -> None:
    case = builders.snapshot(
        builders.incident("2026-03-01"), builders.incident("2026-03-02", actor=Actor.VICTIM, target=Actor.THIRD)
    )
    finding = found(case, "R17")
    assert finding.outcome is Outcome.INSUFFICIENT
    assert [(row["actor"], row["target"]) for row in rows(finding, "matrix")] == [
        ("pleger", "slachtoffer"),
        ("slachtoffer", "derde"),
    ]


def test_rows_that_look_alike_are_proposed_and_never_merged() -> None:
    case = builders.snapshot(
        builders.incident("2026-03-01", number=1),
        builders.incident("2026-03-02", number=2, behaviours=("stk-watch", "dig-flood")),
        builders.incident("2026-03-03", number=3, behaviours=("dig-flood",)),
        builders.incident("2026-03-02", number=4, actor=Actor.VICTIM),
        builders.incident("2026-03-05", number=5),
    )
    finding = found(case, "R18")
    assert [(row["first"], row["second"], row["behaviours"]) for row in rows(finding, "pairs")] == [
        ("I-1", "I-2", ["stk-watch"]),
        ("I-2", "I-3", ["dig-flood"]),
    ]
    assert finding.outcome is Outcome.SIGNAL
    assert said(case, "R18") == "Lijkt op hetzelfde voorval. Koppelen? Voorgesteld: I-1 en I-2; I-2 en I-3."


def test_what_was_linked_is_not_proposed() -> None:
    first = builders.incident("2026-03-01", number=1)
    again = builders.incident("2026-03-01", number=2, duplicate_of=first.id)
    assert found(builders.snapshot(first, again), "R18").outcome is Outcome.INSUFFICIENT


@pytest.mark.parametrize(("day", "paired"), [("2026-02-01", False), ("2026-02-02", True), ("2026-03-03", True)])
def test_an_act_follows_a_threat_on_a_later_day_within_thirty(day: str, *, paired: bool) -> None:
    threat = builders.incident("2026-02-01", behaviours=("thr-implied",), number=1)
    case = builders.snapshot(threat, builders.incident(day, behaviours=("prp-destroy",), number=2))
    assert bool(rows(found(case, "R19"), "pairs")) is paired


def test_thirty_one_days_is_too_late_and_other_kinds_are_no_deed() -> None:
    threat = builders.incident("2026-02-01", behaviours=("thr-implied",), number=1)
    late = builders.incident("2026-03-04", behaviours=("phy-hit-kick",), number=2)
    other = builders.incident("2026-02-03", behaviours=("dig-flood",), number=3)
    assert found(builders.snapshot(threat, late, other), "R19").outcome is Outcome.NO_SIGNAL


def test_the_last_outcome_of_an_instrument_is_told_in_days() -> None:
    outcomes = tuple(
        InstrumentOutcome(
            instrument="inst.sash", taken_on=date(2026, month, 1), outcome="gemiddelde zorg", number=month
        )
        for month in (1, 3, 5)
    )
    figures = found(builders.snapshot(builders.incident("2026-03-20"), outcomes=outcomes), "R20").figures
    assert figures["days_since_instrument"] == 30
    assert figures["last_instrument"] == {"outcome": "U-3", "instrument": "inst.sash", "valid_until": None}


def signed(snapshot: CaseSnapshot, day: int = 10) -> Review:
    return Review(
        number=1,
        reviewed_on=date(2026, 3, day),
        signed_at=datetime(2026, 3, day, 12, tzinfo=UTC),
        signed_by="S. de Boer",
        seen=seen_in(snapshot),
    )


def test_since_the_last_weighing_what_came_changed_and_went_is_listed() -> None:
    stays, changes, goes = (builders.incident(f"2026-02-0{day}", number=day) for day in (1, 2, 3))
    review = signed(builders.snapshot(stays, changes, goes))
    comes = builders.incident("2026-03-20", number=4)
    now = builders.snapshot(stays, replace(changes, severity=5), comes, reviews=(review,))
    finding = found(now, "R21")
    assert [finding.figures[key] for key in ("added", "changed", "withdrawn")] == [["I-4"], ["I-2"], ["I-3"]]
    assert finding.figures["kinds"] == {"incident": 3}
    assert finding.incidents == (changes.id, comes.id)
    assert said(now, "R21") == (
        "Wat is er veranderd sinds 10 mrt 2026? Toegevoegd: I-4. Gewijzigd: I-2. Ingetrokken: I-3."
    )


def test_nothing_new_and_no_weighing_are_two_things() -> None:
    case = builders.snapshot(builders.incident("2026-02-01"))
    same = replace(case, reviews=(signed(case),))
    assert said(same, "R21").endswith("Er is sindsdien niets toegevoegd, gewijzigd of ingetrokken.")
    assert found(case, "R21").outcome is Outcome.INSUFFICIENT
    later = replace(case, reviews=(replace(signed(case), signed_at=datetime(2026, 4, 2, tzinfo=UTC)),))
    assert found(later, "R21").outcome is Outcome.INSUFFICIENT


def test_the_last_signed_weighing_is_compared_with() -> None:
    case = builders.snapshot(builders.incident("2026-02-01", number=1))
    early = replace(signed(builders.snapshot(), 1), number=1)
    late = replace(signed(case, 20), number=2)
    unsigned = Review(number=3, reviewed_on=date(2026, 3, 30))
    figures = found(replace(case, reviews=(late, unsigned, early)), "R21").figures
    assert (figures["review"], figures["changes"]) == ("W-2", 0)
    assert found(replace(case, reviews=(late,)), "R20").figures["days_since_review"] == 11


def test_a_fingerprint_holds_what_was_said_and_not_who_wrote_it() -> None:
    one = builders.incident("2026-02-01", number=1)
    assert fingerprint(replace(one, number=9, recorded_by="An")) == fingerprint(one)
    assert fingerprint(replace(one, facts="Iets anders.")) != fingerprint(one)
    assert fingerprint(replace(one, when=builders.day("2026-02-02"))) != fingerprint(one)


def test_a_retraction_shows_what_came_in_the_two_weeks_before() -> None:
    threat = builders.incident("2026-03-05", behaviours=("thr-witness-pressure",), number=1)
    contact = builders.incident("2026-03-10", number=2)
    early = builders.incident("2026-02-20", number=3)
    same_day = builders.incident("2026-03-15", number=4)
    about = builders.incident("2025-06-01", number=5)
    retraction = builders.retraction("2026-03-15", incidents=(about.id,), number=1)
    sale = builders.event("ctx-house-sale", "2026-03-11", number=60)
    case = builders.snapshot(threat, contact, early, same_day, about, retractions=(retraction,), events=(sale,))
    finding = found(case, "R22")
    (row,) = rows(finding, "retractions")
    assert row["about"] == ["I-5"]
    assert row["before"] == [
        {"record": "I-1", "date": "2026-03-05", "kinds": ["pressure"]},
        {"record": "I-2", "date": "2026-03-10", "kinds": ["contact"]},
        {"record": "G-60", "date": "2026-03-11", "kinds": ["housing"]},
    ]
    assert finding.outcome is Outcome.SIGNAL
    assert said(case, "R22") == (
        "Voor H-1 (15 mrt 2026): druk, contact en wonen (I-1, I-2 en G-60). "
        "Intrekken betekent niet dat het niet gebeurd is."
    )


def test_a_retraction_takes_nothing_out_of_any_count() -> None:
    case = builders.snapshot(*many(*SPREAD))
    taken = replace(
        case, retractions=(builders.retraction("2026-03-31", incidents=tuple(one.id for one in case.incidents)),)
    )
    before, after = findings(case, AT, 90), findings(taken, AT, 90)
    assert {rule for rule in before if before[rule] != after[rule]} == {"R22"}


def test_a_retraction_without_a_day_leaves_it_open() -> None:
    vague = builders.retraction(builders.month("2026-03"), number=1)
    finding = found(builders.snapshot(builders.incident("2026-02-25"), retractions=(vague,)), "R22")
    assert (finding.outcome, keys(finding)) == (Outcome.NO_SIGNAL, ["retraction_day", "outcome_depends"])
    assert found(builders.snapshot(), "R22").outcome is Outcome.INSUFFICIENT


def test_not_asked_raises_no_fear_question() -> None:
    unasked = builders.assessment([builders.answer("nfs.act.hands", AnswerValue.NOT_ASKED)])
    assert found(builders.snapshot(fears=(builders.fear(1),), assessments=(unasked,)), "R15").outcome is (
        Outcome.NO_SIGNAL
    )


def test_looking_ahead_takes_at_least_a_day_and_rules_can_be_asked_alone() -> None:
    with pytest.raises(ValueError, match="looking ahead"):
        evaluate(builders.snapshot(), at=AT, window=90, ahead=0)
    assert [one.rule for one in evaluate(builders.snapshot(), at=AT, window=90, rules=("R19",))] == ["R19"]


def test_rows_that_were_not_all_compared_are_named() -> None:
    rows = [builders.incident("2026-03-14", number=number) for number in range(1, 13)]
    finding = found(builders.snapshot(*rows), "R18")
    assert finding.figures["not_compared"] == ["I-1"]
    assert "not_compared" in keys(finding)
    fewer = found(builders.snapshot(*rows[:11]), "R18")
    assert fewer.figures["not_compared"] == []
    assert "not_compared" not in keys(fewer)
