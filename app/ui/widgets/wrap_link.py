"""A clickable text that may run over several lines."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent

from app.ui.widgets.text import Text


class WrapLink(Text):
    """Words that lead somewhere; ``clicked_key`` carries the key."""

    clicked_key = Signal(str)

    def __init__(self, words: str, key: str) -> None:
        super().__init__(words, "wrap-link")
        self.key = key
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(words)

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        """Follow the link."""
        self.clicked_key.emit(self.key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Follow the link with Enter or the space bar."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.clicked_key.emit(self.key)
            return
        super().keyPressEvent(event)
