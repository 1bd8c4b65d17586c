"""What must stand together on a page: headings with what they head, and the end of a copy."""

import pytest
from reportlab.platypus import Flowable

from app.dossier.flow import Grid, Heading, Paragraph, Passage, Row
from app.dossier.fonts import fonts
from app.dossier.room import Room, Together, with_room
from app.dossier.styles import BODY
from app.dossier.text import Span

WIDTH = 500.0


@pytest.fixture(scope="module", autouse=True)
def _fonts() -> None:
    fonts()


def passage(words: str = "woord") -> Passage:
    """Return some words."""
    return Passage(Span(words, BODY))


def table(rows: int) -> Grid:
    """Return a table of short rows of 19.6 points each."""
    return Grid((1.0,), [Row([[passage()]]) for _ in range(rows)])


def end(facts: int, parts: int) -> tuple[Together, Grid]:
    """Return the end of a copy, of a heading, facts and parts, and the table of its parts."""
    later = table(parts)
    return Together([Heading(passage(), "Manifest", "m"), table(facts), later, Paragraph(passage())]), later


@pytest.mark.parametrize(
    ("room", "facts", "parts", "moved", "broken"),
    [
        (500, 8, 8, False, False),  # It fits.
        (150, 8, 8, True, False),  # Little of it would stand on this page.
        (300, 8, 8, True, False),  # Little of it would stand on the next one, and its tables are short.
        (480, 8, 18, False, True),  # Little of it would stand on the next one, and its last table is long.
        (320, 8, 18, False, False),  # Enough stands on both.
        (200, 8, 40, False, False),  # It is longer than a page.
    ],
)
def test_the_end_of_a_copy_is_not_torn_for_a_few_lines(
    room: float, facts: int, parts: int, *, moved: bool, broken: bool
) -> None:
    together, later = end(facts, parts)
    together.wrap(WIDTH, room)
    assert (together.height > room) is moved
    assert later.begins_page is broken


def test_a_table_that_begins_a_page_does_so_once() -> None:
    rows = table(3)
    rows.begins_page = True
    assert rows.wrap(WIDTH, 400)[1] > 400
    *_, again = rows.split(WIDTH, 400)
    assert again is rows
    assert rows.wrap(WIDTH, 400)[1] < 400


@pytest.mark.parametrize(("paragraphs", "kept"), [(1, 2), (2, 3), (5, 3)])
def test_a_heading_stands_above_two_paragraphs_at_least_where_there_are_so_many(paragraphs: int, kept: int) -> None:
    story: list[Flowable] = [Heading(passage(), "Kop", "k"), *(Paragraph(passage()) for _ in range(paragraphs))]
    room = with_room(story)[0]
    assert isinstance(room, Room)
    rests = room.needed(WIDTH)
    assert rests == pytest.approx(with_room(story[:kept])[0].needed(WIDTH))  # type: ignore[attr-defined]
