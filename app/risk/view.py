"""What the rules look at: a case at a reference date, put in order once for all rules."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from app.domain.assessment import Assessment
from app.domain.event import ContextEvent
from app.domain.finding import Figure, Finding, Missing, Outcome, Unplaced, Weight
from app.domain.incident import Actor, EntryKind, Incident
from app.domain.period import Period
from app.domain.snapshot import CaseSnapshot
from app.risk.catalogue import Catalogue
from app.risk.checklist import Checklist
from app.risk.rulebook import Rulebook, Threshold


@dataclass(frozen=True, slots=True)
class Dated:
    """An incident with its exactly known day."""

    day: date
    incident: Incident


@dataclass(frozen=True, slots=True)
class View:
    """A case at reference date ``at`` with window ``window`` (days); everything is oldest first.

    ``ahead`` is how many days after T are looked at.

    ``acts`` is I(T) and ``unattributed`` is U of domain reference 4.0. ``exact`` holds the acts with a known day and
    ``inexact`` the others; ``days`` are the event days. ``assessments`` were started on or before ``at``. ``rows`` are
    all incidents of the case, whether they count or not.
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
    assessments: tuple[Assessment, ...]
    rows: tuple[Incident, ...]
    _places: Mapping[int, int]
    _domains: Mapping[int, tuple[str, ...]]
    _asked: dict[Callable[["View"], Finding], Finding] = field(default_factory=dict)

    def ask(self, find: Callable[["View"], Finding]) -> Finding:
        """Return what a rule finds, computed once however many rules ask for it."""
        found = self._asked.get(find)
        if found is None:
            found = self._asked[find] = find(self)
        return found

    def domains(self, incident: Incident) -> tuple[str, ...]:
        """Return the domain codes of an incident of the case, each once, in alphabetical order."""
        return self._domains[id(incident)]

    def in_order(self, incidents: Iterable[Incident]) -> tuple[Incident, ...]:
        """Return incidents of the case oldest first, each once, without comparing their dates again."""
        return tuple(self.rows[place] for place in sorted({self._places[id(incident)] for incident in incidents}))

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
            incidents=tuple(incident.id for incident in self.in_order(incidents)),
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
    counted = tuple(incident for incident in rows if counts(incident) and started_by(incident.when, at))
    acts = tuple(incident for incident in counted if incident.actor is Actor.PERPETRATOR)
    exact = tuple(Dated(day, incident) for incident in acts if (day := incident.when.exact) is not None)
    return View(
        snapshot=snapshot,
        at=at,
        window=window,
        ahead=ahead,
        rulebook=rulebook,
        catalogue=catalogue,
        checklists=checklists,
        acts=acts,
        unattributed=tuple(incident for incident in counted if incident.actor is Actor.UNKNOWN),
        exact=exact,
        inexact=tuple(incident for incident in acts if incident.when.exact is None),
        days=tuple(sorted({dated.day for dated in exact})),
        coverage_from=snapshot.case.coverage_from or _earliest_row(snapshot, at),
        assessments=tuple(
            sorted(
                (assessment for assessment in snapshot.assessments if assessment.started_on <= at),
                key=lambda assessment: (assessment.started_on, assessment.number, assessment.id),
            )
        ),
        rows=rows,
        _places={id(incident): place for place, incident in enumerate(rows)},
        _domains={id(incident): _domains(catalogue, incident) for incident in rows},
    )


def counts(incident: Incident) -> bool:
    """Whether a row is an act that was not told before and not set aside."""
    return incident.kind is EntryKind.ACT and incident.duplicate_of is None and not incident.set_aside


def started_by(when: Period, at: date) -> bool:
    """Whether it started on or before a day; of an open start the last possible day decides.

    What was told without any date has happened, so it counts as started.
    """
    start = when.first or when.last
    return start is None or start <= at


def in_order(incidents: Iterable[Incident]) -> tuple[Incident, ...]:
    """Return incidents oldest first, each once; number and id settle what the dates leave open."""
    unique: dict[UUID, Incident] = {incident.id: incident for incident in incidents}
    return tuple(sorted(unique.values(), key=lambda incident: (incident.when.sort_key, incident.number, incident.id)))


def left_out(incidents: Sequence[Incident], reason: str) -> list[Unplaced]:
    """Name incidents that a rule could not count, with the reason."""
    return [Unplaced(incident=incident.id, reason=reason) for incident in incidents]


def _domains(catalogue: Catalogue, incident: Incident) -> tuple[str, ...]:
    """Return the domain codes of an incident; a behaviour that the catalogue lost keeps its own prefix."""
    known = catalogue.behaviours
    return tuple(
        sorted(
            {
                known[behaviour].domain if behaviour in known else behaviour.partition("-")[0]
                for behaviour in incident.behaviours
            }
        )
    )


def _earliest_row(snapshot: CaseSnapshot, at: date) -> date | None:
    """Return the day of the earliest row up to a day (domain reference 4.0: the default of ``coverage_from``)."""
    rows: tuple[Incident | ContextEvent, ...] = (
        *snapshot.incidents,
        *(row for row in snapshot.events if not row.planned),
    )
    starts = [start for row in rows if (start := row.when.first or row.when.last) is not None and start <= at]
    return min(starts, default=None)
