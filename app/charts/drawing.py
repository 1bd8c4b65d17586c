"""A drawing is a value: a box, its shapes from back to front, and the same in words.

Coordinates start at the top left. Painters for the screen, for paper and for SVG know these five shapes and no others.
A shape with a ``key`` stands for a record and can be found by a point.
"""

import math
from typing import Literal, TypeAlias

import msgspec

from app.charts.table import Table

Anchor: TypeAlias = Literal["start", "middle", "end"]

_REACH = 3.0


class Line(msgspec.Struct, frozen=True, kw_only=True, tag="line"):
    """A straight line; ``dash`` holds lengths of strokes and gaps."""

    x1: float
    y1: float
    x2: float
    y2: float
    stroke: str
    width: float = 1.0
    dash: tuple[float, ...] = ()
    opacity: float = 1.0
    key: str = ""

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Return left, top, right, bottom."""
        return min(self.x1, self.x2), min(self.y1, self.y2), max(self.x1, self.x2), max(self.y1, self.y2)


class Rect(msgspec.Struct, frozen=True, kw_only=True, tag="rect"):
    """A rectangle, perhaps with round corners."""

    x: float
    y: float
    width: float
    height: float
    fill: str
    radius: float = 0.0
    opacity: float = 1.0
    key: str = ""

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Return left, top, right, bottom."""
        return self.x, self.y, self.x + self.width, self.y + self.height


class Circle(msgspec.Struct, frozen=True, kw_only=True, tag="circle"):
    """A disc; without ``fill`` only its edge is drawn."""

    x: float
    y: float
    radius: float
    fill: str = ""
    stroke: str = ""
    width: float = 1.0
    opacity: float = 1.0
    key: str = ""

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Return left, top, right, bottom, with half the edge."""
        reach = self.radius + (self.width / 2 if self.stroke else 0)
        return self.x - reach, self.y - reach, self.x + reach, self.y + reach


class Polygon(msgspec.Struct, frozen=True, kw_only=True, tag="polygon"):
    """A closed figure with straight sides; without ``fill`` only its edge is drawn."""

    points: tuple[tuple[float, float], ...]
    fill: str = ""
    stroke: str = ""
    width: float = 1.0
    opacity: float = 1.0
    key: str = ""

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Return left, top, right, bottom, with half the edge."""
        reach = self.width / 2 if self.stroke else 0
        across = [x for x, _ in self.points]
        down = [y for _, y in self.points]
        return min(across) - reach, min(down) - reach, max(across) + reach, max(down) + reach


class Text(msgspec.Struct, frozen=True, kw_only=True, tag="text"):
    """One line of text in Noto Sans; ``y`` is the base line and ``length`` its measured width."""

    x: float
    y: float
    text: str
    size: float
    colour: str
    length: float
    anchor: Anchor = "start"
    bold: bool = False
    key: str = ""

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Return left, top, right, bottom of the measured text."""
        left = self.x - {"start": 0.0, "middle": 0.5, "end": 1.0}[self.anchor] * self.length
        return left, self.y - 0.8 * self.size, left + self.length, self.y + 0.25 * self.size


Shape: TypeAlias = Line | Rect | Circle | Polygon | Text


class Drawing(msgspec.Struct, frozen=True, kw_only=True):
    """A finished picture: ``title`` and ``description`` name it for who cannot see it, ``table`` tells it in rows."""

    width: float
    height: float
    shapes: tuple[Shape, ...]
    title: str
    description: str
    table: Table = Table()

    def hits(self, x: float, y: float) -> tuple[str, ...]:
        """Return the keys at a point, nearest middle first, every key once."""
        found: list[tuple[float, int, str]] = []
        for index, shape in enumerate(self.shapes):
            if not shape.key:
                continue
            left, top, right, bottom = shape.box
            if left - _REACH <= x <= right + _REACH and top - _REACH <= y <= bottom + _REACH:
                distance = math.hypot(x - (left + right) / 2, y - (top + bottom) / 2)
                found.append((distance, -index, shape.key))
        return tuple(dict.fromkeys(key for _, _, key in sorted(found)))

    def hit(self, x: float, y: float) -> str | None:
        """Return the key of the shape at a point; where several lie, the one whose middle is nearest."""
        return next(iter(self.hits(x, y)), None)

    def keys(self) -> tuple[str, ...]:
        """Return the keys in reading order: from left to right, then from top to bottom."""
        placed = sorted((shape.box[0] + shape.box[2], shape.box[1], shape.key) for shape in self.shapes if shape.key)
        return tuple(dict.fromkeys(key for _, _, key in placed))

    def spots(self, key: str) -> tuple[tuple[float, float, float, float], ...]:
        """Return the boxes of all shapes with a key, from back to front."""
        return tuple(shape.box for shape in self.shapes if shape.key == key)
