"""Away: what the buses of Linux, the messages of Windows and a missing bus do to the lock."""

import ctypes
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from ctypes import wintypes
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QTimer
from PySide6.QtDBus import (
    QDBusConnection,
    QDBusMessage,
    QDBusObjectPath,
    QDBusUnixFileDescriptor,
    QDBusVariant,
    QDBusVirtualObject,
)
from pytestqt.qtbot import QtBot

from app.ui.away import Away
from app.ui.away_linux import BusWatch
from app.ui.away_windows import MessageFilter

SESSION = "/org/freedesktop/login1/session/_31"


class Login(QDBusVirtualObject):
    """A login service that knows one session and counts who holds sleep up."""

    def __init__(self) -> None:
        super().__init__()
        self.values = {"Active": True, "LockedHint": False}
        self.holds: list[int] = []

    def introspect(self, _path: str) -> str:
        """Tell nothing about itself."""
        return ""

    def handleMessage(self, message: QDBusMessage, connection: QDBusConnection) -> bool:  # noqa: N802  Qt's own name
        """Answer what is asked."""
        answers: dict[str, Callable[[], object]] = {
            "GetSession": lambda: QDBusObjectPath(SESSION),
            "Inhibit": self._hold,
            "Get": lambda: QDBusVariant(self.values[str(message.arguments()[1])]),
        }
        reply = message.createReply()
        reply.setArguments([answers[message.member()]()])
        return connection.send(reply)

    def _hold(self) -> QDBusUnixFileDescriptor:
        """Hand out a pipe; sleep is held up while its other end is open."""
        reading, writing = os.pipe()
        os.set_blocking(reading, False)
        given = QDBusUnixFileDescriptor(writing)
        os.close(writing)
        self.holds.append(reading)
        return given

    @property
    def held(self) -> int:
        """Return how many hold sleep up now."""
        return sum(not _ended(reading) for reading in self.holds)


class Bus:
    """A bus of our own with a login service on it."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.login = Login()
        self.server = QDBusConnection.connectToBus(address, "test-server")
        assert self.server.registerService("org.freedesktop.login1")
        below = QDBusConnection.VirtualObjectRegisterOption.SubPath
        assert self.server.registerVirtualObject("/org/freedesktop/login1", self.login, below)

    def tell(self, path: str, interface: str, name: str, *said: object) -> None:
        """Emit a signal."""
        message = QDBusMessage.createSignal(path, interface, name)
        message.setArguments(list(said))
        assert self.server.send(message)

    def close(self) -> None:
        """Let go of what is held."""
        QDBusConnection.disconnectFromBus("test-server")
        for reading in self.login.holds:
            os.close(reading)


@pytest.fixture
def bus(qtbot: QtBot, tmp_path: Path) -> Iterator[Bus]:
    """Return a bus that only this test can reach."""
    program = shutil.which("dbus-daemon")
    if program is None:
        pytest.skip("needs dbus-daemon")
    command = [program, "--session", "--nofork", "--print-address", f"--address=unix:path={tmp_path}/bus"]
    with subprocess.Popen(  # noqa: S603  found above
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as daemon:
        assert daemon.stdout is not None
        made = Bus(daemon.stdout.readline().strip())
        yield made
        made.close()
        daemon.terminate()
    del qtbot


@pytest.fixture
def gone() -> list[str]:
    """Return what was noticed."""
    return []


@pytest.fixture
def watch(bus: Bus, gone: list[str], qtbot: QtBot) -> Iterator[BusWatch]:
    """Return the watch, once it listens."""
    parent = QObject()
    made = BusWatch(lambda: gone.append("gone"), parent, system=bus.address, session=bus.address)
    qtbot.waitUntil(lambda: bus.login.held == 1 and bool(made._session_path), timeout=5000)
    yield made
    made.deleteLater()


@pytest.mark.parametrize(
    ("path", "interface", "name", "said"),
    [
        ("/org/freedesktop/login1", "org.freedesktop.login1.Manager", "PrepareForSleep", [True]),
        (SESSION, "org.freedesktop.login1.Session", "Lock", []),
        ("/ScreenSaver", "org.freedesktop.ScreenSaver", "ActiveChanged", [True]),
        ("/org/gnome/ScreenSaver", "org.gnome.ScreenSaver", "ActiveChanged", [True]),
    ],
)
def test_sleep_a_locked_session_and_a_screen_saver_are_noticed(
    path: str, interface: str, name: str, said: list[object], bus: Bus, watch: BusWatch, gone: list[str], qtbot: QtBot
) -> None:
    bus.tell(path, interface, name, *said)
    qtbot.waitUntil(lambda: bool(gone), timeout=5000)
    del watch


@pytest.mark.parametrize(("name", "value"), [("Active", False), ("LockedHint", True)])
def test_a_switch_of_users_and_a_locked_screen_are_noticed(
    name: str, value: bool, bus: Bus, watch: BusWatch, gone: list[str], qtbot: QtBot
) -> None:
    bus.login.values[name] = value
    bus.tell(SESSION, "org.freedesktop.DBus.Properties", "PropertiesChanged", "org.freedesktop.login1.Session")
    bus.tell(SESSION, "org.freedesktop.DBus.Properties", "PropertiesChanged", "org.freedesktop.login1.Session", {}, [])
    qtbot.waitUntil(lambda: bool(gone), timeout=5000)
    del watch


def test_waking_up_and_the_sessions_of_others_lock_nothing(
    bus: Bus, watch: BusWatch, gone: list[str], qtbot: QtBot
) -> None:
    bus.tell("/org/freedesktop/login1", "org.freedesktop.login1.Manager", "PrepareForSleep", False)
    bus.tell("/ScreenSaver", "org.freedesktop.ScreenSaver", "ActiveChanged", False)
    bus.tell("/org/freedesktop/login1/session/_32", "org.freedesktop.login1.Session", "Lock")
    bus.tell(SESSION, "org.freedesktop.DBus.Properties", "PropertiesChanged", "org.freedesktop.login1.Session")
    qtbot.wait(200)
    assert gone == []
    del watch


def test_sleep_is_held_up_until_the_vault_is_locked_and_not_longer(
    bus: Bus, watch: BusWatch, gone: list[str], qtbot: QtBot
) -> None:
    bus.tell("/org/freedesktop/login1", "org.freedesktop.login1.Manager", "PrepareForSleep", True)
    qtbot.waitUntil(lambda: bool(gone), timeout=5000)
    assert bus.login.held == 1
    qtbot.waitUntil(lambda: bus.login.held == 0, timeout=5000)
    bus.tell("/org/freedesktop/login1", "org.freedesktop.login1.Manager", "PrepareForSleep", False)
    qtbot.waitUntil(lambda: bus.login.held == 1, timeout=5000)
    del watch


def test_without_a_bus_nothing_is_heard_and_nothing_fails(tmp_path: Path, qtbot: QtBot) -> None:
    parent = QObject()
    nowhere = f"unix:path={tmp_path}/nothing"
    BusWatch(lambda: None, parent, system=nowhere, session=nowhere)
    QTimer.singleShot(50, parent.deleteLater)
    qtbot.wait(100)


def test_listening_twice_and_stopping_twice_is_no_matter(qtbot: QtBot) -> None:
    away = Away()
    away.start(0)
    away.start(0)
    away.stop()
    away.stop()
    qtbot.wait(10)


@pytest.mark.parametrize(
    ("message", "said", "is_away"),
    [
        (0x02B1, 7, True),
        (0x02B1, 2, True),
        (0x0218, 4, True),
        (0x02B1, 8, False),
        (0x0218, 7, False),
        (0x0100, 7, False),
    ],
)
def test_windows_tells_of_a_lock_a_switch_and_of_sleep(message: int, said: int, is_away: bool) -> None:
    heard: list[str] = []
    told = wintypes.MSG()
    told.message, told.wParam = message, said
    passed = MessageFilter(lambda: heard.append("gone")).nativeEventFilter(
        b"windows_generic_MSG", ctypes.addressof(told)
    )
    assert bool(heard) is is_away
    assert passed == (False, 0)


def _ended(reading: int) -> bool:
    """Whether the other end of a pipe was closed."""
    try:
        return os.read(reading, 1) == b""
    except BlockingIOError:
        return False
