"""When the vault locks by itself: some minutes after the last key or click, also when the computer slept meanwhile."""

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer, Signal

_SIGNS_OF_LIFE = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TabletPress,
        QEvent.Type.InputMethod,
    }
)


class IdleLock(QObject):
    """Counts down while nobody does anything; ``ticked`` carries the seconds left, ``due`` says that time is up."""

    ticked = Signal(int)
    due = Signal()

    def __init__(
        self,
        minutes: int,
        *,
        awake: Callable[[], float] = time.monotonic,
        wall: Callable[[], float] = time.time,
    ) -> None:
        super().__init__()
        self._seconds = minutes * 60
        self._awake, self._wall = awake, wall
        self._since = (awake(), wall())
        self._timer = QTimer(self)
        self._timer.setInterval(1000)
        self._timer.timeout.connect(self.tick)

    def start(self, watched: QObject) -> None:
        """Start counting; signs of life are seen on ``watched``, the application."""
        self.touch()
        watched.installEventFilter(self)
        self._timer.start()
        self.ticked.emit(self.left)

    def stop(self, watched: QObject) -> None:
        """Stop counting."""
        watched.removeEventFilter(self)
        self._timer.stop()

    def set_minutes(self, minutes: int) -> None:
        """Change the time after which the vault locks."""
        self._seconds = minutes * 60
        self.touch()
        if self._timer.isActive():
            self.ticked.emit(self.left)

    def touch(self) -> None:
        """Start counting anew."""
        self._since = (self._awake(), self._wall())

    @property
    def left(self) -> int:
        """Return the whole seconds that are left; the wall clock also counts the time asleep."""
        passed = max(self._awake() - self._since[0], self._wall() - self._since[1])
        return max(0, round(self._seconds - passed))

    def tick(self) -> None:
        """Tell how much is left, and when nothing is left, that time is up."""
        left = self.left
        if left:
            self.ticked.emit(left)
        else:
            self._timer.stop()
            self.due.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Start counting anew at every sign of life; a key that comes too late locks first."""
        del watched
        if event.type() in _SIGNS_OF_LIFE and self._timer.isActive():
            if self.left:
                self.touch()
            else:
                self.tick()
        return False


def countdown(seconds: int) -> str:
    """Return seconds as ``4:12``."""
    return f"{seconds // 60}:{seconds % 60:02d}"
