"""The words of the pattern page: findings, open questions and loose incidents."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from app.charts.table import Table, TableRow
from app.domain.assessment import AnswerValue, Assessment
from app.domain.finding import Finding, Outcome
from app.domain.incident import Actor, EntryKind, Incident
from app.domain.snapshot import CaseSnapshot, visible_number
from app.i18n import Translator
from app.risk.catalogue import load_catalogue
from app.risk.checklist import Checklist
from app.risk.explain import explain
from app.risk.picture import incident_cells
from app.risk.rulebook import load_rulebook
from app.risk.shelf import checklists_of
from app.risk.standing import joined, standing
from app.risk.view import in_order
from app.viewmodels.pattern_rows import direction_grid, finding_rows, unplaced_rows
from app.viewmodels.pattern_state import FindingCard, Link, OpenQuestion
from app.viewmodels.source_words import known_keys, source_card, to_check

_FEW = 8
_SNIPPET = 110


def finding_card(finding: Finding, snapshot: CaseSnapshot, say: Translator) -> FindingCard:
    """Return a finding in words; a long row of incidents becomes its first, its last and their number.

    Only what was seen carries the pill of its weight.
    """
    told = explain(finding, snapshot, say)
    known = {incident.id: incident for incident in snapshot.incidents}
    incidents = [known[key] for key in finding.incidents if key in known]
    links = tuple(_link(incident, say) for incident in incidents) if len(incidents) <= _FEW else ()
    everything = ""
    if len(incidents) > _FEW:
        first, last = visible_number(incidents[0]), visible_number(incidents[-1])
        everything = say("{first} … {last} · {n} incidents", first=first, last=last, n=len(incidents))
    signal = finding.outcome is Outcome.SIGNAL
    named = load_rulebook().rule(finding.rule).sources
    check = to_check(", ".join(named), say)
    rows, grid = finding_rows(finding, snapshot, say), direction_grid(finding, say)
    return FindingCard(
        rule=finding.rule,
        weight=finding.weight.value if signal else "neutral",
        pill=say.label(load_rulebook().weights[finding.weight]) if signal else "",
        title=told.title,
        sentence=told.sentence,
        links=links,
        everything=everything,
        caution=told.caution,
        missing=told.missing,
        rule_line=say("Rule {rule}, version {version}", rule=finding.rule, version=finding.version),
        definition=told.definition,
        sources=known_keys(named),
        professional=source_card("G", say).citation if check else "",
        check=check,
        lead=told.parts[0],
        more=() if rows or grid else told.parts[1:],
        rows=rows,
        grid=grid,
        unplaced=unplaced_rows(told, snapshot, say),
        beside=told.beside,
        beside_sources=load_rulebook().rule(finding.rule).beside_sources if told.beside else (),
    )


def _link(incident: Incident, say: Translator) -> Link:
    """Return the number of an incident with what a screen reader says about it."""
    name = " · ".join(incident_cells(incident, load_catalogue(), say)[:3])
    return Link(visible_number(incident), str(incident.id), name)


def open_questions(snapshot: CaseSnapshot, at: date, say: Translator) -> tuple[tuple[OpenQuestion, ...], str]:
    """Return the critical questions without a yes or a no, and a note on the lists they come from."""
    questions: list[OpenQuestion] = []
    names = []
    for checklist in checklists_of(snapshot).values():
        latest = _latest(checklist, snapshot.assessments, at)
        for item in standing(checklist, latest).critical_open:
            unknown = latest.answer(item.id).value is AnswerValue.UNKNOWN
            words = say("unknown") if unknown else say("not asked")
            text = say.label(item.label)
            name = say("Go to question: {question}", question=text)
            questions.append(OpenQuestion(text, f"{checklist.id}/{item.id}", words, name))
        names.append(say.label(checklist.name))
    note = say("From: {lists}. Not asked is not a no.", lists=say.series(names))
    return tuple(questions), note


def _latest(checklist: Checklist, assessments: Sequence[Assessment], at: date) -> Assessment:
    """Return the answers given to a list up to the reference date; without a use nothing was asked."""
    uses = [use for use in assessments if use.checklist == checklist.id and use.started_on <= at]
    unused = Assessment(checklist=checklist.id, version=checklist.version, started_on=at)
    return joined(sorted(uses, key=lambda use: (use.started_on, use.number, use.id))) or unused


def incident_table(snapshot: CaseSnapshot, say: Translator, only: frozenset[UUID] | None) -> Table:
    """Return incidents one by one, oldest first; also those that do not count, with the reason why."""
    rows = tuple(
        TableRow(str(incident.id), _loose_cells(incident, say))
        for incident in in_order(snapshot.incidents)
        if only is None or incident.id in only
    )
    columns = (say("No."), say("When"), say("What was told"), say("Severity"), say("Counts"))
    return Table(columns=columns, rows=rows)


def _loose_cells(incident: Incident, say: Translator) -> tuple[str, ...]:
    """Return one incident as it stands by itself."""
    number, when, _, _, severity = incident_cells(incident, load_catalogue(), say)
    told = incident.facts.strip() or f"“{incident.quote.strip()}”"
    told = " ".join(told.split())
    if len(told) > _SNIPPET:
        told = told[: _SNIPPET - 1].rstrip() + "…"
    return number, when, told, severity if incident.severity else "–", _counted(incident, say)


def _counted(incident: Incident, say: Translator) -> str:
    """Say whether an incident counts, and if not why."""
    if incident.duplicate_of is not None:
        return say("no: told before")
    if incident.set_aside:
        return say("no: set aside")
    if incident.kind is EntryKind.EFFECT:
        return say("no: an effect")
    if incident.kind is EntryKind.STATEMENT:
        return say("no: a statement")
    if incident.actor is Actor.UNKNOWN:
        return say("no: actor unknown")
    return say("yes") if incident.actor is Actor.PERPETRATOR else say("no: by another")


def place_of(snapshot: CaseSnapshot, key: str) -> str:
    """Return the page on which a record is found, "" for what is not a record of the pictures."""
    if any(str(incident.id) == key for incident in snapshot.incidents):
        return "incidents"
    around = (*snapshot.events, *snapshot.measures)
    if any(str(record.id) == key for record in around):
        return "events"
    beside = (*snapshot.fears, *snapshot.protections, *snapshot.outcomes, *snapshot.retractions)
    return "circumstances" if any(str(record.id) == key for record in beside) else ""
