"""The part of the door that helps when a vault cannot be opened for work."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from app.i18n import Translator
from app.ui.binding import clear_layout
from app.ui.widgets.text import Text
from app.ui.widgets.wrap_link import WrapLink
from app.viewmodels.rescue import Rescue

_MOST = 5


class RescueView(QWidget):
    """Shows the state of ``Rescue``; ``passphrase`` gives what is typed at the door."""

    def __init__(self, model: Rescue[Any], passphrase: Callable[[], str], say: Translator) -> None:
        super().__init__()
        self._model, self._passphrase, self._say = model, passphrase, say
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self.read = QPushButton(say("Open for reading only"))
        self.salvage = QPushButton(say("Save what can be read to a new vault"))
        self.read.clicked.connect(self._read)
        self.salvage.clicked.connect(self._salvage)
        self.told = Text("")
        self.told.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._backups = QVBoxLayout()
        column.addWidget(self.read)
        column.addWidget(self.salvage)
        column.addLayout(self._backups)
        column.addWidget(self.told)
        model.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show what is offered."""
        state = self._model.state
        self.setVisible(state.to_read)
        self.setEnabled(not state.busy)
        self.salvage.setVisible(state.damaged)
        self.told.setText(state.told)
        self.told.setVisible(bool(state.told))
        clear_layout(self._backups)
        for words, backup in state.backups[:_MOST]:
            link = WrapLink(self._say("Restore beside: {backup}", backup=words), str(backup.place))
            link.clicked_key.connect(partial(_call, partial(self._model.restore, backup)))
            self._backups.addWidget(link)

    def _read(self) -> None:
        """Open for reading only."""
        self._model.read(self._passphrase())

    def _salvage(self) -> None:
        """Save what can be read."""
        self._model.salvage(self._passphrase())


def _call(do: Callable[[], None], _key: str) -> None:
    """Do what a link says."""
    do()
