"""Whether the user went away: the computer goes to sleep, the session is locked, or another user takes over.

Not every system tells. Whatever it does not tell is left to ``IdleLock``, which also counts the time asleep.
"""

import sys

from PySide6.QtCore import QObject, Signal


class Away(QObject):
    """Emits ``gone`` when the system says that the user is away; silent where nothing can be listened to."""

    gone = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._watch: QObject | None = None

    def start(self, window: int) -> None:
        """Listen from now on; ``window`` is the system's own number of the main window."""
        if self._watch is not None:
            return
        if sys.platform == "linux":
            from app.ui.away_linux import BusWatch  # noqa: PLC0415  Linux only

            self._watch = BusWatch(self.gone.emit, self)
        elif sys.platform == "win32":
            from app.ui.away_windows import WindowsWatch  # noqa: PLC0415  Windows only

            self._watch = WindowsWatch(window, self.gone.emit, self)
        elif sys.platform == "darwin":
            from app.ui.away_mac import MacWatch  # noqa: PLC0415  macOS only

            self._watch = MacWatch(self.gone.emit, self)

    def stop(self) -> None:
        """Listen no more."""
        watch, self._watch = self._watch, None
        if watch is not None:
            watch.deleteLater()
