"""Mark shapes: every row of a timeline has its own, so that colour is never the only carrier."""

import math
from typing import Literal, TypeAlias

from app.charts.drawing import Circle, Polygon

MarkShape: TypeAlias = Literal[
    "circle", "square", "diamond", "triangle", "triangle-down", "pentagon", "hexagon", "star", "cross", "bar"
]

_SIDES: dict[str, tuple[int, float, float]] = {
    "square": (4, 45.0, 1.18),
    "diamond": (4, 0.0, 1.22),
    "triangle": (3, -90.0, 1.3),
    "triangle-down": (3, 90.0, 1.3),
    "pentagon": (5, -90.0, 1.12),
    "hexagon": (6, 0.0, 1.08),
}


def _regular(x: float, y: float, radius: float, sides: int, turn: float) -> tuple[tuple[float, float], ...]:
    """Return the corners of a regular figure around a middle."""
    corners = (math.radians(turn + 360 * index / sides) for index in range(sides))
    return tuple((x + radius * math.cos(angle), y + radius * math.sin(angle)) for angle in corners)


def _star(x: float, y: float, radius: float) -> tuple[tuple[float, float], ...]:
    """Return the corners of a five-pointed star."""
    outer = _regular(x, y, radius, 5, -90)
    inner = _regular(x, y, radius * 0.5, 5, -54)
    return tuple(corner for pair in zip(outer, inner, strict=True) for corner in pair)


def _cross(x: float, y: float, radius: float) -> tuple[tuple[float, float], ...]:
    """Return the corners of an upright cross."""
    far, near = radius, radius * 0.38
    steps = (
        (-near, -far), (near, -far), (near, -near), (far, -near), (far, near), (near, near),
        (near, far), (-near, far), (-near, near), (-far, near), (-far, -near), (-near, -near),
    )  # fmt: skip
    return tuple((x + across, y + down) for across, down in steps)


def _corners(shape: MarkShape, x: float, y: float, radius: float) -> tuple[tuple[float, float], ...]:
    """Return the corners of a mark with about the same area as a disc of this radius."""
    if shape in _SIDES:
        sides, turn, factor = _SIDES[shape]
        return _regular(x, y, radius * factor, sides, turn)
    if shape == "star":
        return _star(x, y, radius * 1.35)
    if shape == "cross":
        return _cross(x, y, radius * 1.15)
    wide, high = radius * 0.55, radius * 1.2
    return (x - wide, y - high), (x + wide, y - high), (x + wide, y + high), (x - wide, y + high)


def mark(
    shape: MarkShape,
    x: float,
    y: float,
    radius: float,
    *,
    fill: str,
    stroke: str,
    width: float = 1.0,
    opacity: float = 1.0,
    key: str = "",
) -> Circle | Polygon:
    """Return a mark around a middle."""
    if shape == "circle":
        return Circle(x=x, y=y, radius=radius, fill=fill, stroke=stroke, width=width, opacity=opacity, key=key)
    points = _corners(shape, x, y, radius)
    return Polygon(points=points, fill=fill, stroke=stroke, width=width, opacity=opacity, key=key)
