"""A label that shows words as they are: never as markup."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from app.ui.widgets.kind import set_kind


class Text(QLabel):
    """Words of one ``kind`` (title, heading, strong, muted, label, aside, hint, quote, error, …), wrapped or not."""

    def __init__(self, words: str = "", kind: str = "", *, wrap: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        if wrap:
            policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
            policy.setHeightForWidth(True)
            self.setSizePolicy(policy)
        if kind:
            set_kind(self, kind)
        self.setText(words)
