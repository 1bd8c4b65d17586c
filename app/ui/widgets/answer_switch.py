"""The four answers side by side; each looks different when it is the one that was given."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QPushButton, QSizePolicy

from app.ui.widgets.kind import set_kind, set_look

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


class AnswerSwitch(QFrame):
    """One of four answers; ``chosen`` carries the key when the user chooses."""

    chosen = Signal(str)

    def __init__(self, options: Sequence[tuple[str, str]], label: str) -> None:
        super().__init__()
        set_kind(self, "answers")
        self.setAccessibleName(label)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(2, 2, 2, 2)
        row.setSpacing(0)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, QPushButton] = {}
        for key, text in options:
            button = _AnswerButton(text)
            button.setCheckable(True)
            button.setAccessibleName(f"{label} {text}")
            button.setCursor(Qt.CursorShape.PointingHandCursor)
            set_kind(button, "answer", answer=key)
            button.installEventFilter(self)
            self._group.addButton(button)
            self._buttons[key] = button
            row.addWidget(button)
        self._group.buttonClicked.connect(self._clicked)

    @property
    def value(self) -> str:
        """Return the key of the answer shown."""
        return next((key for key, button in self._buttons.items() if button.isChecked()), "")

    def choose(self, key: str) -> None:
        """Show an answer without telling anybody; the tab key stops at this answer and at no other."""
        self._buttons[key].setChecked(True)
        for name, button in self._buttons.items():
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if name == key else Qt.FocusPolicy.ClickFocus)

    def button(self, key: str) -> QPushButton:
        """Return the button of an answer."""
        return self._buttons[key]

    def take_focus(self) -> None:
        """Put the focus on the answer that is given."""
        self._buttons[self.value].setFocus(Qt.FocusReason.TabFocusReason)

    def lock(self, locked: bool) -> None:
        """Make the answers read-only: the given one stays readable, the others are greyed."""
        for button in self._buttons.values():
            button.setEnabled(not locked or button.isChecked())
            button.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, locked)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Draw the focus ring around the whole group."""
        if event.type() is QEvent.Type.FocusIn:
            set_look(self, focused="true")
        elif event.type() is QEvent.Type.FocusOut:
            set_look(self, focused="false")
        return super().eventFilter(watched, event)

    def _clicked(self) -> None:
        """Tell which answer the user chose."""
        self.chosen.emit(self.value)
