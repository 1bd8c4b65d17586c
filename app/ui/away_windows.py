"""What Windows tells the main window: the session is locked or handed over, and the computer goes to sleep.

Sources: Microsoft's pages on WM_WTSSESSION_CHANGE, WTSRegisterSessionNotification and WM_POWERBROADCAST.
"""

import ctypes
import sys
from collections.abc import Callable
from ctypes import wintypes

from PySide6.QtCore import QAbstractNativeEventFilter, QByteArray, QCoreApplication, QObject

_SESSION_CHANGE, _POWER = 0x02B1, 0x0218
# Message, and what it says when the user is away: console or remote disconnect, logoff, lock; suspend.
_AWAY = {_SESSION_CHANGE: frozenset({2, 4, 6, 7}), _POWER: frozenset({4})}
_THIS_SESSION = 0


class MessageFilter(QAbstractNativeEventFilter):
    """Calls ``gone`` for messages of Windows that say that the user is away; every message goes on as it was."""

    def __init__(self, gone: Callable[[], None]) -> None:
        super().__init__()
        self._gone = gone

    def nativeEventFilter(self, kind: QByteArray | bytes | bytearray | memoryview, message: int) -> object:
        """Look at a message on its way to a window."""
        if (kind.data() if isinstance(kind, QByteArray) else bytes(kind)) == b"windows_generic_MSG":
            told = wintypes.MSG.from_address(int(message))
            if told.wParam in _AWAY.get(told.message, ()):
                self._gone()
        return False, 0


class WindowsWatch(QObject):
    """Has Windows tell the window ``window`` about its session, and listens for as long as this object lives."""

    def __init__(self, window: int, gone: Callable[[], None], parent: QObject) -> None:
        super().__init__(parent)
        self._filter = MessageFilter(gone)
        application = QCoreApplication.instance()
        if application is not None:
            application.installNativeEventFilter(self._filter)
        if sys.platform == "win32":
            ctypes.windll.wtsapi32.WTSRegisterSessionNotification(wintypes.HWND(window), _THIS_SESSION)
