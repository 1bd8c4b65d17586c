"""Time across, amounts down, and where their ticks and words stand."""

import calendar
import math
from collections.abc import Callable
from datetime import date, timedelta

import msgspec

from app.charts.lettering import measure

MonthName = Callable[[date], str]
_GAP = 6.0


class TimeScale(msgspec.Struct, frozen=True):
    """Days from ``first`` up to and including ``last`` between ``left`` and ``right``."""

    first: date
    last: date
    left: float
    right: float

    @property
    def day(self) -> float:
        """Return the width of one day."""
        return (self.right - self.left) / ((self.last - self.first).days + 1)

    def start(self, day: date) -> float:
        """Return where a day begins, kept inside the scale."""
        return min(max(self.left + (day - self.first).days * self.day, self.left), self.right)

    def end(self, day: date) -> float:
        """Return where a day ends, kept inside the scale."""
        return min(max(self.left + ((day - self.first).days + 1) * self.day, self.left), self.right)

    def middle(self, first: date, last: date) -> float:
        """Return the middle of a number of days."""
        return (self.start(first) + self.end(last)) / 2


class Tick(msgspec.Struct, frozen=True):
    """A place on the time scale; ``major`` is the start of a year and an empty ``label`` says nothing there."""

    x: float
    label: str
    major: bool = False


class Axis(msgspec.Struct, frozen=True):
    """Lines for the months or years, and two rows of words that never overlap: years above months."""

    lines: tuple[Tick, ...]
    years: tuple[Tick, ...]
    months: tuple[Tick, ...]


def month_start(day: date) -> date:
    """Return the first day of a month."""
    return day.replace(day=1)


def month_end(day: date) -> date:
    """Return the last day of a month."""
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def months(first: date, last: date) -> tuple[date, ...]:
    """Return the first day of every month that ``first`` to ``last`` touch."""
    begin, end = first.year * 12 + first.month - 1, last.year * 12 + last.month - 1
    return tuple(date(number // 12, number % 12 + 1, 1) for number in range(begin, end + 1))


def _spaced(ticks: list[Tick], right: float, size: float, *, bold: bool = False) -> tuple[Tick, ...]:
    """Keep the words that fit before the next word; a word after the first is worth more than the first."""
    kept: list[Tick] = []
    free = right
    for tick in reversed(ticks):
        if tick.x + measure(tick.label, size, bold=bold) <= free:
            kept.append(tick)
            free = tick.x - _GAP
    return tuple(reversed(kept))


def time_axis(scale: TimeScale, size: float, name: MonthName) -> Axis:
    """Choose lines and words for a time scale: every month, or every 2, 3 or 6, or only the years.

    A word may stick out on the right by half its size, the margin that drawings keep there.
    """
    starts = months(scale.first, scale.last)
    wide = max(measure(name(date(2025, month, 1)), size) for month in range(1, 13)) + _GAP
    per_month = (scale.right - scale.left) / max(len(starts), 1)
    step = next((step for step in (1, 2, 3, 6) if step * per_month >= wide), 12)
    lines = [
        Tick(scale.start(start), "", start.month == 1)
        for start in starts
        if start.month == 1 or (per_month >= 5 and start > scale.first)
    ]
    words = [Tick(scale.start(start), name(start)) for start in starts if (start.month - 1) % step == 0]
    years = [start for start in starts if start.month == 1 or start is starts[0]]
    return Axis(
        lines=tuple(lines),
        years=_spaced(
            [Tick(scale.start(year), str(year.year), major=True) for year in years],
            scale.right + size / 2,
            size,
            bold=True,
        ),
        months=_spaced(words, scale.right + size / 2, size) if step < 12 else (),
    )


def amounts(highest: float, room: int = 4) -> tuple[int, ...]:
    """Return round amounts from 0 up to at least ``highest``, about ``room`` steps."""
    target = max(highest, 1) / room
    power = 10 ** math.floor(math.log10(target))
    step = max(1, math.ceil(next(factor * power for factor in (1, 2, 5, 10) if factor * power >= target - 1e-9)))
    count = max(1, math.ceil(highest / step))
    return tuple(step * index for index in range(count + 1))


def days_before(day: date, days: int) -> date:
    """Return an earlier day, or the first day there is."""
    return day - timedelta(days=min(days, (day - date.min).days))
