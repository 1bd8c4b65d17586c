"""Tables that break across pages: what is split off always fits where it was split for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.dossier.flow import Grid, Passage, Row
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


@given(st.lists(st.integers(1, 900), min_size=1, max_size=6), st.floats(0, 800))
def test_what_is_split_off_fits_in_the_room(lengths: list[int], room: float) -> None:
    pieces = grid(*lengths).split(WIDTH, room)
    if pieces:
        assert pieces[0].wrap(WIDTH, room)[1] <= room
