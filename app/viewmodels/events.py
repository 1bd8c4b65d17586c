"""Events and measures of a case: what is coming, what happened, what should protect, and what was withdrawn."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from uuid import UUID

from app.domain.change import Change
from app.domain.event import ContextEvent
from app.domain.measure import Measure
from app.domain.record import Record
from app.domain.revision import Revision, Withdrawn
from app.domain.snapshot import CaseSnapshot
from app.i18n import Translator
from app.observable import Signal
from app.risk.catalogue import load_catalogue
from app.viewmodels.choice import Choice
from app.viewmodels.desk import Desk
from app.viewmodels.event_form import EventFields, EventForm
from app.viewmodels.event_lines import EventLine, LineWriter, MeasureLine, WithdrawnLine, in_force, yet_to_come
from app.viewmodels.kept_draft import Kept, read_kept
from app.viewmodels.measure_form import MeasureFields, MeasureForm
from app.viewmodels.record_form import EventsServices, FormDraft, draft_key
from app.viewmodels.sensitivity import NEW, Gate, Screen


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
    withdrawn: tuple[WithdrawnLine, ...] = ()
    opened: str = ""


@dataclass(frozen=True)
class _Read:
    """What was read from the vault: the case, and the versions and drafts of what is opened."""

    snapshot: CaseSnapshot
    withdrawn: tuple[Withdrawn, ...]
    history: tuple[Revision, ...] = ()
    event: Kept[FormDraft[EventFields]] = field(default_factory=Kept)
    measure: Kept[FormDraft[MeasureFields]] = field(default_factory=Kept)


class Events:
    """The view-model of the page of events and measures; ``gate`` stands in the place of the form of a hidden one."""

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
        self.gate: Gate | None = None
        self.screen = Screen(say)
        self._services = services
        self._desk = desk
        self._say = say
        self._now = now
        self._seen: _Read | None = None
        self._new_again = self.new_event
        desk.on_change(self._on_change)

    @property
    def may_record(self) -> bool:
        """Whether something can be added or changed."""
        return self._services.may_record

    def load(self) -> None:
        """Read the case; a new event or measure that was half typed is put on the screen again."""

        def loaded(read: _Read) -> None:
            if read.event.draft is not None:
                self._open_event(read, None)
            elif read.measure.draft is not None:
                self._open_measure(read, None)
            self._show(read)

        self._desk.ask(lambda: self._read(None, event="new", measure="new"), loaded)

    def open(self, record: str) -> None:
        """Open an event or measure in its form; a withdrawn one to read it and to bring it back."""
        wanted = UUID(record)

        def opened(read: _Read) -> None:
            gone = [one.record for one in read.withdrawn]
            for found in (*read.snapshot.events, *read.snapshot.measures, *gone):
                if found.id == wanted and isinstance(found, ContextEvent | Measure) and self.screen.covers(found):
                    self._close(found)
                elif found.id == wanted and isinstance(found, ContextEvent):
                    self._open_event(read, found, withdrawn=found in gone)
                elif found.id == wanted and isinstance(found, Measure):
                    self._open_measure(read, found, withdrawn=found in gone)
            self._show(read)

        self._desk.ask(lambda: self._read(wanted, event=record, measure=record), opened)

    def show(self, record: str) -> None:
        """Show a hidden record until the page is left; its form opens when that was asked for before."""
        self.screen.show_named(record)
        if self.gate is not None and record == self.gate.record == NEW:
            self._new_again()
        elif self.gate is not None and self.gate.record == record:
            self.open(record)
        elif self._seen is not None:
            self._show(self._seen)

    def hide_again(self) -> None:
        """Hide what was shown, because the page is left; what was typed in a hidden record stays as a draft."""
        self.screen.hide_again()
        form = self.form
        hidden = form is not None and form.record is not None and self.screen.covers(form.record)
        if form is not None and (hidden or (form.state.dirty and form.holds_hidden)):
            form.keep()
            self._cover(form)
        if self._seen is not None:
            self._show(self._seen)

    def new_event(self) -> None:
        """Open an empty form for an event, or the one that was half typed."""
        if not self.may_record:
            return

        def opened(read: _Read) -> None:
            self._open_event(read, None)
            self._show(read)

        self._desk.ask(lambda: self._read(None, event="new"), opened)

    def new_measure(self) -> None:
        """Open an empty form for a measure, or the one that was half typed."""
        if not self.may_record:
            return

        def opened(read: _Read) -> None:
            self._open_measure(read, None)
            self._show(read)

        self._desk.ask(lambda: self._read(None, measure="new"), opened)

    def close_form(self) -> None:
        """Put the form away; what was typed stays as a draft."""
        if self._seen is not None:
            self._close(None)
            self._show(self._seen)

    def _close(self, hidden: Record | None) -> None:
        """Put the form away, for nothing or for the gate of a hidden record."""
        if self.form is not None:
            self.form.keep()
        self.form, self.gate = None, self.screen.gate(hidden) if hidden is not None else None

    def _for_form(self, read: _Read, record: Record | None) -> CaseSnapshot:
        """Return the case for a form: its own record stays whole, also when it becomes R0 while it is open."""
        if record is not None:
            self.screen.show(record.id)
        return self.screen.case(read.snapshot)

    def _read(self, record: UUID | None, *, event: str = "", measure: str = "") -> _Read:
        """Read the case with the versions of a record; ``event`` and ``measure`` name the drafts that are wanted."""
        services, case = self._services, self.case
        return _Read(
            services.read_case(case),
            services.withdrawn(case),
            services.history(record) if record else (),
            read_kept(services, draft_key("event", case, event), case, FormDraft[EventFields]) if event else Kept(),
            read_kept(services, draft_key("measure", case, measure), case, FormDraft[MeasureFields])
            if measure
            else Kept(),
        )

    def _open_event(self, read: _Read, event: ContextEvent | None, *, withdrawn: bool = False) -> None:
        """Open the form of an event."""
        asked, snapshot = self.screen.shows(event), self._for_form(read, event)
        form = EventForm(snapshot, event, self._services, self._desk, self._say, self._now, withdrawn=withdrawn)
        form.renew(snapshot, read.history)
        if not withdrawn:
            form.take_up(read.event)
        self._put(form, hidden=form.holds_hidden and read.event.draft is not None and not (asked or withdrawn))

    def _open_measure(self, read: _Read, measure: Measure | None, *, withdrawn: bool = False) -> None:
        """Open the form of a measure."""
        asked, snapshot = self.screen.shows(measure), self._for_form(read, measure)
        form = MeasureForm(snapshot, measure, self._services, self._desk, self._say, self._now, withdrawn=withdrawn)
        form.renew(snapshot, read.history)
        if not withdrawn:
            form.take_up(read.measure)
        self._put(form, hidden=form.holds_hidden and read.measure.draft is not None and not (asked or withdrawn))

    def _put(self, form: EventForm | MeasureForm, *, hidden: bool) -> None:
        """Show a form, or its gate while its draft is ``hidden``.

        Whatever was typed in the one before meanwhile is kept, and the same form simply stays.
        """
        if self.form is not None:
            if self.form.key == form.key and self.form.state.dirty:
                return
            self.form.keep()
        if hidden:
            self._cover(form)
        else:
            self.form, self.gate = form, None

    def _cover(self, form: EventForm | MeasureForm) -> None:
        """Put the gate in the place of a form with something hidden."""
        self._new_again = self.new_measure if isinstance(form, MeasureForm) else self.new_event
        self.form, self.gate = None, self.screen.gate(form.record, form.state.title)

    def _on_change(self, change: Change) -> None:
        """Read the case again when something in it changed."""
        if change.case != self.case or self._seen is None:
            return
        record = self.form.record if self.form else None

        def reloaded(read: _Read) -> None:
            if self.form is not None and self.form.record is not None:
                known = {one.id for one in read.snapshot.records()}
                if self.form.record.id not in known and not self.form.state.withdrawn:
                    self.form = None
            if self.form is not None:
                self.form.renew(self._for_form(read, self.form.record), read.history)
            self._show(read)

        self._desk.ask(lambda: self._read(record.id if record else None), reloaded)

    def _show(self, read: _Read) -> None:
        """Make the state anew and tell the page."""
        self._seen = read
        read = replace(read, snapshot=self.screen.case(read.snapshot), withdrawn=self.screen.gone(read.withdrawn))
        say, today, snapshot = self._say, self._now().date(), read.snapshot
        write = LineWriter(snapshot, today, say, self.screen)
        events = sorted(snapshot.events, key=lambda event: (event.when.sort_key, event.number))
        coming = [event for event in events if yet_to_come(event, today)]
        past = [event for event in reversed(events) if event not in coming]
        measures = sorted(snapshot.measures, key=lambda measure: (not in_force(measure, today), measure.start))
        gone = (write.withdrawn(one) for one in read.withdrawn)
        opened: Record | None = self.form.record if self.form else None
        self.state = EventsState(
            title=say("Events and measures"),
            types=tuple(Choice(context.id, say.label(context.label)) for context in load_catalogue().contexts.values()),
            coming_title=say("Coming"),
            coming=tuple(write.event(event) for event in coming),
            past_title=say("Happened"),
            past=tuple(write.event(event) for event in past),
            events_empty=""
            if events
            else say("No events recorded yet. A separation, a hearing or a release belongs here."),
            measures=tuple(write.measure(measure) for measure in measures),
            measures_empty=""
            if measures
            else say("No measures recorded. That does not mean that there are none: ask."),
            withdrawn=tuple(line for line in gone if line is not None),
            opened=str(opened.id) if opened else self.gate.record if self.gate and self.gate.record != NEW else "",
        )
        self.changed.emit()
