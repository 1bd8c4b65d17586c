"""Fields that the wheel of the mouse leaves alone: whoever scrolls a form must not change an answer in passing."""

from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QDateEdit


class Combo(QComboBox):
    """A combo box; its open list still scrolls."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page."""
        event.ignore()


class DayEdit(QDateEdit):
    """A day, changed by keys and by its calendar."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page."""
        event.ignore()
