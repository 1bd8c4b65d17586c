"""The recovery words: shown once to be put on paper, and asked back from it."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import Enum

from app.errors import AppError
from app.i18n import Translator
from app.jobs import Job
from app.observable import Signal
from app.viewmodels.desk import Desk


class Step(Enum):
    """What is asked of the user now."""

    OFFER = "offer"
    SHOW = "show"
    ASK = "ask"
    DONE = "done"


@dataclass(frozen=True)
class RecoveryServices:
    """``make`` returns new words, ``confirm`` takes those that were typed, ``sheet`` makes the paper as a PDF.

    ``note_printed`` logs that the paper goes to a printer.
    """

    make: Callable[[], tuple[str, ...]]
    confirm: Callable[[str], object]
    sheet: Callable[[tuple[str, ...], str, Job], bytes]
    note_printed: Callable[[], object]


@dataclass(frozen=True)
class RecoveryState:
    """What is shown; ``words`` only while they are to be put on paper."""

    step: Step
    words: tuple[str, ...] = ()
    busy: bool = False
    error: str = ""
    sheet: bytes = b""


class RecoveryModel:
    """Leads from new words to words that were typed back; a drill begins with typing them back.

    All 24 are asked back, not a few: one word that cannot be read makes the paper worthless, and who copied them by
    hand makes such a slip in one word, not in a quarter of them. The first four letters of each are enough.
    """

    def __init__(self, services: RecoveryServices, desk: Desk, say: Translator, *, drill: bool = False) -> None:
        self.changed = Signal()
        self.state = RecoveryState(Step.ASK if drill else Step.OFFER)
        self.drill = drill
        self._services, self._desk, self._say = services, desk, say

    def make(self) -> None:
        """Make new words and show them; older ones stay good until these are typed back."""
        self._set(replace(self.state, busy=True, error=""))
        self._desk.ask(self._services.make, self._made, self._failed)

    def draw_sheet(self) -> None:
        """Make the paper in memory; ``state.sheet`` holds it when it is there."""
        words, language = self.state.words, self._say.language
        if words and not self.state.busy:
            self._set(replace(self.state, busy=True, error="", sheet=b""))
            self._desk.start(
                lambda job: self._services.sheet(words, language, job),
                self._drawn,
                self._failed,
                self._say("Making the paper with the recovery words"),
            )

    def log_printing(self, go: Callable[[], None]) -> None:
        """Log that the paper goes to a printer; ``go`` is called once that is in the log."""
        self._desk.ask(self._services.note_printed, lambda _noted: go(), self._failed)

    def ask_back(self) -> None:
        """Hide the words and ask for them."""
        self._set(RecoveryState(Step.ASK, self.state.words))

    def show_again(self) -> None:
        """Show the words once more, as long as they were not forgotten."""
        if self.state.words:
            self._set(RecoveryState(Step.SHOW, self.state.words))

    def confirm(self, typed: str) -> None:
        """Look whether the words that were typed are the right ones."""
        if not self.state.busy:
            self._set(replace(self.state, busy=True, error=""))
            self._desk.ask(lambda: self._services.confirm(typed), self._confirmed, self._failed)

    def forget(self) -> None:
        """Let go of the words and the paper."""
        self.state = RecoveryState(self.state.step)

    def _made(self, words: tuple[str, ...]) -> None:
        """Show new words."""
        self._set(RecoveryState(Step.SHOW, words))

    def _drawn(self, sheet: bytes) -> None:
        """The paper is there."""
        self._set(replace(self.state, busy=False, sheet=sheet))

    def _confirmed(self, _state: object) -> None:
        """The words were right; they are not needed any more."""
        self._set(RecoveryState(Step.DONE))

    def _failed(self, error: AppError) -> None:
        """Show why it did not work."""
        self._set(replace(self.state, busy=False, error=self._say.error(error), sheet=b""))

    def _set(self, state: RecoveryState) -> None:
        """Take a new state and tell."""
        if state != self.state:
            self.state = state
            self.changed.emit()
