"""How a view-model gets work done elsewhere: say what to do, and what to do with the result.

The desk hides threads. The program's desk (``ui.runner``) has three lanes and delivers results on the screen's thread;
``InlineDesk`` does everything at once and serves tests, the CLI and scripts.
"""

from collections.abc import Callable
from enum import Enum
from typing import Protocol, TypeVar

from app.domain.change import Change
from app.errors import AppError
from app.jobs import Cancelled, Job

T = TypeVar("T")
Then = Callable[[T], None]
Failed = Callable[[AppError], None]


class Lane(Enum):
    """Where work is done: one thread touches the database, one does heavy work, one what nobody waits for."""

    DATA = "data"
    HEAVY = "heavy"
    QUIET = "quiet"


def ignore(_result: object) -> None:
    """Do nothing with a result."""


class Desk(Protocol):
    """Hand work over and get its result back on the screen's thread."""

    def ask(self, work: Callable[[], T], then: Then[T], failed: Failed | None = None) -> None:
        """Read something in the data lane; an ``AppError`` goes to ``failed`` or else to the message bar."""

    def do(self, work: Callable[[], Change], then: Then[Change] = ignore, failed: Failed | None = None) -> None:
        """Change something in the data lane and tell every page that shows this case."""

    def start(
        self,
        work: Callable[[Job], T],
        then: Then[T],
        failed: Failed | None = None,
        title: str = "",
        *,
        quiet: bool = False,
    ) -> Job:
        """Do heavy work with progress and cancel; returns its job.

        What is ``quiet`` is not shown while it runs, and no other work waits for it.
        """

    def on_change(self, listener: Callable[[Change], None]) -> None:
        """Call ``listener`` (a bound method is held weakly) after every change that was saved."""

    def tell(self, error: AppError) -> None:
        """Show an error's sentence in the message bar."""

    def say_done(self, sentence: str) -> None:
        """Show a short confirmation (already translated) in the message bar."""


class InlineDesk:
    """A desk that does everything at once, in the thread of the caller."""

    def __init__(self) -> None:
        """Start with nothing told."""
        self.told: list[AppError] = []
        self.done: list[str] = []
        self._listeners: list[Callable[[Change], None]] = []

    def ask(self, work: Callable[[], T], then: Then[T], failed: Failed | None = None) -> None:
        """Do the work now."""
        try:
            result = work()
        except AppError as error:
            (failed or self.tell)(error)
        else:
            then(result)

    def do(self, work: Callable[[], Change], then: Then[Change] = ignore, failed: Failed | None = None) -> None:
        """Do the change now and tell the listeners."""

        def finished(change: Change) -> None:
            then(change)
            for listener in self._listeners:
                listener(change)

        self.ask(work, finished, failed)

    def start(
        self,
        work: Callable[[Job], T],
        then: Then[T],
        failed: Failed | None = None,
        title: str = "",
        *,
        quiet: bool = False,
    ) -> Job:
        """Do the heavy work now; a cancelled job delivers nothing, and a quiet one says nothing either."""
        job = Job()
        try:
            self.ask(lambda: work(job), then, failed)
        except Cancelled:
            if not quiet:
                self.say_done(title)
        return job

    def on_change(self, listener: Callable[[Change], None]) -> None:
        """Remember a listener."""
        self._listeners.append(listener)

    def tell(self, error: AppError) -> None:
        """Remember what was told."""
        self.told.append(error)

    def say_done(self, sentence: str) -> None:
        """Remember what was confirmed."""
        self.done.append(sentence)
