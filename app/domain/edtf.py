"""Extended Date/Time Format (ISO 8601-2), levels 0 and 1.

What EDTF cannot say is left out when writing: the words, a part of the day such as "evening", and a time on a day that
is an estimate. A known time on a known day is written. A winter is written with the year in which it starts; "~" marks
every bound of an estimated range. A period whose bounds are not those of its month, season or year is written as an
interval. An unknown date is the interval that is open at both ends.
"""

import re
from datetime import date, time
from typing import Final

from app.domain.period import Period, Precision, TimeOfDay
from app.domain.period_span import Span, month_span, season_span, year_span

_OPEN: Final = frozenset({"", ".."})
_FORM: Final = re.compile(
    r"(?P<year>\d{4}|\d{3}X|\d{2}XX)(?:-(?P<month>\d\d|XX)(?:-(?P<day>\d\d|[0-3]X|XX))?)?"
    r"(?:T(?P<hour>\d\d):(?P<minute>\d\d)(?::\d\d)?(?:Z|[+-]\d\d(?::?\d\d)?)?)?(?P<mark>[?~%])?",
)


def to_edtf(period: Period) -> str:
    """Return the period in EDTF."""
    mark = "~" if period.approximate else ""
    first, last = period.first, period.last
    if first is None or last is None:
        if first is None and last is None:
            return "../.."
        return f"{first}{mark}/.." if first else f"../{last}{mark}"
    if period.precision is Precision.DAY:
        moment = period.time_of_day
        if moment and moment.start == moment.end and not mark:
            return f"{first}T{moment.start:%H:%M}:00"
        return f"{first}{mark}"
    whole = _whole(period)
    return f"{whole}{mark}" if whole else f"{first}{mark}/{last}{mark}"


def _whole(period: Period) -> str:
    """Return the EDTF of a whole month, season or year, or nothing."""
    first = period.first
    if first is None:
        return ""
    forms = {
        Precision.YEAR: (year_span, f"{first.year:04d}"),
        Precision.MONTH: (lambda year: month_span(year, first.month), f"{first.year:04d}-{first.month:02d}"),
        Precision.SEASON: (
            lambda year: season_span(year, max(first.month // 3, 1)),
            f"{first.year:04d}-{20 + max(first.month // 3, 1)}",
        ),
    }
    if period.precision not in forms or (period.precision is Precision.SEASON and first.year == date.max.year):
        return ""
    make, text = forms[period.precision]
    span = make(first.year)
    return text if (span.first, span.last) == (period.first, period.last) else ""


def from_edtf(text: str) -> Period:
    """Return the period of an EDTF string; ``ValueError`` when it is not EDTF of level 0 or 1 within years 1-9999."""
    text = text.strip()
    if "/" not in text:
        return _single(text, text)
    start, _, end = text.partition("/")
    if start in _OPEN and end in _OPEN:
        return Period(words=text)
    first = None if start in _OPEN else _single(start, text)
    last = None if end in _OPEN else _single(end, text)
    approximate = bool(first and first.approximate) or bool(last and last.approximate)
    if first is None and last is not None:
        return Period(words=text, last=last.last, precision=Precision.BEFORE, approximate=approximate)
    if last is None and first is not None:
        return Period(words=text, first=first.first, precision=Precision.AFTER, approximate=approximate)
    return Period(
        words=text,
        first=first.first if first else None,
        last=last.last if last else None,
        precision=Precision.RANGE,
        approximate=approximate,
    )


def _single(part: str, words: str) -> Period:
    match = _FORM.fullmatch(part)
    if match is None:
        raise ValueError(f"{part!r} is not EDTF of level 0 or 1")
    moment = None
    if match["hour"]:
        if not (match["day"] or "").isdigit():
            raise ValueError(f"{part!r} has a time without a day")
        at = time(int(match["hour"]), int(match["minute"]))
        moment = TimeOfDay(at, at)
    span = _span(match["year"], match["month"], match["day"])
    return Period(
        words=words,
        first=span.first,
        last=span.last,
        precision=span.precision,
        approximate=match["mark"] is not None,
        time_of_day=moment,
    )


def _span(year: str, month: str | None, day: str | None) -> Span:
    if "X" in year:
        if month is not None:
            raise ValueError("an unspecified year has no month")
        first, last = int(year.replace("X", "0")), int(year.replace("X", "9"))
        return Span(date(max(first, 1), 1, 1), date(last, 12, 31), Precision.RANGE)
    number = int(year)
    if month is None or month == "XX":
        if day not in {None, "XX"}:
            raise ValueError("an unspecified month has no day")
        return year_span(number)
    if 21 <= int(month) <= 24 and day is None:
        return season_span(number, int(month) - 20)
    if day is None or day == "XX":
        return month_span(number, int(month))
    if "X" in day:
        whole, tens = month_span(number, int(month)), 10 * int(day[0])
        first_day, last_day = max(tens, 1), min(tens + 9, whole.last.day)
        return Span(whole.first.replace(day=first_day), whole.first.replace(day=last_day), Precision.RANGE)
    exact = date(number, int(month), int(day))
    return Span(exact, exact, Precision.DAY)
