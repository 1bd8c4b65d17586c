"""Short messages under the page: something was done, or was refused and why."""

from collections.abc import Callable
from time import monotonic

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QPushButton, QToolButton

from app.i18n import Translator
from app.jobs import seconds_left
from app.ui.runner import Running
from app.ui.widgets.kind import set_kind
from app.ui.widgets.text import Text

_CONFIRMATION_MS = 6000
_MINUTE = 60


class MessageBar(QFrame):
    """A confirmation goes by itself; a refusal stays until it is closed."""

    def __init__(self, say: Translator) -> None:
        super().__init__()
        set_kind(self, "message")
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 6, 6)
        self.words = Text("")
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.action = QPushButton()
        set_kind(self.action, "quiet")
        self.action.clicked.connect(self._act)
        self._do: Callable[[], None] | None = None
        self.close_button = QToolButton()
        self.close_button.setText("✕")
        self.close_button.setAccessibleName(say("Close message"))
        set_kind(self.close_button, "close")
        self.close_button.clicked.connect(self.hide)
        row.addWidget(self.words, 1)
        row.addWidget(self.action)
        row.addWidget(self.close_button)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_CONFIRMATION_MS)
        self._timer.timeout.connect(self.hide)
        self.hide()

    def confirm(self, words: str) -> None:
        """Show that something was done."""
        self._show(words, "done")
        self._timer.start()

    def refuse(self, words: str, action: str = "", do: Callable[[], None] | None = None) -> None:
        """Show that something was refused, and why; with an ``action`` there is a button that does it."""
        self._timer.stop()
        self._show(words, "critical")
        self._do = do
        self.action.setText(action)
        self.action.setVisible(do is not None)

    def _act(self) -> None:
        """Do what the message offers."""
        if self._do is not None:
            self._do()

    def _show(self, words: str, weight: str) -> None:
        """Show a message."""
        self.action.hide()
        set_kind(self, "message", weight=weight)
        self.words.setText(words)
        self.setAccessibleName(words)
        self.show()


class ProgressPanel(QFrame):
    """How far a long job is, with a way to stop it; ``stop`` carries the ticket of the job."""

    stop = Signal(int)

    def __init__(self, say: Translator, clock: Callable[[], float] = monotonic) -> None:
        super().__init__()
        set_kind(self, "message")
        self._say, self._clock = say, clock
        self._ticket, self._since = 0, 0.0
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 6, 6)
        row.setSpacing(12)
        self.words = Text("", wrap=False)
        self.bar = QProgressBar()
        self.bar.setRange(0, 1000)
        self.bar.setTextVisible(False)
        self.cancel = QPushButton(say("Cancel"))
        self.cancel.clicked.connect(self._cancel)
        row.addWidget(self.words)
        row.addWidget(self.bar, 1)
        row.addWidget(self.cancel)
        self.hide()

    def show_running(self, running: Running | None) -> None:
        """Show how far a job is; ``None`` when there is none."""
        self.setVisible(running is not None)
        if running is None:
            return
        if running.ticket != self._ticket:
            self._ticket, self._since = running.ticket, self._clock()
        words = " · ".join(part for part in (running.title, running.text, self._left(running.fraction)) if part)
        self.words.setText(words or self._say("Busy"))
        self.bar.setValue(round(running.fraction * 1000))

    def _left(self, fraction: float) -> str:
        """Return about how long it still takes."""
        left = seconds_left(fraction, self._clock() - self._since)
        if left is None:
            return ""
        if left < _MINUTE:
            return self._say("about {n} seconds left", n=left)
        return self._say.n("about {n} minute left", "about {n} minutes left", round(left / _MINUTE))

    def _cancel(self) -> None:
        """Ask to stop the job that is shown."""
        self.stop.emit(self._ticket)
