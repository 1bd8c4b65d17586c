"""A text field that grows with what is typed."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent

from app.ui.widgets.steady import LongText

_FRAME = 20


class GrowingText(LongText):
    """Plain text between ``lines`` and ``most`` lines high; Tab goes to the next field."""

    def __init__(self, lines: int = 1, most: int = 12) -> None:
        super().__init__()
        self._lines, self._most = lines, most
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the height again: another width wraps otherwise."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Follow the number of lines on the screen."""
        needed = int(self.document().size().height())
        lines = min(max(needed, self._lines), self._most)
        always_off, as_needed = Qt.ScrollBarPolicy.ScrollBarAlwaysOff, Qt.ScrollBarPolicy.ScrollBarAsNeeded
        self.setVerticalScrollBarPolicy(as_needed if needed > self._most else always_off)
        height = lines * self.fontMetrics().lineSpacing() + _FRAME
        if height != self.minimumHeight():
            self.setFixedHeight(height)
