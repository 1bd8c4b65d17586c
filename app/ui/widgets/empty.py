"""What a list shows when there is nothing in it: why, and what can be done."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from app.ui.widgets.kind import set_kind
from app.ui.widgets.text import Text


class EmptyState(QWidget):
    """A sentence, an explanation and, when ``action`` is given, a button; ``asked`` when it is clicked."""

    asked = Signal()

    def __init__(self, title: str, words: str = "", action: str = "") -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 32, 24, 32)
        column.setSpacing(8)
        column.addStretch(1)
        self.title = Text(title, "heading")
        self.words = Text(words, "muted")
        for text in (self.title, self.words):
            text.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(text)
        self.words.setVisible(bool(words))
        self.button = QPushButton(action)
        set_kind(self.button, "primary")
        self.button.clicked.connect(self._clicked)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        self.button.setVisible(bool(action))
        column.addStretch(1)

    def _clicked(self) -> None:
        """Tell that the user wants to do something about it."""
        self.asked.emit()
