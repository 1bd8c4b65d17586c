"""The door of a vault that exists: its passphrase."""

from typing import Any

from PySide6.QtCore import QTimer

from app.i18n import Translator
from app.ui.pages.door_parts import DoorSide, button, in_row
from app.ui.widgets.secret_field import SecretField
from app.ui.widgets.text import Text
from app.ui.widgets.wrap_link import WrapLink
from app.viewmodels.unlock import Unlock, UnlockState


class OpenSide(DoorSide):
    """Asks for the passphrase; it tells by itself whose it is, so no names are shown to whoever passes by."""

    def __init__(self, model: Unlock[Any], say: Translator) -> None:
        super().__init__(model, say)
        self.locked = Text("", "muted")
        self.column.addWidget(self.locked)
        self.opens = Text("", "heading")
        self.column.addWidget(self.opens)
        secret = SecretField(say("Passphrase"), say)
        self.passphrase = secret.line
        self.column.addWidget(secret)
        self.adopt("passphrase", secret)
        self.wait = Text("", "strong")
        self.column.addWidget(self.wait)
        self._second = QTimer(self)
        self._second.setInterval(1000)
        self._second.timeout.connect(self._tick)
        self.unlock_button, other = button(say("Unlock"), main=True), button(say("Another vault"))
        self.unlock_button.clicked.connect(self._unlock)
        self.passphrase.returnPressed.connect(self._unlock)
        other.clicked.connect(model.choose_again)
        self.column.addLayout(in_row(self.unlock_button, other))
        self.to_words = WrapLink(say("Passphrase forgotten? Use the recovery words"), "")
        self.to_words.clicked_key.connect(self._to_words)
        self.column.addWidget(self.to_words)

    def show_state(self, state: UnlockState) -> None:
        """Show which vault it is and whether it was locked a moment ago."""
        super().show_state(state)
        self.opens.setText(state.vault_name)
        kept = self.say("The vault is locked. Drafts were kept.")
        self.locked.setText(kept if state.kept else self.say("The vault is locked."))
        self.locked.setVisible(state.locked)
        self.wait.setText(self.say("Try again in {time}.", time=f"{state.wait // 60}:{state.wait % 60:02}"))
        self.wait.setVisible(bool(state.wait))
        self.unlock_button.setEnabled(not state.wait)
        if bool(state.wait) != self._second.isActive():
            self._second.start() if state.wait else self._second.stop()

    def focus_first(self) -> None:
        """Put the cursor into the passphrase."""
        self.passphrase.setFocus()

    def focus_fault(self, field: str) -> None:
        """Mark the passphrase, so that the next one replaces it."""
        super().focus_fault(field)
        self.passphrase.selectAll()

    def _tick(self) -> None:
        """Count down while the door stays shut."""
        self.model.tick()

    def _to_words(self, _key: str) -> None:
        """Go and use the words on paper."""
        self.model.choose_words()

    def _unlock(self) -> None:
        """Open the vault."""
        self.model.unlock(self.passphrase.text())
