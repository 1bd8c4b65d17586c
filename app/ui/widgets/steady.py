"""Fields that the wheel of the mouse leaves alone: whoever scrolls a form must not change an answer in passing.

The wheel does not bring the cursor either, or what is typed after scrolling would come into another field.
"""

from PySide6.QtCore import Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QDateEdit, QPlainTextEdit

_FRAME = 14


class Combo(QComboBox):
    """A combo box; its open list still scrolls."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page."""
        event.ignore()


class DayEdit(QDateEdit):
    """A day, changed by keys and by its calendar."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page."""
        event.ignore()


class LongText(QPlainTextEdit):
    """Plain text of several lines; it scrolls under the wheel, but the cursor stays where one types."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def set_lines(self, lines: int) -> None:
        """Stand as high as some lines, in the size of letters that the theme gives."""
        self.ensurePolished()
        self.setFixedHeight(self.fontMetrics().lineSpacing() * lines + _FRAME)
