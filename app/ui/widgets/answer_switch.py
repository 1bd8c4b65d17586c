"""The four answers side by side; each looks different when it is the one that was given."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton

from app.ui.widgets.choice_row import ChoiceRow
from app.ui.widgets.kind import set_kind

_UP_DOWN = (Qt.Key.Key_Up, Qt.Key.Key_Down)


class _AnswerButton(QPushButton):
    """A button that leaves up and down to the list and keeps its width when its words turn bold."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let the list move to another question."""
        if event.key() in _UP_DOWN:
            event.ignore()
            return
        super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        """Return the size that the words need when they are bold."""
        hint = super().sizeHint()
        font = self.font()
        plain = self.fontMetrics().horizontalAdvance(self.text())
        font.setWeight(font.Weight.DemiBold)
        button = hint.width() - plain
        bold = self.fontMetrics().horizontalAdvance(self.text()) * 1.08
        return QSize(round(button + bold), hint.height())


class AnswerSwitch(ChoiceRow):
    """One of four answers."""

    def __init__(self, options: Sequence[tuple[str, str]], label: str) -> None:
        buttons: dict[str, QPushButton] = {}
        for key, text in options:
            button = _AnswerButton(text)
            button.setAccessibleName(f"{label} {text}")
            set_kind(button, "answer", answer=key)
            buttons[key] = button
        super().__init__("answers", label, buttons, margin=2)

    def take_focus(self) -> None:
        """Put the focus on the answer that is given."""
        self._buttons[self.value].setFocus(Qt.FocusReason.TabFocusReason)

    def lock(self, locked: bool) -> None:
        """Make the answers read-only: the given one stays readable, the others are greyed."""
        for button in self._buttons.values():
            button.setEnabled(not locked or button.isChecked())
            button.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, locked)
