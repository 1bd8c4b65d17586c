"""What the rules look at: a case at a reference date, put in order once for all rules."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
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

    ``acts`` is I(T) and ``unattributed`` is U of domain reference 4.0. ``exact`` holds the acts with a known day and
    ``inexact`` the others; ``days`` are the event days. ``assessments`` were started on or before ``at``.
    """

    snapshot: CaseSnapshot
    at: date
    window: int
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

    def domain(self, behaviour: str) -> str:
        """Return the domain code of a behaviour; one that the catalogue lost keeps its own prefix."""
        known = self.catalogue.behaviours.get(behaviour)
        return known.domain if known else behaviour.partition("-")[0]

    def domains(self, incident: Incident) -> tuple[str, ...]:
        """Return the domain codes of an incident, each once, in alphabetical order."""
        return tuple(sorted({self.domain(behaviour) for behaviour in incident.behaviours}))

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
            incidents=tuple(incident.id for incident in in_order(incidents)),
            unplaced=tuple(unplaced),
            missing=tuple(missing),
        )


def view_of(
    snapshot: CaseSnapshot,
    at: date,
    window: int,
    *,
    rulebook: Rulebook,
    catalogue: Catalogue,
    checklists: Mapping[str, Checklist],
) -> View:
    """Put a case in order; n log n in the number of records, whatever order they come in."""
    counted = in_order(
        incident for incident in snapshot.incidents if counts(incident) and started_by(incident.when, at)
    )
    acts = tuple(incident for incident in counted if incident.actor is Actor.PERPETRATOR)
    exact = tuple(Dated(day, incident) for incident in acts if (day := incident.when.exact) is not None)
    return View(
        snapshot=snapshot,
        at=at,
        window=window,
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


def numbers(incidents: Iterable[Incident]) -> list[Figure]:
    """Return the visible numbers of incidents, oldest first."""
    return [f"I-{incident.number}" for incident in in_order(incidents)]


def left_out(incidents: Sequence[Incident], reason: str) -> list[Unplaced]:
    """Name incidents that a rule could not count, with the reason."""
    return [Unplaced(incident=incident.id, reason=reason) for incident in incidents]


def _earliest_row(snapshot: CaseSnapshot, at: date) -> date | None:
    """Return the day of the earliest row up to a day (domain reference 4.0: the default of ``coverage_from``)."""
    rows: tuple[Incident | ContextEvent, ...] = (
        *snapshot.incidents,
        *(row for row in snapshot.events if not row.planned),
    )
    starts = [start for row in rows if (start := row.when.first or row.when.last) is not None and start <= at]
    return min(starts, default=None)
