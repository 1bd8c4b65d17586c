"""Our own faults: what nobody caught is caught here, on any thread, and reported without a word of a case."""

import sys
import threading
from queue import SimpleQueue
from types import TracebackType

from PySide6 import __version__ as qt_version
from PySide6.QtCore import QMessageLogContext, QObject, Qt, QtMsgType, Signal, qInstallMessageHandler

from app import crash_report


def report(error: BaseException) -> str:
    """Return the report of an exception, with the version of Qt."""
    return crash_report.report(error, f"Qt {qt_version}")


class Crash(QObject):
    """Catches what nobody caught, on any thread, and hands the exception to the screen's thread.

    Between threads the signal carries nothing, for the reason that ``runner.Lanes`` gives.
    """

    happened = Signal(object)
    _arrived = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._waiting: SimpleQueue[BaseException] = SimpleQueue()
        self._arrived.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        """Take over Python's and Qt's last resorts."""
        sys.excepthook = self._main
        threading.excepthook = self._thread
        qInstallMessageHandler(_quiet)

    @staticmethod
    def uninstall() -> None:
        """Give the last resorts back."""
        sys.excepthook = sys.__excepthook__
        threading.excepthook = threading.__excepthook__
        qInstallMessageHandler(None)

    def _main(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Tell about an exception on the screen's thread."""
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        self._hand_over(error)

    def _thread(self, arguments: threading.ExceptHookArgs) -> None:
        """Tell about an exception on another thread."""
        if arguments.exc_value is not None:
            self._hand_over(arguments.exc_value)

    def _hand_over(self, error: BaseException) -> None:
        """Have an exception told on the screen's thread; safe from any thread."""
        self._waiting.put(error)
        self._arrived.emit()

    def _deliver(self) -> None:
        """Tell the next exception; there is one for every signal."""
        self.happened.emit(self._waiting.get_nowait())


def _quiet(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    """Keep Qt's remarks off the terminal, unless Python runs in development mode or Qt is about to stop."""
    if sys.flags.dev_mode or kind in (QtMsgType.QtCriticalMsg, QtMsgType.QtFatalMsg):
        words = message if sys.flags.dev_mode else context.category or ""
        sys.stderr.write(f"Qt: {words}\n")
