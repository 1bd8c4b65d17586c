"""Buttons side by side of which one is chosen; the tab key stops at the choice and the ring is around all of them."""

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QPushButton, QSizePolicy

from app.ui.widgets.kind import set_kind, set_look


class ChoiceRow(QFrame):
    """Asks with buttons; ``chosen`` carries the key when the user chooses."""

    chosen = Signal(str)

    def __init__(self, kind: str, label: str, buttons: Mapping[str, QPushButton], *, margin: int) -> None:
        super().__init__()
        set_kind(self, kind)
        self.setAccessibleName(label)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(margin, margin, margin, margin)
        row.setSpacing(0)
        self._group = QButtonGroup(self)
        self._buttons = dict(buttons)
        for button in self._buttons.values():
            button.setCheckable(True)
            button.setCursor(Qt.CursorShape.PointingHandCursor)
            button.installEventFilter(self)
            self._group.addButton(button)
            row.addWidget(button)
        self._group.buttonClicked.connect(self._clicked)

    @property
    def value(self) -> str:
        """Return the chosen key, or "" when nothing is chosen."""
        return next((key for key, button in self._buttons.items() if button.isChecked()), "")

    def choose(self, key: str) -> None:
        """Show a choice without telling anybody; an unknown key shows none. The tab key stops at the choice."""
        self._group.setExclusive(False)
        stop = key if key in self._buttons else next(iter(self._buttons), "")
        for name, button in self._buttons.items():
            button.setChecked(name == key)
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if name == stop else Qt.FocusPolicy.ClickFocus)
        self._group.setExclusive(True)

    def button(self, key: str) -> QPushButton:
        """Return the button of a key, for focus and tests."""
        return self._buttons[key]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Draw the focus ring around the whole row."""
        if event.type() is QEvent.Type.FocusIn:
            set_look(self, focused="true")
        elif event.type() is QEvent.Type.FocusOut:
            set_look(self, focused="false")
        return super().eventFilter(watched, event)

    def _clicked(self) -> None:
        """Tell which key the user chose."""
        self.chosen.emit(self.value)
