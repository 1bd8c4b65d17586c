"""What the person concerned wants, whose wish that is, and whether that person knows of the entry."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QLineEdit, QWidget

from app.i18n import Translator
from app.ui.binding import show_options, show_text
from app.ui.widgets.field import Field
from app.ui.widgets.growing_text import GrowingText
from app.ui.widgets.steady import Combo
from app.viewmodels.choice import Choice

_GAP = 12


def _combo() -> Combo:
    """Return a list of choices that does not widen the form."""
    combo = Combo()
    combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    combo.setMinimumContentsLength(8)
    return combo


class WishField(Field):
    """An opinion or a wish, apart from facts and interpretation; whose it is is asked once there are words."""

    edited = Signal(str)
    chosen = Signal(str)

    def __init__(self, say: Translator) -> None:
        self.words, self.whose = GrowingText(1, 8), _combo()
        super().__init__(say("Opinion or wish"), self.words, aside=say("(and whose)"))
        self.whose.setAccessibleName(say("Whose opinion or wish"))
        self.below.addWidget(self.whose)
        self.words.textChanged.connect(self._typed)
        self.whose.activated.connect(self._chosen)

    def show_wish(self, wish: str, whose: str, choices: Sequence[Choice]) -> None:
        """Show what was typed and whose it is."""
        show_text(self.words, wish)
        show_options(self.whose, [(one.key, one.label) for one in choices], whose)
        self.whose.setVisible(bool(wish.strip()))

    def _typed(self) -> None:
        self.edited.emit(self.words.toPlainText())

    def _chosen(self) -> None:
        self.chosen.emit(str(self.whose.currentData()))


class InformedRow(QWidget):
    """Whether the person concerned knows of the entry, with a note; ``edited`` carries the answer and the note."""

    edited = Signal(str, str)

    def __init__(self, say: Translator) -> None:
        super().__init__()
        self.answer, self.note = _combo(), QLineEdit()
        self.answer_field = Field(say("Known to the person concerned"), self.answer)
        self.note_field = Field(
            say("How told, or why not"),
            self.note,
            say("Goes to partners with a ground at most; in no process document and in no access copy."),
        )
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(_GAP)
        for column, field in enumerate((self.answer_field, self.note_field)):
            grid.addWidget(field, 0, column)
            grid.setColumnStretch(column, 1)
        self.answer.activated.connect(self._edited)
        self.note.textEdited.connect(self._edited)

    def show_answer(self, answer: str, note: str, choices: Sequence[Choice]) -> None:
        """Show the answer and the note."""
        show_options(self.answer, [(one.key, one.label) for one in choices], answer)
        show_text(self.note, note)

    def _edited(self) -> None:
        self.edited.emit(str(self.answer.currentData()), self.note.text())
