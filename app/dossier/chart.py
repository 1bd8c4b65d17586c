"""Put a drawing on paper: vector, with the embedded fonts."""

from typing import Final

from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable

from app.charts.drawing import Circle, Drawing, Line, Polygon, Rect, Shape, Text
from app.dossier.canvas import TaggedCanvas, tagged
from app.dossier.fonts import Face
from app.dossier.ink import colour, draw_text
from app.dossier.syntax import text_string
from app.dossier.text import Style

_TALLEST: Final = 640.0
# Letters of 8 points stay above 6.
_LEAST: Final = 0.8


class DrawingFlowable(Flowable):
    """A drawing in the flow of a page; one that is wider than its place or higher than a page is made smaller.

    A drawing that nearly fits what is left of a page is made a little smaller too, or half a page would stay empty.
    """

    def __init__(self, drawing: Drawing, tallest: float = _TALLEST) -> None:
        """Show a drawing whose units are points."""
        super().__init__()
        self.drawing = drawing
        self._tallest = tallest
        self._factor = 1.0

    def least(self, width: float) -> float:
        """Return the least height it takes."""
        return self.drawing.height * self._full(width) * _LEAST

    def _full(self, width: float) -> float:
        """Return how large it is drawn where there is room."""
        return min(1.0, width / self.drawing.width, self._tallest / self.drawing.height)

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803  ReportLab's own names
        """Return the room it takes."""
        full = self._full(aW)
        left = aH / self.drawing.height
        self._factor = left if full * _LEAST <= left < full else full
        return self.drawing.width * self._factor, self.drawing.height * self._factor

    def draw(self) -> None:
        """Draw every shape from back to front, as one figure that is told in words."""
        canvas = tagged(self.canv)
        with canvas.marked(canvas.tags.add(canvas.tags.root, "Figure", self._told(canvas))):
            canvas.saveState()
            canvas.scale(self._factor, self._factor)
            for shape in self.drawing.shapes:
                _draw(canvas, shape, self.drawing.height)
            canvas.restoreState()

    def _told(self, canvas: TaggedCanvas) -> bytes:
        """Return the words of the figure and where it stands."""
        drawing = self.drawing
        left, low = canvas.absolutePosition(0, 0)
        box = (left, low, left + drawing.width * self._factor, low + drawing.height * self._factor)
        words = "\n".join(part for part in (drawing.title, drawing.description) if part)
        edges = " ".join(f"{edge:.2f}" for edge in box).encode()
        return b"/Alt%s/A<</O/Layout/Placement/Block/BBox[%s]>>" % (text_string(words), edges)


def _draw(canvas: Canvas, shape: Shape, height: float) -> None:
    """Draw one shape; paper counts its height from below."""
    if isinstance(shape, Text):
        style = Style(face=Face.BOLD if shape.bold else Face.REGULAR, size=shape.size, colour=shape.colour)
        draw_text(canvas, shape.x, height - shape.y, shape.text, style, anchor=shape.anchor)
        return
    canvas.saveState()
    if isinstance(shape, Line):
        canvas.setStrokeColor(colour(shape.stroke), alpha=shape.opacity)
        canvas.setLineWidth(shape.width)
        canvas.setDash(list(shape.dash))
        canvas.line(shape.x1, height - shape.y1, shape.x2, height - shape.y2)
    elif isinstance(shape, Rect):
        canvas.setFillColor(colour(shape.fill), alpha=shape.opacity)
        place = (shape.x, height - shape.y - shape.height, shape.width, shape.height)
        radius = min(shape.radius, shape.width / 2, shape.height / 2)
        canvas.roundRect(*place, radius, stroke=0, fill=1)
    else:
        _figure(canvas, shape, height)
    canvas.restoreState()


def _figure(canvas: Canvas, shape: Circle | Polygon, height: float) -> None:
    """Draw a disc or a figure with corners, with its inside, its edge or both."""
    if shape.fill:
        canvas.setFillColor(colour(shape.fill), alpha=shape.opacity)
    if shape.stroke:
        canvas.setStrokeColor(colour(shape.stroke), alpha=shape.opacity)
        canvas.setLineWidth(shape.width)
    fill, stroke = int(bool(shape.fill)), int(bool(shape.stroke))
    if isinstance(shape, Circle):
        canvas.circle(shape.x, height - shape.y, shape.radius, stroke=stroke, fill=fill)
        return
    path = canvas.beginPath()
    (x, y), *others = shape.points
    path.moveTo(x, height - y)
    for across, down in others:
        path.lineTo(across, height - down)
    path.close()
    canvas.drawPath(path, stroke=stroke, fill=fill)
