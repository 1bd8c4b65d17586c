"""The weighings of a case beside what changed since the last one, with the form of one of them."""

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.i18n import Translator
from app.ui.binding import clear_layout
from app.ui.pages.events import WithdrawnRow
from app.ui.pages.lists_and_form import ListsAndForm
from app.ui.pages.plain_form import PlainFormView
from app.ui.pages.record_form import FormView
from app.ui.pages.record_lists import RecordRow
from app.ui.pages.weighing_form import WeighingFormView
from app.ui.theme import Theme
from app.ui.widgets.card import Card
from app.ui.widgets.flow import FlowLayout
from app.ui.widgets.link import RecordLink
from app.ui.widgets.pill import Pill
from app.ui.widgets.rule_line import RuleLine
from app.ui.widgets.text import Text
from app.viewmodels.record_form import RecordForm
from app.viewmodels.weighing_form import WeighingForm
from app.viewmodels.weighings import ChangedGroup, WeighingLine, Weighings, WeighingsState


class WeighingRow(QWidget):
    """One weighing; ``wanted`` carries its id."""

    wanted = Signal(str)

    def __init__(self, line: WeighingLine) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 5, 0, 5)
        column.setSpacing(2)
        head = QHBoxLayout()
        head.setSpacing(8)
        link = RecordLink(line.number, line.id, f"{line.title}, {line.when}")
        link.clicked_key.connect(self.wanted)
        head.addWidget(link, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(Text(line.when, "strong"), 1)
        head.addWidget(Pill("information" if line.signed else "neutral", line.status), 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(head)
        column.addWidget(Text(line.title))
        if line.note:
            column.addWidget(Text(line.note, "strong" if line.asks else "hint"))


class ChangedRow(QWidget):
    """What changed in one way; ``opened`` carries a page and a record."""

    opened = Signal(str, str)

    def __init__(self, group: ChangedGroup) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 2, 0, 4)
        column.setSpacing(4)
        column.addWidget(Text(group.title, "label"))
        room = QWidget()
        flow = FlowLayout(room, gap=5)
        for link in group.links:
            if link.page:
                button = RecordLink(link.text, f"{link.page}/{link.record}")
                button.clicked_key.connect(self._clicked)
                flow.addWidget(button)
            else:
                flow.addWidget(Text(link.text, "muted", wrap=False))
        column.addWidget(room)

    def _clicked(self, key: str) -> None:
        """Ask for the page of a record."""
        page, _, record = key.partition("/")
        self.opened.emit(page, record)


class WeighingsPage(ListsAndForm):
    """The weighings, what changed since, and the form of one."""

    share = 52
    room = (18, 36)

    def __init__(self, model: Weighings, say: Translator, theme: Theme) -> None:
        super().__init__(
            model,
            say("Choose a weighing"),
            say("Or begin one. The rules count and order; what it means is your judgement, in your words."),
            say,
            theme,
        )
        self._model = model
        self._shown: WeighingsState | None = None
        self._weighings = Card(say("Weighings"))
        self.new = QPushButton(say("+ Weighing"))
        self.new.clicked.connect(self._new)
        if not model.may_record:
            self.new.hide()
        self._weighings.head.addWidget(self.new)
        self.since = Card()
        self.steps = Card(model.state.steps.title)
        self.new_step = QPushButton(model.state.steps.add)
        self.new_step.clicked.connect(self._new_step)
        self.steps.head.addWidget(self.new_step)
        self.new_step.setVisible(model.may_record)
        self._withdrawn = Card(say("Withdrawn"))
        for card in (self._weighings, self.since, self.steps, self._withdrawn):
            self.lists.addWidget(card)
        self.lists.addStretch(1)
        self.follow(model.changed)
        self.refresh()

    def refresh(self) -> None:
        """Show the lists, and the form that is open."""
        state = self._model.state
        if state != self._shown:
            self._shown = state
            self._show_weighings(state)
            self._show_since(state)
            self._show_steps(state)
            self._show_withdrawn(state)
        self.show_form()

    def make_form(self, form: RecordForm[Any]) -> FormView[Any]:
        """Return the form on the screen."""
        if not isinstance(form, WeighingForm):
            return PlainFormView(form, self.say)
        view = WeighingFormView(form, self.say)
        view.opened.connect(self._leans_on)
        return view

    def _show_weighings(self, state: WeighingsState) -> None:
        """Show the weighings, the latest on top."""
        body = self._weighings.body
        clear_layout(body)
        for index, line in enumerate(state.lines):
            if index:
                body.addWidget(RuleLine())
            row = WeighingRow(line)
            row.wanted.connect(self.wanted)
            body.addWidget(row)
        if state.empty:
            body.addWidget(Text(state.empty, "muted"))

    def _show_since(self, state: WeighingsState) -> None:
        """Show what changed since the last weighing that was signed."""
        self.since.set_title(state.since_title)
        clear_layout(self.since.body)
        for group in state.since:
            row = ChangedRow(group)
            row.opened.connect(self.goto)
            self.since.body.addWidget(row)
        if state.since_none:
            self.since.body.addWidget(Text(state.since_none, "muted"))

    def _show_steps(self, state: WeighingsState) -> None:
        """Show the steps of the reporting code."""
        body = self.steps.body
        clear_layout(body)
        body.addWidget(Text(state.steps.caution, "hint"))
        for index, line in enumerate(state.steps.lines):
            if index:
                body.addWidget(RuleLine())
            row = RecordRow(line, self.say)
            row.wanted.connect(self.wanted)
            row.shown.connect(self._model.show)
            body.addWidget(row)
        if not state.steps.lines:
            body.addWidget(Text(state.steps.empty, "muted"))

    def _show_withdrawn(self, state: WeighingsState) -> None:
        """Show what was withdrawn; it can be read and brought back."""
        clear_layout(self._withdrawn.body)
        for line in state.withdrawn:
            row = WithdrawnRow(line)
            row.wanted.connect(self.wanted)
            self._withdrawn.body.addWidget(row)
        self._withdrawn.setVisible(bool(state.withdrawn))

    def _leans_on(self, key: str) -> None:
        """Go to an incident, or to the pattern for a rule."""
        if key.startswith("R"):
            self.goto.emit("pattern", "")
        else:
            self.goto.emit("incidents", key)

    def _new_step(self) -> None:
        """Open an empty form of a step."""
        self.leave()
        self._model.new("step")

    def _new(self) -> None:
        """Open an empty form."""
        self.leave()
        self._model.begin()
