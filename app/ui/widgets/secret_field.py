"""A field for a passphrase, which notices Caps Lock."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

from app.i18n import Translator
from app.ui.widgets.field import Field


class SecretField(Field):
    """A labelled ``line`` whose letters are not shown; the hint says so when Caps Lock seems to be on."""

    def __init__(self, label: str, say: Translator, hint: str = "") -> None:
        self.line = QLineEdit()
        self.line.setEchoMode(QLineEdit.EchoMode.Password)
        self.line.setInputMethodHints(Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText)
        super().__init__(label, self.line, hint)
        self._say, self._usual = say, hint
        self._wrong = False
        self.line.installEventFilter(self)

    def set_hint(self, words: str, *, wrong: bool = False) -> None:
        """Show a hint below the field; one about something wrong stays until it is right."""
        self._wrong = wrong
        super().set_hint(words, wrong=wrong)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Notice Caps Lock before the key is taken."""
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.text().isalpha():
            shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            if not self._wrong:
                is_on = event.text().isupper() != shifted
                self.set_hint(self._say("Caps Lock seems to be on.") if is_on else self._usual)
        return super().eventFilter(watched, event)
