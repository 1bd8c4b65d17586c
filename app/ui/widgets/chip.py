"""A coloured chip, such as a chosen behaviour, that can be taken away again."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.charts.theme import readable

_CROSS = "✕"


class Chip(QWidget):
    """Text on a colour that comes from the data (a lane); ``closed`` when the user takes it away.

    It is drawn here and not by the style sheet because its colour is part of the data. The text is white or ink,
    whichever reads better on the colour.
    """

    closed = Signal()

    def __init__(self, text: str, colour: str, *, closable: bool = False, close_hint: str = "") -> None:
        super().__init__()
        self._text = text
        self._colour = QColor(colour)
        self._closable = closable
        self.setAccessibleName(text)
        self.setAccessibleDescription(close_hint)
        self.setToolTip(close_hint)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        if closable:
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self.setCursor(Qt.CursorShape.PointingHandCursor)

    @property
    def text(self) -> str:
        """Return the words on the chip."""
        return self._text

    def sizeHint(self) -> QSize:
        """Return the size that the words need."""
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance(self._shown()) + 18, metrics.height() + 4)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the chip."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.setPen(QPen(QColor("#E9C46A"), 2) if self.hasFocus() else Qt.PenStyle.NoPen)
        colour = on_ground(self._colour.name(), self.palette())
        painter.setBrush(colour)
        painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
        painter.setPen(QColor("#FFFFFF") if _dark(colour) else QColor("#1F2933"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._shown())
        painter.end()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Take the chip away when its cross is clicked."""
        if (
            self._closable
            and event.position().x() > self.width() - 9 - self.fontMetrics().horizontalAdvance(_CROSS) - 4
        ):
            self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the chip away with Delete or Backspace."""
        if self._closable and event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.closed.emit()
            return
        super().keyPressEvent(event)

    def _shown(self) -> str:
        """Return the words with the cross behind them."""
        return f"{self._text} {_CROSS}" if self._closable else self._text


def on_ground(colour: str, palette: QPalette) -> QColor:
    """Return a colour of the data as it is seen on the fields of a theme: with a contrast of at least 3 : 1."""
    return QColor(readable(colour, on=palette.base().color().name(), ratio=3.0))


def _dark(colour: QColor) -> bool:
    """Whether white reads better than ink on this colour (relative luminance, WCAG 2)."""

    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

    light = 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) + 0.0722 * linear(colour.blueF())
    return 1.05 / (light + 0.05) >= (light + 0.05) / (0.0222 + 0.05)
