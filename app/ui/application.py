"""The program while it runs: which vault is open, what is shown, when it locks, and how it ends."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Generic, TypeVar

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from app.errors import AppError
from app.i18n import Translator
from app.settings import Settings, save_settings
from app.ui.ask import Question, confirm
from app.ui.away import Away
from app.ui.clipboard import OwnWords
from app.ui.crash import report
from app.ui.crash_dialog import CrashDialog
from app.ui.lock import IdleLock
from app.ui.main_window import MainWindow
from app.ui.pages.unlock import UnlockPage
from app.ui.qt_words import QtWords
from app.ui.runner import LaneDesk, Lanes
from app.ui.session import Place, Session
from app.ui.stylesheet import dress
from app.ui.theme import Theme, theme_for
from app.viewmodels.desk import Lane, ignore
from app.viewmodels.settings import About, SettingsModel
from app.viewmodels.unlock import Unlock, UnlockServices

if TYPE_CHECKING:
    from app.ui.workspace import Workspace

    RoomMaker = Callable[[Session, LaneDesk, SettingsModel, Translator, Theme, Callable[[], datetime]], Workspace]

V = TypeVar("V")
# Once, and after the pages have laid out what they read.
_ONCE = Qt.ConnectionType(Qt.ConnectionType.SingleShotConnection.value | Qt.ConnectionType.QueuedConnection.value)


class Program(QObject, Generic[V]):
    """Opens the door, the workspace and the door again.

    ``services`` make and unlock a vault ``V``; ``begin`` turns an open vault into a session and ``room`` makes the
    workspace of that. They are handed in by ``main``, so that nothing here knows a database and the door does not wait
    for the import of what comes after it. ``unkept`` tells whether something typed is in memory only.
    """

    def __init__(
        self,
        application: QApplication,
        *,
        services: UnlockServices[V],
        begin: Callable[[V], Session],
        room: "RoomMaker",
        settings: Settings,
        settings_file: Path,
        about: Callable[[], About],
        now: Callable[[], datetime],
        unkept: Callable[[], bool] = bool,
    ) -> None:
        super().__init__()
        self._application = application
        self._unkept = unkept
        self._services, self._begin, self._room = services, begin, room
        self._settings, self._file, self._about, self._now = settings, settings_file, about, now
        self._say = Translator(settings.language)
        self._theme: Theme = theme_for(settings)
        self._words = QtWords(application)
        self._words.speak(self._say)
        self._lanes = Lanes()
        self._desk = self._new_desk()
        self._session: Session | None = None
        self._folder: Path | None = None
        self._place = Place()
        self._crashes = 0
        self._door: Unlock[V] | None = None
        self._closed = self._leaving = False
        self._copied = OwnWords(self)
        self.away = Away(self)
        self.idle = IdleLock(settings.lock_after_minutes)
        dress(application, self._theme)
        self.window = MainWindow()
        application.installEventFilter(self.window)
        self.window.lock_asked.connect(self.lock)
        self.window.hide_asked.connect(self.hide_all)
        self.window.woken.connect(self.window.come_back)
        self.window.closing.connect(self.leave)
        self.idle.due.connect(self.lock)
        self.away.gone.connect(self.lock)
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(self._system_changed)
        hints.accessibility().contrastPreferenceChanged.connect(self._system_changed)

    @property
    def say(self) -> Translator:
        """Return the words of the chosen language."""
        return self._say

    @property
    def theme(self) -> Theme:
        """Return the theme that is worn."""
        return self._theme

    @property
    def desk(self) -> LaneDesk:
        """Return the desk of what is shown now."""
        return self._desk

    def open(self, folder: Path | None = None, passphrase: str = "") -> None:
        """Show the window at the door; with a passphrase the vault is unlocked at once."""
        self._show_door(folder)
        self.window.show()
        if passphrase and self._door is not None:
            self._door.unlock(passphrase)

    def prepare(self, work: Callable[[], None]) -> None:
        """Do something in the data lane that will be needed once a vault opens."""
        self._desk.ask(work, ignore)

    def lock(self) -> None:
        """Keep drafts, let go of the vault and show the door."""
        self._remember()
        self._lock()

    def _remember(self) -> None:
        """Note where the user is."""
        if self.window.workspace is not None:
            self._place = self.window.workspace.place()

    def _lock(self) -> None:
        """Lock at the place that was noted."""
        session, room = self._session, self.window.workspace
        if session is None or room is None:
            return
        room.leave()
        self._end(session)
        self._copied.clear()
        self._show_door(self._folder, locked=True)
        damage = session.damage()
        if damage is not None and self._door is not None:
            self._door.refuse(damage)

    def hide_all(self) -> None:
        """Show nothing at once, then lock."""
        self._remember()
        self.window.go_dark()
        self._lock()

    def apply(self, settings: Settings) -> None:
        """Work with other settings from now on, without a restart."""
        old, self._settings = self._settings, settings
        try:
            save_settings(self._file, settings)
        except OSError:
            self._desk.say_done(self._say("The settings work now but could not be saved for next time."))
        self.idle.set_minutes(settings.lock_after_minutes)
        if (old.language, old.theme, old.text_percent) != (
            settings.language,
            settings.theme,
            settings.text_percent,
        ):
            self._dress_again()

    def crashed(self, error: BaseException) -> None:
        """Show the report of a fault of our own; a second one while the first is shown adds nothing."""
        if self._crashes or self._closed:
            return
        self._crashes += 1
        dialog = CrashDialog(self.window, report(error), self._say)
        dialog.finished.connect(self._crash_seen)
        dialog.open()

    def leave(self) -> None:
        """Keep drafts, then end; when something typed would be lost, ask first."""
        if self._closed or self._leaving:
            return
        self._leaving = True
        if self.window.workspace is not None:
            self.window.workspace.leave()
        if self._session is not None:
            self._lanes.submit(Lane.DATA, self._session.settle)
        self._lanes.submit(Lane.DATA, partial(self._lanes.deliver, self._end_or_ask))

    def _end_or_ask(self) -> None:
        """End, unless something is in memory only and the user wants to save it first."""
        self._leaving = False
        if self._closed:
            return
        if not self._unkept():
            self._go()
            return
        self.window.come_back()
        if QApplication.activeModalWidget() is None:
            say = self._say
            question = Question(
                say("Close and lose what was typed?"),
                say(
                    "Something that was typed could not be kept in the vault. It is in the memory of this program "
                    "only, and closing loses it for good. Put the folder of the vault back in its place, or make room "
                    "on the disk, unlock the vault, and close the program then."
                ),
                say("Close and lose it"),
            )
            confirm(self.window, question, say, self._go)

    def _go(self) -> None:
        """End the program and its window."""
        self.window.may_close = True
        self.window.close()
        self.close()

    def close(self) -> None:
        """Keep drafts, close the vault, wait for the lanes and end."""
        if self._closed:
            return
        self._closed = self.window.may_close = True
        room = self.window.workspace
        if room is not None:
            room.leave()
        if self._session is not None:
            self._lanes.submit(Lane.DATA, self._session.finish)
            self._end(self._session)
        self._desk.retire()
        self.window.hide()
        self._lanes.close()
        self._application.removeEventFilter(self.window)
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.disconnect(self._system_changed)
        hints.accessibility().contrastPreferenceChanged.disconnect(self._system_changed)
        self._words.be_silent()
        self._copied.stop()
        self.away.stop()

    def _end(self, session: Session) -> None:
        """Stop delivering, and close the vault after the work that was handed in."""
        self._session = None
        self.idle.stop(self._application)
        self._desk.retire()
        self._lanes.submit(Lane.DATA, session.close)
        self._desk = self._new_desk()

    def _opened(self, vault: V) -> None:
        """Go in: to the same place when the same person locked the same vault; nobody goes on in a colleague's name."""
        door = self._door
        folder = door.state.folder if door is not None else None
        if folder != self._folder:
            self._folder, self._place = folder, Place()
        is_new = door is not None and door.made
        self._session = self._begin(vault)
        if self._place.user not in {"", self._session.user}:
            self._place = Place(back=True)
        self._show_room(self._session, self._place)
        if is_new and self.window.workspace is not None:
            self.window.workspace.offer_words()
        self.idle.start(self._application)
        self.away.start(int(self.window.winId()))

    def _show_door(self, folder: Path | None, *, locked: bool = False) -> None:
        """Show the door."""
        self._door = Unlock(self._services, self._desk, self._say, self._opened)
        if folder is not None:
            self._door.choose_open(folder, locked=locked)
        page = UnlockPage(self._door, self._say, self._theme)
        self.window.show_door(page, self._say)
        if locked:
            self._desk.ask(self._unkept, self._tell_kept)

    def _tell_kept(self, unkept: bool) -> None:
        """Say at the door that drafts were kept, once the last ones were and none waits in memory."""
        if self._door is not None:
            self._door.tell_kept(kept=not unkept)

    def _show_room(self, session: Session, place: Place) -> None:
        """Show the workspace at a place."""
        model = SettingsModel(self._settings, self._about(), self._say, self.apply)
        room = self._room(session, self._desk, model, self._say, self._theme, self._now)
        self.idle.ticked.connect(room.rail.show_left)
        room.rail.show_left(self.idle.left)
        self.window.show_workspace(room, self._theme, self._say)
        self._door = None
        room.go_to_place(place)
        self._place = place
        self._desk.rested.connect(self._rested, _ONCE)

    def _rested(self) -> None:
        """Put the cursor back once the pages have read their data."""
        if self.window.workspace is not None:
            self.window.workspace.go_to_field(self._place)

    def _dress_again(self) -> None:
        """Make what is shown anew, in other words or another theme."""
        self._say = Translator(self._settings.language)
        self._words.speak(self._say)
        theme = theme_for(self._settings)
        if theme != self._theme:
            self._theme = theme
            dress(self._application, theme)
        session, room = self._session, self.window.workspace
        if session is not None and room is not None:
            place = room.place()
            room.leave()
            self._desk.retire()
            self._desk = self._new_desk()
            self._show_room(session, place)
        elif self._door is not None:
            folder = self._door.state.folder
            self._show_door(folder, locked=self._door.state.locked)

    def _system_changed(self) -> None:
        """Follow the system when the settings say so."""
        if self._settings.theme == "system" and theme_for(self._settings) != self._theme:
            self._dress_again()

    def _new_desk(self) -> LaneDesk:
        """Return a desk for what is shown next."""
        desk = LaneDesk(self._lanes)
        desk.crashed.connect(self.crashed)
        desk.told.connect(self._told)
        return desk

    def _told(self, error: AppError) -> None:
        """Show at the door what went wrong while locking."""
        if self._session is None and self._door is not None:
            self._door.refuse(error)

    def _crash_seen(self) -> None:
        """Allow the next report."""
        self._crashes = 0
