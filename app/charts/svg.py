"""Write a drawing as SVG: vector, self-contained, without a script or a reference to anything outside."""

from xml.sax.saxutils import escape, quoteattr

from app.charts.drawing import Circle, Drawing, Line, Polygon, Rect, Shape, Text

_FONT = "'Noto Sans', sans-serif"


def _figure(value: float) -> str:
    """Return a number with at most two decimals."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text in {"", "-0"} else text


def _clean(text: str) -> str:
    """Return a typed text without characters that XML cannot hold."""
    return escape("".join(char if char >= " " and char not in "\ufffe\uffff" else " " for char in text))


def _attributes(**values: float | str | None) -> str:
    """Write attributes; ``None`` is left out and an underscore becomes a hyphen."""
    parts = (
        f" {name.replace('_', '-')}={quoteattr(value if isinstance(value, str) else _figure(value))}"
        for name, value in values.items()
        if value is not None
    )
    return "".join(parts)


def _look(shape: Circle | Polygon) -> str:
    """Write the inside and the edge of a figure."""
    return _attributes(
        fill=shape.fill or "none",
        stroke=shape.stroke or None,
        stroke_width=shape.width if shape.stroke else None,
        opacity=_part(shape.opacity),
    )


def _part(opacity: float) -> float | None:
    """Return an opacity, or nothing when it covers."""
    return None if opacity >= 1 else opacity


def _shape(shape: Shape) -> str:
    """Write one shape."""
    match shape:
        case Line():
            place = _attributes(x1=shape.x1, y1=shape.y1, x2=shape.x2, y2=shape.y2)
            dash = " ".join(map(_figure, shape.dash)) or None
            look = _attributes(stroke=shape.stroke, stroke_width=shape.width, stroke_dasharray=dash)
            return f"<line{place}{look}{_attributes(opacity=_part(shape.opacity))}/>"
        case Rect():
            place = _attributes(x=shape.x, y=shape.y, width=shape.width, height=shape.height, rx=shape.radius or None)
            return f"<rect{place}{_attributes(fill=shape.fill, opacity=_part(shape.opacity))}/>"
        case Circle():
            return f"<circle{_attributes(cx=shape.x, cy=shape.y, r=shape.radius)}{_look(shape)}/>"
        case Polygon():
            points = " ".join(f"{_figure(x)},{_figure(y)}" for x, y in shape.points)
            return f"<polygon{_attributes(points=points)}{_look(shape)}/>"
        case Text():
            look = _attributes(
                x=shape.x,
                y=shape.y,
                fill=shape.colour,
                font_size=shape.size,
                font_weight="600" if shape.bold else None,
                text_anchor=None if shape.anchor == "start" else shape.anchor,
            )
            return f"<text{look}>{_clean(shape.text)}</text>"


def to_svg(drawing: Drawing) -> str:
    """Return the drawing as one SVG document; equal drawings give equal texts."""
    width, height = _figure(drawing.width), _figure(drawing.height)
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}"'
        f' role="img" aria-labelledby="title description" font-family={quoteattr(_FONT)}>'
    )
    names = (
        f'<title id="title">{_clean(drawing.title)}</title>',
        f'<desc id="description">{_clean(drawing.description)}</desc>',
    )
    return "\n".join((head, *names, *map(_shape, drawing.shapes), "</svg>")) + "\n"
