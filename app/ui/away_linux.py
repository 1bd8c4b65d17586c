"""What Linux tells through D-Bus: sleep, a locked session, a session that is no longer the active one, a screen saver.

Both buses are reached over local sockets; where a bus or a service is missing, nothing is heard and nothing fails.
Sources: the manual pages of systemd's org.freedesktop.login1, and the Idle Inhibition specification of freedesktop.org
for the screen savers.
"""

from collections.abc import Callable
from itertools import count
from typing import cast

from PySide6.QtCore import SLOT, QObject, QTimer, Slot
from PySide6.QtDBus import (
    QDBusConnection,
    QDBusMessage,
    QDBusObjectPath,
    QDBusPendingCall,
    QDBusPendingCallWatcher,
    QDBusVariant,
)

_LOGIN, _LOGIN_PATH = "org.freedesktop.login1", "/org/freedesktop/login1"
_MANAGER, _SESSION = "org.freedesktop.login1.Manager", "org.freedesktop.login1.Session"
_PROPERTIES = "org.freedesktop.DBus.Properties"
_SAVERS = ("org.freedesktop.ScreenSaver", "org.gnome.ScreenSaver", "org.cinnamon.ScreenSaver", "org.mate.ScreenSaver")
# A property of the session, and the value that means that nobody sits here any more.
_SIGNS = {"Active": False, "LockedHint": True}
# How long sleep is held up, so that drafts are kept and keys are gone before the memory is frozen.
_HOLD_MS = 1500
# Qt's own words for a slot; the stubs ask for bytes where the call only takes text.
_SLEEPS = cast("bytes", SLOT("_sleeps(bool)"))
_SAVER = cast("bytes", SLOT("_saver(bool)"))
_LOCKED = cast("bytes", SLOT("_locked()"))
_CHANGED = cast("bytes", SLOT("_session_changed()"))
_numbers = count()


class BusWatch(QObject):
    """Calls ``gone`` when the system bus or the session bus says that the user is away.

    ``system`` and ``session`` are addresses of buses; the usual ones when left out.
    """

    def __init__(self, gone: Callable[[], None], parent: QObject, *, system: str = "", session: str = "") -> None:
        super().__init__(parent)
        self._gone = gone
        self._asked: set[QDBusPendingCallWatcher] = set()
        self._hold: object = None
        self._session_path = ""
        self._system = _bus(system, QDBusConnection.BusType.SystemBus)
        self._user = _bus(session, QDBusConnection.BusType.SessionBus)
        if self._system.isConnected():
            self._system.connect("", _LOGIN_PATH, _MANAGER, "PrepareForSleep", self, _SLEEPS)
            self._ask(_LOGIN_PATH, _MANAGER, "GetSession", ["auto"], self._session_found)
            self._hold_sleep()
        if self._user.isConnected():
            for saver in _SAVERS:
                self._user.connect("", "", saver, "ActiveChanged", self, _SAVER)

    @Slot(bool)
    def _sleeps(self, begins: bool) -> None:
        """The computer goes to sleep, or woke up."""
        if begins:
            self._gone()
            QTimer.singleShot(_HOLD_MS, self, self._let_sleep)
        else:
            self._hold_sleep()

    @Slot(bool)
    def _saver(self, begins: bool) -> None:
        """The screen saver begins or ends."""
        if begins:
            self._gone()

    @Slot()
    def _locked(self) -> None:
        """The session is asked to lock."""
        self._gone()

    @Slot()
    def _session_changed(self) -> None:
        """Something about the session changed; the values themselves are asked for."""
        for name in _SIGNS:
            self._ask(self._session_path, _PROPERTIES, "Get", [_SESSION, name], self._property_told(name))

    def _property_told(self, name: str) -> Callable[[list[object]], None]:
        """Return what takes the value of a property."""

        def told(values: list[object]) -> None:
            if values and isinstance(values[0], QDBusVariant) and values[0].variant() is _SIGNS[name]:
                self._gone()

        return told

    def _session_found(self, values: list[object]) -> None:
        """Listen to the session of this user."""
        if values and isinstance(values[0], QDBusObjectPath):
            self._session_path = path = values[0].path()
            self._system.connect("", path, _SESSION, "Lock", self, _LOCKED)
            self._system.connect("", path, _PROPERTIES, "PropertiesChanged", self, _CHANGED)

    def _hold_sleep(self) -> None:
        """Ask the system to wait a moment before it sleeps."""
        said = ["sleep", "Patroonzicht", "Locking the vault", "delay"]
        self._ask(_LOGIN_PATH, _MANAGER, "Inhibit", said, self._held)

    def _held(self, values: list[object]) -> None:
        """Sleep waits for as long as the answer is kept."""
        self._hold = values

    def _let_sleep(self) -> None:
        """Let the computer sleep."""
        self._hold = None

    def _ask(
        self, path: str, interface: str, method: str, said: list[str], told: Callable[[list[object]], None]
    ) -> None:
        """Ask the login service something without waiting for it."""
        question = QDBusMessage.createMethodCall(_LOGIN, path, interface, method)
        question.setArguments(said)
        answer = QDBusPendingCallWatcher(self._system.asyncCall(question), self)
        self._asked.add(answer)

        def finished(_call: QDBusPendingCall) -> None:
            reply = answer.reply()
            self._asked.discard(answer)
            answer.deleteLater()
            if reply.type() is QDBusMessage.MessageType.ReplyMessage:
                told(reply.arguments())

        answer.finished.connect(finished)


def _bus(address: str, usual: QDBusConnection.BusType) -> QDBusConnection:
    """Return a connection of our own to a bus; it may not be connected."""
    name = f"patroonzicht-{next(_numbers)}"
    return QDBusConnection.connectToBus(address, name) if address else QDBusConnection.connectToBus(usual, name)
