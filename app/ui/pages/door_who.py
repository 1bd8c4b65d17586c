"""The second step of a new vault: who works there, and with which passphrase."""

from typing import Any

from PySide6.QtWidgets import QLineEdit

from app.i18n import Translator
from app.ui.pages.door_parts import DoorSide, button, head, in_row
from app.ui.theme import Theme
from app.ui.widgets.new_passphrase import NewPassphrase
from app.viewmodels.strength_words import strength_words
from app.viewmodels.unlock import Unlock, UnlockState


class WhoSide(DoorSide):
    """Asks for the name of the first user and a passphrase."""

    def __init__(self, model: Unlock[Any], say: Translator, theme: Theme) -> None:
        super().__init__(model, say)
        head(self.column, say("Who works here, and the passphrase"), say("Step {step} of {steps}", step=2, steps=3))
        self.user = QLineEdit()
        self.add_field("user", say("Your name"), self.user, say("Stands with everything you record."))
        self.secret = NewPassphrase(say, theme)
        self.column.addWidget(self.secret)
        self.adopt("new_passphrase", self.secret.first, self.secret.hint)
        self.adopt("again", self.secret.again)
        self.make_button, back = button(say("Make the vault"), main=True), button(say("Back"))
        self.make_button.clicked.connect(self._create)
        self.secret.entered.connect(self._create)
        self.secret.weigh.connect(self._weigh)
        self.user.editingFinished.connect(self.secret.weigh_now)
        back.clicked.connect(model.back)
        self.column.addLayout(in_row(self.make_button, back))

    def focus_first(self) -> None:
        """Put the cursor at the name."""
        self.user.setFocus()

    def show_state(self, state: UnlockState) -> None:
        """Show what is wrong and how well the passphrase withstands guessing."""
        super().show_state(state)
        self.secret.meter.show_strength(strength_words(state.strength, self.say))

    def _weigh(self, passphrase: str) -> None:
        """Have the passphrase weighed."""
        self.model.weigh(passphrase, self.user.text())

    def _create(self) -> None:
        """Make the vault."""
        self.model.create(self.user.text(), *self.secret.typed)
