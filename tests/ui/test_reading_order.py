"""The tab key follows the eye."""

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.ui.widgets.reading_order import ReadingOrder


def test_rows_that_came_later_are_reached_in_their_place(qtbot: QtBot) -> None:
    root = QWidget()
    qtbot.addWidget(root)
    column = QVBoxLayout(root)
    rows = QHBoxLayout()
    first, last = QLineEdit("first"), QPushButton("last")
    column.addWidget(first)
    column.addLayout(rows)
    column.addWidget(last)
    order = ReadingOrder(root)
    order.follow()
    late = [QLineEdit("late 1"), QLineEdit("late 2")]
    for edit in late:
        rows.addWidget(edit)
    order.follow()
    assert _chain(first, last) == ["first", "late 1", "late 2", "last"]


def test_a_grid_is_read_row_by_row(qtbot: QtBot) -> None:
    root = QWidget()
    qtbot.addWidget(root)
    grid = QGridLayout(root)
    edits = {name: QLineEdit(name) for name in "dbca"}
    for name, place in {"d": (1, 1), "b": (0, 1), "c": (1, 0), "a": (0, 0)}.items():
        grid.addWidget(edits[name], *place)
    ReadingOrder(root).follow()
    assert _chain(edits["a"], edits["d"]) == list("abcd")


def _chain(first: QLineEdit, last: QLineEdit | QPushButton) -> list[str]:
    """Return the words of the widgets from the first to the last."""
    told, place = [first.text()], first.nextInFocusChain()
    while place is not None:
        told += [place.text()] if isinstance(place, QLineEdit | QPushButton) else []
        if place is last:
            break
        place = place.nextInFocusChain()
    return told
