"""The common form of every dialog: words, fields, and the safe button first."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QPushButton, QSpacerItem, QVBoxLayout, QWidget

from app.ui.loose_words import LooseField, LooseKeeper, keeper_over
from app.ui.widgets.kind import set_kind
from app.ui.widgets.text import Text
from app.viewmodels.loose_words import ASKED

ASKS = "asks"
"""The property of a dialog for a place: what was asked before it; nothing when the vault locks."""
_NARROWEST = 400


class Dialog(QDialog):
    """A window over ``parent`` that drops itself when it closes; put content into ``body``.

    ``stay`` is the default button: Enter in a dangerous dialog does nothing harmful. The title is neutral, because a
    window title may be shown by the system. ``asks`` tells what is asked apart from everything else, so that it can be
    asked again after a lock (``app.ui.asked``); "" for what is not.
    """

    def __init__(self, parent: QWidget, title: str, words: str = "") -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(True)
        self.setWindowTitle("Patroonzicht")
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 18)
        column.setSpacing(12)
        column.addWidget(Text(title, "heading"))
        self.words = Text(words)
        column.addWidget(self.words)
        self.words.setVisible(bool(words))
        column.addSpacerItem(QSpacerItem(_NARROWEST, 0))
        self.body = QVBoxLayout()
        self.body.setSpacing(10)
        column.addLayout(self.body, 1)
        self.error = Text("", "error")
        self.error.hide()
        column.addWidget(self.error)
        self.buttons = QHBoxLayout()
        self.buttons.addStretch(1)
        column.addLayout(self.buttons)
        self.setAccessibleName(title)
        self.asks, self._kept_at, self._put_away = "", "", False
        self.finished.connect(self._forget_typed)

    def keep_typed(self, asks: str, fields: Mapping[str, LooseField]) -> None:
        """Let what is typed in these fields survive a lock; the same is asked again after it, with these words."""
        keeper = keeper_over(self)
        self.asks = asks
        if keeper is None:
            return
        self._kept_at = f"{ASKED}{asks}/"
        for name, field in fields.items():
            keeper.watch(self._kept_at + name, field)

    def put_away(self) -> None:
        """Close because the vault locks; what was typed is kept for afterwards."""
        self._put_away = True
        self.reject()

    def add_button(self, words: str, *, main: bool = False, default: bool = False) -> QPushButton:
        """Add a button at the right."""
        button = QPushButton(words)
        button.setAutoDefault(False)
        if main:
            set_kind(button, "primary")
        if default:
            button.setDefault(True)
        self.buttons.addWidget(button)
        return button

    def _forget_typed(self, _result: int) -> None:
        """Drop what was typed: it was used, or the user turned back; not before a place was chosen that it is for."""
        keeper = keeper_over(self) if self._kept_at and not self._put_away else None
        if keeper is None:
            return
        over = self.parentWidget()
        choosing = over.findChildren(QFileDialog) if over is not None else []
        chooses = next((one for one in choosing if one.isVisible()), None)
        if chooses is None:
            keeper.forget(self._kept_at)
        else:
            chooses.setProperty(ASKS, self.asks)
            chooses.finished.connect(partial(_forget_after, chooses, keeper, self._kept_at))

    def show_error(self, words: str) -> None:
        """Show why it cannot go on like this."""
        self.error.setText(words)
        self.error.setVisible(bool(words))


def _forget_after(chooses: QFileDialog, keeper: LooseKeeper, kept_at: str, _result: int) -> None:
    """Drop what was typed once a place was chosen or the user turned back; a lock does neither."""
    if chooses.property(ASKS):
        keeper.forget(kept_at)
