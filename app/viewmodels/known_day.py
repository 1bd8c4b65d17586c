"""Read one known day that is typed as people say it, and say below the field how it was read."""

from dataclasses import dataclass
from datetime import date

from app.domain.period_text import read_period
from app.i18n import Translator


@dataclass(frozen=True)
class Hint:
    """A line below a field; ``wrong`` when the field cannot be saved as it is.

    ``keys`` lead to the sources of the line and ``check`` marks what must still be checked.
    """

    words: str
    wrong: bool = False
    keys: tuple[str, ...] = ()
    check: str = ""


def read_day(words: str, today: date, say: Translator, known: date | None = None) -> tuple[date | None, Hint]:
    """Return the day that the words mean; words of a ``known`` day keep it, and two meanings are never guessed."""
    if not words.strip():
        return None, Hint("")
    if known is not None and words == say.day(known):
        return known, Hint("")
    reading = read_period(words, today, say.language)
    if reading.period and reading.period.exact:
        hints = [say("read as: {day}", day=say.day(reading.period.exact))]
        hints += [say(line) for line in (reading.problem, reading.note) if line]
        return reading.period.exact, Hint(" · ".join(hints))
    days = list(dict.fromkeys(meaning.exact for meaning in reading.alternatives))
    if len(days) == 1 and days[0]:
        return days[0], Hint(say("read as: {day}", day=say.day(days[0])))
    if len(days) == 2 and days[0] and days[1]:
        either = say(
            "This can be {one} or {other}: write the month in letters.", one=say.day(days[0]), other=say.day(days[1])
        )
        return None, Hint(either, wrong=True)
    return None, Hint(say("Write one day, for example 24 March 2026."), wrong=True)
