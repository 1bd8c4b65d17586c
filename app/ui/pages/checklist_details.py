"""What an answer rests on: basis, day, note, the incidents in words, and the sources of the question."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout

from app.i18n import Translator
from app.ui.binding import clear_layout, show_options, show_text
from app.ui.source_links import SourceLinks
from app.ui.widgets.field import Field
from app.ui.widgets.field_marks import FieldMarks
from app.ui.widgets.held import hold_text
from app.ui.widgets.kind import set_kind
from app.ui.widgets.steady import Combo, LongText
from app.ui.widgets.text import Text
from app.ui.widgets.wrap_link import WrapLink
from app.viewmodels.checklist_rows import Against, ItemRow, Support
from app.viewmodels.choice import Choice


class _KeyButton(QPushButton):
    """A quiet button that says which record it is about."""

    clicked_key = Signal(str)

    def __init__(self, words: str, key: str, name: str) -> None:
        super().__init__(words)
        self.key = key
        set_kind(self, "quiet")
        self.setAccessibleName(name)
        self.clicked.connect(self._clicked)

    def _clicked(self) -> None:
        """Tell which record was meant."""
        self.clicked_key.emit(self.key)


class ItemDetails(QFrame):
    """The opened part of a question; signals carry what was typed or chosen, ``left`` that a text field was left."""

    rests = Signal(str)
    marked = Signal(str)
    asked = Signal(str)
    noted = Signal(str)
    confirmed = Signal(str)
    opened = Signal(str, str)
    left = Signal()

    def __init__(self, bases: Sequence[Choice], say: Translator) -> None:
        super().__init__()
        self._say = say
        self._bases = [(choice.key, choice.label) for choice in bases]
        self._shown: tuple[tuple[Support, ...], tuple[Against, ...], bool] | None = None
        set_kind(self, "soft")
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 8, 10, 8)
        column.setSpacing(6)
        fields = QHBoxLayout()
        fields.setSpacing(12)
        self.basis = Combo()
        self.basis.setMinimumContentsLength(12)
        self.basis.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.basis.activated.connect(self._chosen)
        self.day = QLineEdit()
        self.day.textEdited.connect(self.asked)
        self.day.installEventFilter(self)
        self._day_field = Field(say("Asked on"), self.day)
        fields.addWidget(Field(say("Rests on"), self.basis), 3)
        fields.addWidget(self._day_field, 2)
        column.addLayout(fields)
        self.note = LongText()
        self.note.setTabChangesFocus(True)
        self.note.set_lines(3)
        self.note.textChanged.connect(self._typed)
        self.note.installEventFilter(self)
        note = Field(say("Note"), self.note)
        self.marks = FieldMarks(self, say)
        self.marks.add("note", note)
        self.marks.chosen.connect(self._marked)
        column.addWidget(note)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(4)
        column.addLayout(self._lines)
        self._sources = SourceLinks((), say, say("Sources of this question"))
        column.addWidget(self._sources)
        self.law = WrapLink("", "law")
        self.law.clicked_key.connect(self._look_up)
        column.addWidget(self.law)

    def show_row(self, row: ItemRow, *, locked: bool, sensitivity: str) -> None:
        """Show what the answer rests on, in an assessment of a class."""
        show_options(self.basis, self._bases, row.basis)
        answered = row.answer.value != "niet_gevraagd"
        self.basis.setEnabled(answered and not locked)
        self.day.setEnabled(answered and not locked)
        show_text(self.day, row.asked_on)
        self._day_field.set_hint(row.asked_reading, wrong=row.asked_problem)
        show_text(self.note, row.note)
        hold_text(self.note, locked)
        self.marks.show_marks({"note": row.note_mark}, sensitivity)
        self.marks.buttons["note"].setEnabled(not locked)
        self._sources.show_keys(row.sources)
        self.law.setText(self._say("Law, by the date of the act: {articles}", articles=row.law))
        self.law.setAccessibleName(self.law.text())
        self.law.setVisible(bool(row.law))
        if self._shown != (row.incidents, row.against, locked):
            self._shown = (row.incidents, row.against, locked)
            clear_layout(self._lines)
            for support in row.incidents:
                self._lines.addLayout(self._line(support, locked=locked))
            if row.against:
                self._lines.addWidget(Text(self._say("Speaks against"), "strong"))
            for one in row.against:
                self._lines.addLayout(self._against(one))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Tell when a text field is left."""
        if event.type() is QEvent.Type.FocusOut:
            self.left.emit()
        return super().eventFilter(watched, event)

    def _line(self, support: Support, *, locked: bool) -> QHBoxLayout:
        """Return one incident in words, to confirm, take back or open."""
        line = QHBoxLayout()
        line.setSpacing(4)
        words = " · ".join(part for part in (support.number, support.account, support.told) if part)
        line.addWidget(Text(words, "hint"), 1)
        say = self._say
        if not locked:
            words = say("Take back") if support.confirmed else say("Confirm")
            button = _KeyButton(words, str(support.id), f"{support.number}: {words}")
            button.clicked_key.connect(self.confirmed)
            line.addWidget(button)
        line.addWidget(self._opener(support.number, "incidents", str(support.id)))
        return line

    def _against(self, one: Against) -> QHBoxLayout:
        """Return one record that speaks against the question, in words, to open."""
        line = QHBoxLayout()
        line.setSpacing(4)
        line.addWidget(Text(f"{one.number} · {one.account}", "hint"), 1)
        line.addWidget(self._opener(one.number, one.page, str(one.id)))
        return line

    def _opener(self, number: str, page: str, record: str) -> _KeyButton:
        """Return the button that opens a record on its page."""
        words = self._say("Open")
        button = _KeyButton(words, record, f"{number}: {words}")
        button.clicked_key.connect(partial(self.opened.emit, page))
        return button

    def _look_up(self, part: str) -> None:
        """Ask for a part of the knowledge."""
        self.opened.emit("knowledge", part)

    def _chosen(self, _index: int) -> None:
        """Tell the chosen basis."""
        self.rests.emit(str(self.basis.currentData()))

    def _marked(self, _field: str, mark: str) -> None:
        """Tell how far the note may travel."""
        self.marked.emit(mark)

    def _typed(self) -> None:
        """Tell what was noted."""
        self.noted.emit(self.note.toPlainText())
