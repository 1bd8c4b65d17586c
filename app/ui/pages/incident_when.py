"""The field for when it happened: it tells how it was read and offers a choice where words mean two moments."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget

from app.i18n import Translator
from app.ui.binding import show_text
from app.ui.widgets.field import Field
from app.ui.widgets.flow import FlowLayout
from app.ui.widgets.kind import set_kind
from app.ui.widgets.reading_order import ReadingOrder
from app.viewmodels.incident_state import IncidentFormState

_UNREAD = "unread"


class WhenField(QWidget):
    """``said`` carries what was typed, ``meant`` the chosen meaning, ``unread`` the wish to keep words undated."""

    said = Signal(str)
    meant = Signal(int)
    unread = Signal()

    def __init__(self, say: Translator) -> None:
        super().__init__()
        self._say = say
        self._shown: tuple[str, ...] = ()
        self.edit = QLineEdit()
        self.edit.setPlaceholderText(say("for example: half March 2026, evening"))
        self.edit.textEdited.connect(self.said)
        self.field = Field(say("When"), self.edit)
        self.setFocusProxy(self.edit)
        self._room = QWidget()
        self._flow = FlowLayout(self._room)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.field)
        column.addWidget(self._room)
        column.addStretch(1)
        self._room.hide()
        self._order = ReadingOrder(self.field, self._room)

    @property
    def choices(self) -> tuple[QPushButton, ...]:
        """Return the buttons between which the user chooses."""
        items = (self._flow.itemAt(number) for number in range(self._flow.count()))
        widgets = (item.widget() if item else None for item in items)
        return tuple(widget for widget in widgets if isinstance(widget, QPushButton))

    def show_state(self, state: IncidentFormState) -> None:
        """Show the words, the reading and the choice."""
        read, fields = state.read, state.fields
        show_text(self.edit, fields.when)
        hint = read.hints.get("when")
        words = hint.words if hint is not None and (fields.when.strip() or state.told) else ""
        # Half a date is not wrong yet: it only turns red once somebody tried to save it.
        self.field.set_hint(words, wrong=hint is not None and hint.wrong and bool(state.told))
        options = read.meanings or ((self._say("Save as “date unknown”"),) if read.may_be_unread else ())
        chosen = fields.meaning if read.meanings else 0 if fields.when_unread else -1
        self._offer(options, chosen, meanings=bool(read.meanings))

    def _offer(self, options: Sequence[str], chosen: int, *, meanings: bool) -> None:
        """Show the buttons; they are only made anew when the options differ."""
        if tuple(options) != self._shown:
            self._shown = tuple(options)
            self._flow.clear()
            for number, words in enumerate(options):
                button = QPushButton(words)
                button.setCheckable(True)
                button.setObjectName(str(number) if meanings else _UNREAD)
                set_kind(button, "choice")
                button.clicked.connect(self._clicked)
                self._flow.addWidget(button)
            self._room.setVisible(bool(options))
            self._room.updateGeometry()
            self._order.follow()
        for number, button in enumerate(self.choices):
            button.setChecked(number == chosen)

    def _clicked(self) -> None:
        """Tell what the user chose."""
        sender = self.sender()
        if sender.objectName() == _UNREAD:
            self.unread.emit()
        else:
            self.meant.emit(int(sender.objectName()))
