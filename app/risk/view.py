"""What the rules look at: a case at a reference date, put in order once for all rules."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, time
from itertools import islice
from operator import attrgetter, lt
from typing import Final, TypeVar, cast
from uuid import UUID

import msgspec
from msgspec.structs import force_setattr

from app.domain.assessment import Assessment
from app.domain.event import ContextEvent
from app.domain.finding import Figure, Finding, Missing, Outcome, Unplaced, Weight
from app.domain.incident import Actor, EntryKind, Incident
from app.domain.period import Period
from app.domain.snapshot import CaseSnapshot
from app.risk.catalogue import Catalogue
from app.risk.checklist import Checklist
from app.risk.rulebook import Rulebook, Threshold

_ACT: Final = EntryKind.ACT  # looking a member up in its class takes longer than the rest of the question
_PERPETRATOR: Final = Actor.PERPETRATOR
_UNKNOWN: Final = Actor.UNKNOWN
_NOT_OTHERS = (_PERPETRATOR, _UNKNOWN)
_ID = attrgetter("id")
_DAY = attrgetter("day")
_PLACE = attrgetter("place")
Found = TypeVar("Found")


class Row(msgspec.Struct, frozen=True, eq=False, gc=False):
    """An incident as the rules look at it: what many of them look up is looked up once.

    ``place`` is its place among all rows of the case, oldest first, and ``name`` its visible number. ``by`` is who did
    it; ``None`` when it is no act, was told before or is set aside, so that it never counts. ``day`` is the day when
    that is exactly known. ``domains`` are its kinds of behaviour, each once, in alphabetical order. A row is equal to
    itself only, and can be part of no ring, so that the collector need not look at it.
    """

    place: int
    id: UUID
    name: str
    by: Actor | None
    when: Period
    day: date | None
    severity: int | None
    behaviours: tuple[str, ...]
    domains: tuple[str, ...]
    incident: Incident


class Dated(Row, frozen=True, eq=False, gc=False):
    """A row with an exactly known day."""

    day: date


@dataclass(frozen=True, slots=True)
class View:
    """A case at reference date ``at`` with window ``window`` (days); everything is oldest first.

    ``ahead`` is how many days after T are looked at.

    ``rows`` are all incidents of the case, whether they count or not. ``acts`` is I(T) and ``unattributed`` is U of
    domain reference 4.0; ``others`` are the acts of anybody else, which count in the same way. ``exact`` holds the acts
    with a known day and ``inexact`` the others of I(T); ``days`` are the event days. ``assessments`` were started on or
    before ``at``. ``coverage_bounds`` are the earliest and the latest day that ``coverage_from`` may be over every
    reading of the dates; ``None`` is that there may be none.
    """

    snapshot: CaseSnapshot
    at: date
    window: int
    ahead: int
    rulebook: Rulebook
    catalogue: Catalogue
    checklists: Mapping[str, Checklist]
    rows: tuple[Row, ...]
    acts: tuple[Row, ...]
    unattributed: tuple[Row, ...]
    others: tuple[Row, ...]
    exact: tuple[Dated, ...]
    inexact: tuple[Row, ...]
    days: tuple[date, ...]
    coverage_from: date | None
    coverage_bounds: tuple[date | None, date | None]
    assessments: tuple[Assessment, ...]
    _asked: dict[Callable[["View"], object], object] = field(default_factory=dict)

    def ask(self, find: Callable[["View"], Found]) -> Found:
        """Return what a rule finds, or what several rules look at, computed once however many ask for it."""
        if find not in self._asked:
            self._asked[find] = find(self)
        return cast("Found", self._asked[find])

    @property
    def by_domain(self) -> Mapping[str, Sequence[Row]]:
        """The acts per kind of behaviour."""
        return self.ask(_by_domain)

    @property
    def by_behaviour(self) -> Mapping[str, Sequence[Row]]:
        """The acts per behaviour."""
        return self.ask(_by_behaviour)

    def between(self, first: date, last: date) -> tuple[Dated, ...]:
        """Return the acts on known days from ``first`` up to and including ``last``."""
        return self.exact[bisect_left(self.exact, first, key=_DAY) : bisect_right(self.exact, last, key=_DAY)]

    def named(self, ids: Collection[UUID]) -> tuple[Row, ...]:
        """Return the rows with these ids, oldest first; an id that is not in the case is passed over."""
        rows = self.ask(_by_id) if ids else {}
        return self.in_order(rows[one.int] for one in ids if one.int in rows)

    def in_order(self, rows: Iterable[Row]) -> tuple[Row, ...]:
        """Return rows of the case oldest first, each once."""
        found = tuple(rows)
        places = [row.place for row in found]
        return found if all(map(lt, places, islice(places, 1, None))) else tuple(sorted(set(found), key=_PLACE))

    def numbers(self, rows: Iterable[Row]) -> list[Figure]:
        """Return the visible numbers of rows of the case, oldest first."""
        return [row.name for row in self.in_order(rows)]

    def threshold(self, rule: str, name: str) -> Threshold:
        """Return a threshold of a rule."""
        return self.rulebook.rule(rule).thresholds[name]

    def finding(
        self,
        rule: str,
        outcome: Outcome,
        figures: dict[str, Figure],
        *,
        incidents: Iterable[Row] = (),
        unplaced: Iterable[Unplaced] = (),
        missing: Iterable[Missing] = (),
    ) -> Finding:
        """Return the finding of a rule; what is not a signal is information."""
        text = self.rulebook.rule(rule)
        return Finding(
            rule=rule,
            version=text.version,
            at=self.at,
            window=self.window,
            outcome=outcome,
            weight=text.weight if outcome is Outcome.SIGNAL else Weight.INFORMATION,
            figures=figures,
            incidents=tuple(map(_ID, self.in_order(incidents))),
            unplaced=tuple(unplaced),
            missing=tuple(missing),
        )


def view_of(
    snapshot: CaseSnapshot,
    at: date,
    window: int,
    *,
    ahead: int,
    rulebook: Rulebook,
    catalogue: Catalogue,
    checklists: Mapping[str, Checklist],
    rows: Sequence[Row] = (),
) -> View:
    """Put a case in order; n log n in the number of records, whatever order they come in.

    ``rows`` are those of its incidents, oldest first, when another view has them already.
    """
    rows = tuple(rows) or _rows(snapshot.incidents, catalogue)
    counted = [
        row
        for row in rows
        if row.by is not None and (row.day <= at if row.day is not None else started_by(row.when, at))
    ]
    acts = [row for row in counted if row.by is _PERPETRATOR]
    exact = tuple([act for act in acts if isinstance(act, Dated)])
    coverage = snapshot.case.coverage_from
    return View(
        snapshot=snapshot,
        at=at,
        window=window,
        ahead=ahead,
        rulebook=rulebook,
        catalogue=catalogue,
        checklists=checklists,
        rows=rows,
        acts=tuple(acts),
        unattributed=tuple([row for row in counted if row.by is _UNKNOWN]),
        others=tuple([row for row in counted if row.by not in _NOT_OTHERS]),
        exact=exact,
        inexact=tuple([act for act in acts if act.day is None]),
        days=tuple(dict.fromkeys([act.day for act in exact])),
        coverage_from=coverage or _earliest_row(snapshot, rows, at),
        coverage_bounds=(coverage, coverage) if coverage else _earliest_row_bounds(snapshot, rows, at),
        assessments=tuple(
            sorted(
                (assessment for assessment in snapshot.assessments if assessment.started_on <= at),
                key=lambda assessment: (assessment.started_on, assessment.number, assessment.id),
            )
        ),
    )


def counts(incident: Incident) -> bool:
    """Whether a row is an act that was not told before and not set aside."""
    return incident.kind is _ACT and incident.duplicate_of is None and not incident.set_aside


def started_by(when: Period, at: date) -> bool:
    """Whether it started on or before a day, or may have: what has no first possible day is never left out unnamed."""
    return when.first is None or when.first <= at


def in_order(incidents: Iterable[Incident]) -> tuple[Incident, ...]:
    """Return incidents oldest first, each once; number and id settle what the dates leave open."""
    unique = {id(incident): incident for incident in incidents}
    return tuple(sorted(unique.values(), key=_place))


def _place(incident: Incident) -> tuple[date, date, time, int, UUID]:
    """Return what orders incidents: the order of their periods, then their visible number and id."""
    when = incident.when
    last, part = when.last or date.max, when.time_of_day
    return when.first or last, last, part.start if part else time.min, incident.number, incident.id


def left_out(rows: Iterable[Row], reason: str) -> list[Unplaced]:
    """Name incidents that a rule could not count, with the reason."""
    return [Unplaced(row.id, reason) for row in rows]


def _rows(incidents: Iterable[Incident], catalogue: Catalogue) -> tuple[Row, ...]:
    """Return incidents as rows, oldest first, each once.

    They are read once and in the order in which they were loaded, because jumping through memory is what takes time.
    What is the same in several rows is one object, so that it is compared at a glance.
    """
    told: dict[tuple[str, ...], tuple[tuple[str, ...], tuple[str, ...]]] = {}
    days: dict[date, date] = {}
    rows: list[Row] = []
    order = []
    for incident in {id(incident): incident for incident in incidents}.values():
        kinds = told.get(incident.behaviours)
        if kinds is None:
            kinds = told[incident.behaviours] = _kinds(catalogue, incident.behaviours)
        name, by, when = f"I-{incident.number}", incident.actor if counts(incident) else None, incident.when
        day, severity = when.exact, incident.severity
        if day is None:
            rows.append(Row(0, incident.id, name, by, when, None, severity, *kinds, incident))
        else:
            day = days.setdefault(day, day)
            rows.append(Dated(0, incident.id, name, by, when, day, severity, *kinds, incident))
        order.append(_place(incident))
    ordered = tuple([rows[one] for one in sorted(range(len(rows)), key=order.__getitem__)])
    for place, row in enumerate(ordered):
        force_setattr(row, "place", place)  # known once all are in order
    return ordered


def _kinds(catalogue: Catalogue, behaviours: Iterable[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return behaviours as the catalogue writes them, and their domains; one that it lost keeps its own prefix."""
    known = catalogue.behaviours
    return (
        tuple([known[one].id if one in known else one for one in behaviours]),
        tuple(sorted({known[one].domain if one in known else one.partition("-")[0] for one in behaviours})),
    )


def _by_domain(view: View) -> dict[str, list[Row]]:
    found: defaultdict[str, list[Row]] = defaultdict(list)
    for act in view.acts:
        for domain in act.domains:
            found[domain].append(act)
    return dict(found)


def _by_behaviour(view: View) -> dict[str, list[Row]]:
    found: defaultdict[str, list[Row]] = defaultdict(list)
    for act in view.acts:
        for behaviour in act.behaviours:
            found[behaviour].append(act)
    return dict(found)


def _by_id(view: View) -> dict[int, Row]:
    return {row.id.int: row for row in view.rows}


def _earliest_row(snapshot: CaseSnapshot, rows: Sequence[Row], at: date) -> date | None:
    """Return the day of the earliest row up to a day (domain reference 4.0: the default of ``coverage_from``)."""
    first: tuple[Row | ContextEvent, ...] = (*rows[:1], *(row for row in snapshot.events if not row.planned))
    starts = [start for row in first if (start := row.when.first or row.when.last) is not None and start <= at]
    return min(starts, default=None)


def _earliest_row_bounds(snapshot: CaseSnapshot, rows: Sequence[Row], at: date) -> tuple[date | None, date | None]:
    """Return between which days the earliest row up to a day lies; ``None`` when there may be none."""
    first_known = next((row for row in rows if row.day is not None), None)
    vague = (row for row in rows if row.day is None)
    events = (event for event in snapshot.events if not event.planned)
    periods = [row.when for row in (first_known, *vague, *events) if row is not None]
    starts = (when.first or date.min for when in periods if started_by(when, at))
    ends = (last for when in periods if (last := when.last) is not None and last <= at)
    return min(starts, default=None), min(ends, default=None)
