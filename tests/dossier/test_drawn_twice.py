"""A drawing and the same in rows: whichever comes first, no page is left half empty without need."""

import pytest
from dossier_copies import picture
from reportlab.platypus import Flowable

from app.charts.drawing import Drawing
from app.dossier.chart import DrawingFlowable
from app.dossier.drawn_twice import DrawnTwice
from app.dossier.flow import Grid, Passage, Row
from app.dossier.fonts import fonts
from app.dossier.styles import BODY
from app.dossier.text import Span

WIDTH, PAGE = 500.0, 700.0


@pytest.fixture(scope="module", autouse=True)
def _fonts() -> None:
    fonts()


def rows(count: int) -> Grid:
    """Return a table of short rows of about 20 points each."""
    return Grid((1.0,), [Row([[Passage(Span("woord", BODY))]]) for _ in range(count)])


def order(room: float, count: int, high: float = 300.0) -> list[type[Flowable]]:
    """Return what comes after each other in the room that is left on a page."""
    drawn = DrawingFlowable(Drawing(width=WIDTH, height=high, shapes=picture("x").shapes, title="t", description="d"))
    return [type(one) for one in DrawnTwice(drawn, rows(count), PAGE).split(WIDTH, room)[1:]]


@pytest.mark.parametrize("room", [700, 301, 270])
def test_the_drawing_comes_first_where_it_fits(room: float) -> None:
    assert order(room, 10) == [DrawingFlowable, Grid]


def test_the_rows_fill_the_page_where_the_drawing_does_not_fit() -> None:
    assert order(250, 10) == [Grid, DrawingFlowable]
    assert order(250, 30) == [Grid, DrawingFlowable]


def test_the_drawing_comes_first_where_the_rows_would_leave_even_more_of_a_page_empty() -> None:
    assert order(250, 30, high=600) == [DrawingFlowable, Grid]


def test_a_drawing_without_rows_stands_alone() -> None:
    twice = DrawnTwice(DrawingFlowable(picture("x")), rows(0), PAGE)
    assert twice.least(WIDTH) <= 120
    assert [type(one) for one in twice.split(WIDTH, 700)[1:]] == [DrawingFlowable]


def test_little_must_stand_below_the_heading_of_a_drawing_that_is_also_told_in_rows() -> None:
    twice = DrawnTwice(DrawingFlowable(picture("x")), rows(9), PAGE)
    assert twice.least(WIDTH) == rows(9).least(WIDTH)
