"""A piece of work that runs off the screen's thread: it reports progress and can be asked to stop."""

import threading
from collections.abc import Callable
from typing import Final


class Cancelled(Exception):  # noqa: N818  the user asked for it; it is not an error
    """The user asked the job to stop."""


_EARLY_SECONDS: Final = 3.0
_EARLY_PART: Final = 0.05
_STEP: Final = 5


def seconds_left(fraction: float, seconds: float) -> int | None:
    """Return about how many seconds a job still takes, in steps of five, when a part of it took ``seconds``.

    Too early there is nothing to say, and just before the end neither.
    """
    if seconds < _EARLY_SECONDS or fraction < _EARLY_PART:
        return None
    return round(seconds * (1 - fraction) / fraction / _STEP) * _STEP or None


def _nobody() -> None:
    """Tell nobody."""


def _silent(_fraction: float, _text: str) -> None:
    """Report to nobody."""


class Job:
    """Handed to long work: report how far it is, and notice that it should stop."""

    def __init__(self, report: Callable[[float, str], None] = _silent) -> None:
        """Report progress through ``report(fraction, text)``."""
        self._report = report
        self._stop = threading.Event()
        self._stopped: Callable[[], None] = _nobody

    def on_cancel(self, listener: Callable[[], None]) -> None:
        """Call ``listener`` once, in the thread that cancels, so that whoever waits for the result stops waiting."""
        self._stopped = listener

    def cancel(self) -> None:
        """Ask the work to stop; safe from any thread."""
        if not self._stop.is_set():
            self._stop.set()
            self._stopped()

    @property
    def cancelled(self) -> bool:
        """Whether somebody asked to stop."""
        return self._stop.is_set()

    def progress(self, fraction: float, text: str = "") -> None:
        """Report the part done (0-1) and raise ``Cancelled`` when asked to stop."""
        self.check()
        self._report(fraction, text)

    def check(self) -> None:
        """Raise ``Cancelled`` when asked to stop."""
        if self._stop.is_set():
            raise Cancelled
