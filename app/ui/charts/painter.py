"""Paint a drawing with Qt."""

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen, QPolygonF

from app.charts.drawing import Circle, Drawing, Line, Polygon, Rect, Shape, Text
from app.ui.theme import FONT

_POINTS_PER_INCH = 72


def paint(painter: QPainter, drawing: Drawing) -> None:
    """Paint every shape from back to front; the painter's origin is the top left of the drawing."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for shape in drawing.shapes:
        painter.setOpacity(1 if isinstance(shape, Text) else shape.opacity)
        if isinstance(shape, Text):
            _write(painter, shape)
        else:
            _draw(painter, shape)
    painter.setOpacity(1)


def _draw(painter: QPainter, shape: Shape) -> None:
    """Paint a shape that is not text."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if isinstance(shape, Line):
        painter.setPen(_pen(shape.stroke, shape.width, shape.dash))
        painter.drawLine(QLineF(shape.x1, shape.y1, shape.x2, shape.y2))
    elif isinstance(shape, Rect):
        painter.setBrush(QColor(shape.fill))
        painter.drawRoundedRect(QRectF(shape.x, shape.y, shape.width, shape.height), shape.radius, shape.radius)
    elif isinstance(shape, Circle | Polygon):
        if shape.fill:
            painter.setBrush(QColor(shape.fill))
        if shape.stroke:
            painter.setPen(_pen(shape.stroke, shape.width, ()))
        if isinstance(shape, Circle):
            painter.drawEllipse(QPointF(shape.x, shape.y), shape.radius, shape.radius)
        else:
            painter.drawPolygon(QPolygonF([QPointF(x, y) for x, y in shape.points]))


def _pen(colour: str, width: float, dash: tuple[float, ...]) -> QPen:
    """Return a pen; Qt counts dashes in widths of the pen."""
    pen = QPen(QColor(colour), width)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    if dash:
        pen.setDashPattern([length / width for length in dash])
    return pen


def _write(painter: QPainter, text: Text) -> None:
    """Write one line of text on its base line."""
    font = QFont(FONT)
    font.setPointSizeF(text.size * _POINTS_PER_INCH / painter.device().logicalDpiY())
    font.setWeight(QFont.Weight.DemiBold if text.bold else QFont.Weight.Normal)
    painter.setFont(font)
    painter.setPen(QColor(text.colour))
    length = painter.fontMetrics().horizontalAdvance(text.text)
    shift = {"start": 0.0, "middle": 0.5, "end": 1.0}[text.anchor] * length
    painter.drawText(QPointF(text.x - shift, text.y), text.text)
