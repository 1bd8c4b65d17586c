"""A small rounded mark with the weight in words, so that colour is never the only carrier."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSizePolicy

from app.ui.widgets.kind import set_kind
from app.ui.widgets.text import Text


class Pill(Text):
    """``weight`` is critical, high, elevated, information or neutral; ``words`` say it."""

    def __init__(self, weight: str, words: str) -> None:
        super().__init__(words, wrap=False)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_pill(weight, words)

    def set_pill(self, weight: str, words: str) -> None:
        """Change weight and words."""
        self.setText(words)
        set_kind(self, "pill", weight=weight)
