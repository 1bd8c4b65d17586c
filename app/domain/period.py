"""When something happened, as well as it is known.

A period keeps the words that were said and the days between which it must have happened. Days and time of day are kept
apart, because "half maart, 's avonds" knows the part of the day but not the day.
"""

from calendar import monthrange
from datetime import date, datetime, time
from enum import StrEnum
from typing import Final

import msgspec


class Precision(StrEnum):
    """How precisely the day is known."""

    DAY = "day"
    MONTH = "month"
    SEASON = "season"
    YEAR = "year"
    RANGE = "range"
    BEFORE = "before"
    AFTER = "after"
    UNKNOWN = "unknown"


class TimeOfDay(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A time (start equals end) or a part of the day; ``end`` is inclusive. A night may run past midnight."""

    start: time
    end: time


class Period(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The words as said and the first and last possible day, both inclusive; ``None`` is an open end.

    ``approximate`` says that the bounds themselves are an estimate ("rond", "half", "ca.").
    """

    words: str = ""
    first: date | None = None
    last: date | None = None
    precision: Precision = Precision.UNKNOWN
    approximate: bool = False
    time_of_day: TimeOfDay | None = None

    def __post_init__(self) -> None:
        """Refuse a period that ends before it starts or whose bounds do not fit its precision."""
        if self.first and self.last and self.last < self.first:
            raise ValueError("the period ends before it starts")
        if self.precision is Precision.DAY and (self.first is None or self.first != self.last):
            raise ValueError("a day has one and the same first and last day")
        closed = self.precision in _CLOSED
        if closed and (self.first is None or self.last is None):
            raise ValueError("this kind of period has a first and a last day")
        if (
            self.precision in _WHOLE
            and self.first
            and self.last
            and not _is_whole(self.precision, self.first, self.last)
        ):
            raise ValueError("a month or a year has its own first and last day")
        if self.precision is Precision.BEFORE and (self.last is None or self.first is not None):
            raise ValueError("a period before a day has only a last day")
        if self.precision is Precision.AFTER and (self.first is None or self.last is not None):
            raise ValueError("a period after a day has only a first day")
        if self.precision is Precision.UNKNOWN and (self.first or self.last):
            raise ValueError("an unknown period has no first or last day")

    @property
    def exact(self) -> date | None:
        """Return the calendar day when it is known without estimate, else ``None``."""
        if self.precision is _DAY and not self.approximate:
            return self.first
        return None

    @property
    def lower(self) -> datetime | None:
        """Return the earliest possible moment, or ``None`` when it is open."""
        if self.first is None:
            return None
        return datetime.combine(self.first, self.time_of_day.start if self.time_of_day else time.min)

    @property
    def sort_key(self) -> tuple[date, date, time]:
        """Order by earliest day, then latest day, then time; unknown periods come last."""
        first = self.first or self.last or date.max
        return first, self.last or date.max, self.time_of_day.start if self.time_of_day else time.min

    def surely_within(self, first: date, last: date) -> bool:
        """Whether it must have happened from ``first`` up to and including ``last``."""
        return self.first is not None and self.last is not None and first <= self.first and self.last <= last

    def possibly_within(self, first: date, last: date) -> bool:
        """Whether it may have happened from ``first`` up to and including ``last``."""
        starts_in_time = self.first is None or self.first <= last
        ends_in_time = self.last is None or self.last >= first
        return starts_in_time and ends_in_time


_DAY: Final = Precision.DAY  # looking it up in its class takes longer than all the rest of ``exact``
_CLOSED = frozenset({Precision.DAY, Precision.MONTH, Precision.SEASON, Precision.YEAR, Precision.RANGE})


_WHOLE = frozenset({Precision.MONTH, Precision.YEAR})


def _is_whole(precision: Precision, first: date, last: date) -> bool:
    """Whether these are the first and the last day of one month or one year."""
    months = range(1, 13) if precision is Precision.YEAR else [first.month]
    start = date(first.year, months[0], 1)
    end = date(first.year, months[-1], monthrange(first.year, months[-1])[1])
    return (first, last) == (start, end)


def on(day: date, words: str = "") -> Period:
    """Return the period of one known day."""
    return Period(words=words or day.isoformat(), first=day, last=day, precision=Precision.DAY)
