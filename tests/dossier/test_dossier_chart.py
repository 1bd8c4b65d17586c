"""A drawing on paper: vector, inside its place, with words that can be searched."""

from io import BytesIO

import pypdfium2
import pytest
from dossier_copies import blank_canvas

from app.charts.drawing import Circle, Drawing, Line, Polygon, Rect, Text
from app.dossier.chart import DrawingFlowable

SHAPES = (
    Rect(x=0, y=0, width=300, height=20, fill="#F7F7F5", radius=3, opacity=0.5),
    Line(x1=0, y1=10, x2=300, y2=10, stroke="#A4243B", dash=(2, 3)),
    Circle(x=150, y=10, radius=6, fill="#0F4C5C", stroke="#FFFFFF"),
    Circle(x=180, y=10, radius=6, stroke="#0F4C5C"),
    Polygon(points=((200, 4), (208, 16), (192, 16)), fill="#C8691C"),
    Text(x=10, y=40, text="Dreiging <b>é</b> Ωжש", size=9, colour="#1F2933", length=120),
    Text(x=290, y=40, text="rechts", size=9, colour="#1F2933", length=30, anchor="end", bold=True),
)


def on_paper(drawing: Drawing) -> bytes:
    """Return a page with the drawing."""
    file = BytesIO()
    canvas = blank_canvas(file)
    flowable = DrawingFlowable(drawing)
    flowable.wrapOn(canvas, 400, 700)
    flowable.drawOn(canvas, 60, 300)
    canvas.save()
    return file.getvalue()


def drawing(width: float = 300, height: float = 60) -> Drawing:
    """Return a drawing with every kind of shape."""
    return Drawing(width=width, height=height, shapes=SHAPES, title="t", description="d")


def test_every_shape_is_vector_and_the_words_can_be_searched() -> None:
    pdf = on_paper(drawing())
    text = pypdfium2.PdfDocument(pdf)[0].get_textpage().get_text_range()
    assert "Dreiging <b>é</b>" in text
    assert "rechts" in text
    assert b"/Image" not in pdf.replace(b"/ImageB", b"").replace(b"/ImageC", b"").replace(b"/ImageI", b"")


@pytest.mark.parametrize(("width", "height"), [(300, 60), (900, 60), (300, 2000)])
def test_a_drawing_that_is_too_wide_or_too_high_is_made_smaller(width: float, height: float) -> None:
    flowable = DrawingFlowable(drawing(width, height))
    wide, high = flowable.wrap(400, 700)
    assert wide <= 400.001
    assert high <= 640.001
    assert wide / high == pytest.approx(width / height)


@pytest.mark.parametrize(("left", "expected"), [(700, 300), (300, 300), (260, 260), (240, 240), (239, 300)])
def test_a_drawing_gives_way_a_little_to_what_is_left_of_the_page(left: float, expected: float) -> None:
    flowable = DrawingFlowable(drawing(400, 300))
    _, high = flowable.wrap(400, left)
    assert high == pytest.approx(expected)
    assert flowable.least(400) == pytest.approx(240)
