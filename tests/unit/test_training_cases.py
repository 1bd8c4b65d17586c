"""The training cases are told whole, word for word, with every row in its own form."""

from collections import Counter
from datetime import date

import msgspec
import pytest
from golden_rows import golden

from app.domain.case_file import CaseFile, write_case_file
from app.domain.event import ContextEvent
from app.domain.finding import Outcome
from app.domain.incident import Actor, EntryKind, Incident
from app.domain.period import Precision
from app.domain.record import Sensitivity
from app.domain.snapshot import references
from app.resources import resource
from app.risk.catalogue import load_catalogue
from app.risk.knowledge import who_knew_what

KNOWN = load_catalogue()
NAMES = ("tc1", "tc2", "tc3")


def case(name: str) -> CaseFile:
    return msgspec.json.decode(resource(f"training/{name}.json").read_bytes(), type=CaseFile)


def by_number(told: CaseFile) -> dict[int, Incident | ContextEvent]:
    rows: tuple[Incident | ContextEvent, ...] = (*told.incidents, *told.events)
    return {row.number: row for row in rows}


@pytest.mark.parametrize("name", NAMES)
def test_every_row_of_the_case_is_told(name: str) -> None:
    told = case(name)
    known = by_number(told)
    labels = {source.id: source.label for source in told.sources}
    assert len(known) == len(told.incidents) + len(told.events)
    for number, when, source, kind, tags, severity, text in golden("training", name):
        row = known[int(number)]
        assert row.when.first is not None
        assert row.when.first.isoformat().startswith(when)
        assert row.when.precision is (Precision.MONTH if len(when) == len("2022-10") else Precision.DAY)
        assert " + ".join(labels[citation.source] for citation in row.sources) == source
        if isinstance(row, ContextEvent):
            assert (kind, row.type, row.note, row.planned) == ("context", tags, text, False)
            continue
        assert text in {row.facts, f"'{row.quote}'"}
        assert not (row.facts and row.quote)
        assert " ".join((*row.behaviours, *row.effects)) == tags
        assert str(row.severity or "") == severity
        assert row.interpretation == row.severity_reason == ""
        assert _kind(row) == kind


def _kind(row: Incident) -> str:
    if row.set_aside:
        return "distractor"
    if row.duplicate_of:
        return "duplicate"
    told = {EntryKind.EFFECT: "effect/medical", EntryKind.STATEMENT: "counter-statement", EntryKind.ACT: "incident"}
    return told[row.kind] + (", actor unknown" if row.kind is EntryKind.ACT and row.actor is Actor.UNKNOWN else "")


@pytest.mark.parametrize(("name", "incidents", "exact"), [("tc1", 20, 19), ("tc2", 17, 17), ("tc3", 13, 13)])
def test_what_the_alleged_perpetrator_did_is_counted_as_in_the_reference(name: str, incidents: int, exact: int) -> None:
    acts = [
        row
        for row in case(name).incidents
        if row.kind is EntryKind.ACT
        and row.actor is Actor.PERPETRATOR
        and not row.set_aside
        and row.duplicate_of is None
    ]
    assert len(acts) == incidents
    assert len({row.when.exact for row in acts if row.when.exact}) == exact


@pytest.mark.parametrize("name", NAMES)
def test_nothing_in_a_case_points_at_nothing(name: str) -> None:
    told = case(name).snapshot()
    ids = [record.id for record in told.records()]
    assert len(ids) == len(set(ids))
    assert {target for record in told.records() for _, target in references(record)} <= set(ids)
    for incident in told.incidents:
        assert set(incident.behaviours) <= set(KNOWN.behaviours)
        assert set(incident.effects) <= set(KNOWN.effects)
        assert incident.sources
    assert {event.type for event in told.events} <= set(KNOWN.contexts)


@pytest.mark.parametrize("name", NAMES)
def test_sources_are_told_once_and_numbered_in_order(name: str) -> None:
    sources = case(name).sources
    assert [source.number for source in sources] == list(range(1, len(sources) + 1))
    assert len({source.label for source in sources}) == len(sources)


@pytest.mark.parametrize("name", NAMES)
def test_a_case_is_fictional_has_its_own_reference_date_and_is_written_in_the_one_form(name: str) -> None:
    told = case(name)
    assert told.case.fictional
    assert told.case.reference_date is not None
    assert write_case_file(told) == resource(f"training/{name}.json").read_bytes()


def test_the_first_case_keeps_what_its_trainer_asks() -> None:
    told = case("tc1")
    known, sources = by_number(told), {source.label: source for source in told.sources}
    assert (told.case.reference, told.case.name) == ("TC1-2025", "Iris en Wout")
    assert (told.case.reference_date, told.case.window) == (date(2025, 3, 14), 90)
    assert known[12].sources[0].told_on == date(2025, 2, 10)
    assert sources["moeder van W."].sensitivity is Sensitivity.R1
    assert known[25].field_sensitivity == {"where": Sensitivity.R0}
    twice, first, outside = known[21], known[20], known[9]
    assert isinstance(twice, Incident)
    assert isinstance(outside, Incident)
    assert twice.duplicate_of == first.id
    assert "nummer 14" in outside.set_aside
    planned = [(event.number, event.type) for event in told.events if event.planned]
    assert planned == [(28, "ctx-custody-handover"), (29, "ctx-court-date")]
    assert told.measures == ()


def test_the_second_case_breaks_one_measure_three_times() -> None:
    told = case("tc2")
    order = next(measure for measure in told.measures if measure.label.startswith("gedragsaanwijzing"))
    broken = {row.number: breach.measure for row in told.incidents for breach in row.breaches}
    assert broken == dict.fromkeys((18, 19, 25), order.id)
    assert (order.start, order.end) == (date(2024, 11, 12), date(2025, 2, 10))


def test_a_case_does_not_lean_on_one_kind_of_knowledge() -> None:
    kinds = Counter(citation.knowledge for row in case("tc1").incidents for citation in row.sources)
    assert len(kinds) >= 4


def test_the_first_case_shows_that_each_organisation_had_a_piece() -> None:
    seen = who_knew_what(case("tc1").snapshot(), at=date(2025, 3, 14), window=90)
    known = {knower.organisation: len(knower.alone.incidents) for knower in seen.knowers}
    assert known == {"huisarts": 0, "kinderdagverblijf": 1, "politie": 1, "werkgever": 1}
    assert len(seen.together.incidents) == 20


@pytest.mark.parametrize("name", ["tc1", "tc2", "tc3"])
def test_every_organisation_has_its_own_days_and_sees_less_than_all_together(name: str) -> None:
    told = case(name)
    at = told.case.reference_date
    assert at is not None
    seen = who_knew_what(told.snapshot(), at=at, window=told.case.window)
    signals = {one.rule for one in seen.together.findings if one.outcome is Outcome.SIGNAL}
    for knower in seen.knowers:
        assert any(one.since is not None for one in knower.known), knower.organisation
        assert len(knower.unseen) > len(knower.alone.incidents), knower.organisation
        assert {one.rule for one in knower.alone.findings if one.outcome is Outcome.SIGNAL} < signals


def test_the_police_knew_the_traces_since_the_day_of_their_report() -> None:
    seen = who_knew_what(case("tc2").snapshot(), at=date(2025, 1, 10), window=60)
    (police,) = seen.knowers
    numbers = {row.id: row.number for row in case("tc2").incidents}
    assert [(numbers[one.incident], one.since) for one in police.known] == [
        (19, date(2024, 11, 29)),
        (23, date(2024, 12, 26)),
        (26, None),
    ]


def test_of_an_instrument_only_the_outcome_the_assessor_and_the_day_are_recorded() -> None:
    (outcome,) = case("tc2").outcomes
    told = (outcome.instrument, outcome.taken_on, outcome.taken_by, outcome.outcome)
    assert told == ("inst.sash", date(2024, 10, 5), "politie", "gemiddelde zorg")


def test_the_police_is_one_organisation_in_every_record_it_kept() -> None:
    sources = {source.label: source.organisation for source in case("tc2").sources}
    units = ("politie", "wijkagent", "politie (andere eenheid)", "politie (forensisch)", "informant via politie")
    assert {sources[unit] for unit in units} == {"politie"}
    assert {sources[person] for person in ("Femke", "broer", "Tim (nieuwe vriend)")} == {""}
