"""The form of one incident with its keys, its draft timer, its versions and the column beside it."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.i18n import Translator
from app.ui.ask import Question, ask_reason, confirm, drop_question
from app.ui.asked import AsksAgain
from app.ui.draft_timer import DraftTimer
from app.ui.pages.history import HistoryCard
from app.ui.pages.incident_fields import IncidentCard
from app.ui.pages.incident_hints import HintsColumn
from app.ui.widgets.flow import FlowLayout
from app.ui.widgets.kind import set_kind
from app.ui.widgets.scroll import ScrollColumn
from app.ui.widgets.text import Text
from app.viewmodels.incident_form import IncidentForm

# Widths in line heights, so that they grow with the text.
_SIDE_BY_SIDE = 49
_HINTS = 18
_KEYS = 38


class IncidentFormView(QWidget, AsksAgain):
    """One form; ``wanted`` carries the id of another incident, ``checklist`` the question to go to.

    ``told_again`` asks for a new account of the event in the form.
    """

    wanted = Signal(str)
    checklist = Signal(str)
    told_again = Signal()

    def _put_back(self, number: int, reason: str) -> None:
        """Make an older version the newest one again."""
        self.form.put_back(number, reason)

    def __init__(self, form: IncidentForm, say: Translator) -> None:
        super().__init__()
        self.form, self._say = form, say
        self.card = IncidentCard(form, say)
        self.hints = HintsColumn(say)
        self.hints.wanted.connect(self.wanted)
        self.card.accounts.wanted.connect(self.wanted)
        self.hints.asked.connect(self.checklist)
        self.history = HistoryCard(say)
        self.history.versions.put_back.connect(self._put_back)
        self.scrolled = ScrollColumn(snug=True)
        self._body = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._body.setSpacing(16)
        left = QVBoxLayout()
        left.setSpacing(16)
        left.addWidget(self.card)
        left.addWidget(self.history)
        left.addStretch(1)
        self._body.addLayout(left, 1)
        self._body.addWidget(self.hints)
        self.scrolled.column.addLayout(self._body)
        self.scrolled.column.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self.scrolled, 1)
        self.problems = Text("", "error")
        column.addWidget(self.problems)
        self._foot = self._make_buttons()
        column.addLayout(self._foot)
        self._draft_timer = DraftTimer(self, form.keep_draft)
        self._make_keys()
        form.changed.connect(self.refresh)
        self.card.behaviours.opened.connect(self._found)
        self.refresh()
        self.card.when.edit.setFocus()

    def _make_buttons(self) -> QBoxLayout:
        say = self._say
        row = QHBoxLayout()
        row.setSpacing(10)
        self.save = QPushButton(f"{say('Save')}  Ctrl Enter")
        self.save.setAccessibleName(say("Save"))
        set_kind(self.save, "primary")
        self.save_next = QPushButton(say("Save and next"))
        self.discard = QPushButton(say("Drop what was typed"))
        self.withdraw = QPushButton(say("Withdraw…"))
        self.restore = QPushButton(say("Bring back…"))
        self.again = QPushButton()
        self.show_account_draft(begun=False)
        for button in (self.discard, self.again, self.withdraw, self.restore):
            set_kind(button, "quiet")
        self.keys_hint = Text(
            say("Tab goes through the fields · Alt-G behaviour · Alt-B source · Esc keeps as draft"), "hint"
        )
        row.addWidget(self.save)
        row.addWidget(self.save_next)
        row.addWidget(self.keys_hint, 1)
        row.addStretch()
        others = QWidget()
        flow = FlowLayout(others, gap=10)
        for button in (self.discard, self.again, self.withdraw, self.restore):
            flow.addWidget(button)
        foot = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        foot.setSpacing(10)
        foot.addLayout(row, 1)
        foot.addWidget(others)
        self.save.clicked.connect(self._save)
        self.save_next.clicked.connect(self._save_next)
        self.discard.clicked.connect(self._discard)
        self.again.clicked.connect(self.told_again)
        self.withdraw.clicked.connect(self._withdraw)
        self.restore.clicked.connect(self._restore)
        return foot

    def _make_keys(self) -> None:
        for keys, slot in (
            ("Ctrl+Return", self._save),
            ("Ctrl+Enter", self._save),
            ("Ctrl+Shift+Return", self._save_next),
            ("Escape", self.form.leave),
            ("Alt+G", self._to_behaviours),
            ("Alt+B", self._to_sources),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(slot)

    def refresh(self) -> None:
        """Show the state; what is not kept yet is kept within a second."""
        state = self.form.state
        self.card.show_state(state)
        self.hints.show_hints(state.hints)
        changeable = not (state.dirty or state.held)
        self.history.show_versions(state.versions, changeable=changeable, of=self.form.key)
        self.problems.setText(" · ".join(word.rstrip(".") for word in state.told))
        self.problems.setVisible(bool(state.told))
        self.save.setEnabled(not state.saving and not state.held)
        self.save_next.setEnabled(not state.saving and not state.held)
        self.save.setHidden(state.reads_only)
        self.save_next.setVisible(state.is_new and state.many and not state.reads_only)
        self.discard.setVisible(state.dirty and not state.reads_only)
        self.again.setVisible(state.told_again)
        self.withdraw.setVisible(not state.is_new and not state.held and not state.dirty)
        self.restore.setVisible(state.withdrawn and not state.reads_only)
        if state.dirty and not state.reads_only:
            self._draft_timer.touch()

    def show_account_draft(self, *, begun: bool) -> None:
        """Offer a new account of the event, or the one that was half typed."""
        say = self._say
        self.again.setText(say("Go on with the new account") if begun else say("New account of the same event"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the hints, and what is seldom pressed, beside the form where there is room, else below it."""
        super().resizeEvent(event)
        line = self.fontMetrics().height()
        wide = self.width() >= _SIDE_BY_SIDE * line
        self._body.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)
        self.hints.setMaximumWidth(_HINTS * line if wide else 16777215)
        self.hints.setMinimumWidth(_HINTS * line if wide else 0)
        roomy = self.width() >= _KEYS * line
        self._foot.setDirection(QBoxLayout.Direction.LeftToRight if roomy else QBoxLayout.Direction.TopToBottom)
        self.keys_hint.setVisible(roomy and not self.form.state.reads_only)

    def _save(self) -> None:
        self.form.save()
        self._show_problem()

    def _save_next(self) -> None:
        self.form.save(then_next=True)
        if not self.form.state.told:
            self.card.when.edit.setFocus()
            self.scrolled.verticalScrollBar().setValue(0)
        self._show_problem()

    def _show_problem(self) -> None:
        """Go to the first field that stands in the way."""
        problems = self.form.state.read.problems
        if not self.form.state.told or not problems:
            return
        first = next(iter(problems))
        rows = self.card.sources.rows
        fields: dict[str, QWidget] = {
            "changed_because": self.card.accounts.why,
            "when": self.card.when.edit,
            "facts": self.card.facts,
            "quote": self.card.quote,
            "severity_reason": self.card.severity_reason,
        }
        for index, row in enumerate(rows):
            fields |= {f"source{index}": row.source, f"knowledge{index}": row.knowledge, f"told{index}": row.told}
        for index, breach in enumerate(self.card.breach_rows.rows):
            fields[f"hours{index}"] = breach.hours
        if first in fields:
            fields[first].setFocus()
            self.scrolled.ensureWidgetVisible(fields[first])

    def _to_behaviours(self) -> None:
        self.card.behaviours.edit.setFocus()
        self.scrolled.ensureWidgetVisible(self.card.behaviours)

    def _found(self) -> None:
        QTimer.singleShot(0, self, self._show_found)

    def _show_found(self) -> None:
        """Scroll to all that was found, once the list has its place."""
        self.scrolled.ensureWidgetVisible(self.card.behaviours)

    def _to_sources(self) -> None:
        self.card.sources.rows[-1].source.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.scrolled.ensureWidgetVisible(self.card.sources)

    def ask_again(self, about: str) -> bool:
        """Ask again why the incident is withdrawn or brought back."""
        asks = {
            f"withdraw/{self.form.key}": (self.withdraw, self._withdraw),
            f"restore/{self.form.key}": (self.restore, self._restore),
        }
        button, ask = asks.get(about, (self.withdraw, None))
        if ask is None or button.isHidden() or not button.isEnabled():
            return False
        ask()
        return True

    def _discard(self) -> None:
        """Ask first: what was typed here stands nowhere else."""
        confirm(self, drop_question(self._say), self._say, self.form.discard)

    def _withdraw(self) -> None:
        say = self._say
        question = Question(
            say("Withdraw {number}", number=self.form.state.title),
            say("The incident leaves the list, the pattern and the dossier. Its versions are kept."),
            say("Withdraw"),
            self.form.losing,
        )
        ask_reason(self, question, say, self.form.withdraw, about=f"withdraw/{self.form.key}")

    def _restore(self) -> None:
        say = self._say
        question = Question(
            say("Bring back {number}", number=self.form.state.title),
            say("The incident counts again as it stood."),
            say("Bring back"),
        )
        ask_reason(self, question, say, self.form.restore, about=f"restore/{self.form.key}")
