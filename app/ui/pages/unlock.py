"""The first page: make a vault in steps, open one, or come in with the words on paper. Its sides are `door_*.py`."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QProgressBar

from app.i18n import Translator
from app.ui.pages.damaged import RescueView
from app.ui.pages.door_choose import ChooseSide
from app.ui.pages.door_open import OpenSide
from app.ui.pages.door_parts import DoorSide
from app.ui.pages.door_place import PlaceSide
from app.ui.pages.door_who import WhoSide
from app.ui.pages.door_words import RenewSide, WordsSide
from app.ui.pages.page import Page
from app.ui.theme import Theme
from app.ui.widgets.card import Card
from app.ui.widgets.scroll import ScrollColumn
from app.ui.widgets.text import Text
from app.viewmodels.unlock import Door, Unlock

_WIDTH, _WIDE = 460, 640
_BESIDE = 48


class UnlockPage(Page):
    """One door with a side for every step."""

    def __init__(self, model: Unlock[Any], say: Translator, theme: Theme) -> None:
        super().__init__(say, theme)
        self._model = model
        self._shown: Door | None = None
        self.choose_side, self.place_side = ChooseSide(model, say), PlaceSide(model, say)
        self.who_side, self.open_side = WhoSide(model, say, theme), OpenSide(model, say)
        self.words_side = WordsSide(model, say, theme)
        self.renew_side = RenewSide(model, self.words_side.words, say, theme)
        self._sides: dict[Door, DoorSide] = {
            Door.CHOOSE: self.choose_side,
            Door.PLACE: self.place_side,
            Door.WHO: self.who_side,
            Door.OPEN: self.open_side,
            Door.WORDS: self.words_side,
            Door.RENEW: self.renew_side,
        }
        self.busy = Text(say("Opening the vault; this takes a moment on purpose."), "muted")
        self._bar = QProgressBar()
        self._bar.setRange(0, 0)
        self._bar.setTextVisible(False)
        self.error = Text("", "error")
        self.rescue = RescueView(model.rescue, self.open_side.passphrase.text, say)
        self._place_sides()
        self.follow(model.changed)
        self.refresh()

    def refresh(self) -> None:
        """Show the present side, what is wrong and whether it is busy."""
        state = self._model.state
        present = self._sides[state.door]
        for side in self._sides.values():
            side.setVisible(side is present)
            side.setEnabled(not state.busy)
        self._fit()
        self.error.setText(state.error)
        self.error.setVisible(bool(state.error) and state.wrong_field not in present.fields)
        self.busy.setVisible(state.busy)
        self._bar.setVisible(state.busy)
        present.show_state(state)
        if self._shown is not state.door:
            self._shown = state.door
            self.focus_first()
        elif state.error and not state.busy:
            present.focus_fault(state.wrong_field)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the door inside the window."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Give the card the width that its side asks for, as far as there is room."""
        wanted = self.theme.px(_WIDE if self._model.state.door is Door.WORDS else _WIDTH)
        self._card.setFixedWidth(min(wanted, max(self.width() - _BESIDE, _WIDTH)))

    def focus_first(self) -> None:
        """Put the cursor where typing starts."""
        self._sides[self._model.state.door].focus_first()

    def _place_sides(self) -> None:
        """Put the door in the middle."""
        scroll = ScrollColumn(gap=12)
        self._card = Card()
        self._card.body.setContentsMargins(14, 10, 14, 12)
        self._card.body.addWidget(Text("Patroonzicht", "title", wrap=False))
        for widget in (*self._sides.values(), self.error, self.rescue, self.busy, self._bar):
            self._card.body.addWidget(widget)
        scroll.column.addStretch(1)
        middle = QHBoxLayout()  # an alignment would have the height reckoned for the width of the window
        middle.addStretch(1)
        middle.addWidget(self._card)
        middle.addStretch(1)
        scroll.column.addLayout(middle)
        words = self.say("Everything stays on this computer, encrypted. The program makes no network connection.")
        foot = Text(words, "hint")
        foot.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        scroll.column.addWidget(foot)
        scroll.column.addStretch(2)
        self.column.addWidget(scroll)
