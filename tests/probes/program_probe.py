"""The whole program as a user sees it."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar
from uuid import UUID

from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.storage.store import Store
from app.ui.application import Program
from app.ui.pages.page import Page
from app.ui.pages.unlock import UnlockPage
from app.ui.workspace import Workspace

W = TypeVar("W", bound=QWidget)


class ProgramProbe:
    """Clicks, types and looks."""

    def __init__(self, program: "Program[Store]", qtbot: QtBot, settings_path: Path) -> None:
        self.program = program
        self.settings_path = settings_path
        self._qtbot = qtbot

    @property
    def door(self) -> UnlockPage:
        """Return the door, which must be shown."""
        found = self.program.window.door
        assert found is not None, "the door is not shown"
        return found

    @property
    def room(self) -> Workspace:
        """Return the workspace, which must be shown."""
        found = self.program.window.workspace
        assert found is not None, "no vault is open"
        return found

    @property
    def page(self) -> Page:
        """Return the page that is shown."""
        return self.room.page

    @property
    def title(self) -> str:
        """Return the title of the window."""
        return self.program.window.windowTitle()

    @property
    def is_open(self) -> bool:
        """Whether a vault is open."""
        return self.program.window.workspace is not None

    @property
    def is_blank(self) -> bool:
        """Whether nothing is to be seen."""
        window = self.program.window
        return window._stack.currentWidget() is window._blank

    def words(self, widget: QWidget | None = None) -> str:
        """Return everything that can be read in a widget, or in what is shown."""
        root = widget or self.program.window
        texts = [label.text() for label in root.findChildren(QLabel) if label.isVisible()]
        texts += [button.text() for button in root.findChildren(QPushButton) if button.isVisible()]
        return "\n".join(texts)

    def make_vault(self, place: Path, name: str, user: str, passphrase: str) -> None:
        """Make a new vault at the door and wait until it is open."""
        self.door.choose_side.to_create.click()
        self.door.place_side.folder.setText(str(place))
        self.door.place_side.name.setText(name)
        self.door.place_side.go_on.click()
        self.door.who_side.user.setText(user)
        for field in (self.door.who_side.secret.first, self.door.who_side.secret.again):
            field.line.setText(passphrase)
        self.door.who_side.make_button.click()
        self.wait(lambda: self.is_open)

    def try_passphrase(self, passphrase: str) -> None:
        """Type a passphrase and wait for the answer."""
        self.door.open_side.passphrase.setText(passphrase)
        self.door.open_side.unlock_button.click()
        self.wait(lambda: self.is_open or bool(self.door.error.text()))
        self.rest()

    def open_first_case(self) -> UUID:
        """Open the case at the top of the list."""
        self.wait(lambda: bool(self.room.cases.state.rows))
        case = self.room.cases.state.rows[0].id
        self.room.cases_page.opened.emit(case)
        self.rest()
        return case

    def go_to(self, page: str) -> None:
        """Click a page in the rail."""
        self.room.rail.button(page).click()
        self.rest()

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key where the cursor is."""
        window = self.program.window
        window.activateWindow()
        self.wait(window.isActiveWindow)
        target = QApplication.focusWidget()
        assert target is not None, "nothing has the focus"
        QTest.keyClick(target, key, modifiers)

    def dialogs(self) -> list[QDialog]:
        """Return the dialogs that are open."""
        return [
            window for window in QApplication.topLevelWidgets() if isinstance(window, QDialog) and window.isVisible()
        ]

    def dialog(self, kind: type[W]) -> W:
        """Return the open dialog of a kind."""
        found = [window for window in QApplication.topLevelWidgets() if isinstance(window, kind)]
        assert found, f"no {kind.__name__} is open"
        return found[0]

    def wait(self, until: Callable[[], bool]) -> None:
        """Let the program run until something is so."""
        self._qtbot.waitUntil(until, timeout=20000)

    def rest(self) -> None:
        """Let the program run until nothing is under way."""
        self.wait(lambda: not self.program.desk.busy)
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QApplication.processEvents()
