"""The recovery words in numbered columns: to be read, or to be typed."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from app.i18n import Translator
from app.ui.theme import Theme
from app.ui.widgets.text import Text

HOW_MANY = 24
_COLUMNS, _FEWER = 4, 3
_LARGE_PERCENT = 150


class WordTable(QWidget):
    """Shows words, numbered down the columns."""

    def __init__(self, words: Sequence[str], theme: Theme) -> None:
        super().__init__()
        grid = _grid(self)
        rows = -(-len(words) // _columns(theme))
        for index, word in enumerate(words):
            column, row = divmod(index, rows)
            number = Text(str(index + 1), "muted", wrap=False)
            number.setAlignment(Qt.AlignmentFlag.AlignRight)
            grid.addWidget(number, row, 2 * column)
            grid.addWidget(Text(word, "strong", wrap=False), row, 2 * column + 1)
        self.setAccessibleName(", ".join(f"{number}: {word}" for number, word in enumerate(words, start=1)))


class WordFields(QWidget):
    """Asks for 24 words: a space or Enter goes on to the next, and words that are pasted are spread over the fields.

    ``finished`` comes with Enter in the last field.
    """

    finished = Signal()

    def __init__(self, say: Translator, theme: Theme) -> None:
        super().__init__()
        grid = _grid(self)
        rows = -(-HOW_MANY // _columns(theme))
        self.lines: list[QLineEdit] = []
        for index in range(HOW_MANY):
            column, row = divmod(index, rows)
            number = Text(str(index + 1), "muted", wrap=False)
            number.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            line = QLineEdit()
            line.setAccessibleName(say("Word {n}", n=index + 1))
            line.setMinimumWidth(theme.px(72))
            line.setInputMethodHints(Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText)
            line.textEdited.connect(self._edited)
            line.returnPressed.connect(self._entered)
            self.lines.append(line)
            grid.addWidget(number, row, 2 * column)
            grid.addWidget(line, row, 2 * column + 1)
            grid.setColumnStretch(2 * column + 1, 1)
        self.setFocusProxy(self.lines[0])

    def typed(self) -> str:
        """Return what was typed, in order."""
        return " ".join(line.text().strip() for line in self.lines).strip()

    def clear(self) -> None:
        """Take away what was typed."""
        for line in self.lines:
            line.clear()

    def focus_gap(self) -> None:
        """Put the cursor into the first field without a word."""
        next((line for line in self.lines if not line.text().strip()), self.lines[0]).setFocus()

    def _edited(self, text: str) -> None:
        """Go on after a space, and spread several words over the fields."""
        start = self._place()
        words = text.replace(",", " ").split()
        if not text or (not text[-1].isspace() and len(words) < 2):
            return
        for offset, word in enumerate(words[: HOW_MANY - start]):
            self.lines[start + offset].setText(word)
        goes_on = len(words) if text[-1].isspace() else len(words) - 1
        self.lines[min(start + max(goes_on, 0), HOW_MANY - 1)].setFocus()

    def _entered(self) -> None:
        """Go on to the next word, or tell that this was the last."""
        place = self._place()
        if place + 1 < HOW_MANY:
            self.lines[place + 1].setFocus()
        else:
            self.finished.emit()

    def _place(self) -> int:
        """Return which field a signal comes from."""
        return next(index for index, line in enumerate(self.lines) if line is self.sender())


def _columns(theme: Theme) -> int:
    """Return how many columns fit: fewer when the text is large."""
    return _COLUMNS if theme.px(100) < _LARGE_PERCENT else _FEWER


def _grid(parent: QWidget) -> QGridLayout:
    """Return an empty grid."""
    grid = QGridLayout(parent)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(8)
    grid.setVerticalSpacing(6)
    return grid
