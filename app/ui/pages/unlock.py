"""The first page: make a vault, or open one."""

import sys
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.i18n import Translator
from app.ui.files import choose_folder, documents
from app.ui.pages.page import Page
from app.ui.theme import Theme
from app.ui.widgets.card import Card
from app.ui.widgets.field import Field
from app.ui.widgets.kind import set_kind
from app.ui.widgets.scroll import ScrollColumn
from app.ui.widgets.text import Text
from app.viewmodels.unlock import Door, Unlock

_WIDTH = 460


class UnlockPage(Page):
    """Three sides of one door: choose, make, open."""

    def __init__(self, model: Unlock[Any], say: Translator, theme: Theme) -> None:
        super().__init__(say, theme)
        self._model = model
        self._shown: Door | None = None
        self._sides = {
            Door.CHOOSE: self._make_choose(),
            Door.CREATE: self._make_create(),
            Door.OPEN: self._make_open(),
        }
        self.busy = Text(say("Opening the vault; this takes a moment on purpose."), "muted")
        self._bar = QProgressBar()
        self._bar.setRange(0, 0)
        self._bar.setTextVisible(False)
        self.error = Text("", "error")
        self._second = QTimer(self)
        self._second.setInterval(1000)
        self._second.timeout.connect(self._tick)
        self._place()
        self.follow(model.changed)
        self.refresh()

    def refresh(self) -> None:
        """Show the present side, what is wrong and whether it is busy."""
        state = self._model.state
        for door, side in self._sides.items():
            side.setVisible(door is state.door)
            side.setEnabled(not state.busy)
        self.error.setText(state.error)
        self.error.setVisible(bool(state.error))
        self.busy.setVisible(state.busy)
        self._bar.setVisible(state.busy)
        for name, field in self._fields.items():
            wrong = state.wrong_field == name
            field.set_hint(state.error if wrong else self._hints[name], wrong=wrong)
        if state.wrong_field:
            self.error.hide()
        self.wait.setText(self.say("Try again in {time}.", time=f"{state.wait // 60}:{state.wait % 60:02}"))
        self.wait.setVisible(bool(state.wait))
        self.unlock_button.setEnabled(not state.wait)
        if bool(state.wait) != self._second.isActive():
            self._second.start() if state.wait else self._second.stop()
        self.opens.setText(state.vault_name)
        self.locked.setVisible(state.locked)
        if self._shown is not state.door:
            self._shown = state.door
            self.focus_first()
        elif state.error and not state.busy:
            self._focus_again()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Notice Caps Lock while a passphrase is typed."""
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.text().isalpha():
            shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._show_caps(on=event.text().isupper() != shifted)
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        """Put the door in the middle."""
        scroll = ScrollColumn(gap=12)
        card = Card()
        card.setFixedWidth(self.theme.px(_WIDTH))
        card.body.setContentsMargins(14, 10, 14, 12)
        brand = Text("Patroonzicht", "title", wrap=False)
        card.body.addWidget(brand)
        for widget in (*self._sides.values(), self.error, self.busy, self._bar):
            card.body.addWidget(widget)
        scroll.column.addStretch(1)
        middle = QHBoxLayout()  # an alignment would have the height reckoned for the width of the window
        middle.addStretch(1)
        middle.addWidget(card)
        middle.addStretch(1)
        scroll.column.addLayout(middle)
        words = self.say("Everything stays on this computer, encrypted. The program makes no network connection.")
        foot = Text(words, "hint")
        foot.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        scroll.column.addWidget(foot)
        scroll.column.addStretch(2)
        self.column.addWidget(scroll)

    def _make_choose(self) -> QWidget:
        """Build the choice between making and opening."""
        side, column = _side()
        column.addWidget(Text(self.say("A vault is a folder with encrypted case files."), "muted"))
        self.to_open = _button(self.say("Open a vault …"), main=True)
        self.to_create = _button(self.say("Make a new vault …"))
        self.to_open.clicked.connect(self._browse_vault)
        self.to_create.clicked.connect(self._model.choose_create)
        column.addWidget(self.to_open)
        column.addWidget(self.to_create)
        return side

    def _make_create(self) -> QWidget:
        """Build the form of a new vault."""
        say = self.say
        side, column = _side()
        column.addWidget(Text(say("New vault"), "heading"))
        self.folder = QLineEdit(documents())
        self.name = QLineEdit()
        self.user = QLineEdit()
        self.new_passphrase, self.again = self._secret(), self._secret()
        browse = QPushButton(say("Choose …"))
        browse.clicked.connect(self._browse_place)
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.folder, 1)
        line.addWidget(browse)
        row.setFocusProxy(self.folder)
        self._hints = {
            "place": "",
            "name": say("Becomes a folder whose name ends in .vault; use no names of clients."),
            "user": say("Stands with everything you record."),
            "new_passphrase": say("At least 12 characters. A forgotten passphrase cannot be recovered."),
            "again": "",
            "passphrase": "",
        }
        self._fields: dict[str, Field] = {
            "place": Field(say("Where"), row),
            "name": Field(say("Name of the vault"), self.name),
            "user": Field(say("Your name"), self.user),
            "new_passphrase": Field(say("Passphrase"), self.new_passphrase),
            "again": Field(say("Passphrase again"), self.again),
        }
        for field in self._fields.values():
            column.addWidget(field)
        self.make_button = _button(say("Make the vault"), main=True)
        back = _button(say("Back"))
        self.make_button.clicked.connect(self._create)
        self.again.returnPressed.connect(self._create)
        back.clicked.connect(self._model.choose_again)
        column.addLayout(_buttons(self.make_button, back))
        return side

    def _make_open(self) -> QWidget:
        """Build the form that opens a vault."""
        say = self.say
        side, column = _side()
        self.locked = Text(say("The vault is locked. Drafts were kept."), "muted")
        column.addWidget(self.locked)
        self.opens = Text("", "heading")
        column.addWidget(self.opens)
        self.passphrase = self._secret()
        field = Field(say("Passphrase"), self.passphrase)
        self._fields["passphrase"] = field
        column.addWidget(field)
        self.wait = Text("", "strong")
        column.addWidget(self.wait)
        self.unlock_button = _button(say("Unlock"), main=True)
        other = _button(say("Another vault"))
        self.unlock_button.clicked.connect(self._unlock)
        self.passphrase.returnPressed.connect(self._unlock)
        other.clicked.connect(self._model.choose_again)
        column.addLayout(_buttons(self.unlock_button, other))
        return side

    def _secret(self) -> QLineEdit:
        """Build a field for a passphrase."""
        edit = QLineEdit()
        edit.setEchoMode(QLineEdit.EchoMode.Password)
        edit.setInputMethodHints(Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText)
        edit.installEventFilter(self)
        return edit

    def focus_first(self) -> None:
        """Put the cursor where typing starts."""
        first = {Door.CHOOSE: self.to_open, Door.CREATE: self.name, Door.OPEN: self.passphrase}
        first[self._model.state.door].setFocus()

    def _focus_again(self) -> None:
        """Put the cursor where the fault is."""
        state = self._model.state
        if state.door is Door.OPEN:
            self.passphrase.setFocus()
            self.passphrase.selectAll()
        elif state.door is Door.CREATE:
            self._fields[state.wrong_field or "place"].widget.setFocus()

    def _show_caps(self, *, on: bool) -> None:
        """Say that Caps Lock seems to be on."""
        words = self.say("Caps Lock seems to be on.") if on else ""
        for name in ("passphrase", "new_passphrase"):
            if self._model.state.wrong_field != name:
                self._fields[name].set_hint(words or self._hints[name])

    def _create(self) -> None:
        """Make the vault."""
        self._model.create(
            self.folder.text(), self.name.text(), self.user.text(), self.new_passphrase.text(), self.again.text()
        )

    def _tick(self) -> None:
        """Count down while the door stays shut."""
        self._model.tick()

    def _unlock(self) -> None:
        """Open the vault."""
        self._model.unlock(self.passphrase.text())

    def _browse_place(self) -> None:
        """Choose the folder in which a new vault comes."""
        choose_folder(self, self.say("Where does the vault come?"), self.folder.text(), self.folder.setText)

    def _browse_vault(self) -> None:
        """Choose the folder of an existing vault."""
        choose_folder(self, self.say("Choose the folder of the vault"), documents(), self._chosen)

    def _chosen(self, folder: str) -> None:
        """Go and open the chosen vault."""
        self._model.choose_open(Path(folder))


def _side() -> tuple[QWidget, QVBoxLayout]:
    """Build an empty side of the door."""
    side = QWidget()
    column = QVBoxLayout(side)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(10)
    return side, column


def _button(words: str, *, main: bool = False) -> QPushButton:
    """Build a button."""
    button = QPushButton(words)
    if main:
        set_kind(button, "primary")
    return button


def _buttons(*buttons: QPushButton) -> QHBoxLayout:
    """Put buttons side by side, in the order in which the system puts them."""
    row = QHBoxLayout()
    row.addStretch(1)
    for button in buttons if sys.platform == "win32" else reversed(buttons):
        row.addWidget(button)
    return row
