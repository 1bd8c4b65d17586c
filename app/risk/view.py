"""What the rules look at: a case at a reference date, put in order once for all rules."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from operator import attrgetter, lt
from typing import TypeVar, cast
from uuid import UUID

import msgspec

from app.domain.assessment import Assessment
from app.domain.event import ContextEvent
from app.domain.finding import Figure, Finding, Missing, Outcome, Unplaced, Weight
from app.domain.incident import Actor, EntryKind, Incident
from app.domain.period import Period
from app.domain.snapshot import CaseSnapshot
from app.risk.catalogue import Catalogue
from app.risk.checklist import Checklist
from app.risk.rulebook import Rulebook, Threshold

_ID = attrgetter("id")
_MAY_BE_ACTS = (Actor.PERPETRATOR, Actor.UNKNOWN)
Found = TypeVar("Found")


class Dated(msgspec.Struct, frozen=True, gc=False):
    """An incident with its exactly known day; it can be part of no ring, so the collector need not look at it."""

    day: date
    incident: Incident


@dataclass(frozen=True, slots=True)
class View:
    """A case at reference date ``at`` with window ``window`` (days); everything is oldest first.

    ``ahead`` is how many days after T are looked at.

    ``acts`` is I(T) and ``unattributed`` is U of domain reference 4.0. ``exact`` holds the acts with a known day and
    ``inexact`` the others; ``days`` are the event days. ``assessments`` were started on or before ``at``. ``rows`` are
    all incidents of the case, whether they count or not; ``by_domain`` are the acts per kind of behaviour.
    ``coverage_bounds`` are the earliest and the latest day that ``coverage_from`` may be over every reading of the
    dates; ``None`` is that there may be none.
    """

    snapshot: CaseSnapshot
    at: date
    window: int
    ahead: int
    rulebook: Rulebook
    catalogue: Catalogue
    checklists: Mapping[str, Checklist]
    acts: tuple[Incident, ...]
    unattributed: tuple[Incident, ...]
    exact: tuple[Dated, ...]
    inexact: tuple[Incident, ...]
    days: tuple[date, ...]
    coverage_from: date | None
    coverage_bounds: tuple[date | None, date | None]
    assessments: tuple[Assessment, ...]
    rows: tuple[Incident, ...]
    by_domain: Mapping[str, Sequence[Incident]]
    _places: Mapping[int, int]
    _domains: Mapping[int, tuple[str, ...]]
    _asked: dict[Callable[["View"], object], object] = field(default_factory=dict)

    def ask(self, find: Callable[["View"], Found]) -> Found:
        """Return what a rule finds, or what several rules look at, computed once however many ask for it."""
        if find not in self._asked:
            self._asked[find] = find(self)
        return cast("Found", self._asked[find])

    def domains(self, incident: Incident) -> tuple[str, ...]:
        """Return the domain codes of an incident of the case, each once, in alphabetical order."""
        return self._domains[id(incident)]

    def in_order(self, incidents: Iterable[Incident]) -> tuple[Incident, ...]:
        """Return incidents of the case oldest first, each once, without comparing their dates again."""
        if incidents is self.acts:
            return self.acts
        places = list(map(self._places.__getitem__, map(id, incidents)))
        if not all(map(lt, places, islice(places, 1, None))):
            places = sorted(set(places))
        return tuple(map(self.rows.__getitem__, places))

    def numbers(self, incidents: Iterable[Incident]) -> list[Figure]:
        """Return the visible numbers of incidents of the case, oldest first."""
        return [f"I-{incident.number}" for incident in self.in_order(incidents)]

    def threshold(self, rule: str, name: str) -> Threshold:
        """Return a threshold of a rule."""
        return self.rulebook.rule(rule).thresholds[name]

    def finding(
        self,
        rule: str,
        outcome: Outcome,
        figures: dict[str, Figure],
        *,
        incidents: Iterable[Incident] = (),
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
) -> View:
    """Put a case in order; n log n in the number of records, whatever order they come in."""
    rows = in_order(snapshot.incidents)
    domains = _domains(catalogue, rows)
    acts: list[Incident] = []
    unattributed: list[Incident] = []
    exact: list[Dated] = []
    inexact: list[Incident] = []
    by_domain: defaultdict[str, list[Incident]] = defaultdict(list)
    for incident in rows:
        actor, when = incident.actor, incident.when
        if actor not in _MAY_BE_ACTS or not counts(incident) or not started_by(when, at):
            continue
        if actor is Actor.UNKNOWN:
            unattributed.append(incident)
            continue
        acts.append(incident)
        day = when.exact
        if day is None:
            inexact.append(incident)
        else:
            exact.append(Dated(day, incident))
        for domain in domains[id(incident)]:
            by_domain[domain].append(incident)
    coverage = snapshot.case.coverage_from
    return View(
        snapshot=snapshot,
        at=at,
        window=window,
        ahead=ahead,
        rulebook=rulebook,
        catalogue=catalogue,
        checklists=checklists,
        acts=tuple(acts),
        unattributed=tuple(unattributed),
        exact=tuple(exact),
        inexact=tuple(inexact),
        days=tuple(sorted({dated.day for dated in exact})),
        coverage_from=coverage or _earliest_row(snapshot, rows, at),
        coverage_bounds=(coverage, coverage) if coverage else _earliest_row_bounds(snapshot, rows, at),
        assessments=tuple(
            sorted(
                (assessment for assessment in snapshot.assessments if assessment.started_on <= at),
                key=lambda assessment: (assessment.started_on, assessment.number, assessment.id),
            )
        ),
        rows=rows,
        by_domain=dict(by_domain),
        _places={id(incident): place for place, incident in enumerate(rows)},
        _domains=domains,
    )


def counts(incident: Incident) -> bool:
    """Whether a row is an act that was not told before and not set aside."""
    return incident.kind is EntryKind.ACT and incident.duplicate_of is None and not incident.set_aside


def started_by(when: Period, at: date) -> bool:
    """Whether it started on or before a day, or may have: what has no first possible day is never left out unnamed."""
    return when.first is None or when.first <= at


def in_order(incidents: Iterable[Incident]) -> tuple[Incident, ...]:
    """Return incidents oldest first, each once; number and id settle what the dates leave open."""
    unique = {id(incident): incident for incident in incidents}
    return tuple(sorted(unique.values(), key=_place))


def _place(incident: Incident) -> tuple[int, int, UUID]:
    """Return what orders incidents: the order of their periods, as one number, then their visible number and id."""
    when = incident.when
    last, part = when.last, when.time_of_day
    end = (last or date.max).toordinal()
    first = end if when.first is last or when.first is None else when.first.toordinal()
    start = (part.start.hour * 60 + part.start.minute) * 60 + part.start.second if part else 0
    return (first << 22 | end) << 17 | start, incident.number, incident.id


def left_out(incidents: Sequence[Incident], reason: str) -> list[Unplaced]:
    """Name incidents that a rule could not count, with the reason."""
    return [Unplaced(incident=incident.id, reason=reason) for incident in incidents]


def _domains(catalogue: Catalogue, rows: Sequence[Incident]) -> dict[int, tuple[str, ...]]:
    """Return the domain codes of every incident; a behaviour that the catalogue lost keeps its own prefix."""
    known = {behaviour.id: behaviour.domain for behaviour in catalogue.behaviours.values()}
    found: dict[tuple[str, ...], tuple[str, ...]] = {}
    placed: dict[int, tuple[str, ...]] = {}
    for incident in rows:
        behaviours = incident.behaviours
        codes = found.get(behaviours)
        if codes is None:
            each = {known.get(behaviour) or behaviour.partition("-")[0] for behaviour in behaviours}
            codes = found[behaviours] = tuple(sorted(each))
        placed[id(incident)] = codes
    return placed


def _earliest_row(snapshot: CaseSnapshot, rows: Sequence[Incident], at: date) -> date | None:
    """Return the day of the earliest row up to a day (domain reference 4.0: the default of ``coverage_from``)."""
    first: tuple[Incident | ContextEvent, ...] = (*rows[:1], *(row for row in snapshot.events if not row.planned))
    starts = [start for row in first if (start := row.when.first or row.when.last) is not None and start <= at]
    return min(starts, default=None)


def _earliest_row_bounds(snapshot: CaseSnapshot, rows: Sequence[Incident], at: date) -> tuple[date | None, date | None]:
    """Return between which days the earliest row up to a day lies; ``None`` when there may be none."""
    periods = [*(event.when for event in snapshot.events if not event.planned), *(row.when for row in rows)]
    starts = (when.first or date.min for when in periods if started_by(when, at))
    ends = (last for when in periods if (last := when.last) is not None and last <= at)
    return min(starts, default=None), min(ends, default=None)
