"""When what is being typed is kept: soon after the first key, also while somebody types on without a pause."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

# With the time that the data lane needs to write it, at most a second of typing is ever lost.
KEEP_AFTER_MS = 700


class DraftTimer(QTimer):
    """Calls ``keep`` (a bound method) ``KEEP_AFTER_MS`` milliseconds after the first touch since the last time."""

    def __init__(self, parent: QObject, keep: Callable[[], None]) -> None:
        super().__init__(parent)
        self.setSingleShot(True)
        self.setInterval(KEEP_AFTER_MS)
        self.timeout.connect(keep)

    def touch(self) -> None:
        """Something was typed; a later key does not put it off."""
        if not self.isActive():
            self.start()
