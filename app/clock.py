"""The only place that reads the time; everything else is given a clock."""

from datetime import date, datetime
from typing import Protocol


class Clock(Protocol):
    """Something that knows the time."""

    def now(self) -> datetime:
        """Return the local time with its offset."""


class SystemClock:
    """The clock of the computer."""

    def now(self) -> datetime:
        """Return the local time with its offset, to the second."""
        return datetime.now().astimezone().replace(microsecond=0)


def today(clock: Clock) -> date:
    """Return the local date of a clock."""
    return clock.now().date()
