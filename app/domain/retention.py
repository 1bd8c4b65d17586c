"""How long a case is kept, and from which day on somebody has to decide (domain reference 5.7).

There is no term until an organisation chose one: the sources contradict each other. Nothing happens by itself when a
term is over.
"""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import Annotated, Final
from uuid import UUID

import msgspec

ADULT: Final = 18


class CountsFrom(StrEnum):
    """From which day a term counts."""

    RECEIVED = "ontvangst"
    CLOSED = "afsluiting"
    LAST = "laatste_rij"


class Children(StrEnum):
    """What the youngest child of a case does to a term."""

    NOTHING = "niet"
    UNTIL_ADULT = "tot_18"
    FROM_ADULT = "vanaf_18"


class Term(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A term in whole ``years``; ``reason`` says why this one, ``source`` is the row of ``retention.toml`` it follows.

    With ``UNTIL_ADULT`` a case is kept at least until the youngest child is 18, with ``FROM_ADULT`` the term counts
    from that day.
    """

    years: Annotated[int, msgspec.Meta(ge=1, le=100)]
    counts_from: CountsFrom = CountsFrom.RECEIVED
    children: Children = Children.NOTHING
    reason: str = ""
    source: str = ""


class CaseDays(msgspec.Struct, frozen=True, kw_only=True):
    """What a term needs to know of a case; ``births`` are the years in which its children were born, if known."""

    case: UUID
    reference: str
    opened: date | None
    closed: date | None
    last: date | None
    births: tuple[int | None, ...] = ()
    own: Term | None = None


class Due(msgspec.Struct, frozen=True, kw_only=True):
    """From which day somebody has to decide about a case; without a ``day`` the reason why none can be told.

    ``problem`` is a complete English sentence that is translated where it is shown. ``own`` says that the case has a
    term of its own.
    """

    case: UUID
    reference: str
    term: Term | None
    own: bool
    day: date | None = None
    problem: str = ""


NO_TERM: Final = "No term was chosen."
STILL_OPEN: Final = "The case is not closed yet."
NO_DAY: Final = "The day from which the term counts is not known."
NO_BIRTH: Final = "The birth year of a child is not known."


def due(days: CaseDays, chosen: Term | None) -> Due:
    """Return when the term of a case is over: its own term, else the one that was chosen for the vault."""
    term = days.own or chosen
    told = Due(case=days.case, reference=days.reference, term=term, own=days.own is not None)
    if term is None:
        return msgspec.structs.replace(told, problem=NO_TERM)
    start = _start(days, term)
    if start is None:
        problem = STILL_OPEN if term.counts_from is CountsFrom.CLOSED else NO_DAY
        return msgspec.structs.replace(told, problem=problem)
    if term.children is Children.NOTHING or not days.births:
        return msgspec.structs.replace(told, day=years_after(start, term.years))
    if None in days.births:
        return msgspec.structs.replace(told, problem=NO_BIRTH)
    adult = _adult(year for year in days.births if year is not None)
    if term.children is Children.FROM_ADULT:
        return msgspec.structs.replace(told, day=years_after(max(start, adult), term.years))
    return msgspec.structs.replace(told, day=max(years_after(start, term.years), adult))


def years_after(day: date, years: int) -> date:
    """Return the same day so many years later; 29 February becomes 1 March, so that a term is never too short."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)


def _start(days: CaseDays, term: Term) -> date | None:
    match term.counts_from:
        case CountsFrom.RECEIVED:
            return days.opened
        case CountsFrom.CLOSED:
            return days.closed
        case CountsFrom.LAST:
            return days.last or days.opened


def _adult(births: Iterable[int]) -> date:
    """Return the last day on which the youngest becomes 18: only the year of birth is recorded."""
    return date(max(births) + ADULT, 12, 31)
