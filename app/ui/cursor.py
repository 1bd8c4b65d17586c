"""Where the cursor is on a page, how it comes back there, and where it begins."""

from dataclasses import dataclass
from typing import cast

from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from app.ui.widgets.reading_order import stops
from app.ui.widgets.scroll import ScrollColumn

_CHOSEN = QComboBox | QAbstractSpinBox | QAbstractItemView


@dataclass(frozen=True)
class Spot:
    """A field of a page and, in a text of several lines, the place in it; ``field`` is "" when none has the cursor."""

    field: str = ""
    at: int = 0


NOWHERE = Spot()


def spot_of(page: QWidget) -> Spot:
    """Return which field of a page has the cursor: its kind, its name and how many like it come before it."""
    focused = cast("QWidget | None", page.window().focusWidget())
    if focused is None or focused is page or not page.isAncestorOf(focused):
        return NOWHERE
    alike = _alike(page, _signature(focused))
    if focused not in alike:
        return NOWHERE
    at = focused.textCursor().position() if isinstance(focused, QPlainTextEdit) else 0
    return Spot(f"{_signature(focused)}#{alike.index(focused)}", at)


def return_to(page: QWidget, spot: Spot) -> bool:
    """Put the cursor back where ``spot_of`` found it; return whether that field is there."""
    signature, _, place = spot.field.rpartition("#")
    alike = _alike(page, signature) if signature else []
    if not alike or int(place) >= len(alike):
        return False
    put_in(alike[int(place)], spot.at)
    return True


def put_in(field: QWidget, at: int = -1) -> None:
    """Bring a field into view and put the cursor into it: at a place in a longer text, else behind the last letter."""
    field.setFocus()
    above = field.parentWidget()
    while above is not None and not isinstance(above, ScrollColumn):
        above = above.parentWidget()
    if above is not None:
        above.ensureWidgetVisible(field)
    line = field.lineEdit() if isinstance(field, QComboBox) else field
    if isinstance(line, QLineEdit):
        line.end(False)
    elif isinstance(field, QPlainTextEdit):
        cursor = field.textCursor()
        if at < 0:
            cursor.movePosition(QTextCursor.MoveOperation.End)
        else:
            cursor.setPosition(min(at, len(field.toPlainText())))
        field.setTextCursor(cursor)


def first_field(root: QWidget) -> QWidget | None:
    """Return where typing or choosing begins: the first field in reading order, else the first button."""
    seen = [widget for widget in stops(root) if widget.isVisibleTo(root) and widget.isEnabledTo(root)]
    return next((widget for widget in seen if _takes_input(widget)), next(iter(seen), None))


def _takes_input(widget: QWidget) -> bool:
    """Whether something is typed or chosen in a widget."""
    if isinstance(widget, QLineEdit | QPlainTextEdit):
        return not widget.isReadOnly()
    return isinstance(widget, _CHOSEN) or (isinstance(widget, QAbstractButton) and widget.isCheckable())


def _alike(page: QWidget, signature: str) -> list[QWidget]:
    """Return the fields of a kind that are shown; what was taken away may live on until the next event."""
    found = page.findChildren(QWidget)
    return [widget for widget in found if widget.isVisibleTo(page) and _signature(widget) == signature]


def _signature(widget: QWidget) -> str:
    """Return the kind and the object name of a widget; its words change with the language."""
    return f"{type(widget).__name__}/{widget.objectName()}"
