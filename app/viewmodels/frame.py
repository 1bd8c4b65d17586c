"""The head of an open case: who it is about and what asks attention."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from uuid import UUID

from app.domain.assessment import AnswerValue
from app.domain.change import Change
from app.domain.finding import Finding, Outcome, Weight
from app.domain.hidden import hide_in, hides_field
from app.domain.incident import EntryKind, Incident
from app.domain.person import Person, Role
from app.domain.snapshot import CaseSnapshot
from app.i18n import Translator
from app.observable import Signal
from app.risk.catalogue import load_catalogue
from app.risk.engine import evaluate
from app.risk.shelf import checklists_of
from app.viewmodels.desk import Desk
from app.viewmodels.sensitivity import hidden_words

HORIZON = timedelta(days=30)


@dataclass(frozen=True)
class FrameServices:
    """What the head needs: the case as it is now; ``enter_case`` is for the first time, with why, for the log."""

    read_case: Callable[[UUID], CaseSnapshot]
    enter_case: Callable[[UUID, str], CaseSnapshot]


@dataclass(frozen=True)
class Fact:
    """One thing that asks attention, and where it leads: a page and a record ("" for none).

    ``mark`` is a weight, "open" for what was not asked, or "" for no mark.
    """

    words: str
    mark: str
    page: str
    record: str = ""


@dataclass(frozen=True)
class CaseHead:
    """The head in words; ``ready`` once the case was read."""

    ready: bool = False
    reference: str = ""
    name: str = ""
    about: str = ""
    fictional: bool = False
    facts: tuple[Fact, ...] = ()


class Frame:
    """Keeps the head of one case up to date.

    A living case is seen from today; a fictional one from its own reference date, because its people stand still in
    time.
    """

    def __init__(
        self,
        case: UUID,
        services: FrameServices,
        desk: Desk,
        say: Translator,
        now: Callable[[], datetime],
        reason: str = "",
    ) -> None:
        """Show ``case``; ``reason`` is why a closed one is opened."""
        self.case = case
        self.state = CaseHead()
        self.changed = Signal()
        self._entered, self._reason = False, reason
        self._services, self._desk, self._say, self._now = services, desk, say, now
        desk.on_change(self._on_change)

    def load(self) -> None:
        """Read the case."""
        entering, self._entered = not self._entered, True
        services = self._services
        read = (lambda case: services.enter_case(case, self._reason)) if entering else services.read_case
        self._desk.ask(lambda: self._read(read), self._show)

    def _on_change(self, change: Change) -> None:
        """Read again when something in this case changed."""
        if change.case == self.case:
            self.load()

    def _read(self, read: Callable[[UUID], CaseSnapshot]) -> CaseHead:
        """Make the head; off the screen's thread, because it evaluates the rules."""
        snapshot = hide_in(read(self.case), hidden_words(self._say))
        case = snapshot.case
        at = case.reference_date if case.fictional and case.reference_date else self._now().date()
        return CaseHead(
            ready=True,
            reference=case.reference,
            name=case.name,
            about=about(snapshot, self._say),
            fictional=case.fictional,
            facts=facts(snapshot, at, self._say),
        )

    def _show(self, head: CaseHead) -> None:
        """Show the head."""
        if head != self.state:
            self.state = replace(head)
            self.changed.emit()


def about(snapshot: CaseSnapshot, say: Translator) -> str:
    """Return the people of the case in one line: "ex-partner M. Visser · 2 kinderen · dossierhouder S. de Boer"."""
    parts = [_titled(person, say) for person in snapshot.in_role(Role.PERPETRATOR)]
    children = len(snapshot.in_role(Role.CHILD))
    if children:
        parts.append(say.n("{n} child", "{n} children", children))
    if snapshot.case.holder:
        parts.append(say("case holder {name}", name=snapshot.case.holder))
    if snapshot.case.fictional:
        parts.append(say("fictional practice case"))
    if snapshot.case.closed_on is not None:
        parts.append(say("closed on {day}", day=say.day(snapshot.case.closed_on)))
    return " · ".join(parts)


def _titled(person: Person, say: Translator) -> str:
    """Return a person with the relation to the client, or else with the alleged role."""
    relation = person.relation or say("alleged perpetrator")
    return f"{person.name} ({relation})" if " " in person.relation else f"{relation} {person.name}"


def facts(snapshot: CaseSnapshot, at: date, say: Translator) -> tuple[Fact, ...]:
    """Return what asks attention in the case on a day, each with the place it leads to."""
    return (
        *_flags(evaluate(snapshot, at=at, window=snapshot.case.window), say),
        *_not_asked(snapshot, say),
        *_next_event(snapshot, at, say),
        *_ending_measure(snapshot, at, say),
        *_last_incident(snapshot, at, say),
    )


def _flags(findings: tuple[Finding, ...], say: Translator) -> list[Fact]:
    """Count the critical and the high signals; they are never added up."""
    seen = {
        weight: sum(found.outcome is Outcome.SIGNAL and found.weight is weight for found in findings)
        for weight in (Weight.CRITICAL, Weight.HIGH)
    }
    told = []
    if count := seen[Weight.CRITICAL]:
        words = say.n("{n} critical red flag", "{n} critical red flags", count)
        told.append(Fact(words, Weight.CRITICAL, "pattern"))
    if count := seen[Weight.HIGH]:
        told.append(Fact(say.n("{n} high signal", "{n} high signals", count), Weight.HIGH, "pattern"))
    return told


def _not_asked(snapshot: CaseSnapshot, say: Translator) -> list[Fact]:
    """Count the critical questions of all lists that nobody has asked in any use; "unknown" was asked."""
    items = [item for checklist in checklists_of(snapshot).values() for item in checklist.items]
    asked = {
        answer.item
        for use in snapshot.assessments
        for answer in use.answers
        if answer.value is not AnswerValue.NOT_ASKED
    }
    critical = {item.id for item in items if item.weight is Weight.CRITICAL} - asked
    if not critical:
        return []
    words = say.n("{n} critical question never asked", "{n} critical questions never asked", len(critical))
    return [Fact(words, "open", "checklists")]


def _next_event(snapshot: CaseSnapshot, at: date, say: Translator) -> list[Fact]:
    """Name the first planned event within the horizon."""
    coming = sorted(
        (
            (event.when.first, event)
            for event in snapshot.events
            if event.planned and event.when.first is not None and at <= event.when.first <= at + HORIZON
        ),
        key=lambda pair: (pair[0], pair[1].number),
    )
    if not coming:
        return []
    first, event = coming[0]
    kind = load_catalogue().contexts.get(event.type)
    name = say.label(kind.label) if kind is not None else event.type
    if hides_field(event, "type"):
        name = hidden_words(say)
    return [Fact(f"{name} {_ahead(first, at, say)}", Weight.INFORMATION, "events", str(event.id))]


def _ending_measure(snapshot: CaseSnapshot, at: date, say: Translator) -> list[Fact]:
    """Name the first measure that ends within the horizon."""
    ending = sorted(
        (
            (measure.end, measure.number, measure)
            for measure in snapshot.measures
            if measure.end is not None and measure.start <= at <= measure.end <= at + HORIZON
        ),
        key=lambda triple: triple[:2],
    )
    if not ending:
        return []
    end, _, measure = ending[0]
    words = say("{measure} ends {when}", measure=measure.label, when=_ahead(end, at, say))
    return [Fact(words, Weight.INFORMATION, "events", str(measure.id))]


def _ahead(day: date, at: date, say: Translator) -> str:
    """Return how far a day lies ahead."""
    days = (day - at).days
    return say("today") if days == 0 else say.n("in {n} day", "in {n} days", days)


def _last_incident(snapshot: CaseSnapshot, at: date, say: Translator) -> list[Fact]:
    """Tell how long ago the last act was; with both bounds when its day is not known."""
    latest: Incident | None = None
    for incident in snapshot.incidents:
        if incident.kind is not EntryKind.ACT or incident.set_aside or incident.duplicate_of is not None:
            continue
        last = incident.when.last or incident.when.first
        if last is None or (incident.when.first or last) > at:
            continue
        if latest is None or last > (latest.when.last or latest.when.first or date.min):
            latest = incident
    if latest is None:
        return []
    nearest = max(0, (at - (latest.when.last or latest.when.first or at)).days)
    farthest = (at - latest.when.first).days if latest.when.first is not None else None
    return [Fact(_ago(nearest, farthest, say), "", "incidents", str(latest.id))]


def _ago(nearest: int, farthest: int | None, say: Translator) -> str:
    """Return "laatste incident 3 dagen geleden", or with both bounds."""
    if farthest is None:
        return say.n("last incident at least {n} day ago", "last incident at least {n} days ago", nearest)
    if farthest != nearest:
        return say("last incident {fewest} to {most} days ago", fewest=nearest, most=farthest)
    if nearest == 0:
        return say("last incident today")
    return say.n("last incident {n} day ago", "last incident {n} days ago", nearest)
