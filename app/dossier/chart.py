"""Put a drawing on paper: vector, with the embedded fonts."""

from collections.abc import Hashable, Iterator, Sequence
from itertools import groupby
from typing import Final, TypeGuard

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
_ROUND: Final = 1
_AFTER: Final = 6.0


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

    def getSpaceAfter(self) -> float:  # noqa: N802  ReportLab's name
        """Return the space below."""
        return _AFTER

    def least(self, width: float) -> float:
        """Return the least height it takes."""
        return self.full(width) * _LEAST

    def full(self, width: float) -> float:
        """Return the height it takes where there is room."""
        return self.drawing.height * self._full(width)

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
            for _, alike in groupby(self.drawing.shapes, _look):
                _draw(canvas, list(alike), self.drawing.height)
            canvas.restoreState()

    def _told(self, canvas: TaggedCanvas) -> bytes:
        """Return the words of the figure and where it stands."""
        drawing = self.drawing
        left, low = canvas.absolutePosition(0, 0)
        box = (left, low, left + drawing.width * self._factor, low + drawing.height * self._factor)
        words = "\n".join(part for part in (drawing.title, drawing.description) if part)
        edges = " ".join(f"{edge:.2f}" for edge in box).encode()
        return b"/Alt%s/A<</O/Layout/Placement/Block/BBox[%s]>>" % (text_string(words), edges)


def _look(shape: Shape) -> Hashable:
    """Return what neighbours share that are drawn with the same colours and lines."""
    if isinstance(shape, Text):
        return Text
    if isinstance(shape, Line):
        return Line, shape.stroke, shape.width, shape.dash, shape.opacity
    if isinstance(shape, Rect):
        return Rect, shape.fill, shape.opacity
    dot = shape.radius if _is_dot(shape) else None
    return type(shape), shape.fill, shape.stroke, shape.width, shape.opacity, dot


def _is_dot(shape: Circle | Polygon) -> TypeGuard[Circle]:
    """Whether a shape is a disc with an edge of its own colour: a stroke without length and with round ends."""
    return isinstance(shape, Circle) and shape.fill == shape.stroke != "" and shape.opacity == 1


def _draw(canvas: TaggedCanvas, alike: Sequence[Shape], height: float) -> None:
    """Draw shapes of one look; paper counts its height from below.

    The colours and lines are told once: who knew what is a drawing of ten thousand marks in a long dossier.
    """
    first = alike[0]
    if not isinstance(first, Text):
        canvas.saveState()
        _choose(canvas, first)
    for shape in alike:
        if isinstance(shape, Text):
            style = Style(face=Face.BOLD if shape.bold else Face.REGULAR, size=shape.size, colour=shape.colour)
            draw_text(canvas, shape.x, height - shape.y, shape.text, style, anchor=shape.anchor)
        elif isinstance(shape, Rect) and shape.radius:
            place = (shape.x, height - shape.y - shape.height, shape.width, shape.height)
            canvas.roundRect(*place, min(shape.radius, shape.width / 2, shape.height / 2), stroke=0, fill=1)
        elif isinstance(shape, Circle) and not _is_dot(shape):
            fill, stroke = int(bool(shape.fill)), int(bool(shape.stroke))
            canvas.circle(shape.x, height - shape.y, shape.radius, stroke=stroke, fill=fill)
        else:
            canvas.put(" ".join(_path(shape, height)))
    if not isinstance(first, Text):
        canvas.restoreState()


def _choose(canvas: TaggedCanvas, shape: Line | Rect | Circle | Polygon) -> None:
    """Choose the colours and the line of a shape."""
    if not isinstance(shape, Line) and shape.fill:
        canvas.setFillColor(colour(shape.fill), alpha=shape.opacity)
    if not isinstance(shape, Rect) and shape.stroke:
        canvas.setStrokeColor(colour(shape.stroke), alpha=shape.opacity)
        canvas.setLineWidth(shape.width)
    if isinstance(shape, Line):
        canvas.setDash(list(shape.dash))
    elif not isinstance(shape, Rect) and _is_dot(shape):
        canvas.setLineWidth(2 * shape.radius + shape.width)
        canvas.setLineCap(_ROUND)


def _path(shape: Line | Rect | Circle | Polygon, height: float) -> Iterator[str]:
    """Yield the code of a shape without curves."""
    if isinstance(shape, Rect):
        yield f"{shape.x:.2f} {height - shape.y - shape.height:.2f} {shape.width:.2f} {shape.height:.2f} re f"
    elif isinstance(shape, Line):
        yield f"{shape.x1:.2f} {height - shape.y1:.2f} m {shape.x2:.2f} {height - shape.y2:.2f} l S"
    elif isinstance(shape, Circle):
        place = f"{shape.x:.2f} {height - shape.y:.2f}"
        yield f"{place} m {place} l S"
    else:
        for index, (across, down) in enumerate(shape.points):
            yield f"{across:.2f} {height - down:.2f} {'l' if index else 'm'}"
        yield "h " + ("B" if shape.fill and shape.stroke else "f" if shape.fill else "S")
