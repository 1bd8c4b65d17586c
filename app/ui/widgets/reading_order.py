"""The tab key goes through a form as the eye does, also through rows that were added later."""

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLayout, QScrollArea, QWidget


class ReadingOrder:
    """Keeps the tab order of ``parts`` equal to the order of their layouts; call ``follow`` when widgets may be new.

    The first widget keeps its place in the chain of the window and the others come after it. A part must not hold a
    widget that hands the cursor on to its own child, unless that comes first: Qt jumps back to it otherwise.
    """

    def __init__(self, *parts: QWidget) -> None:
        self._parts = parts
        self._last: tuple[int, ...] = ()

    def follow(self) -> None:
        """Chain the widgets again, unless they are the same as before."""
        widgets = [widget for part in self._parts for widget in stops(part)]
        found = tuple(id(widget) for widget in widgets)
        if found != self._last:
            self._last = found
            for before, after in pairwise(widgets):
                QWidget.setTabOrder(before, after)


def stops(widget: QWidget) -> Iterator[QWidget]:
    """Return the widgets that can have the cursor themselves, in the order in which they are read."""
    if widget.focusPolicy() is not Qt.FocusPolicy.NoFocus and widget.focusProxy() is None:
        yield widget
    inner = widget.widget() if isinstance(widget, QScrollArea) else widget
    layout = inner.layout() if inner is not None else None
    if layout is not None:
        yield from _stops_in(layout)


def _stops_in(layout: QLayout) -> Iterator[QWidget]:
    """Return the stops of a layout; a grid is read row by row, whatever the order in which it was filled."""
    places = list(range(layout.count()))
    if isinstance(layout, QGridLayout):
        places.sort(key=lambda place: layout.getItemPosition(place)[:2])  # type: ignore[index]  # stub says object
    for place in places:
        item = layout.itemAt(place)
        if item is None:
            continue
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            yield from stops(widget)
        elif inner is not None:
            yield from _stops_in(inner)
