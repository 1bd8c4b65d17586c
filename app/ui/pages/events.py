"""Events and measures of a case, with the form of one of them beside the lists."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.i18n import Translator
from app.ui.binding import clear_layout
from app.ui.pages.event_form import EventFormView
from app.ui.pages.gate import GateCard
from app.ui.pages.measure_form import MeasureFormView
from app.ui.pages.page import Page
from app.ui.theme import Theme
from app.ui.widgets.card import Card
from app.ui.widgets.empty import EmptyState
from app.ui.widgets.flow import FlowLayout
from app.ui.widgets.link import RecordLink, ShowLink
from app.ui.widgets.pill import Pill
from app.ui.widgets.rule_line import RuleLine
from app.ui.widgets.scroll import ScrollColumn
from app.ui.widgets.text import Text
from app.viewmodels.event_form import EventForm
from app.viewmodels.event_lines import BreachLine, EventLine, MeasureLine, WithdrawnLine
from app.viewmodels.events import Events, EventsState
from app.viewmodels.measure_form import MeasureForm

_FORM = (18, 26)
_ROOM_FOR_BOTH = 40
_NO_LIMIT = 16777215


class _Row(QWidget):
    """A record with its number, its title and one word at the right; ``wanted`` carries its id.

    ``shown`` carries the id of a hidden record that is asked for.
    """

    wanted = Signal(str)
    shown = Signal(str)

    def __init__(self, line: EventLine | WithdrawnLine | MeasureLine, when: str, kind: str, aside: QWidget) -> None:
        super().__init__()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 5, 0, 5)
        self.column.setSpacing(2)
        head = QHBoxLayout()
        head.setSpacing(8)
        link = RecordLink(line.number, line.id, f"{line.title}, {when}")
        link.clicked_key.connect(self.wanted)
        head.addWidget(link, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(Text(line.title, kind), 1)
        head.addWidget(aside, 0, Qt.AlignmentFlag.AlignTop)
        self.column.addLayout(head)
        self.head = head

    def offer(self, number: str, words: str, record: str, say: Translator) -> None:
        """Offer to show a hidden record."""
        show = ShowLink(number, words, record, say)
        show.clicked_key.connect(self.shown)
        self.head.addWidget(show, 0, Qt.AlignmentFlag.AlignTop)


class EventRow(_Row):
    """One event."""

    def __init__(self, line: EventLine, say: Translator) -> None:
        super().__init__(line, line.when, "strong", Text(line.when, "muted", wrap=False))
        if line.hidden:
            self.offer(line.number, line.title, line.id, say)
            return
        if line.note:
            self.column.addWidget(Text(line.note))
        foot = QHBoxLayout()
        foot.setSpacing(8)
        if line.status:
            foot.addWidget(Pill("neutral", line.status))
        foot.addWidget(Text(line.sources, "aside", wrap=False))
        foot.addStretch(1)
        self.column.addLayout(foot)


class WithdrawnRow(_Row):
    """One event or measure that was withdrawn."""

    def __init__(self, line: WithdrawnLine) -> None:
        super().__init__(line, line.when, "muted", Text(line.when, "muted", wrap=False))
        self.column.addWidget(Text(line.note, "aside"))


class MeasureRow(_Row):
    """One measure with its breaches; ``opened`` carries a page and a record."""

    opened = Signal(str, str)

    def __init__(self, line: MeasureLine, say: Translator) -> None:
        status = Pill("information" if line.in_force else "neutral", line.status)
        super().__init__(line, line.period, "strong", status)
        if line.hidden:
            status.hide()
            self.offer(line.number, line.title, line.id, say)
            return
        self.column.setSpacing(3)
        self.column.addWidget(Text(line.period))
        self.column.addWidget(Text(line.detail, "hint"))
        self.column.addWidget(Text(line.breaches_title, "strong" if line.breaches else "aside"))
        for breach in line.breaches:
            self.column.addWidget(self._breach(breach))

    def _breach(self, breach: BreachLine) -> QWidget:
        """Return one breach with its reaction."""
        widget = QWidget()
        row = FlowLayout(widget, gap=8)
        link = RecordLink(breach.number, breach.incident, breach.when)
        link.clicked_key.connect(self._incident)
        row.addWidget(link)
        row.addWidget(Text(breach.when, "muted", wrap=False))
        row.addWidget(Text(breach.reaction, "" if breach.reacted else "aside", wrap=False))
        return widget

    def _incident(self, incident: str) -> None:
        """Ask for the page of an incident."""
        self.opened.emit("incidents", incident)


class EventsPage(Page):
    """Lists of events and measures, and the form of one of them."""

    def __init__(self, model: Events, say: Translator, theme: Theme) -> None:
        super().__init__(say, theme)
        self._model = model
        self._shown: EventsState | None = None
        self.form: EventFormView | MeasureFormView | None = None
        self.gate: GateCard | None = None
        across = QHBoxLayout()
        across.setSpacing(16)
        self._lists = ScrollColumn()
        lists = self._lists
        lists.column.setContentsMargins(0, 0, 6, 0)
        self._events = Card(say("Events"))
        self._measures = Card(say("Measures"))
        self.new_event = QPushButton(say("+ Event"))
        self.new_measure = QPushButton(say("+ Measure"))
        self.new_event.clicked.connect(self._new_event)
        self.new_measure.clicked.connect(self._new_measure)
        if not model.may_record:
            self.new_event.hide()
            self.new_measure.hide()
        self._events.head.addWidget(self.new_event)
        self._measures.head.addWidget(self.new_measure)
        self._withdrawn = Card(say("Withdrawn"))
        for card in (self._measures, self._events, self._withdrawn):
            lists.column.addWidget(card)
        lists.column.addStretch(1)
        across.addWidget(lists, 1)
        self._place = QVBoxLayout()
        self._empty = Card()
        self._empty.body.addWidget(
            EmptyState(
                say("Choose an event or a measure"),
                say("Or add one. Dates may be written as people say them, such as “half March” or “before 3 May”.")
                if model.may_record
                else "",
            )
        )
        self._place.addWidget(self._empty)
        across.addLayout(self._place)
        self.column.addLayout(across, 1)
        self.follow(model.changed)
        self.refresh()

    def refresh(self) -> None:
        """Show the lists, and the form that is open."""
        state = self._model.state
        if state != self._shown:
            self._shown = state
            self._show_events(state)
            self._show_measures(state)
            self._show_withdrawn(state)
        self._show_form(state)

    def show_record(self, record: str) -> None:
        """Open an event or a measure."""
        self._model.open(record)

    def leave(self) -> None:
        """Keep what is half typed."""
        if self.form is not None:
            self.form.leave()

    def hide_again(self) -> None:
        """Hide again what was shown."""
        self.leave()
        self._model.hide_again()

    def place(self) -> str:
        """Return the record in the form."""
        return self._model.state.opened

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the form its share of the width."""
        super().resizeEvent(event)
        self._set_width()

    def _set_width(self) -> None:
        """Give the form its share of the width, or all of it where there is no room for both."""
        em = self.fontMetrics().height()
        narrow = self.width() < _ROOM_FOR_BOTH * em
        right = self.form or self.gate
        self._lists.setVisible(not narrow or right is None)
        self._empty.setVisible(right is None and not narrow)
        least, most = (part * em for part in _FORM)
        width = min(max(self.width() * 40 // 100, least), most)
        self._empty.setFixedWidth(width)
        if right is not None:
            right.setMinimumWidth(0 if narrow else width)
            right.setMaximumWidth(_NO_LIMIT if narrow else width)

    def _show_events(self, state: EventsState) -> None:
        """Show the events: what is coming first."""
        body = self._events.body
        clear_layout(body)
        for title, lines in ((state.coming_title, state.coming), (state.past_title, state.past)):
            if lines:
                body.addWidget(Text(title, "label"))
            for index, line in enumerate(lines):
                if index:
                    body.addWidget(RuleLine())
                row = EventRow(line, self.say)
                row.shown.connect(self._model.show)
                row.wanted.connect(self._wanted)
                body.addWidget(row)
        if state.events_empty:
            body.addWidget(Text(state.events_empty, "muted"))

    def _show_measures(self, state: EventsState) -> None:
        """Show the measures: those in force first."""
        body = self._measures.body
        clear_layout(body)
        for index, line in enumerate(state.measures):
            if index:
                body.addWidget(RuleLine())
            row = MeasureRow(line, self.say)
            row.shown.connect(self._model.show)
            row.wanted.connect(self._wanted)
            row.opened.connect(self.goto)
            body.addWidget(row)
        if state.measures_empty:
            body.addWidget(Text(state.measures_empty, "muted"))

    def _show_withdrawn(self, state: EventsState) -> None:
        """Show what was withdrawn; it can be read and brought back."""
        body = self._withdrawn.body
        clear_layout(body)
        for index, line in enumerate(state.withdrawn):
            if index:
                body.addWidget(RuleLine())
            row = WithdrawnRow(line)
            row.wanted.connect(self._wanted)
            body.addWidget(row)
        self._withdrawn.setVisible(bool(state.withdrawn))

    def _show_gate(self) -> None:
        """Show that the record that was opened is hidden."""
        wanted = self._model.gate
        if self.gate is not None and self.gate.gate != wanted:
            self._place.removeWidget(self.gate)
            self.gate.hide()
            self.gate.deleteLater()
            self.gate = None
        if self.gate is None and wanted is not None:
            self.gate = GateCard(wanted, self.say)
            self.gate.asked.connect(self._model.show)
            self.gate.closed.connect(self._closed)
            self._place.addWidget(self.gate)

    def _show_form(self, state: EventsState) -> None:
        """Show the form that the view-model has open."""
        self._show_gate()
        wanted, before = self._model.form, self.form.form if self.form is not None else None
        if self.form is not None and self.form.form is not wanted:
            self._place.removeWidget(self.form)
            self.form.hide()
            self.form.deleteLater()
            self.form = None
        if self.form is None and wanted is not None:
            if isinstance(wanted, EventForm):
                self.form = EventFormView(wanted, state.types, self.say)
            elif isinstance(wanted, MeasureForm):
                self.form = MeasureFormView(wanted, self.say)
            if self.form is not None:
                self.form.closed.connect(self._closed)
                self._place.addWidget(self.form)
        self._set_width()
        if self.form is not None and self.form.form is not before:
            self.form.focus_first()
        elif self.form is None and before is not None:
            (self.new_measure if isinstance(before, MeasureForm) else self.new_event).setFocus()

    def _wanted(self, record: str) -> None:
        """Open a record; what is half typed in another stays as a draft."""
        self.leave()
        self._model.open(record)

    def _new_event(self) -> None:
        """Open an empty form for an event."""
        self.leave()
        self._model.new_event()

    def _new_measure(self) -> None:
        """Open an empty form for a measure."""
        self.leave()
        self._model.new_measure()

    def _closed(self) -> None:
        """Put the form away."""
        self._model.close_form()
