"""Fields that can be read now but not changed."""

from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QPlainTextEdit, QWidget

from app.ui.widgets.kind import set_look
from app.ui.widgets.link import RecordLink


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
