"""Reading the words around days: before and after, around, half March, between one day and another."""

import re
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

import msgspec

from app.domain.period import Precision
from app.domain.period_days import DayReader
from app.domain.period_span import DAY, Context, Span, month_span
from app.domain.period_words import NUMBERS, PARTS, UNITS, any_of


class Meaning(msgspec.Struct, frozen=True):
    """Bounds that words can mean, open on one side or closed."""

    first: date | None
    last: date | None
    precision: Precision
    approximate: bool = False
    assumed: bool = False
    night: bool = False


_ABOUT: Final = re.compile(r"(rond|rondom|omstreeks|around|about)(?: de| het| the)? (.+)")
_CIRCA: Final = re.compile(
    r"(?:ca|circa|c|~|±|ongeveer|approximately|approx|vermoedelijk|waarschijnlijk|misschien|mogelijk|probably|perhaps|"
    r"maybe|possibly)(?: in| op| on)? ?(.+)",
)
_PART: Final = re.compile(rf"({any_of(PARTS)})(?:[ -](?:van|of|in|deze|the))?(?: (?:de|het|the))?[ -](.+)")
_NOT: Final = {
    "niet later dan": "uiterlijk",
    "not later than": "uiterlijk",
    "no later than": "uiterlijk",
    "niet na": "uiterlijk",
    "not after": "uiterlijk",
    "niet eerder dan": "vanaf",
    "not earlier than": "vanaf",
    "no earlier than": "vanaf",
    "niet voor": "vanaf",
    "not before": "vanaf",
}
_OPEN: Final = re.compile(
    rf"(?P<word>voor|before|tot|until|till|uiterlijk|t/m|na|after|sinds|vanaf|since|from|{any_of(_NOT)})"
    r"(?: (?:de|het|the|in))? (?P<rest>.+)",
)
_BETWEEN: Final = re.compile(r"(?:tussen|between) (.+?) (?:en|and) (.+)")
_NIGHT: Final = re.compile(r"(?:in |during )?(?:de |the )?(?:nacht|night) (?:van|of|from) (.+?) (?:op|to) (.+)")
_BORDER: Final = re.compile(r" (?:tot|t/m|until|till|to|through|of|or) | ?- ?")
_WEEK: Final = re.compile(r"(?:de |the |een |a )?(?:week|weekend) (?:(voor|na|van|before|after|of) )(.+)")
_STEPS: Final = re.compile(
    r"(?:(?:de|een) dag|(?:the|a) day|"
    rf"(?P<count>\d{{1,2}}|{any_of(NUMBERS)}) (?P<unit>dag|dagen|days?|week|weken|weeks?))"
    r" (?P<side>voor|na|before|after) (?P<rest>.+)",
)
_FILLER: Final = re.compile(
    r"(?:in de loop van|in the course of|ergens|sometime|op|in|on|at|met|de|het|the|een|een keer|van|of|tijdens|"
    r"gedurende|during|een dag|some day|one day)(?: |$)",
)


class PhraseReader:
    """Reads a whole expression: words around days."""

    def __init__(self, context: Context) -> None:
        """Read as on the day of ``context``."""
        self._context = context

    def whole(self, text: str) -> list[Meaning]:
        """Return every meaning of a folded text without a time of day."""
        if spans := self._closed(text):
            return [Meaning(span.first, span.last, span.precision, span.approximate, span.assumed) for span in spans]
        if match := _CIRCA.fullmatch(text):
            return [msgspec.structs.replace(meaning, approximate=True) for meaning in self.whole(match[1])]
        if match := _NIGHT.fullmatch(text):
            return self._night(match[1], match[2])
        if match := _OPEN.fullmatch(text):
            return [_opened(match["word"], span) for span in self._closed(match["rest"])]
        return []

    def _closed(self, text: str) -> tuple[Span, ...]:
        """Return every meaning that has a first and a last day."""
        text = text.strip(" ,")
        return self.single(text) or self._ranged(text)

    def single(self, text: str) -> tuple[Span, ...]:
        """Return every meaning of an expression that is no range; words around days are taken off one by one."""
        return DayReader(self._context).read(text) or self._estimated(text) or self._within(text)

    def _estimated(self, text: str) -> tuple[Span, ...]:
        if match := _ABOUT.fullmatch(text):
            return tuple(_around(span) for span in self.single(match[2]))
        if match := _CIRCA.fullmatch(text):
            return tuple(replace(span, approximate=True) for span in self._closed(match[1]))
        return ()

    def _within(self, text: str) -> tuple[Span, ...]:
        if match := _PART.fullmatch(text):
            return tuple(_part(PARTS[match[1]], span) for span in self.single(match[2]))
        if match := _STEPS.fullmatch(text):
            return self._stepped(match)
        if match := _WEEK.fullmatch(text):
            return tuple(_week(match[1], span, "weekend" in match[0]) for span in self.single(match[2]))
        if match := re.fullmatch(r"(?:in )?(vorig|afgelopen|last|dit|this) (?:jaar|year) (.+)", text):
            year = self._context.today.year - (match[1] not in {"dit", "this"})
            return self._in(year).single(match[2])
        if match := _FILLER.match(text):
            return self.single(text[match.end() :])
        return ()

    def _stepped(self, match: re.Match[str]) -> tuple[Span, ...]:
        """Read "de dag na koningsdag" and "twee weken voor kerst"; a number of weeks leaves some days' room."""
        said = match["count"] or "1"
        steps = NUMBERS.get(said) or int(said)
        weeks = match["unit"] is not None and UNITS[match["unit"]] == "week"
        move = (7 if weeks else 1) * steps * DAY
        before = match["side"] in {"voor", "before"}
        spans = self.single(match["rest"])
        if before and any(span.assumed for span in spans):
            # The feast itself may still be to come when the days before it are over.
            later = PhraseReader(replace(self._context, today=self._context.today + move)).single(match["rest"])
            spans = tuple(span for span in later if span.assumed) or spans
        found = []
        for span in spans:
            day = span.first - move if before else span.last + move
            one = Span(day, day, Precision.DAY, span.approximate, span.assumed)
            found.append(_around(one) if weeks else one)
        return tuple(found)

    def _in(self, year: int, month: int | None = None) -> "PhraseReader":
        return PhraseReader(replace(self._context, year=year, month=month))

    def _ranged(self, text: str) -> tuple[Span, ...]:
        """Read "tussen X en Y", "van X tot Y" and "X - Y"; the halves lend each other year and month."""
        if match := _BETWEEN.fullmatch(text):
            return self._pair(match[1], match[2])
        plain = re.sub(r"^(?:van|from) ", "", text)
        for border in _BORDER.finditer(plain):
            spans = self._pair(plain[: border.start()], plain[border.end() :])
            if spans:
                return spans
        return ()

    def _night(self, evening: str, morning: str) -> list[Meaning]:
        """Return the day on which a night from one day to the next began."""
        return [
            Meaning(span.first, span.first, Precision.DAY, span.approximate, span.assumed, night=True)
            for span in self._pair(evening, morning)
            if span.last == span.first + DAY
        ]

    def _pair(self, start: str, end: str) -> tuple[Span, ...]:
        first = self.single(start)
        if first and not any(span.assumed for span in first):
            year = first[0].first.year
            ends = self._in(year).single(end)
            if ends and all(one.last < first[0].first for one in ends):
                ends = self._in(year + 1).single(end)
            return _joined(first, ends)
        ends = self.single(end)
        for span in ends[:1]:
            year, month = span.last.year, span.last.month
            tries = ((year, month), (year, month - 1) if month > 1 else (year - 1, 12), (year - 1, month))
            for each_year, each_month in tries:
                if spans := _joined(self._in(each_year, each_month).single(start), ends):
                    return spans
        return ()


def _joined(first: tuple[Span, ...], last: tuple[Span, ...]) -> tuple[Span, ...]:
    """Return every range from one of ``first`` to one of ``last``."""
    return tuple(
        Span(
            one.first,
            two.last,
            Precision.RANGE,
            one.approximate or two.approximate,
            one.assumed or two.assumed,
        )
        for one in first
        for two in last
        if one.first <= two.last
    )


def _opened(word: str, span: Span) -> Meaning:
    """Return the time before or after a span; "before" and "after" leave the span itself out."""
    word = _NOT.get(word, word)
    if word in {"voor", "before"}:
        return Meaning(None, span.first - DAY, Precision.BEFORE, span.approximate, span.assumed)
    if word in {"tot", "until", "till", "uiterlijk", "t/m"}:
        return Meaning(None, span.last, Precision.BEFORE, span.approximate, span.assumed)
    if word in {"na", "after"}:
        return Meaning(span.last + DAY, None, Precision.AFTER, span.approximate, span.assumed)
    return Meaning(span.first, None, Precision.AFTER, span.approximate, span.assumed)


def _around(span: Span) -> Span:
    """Widen a span by what "around" leaves room for: three days, or a fifth of a longer span."""
    slack = timedelta(days=max(3, (span.last - span.first).days // 5))
    return Span(span.first - slack, span.last + slack, Precision.RANGE, approximate=True, assumed=span.assumed)


def _part(part: str, span: Span) -> Span:
    """Return the begin, middle or end of a span: of a month the days 1-10, 10-20 and from 20, else a third."""
    if span.precision is Precision.MONTH:
        early, late = span.first.replace(day=10), span.first.replace(day=20)
        bounds = {"begin": (span.first, early), "middle": (early, late), "end": (late, span.last)}
    elif span.precision in {Precision.YEAR, Precision.SEASON}:
        third = 4 if span.precision is Precision.YEAR else 1
        months = 12 * span.first.year + span.first.month - 1
        starts = [month_span(*_month(months + third * each)) for each in range(3)]
        ends = [month_span(*_month(months + third * each + third - 1)) for each in range(3)]
        bounds = {name: (starts[i].first, ends[i].last) for i, name in enumerate(("begin", "middle", "end"))}
    else:
        days = (span.last - span.first).days
        early, late = span.first + timedelta(days=days // 3), span.first + timedelta(days=2 * days // 3)
        bounds = {"begin": (span.first, early), "middle": (early, late), "end": (late, span.last)}
    first, last = bounds[part]
    return Span(first, last, Precision.RANGE, approximate=True, assumed=span.assumed)


def _month(months: int) -> tuple[int, int]:
    return months // 12, months % 12 + 1


def _week(side: str, span: Span, weekend: bool) -> Span:
    """Return the week of, before or after a span, or the weekend of its week."""
    if side in {"voor", "before"}:
        return Span(span.first - 7 * DAY, span.first - DAY, Precision.RANGE, span.approximate, span.assumed)
    if side in {"na", "after"}:
        return Span(span.last + DAY, span.last + 7 * DAY, Precision.RANGE, span.approximate, span.assumed)
    monday = span.first - span.first.weekday() * DAY
    first = monday + 5 * DAY if weekend else monday
    return Span(first, monday + 6 * DAY, Precision.RANGE, span.approximate, span.assumed)
