"""Tables that break across pages: what is split off always fits where it was split for."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reportlab.platypus import Flowable

from app.dossier.cutting import cut_cell
from app.dossier.flow import Grid, Paragraph, Passage, Row
from app.dossier.fonts import fonts
from app.dossier.styles import BODY
from app.dossier.text import Span

WIDTH = 400.0
GAP = 5.0


@pytest.fixture(scope="module", autouse=True)
def _fonts() -> None:
    fonts()


def grid(*lengths: int) -> Grid:
    """Return a table with a row of so many words each, and a gap below every row."""
    return Grid((1.0,), [Row([[Passage(Span("woord " * words, BODY))]], gap=GAP) for words in lengths])


def test_the_gap_below_the_last_row_needs_no_room() -> None:
    _, needed = grid(4).wrap(WIDTH, 800)
    _, height = grid(4).wrap(WIDTH, needed - GAP)
    assert height == needed - GAP


@pytest.mark.parametrize(("lengths", "rows"), [((4, 4, 4, 4, 4, 4), 3), ((4, 60, 4, 4), 1), ((120, 4, 4, 4), 1)])
def test_some_short_rows_stand_together_below_a_heading(lengths: tuple[int, ...], rows: int) -> None:
    gaps = GAP * rows
    assert grid(*lengths).least(WIDTH) == pytest.approx(grid(*lengths[:rows]).wrap(WIDTH, 800)[1] - gaps)


@pytest.mark.parametrize("count", [2, 3])
def test_a_small_table_is_not_broken(count: int) -> None:
    small = grid(*[4] * count)
    needed = grid(*[4] * count).wrap(WIDTH, 800)[1]
    assert small.least(WIDTH) == pytest.approx(needed)
    assert small.split(WIDTH, needed - GAP - 1) == []


def test_the_title_of_some_rows_does_not_stay_behind_when_the_last_row_gets_company() -> None:
    rows = [Row([[Passage(Span("woord", BODY))]], keep=number == 3) for number in range(6)]
    every = Grid((1.0,), rows)
    height = every.wrap(WIDTH, 800)[1] / 6
    first, *_ = every.split(WIDTH, 5.5 * height)
    assert isinstance(first, Grid)
    assert first.weight == 3


@given(st.lists(st.integers(1, 900), min_size=1, max_size=6), st.floats(0, 800))
def test_what_is_split_off_fits_in_the_room(lengths: list[int], room: float) -> None:
    pieces = grid(*lengths).split(WIDTH, room)
    if pieces:
        assert pieces[0].wrap(WIDTH, room)[1] <= room


def test_words_that_were_said_stay_whole_when_their_row_is_broken_twice() -> None:
    said = Passage(Span("nooit " * 100, BODY), kept=True)
    cell = [Passage(Span("woord " * 2000, BODY)), said]
    parts: list[Passage] = []
    while cell:
        above, cell = cut_cell(cell, WIDTH, 200)
        parts += above
    assert sum(part.whole is said for part in parts) == 1


def test_a_title_goes_on_to_the_next_page_with_what_it_is_the_title_of() -> None:
    title, words = Passage(Span("Bron", BODY), leads=True), Passage(Span("woord", BODY))
    before = Passage(Span("woord " * 40, BODY))
    room = before.height(WIDTH) + title.height(WIDTH)
    assert cut_cell([before, title, words], WIDTH, room) == ([before], [title, words])


def test_the_rest_of_a_broken_row_says_which_row_it_is_and_under_which_title_it_goes_on() -> None:
    told: list[tuple[str, str]] = []

    def again(name: str, title: str) -> Passage:
        told.append((name, title))
        return Passage(Span("Vervolg", BODY), again=True)

    cell = [
        Passage(Span("I-3", BODY)),
        Passage(Span("Feiten", BODY), leads=True),
        Passage(Span("woord " * 2000, BODY)),
    ]
    rest: Flowable = Grid((1.0,), [Row([cell])], again=again)
    while rest.wrap(WIDTH, 400)[1] > 400:
        first, rest = rest.split(WIDTH, 400)
        assert first.wrap(WIDTH, 400)[1] <= 400
    assert len(told) > 1
    assert set(told) == {("I-3", "Feiten")}


def test_the_words_below_a_table_do_not_go_on_to_the_next_page_alone() -> None:
    table = grid(4, 4, 4, 4)
    _, height = table.wrap(WIDTH, 800)
    table.below = Paragraph(Passage(Span("Dit is geen oordeel.", BODY)))
    first, _, rest = table.split(WIDTH, height)
    assert first.wrap(WIDTH, height)[1] < height - 10
    assert rest.wrap(WIDTH, 800)[1] > 0


def test_rows_are_made_when_their_page_is_near() -> None:
    made: list[int] = []

    def rows() -> Iterator[Row]:
        for number in range(1_000):
            made.append(number)
            yield Row([[Passage(Span("woord", BODY))]])

    table = Grid((1.0,), rows())
    height = Grid((1.0,), [Row([[Passage(Span("woord", BODY))]])]).wrap(WIDTH, 800)[1]
    first, rest = table.split(WIDTH, 10.5 * height)
    assert isinstance(first, Grid)
    assert isinstance(rest, Grid)
    assert (first.weight, rest.is_empty) == (10, False)
    assert len(made) < 20
