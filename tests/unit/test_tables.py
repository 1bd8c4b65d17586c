"""A table for a spreadsheet holds words only."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.services.tables import csv_table, plain_cell


@pytest.mark.parametrize("words", ["=1+1", "+31 6", "-", "@SUM(A1)", "\tx", "\rx", '=HYPERLINK("x")'])
def test_a_cell_that_a_spreadsheet_would_run_is_shown_as_words(words: str) -> None:
    assert plain_cell(words) == f"'{words}"


def test_other_words_stay_as_they_are() -> None:
    assert [plain_cell(words) for words in ("", "Hij belde.", "3-4", "a=b")] == ["", "Hij belde.", "3-4", "a=b"]


@given(st.lists(st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=8), min_size=2, max_size=3)))
def test_no_cell_begins_like_a_formula_and_every_word_is_in_it(rows: list[list[str]]) -> None:
    read = csv.reader(io.StringIO(csv_table(rows).decode("utf-8-sig"), newline=""), delimiter=";")
    for before, after in zip(rows, read, strict=True):
        assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in after)
        assert [cell.removeprefix("'") for cell in after] == [cell.removeprefix("'") for cell in before]
