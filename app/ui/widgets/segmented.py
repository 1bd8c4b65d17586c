"""One choice out of a few, side by side."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QPushButton, QSizePolicy

from app.ui.widgets.kind import set_kind, set_look


class Segmented(QFrame):
    """Buttons of which one is chosen; ``chosen`` carries the key when the user chooses."""

    chosen = Signal(str)

    def __init__(self, options: Sequence[tuple[str, str]], label: str = "") -> None:
        super().__init__()
        set_kind(self, "segmented")
        self.setAccessibleName(label)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(1, 1, 1, 1)
        row.setSpacing(0)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, QPushButton] = {}
        for index, (key, text) in enumerate(options):
            button = QPushButton(text)
            button.setCheckable(True)
            button.setAccessibleName(f"{label}: {text}" if label else text)
            button.setCursor(Qt.CursorShape.PointingHandCursor)
            place = "first" if index == 0 else "last" if index == len(options) - 1 else "middle"
            set_kind(button, "segment", place=place)
            button.installEventFilter(self)
            self._group.addButton(button)
            self._buttons[key] = button
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
        """Draw the focus ring around the whole group."""
        if event.type() is QEvent.Type.FocusIn:
            set_look(self, focused="true")
        elif event.type() is QEvent.Type.FocusOut:
            set_look(self, focused="false")
        return super().eventFilter(watched, event)

    def _clicked(self) -> None:
        """Tell which key the user chose."""
        self.chosen.emit(self.value)
