"""Who knew what, and when: what each organisation held of a case, beside what all of it together shows.

Every organisation had a piece; that is what inspections find again and again. The figures are those of the rules.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace as with_fields
from datetime import date
from uuid import UUID

import msgspec
from msgspec.structs import replace

from app.domain.finding import Finding
from app.domain.snapshot import CaseSnapshot
from app.domain.source import Citation, Source
from app.risk.catalogue import load_catalogue
from app.risk.engine import asked
from app.risk.rulebook import load_rulebook
from app.risk.rules.severity import severe_of, severities
from app.risk.shelf import checklists_of
from app.risk.view import Row, View, started_by, view_of
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
    the day it was told, else the day of the source. A day before the incident can have happened tells nothing of that.
    What it learned after T is left out; where no day is recorded it is taken to have known. Alone, the rules look at
    its incidents only; events, measures and the day from which history was taken are those of the case.
    """
    whole = _view(snapshot, at, window)
    knowers = []
    for organisation, known in _held(whole).items():
        own = whole.in_order(known)
        held = with_fields(
            _view(replace(snapshot, incidents=tuple(row.incident for row in own)), at, window, own),
            coverage_from=whole.coverage_from,
            coverage_bounds=whole.coverage_bounds,
        )
        knowers.append(
            Knower(
                organisation=organisation,
                known=tuple(known[row] for row in own),
                alone=_sight(held),
                unseen=tuple(act.id for act in whole.acts if act not in known),
            )
        )
    return WhoKnewWhat(at=at, window=window, knowers=tuple(sorted(knowers, key=_first)), together=_sight(whole))


def _held(view: View) -> dict[str, dict[Row, Known]]:
    """Return per organisation what it knew up to T; a duplicate is knowledge of the first account."""
    sources = _kept(view.snapshot.sources)
    held: dict[str, dict[Row, Known]] = {}
    for row in view.rows:
        first = _first_account(view, row)
        if row.incident.set_aside or first.incident.set_aside or not started_by(first.when, view.at):
            continue
        for citation in row.incident.sources:
            source, organisation = sources.get(citation.source.int, (None, ""))
            since = _since(citation, source, first) if source else None
            if source is None or (since is not None and since > view.at):
                continue
            known = held.setdefault(organisation, {})
            known[first] = _joined(known.get(first), first, source, since)
    return held


def _since(citation: Citation, source: Source, row: Row) -> date | None:
    """Return the day on which an incident was told; nobody can know of it before it can have happened."""
    start = None if row.when.approximate else row.when.first
    days = (day for day in (citation.told_on, source.dated) if day is not None)
    return next((day for day in days if start is None or day >= start), None)


def _first_account(view: View, row: Row) -> Row:
    """Return the incident that a row tells again, through other rows that tell it again."""
    seen = {row}
    while row.incident.duplicate_of is not None:
        original = next(iter(view.named([row.incident.duplicate_of])), row)
        if original in seen:
            break
        row = original
        seen.add(row)
    return row


def _joined(before: Known | None, row: Row, source: Source, since: date | None) -> Known:
    """Return what is known with one source more; the earliest known day counts."""
    if before is None:
        return Known(incident=row.id, since=since, sources=(source.id,))
    days = [day for day in (before.since, since) if day is not None]
    sources = {*before.sources, source.id}
    return Known(incident=row.id, since=min(days, default=None), sources=tuple(sorted(sources)))


def _kept(sources: Iterable[Source]) -> dict[int, tuple[Source, str]]:
    """Return the sources that an organisation keeps, each with its name; names that differ in capitals are one."""
    names: dict[str, str] = {}
    kept = {}
    for source in sorted(sources, key=lambda source: (source.number, source.id)):
        if name := source.organisation.strip():
            kept[source.id.int] = source, names.setdefault(name.casefold(), name)
    return kept


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


def _view(snapshot: CaseSnapshot, at: date, window: int, rows: Sequence[Row] = ()) -> View:
    return view_of(
        snapshot,
        at,
        window,
        ahead=DEFAULT_AHEAD,
        rulebook=load_rulebook(),
        catalogue=load_catalogue(),
        checklists=checklists_of(snapshot),
        rows=rows,
    )


def _first(knower: Knower) -> tuple[date, str]:
    """Order by the first day that an organisation knew of anything, then by name."""
    days = [one.since for one in knower.known if one.since is not None]
    return min(days, default=date.max), knower.organisation
