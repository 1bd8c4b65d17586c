"""Reading single days, months, seasons, years, feasts and "three weeks ago" from folded words."""

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from typing import Final

from app.domain.feasts import FEASTS
from app.domain.period_span import (
    DAY,
    Context,
    Span,
    WrongWeekdayError,
    day_span,
    month_span,
    range_span,
    season_span,
    year_span,
)
from app.domain.period_words import (
    DECADES,
    FULL_WEEKDAYS,
    LAST,
    MONTHS,
    NEXT,
    NUMBERS,
    ORDINALS,
    SEASONS,
    THIS,
    UNITS,
    WEEKDAYS,
    any_of,
)

_MONTH: Final = any_of(MONTHS)
_WEEKDAY: Final = any_of(WEEKDAYS)
_YEAR_WORDS: Final = r"\d{4}|vorig jaar|afgelopen jaar|last year|dit jaar|this year|volgend jaar|next year"
_OF: Final = ",? ?(?:(?:van|of|in|uit) )?"
_YEAR: Final = rf"(?:{_OF}(?P<year>{_YEAR_WORDS}))?"
# Two digits are a year behind a day and its month; behind a month alone they may be a day.
_YEAR_OF_DAY: Final = rf"(?:{_OF}'?(?P<year>{_YEAR_WORDS}|\d\d))?"
_COUNT: Final = r"(?P<count>\d{1,3}|een paar|enkele|a few|several|" + any_of(NUMBERS) + ")"
_UNIT: Final = "(?P<unit>" + any_of(UNITS) + ")"
_DAY: Final = r"(?P<day>\d{1,2})(?: ?(?:e|de|ste|st|nd|rd|th))?"


def _calendar_day(year: int, *, month: int, day: int) -> Span:
    return day_span(date(year, month, day))


class DayReader:
    """Reads one expression that names days, without "before", "around" or "between"."""

    def __init__(self, context: Context) -> None:
        """Read as on the day and for the year of ``context``."""
        self._context = context

    def read(self, text: str) -> tuple[Span, ...]:
        """Return every meaning of a folded text; empty when it is none of the known forms."""
        for pattern, read in _FORMS:
            if match := pattern.fullmatch(text):
                return read(self, match)
        return ()

    def numeric(self, match: re.Match[str]) -> tuple[Span, ...]:
        """Read 14-3-2026; when both numbers can be a month there are two meanings."""
        one, two = int(match["one"]), int(match["two"])
        orders = [(one, two), (two, one)] if self._context.language == "nl" else [(two, one), (one, two)]
        meanings: list[Span] = []
        for day, month in orders:
            if month > 12 or not 1 <= day <= 31:
                continue
            span = self._in_year(match["year"], partial(_calendar_day, month=month, day=day))
            if span not in meanings:
                meanings.append(span)
        return self._on_weekday(match, tuple(meanings))

    def ordered(self, match: re.Match[str]) -> tuple[Span, ...]:
        """Read 2026-03-14."""
        return (day_span(date(int(match["year"]), int(match["month"]), int(match["day"]))),)

    def named(self, match: re.Match[str]) -> tuple[Span, ...]:
        """Read 14 maart 2026 or March 14th, 2026."""
        month, day = MONTHS[match["month"]], int(match["day"])
        return self._on_weekday(match, (self._in_year(match["year"], partial(_calendar_day, month=month, day=day)),))

    def bare_day(self, match: re.Match[str]) -> tuple[Span, ...]:
        """Read "de 14e": the latest 14th; in half a range the month of the other half."""
        day, context = int(match["day"]), self._context
        if context.year and context.month:
            return (day_span(date(context.year, context.month, day)),)
        if match["article"] is None:
            return ()
        first = context.today.replace(day=1)
        while monthrange(first.year, first.month)[1] < day or first.replace(day=day) > context.today:
            first = (first - DAY).replace(day=1)
        return (replace(day_span(first.replace(day=day)), assumed=True),)

    def month(self, match: re.Match[str]) -> tuple[Span, ...]:
        """Read maart 2026."""
        if (number := match.groupdict().get("number")) is not None:
            return (month_span(int(match["year"]), int(number)),)
        month = MONTHS[match["month"]]
        return (self._in_year(self._said_year(match), lambda year: month_span(year, month)),)

    def season(self, match: re.Match[str]) -> tuple[Span, ...]:
        """Read zomer 2023; a winter of one year can be either of two."""
        season = SEASONS[match["season"]]
        if match["next"]:
            year = int(match["from"])
            if season != 4 or int(match["next"]) % 100 != (year + 1) % 100:
                return ()
            return (season_span(year, 4),)
        said = self._said_year(match)
        if season == 4 and said is not None:
            year = self._year(said)
            return season_span(year - 1, 4), season_span(year, 4)
        return (self._in_year(said, lambda year: season_span(year, season)),)

    def year(self, match: re.Match[str]) -> tuple[Span, ...]:
        """Read 2023 or vorig jaar."""
        return (year_span(self._year(match["year"])),)

    def decade(self, match: re.Match[str]) -> tuple[Span, ...]:
        """Read jaren 90 or the 1990s."""
        said = match["word"] or match["digits"]
        number = DECADES[said] if said in DECADES else int(said)
        if number % 10:
            return ()
        if number < 100:
            century = self._context.today.year // 100 * 100
            number += century if century + number <= self._context.today.year else century - 100
        return (range_span(date(number, 1, 1), date(number + 9, 12, 31)),)

    def quarter(self, match: re.Match[str]) -> tuple[Span, ...]:
        """Read eerste kwartaal 2024 or Q1 2024."""
        quarter = int(match["number"]) if match["number"] else ORDINALS[match["word"]]

        def span(year: int) -> Span:
            return range_span(date(year, 3 * quarter - 2, 1), month_span(year, 3 * quarter).last)

        return (self._in_year(match["year"], span),)

    def week(self, match: re.Match[str]) -> tuple[Span, ...]:
        """Read week 12 van 2026 (ISO weeks)."""
        week = int(match["week"])

        def span(year: int) -> Span:
            monday = date.fromisocalendar(year, week, 1)
            return range_span(monday, monday + 6 * DAY)

        return (self._in_year(match["year"], span),)

    def nth_week(self, match: re.Match[str]) -> tuple[Span, ...]:
        """Read eerste week maart (about the first seven days) and laatste weekend van mei 2024."""
        month, said = MONTHS[match["month"]], match["nth"]
        nth = ORDINALS.get(said, 0)

        def span(year: int) -> Span:
            whole = month_span(year, month)
            if match["unit"] == "week":
                first = whole.first + 7 * (nth - 1) * DAY if nth else whole.last - 6 * DAY
                return range_span(first, first + 6 * DAY, approximate=True)
            if nth:
                saturday = whole.first + ((5 - whole.first.weekday()) % 7 + 7 * (nth - 1)) * DAY
            else:
                saturday = whole.last - ((whole.last.weekday() - 5) % 7) * DAY
            return range_span(saturday, saturday + DAY)

        return (self._in_year(self._said_year(match), span),)

    def feast(self, match: re.Match[str]) -> tuple[Span, ...]:
        """Read Sinterklaas 2025, Pasen, oud en nieuw 2025/2026."""
        days, rough = FEASTS[match["feast"]]

        def span(year: int) -> Span:
            first, last = days(year)
            return day_span(first) if first == last else range_span(first, last, approximate=rough)

        if match["next"] and int(match["next"]) % 100 != (int(match["from"]) + 1) % 100:
            return ()
        return (self._in_year(match["from"] or self._said_year(match), span),)

    def relative_day(self, match: re.Match[str]) -> tuple[Span, ...]:
        """Read vandaag, gisteren, eergisteren, morgen."""
        return (day_span(self._context.today + _RELATIVE_DAYS[match[0]] * DAY),)

    def ago(self, match: re.Match[str]) -> tuple[Span, ...]:
        """Read drie weken geleden and over twee weken; longer ago is less precise."""
        said = match["count"]
        few = said in {"een paar", "enkele", "a few", "several"}
        least, most = (2, 4) if few else (NUMBERS.get(said) or int(said),) * 2
        unit, slack = _AGO[UNITS[match["unit"]]]
        if match["coming"]:
            first, last = self._context.today + least * unit, self._context.today + most * unit
        else:
            first, last = self._context.today - most * unit, self._context.today - least * unit
        if first == last and not slack:
            return (day_span(first),)
        return (range_span(first - slack, last + slack, approximate=True),)

    def weekday(self, match: re.Match[str]) -> tuple[Span, ...]:
        """Read dinsdag, vorige week dinsdag, last Tuesday: the latest one, or the one in the week that was named."""
        today, weekday = self._context.today, FULL_WEEKDAYS[match["weekday"]]
        week = match["week"] or match["after"]
        if week:
            monday = today - today.weekday() * DAY + 7 * self._shift(week) * DAY
            return (day_span(monday + weekday * DAY),)
        if match["which"] and self._shift(match["which"]) > 0:
            return (day_span(today + ((weekday - today.weekday() - 1) % 7 + 1) * DAY),)
        back = (today.weekday() - weekday) % 7
        if match["which"] and self._shift(match["which"]) < 0:
            back = back or 7
        return (day_span(today - back * DAY),)

    def stretch(self, match: re.Match[str]) -> tuple[Span, ...]:
        """Read vorige week, deze maand, afgelopen weekend, volgend jaar."""
        today, shift = self._context.today, self._shift(match["which"])
        monday = today - today.weekday() * DAY
        unit = match["unit"]
        if unit == "weekend":
            if shift < 0 and today.weekday() == 6:
                monday -= 7 * DAY
            back = 7 if shift < 0 and today.weekday() < 6 else 0
            saturday = monday + (5 - back + (7 if shift > 0 and today.weekday() >= 5 else 0)) * DAY
            return (range_span(saturday, saturday + DAY),)
        if unit == "week":
            return (range_span(monday + 7 * shift * DAY, monday + (7 * shift + 6) * DAY),)
        if unit in {"maand", "month"}:
            month = 12 * today.year + today.month - 1 + shift
            return (month_span(month // 12, month % 12 + 1),)
        return (year_span(today.year + shift),)

    def latest(self, match: re.Match[str]) -> tuple[Span, ...]:
        """Read afgelopen zomer, vorige mei, last Christmas: the latest one that is over or has begun."""
        return tuple(replace(span, assumed=False) for span in self.read(match["rest"]))

    def _shift(self, which: str) -> int:
        if re.fullmatch(rf"{LAST}(?: week)?", which):
            return -1
        return 1 if re.fullmatch(rf"{NEXT}(?: week)?", which) else 0

    def _said_year(self, match: re.Match[str]) -> str | None:
        said: str | None = match["year"]
        return said

    def _year(self, said: str) -> int:
        if said.isdigit():
            year = int(said)
            if len(said) == 2:
                century = self._context.today.year // 100 * 100
                year += century if century + year <= self._context.today.year + 1 else century - 100
            return year
        return self._context.today.year + self._shift(said.split(" ", 1)[0])

    def _in_year(self, said: str | None, make: Callable[[int], Span]) -> Span:
        """Return the span in the year that was said, or else the latest one that does not start after today."""
        if said is not None:
            return make(self._year(said))
        if self._context.year is not None:
            return make(self._context.year)
        today = self._context.today
        for year in range(today.year, today.year - 9, -1):
            try:
                span = make(year)
            except ValueError:
                continue
            if span.first <= today:
                return replace(span, assumed=True)
        raise ValueError("no such day in the last years")

    def _on_weekday(self, match: re.Match[str], spans: tuple[Span, ...]) -> tuple[Span, ...]:
        """Keep the days that fall on the weekday that was said."""
        said = match["weekday"]
        if not said:
            return spans
        right = tuple(span for span in spans if span.first.weekday() == WEEKDAYS[said])
        if not right:
            raise WrongWeekdayError(spans[0])
        return right


_RELATIVE_DAYS: Final = {
    "vandaag": 0,
    "today": 0,
    "gisteren": -1,
    "yesterday": -1,
    "eergisteren": -2,
    "morgen": 1,
    "tomorrow": 1,
    "overmorgen": 2,
}
_AGO: Final = {
    "day": (DAY, timedelta(0)),
    "week": (7 * DAY, 3 * DAY),
    "month": (timedelta(days=30), 10 * DAY),
    "year": (timedelta(days=365), 91 * DAY),
}
_ON: Final = rf"(?:(?P<weekday>{_WEEKDAY}),? (?:de |the )?)?"
_WHICH: Final = f"(?:{LAST}|{THIS}|{NEXT})"
_TWO_YEARS: Final = r"(?: (?P<from>\d{4}) ?[/-] ?(?P<next>\d{4}|\d{2})|" + _YEAR + ")"
_SEASON_WORDS: Final = any_of(SEASONS)
_FEAST_WORDS: Final = "|".join(sorted(map(re.escape, FEASTS), key=len, reverse=True))
_FORMS: Final[tuple[tuple[re.Pattern[str], Callable[[DayReader, re.Match[str]], tuple[Span, ...]]], ...]] = tuple(
    (re.compile(pattern), read)
    for pattern, read in (
        (_ON + r"(?P<one>\d{1,2})(?P<sep>[-/.])(?P<two>\d{1,2})(?:(?P=sep)(?P<year>\d{4}|\d{2}))?", DayReader.numeric),
        (_ON + r"(?P<one>\d{1,2}) (?P<two>\d{1,2}) (?P<year>\d{4})", DayReader.numeric),
        (r"(?P<year>\d{4})(?P<sep>[-/.])(?P<month>\d{1,2})(?P=sep)(?P<day>\d{1,2})", DayReader.ordered),
        (_ON + _DAY + rf"(?: (?:van|of))? ?(?P<month>{_MONTH})" + _YEAR_OF_DAY, DayReader.named),
        (_ON + rf"(?P<month>{_MONTH}) (?:the )?" + _DAY + _YEAR, DayReader.named),
        (r"(?P<month>" + _MONTH + ")" + _YEAR, DayReader.month),
        (r"(?P<number>0?[1-9]|1[0-2])[-/](?P<year>\d{4})", DayReader.month),
        (r"(?P<article>de |the )?" + _DAY, DayReader.bare_day),
        (rf"(?P<season>{_SEASON_WORDS})" + _TWO_YEARS, DayReader.season),
        (rf"(?P<year>{_YEAR_WORDS})", DayReader.year),
        (
            rf"(?:de |the )?(?:jaren (?P<word>{any_of(DECADES)}|\d\d|\d{{4}})|(?P<digits>\d\d|\d{{3}}0)'?s)",
            DayReader.decade,
        ),
        (
            rf"(?:(?:het |the )?(?P<word>{any_of(ORDINALS)}) (?:kwartaal|quarter)|q(?P<number>[1-4]))" + _YEAR,
            DayReader.quarter,
        ),
        (r"(?:week|wk) ?(?P<week>\d{1,2})" + _YEAR, DayReader.week),
        (
            (
                rf"(?:de |het |the )?(?P<nth>{any_of(ORDINALS)}|laatste|last) (?P<unit>week|weekend) (?:van |of |in )?"
                rf"(?P<month>{_MONTH})" + _YEAR
            ),
            DayReader.nth_week,
        ),
        (rf"(?P<feast>{_FEAST_WORDS})" + _TWO_YEARS, DayReader.feast),
        ("|".join(_RELATIVE_DAYS), DayReader.relative_day),
        (_COUNT + " " + _UNIT + r" (?:geleden|terug|ago)(?P<coming>\b\B)?", DayReader.ago),
        (r"(?P<coming>over|in) " + _COUNT + " " + _UNIT, DayReader.ago),
        (
            (
                rf"(?:(?P<week>{_WHICH} week) (?:op |on )?|(?P<which>{_WHICH}) )?(?P<weekday>{any_of(FULL_WEEKDAYS)})"
                rf"(?: (?:in )?(?P<after>{_WHICH} week))?"
            ),
            DayReader.weekday,
        ),
        (rf"(?P<which>{_WHICH}) (?P<unit>week|maand|month|jaar|year|weekend)", DayReader.stretch),
        (rf"{LAST} (?P<rest>{_SEASON_WORDS}|{_MONTH}|{_FEAST_WORDS})", DayReader.latest),
    )
)
