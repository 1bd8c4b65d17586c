"""Reading when something happened, as people say it in Dutch and English, and saying it back.

Reading never guesses silently: words that can mean two days give two alternatives, a year that was not said is named in
the note, and words that are not understood give no date at all.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

import msgspec

from app.domain.day_limits import FAR_AWAY, is_far
from app.domain.edtf import from_edtf, to_edtf
from app.domain.period import Period, Precision, TimeOfDay
from app.domain.period_clock import EITHER_NIGHT, NIGHT_HOURS, Moment, Times, only_time, split_time
from app.domain.period_phrase import Meaning, PhraseReader
from app.domain.period_say import describe
from app.domain.period_span import Context, WrongWeekdayError
from app.domain.period_words import UNKNOWN, fold
from app.i18n import Language

__all__ = ["Reading", "describe", "from_edtf", "read_period", "to_edtf"]

NOT_SAID: Final = "Say when it happened, or write that it is unknown."
NOT_UNDERSTOOD: Final = "This date is not understood. Write for example: half March 2026, evening."
NO_DAY: Final = "Only a time of day was said. Write the day as well."
NO_SUCH_DAY: Final = "This day does not exist in the calendar."
WRONG_WEEKDAY: Final = "This date falls on another weekday. Check the date."
TWO_MEANINGS: Final = "This can mean more than one moment. Choose which one."
YEAR_ADDED: Final = "The year was not said; this is the latest such date that is not in the future."
OFFSET_LEFT_OUT: Final = "The time is kept as written; the time zone is left out. Check whether it is local time."

_OFFSET: Final = re.compile(r"T\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d)")
_LONGEST: Final = 160
_YEARS_AHEAD: Final = 5


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """How words were read.

    ``period`` without ``problem`` was understood. ``period`` with ``problem`` was understood but is questioned.
    ``alternatives`` are the meanings to choose from, most likely first for the language; ``period`` is then ``None``.
    Without either, ``problem`` says what is wrong. ``note`` tells what was added. Problem and note are message ids.
    """

    period: Period | None = None
    alternatives: tuple[Period, ...] = ()
    problem: str = ""
    note: str = ""


def read_period(words: str, today: date, language: Language) -> Reading:
    """Read words said on ``today``; any text gives a reading and never an error."""
    said = " ".join(words.split())
    text = fold(said)
    if text in UNKNOWN:
        return Reading(period=Period(words=said))
    if not said or len(text) > _LONGEST or only_time(text):
        return Reading(problem=NOT_UNDERSTOOD if len(text) > _LONGEST else NO_DAY if said else NOT_SAID)
    try:
        if found := _edtf(said):
            reading = _judged(found, today)
            return msgspec.structs.replace(reading, note=OFFSET_LEFT_OUT) if _OFFSET.search(said) else reading
        return _judged(list(_meanings(text, said, today, language)), today)
    except WrongWeekdayError:
        return Reading(problem=WRONG_WEEKDAY)
    except (ValueError, OverflowError):
        # Every impossible day, week or year ends here: the calendar itself refuses it.
        return Reading(problem=NO_SUCH_DAY)


def _judged(found: list[tuple[Period, bool]], today: date) -> Reading:
    """Return the reading of what was found: nothing, one period, or a choice."""
    periods = tuple(dict.fromkeys(period for period, _ in found))
    if not periods:
        return Reading(problem=NOT_UNDERSTOOD)
    note = YEAR_ADDED if any(assumed for _, assumed in found) else ""
    if len(periods) > 1:
        return Reading(alternatives=periods, problem=TWO_MEANINGS, note=note)
    bounds = [bound for bound in (periods[0].first, periods[0].last) if bound]
    if any(map(is_far, bounds)):
        return Reading(problem=FAR_AWAY)
    far = any(bound.year > today.year + _YEARS_AHEAD for bound in bounds)
    return Reading(period=periods[0], problem=FAR_AWAY if far else "", note=note)


def _edtf(said: str) -> list[tuple[Period, bool]]:
    """Read EDTF, except what people mean otherwise: "2023/24" is no interval of years 2023 and 24."""
    try:
        return [(from_edtf(said), False)]
    except ValueError:
        return []


def _meanings(text: str, said: str, today: date, language: Language) -> Iterator[tuple[Period, bool]]:
    """Yield every period that the words can mean; a part that is not understood spoils the whole."""
    reader = PhraseReader(Context(today=today, language=language))
    failure: Exception | None = None
    for rest, times in _with_times(text):
        try:
            spans = reader.whole(rest)
        except (ValueError, OverflowError, WrongWeekdayError) as error:
            failure = failure or error
            continue
        if spans:
            for span in spans:
                for moment in _moments(span, times):
                    yield _period(span, moment, said), span.assumed
            return
    if failure:
        raise failure


def _moments(span: Meaning, times: tuple[Moment | None, ...]) -> tuple[Moment | None, ...]:
    """Return the times for some days: which night or midnight is only a question when the day is known."""
    if span.night:
        return (Moment(NIGHT_HOURS),)
    if span.precision is Precision.DAY:
        return times
    return tuple(dict.fromkeys(moment and replace(moment, later=0) for moment in times))[
        : 1 if times == EITHER_NIGHT else None
    ]


def _with_times(text: str) -> Iterator[tuple[str, tuple[Moment | None, ...]]]:
    """Yield the text without a time, with one time taken off, and with an hour and a part of the day taken off."""
    yield text, (None,)
    splits = list(split_time(text))
    yield from splits
    for rest, times in splits:
        for shorter, bands in split_time(rest):
            inside = tuple(dict.fromkeys(one for one in times for band in bands if _falls_in(one.time, band.time)))
            if inside and bands == EITHER_NIGHT:
                yield shorter, tuple(later for one in inside for later in _of_either_night(one))
            elif inside:
                yield shorter, inside


def _falls_in(moment: TimeOfDay, band: TimeOfDay) -> bool:
    if band.end < band.start:
        return moment.start >= band.start or moment.start <= band.end
    return band.start <= moment.start <= band.end


def _of_either_night(moment: Moment) -> Times:
    """Return when an hour of a night can be: the small hours come after the day that was said, or begin it."""
    if moment.time.start >= NIGHT_HOURS.start:
        return (moment,)
    return replace(moment, later=1), moment


def _period(span: Meaning, moment: Moment | None, said: str) -> Period:
    shift = timedelta(days=moment.later if moment else 0)
    return Period(
        words=said,
        first=span.first and span.first + shift,
        last=span.last and span.last + shift,
        precision=span.precision,
        approximate=span.approximate,
        time_of_day=moment.time if moment else None,
    )
