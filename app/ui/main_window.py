"""The one window: the door, the workspace, or nothing to see."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QMouseEvent, QShortcut
from PySide6.QtWidgets import QApplication, QDialog, QMainWindow, QPushButton, QStackedWidget, QStyle, QWidget

from app.i18n import Translator
from app.ui.dialog import ASKS, Dialog
from app.ui.keys import KeysSheet
from app.ui.pages.unlock import UnlockPage
from app.ui.theme import Theme
from app.ui.widgets.kind import set_kind

if TYPE_CHECKING:
    from app.ui.workspace import Workspace

TITLE = "Patroonzicht"
NEUTRAL = " "
_SMALLEST = (1024, 700)
_USUAL = (1440, 920)
_PAGE_KEYS = "1234567890"

_ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


class Blank(QWidget):
    """An empty surface; ``woken`` when a key is pressed or the mouse is clicked."""

    woken = Signal()

    def __init__(self) -> None:
        super().__init__()
        set_kind(self, "hidden")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Wake up, but not by the very key that hid the window."""
        if event.key() != Qt.Key.Key_F12 and not event.isAutoRepeat():
            self.woken.emit()

    def mousePressEvent(self, _event: QMouseEvent) -> None:
        """Wake up."""
        self.woken.emit()


class MainWindow(QMainWindow):
    """Holds what is shown and the keys that work everywhere. Its title never holds anything of a case."""

    lock_asked = Signal()
    hide_asked = Signal()
    woken = Signal()
    closing = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setWindowTitle(TITLE)
        self.setMinimumSize(*_SMALLEST)
        self._stack = QStackedWidget()
        self.setCentralWidget(self._stack)
        self._blank = Blank()
        self._blank.woken.connect(self.woken)
        self._stack.addWidget(self._blank)
        self._say = Translator("nl")
        self._dark = False
        self.may_close = False
        self.door: UnlockPage | None = None
        self.workspace: Workspace | None = None
        self._make_keys()
        self._size_to_screen()

    def show_door(self, door: UnlockPage, say: Translator) -> None:
        """Show the door; a workspace that was shown is dropped."""
        self._say = say
        self.close_dialogs()
        old_door, old_room = self.door, self.workspace
        self.door, self.workspace = door, None
        self._stack.addWidget(door)
        if not self._dark:
            self._stack.setCurrentWidget(door)
            door.focus_first()
        self._drop(old_door)
        self._drop(old_room)

    def show_workspace(self, workspace: "Workspace", theme: Theme, say: Translator) -> None:
        """Show the workspace instead of what was shown."""
        self._say = say
        self.close_dialogs()
        old_door, old_room = self.door, self.workspace
        self.door, self.workspace = None, workspace
        workspace.lock.connect(self.lock_asked)
        workspace.hide_all.connect(self.hide_asked)
        workspace.help.connect(self.show_keys)
        self._stack.addWidget(workspace)
        self._stack.setCurrentWidget(workspace)
        self._drop(old_door)
        self._drop(old_room)
        self.setPalette(QApplication.palette(self))
        self.setProperty("theme", theme.name)

    def go_dark(self) -> None:
        """Show a blank, neutral window at once."""
        self._dark = True
        self.setWindowTitle(NEUTRAL)
        self._stack.setCurrentWidget(self._blank)
        self._blank.setFocus()
        self.close_dialogs()
        self.repaint()

    def come_back(self) -> None:
        """Show the door again after the window was blank."""
        self._dark = False
        self.setWindowTitle(TITLE)
        if self.door is not None:
            self._stack.setCurrentWidget(self.door)
            self.door.focus_first()

    def close_dialogs(self) -> None:
        """Close every dialog; what was typed in a form is kept as a draft by its page."""
        for window in QApplication.topLevelWidgets():
            if isinstance(window, Dialog):
                window.put_away()
            elif isinstance(window, QDialog):
                window.setProperty(ASKS, None)
                window.reject()
        popup = QApplication.activePopupWidget()
        if popup is not None:
            popup.close()

    def show_keys(self) -> None:
        """Show the sheet with the keys."""
        if not self._dark and QApplication.activeModalWidget() is None:
            sheet = KeysSheet(self, self._say, with_guide=self.workspace is not None)
            sheet.guide.connect(self.show_guide)
            sheet.open()

    def show_guide(self) -> None:
        """Show the guide at the chapter about the present page."""
        if self.workspace is not None and not self._dark:
            self.workspace.open_guide()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Let the program keep drafts and close the vault first; it closes the window when that is done."""
        if self.may_close:
            super().closeEvent(event)
        else:
            event.ignore()
            self.closing.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let F12 and Ctrl+L work even while a dialog is open, and Enter press the focused button, as Space does."""
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_F12 and not self._dark:
                self.hide_asked.emit()
                return True
            if event.key() == Qt.Key.Key_L and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
                self.lock_asked.emit()
                return True
            plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
            if event.key() in _ENTER and plain and isinstance(watched, QPushButton) and watched.hasFocus():
                watched.click()
                return True
        return False

    def _make_keys(self) -> None:
        """Connect the keys that work everywhere."""
        for key, slot in (
            ("Ctrl+L", self.lock_asked.emit),
            ("F1", self.show_keys),
            ("?", self.show_keys),
            ("Shift+F1", self.show_guide),
            ("Ctrl+N", self._new),
            ("Ctrl+K", self._search),
        ):
            QShortcut(QKeySequence(key), self).activated.connect(slot)
        for place, digit in enumerate(_PAGE_KEYS):
            shortcut = QShortcut(QKeySequence(f"Ctrl+{digit}"), self)
            shortcut.setProperty("place", place)
            shortcut.activated.connect(self._numbered)

    def _new(self) -> None:
        """Begin something new."""
        if self.workspace is not None and not self._dark:
            self.workspace.new_incident()

    def _search(self) -> None:
        """Look for words."""
        if self.workspace is not None and not self._dark:
            self.workspace.look_for_words()

    def _numbered(self) -> None:
        """Go to the page of a number."""
        place = int(self.sender().property("place"))
        if self.workspace is not None and not self._dark:
            names = self.workspace.rail.names()
            if place < len(names):
                self.workspace.enter(names[place])

    def _drop(self, widget: QWidget | None) -> None:
        """Let go of a widget."""
        if widget is not None:
            self._stack.removeWidget(widget)
            widget.hide()
            widget.deleteLater()

    def _size_to_screen(self) -> None:
        """Take the size of the drawings where the screen allows it."""
        room = self.screen().availableGeometry()
        bar = self.style().pixelMetric(QStyle.PixelMetric.PM_TitleBarHeight)
        self.resize(min(_USUAL[0], room.width()), min(_USUAL[1], room.height() - bar))
