"""The program while its pictures are taken: goes to places, waits until it has come to rest, and grabs the window."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QEventLoop, QPoint, QTimer
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QDialog, QScrollArea, QWidget

from app.i18n import Translator
from app.storage.store import Store
from app.ui.application import Program
from app.ui.pages.page import Page
from app.ui.pages.unlock import UnlockPage
from app.ui.workspace import Workspace

T = TypeVar("T")
W = TypeVar("W", bound=QWidget)
FOUND_NOTHING = "the program did not come to rest"


class Stage:
    """A running program in one look."""

    def __init__(self, application: QApplication, program: "Program[Store]", folder: Path) -> None:
        self.program, self.folder = program, folder
        self._application = application

    @property
    def say(self) -> Translator:
        """Return the words of the look."""
        return self.program.say

    @property
    def door(self) -> UnlockPage:
        """Return the door, once it is shown."""
        return self.until(lambda: self.program.window.door)

    @property
    def room(self) -> Workspace:
        """Return the workspace, once a vault is open."""
        return self.until(lambda: self.program.window.workspace)

    def case(self, reference: str) -> None:
        """Open a case by its number."""
        rows = self.until(lambda: self.room.cases.state.rows)
        self.room.open_case(next(row.id for row in rows if row.reference == reference))
        self.rest()

    def page(self, name: str, kind: type[W]) -> W:
        """Show a page of the open case."""
        self.room.show_page(name)
        self.rest()
        page: Page = self.room.page
        if not isinstance(page, kind):
            raise TypeError(name)
        return page

    def until(self, found: Callable[[], T | None], seconds: float = 60) -> T:
        """Let the program run until something is there, and return it."""
        for _ in range(int(seconds * 100)):
            self._application.processEvents()
            result = found()
            if result:
                return result
            wait(10)
        raise SystemExit(FOUND_NOTHING)

    def rest(self) -> None:
        """Wait until everything that was asked has arrived and has been laid out."""
        wait(40)
        self.until(lambda: not self.program.desk.busy)
        wait(60)

    def picture(self) -> QPixmap:
        """Return what is to be seen: the window, and over its middle the dialog that is open."""
        self.rest()
        window = self.program.window
        picture = window.grab()
        for dialog in self._dialogs():
            over = dialog.grab()
            middle = window.rect().center() - dialog.rect().center()
            painter = QPainter(picture)
            painter.setOpacity(0.35)
            painter.fillRect(window.rect(), self.program.theme.ink)
            painter.setOpacity(1)
            painter.drawPixmap(QPoint(max(middle.x(), 0), max(middle.y(), 0)), over)
            painter.end()
        return picture

    def close_dialogs(self) -> None:
        """Close what was opened over the window."""
        for dialog in self._dialogs():
            dialog.reject()
        self.rest()

    def _dialogs(self) -> list[QDialog]:
        return [each for each in QApplication.topLevelWidgets() if isinstance(each, QDialog) and each.isVisible()]


def scroll_down(widget: QWidget, *, to_top: bool = False) -> None:
    """Scroll the tallest scrolled column of a widget to its end, or back to its top."""
    areas = [area for area in widget.findChildren(QScrollArea) if area.isVisible()]
    if areas:
        bar = max((area.verticalScrollBar() for area in areas), key=lambda bar: bar.maximum())
        bar.setValue(0 if to_top else bar.maximum())


def bring_up(part: QWidget) -> None:
    """Scroll the column that holds a part until the part stands at its top."""
    parent = part.parentWidget()
    while parent is not None and not isinstance(parent, QScrollArea):
        parent = parent.parentWidget()
    column = parent.widget() if parent is not None else None
    if parent is not None and column is not None:
        parent.verticalScrollBar().setValue(part.mapTo(column, part.rect().topLeft()).y())


def field(widget: QWidget, kind: type[W], name: str) -> W:
    """Return the field of a kind that a screen reader calls by a name."""
    return next(each for each in widget.findChildren(kind) if each.accessibleName() == name)


def wait(milliseconds: int) -> None:
    """Let the program run for a moment."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()
