"""How well a passphrase withstands guessing: four marks, and in words what they mean."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from app.ui.theme import Theme
from app.ui.widgets.text import Text
from app.viewmodels.strength_words import StrengthWords

_MARKS, _HIGH, _GAP = 4, 6, 4


class StrengthMeter(QWidget):
    """Shows ``StrengthWords``; hidden while nothing was typed. The words carry the meaning, the marks repeat it."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 6, 0, 0)
        column.setSpacing(3)
        self._marks = _Marks(theme)
        self.words, self.reason = Text("", "strong"), Text("", "hint")
        for widget in (self._marks, self.words, self.reason):
            column.addWidget(widget)
        self.hide()

    def show_strength(self, strength: StrengthWords) -> None:
        """Show a strength."""
        self._marks.fill(strength.meter)
        self.words.setText(strength.words)
        self.reason.setText(strength.reason)
        self.reason.setVisible(bool(strength.reason))
        self.setAccessibleName(f"{strength.words}. {strength.reason}".strip(". "))
        self.setVisible(bool(strength.words))


class _Marks(QWidget):
    """Four bars, as many filled as the meter says; empty ones keep their outline."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme, self._filled = theme, 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return the height of the bars."""
        return QSize(self._theme.px(160), self._theme.px(_HIGH) + 2)

    def fill(self, marks: int) -> None:
        """Fill a number of bars."""
        self._filled = marks
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the bars."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width = (self.width() - (_MARKS - 1) * _GAP) / _MARKS
        for place in range(_MARKS):
            painter.setPen(QPen(QColor(self._theme.muted), 1))
            painter.setBrush(QColor(self._theme.primary) if place < self._filled else Qt.BrushStyle.NoBrush)
            bar = QRectF(place * (width + _GAP) + 0.5, 0.5, width - 1, self._theme.px(_HIGH))
            painter.drawRoundedRect(bar, 2, 2)
        painter.end()
