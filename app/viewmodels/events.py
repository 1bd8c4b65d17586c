"""Events and measures of a case: what is coming, what happened, what should protect, and how it was breached."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from app.domain.change import Change
from app.domain.event import ContextEvent
from app.domain.incident import Incident
from app.domain.measure import Measure
from app.domain.period_text import describe
from app.domain.record import Record
from app.domain.revision import Revision
from app.domain.snapshot import CaseSnapshot, visible_number
from app.i18n import Translator
from app.observable import Signal
from app.risk.catalogue import load_catalogue
from app.viewmodels.choice import Choice
from app.viewmodels.desk import Desk
from app.viewmodels.event_form import EventForm
from app.viewmodels.measure_form import MeasureForm
from app.viewmodels.record_form import EventsServices, draft_key

SOON = 30


@dataclass(frozen=True)
class EventLine:
    """One event in the list."""

    id: str
    number: str
    when: str
    title: str
    note: str
    status: str
    sources: str


@dataclass(frozen=True)
class BreachLine:
    """One incident that breached a measure, with the reaction that was recorded."""

    incident: str
    number: str
    when: str
    reaction: str
    reacted: bool


@dataclass(frozen=True)
class MeasureLine:
    """One measure in the list; ``in_force`` on the day on which the list is read."""

    id: str
    number: str
    title: str
    period: str
    status: str
    in_force: bool
    detail: str
    breaches_title: str
    breaches: tuple[BreachLine, ...]


@dataclass(frozen=True)
class EventsState:
    """Events and measures on the screen, in ready words."""

    title: str
    types: tuple[Choice, ...] = ()
    coming_title: str = ""
    coming: tuple[EventLine, ...] = ()
    past_title: str = ""
    past: tuple[EventLine, ...] = ()
    events_empty: str = ""
    measures: tuple[MeasureLine, ...] = ()
    measures_empty: str = ""
    opened: str = ""


@dataclass(frozen=True)
class _Read:
    """What was read from the vault to open a form."""

    snapshot: CaseSnapshot
    history: tuple[Revision, ...]
    draft: Mapping[str, object] | None


class Events:
    """The view-model of the page of events and measures."""

    def __init__(
        self,
        case: UUID,
        services: EventsServices,
        desk: Desk,
        say: Translator,
        now: Callable[[], datetime],
    ) -> None:
        """Show the events and measures of ``case``; ``load`` fills them."""
        self.case = case
        self.changed = Signal()
        self.state = EventsState(title=say("Events and measures"))
        self.form: EventForm | MeasureForm | None = None
        self._services = services
        self._desk = desk
        self._say = say
        self._now = now
        self._snapshot: CaseSnapshot | None = None
        desk.on_change(self._on_change)

    def load(self) -> None:
        """Read the case; a new event or measure that was half typed is put on the screen again."""

        def read() -> tuple[CaseSnapshot, Mapping[str, object] | None, Mapping[str, object] | None]:
            read_draft = self._services.read_draft
            return (
                self._services.read_case(self.case),
                read_draft(draft_key("event", self.case, None)),
                read_draft(draft_key("measure", self.case, None)),
            )

        def loaded(
            found: tuple[CaseSnapshot, Mapping[str, object] | None, Mapping[str, object] | None],
        ) -> None:
            snapshot, event, measure = found
            if event is not None:
                self._open_event(_Read(snapshot, (), event), None)
            elif measure is not None:
                self._open_measure(_Read(snapshot, (), measure), None)
            self._show(snapshot)

        self._desk.ask(read, loaded)

    def open(self, record: str) -> None:
        """Open an event or measure in its form."""
        wanted = UUID(record)

        def opened(read: _Read) -> None:
            for found in (*read.snapshot.events, *read.snapshot.measures):
                if found.id == wanted and isinstance(found, ContextEvent):
                    self._open_event(read, found)
                elif found.id == wanted and isinstance(found, Measure):
                    self._open_measure(read, found)
            self._show(read.snapshot)

        self._desk.ask(lambda: self._read(wanted), opened)

    def new_event(self) -> None:
        """Open an empty form for an event, or the one that was half typed."""
        self._desk.ask(lambda: self._read(None, "event"), lambda read: self._fresh(read, event=True))

    def new_measure(self) -> None:
        """Open an empty form for a measure, or the one that was half typed."""
        self._desk.ask(lambda: self._read(None, "measure"), lambda read: self._fresh(read, event=False))

    def close_form(self) -> None:
        """Put the form away; what was typed stays as a draft."""
        if self.form is not None and self._snapshot is not None:
            self.form.keep()
            self.form = None
            self._show(self._snapshot)

    def _read(self, record: UUID | None, new: str = "") -> _Read:
        """Read the case with the versions of a record and its draft."""
        snapshot = self._services.read_case(self.case)
        if record is None:
            return _Read(snapshot, (), self._services.read_draft(draft_key(new, self.case, None)))
        kind = "event" if any(event.id == record for event in snapshot.events) else "measure"
        draft = self._services.read_draft(f"{kind}:{self.case}:{record}")
        return _Read(snapshot, self._services.history(record), draft)

    def _fresh(self, read: _Read, *, event: bool) -> None:
        """Open an empty form."""
        if event:
            self._open_event(read, None)
        else:
            self._open_measure(read, None)
        self._show(read.snapshot)

    def _open_event(self, read: _Read, event: ContextEvent | None) -> None:
        """Open the form of an event."""
        form = EventForm(read.snapshot, event, self._services, self._desk, self._say, self._now)
        form.renew(read.snapshot, read.history)
        form.take_up(read.draft)
        self.form = form

    def _open_measure(self, read: _Read, measure: Measure | None) -> None:
        """Open the form of a measure."""
        form = MeasureForm(read.snapshot, measure, self._services, self._desk, self._say, self._now)
        form.renew(read.snapshot, read.history)
        form.take_up(read.draft)
        self.form = form

    def _on_change(self, change: Change) -> None:
        """Read the case again when something in it changed."""
        if change.case != self.case or self._snapshot is None:
            return
        record = self.form.record if self.form else None

        def read() -> tuple[CaseSnapshot, tuple[Revision, ...]]:
            return self._services.read_case(self.case), self._services.history(record.id) if record else ()

        def reloaded(found: tuple[CaseSnapshot, tuple[Revision, ...]]) -> None:
            snapshot, history = found
            if self.form is not None:
                if record is not None and record.id not in {known.id for known in snapshot.records()}:
                    self.form = None
                else:
                    self.form.renew(snapshot, history)
            self._show(snapshot)

        self._desk.ask(read, reloaded)

    def _show(self, snapshot: CaseSnapshot) -> None:
        """Make the state anew and tell the page."""
        say, today = self._say, self._now().date()
        self._snapshot = snapshot
        events = sorted(snapshot.events, key=lambda event: (event.when.sort_key, event.number))
        coming = [event for event in events if _yet_to_come(event, today)]
        past = [event for event in reversed(events) if event not in coming]
        measures = sorted(
            snapshot.measures, key=lambda measure: (not _in_force(measure, today), measure.start), reverse=False
        )
        opened: Record | None = self.form.record if self.form else None
        self.state = EventsState(
            title=say("Events and measures"),
            types=tuple(Choice(context.id, say.label(context.label)) for context in load_catalogue().contexts.values()),
            coming_title=say("Coming"),
            coming=tuple(self._event(event, snapshot, today) for event in coming),
            past_title=say("Happened"),
            past=tuple(self._event(event, snapshot, today) for event in past),
            events_empty=""
            if events
            else say("No events recorded yet. A separation, a hearing or a release belongs here."),
            measures=tuple(self._measure(measure, snapshot, today) for measure in measures),
            measures_empty=""
            if measures
            else say("No measures recorded. That does not mean that there are none: ask."),
            opened=str(opened.id) if opened else "",
        )
        self.changed.emit()

    def _event(self, event: ContextEvent, snapshot: CaseSnapshot, today: date) -> EventLine:
        """Return one event in words."""
        say = self._say
        context = load_catalogue().contexts.get(event.type)
        labels = {source.id: visible_number(source) for source in snapshot.sources}
        sources = [labels[citation.source] for citation in event.sources if citation.source in labels]
        return EventLine(
            id=str(event.id),
            number=visible_number(event),
            when=describe(event.when, say),
            title=say.label(context.label) if context else event.type,
            note=event.note,
            status=self._status(event, today),
            sources=say("source {which}", which=say.series(sources)) if sources else say("no source"),
        )

    def _status(self, event: ContextEvent, today: date) -> str:
        """Return whether a planned event is near or should be looked at again."""
        say = self._say
        if not event.planned:
            return ""
        if event.when.last and event.when.last < today:
            return say("planned, the day is past: did it happen?")
        if event.when.first and 0 <= (event.when.first - today).days <= SOON:
            days = (event.when.first - today).days
            return say.n("planned, in {n} day", "planned, in {n} days", days) if days else say("planned, today")
        return say("planned")

    def _measure(self, measure: Measure, snapshot: CaseSnapshot, today: date) -> MeasureLine:
        """Return one measure in words."""
        say = self._say
        breaches = sorted(
            (incident for incident in snapshot.incidents if any(b.measure == measure.id for b in incident.breaches)),
            key=lambda incident: (incident.when.sort_key, incident.number),
        )
        detail = [
            measure.issued_by,
            measure.terms,
            say("checked on {day}", day=say.day(measure.verified_on))
            if measure.verified_on
            else say("not checked with who issued it"),
        ]
        return MeasureLine(
            id=str(measure.id),
            number=visible_number(measure),
            title=measure.label,
            period=f"{say.day(measure.start)} – {say.day(measure.end) if measure.end else say('no end known')}",
            status=self._force(measure, today),
            in_force=_in_force(measure, today),
            detail=" · ".join(part for part in detail if part),
            breaches_title=say.n("{n} breach recorded", "{n} breaches recorded", len(breaches))
            if breaches
            else say("No breach recorded. That is not the same as no breach."),
            breaches=tuple(self._breach(incident, measure) for incident in breaches),
        )

    def _force(self, measure: Measure, today: date) -> str:
        """Return whether a measure is in force, and whether its end is near."""
        say = self._say
        if measure.start > today:
            return say("starts on {day}", day=say.day(measure.start))
        if measure.end is None:
            return say("in force, end not known")
        left = (measure.end - today).days
        if left < 0:
            return say("ended on {day}", day=say.day(measure.end))
        if left <= SOON:
            return (
                say.n("in force, ends in {n} day", "in force, ends in {n} days", left)
                if left
                else say("in force, ends today")
            )
        return say("in force until {day}", day=say.day(measure.end))

    def _breach(self, incident: Incident, measure: Measure) -> BreachLine:
        """Return one breach with its reaction."""
        say = self._say
        breach = next(breach for breach in incident.breaches if breach.measure == measure.id)
        reaction = breach.reaction.strip()
        if reaction and breach.reaction_hours is not None:
            words = say("{reaction}, after {hours} hours", reaction=reaction, hours=say.number(breach.reaction_hours))
        else:
            words = reaction or say("no reaction recorded")
        return BreachLine(
            str(incident.id), visible_number(incident), describe(incident.when, say), words, reacted=bool(reaction)
        )


def _yet_to_come(event: ContextEvent, today: date) -> bool:
    """Whether an event is planned and its day is not past."""
    return event.planned and (event.when.last is None or event.when.last >= today)


def _in_force(measure: Measure, today: date) -> bool:
    """Whether a measure is in force on a day."""
    return measure.start <= today and (measure.end is None or measure.end >= today)
