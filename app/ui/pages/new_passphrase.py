"""The two fields of a new passphrase, with the meter between them."""

from PySide6.QtCore import QObject, QTimer, Signal

from app.ui.pages.door_parts import DoorSide, SecretLine
from app.ui.theme import Theme
from app.ui.widgets.strength_meter import StrengthMeter

_PAUSE_MS = 150


class NewPassphrase(QObject):
    """Adds the fields to a side of the door; ``changed`` comes when the keys rest for a moment."""

    changed = Signal()

    def __init__(self, side: DoorSide, theme: Theme) -> None:
        super().__init__(side)
        say = side.say
        self.first, self.again = SecretLine(), SecretLine()
        hint = say("At least 12 characters. A few words that do not belong together are easier to remember than signs.")
        side.add_field("new_passphrase", say("Passphrase"), self.first, hint)
        self.meter = StrengthMeter(theme)
        side.fields["new_passphrase"].below.addWidget(self.meter)
        side.add_field("again", say("Passphrase again"), self.again)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_PAUSE_MS)
        self._rest.timeout.connect(self.changed)
        self.first.textEdited.connect(self._rest.start)
