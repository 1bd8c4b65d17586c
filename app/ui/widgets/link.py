"""A small button that leads to a record: I-31, B-8."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QSizePolicy

from app.i18n import Translator
from app.ui.widgets.kind import set_kind


class RecordLink(QPushButton):
    """A visible number that can be clicked; ``clicked_key`` carries the record's key."""

    clicked_key = Signal(str)

    def __init__(self, text: str, key: str, description: str = "") -> None:
        super().__init__(text)
        self.key = key
        set_kind(self, "record")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(text)
        self.setAccessibleDescription(description)
        self.setToolTip(description)
        self.clicked.connect(self._clicked)

    def _clicked(self) -> None:
        """Tell which record was asked for."""
        self.clicked_key.emit(self.key)


class ShowLink(RecordLink):
    """A small button that shows a hidden record; its name says which one."""

    def __init__(self, number: str, words: str, key: str, say: Translator) -> None:
        super().__init__(say("Show"), key)
        self.setAccessibleName(f"{number} · {words} · {say('Show')}")
