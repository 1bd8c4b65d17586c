"""Show a state in a widget without disturbing the person who is typing, and without echoing it back."""

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLayout, QLineEdit, QPlainTextEdit, QWidget

from app.ui.widgets.kind import set_look
from app.ui.widgets.link import RecordLink


def show_text(widget: QLineEdit | QPlainTextEdit, text: str) -> None:
    """Show a text; the cursor stays where it is when the text is already there, and the start is in view."""
    if isinstance(widget, QLineEdit):
        if widget.text() != text:
            with QSignalBlocker(widget):
                widget.setText(text)
                if not widget.hasFocus():
                    widget.setCursorPosition(0)
    elif widget.toPlainText() != text:
        with QSignalBlocker(widget):
            widget.setPlainText(text)


def show_options(widget: QComboBox, options: Sequence[tuple[str, str]], chosen: str) -> None:
    """Fill a combo box with (key, text) and show the chosen key."""
    with QSignalBlocker(widget):
        present = [(widget.itemData(row), widget.itemText(row)) for row in range(widget.count())]
        if present != list(options):
            widget.clear()
            for key, text in options:
                widget.addItem(text, key)
        widget.setCurrentIndex(widget.findData(chosen))


def show_checked(widget: QAbstractButton, checked: bool) -> None:
    """Tick or untick a button."""
    with QSignalBlocker(widget):
        widget.setChecked(checked)


def hold(parent: QWidget, held: bool) -> None:
    """Let the fields in a widget be read and copied but not changed, or let them be changed again.

    What leads to a record or an exhibit works all the same, for that is looking.
    """
    for line in parent.findChildren(QLineEdit):
        hold_text(line, held)
    for text in parent.findChildren(QPlainTextEdit):
        hold_text(text, held)
    for widget in (*parent.findChildren(QComboBox), *parent.findChildren(QAbstractButton)):
        widget.setEnabled(not held or isinstance(widget, RecordLink))


def hold_text(text: QLineEdit | QPlainTextEdit, held: bool) -> None:
    """Let a text be read and copied but not changed, and look like that; or let it be changed again."""
    text.setReadOnly(held)
    set_look(text, held="yes" if held else "no")


def clear_layout(layout: QLayout) -> None:
    """Take everything out of a layout and drop its widgets."""
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        inner = item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif inner is not None:
            clear_layout(inner)
