"""A drawing on the screen: point at a mark, click it, or walk along the marks with the arrow keys."""

from collections.abc import Callable
from html import escape
from types import MethodType
from weakref import WeakMethod

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QHelpEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from app.charts.drawing import Drawing, Rect
from app.ui.charts.painter import paint
from app.ui.theme import Theme

Draw = Callable[[float], Drawing | None]
_LEAST = 280
_SHARP = 2
_STEPS = {
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Up: -1,
}


class ChartCanvas(QWidget):
    """Asks for a new drawing whenever its width changes; ``opened`` carries the key of a mark."""

    opened = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._draw: Callable[[], Draw | None] = _nothing
        self.drawing: Drawing | None = None
        self.current = ""
        self._hovered = ""
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumWidth(_LEAST)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_drawing(self, draw: Draw) -> None:
        """Show what ``draw`` makes for the present width, now and after every change of width.

        A bound method is held weakly, so that the page it belongs to can go.
        """
        self._draw = WeakMethod(draw) if isinstance(draw, MethodType) else lambda: draw
        self._renew()

    def sizeHint(self) -> QSize:
        """Return the size of the drawing."""
        if self.drawing is None:
            return QSize(_LEAST, 0)
        return QSize(_LEAST, round(self.drawing.height) + 1)

    def picture(self) -> QImage:
        """Return the drawing as a sharp picture on its own ground."""
        drawing = self.drawing
        width, height = (drawing.width, drawing.height) if drawing else (1.0, 1.0)
        margin = 12
        size = QSize(round(width + 2 * margin) * _SHARP, round(height + 2 * margin) * _SHARP)
        image = QImage(size, QImage.Format.Format_ARGB32)
        image.fill(QColor(self._theme.card))
        painter = QPainter(image)
        painter.scale(_SHARP, _SHARP)
        painter.translate(margin, margin)
        if drawing is not None:
            paint(painter, drawing)
        painter.end()
        return image

    def step(self, by: int) -> None:
        """Go to the next or previous mark, from left to right."""
        keys = self.drawing.keys() if self.drawing else ()
        if not keys:
            return
        start = keys.index(self.current) + by if self.current in keys else (0 if by > 0 else -1)
        self._go(keys[start % len(keys)])

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the drawing, and rings around the mark that has the focus or is pointed at."""
        if self.drawing is None:
            return
        painter = QPainter(self)
        paint(painter, self.drawing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if self._hovered:
            self._ring(painter, self._hovered, QPen(QColor(self._theme.ink), 1.2))
        if self.hasFocus():
            pen = QPen(QColor(self._theme.focus), 2.4)
            if self.current:
                self._ring(painter, self.current, QPen(QColor(self._theme.ink), 4.0))
                self._ring(painter, self.current, pen)
            else:
                painter.setPen(pen)
                painter.drawRoundedRect(QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5), 4, 4)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Draw again for another width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._renew()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show that a mark can be clicked."""
        key = self._at(event.position())
        if key != self._hovered:
            self._hovered = key
            self.setCursor(Qt.CursorShape.PointingHandCursor if key else Qt.CursorShape.ArrowCursor)
            self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Forget what was pointed at."""
        self._hovered = ""
        self.update()
        super().leaveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open the mark that is clicked."""
        key = self._at(event.position())
        if key and event.button() == Qt.MouseButton.LeftButton:
            self.current = key
            self.opened.emit(key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk along the marks with arrow keys, Home and End; open one with Enter."""
        key = Qt.Key(event.key())
        if key in _STEPS:
            self.step(_STEPS[key])
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self.current = ""
            self.step(1 if key == Qt.Key.Key_Home else -1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self.current:
            self.opened.emit(self.current)
        elif key == Qt.Key.Key_Escape and self.current:
            self._go("")
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring."""
        super().focusInEvent(event)
        self.update()

    def event(self, event: QEvent) -> bool:
        """Tell in a tip what lies under the pointer, everything at that place."""
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            words = self.words_at(QPointF(event.pos()))
            if words:
                QToolTip.showText(event.globalPos(), _tip(words), self)
            else:
                QToolTip.hideText()
            return True
        return super().event(event)

    def words_at(self, point: QPointF) -> str:
        """Return what is told of the marks at a point, one per line, as plain text."""
        if self.drawing is None:
            return ""
        keys = self.drawing.hits(point.x(), point.y())
        lines = [words for key in keys[:6] if (words := self.drawing.table.sentence(key))]
        return "\n".join(lines)

    def _renew(self) -> None:
        """Ask for a drawing of the present width."""
        draw = self._draw()
        if draw is None:
            return
        self.drawing = draw(float(max(self.width(), _LEAST)))
        if self.drawing is None:
            return
        self.setFixedHeight(round(self.drawing.height) + 1)
        self.setAccessibleName(self.drawing.title)
        if self.current not in self.drawing.keys():  # noqa: SIM118  a drawing is no mapping
            self.current = ""
        self._describe()
        self.update()

    def _go(self, key: str) -> None:
        """Move the ring to a mark and tell what it is."""
        self.current = key
        self._describe()
        self.update()
        spots = self.drawing.spots(key) if self.drawing and key else ()
        if spots:
            left, _, right, bottom = spots[-1]
            words = self.drawing.table.sentence(key) if self.drawing else ""
            place = QPoint(round((left + right) / 2), round(bottom))
            QToolTip.showText(self.mapToGlobal(place), _tip(words), self)
        else:
            QToolTip.hideText()

    def _describe(self) -> None:
        """Tell a screen reader what the drawing shows, or the mark that has the ring."""
        if self.drawing is not None:
            words = self.drawing.table.sentence(self.current) if self.current else ""
            self.setAccessibleDescription(words or self.drawing.description)

    def _at(self, point: QPointF) -> str:
        """Return the key of the mark at a point."""
        return (self.drawing.hit(point.x(), point.y()) if self.drawing else None) or ""

    def _ring(self, painter: QPainter, key: str, pen: QPen) -> None:
        """Draw a ring around every place of a mark, but not around the bar behind it."""
        if self.drawing is None:
            return
        painter.setPen(pen)
        shapes = [shape for shape in self.drawing.shapes if shape.key == key]
        chosen = [shape for shape in shapes if not isinstance(shape, Rect)] or shapes
        for shape in chosen:
            left, top, right, bottom = shape.box
            painter.drawRoundedRect(QRectF(left - 3, top - 3, right - left + 6, bottom - top + 6), 5, 5)


def _nothing() -> Draw | None:
    """Return that there is nothing to draw yet."""
    return None


def _tip(words: str) -> str:
    """Return a tip in which nothing that was typed is read as markup."""
    return f"<qt>{escape(words).replace(chr(10), '<br>')}</qt>"
