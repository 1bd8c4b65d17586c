"""Tables for spreadsheets: rows of words, in which no cell is run as a formula."""

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Final

# What a spreadsheet takes for the beginning of a formula; tab and line ends are dropped before it looks.
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n")


def plain_cell(words: str) -> str:
    """Return words as a spreadsheet shows them; what would begin a formula gets an apostrophe before it."""
    return f"'{words}" if words.startswith(_FORMULA) else words


def csv_table(rows: Iterable[Sequence[str]]) -> bytes:
    """Return rows as a file that a spreadsheet opens: semicolons between cells, UTF-8 with its mark."""
    made = io.StringIO()
    writer = csv.writer(made, delimiter=";", lineterminator="\r\n")
    writer.writerows([plain_cell(cell) for cell in row] for row in rows)
    return made.getvalue().encode("utf-8-sig")
