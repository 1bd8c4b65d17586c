"""Who knew what, and when: what each organisation held of a case, beside what all of it together shows.

Every organisation had a piece; that is what inspections find again and again. The figures are those of the rules.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from uuid import UUID

import msgspec
from msgspec.structs import replace

from app.domain.finding import Finding
from app.domain.incident import Incident
from app.domain.snapshot import CaseSnapshot
from app.domain.source import Source
from app.risk.catalogue import load_catalogue
from app.risk.engine import asked
from app.risk.rulebook import load_rulebook
from app.risk.rules.severity import severe_of, severities
from app.risk.shelf import checklists_of
from app.risk.view import View, in_order, started_by, view_of
from app.risk.windows import DEFAULT_AHEAD

RULES = ("R01", "R02", "R03", "R04", "R05", "R06", "R07", "R08")


class Known(msgspec.Struct, frozen=True, kw_only=True):
    """An incident that an organisation knew of; ``since`` is the first day, ``None`` when no source tells it."""

    incident: UUID
    since: date | None
    sources: tuple[UUID, ...]


class Sight(msgspec.Struct, frozen=True, kw_only=True):
    """What some incidents show by themselves: counted acts, event days, severity, kinds of behaviour, findings."""

    incidents: tuple[UUID, ...]
    event_days: int
    first_day: date | None
    last_day: date | None
    highest_severity: int | None
    severe: int
    domains: tuple[str, ...]
    findings: tuple[Finding, ...]


class Knower(msgspec.Struct, frozen=True, kw_only=True):
    """An organisation with what it knew, oldest first, and what that showed alone.

    ``unseen`` are the counted acts of the whole case that it did not know of.
    """

    organisation: str
    known: tuple[Known, ...]
    alone: Sight
    unseen: tuple[UUID, ...]


class WhoKnewWhat(msgspec.Struct, frozen=True, kw_only=True):
    """Every organisation at a reference date, the one that knew first at the top, and the whole case."""

    at: date
    window: int
    knowers: tuple[Knower, ...]
    together: Sight


def who_knew_what(snapshot: CaseSnapshot, *, at: date, window: int) -> WhoKnewWhat:
    """Return what each organisation knew up to T and what it showed alone.

    An organisation knows an incident through each of its sources that is cited for it or for a duplicate of it: since
    the day it was told, else the day of the source. What it learned after T is left out; where no day is recorded it
    is taken to have known. Alone, the rules look at its incidents only; events, measures and the day from which
    history was taken are those of the case.
    """
    whole = _view(snapshot, at, window)
    covered = replace(snapshot, case=replace(snapshot.case, coverage_from=whole.coverage_from))
    held = _held(snapshot, at)
    acts = [act.id for act in whole.acts]
    rows = {incident.id: incident for incident in snapshot.incidents}
    knowers = []
    for organisation, known in held.items():
        own = in_order(rows[one] for one in known)
        alone = _sight(_view(replace(covered, incidents=own), at, window))
        knowers.append(
            Knower(
                organisation=organisation,
                known=tuple(known[incident.id] for incident in own),
                alone=alone,
                unseen=tuple(one for one in acts if one not in known),
            )
        )
    return WhoKnewWhat(at=at, window=window, knowers=tuple(sorted(knowers, key=_first)), together=_sight(whole))


def _held(snapshot: CaseSnapshot, at: date) -> dict[str, dict[UUID, Known]]:
    """Return per organisation what it knew up to T; a duplicate is knowledge of the first account."""
    sources = {source.id: source for source in snapshot.sources if source.organisation.strip()}
    names = _names(sources.values())
    rows = {incident.id: incident for incident in snapshot.incidents}
    held: dict[str, dict[UUID, Known]] = {}
    for row in snapshot.incidents:
        first = _first_account(row, rows)
        if row.set_aside or first.set_aside or not started_by(first.when, at):
            continue
        for citation in row.sources:
            source = sources.get(citation.source)
            since = (citation.told_on or source.dated) if source else None
            if source is None or (since is not None and since > at):
                continue
            known = held.setdefault(names[source.organisation.strip().casefold()], {})
            known[first.id] = _joined(known.get(first.id), first, source, since)
    return held


def _first_account(row: Incident, rows: Mapping[UUID, Incident]) -> Incident:
    """Return the incident that a row tells again, through other rows that tell it again."""
    seen = {row.id}
    while row.duplicate_of is not None and row.duplicate_of in rows and row.duplicate_of not in seen:
        row = rows[row.duplicate_of]
        seen.add(row.id)
    return row


def _joined(before: Known | None, incident: Incident, source: Source, since: date | None) -> Known:
    """Return what is known with one source more; the earliest known day counts."""
    days = [day for day in (before.since if before else None, since) if day is not None]
    sources = {*(before.sources if before else ()), source.id}
    return Known(incident=incident.id, since=min(days, default=None), sources=tuple(sorted(sources)))


def _names(sources: Iterable[Source]) -> Mapping[str, str]:
    """Return how an organisation is written; names that differ only in capitals are one."""
    names: dict[str, str] = {}
    for source in sorted(sources, key=lambda source: (source.number, source.id)):
        names.setdefault(source.organisation.strip().casefold(), source.organisation.strip())
    return names


def _sight(view: View) -> Sight:
    """Return what the incidents of a view show."""
    told = severities(view.acts)
    return Sight(
        incidents=tuple(act.id for act in view.acts),
        event_days=len(view.days),
        first_day=view.days[0] if view.days else None,
        last_day=view.days[-1] if view.days else None,
        highest_severity=max(told, default=None),
        severe=severe_of(view, told),
        domains=tuple(sorted(view.by_domain)),
        findings=tuple(asked(view, RULES)),
    )


def _view(snapshot: CaseSnapshot, at: date, window: int) -> View:
    return view_of(
        snapshot,
        at,
        window,
        ahead=DEFAULT_AHEAD,
        rulebook=load_rulebook(),
        catalogue=load_catalogue(),
        checklists=checklists_of(snapshot),
    )


def _first(knower: Knower) -> tuple[date, str]:
    """Order by the first day that an organisation knew of anything, then by name."""
    days = [one.since for one in knower.known if one.since is not None]
    return min(days, default=date.max), knower.organisation
