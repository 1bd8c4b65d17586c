"""A piece of work that runs off the screen's thread: it reports progress and can be asked to stop."""

import threading
from collections.abc import Callable


class Cancelled(Exception):  # noqa: N818  the user asked for it; it is not an error
    """The user asked the job to stop."""


def _silent(_fraction: float, _text: str) -> None:
    """Report to nobody."""


class Job:
    """Handed to long work: report how far it is, and notice that it should stop."""

    def __init__(self, report: Callable[[float, str], None] = _silent) -> None:
        """Report progress through ``report(fraction, text)``."""
        self._report = report
        self._stop = threading.Event()

    def cancel(self) -> None:
        """Ask the work to stop; safe from any thread."""
        self._stop.set()

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
