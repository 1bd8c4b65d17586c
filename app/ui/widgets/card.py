"""A card: a white box with a title and a body."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from app.ui.widgets.kind import set_kind
from app.ui.widgets.text import Text


class Card(QFrame):
    """A titled box; put content into ``body`` and things that belong beside the title into ``head``.

    A title with much to tell can ``wrap``, so that it does not make the box wider than the window.
    """

    def __init__(self, title: str = "", note: str = "", *, wrap: bool = False) -> None:
        super().__init__()
        set_kind(self, "card")
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 14, 14)
        column.setSpacing(10)
        self.head = QHBoxLayout()
        self.head.setSpacing(8)
        self._title = Text(title, "heading", wrap=wrap)
        self._note = Text(note, "subheading", wrap=False)
        self.head.addWidget(self._title, int(wrap))
        self.head.addWidget(self._note)
        if not wrap:
            self.head.addStretch(1)
        self.body = QVBoxLayout()
        self.body.setSpacing(8)
        column.addLayout(self.head)
        column.addLayout(self.body, 1)
        self.set_title(title, note)

    def set_title(self, title: str, note: str = "") -> None:
        """Change the title and the quieter note beside it."""
        self._title.setText(title)
        self._note.setText(note)
        self._title.setVisible(bool(title))
        self._note.setVisible(bool(note))
        self.setAccessibleName(title)
