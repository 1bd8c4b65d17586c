"""What macOS tells every program: the screen is locked, which is also how another user takes over.

It is heard through the distributed notification centre of Core Foundation, whose messages arrive on the main run loop
that Qt runs as well. Sleep is not among them; ``IdleLock`` notices the time asleep.
"""

import ctypes
import ctypes.util
from collections.abc import Callable

from PySide6.QtCore import QObject

_NAMES = (b"com.apple.screenIsLocked", b"com.apple.screensaver.didstart")
_UTF8, _AT_ONCE = 0x08000100, 4
_CALLBACK = ctypes.CFUNCTYPE(None, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p)


class MacWatch(QObject):
    """Calls ``gone`` when the screen is locked, for as long as this object lives."""

    def __init__(self, gone: Callable[[], None], parent: QObject) -> None:
        super().__init__(parent)
        self._gone = gone
        self._heard = _CALLBACK(lambda *_told: self._gone())
        found = ctypes.util.find_library("CoreFoundation")
        if found is None:
            return
        core = ctypes.CDLL(found)
        core.CFNotificationCenterGetDistributedCenter.restype = ctypes.c_void_p
        core.CFStringCreateWithCString.restype = ctypes.c_void_p
        core.CFStringCreateWithCString.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_uint32]
        core.CFNotificationCenterAddObserver.argtypes = [
            ctypes.c_void_p,
            ctypes.c_void_p,
            _CALLBACK,
            ctypes.c_void_p,
            ctypes.c_void_p,
            ctypes.c_long,
        ]
        core.CFNotificationCenterRemoveEveryObserver.argtypes = [ctypes.c_void_p, ctypes.c_void_p]
        centre = core.CFNotificationCenterGetDistributedCenter()
        me = id(self)
        for name in _NAMES:
            said = core.CFStringCreateWithCString(None, name, _UTF8)
            core.CFNotificationCenterAddObserver(centre, me, self._heard, said, None, _AT_ONCE)
        heard = self._heard  # the centre calls it until it is taken away

        def forget() -> None:
            core.CFNotificationCenterRemoveEveryObserver(centre, me)
            _ = heard

        self.destroyed.connect(forget)
