"""What the forms of events and measures share on the screen: head, problems, buttons, versions, withdrawing."""

from typing import Any, Generic, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QFrame, QLineEdit, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from app.i18n import Translator
from app.ui.ask import confirm, drop_question
from app.ui.asked import AsksAgain
from app.ui.binding import clear_layout, show_options, show_text
from app.ui.cursor import first_field, put_in
from app.ui.draft_timer import DraftTimer
from app.ui.loose_words import keeper_over
from app.ui.pages.history import HistoryCard
from app.ui.widgets.card import Card
from app.ui.widgets.field import Field
from app.ui.widgets.field_marks import FieldMarks
from app.ui.widgets.flow import FlowLayout
from app.ui.widgets.held import hold
from app.ui.widgets.kind import set_kind
from app.ui.widgets.reading_order import ReadingOrder
from app.ui.widgets.scroll import ScrollColumn
from app.ui.widgets.steady import Combo, LongText
from app.ui.widgets.text import Text
from app.viewmodels.loose_words import ASKED
from app.viewmodels.record_form import FormState, RecordForm, reads_only_words
from app.viewmodels.sensitivity import sensitivity_choices, sensitivity_means

F = TypeVar("F")


class FormView(Card, AsksAgain, Generic[F]):
    """A card with a form; subclasses put their fields into ``fields`` and show them in ``show_fields``."""

    closed = Signal()

    def __init__(self, form: RecordForm[F], say: Translator) -> None:
        super().__init__(form.state.title)
        self.form = form
        self.say = say
        self._order = ReadingOrder(self)
        self._timer = DraftTimer(self, self._keep)
        self._close = QPushButton(say("Close"))
        set_kind(self._close, "quiet")
        self._close.clicked.connect(self._closed)
        self.head.addWidget(self._close)
        self._kept = Text("", "hint")
        self.body.addWidget(self._kept)
        scroll = ScrollColumn(gap=10)
        scroll.column.setContentsMargins(1, 0, 10, 0)
        self.body.addWidget(scroll, 1)
        self.room, self._held = QWidget(), False
        self.fields = QVBoxLayout(self.room)
        self.fields.setContentsMargins(0, 0, 0, 0)
        self.fields.setSpacing(9)
        scroll.column.addWidget(self.room)
        self.marks = FieldMarks(self, say)
        self.marks.chosen.connect(self._marked)
        self.sensitivity = Combo()
        self.sensitivity.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.sensitivity.setMinimumContentsLength(10)
        self.sensitivity.activated.connect(self._sensitivity_chosen)
        self.reason = QLineEdit()
        self.reason.textEdited.connect(self._reason_typed)
        self._reason_field = Field(say("Why it is corrected"), self.reason, say("The earlier version stays readable."))
        self.history = HistoryCard(say)
        self.history.versions.put_back.connect(self._put_back)
        self._shown: tuple[str, ...] | None = None
        self._far = Field(say("How far this may travel"), self.sensitivity)
        scroll.column.addWidget(self._far)
        scroll.column.addWidget(self._reason_field)
        scroll.column.addWidget(self.history)
        scroll.column.addWidget(self._make_question())
        scroll.column.addStretch(1)
        self._problems = QVBoxLayout()
        self._problems.setSpacing(2)
        self.body.addLayout(self._problems)
        self.body.addWidget(self._buttons())
        QShortcut(QKeySequence("Ctrl+Return"), self, self._save)

    def start(self) -> None:
        """Show the form and follow it; for when the subclass has made its fields."""
        self.form.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show the present state."""
        state = self.form.state
        self.set_title(state.title)
        note = " · ".join(part for part in (state.note, reads_only_words(self.say) if state.reads_only else "") if part)
        self._kept.setText(note)
        self._kept.setVisible(bool(note))
        self.show_fields(state)
        self.hold(held=state.held)
        self._reason_field.setVisible(not state.is_new and not state.held)
        self.discard.setVisible(state.dirty and not state.held)
        self.save.setVisible(not state.held)
        free = not state.is_new and not state.asking and not state.reads_only
        self.withdraw.setVisible(free and not state.withdrawn and not state.dirty)
        self.restore.setVisible(free and state.withdrawn)
        self.withdraw.setEnabled(not state.kept_by)
        self.withdraw.setToolTip(state.kept_by)
        self.withdraw.setAccessibleDescription(state.kept_by)
        self._ask.setVisible(state.asking)
        self._show_question(withdrawn=state.withdrawn)
        changeable = not (state.dirty or state.held)
        self.history.show_versions(state.history, changeable=changeable, of=self.form.key)
        if self._shown != state.told:
            self._shown = state.told
            clear_layout(self._problems)
            for words in state.told:
                self._problems.addWidget(Text(words, "error"))
        self._order.follow()

    def show_fields(self, state: FormState[F]) -> None:
        """Show the fields."""
        raise NotImplementedError

    def show_common(self, sensitivity: str, reason: str) -> None:
        """Show the fields that every form has."""
        choices = [(choice.key, choice.label) for choice in sensitivity_choices(self.say)]
        show_options(self.sensitivity, choices, sensitivity)
        self._far.set_hint(sensitivity_means(sensitivity, self.say))
        self.marks.show_marks(self.form.state.marks, sensitivity)
        show_text(self.reason, reason)

    def marked_field(self, name: str, label: str, widget: QWidget, aside: str = "") -> Field:
        """Return a field that can be marked on its own where its record has such a text."""
        field = Field(label, widget, aside=aside)
        if name in self.form.markable:
            self.marks.add(name, field)
        return field

    def focus_first(self) -> None:
        """Put the cursor into the first field."""
        put_in(first_field(self.room) or self._close)

    def edit(self, **fields: Any) -> None:  # noqa: ANN401  the fields of F
        """Take over what was typed and keep it soon."""
        self.form.edit(**fields)
        self.touched()

    def touched(self) -> None:
        """Keep what was typed soon."""
        self._timer.touch()

    def leave(self) -> None:
        """Keep what is half typed now."""
        self._timer.stop()
        self.form.keep()

    def add_button(self, button: QPushButton) -> None:
        """Put one more button behind the others."""
        self._row.addWidget(button)

    def _buttons(self) -> QWidget:
        """Return the row of buttons."""
        room = QWidget()
        row = self._row = FlowLayout(room, gap=8)
        self.save = QPushButton(self.say("Save"))
        set_kind(self.save, "primary")
        self.save.setToolTip("Ctrl+Enter")
        self.discard = QPushButton(self.say("Throw the draft away"))
        self.withdraw = QPushButton(self.say("Withdraw"))
        self.restore = QPushButton(self.say("Bring back"))
        for button in (self.withdraw, self.restore):
            set_kind(button, "quiet")
        for button, slot in (
            (self.save, self._save),
            (self.discard, self._discard),
            (self.withdraw, self._ask_first),
            (self.restore, self._ask_first),
        ):
            button.clicked.connect(slot)
            row.addWidget(button)
        return room

    def _make_question(self) -> QFrame:
        """Return the question before withdrawing or bringing back."""
        self._ask = QFrame()
        set_kind(self._ask, "soft")
        column = QVBoxLayout(self._ask)
        self.why = QLineEdit()
        self.why.textChanged.connect(self._why_typed)
        self._means = Text("")
        column.addWidget(self._means)
        column.addWidget(Field(self.say("Reason"), self.why))
        room = QWidget()
        row = FlowLayout(room, gap=8)
        self.really = QPushButton()
        self.really.setEnabled(False)
        self.really.clicked.connect(self._answered)
        self.not_yet = QPushButton(self.say("Not yet"))
        self.not_yet.clicked.connect(self._turn_back)
        row.addWidget(self.really)
        row.addWidget(self.not_yet)
        column.addWidget(room)
        return self._ask

    def _show_question(self, *, withdrawn: bool) -> None:
        """Say what is asked: withdrawing, or bringing back."""
        say = self.say
        if withdrawn:
            self._means.setText(say("It counts again as it stood."))
            self.really.setText(say("Bring back now"))
        else:
            self._means.setText(say("It disappears from the pattern and the dossier. All versions stay in the log."))
            self.really.setText(say("Withdraw now"))

    def hold(self, *, held: bool) -> None:
        """Let what was withdrawn, or what somebody may only read, be read but not changed."""
        if held or self._held:
            self._held = held
            hold(self.room, held)
            self.sensitivity.setEnabled(not held)

    def _keep(self) -> None:
        """Keep a draft."""
        self.form.keep()

    def _save(self) -> None:
        """Save the record."""
        self._timer.stop()
        self.form.save()

    def _discard(self) -> None:
        """Ask first, then drop what was typed."""
        confirm(self, drop_question(self.say), self.say, self._drop)

    def _drop(self) -> None:
        self._timer.stop()
        self.form.discard()

    def _ask_first(self) -> None:
        """Ask for the reason."""
        self.form.ask_why()
        keeper = keeper_over(self)
        if keeper is not None:
            keeper.watch(f"{ASKED}withdraw/{self.form.key}", self.why)
        self.why.setFocus()

    def asking(self) -> str:
        """Return which record it asks about withdrawing or bringing back."""
        return f"withdraw/{self.form.key}" if self.form.state.asking else ""

    def ask_again(self, about: str) -> bool:
        """Ask again why the record is withdrawn or brought back."""
        asks = [one for one in (self.withdraw, self.restore) if not one.isHidden() and one.isEnabled()]
        if about != f"withdraw/{self.form.key}" or not asks:
            return False
        self._ask_first()
        return True

    def _answered(self) -> None:
        """Withdraw the record, or bring it back."""
        why = self.why.text()
        self.why.clear()
        if self.form.state.withdrawn:
            self.form.restore(why)
        else:
            self.form.withdraw(why)

    def _put_back(self, number: int, reason: str) -> None:
        """Make an older version the newest one again."""
        self.form.put_back(number, reason)

    def _turn_back(self) -> None:
        """Leave the record as it is."""
        self.form.turn_back()

    def _why_typed(self, words: str) -> None:
        """Nothing happens without a reason."""
        self.really.setEnabled(bool(words.strip()))

    def _sensitivity_chosen(self, _index: int) -> None:
        """Choose how far it may travel; the form may hold to something stricter."""
        self.edit(sensitivity=str(self.sensitivity.currentData()))
        self.refresh()

    def _marked(self, field: str, mark: str) -> None:
        """Choose how far one field may travel."""
        self.form.mark(field, mark)
        self.touched()

    def _reason_typed(self, words: str) -> None:
        """Say why it is corrected."""
        self.edit(reason=words)

    def _closed(self) -> None:
        """Put the form away."""
        self._timer.stop()
        self.closed.emit()


def low_text(lines: int) -> QPlainTextEdit:
    """Return a text field of some lines that Tab leaves."""
    text = LongText()
    text.setTabChangesFocus(True)
    text.set_lines(lines)
    return text
