"""A card whose body can be opened and closed."""

from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from app.ui.widgets.card import Card
from app.ui.widgets.kind import set_kind


class FoldCard(Card):
    """A card that begins closed; put content into ``inside``."""

    def __init__(self, title: str, open_word: str, close_word: str) -> None:
        super().__init__(title)
        self._words = (open_word, close_word)
        self.toggle = QPushButton(open_word)
        set_kind(self.toggle, "quiet")
        self.toggle.setCheckable(True)
        self.toggle.toggled.connect(self._toggled)
        self.head.addWidget(self.toggle)
        self._room = QWidget()
        self.inside = QVBoxLayout(self._room)
        self.inside.setContentsMargins(0, 0, 0, 0)
        self.inside.setSpacing(8)
        self._room.hide()
        self.body.addWidget(self._room)
        self._toggled(False)

    def _toggled(self, opened: bool) -> None:
        """Open or close the body."""
        self._room.setVisible(opened)
        word = self._words[1] if opened else self._words[0]
        self.toggle.setText(word)
        self.toggle.setAccessibleName(f"{self.accessibleName()}: {word}")
