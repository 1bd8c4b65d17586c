"""Show a state in a widget without disturbing the person who is typing, and without echoing it back."""

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLayout, QLineEdit, QPlainTextEdit


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
