"""Coming in with the words on paper: the words, then for whom, with a new passphrase."""

from typing import Any

from app.i18n import Translator
from app.ui.binding import show_options
from app.ui.pages.door_parts import DoorSide, button, head, in_row
from app.ui.theme import Theme
from app.ui.widgets.new_passphrase import NewPassphrase
from app.ui.widgets.steady import Combo
from app.ui.widgets.text import Text
from app.ui.widgets.word_grid import WordFields
from app.viewmodels.strength_words import strength_words
from app.viewmodels.unlock import Unlock, UnlockState


class WordsSide(DoorSide):
    """Asks for the 24 words."""

    def __init__(self, model: Unlock[Any], say: Translator, theme: Theme) -> None:
        super().__init__(model, say)
        head(self.column, say("Recovery words"), say("Step {step} of {steps}", step=1, steps=2))
        self.column.addWidget(
            Text(say("Type the 24 words from the paper. The first four letters of each are enough."), "muted")
        )
        self.words = WordFields(say, theme)
        self.words.finished.connect(self._go_on)
        self.add_field("words", say("The words"), self.words)
        self.go_on, back = button(say("Next"), main=True), button(say("Back"))
        self.go_on.clicked.connect(self._go_on)
        back.clicked.connect(model.back)
        self.column.addLayout(in_row(self.go_on, back))

    def focus_first(self) -> None:
        """Put the cursor at the first word that is missing."""
        self.words.focus_gap()

    def _go_on(self) -> None:
        """Look whether the words open the vault."""
        self.model.read_words(self.words.typed())


class RenewSide(DoorSide):
    """Asks who comes in and for that member's new passphrase."""

    def __init__(self, model: Unlock[Any], words: WordFields, say: Translator, theme: Theme) -> None:
        super().__init__(model, say)
        self._words = words
        head(self.column, say("A new passphrase"), say("Step {step} of {steps}", step=2, steps=2))
        self.column.addWidget(
            Text(say("The words are right. The old passphrase of who comes in opens nothing any more."), "muted")
        )
        self.who = Combo()
        self.add_field("user", say("Who comes in"), self.who, say("The log tells that it was with the recovery words."))
        self.secret = NewPassphrase(say, theme)
        self.column.addWidget(self.secret)
        self.adopt("new_passphrase", self.secret.first, self.secret.hint)
        self.adopt("again", self.secret.again)
        self.go_on, back = button(say("Open the vault"), main=True), button(say("Back"))
        self.go_on.clicked.connect(self._recover)
        self.secret.entered.connect(self._recover)
        self.secret.weigh.connect(self._weigh)
        back.clicked.connect(model.back)
        self.column.addLayout(in_row(self.go_on, back))

    def show_state(self, state: UnlockState) -> None:
        """Show the members and how well the passphrase withstands guessing."""
        super().show_state(state)
        chosen = str(self.who.currentData() or next(iter(state.names), ""))
        show_options(self.who, tuple((name, name) for name in state.names), chosen)
        self.secret.meter.show_strength(strength_words(state.strength, self.say))

    def focus_first(self) -> None:
        """Put the cursor at who comes in."""
        self.who.setFocus()

    def _weigh(self, passphrase: str) -> None:
        """Have the passphrase weighed."""
        self.model.weigh(passphrase, str(self.who.currentData() or ""))

    def _recover(self) -> None:
        """Open the vault."""
        self.model.recover(self._words.typed(), str(self.who.currentData() or ""), *self.secret.typed)
