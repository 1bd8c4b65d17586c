"""Who knew what and when: each organisation had a piece, and together they show more than each alone."""

from datetime import date

from msgspec.structs import replace
from training_cases import findings, training_case

import builders
from app.domain.finding import Outcome
from app.domain.incident import Actor
from app.domain.source import Source
from app.i18n import Translator
from app.risk.knowledge import Knower, WhoKnewWhat, who_knew_what
from app.risk.listing import knowledge_list

AT = date(2026, 3, 31)
POLICE = builders.source("mutatie", organisation="Politie", number=1)
CLINIC = builders.source("dossier", organisation="Huisarts", dated=date(2026, 3, 5), number=2)
SISTER = builders.source("zus", number=3)


def told(*incidents: object, sources: tuple[Source, ...] = (POLICE, CLINIC, SISTER), **fields: object) -> WhoKnewWhat:
    return who_knew_what(builders.snapshot(*incidents, sources=sources, **fields), at=AT, window=90)  # type: ignore[arg-type]  # incidents


def knower(seen: WhoKnewWhat, organisation: str) -> Knower:
    return next(one for one in seen.knowers if one.organisation == organisation)


def test_an_organisation_knows_what_its_sources_were_told_and_since_when() -> None:
    one = builders.incident("2026-02-01", sources=(builders.citation(POLICE, told_on=date(2026, 2, 3)),))
    two = builders.incident("2026-02-10", sources=(builders.citation(CLINIC), builders.citation(POLICE)))
    seen = told(one, two)
    assert [one.organisation for one in seen.knowers] == ["Politie", "Huisarts"]
    assert [(known.incident, known.since) for known in knower(seen, "Politie").known] == [
        (one.id, date(2026, 2, 3)),
        (two.id, None),
    ]
    assert [(known.incident, known.since) for known in knower(seen, "Huisarts").known] == [(two.id, date(2026, 3, 5))]
    assert knower(seen, "Huisarts").unseen == (one.id,)


def test_a_person_is_no_organisation() -> None:
    seen = told(builders.incident("2026-02-01", sources=(builders.citation(SISTER),)))
    assert seen.knowers == ()
    assert len(seen.together.incidents) == 1


def test_what_was_learned_after_the_reference_date_was_not_known() -> None:
    late = builders.incident("2026-02-01", sources=(builders.citation(POLICE, told_on=date(2026, 4, 1)),))
    assert told(late).knowers == ()


def test_nobody_knows_of_an_incident_before_it_can_have_happened() -> None:
    early = builders.citation(CLINIC, told_on=date(2026, 1, 2))
    known = told(
        builders.incident("2026-03-20", sources=(builders.citation(CLINIC),)),
        builders.incident("2026-03-04", sources=(early,)),
        builders.incident(builders.between("2026-03-06", "2026-03-09", approximate=True), sources=(early,)),
    )
    assert [one.since for one in knower(known, "Huisarts").known] == [date(2026, 3, 5), date(2026, 1, 2), None]


def test_alone_the_rules_doubt_the_day_from_which_history_was_taken_as_well() -> None:
    first = builders.incident(builders.between("2025-08-01", "2025-12-01"), sources=(builders.citation(SISTER),))
    days = ("2025-12-10", "2026-01-10", "2026-02-10", "2026-03-10")
    rows = [builders.incident(day, sources=(builders.citation(POLICE),)) for day in days]
    seen = told(first, *rows)
    for sight in (seen.together, knower(seen, "Politie").alone):
        found = next(one for one in sight.findings if one.rule == "R01")
        assert "outcome_depends" in [one.key for one in found.missing]


def test_a_duplicate_is_knowledge_of_the_first_account() -> None:
    first = builders.incident("2026-02-01", sources=(builders.citation(SISTER),))
    again = builders.incident(
        "2026-02-01", sources=(builders.citation(POLICE, told_on=date(2026, 2, 2)),), duplicate_of=first.id
    )
    seen = told(first, again)
    assert [(known.incident, known.since) for known in knower(seen, "Politie").known] == [(first.id, date(2026, 2, 2))]
    assert knower(seen, "Politie").alone.incidents == (first.id,)


def test_what_happens_after_the_reference_date_is_known_to_nobody() -> None:
    assert told(builders.incident("2026-04-02", sources=(builders.citation(POLICE),))).knowers == ()


def test_a_duplicate_of_a_duplicate_is_knowledge_of_the_first_account_too() -> None:
    first = builders.incident("2026-02-01", sources=(builders.citation(SISTER),))
    again = builders.incident("2026-02-01", duplicate_of=first.id)
    third = builders.incident("2026-02-01", duplicate_of=again.id, sources=(builders.citation(POLICE),))
    assert [known.incident for known in knower(told(first, again, third), "Politie").known] == [first.id]
    aside = replace(first, set_aside="ander adres")
    assert told(aside, again, third).knowers == ()


def test_what_was_set_aside_or_done_by_somebody_unknown_is_not_counted_alone() -> None:
    aside = builders.incident("2026-02-01", sources=(builders.citation(POLICE),), set_aside="ander adres")
    nobody = builders.incident("2026-02-02", sources=(builders.citation(POLICE),), actor=Actor.UNKNOWN, severity=5)
    police = knower(told(aside, nobody), "Politie")
    assert [known.incident for known in police.known] == [nobody.id]
    assert (police.alone.incidents, police.alone.highest_severity) == ((), None)


def test_two_sources_of_one_organisation_are_one_knower_and_the_earliest_day_counts() -> None:
    other = builders.source("verhoor", organisation=" politie ", number=4)
    one = builders.incident(
        "2026-02-01",
        sources=(
            builders.citation(POLICE, told_on=date(2026, 2, 9)),
            builders.citation(other, told_on=date(2026, 2, 3)),
        ),
    )
    (police,) = told(one, sources=(POLICE, other)).knowers
    assert police.organisation == "Politie"
    assert police.known[0].since == date(2026, 2, 3)
    assert set(police.known[0].sources) == {POLICE.id, other.id}


def test_alone_each_sees_less_than_all_together() -> None:
    months = ("2025-08", "2025-09", "2025-10", "2025-11", "2025-12", "2026-01", "2026-02", "2026-03")
    rows = [
        builders.incident(
            f"{month}-{day}", severity=severity, behaviours=(behaviour,), sources=(builders.citation(source),)
        )
        for month in months
        for day, severity, behaviour, source in (
            ("03", 3, "stk-watch", POLICE),
            ("20", 5 if month == "2026-03" else 2, "phy-hit-kick", CLINIC),
        )
        if source is POLICE or month >= "2026-01"
    ]
    seen = told(*rows, case=builders.case(coverage_from=date(2024, 1, 1)))
    police, clinic = knower(seen, "Politie"), knower(seen, "Huisarts")
    assert (police.alone.highest_severity, clinic.alone.highest_severity) == (3, 5)
    assert (police.alone.domains, clinic.alone.domains) == (("stk",), ("phy",))
    assert seen.together.domains == ("phy", "stk")
    outcomes = {
        name: {finding.rule: finding.outcome for finding in sight.findings}
        for name, sight in (("police", police.alone), ("clinic", clinic.alone), ("together", seen.together))
    }
    assert outcomes["police"]["R02"] is Outcome.NO_SIGNAL
    assert outcomes["clinic"]["R02"] is Outcome.INSUFFICIENT
    assert outcomes["together"]["R02"] is Outcome.SIGNAL


def test_the_figures_are_those_of_the_rules() -> None:
    case = training_case("tc1")
    by_label = {"politie": "Politie", "werkgever (HR)": "Werkgever", "kinderdagverblijf": "Kinderopvang"}
    sources = tuple(replace(one, organisation=by_label.get(one.label, "")) for one in case.sources)
    seen = who_knew_what(replace(case, sources=sources), at=date(2025, 3, 14), window=90)
    rules = findings(case)
    assert seen.together.findings == tuple(rules[f"R{number:02}"] for number in range(1, 9))
    assert (len(seen.together.incidents), seen.together.event_days, seen.together.highest_severity) == (20, 19, 4)
    numbers = {incident.id: incident.number for incident in case.incidents}
    assert {one.organisation: [numbers[known.incident] for known in one.known] for one in seen.knowers} == {
        "Politie": [22],
        "Werkgever": [5],
        "Kinderopvang": [25],
    }
    assert all(len(one.unseen) == 19 for one in seen.knowers)


def test_it_can_be_said_with_visible_numbers() -> None:
    one = builders.incident("2026-02-01", sources=(builders.citation(POLICE, told_on=date(2026, 2, 3)),), number=7)
    snapshot = builders.snapshot(one, sources=(POLICE,))
    listed = knowledge_list(who_knew_what(snapshot, at=AT, window=90), snapshot, Translator("nl"))
    assert isinstance(listed["organisations"], list)
    (police,) = listed["organisations"]
    assert police["knew"] == [{"incident": "I-7", "since": "2026-02-03", "sources": ["B-1"]}]
    assert police["alone"]["findings"][0]["text"]
