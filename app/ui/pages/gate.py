"""What stands in the place of the form of a hidden record: that it is hidden, and a button to show it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton

from app.i18n import Translator
from app.ui.widgets.card import Card
from app.ui.widgets.kind import set_kind
from app.ui.widgets.text import Text
from app.viewmodels.sensitivity import Gate


class GateCard(Card):
    """The card of a hidden record; ``asked`` carries its id, ``closed`` that it is put away."""

    asked = Signal(str)
    closed = Signal()

    def __init__(self, gate: Gate, say: Translator) -> None:
        super().__init__(gate.title, wrap=True)
        self.gate = gate
        close = QPushButton(say("Close"))
        set_kind(close, "quiet")
        close.clicked.connect(self._closed)
        self.head.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        self.body.addWidget(Text(gate.words, "strong"))
        self.body.addWidget(Text(gate.means, "hint"))
        self.show_it = QPushButton(gate.show)
        self.show_it.setAccessibleName(f"{gate.title} · {gate.words} · {gate.show}")
        self.show_it.clicked.connect(self._asked)
        row = QHBoxLayout()
        row.addWidget(self.show_it)
        row.addStretch(1)
        self.body.addLayout(row)
        self.body.addStretch(1)

    def _asked(self) -> None:
        """Ask to show the record."""
        self.asked.emit(self.gate.record)

    def _closed(self) -> None:
        """Put the card away."""
        self.closed.emit()
