"""Stretches of calendar days, and what is known while words are read into them."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from app.domain.period import Precision
from app.i18n import Language

DAY: Final = timedelta(days=1)


@dataclass(frozen=True)
class Span:
    """Days that words can mean; ``assumed`` says that the year was not said."""

    first: date
    last: date
    precision: Precision
    approximate: bool = False
    assumed: bool = False


class WrongWeekdayError(Exception):
    """The weekday that was said is not the weekday of the date."""

    def __init__(self, span: Span) -> None:
        """Keep the day as it stands in the calendar."""
        super().__init__()
        self.span = span


@dataclass(frozen=True)
class Context:
    """What is known while reading: the day of reading, and for half a range the year and month of the other half."""

    today: date
    language: Language
    year: int | None = None
    month: int | None = None


def month_span(year: int, month: int) -> Span:
    """Return a calendar month."""
    return Span(date(year, month, 1), date(year, month, monthrange(year, month)[1]), Precision.MONTH)


def season_span(year: int, season: int) -> Span:
    """Return a meteorological season: 1 spring from March, … 4 winter from December of ``year``."""
    last = month_span(year + (season == 4), 2 if season == 4 else 3 * season + 2).last
    return Span(date(year, 3 * season, 1), last, Precision.SEASON)


def year_span(year: int) -> Span:
    """Return a calendar year."""
    return Span(date(year, 1, 1), date(year, 12, 31), Precision.YEAR)


def day_span(day: date) -> Span:
    """Return one calendar day."""
    return Span(day, day, Precision.DAY)


def range_span(first: date, last: date, *, approximate: bool = False) -> Span:
    """Return a stretch of days."""
    return Span(first, last, Precision.RANGE, approximate)
