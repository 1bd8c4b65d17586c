"""The two fields of a new passphrase, with the meter between them."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.i18n import Translator
from app.ui.theme import Theme
from app.ui.widgets.secret_field import SecretField
from app.ui.widgets.strength_meter import StrengthMeter

_PAUSE_MS = 150


class NewPassphrase(QWidget):
    """Asks for a passphrase twice; ``weigh`` carries it when the keys rest for a moment, ``entered`` is Enter."""

    weigh = Signal(str)
    entered = Signal()

    def __init__(self, say: Translator, theme: Theme) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        self.hint = say(
            "At least 12 characters. A few words that do not belong together are easier to remember than signs."
        )
        self.first = SecretField(say("Passphrase"), say, self.hint)
        self.meter = StrengthMeter(theme)
        self.first.below.addWidget(self.meter)
        self.again = SecretField(say("Passphrase again"), say)
        column.addWidget(self.first)
        column.addWidget(self.again)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_PAUSE_MS)
        self._rest.timeout.connect(self.weigh_now)
        self.first.line.textEdited.connect(self._typed)
        self.again.line.returnPressed.connect(self.entered)

    @property
    def typed(self) -> tuple[str, str]:
        """Return what was typed, twice."""
        return self.first.line.text(), self.again.line.text()

    def weigh_now(self) -> None:
        """Have the passphrase weighed."""
        self.weigh.emit(self.first.line.text())

    def _typed(self, _text: str) -> None:
        """Wait until the keys rest."""
        self._rest.start()
