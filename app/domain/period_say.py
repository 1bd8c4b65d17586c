"""Saying a period in words that can be read back: "ca. 10–20 mrt 2026, 18–24 u"."""

from datetime import date, timedelta

from app.domain.period import Period, Precision, TimeOfDay
from app.domain.period_span import month_span, season_span, year_span
from app.i18n import Translator


def describe(period: Period, say: Translator) -> str:
    """Return the period for a reader; times are told to the minute."""
    text = _days(period, say)
    if period.time_of_day is not None:
        return f"{text}, {_clock(period.time_of_day, say)}"
    return text


def _days(period: Period, say: Translator) -> str:
    first, last = period.first, period.last
    if first is not None and last is not None:
        text = _closed(period, first, last, say)
        return say("ca. {days}", days=text) if period.approximate else text
    bound = first or last
    if bound is None:
        return say("date unknown")
    if last is not None and last < date.max:
        bound = last + timedelta(days=1)
    text = _day(bound, say)
    text = say("ca. {days}", days=text) if period.approximate else text
    if first is not None:
        return say("from {days}", days=text)
    return say("until {days}", days=text) if last == date.max else say("before {days}", days=text)


def _closed(period: Period, first: date, last: date, say: Translator) -> str:
    """Return the whole month, season or year where the bounds are exactly that, and else the bounds."""
    if period.precision is Precision.DAY:
        return _day(first, say)
    if period.precision is Precision.MONTH and month_span(first.year, first.month).last == last and first.day == 1:
        return f"{say.short_month(first)} {first.year:04d}"
    if period.precision is Precision.YEAR:
        whole = year_span(first.year)
        if (whole.first, whole.last) == (first, last):
            return f"{first.year:04d}"
    if period.precision is Precision.SEASON and first.month in {3, 6, 9, 12} and first.year < date.max.year:
        whole = season_span(first.year, first.month // 3)
        if (whole.first, whole.last) == (first, last):
            return _season(first, say)
    return _range(first, last, say)


def _season(first: date, say: Translator) -> str:
    year = f"{first.year:04d}"
    if first.month == 3:
        return say("spring {year}", year=year)
    if first.month == 6:
        return say("summer {year}", year=year)
    if first.month == 9:
        return say("autumn {year}", year=year)
    return say("winter {year}", year=f"{year}/{first.year + 1:04d}")


def _day(day: date, say: Translator) -> str:
    return f"{day.day} {say.short_month(day)} {day.year:04d}"


def _range(first: date, last: date, say: Translator) -> str:
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{_day(last, say)}"
    if first.year == last.year:
        return f"{first.day} {say.short_month(first)} – {_day(last, say)}"
    return f"{_day(first, say)} – {_day(last, say)}"


def _clock(moment: TimeOfDay, say: Translator) -> str:
    """Return 19:30 u, 18–24 u or 18:30–19:15 u; whole hours leave the minutes out."""
    if moment.start == moment.end:
        return say("{time} h", time=f"{moment.start:%H:%M}")
    if moment.start.minute == 0 and moment.end.minute == 59:
        return say("{time} h", time=f"{moment.start.hour}–{moment.end.hour + 1}")
    return say("{time} h", time=f"{moment.start:%H:%M}–{moment.end:%H:%M}")
