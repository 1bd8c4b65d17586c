"""Reading the time of day: "19:30", "half acht 's avonds", "tussen 18 en 20 uur", "in the evening"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import time
from typing import Final

from app.domain.period import TimeOfDay
from app.domain.period_words import NUMBERS, any_of


@dataclass(frozen=True)
class Moment:
    """A time of day that words can mean; ``later`` days after the day that was said."""

    time: TimeOfDay
    later: int = 0


Times = tuple[Moment, ...]

NIGHT_HOURS: Final = TimeOfDay(time(22), time(5, 59))
_AFTER_MIDNIGHT: Final = TimeOfDay(time(0), time(5, 59))
# The night of a day can be the one that begins that evening, or the one that ends that morning.
EITHER_NIGHT: Final = (Moment(NIGHT_HOURS), Moment(_AFTER_MIDNIGHT))

_EVENING: Final = TimeOfDay(time(18), time(23, 59))
_MORNING: Final = TimeOfDay(time(6), time(11, 59))
_AFTERNOON: Final = TimeOfDay(time(12), time(17, 59))
_BANDS: Final = {
    "avond": _EVENING,
    "avonds": _EVENING,
    "evening": _EVENING,
    "ochtend": _MORNING,
    "ochtends": _MORNING,
    "morgens": _MORNING,
    "morning": _MORNING,
    "voormiddag": _MORNING,
    "middag": _AFTERNOON,
    "middags": _AFTERNOON,
    "namiddag": _AFTERNOON,
    "afternoon": _AFTERNOON,
    "nanacht": _AFTER_MIDNIGHT,
    "night": TimeOfDay(time(20), time(5, 59)),
}
# Hours people still call morning, afternoon, evening or night when they also name the hour.
_HOURS: Final = {
    "avond": range(17, 24),
    "evening": range(17, 24),
    "ochtend": range(4, 12),
    "morgens": range(4, 12),
    "morning": range(1, 12),
    "voormiddag": range(6, 12),
    "middag": range(12, 19),
    "namiddag": range(12, 19),
    "afternoon": range(12, 19),
    "nanacht": range(7),
    "nacht": (22, 23, 0, 1, 2, 3, 4, 5, 6),
    "night": (20, 21, 22, 23, 0, 1, 2, 3, 4, 5, 6),
}

_HOUR: Final = r"(?:\d{1,2}|" + any_of({word: n for word, n in NUMBERS.items() if word not in {"a", "an"}}) + ")"
_BAND: Final = (
    r"(?:(?:'?s|in de|op de|in the|at|the|on the|on an|an|one|op een|een|during the|de) )?"
    r"(?P<{name}>avonds?|evening|ochtends?|morgens|morning|voormiddag|middags?|namiddag|afternoon|nanacht|nachts?|night)"
)
_LEAD: Final = r"(?:(?:om|at|by|tegen|vanaf|(?P<about>rond|omstreeks|ongeveer|circa|ca|around|about)) )*"
_MINUTES: Final = {"kwart": 15, "quarter": 15, "vijf": 5, "five": 5, "tien": 10, "ten": 10, "twenty": 20}
_O_CLOCK: Final = r"(?: ?(?:uur|u|h|hrs|o'?clock)\b)"
_TIMES: Final = tuple(
    re.compile(pattern)
    for pattern in (
        (
            rf"(?:tussen |between |van |from )?(?P<h1>\d{{1,2}})(?:[:.](?P<m1>\d\d))?{_O_CLOCK}?"
            rf"(?: ?- ?| en | and | tot | to )(?P<h2>\d{{1,2}})(?:[:.](?P<m2>\d\d))?{_O_CLOCK}"
            rf"(?: (?:{_BAND.format(name='of_stretch')}))?"
        ),
        r"(?P<h1>\d{1,2}):(?P<m1>\d\d) ?- ?(?P<h2>\d{1,2}):(?P<m2>\d\d)",
        rf"{_LEAD}(?P<clock>\d{{1,2}}[:.h]\d\d){_O_CLOCK}?(?: (?:{_BAND.format(name='of_clock')}))?",
        rf"{_LEAD}(?P<half>half) (?P<hour>{_HOUR})(?: (?:{_BAND.format(name='band')}))?",
        rf"{_LEAD}(?P<past>half) past (?P<hour>{_HOUR})(?: (?:{_BAND.format(name='band')}))?",
        (
            rf"{_LEAD}(?:a )?(?P<minutes>{any_of(_MINUTES)}|\d{{1,2}}) (?P<side>voor|over|to|past) (?P<of_half>half )?"
            rf"(?P<hour>{_HOUR})(?: uur)?(?: (?:{_BAND.format(name='band')}))?"
        ),
        rf"{_LEAD}(?P<hour>{_HOUR}){_O_CLOCK}(?: (?:{_BAND.format(name='band')}))?",
        rf"{_LEAD}(?P<hour>\d{{1,2}})(?:[:.](?P<minute>\d\d))? ?(?P<half_day>am|pm)",
        rf"{_LEAD}(?P<named>middernacht|midnight|noon)",
        rf"(?:(?P<vague>laat|late|vroeg|early) )?{_BAND.format(name='band')}",
    )
)
_GLUE: Final = r"(?:(?:,|om|at|op|in|on|of|van|the|de) ?)*"
# What joins two halves: a time right behind it belongs to the other half and cannot be taken off alone.
_JOINED: Final = re.compile(r"(?:^| )(?:en|and|tot|to|t/m|until|till|of|or) ?$")


def split_time(text: str) -> Iterator[tuple[str, Times]]:
    """Yield every way to take a time of day off the end or the start of a folded text, the longest first."""
    found: list[tuple[int, str, Times]] = []
    for pattern in _TIMES:
        found.extend(
            (len(match[0]), text[: match.start()].rstrip(" ,"), _times(match))
            for match in re.finditer(rf"(?:(?<=[ ,])|^){pattern.pattern}$", text)
            if not _JOINED.search(text[: match.start()])
        )
        if start := re.match(rf"{pattern.pattern}(?=[ ,]){_GLUE}", text):
            found.append((len(start[0]), text[start.end() :].strip(" ,"), _times(start)))
        found.extend(
            (len(match[0]), f"{text[: match.start()].rstrip(' ,')} {text[match.end() :].lstrip(' ,')}", _times(match))
            for match in re.finditer(rf"(?<=[ ,]){pattern.pattern}(?=[ ,])", text)
            if not _JOINED.search(text[: match.start()])
        )
    for _, rest, times in sorted(found, key=lambda part: -part[0]):
        if times and rest:
            yield rest, times


def only_time(text: str) -> bool:
    """Whether a folded text is a time of day and nothing else."""
    return any(_times(match) for pattern in _TIMES if (match := pattern.fullmatch(text)))


def _times(match: re.Match[str]) -> Times:
    """Return the times that a match can mean; empty when the clock has no such time."""
    parts = {name: value for name, value in match.groupdict().items() if value is not None}
    if "h1" in parts:
        return _between(parts)
    if "named" in parts:
        return _named("noon" if parts["named"] == "noon" else "midnight", about="about" in parts)
    if "clock" in parts:
        hour, minute = re.split("[:.h]", parts["clock"])
        times = _valid([(int(hour), int(minute))])
    elif "half_day" in parts:
        hour = parts["hour"]
        late = 12 if parts["half_day"] == "pm" else 0
        times = _valid([(int(hour) % 12 + late, int(parts.get("minute", "0")))] if 1 <= int(hour) <= 12 else [])
    elif "hour" in parts:
        times = _spoken(parts)
    else:
        return EITHER_NIGHT if parts["band"] in {"nacht", "nachts"} else (Moment(_band(parts)),)
    return tuple(Moment(_widened(one.time)) for one in times) if "about" in parts else times


def _named(word: str, *, about: bool) -> Times:
    """Return noon, or midnight: the one that ends the day that was said, or the one with which it begins."""
    if word == "noon":
        noon = _at(12, 0)
        return (Moment(_widened(noon) if about else noon),)
    if about:
        around = TimeOfDay(time(23, 30), time(0, 30))
        return Moment(around), Moment(around, later=-1)
    return Moment(_at(0, 0), later=1), Moment(_at(0, 0))


def _between(parts: dict[str, str]) -> Times:
    hours = int(parts["h1"]), int(parts["h2"])
    band = parts.get("of_stretch")
    if band:
        called = _HOURS[_stem(band)]
        inside = [late for late in (0, 12) if all(hour + late in called for hour in (hours[0], hours[1] - 1))]
        if not inside:
            return ()
        hours = hours[0] + inside[0], hours[1] + inside[0]
    first = hours[0], int(parts.get("m1", "0"))
    last = hours[1], int(parts.get("m2", "0"))
    if "m2" not in parts:
        last = last[0] - 1, 59
    if not _valid([first]) or not _valid([last]):
        return ()
    return (Moment(TimeOfDay(time(*first), time(*last))),)


def _spoken(parts: dict[str, str]) -> Times:
    """Read an hour in words; without a part of the day a small hour means two times."""
    word = parts["hour"]
    hour = NUMBERS.get(word) or (int(word) if word.isdigit() else 0)
    minute = 0
    if "half" in parts:
        minute = -30
    elif "past" in parts:
        minute = 30
    elif "minutes" in parts:
        minutes = _MINUTES.get(parts["minutes"]) or int(parts["minutes"])
        minute = minutes if parts["side"] in {"over", "past"} else -minutes
        minute -= 30 if "of_half" in parts else 0
    plain = hour > 12 or word.startswith("0") or ("half" in parts and hour == 0)
    hours = [hour] if plain else [hour % 12, hour % 12 + 12]
    moments = [divmod((60 * each + minute) % (24 * 60), 60) for each in hours if each <= 24]
    band = parts.get("band")
    if band:
        moments = [moment for moment in moments if moment[0] in _HOURS[_stem(band)]]
    elif hour == 12 and not plain:
        moments.reverse()
    return _valid(moments)


def _stem(band: str) -> str:
    return band if band in _HOURS else band.removesuffix("s")


def _band(parts: dict[str, str]) -> TimeOfDay:
    band = _BANDS[parts["band"]]
    vague = parts.get("vague")
    if vague in {"laat", "late"} and band is _EVENING:
        return TimeOfDay(time(21), time(23, 59))
    if vague in {"vroeg", "early"} and band is _MORNING:
        return TimeOfDay(time(5), time(8, 59))
    return band


def _valid(moments: list[tuple[int, int]]) -> Times:
    return tuple(Moment(_at(hour, minute)) for hour, minute in moments if 0 <= hour < 24 and 0 <= minute < 60)


def _at(hour: int, minute: int) -> TimeOfDay:
    moment = time(hour, minute)
    return TimeOfDay(moment, moment)


def _widened(moment: TimeOfDay) -> TimeOfDay:
    """Return half an hour around a moment, within the same day."""
    minutes = 60 * moment.start.hour + moment.start.minute
    first, last = max(minutes - 30, 0), min(minutes + 30, 24 * 60 - 1)
    return TimeOfDay(time(*divmod(first, 60)), time(*divmod(last, 60)))
