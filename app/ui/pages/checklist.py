"""One checklist: stop rules, questions in groups, and beside them where it stands."""

from functools import partial
from typing import get_args
from uuid import UUID

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QMenu, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from app.domain.assessment import AnswerValue
from app.domain.dossier import Paper
from app.i18n import Translator
from app.ui.binding import clear_layout, show_options
from app.ui.draft_timer import DraftTimer
from app.ui.pages.checklist_row import ChecklistRow
from app.ui.pages.checklist_side import ChecklistSide
from app.ui.pages.gate import GateCard
from app.ui.pages.stop_rules import StopRules
from app.ui.paper_window import show_paper
from app.ui.widgets.card import Card
from app.ui.widgets.flow import FlowLayout
from app.ui.widgets.kind import set_kind
from app.ui.widgets.rule_line import RuleLine
from app.ui.widgets.scroll import ScrollColumn
from app.ui.widgets.steady import Combo
from app.ui.widgets.text import Text
from app.viewmodels.checklist import ChecklistForm
from app.viewmodels.checklist_state import ChecklistState
from app.viewmodels.sensitivity import Gate

_SIDE = (16, 18)
_ROOM_FOR_BOTH = 56
_NO_LIMIT = 16777215


class ChecklistView(QWidget):
    """The page of one checklist; ``opened`` carries a page name and a record id, ``closed`` leads back to the list."""

    opened = Signal(str, str)
    closed = Signal()

    def __init__(self, form: ChecklistForm, say: Translator) -> None:
        super().__init__()
        self.form = form
        self._say = say
        self.rows: dict[str, ChecklistRow] = {}
        self._order: list[str] = []
        self._asked_words: tuple[tuple[str, str, tuple[str, str]], ...] = ()
        self._wanted_item = ""
        self._untouched = True
        self.gate: GateCard | None = None
        self._timer = DraftTimer(self, self._keep)

        self._across = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._across.setContentsMargins(0, 0, 0, 0)
        self._across.setSpacing(16)
        self.card = Card()
        self.card.body.addLayout(self._titled(form.state.title))
        self._questions = ScrollColumn(gap=0)
        self._questions.column.setContentsMargins(0, 0, 10, 0)
        self._stop = StopRules()
        self._questions.column.addWidget(self._stop)
        self._groups = QVBoxLayout()
        self._groups.setSpacing(0)
        self._questions.column.addLayout(self._groups)
        self._questions.column.addStretch(1)
        self.card.body.addWidget(self._questions, 1)
        self._across.addWidget(self.card, 1)

        self.side = ChecklistSide(say)
        self.side.asked_for.connect(self.bring)
        self.side.judged.connect(self._judged)
        self.side.left.connect(self.form_left)
        self.side.sign_asked.connect(self._ask_to_sign)
        self.side.sign_refused.connect(self._turn_back)
        self.side.signed.connect(self._sign)
        self.side.new_asked.connect(self._start_new)
        self.side.walk_asked.connect(self._walk_asked)
        self.side.travels.connect(self._travels)
        self.side.marked.connect(self._marked)
        self._across.addWidget(self.side)
        self._share()
        form.changed.connect(self.refresh)
        self.refresh()

    def _titled(self, title: str) -> QBoxLayout:
        """Return the head: title, version and day, what is saved, and the ways out."""
        self._title = Text(title, "heading", wrap=False)
        self._subtitle = Text("", "subheading", wrap=False)
        self._saved = Text("", "subheading", wrap=False)
        self._translated = Text("", "subheading", wrap=False)
        self.past = QPushButton(self._say("History"))
        self.past.setAccessibleName(self._say("History of this assessment"))
        set_kind(self.past, "quiet")
        self.past.clicked.connect(self._past_asked)
        self._back = QPushButton(self._say("All lists"))
        set_kind(self._back, "quiet")
        self._back.clicked.connect(self._closed)
        head = QWidget()
        words = FlowLayout(head, gap=8)
        for text in (self._title, self._subtitle, self._translated, self._saved):
            words.addWidget(text)
        self._head = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._head.addWidget(head, 1)
        self._ways = QWidget()
        buttons = FlowLayout(self._ways)
        self.language = Combo()
        self.language.setAccessibleName(self._say("Show the questions in another language too"))
        self.language.setToolTip(self._say("Show the questions in another language too"))
        self.language.activated.connect(self._spoken)
        self.language.hide()
        buttons.addWidget(self.language)
        self.turn = QPushButton()
        self.turn.setCheckable(True)
        set_kind(self.turn, "quiet")
        self.turn.toggled.connect(self._turned)
        self.blank = QPushButton(self._say("Print blank form"))
        set_kind(self.blank, "quiet")
        papers = QMenu(self.blank)
        for paper in get_args(Paper):
            papers.addAction(paper).triggered.connect(partial(self._show_blank, paper))
        self.blank.setMenu(papers)
        for button in (self.blank, self.turn, self.past, self._back):
            buttons.addWidget(button)
        self._head.addWidget(self._ways)
        return self._head

    def refresh(self) -> None:
        """Show the present state."""
        state = self.form.state
        self._show_gate(state.gate)
        if state.gate is not None:
            self._forget()
            return
        self.card.setAccessibleName(state.title)
        self._title.setText(state.title)
        self._subtitle.setText(state.subtitle)
        self._saved.setText(state.saved)
        self._saved.setVisible(bool(state.saved))
        self.past.setVisible(bool(self.form.recorded))
        show_options(self.language, [(one.key, one.label) for one in state.languages], state.language)
        self.language.setVisible(bool(state.languages))
        self._translated.setText(state.translated_by)
        self._translated.setVisible(bool(state.translated_by))
        self._stop.show_rules(state.stop_title, state.stop_rules, state.how_to_ask)
        asked = tuple((row.label, row.guidance, row.translated) for group in state.groups for row in group.items)
        if asked and asked != self._asked_words:
            self._asked_words = asked
            self._build(state)
            QTimer.singleShot(0, self, self._bring_wanted)
        for group in state.groups:
            for row in group.items:
                self.rows[row.id].show_row(row, locked=state.read_only, sensitivity=state.sensitivity)
        self.side.show_state(state)

    def _forget(self) -> None:
        """Hold nothing any more of an assessment that is hidden now, also not where nobody sees it."""
        clear_layout(self._groups)
        self.rows, self._order, self._asked_words = {}, [], ()
        self.side.forget()

    def bring(self, item: str) -> None:
        """Bring a question into view and put the focus on it."""
        self.turn.setChecked(False)
        self._untouched = False
        if item in self.rows:
            row = self.rows[item]
            self._questions.bring(row)
            row.switch.take_focus()

    def focus_first(self) -> None:
        """Put the focus on the first question."""
        if self._order:
            self.bring(self._order[0])

    def bring_when_shown(self, item: str) -> None:
        """Bring a question into view as soon as the questions are there."""
        self._wanted_item = item
        QTimer.singleShot(0, self, self._bring_wanted)

    def form_left(self) -> None:
        """Put typed text into the record."""
        self._timer.stop()
        self.form.commit()

    def leave(self) -> None:
        """Keep what is half typed."""
        self._timer.stop()
        self.form.keep()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the right column its share of the width."""
        super().resizeEvent(event)
        self._share()

    def _share(self) -> None:
        """Put the right column beside the questions, or in their place where there is no room for both."""
        em = self.fontMetrics().height()
        narrow = self.width() < _ROOM_FOR_BOTH * em
        self.turn.setVisible(narrow)
        turned = narrow and self.turn.isChecked()
        self._questions.setVisible(not turned)
        self.side.setVisible(self.gate is None and (turned or not narrow))
        for box in (self._across, self._head):
            box.setDirection(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)
        across = QSizePolicy.Policy.Preferred if narrow else QSizePolicy.Policy.Minimum
        self._ways.setSizePolicy(across, QSizePolicy.Policy.Minimum)
        self._across.setStretch(0, 0 if turned else 1)
        self._across.setStretch(1, 1 if turned else 0)
        least, most = (part * em for part in _SIDE)
        if narrow:
            self.side.setMinimumWidth(0)
            self.side.setMaximumWidth(_NO_LIMIT)
        else:
            self.side.setFixedWidth(min(max(self.width() * 28 // 100, least), most))
        self.turn.setText(self._say("Questions") if turned else self._say("Standing and judgement"))

    def _turned(self, _turned: bool) -> None:
        """Show the questions or what stands beside them."""
        self._share()

    def _build(self, state: ChecklistState) -> None:
        """Make a row for every question, under its group; another version or another language has other rows."""
        column = self._groups
        clear_layout(column)
        self.rows, self._order = {}, []
        for group in state.groups:
            heading = Text(group.label, "heading")
            heading.setContentsMargins(0, 14, 0, 4)
            column.addWidget(heading)
            for row in group.items:
                column.addWidget(RuleLine())
                widget = ChecklistRow(row, state.answers, state.bases, self._say)
                widget.answered.connect(self._answered)
                widget.confirmed.connect(self._confirmed)
                widget.moved.connect(self._moved)
                widget.opened.connect(self.opened)
                widget.rests.connect(self._rests)
                widget.asked.connect(self._asked)
                widget.noted.connect(self._noted)
                widget.marked.connect(self._note_marked)
                widget.left.connect(self.form_left)
                column.addWidget(widget)
                self.rows[row.id] = widget
                self._order.append(row.id)

    def _bring_wanted(self) -> None:
        """Bring the question that was asked for into view; without one, the first is ready for the keyboard."""
        if self.rows and self._wanted_item:
            self.bring(self._wanted_item)
            self._wanted_item = ""
        elif self._untouched:
            self.focus_first()

    def _touched(self) -> None:
        """Keep what was changed soon."""
        self._timer.touch()

    def _keep(self) -> None:
        """Save or keep as a draft."""
        self.form.keep()

    def _spoken(self) -> None:
        """Show the questions in the chosen language too."""
        self.form.speak(str(self.language.currentData()))

    def _answered(self, item: str, answer: str) -> None:
        """Set an answer."""
        self.form.answer(item, AnswerValue(answer))
        self._touched()

    def _confirmed(self, item: str, incident: str) -> None:
        """Confirm an incident or take it back."""
        self.form.confirm(item, UUID(incident))
        self._touched()

    def _rests(self, item: str, basis: str) -> None:
        """Say what an answer rests on."""
        self.form.rest_on(item, basis)
        self._touched()

    def _asked(self, item: str, words: str) -> None:
        """Say when a question was asked."""
        self.form.asked(item, words)
        self._touched()

    def _noted(self, item: str, text: str) -> None:
        """Note something."""
        self.form.note(item, text)
        self._touched()

    def _note_marked(self, item: str, mark: str) -> None:
        """Choose how far a note may travel."""
        self.form.mark_note(item, mark)
        self._touched()

    def _judged(self, text: str) -> None:
        """Write the judgement."""
        self.form.judge(text)
        self._touched()

    def _travels(self, sensitivity: str) -> None:
        """Choose how far the assessment may travel."""
        self.form.travel(sensitivity)
        self._touched()

    def _marked(self, field: str, mark: str) -> None:
        """Choose how far one field may travel."""
        self.form.mark(field, mark)
        self._touched()

    def _show_gate(self, gate: Gate | None) -> None:
        """Show that the assessment is hidden, in its place."""
        if self.gate is not None and self.gate.gate != gate:
            self._across.removeWidget(self.gate)
            self.gate.hide()
            self.gate.deleteLater()
            self.gate = None
        if gate is not None and self.gate is None:
            self.gate = GateCard(gate, self._say)
            self.gate.asked.connect(self._shown_asked)
            self.gate.closed.connect(self._closed)
            self._across.insertWidget(0, self.gate, 1)
        self.card.setVisible(gate is None)
        self._share()

    def _shown_asked(self, _record: str) -> None:
        """Show what is hidden."""
        self.form.show()

    def _moved(self, item: str, step: int) -> None:
        """Go to the question above or below."""
        place = self._order.index(item) + step
        if 0 <= place < len(self._order):
            self.bring(self._order[place])

    def _ask_to_sign(self) -> None:
        """Show what is open before signing."""
        self.form.ask_to_sign()

    def _turn_back(self) -> None:
        """Do not sign yet."""
        self.form.turn_back()

    def _sign(self) -> None:
        """Sign and lock."""
        self._timer.stop()
        self.form.sign()

    def _start_new(self) -> None:
        """Start an empty assessment."""
        self.form.start_new()
        self._questions.verticalScrollBar().setValue(0)
        if self._order:
            self.rows[self._order[0]].switch.take_focus()

    def _walk_asked(self, walk: str) -> None:
        """Ask for a list of others."""
        self.opened.emit("checklists", walk)

    def _past_asked(self) -> None:
        """Ask for the versions of this assessment."""
        self.opened.emit("history", self.form.recorded)

    def _show_blank(self, paper: Paper) -> None:
        """Show the blank form for pen and paper."""
        show_paper(self, self.form.blank(paper), self._say)

    def _closed(self) -> None:
        """Go back to the list of lists."""
        self.leave()
        self.closed.emit()
