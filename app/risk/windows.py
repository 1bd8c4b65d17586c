"""Stretches of days: which incidents lie in them, and how many event days they hold at least and at most."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import Final, TypeVar

from app.domain.finding import Figure, Missing, Outcome, Unplaced
from app.domain.period import Precision
from app.risk.rulebook import load_rulebook
from app.risk.view import Row, View, left_out

_CHOICES = load_rulebook().windows
WINDOWS = _CHOICES.days
DEFAULT_WINDOW = _CHOICES.usual
AHEAD = _CHOICES.ahead
DEFAULT_AHEAD = _CHOICES.usual_ahead
_MONTH: Final = Precision.MONTH
Time = TypeVar("Time", int, date)


@dataclass(frozen=True, slots=True)
class Stretch:
    """The days from ``first`` up to and including ``last``, with what is known to lie in them.

    ``incidents`` are usable here (domain reference 4.0) and ``doubtful`` may lie here but cannot be placed. ``days``
    counts event days; ``fewest`` and ``most`` are its bounds over every reading of the dates.
    """

    first: date
    last: date
    incidents: tuple[Row, ...]
    doubtful: tuple[Row, ...]
    days: int
    fewest: int
    most: int


@dataclass(frozen=True, slots=True)
class Windows:
    """The current window (T-W, T] and the previous window (T-2W, T-W]."""

    now: Stretch
    before: Stretch

    @property
    def incidents(self) -> tuple[Row, ...]:
        """The usable incidents of both windows, oldest first."""
        return (*self.before.incidents, *self.now.incidents)

    @property
    def doubtful(self) -> tuple[Row, ...]:
        """What may lie in one of the windows but cannot be placed in it, oldest first, each once."""
        perhaps = {*self.before.doubtful, *self.now.doubtful}.difference(self.incidents)
        return tuple(sorted(perhaps, key=lambda row: row.place))


def windows_of(view: View) -> Windows:
    """Return the two windows that rules compare."""
    middle_day = view.at - timedelta(days=view.window)
    return Windows(
        now=stretch_of(view, middle_day + timedelta(days=1), view.at),
        before=stretch_of(view, middle_day - timedelta(days=view.window - 1), middle_day),
    )


def stretch_of(view: View, first: date, last: date) -> Stretch:
    """Return the days from ``first`` up to and including ``last``; empty when ``last`` comes before ``first``."""
    known = view.between(first, last)
    event_days = sorted({act.day for act in known})
    known_months = {(day.year, day.month) for day in event_days}
    whole_months: list[Row] = []
    doubtful: list[Row] = []
    for act in view.inexact:
        if usable(act, first, last):
            whole_months.append(act)
        elif last >= first and act.when.possibly_within(first, last):
            doubtful.append(act)
    extra_months = {
        (start.year, start.month) for act in whole_months if (start := act.when.first) is not None
    } - known_months
    return Stretch(
        first=first,
        last=last,
        incidents=view.in_order((*known, *whole_months)),
        doubtful=tuple(doubtful),
        days=len(event_days) + len(extra_months),
        fewest=len(event_days) + fewest_days((*whole_months, *doubtful), event_days, first, last),
        most=min(len(event_days) + len(whole_months) + len(doubtful), max((last - first).days + 1, 0)),
    )


def usable(row: Row, first: date, last: date) -> bool:
    """Whether it may enter a window: a known day, or a month that lies wholly inside (domain reference 4.0)."""
    if row.day is not None:
        return first <= row.day <= last
    return row.when.precision is _MONTH and not row.when.approximate and row.when.surely_within(first, last)


def fewest_extra(periods: Iterable[tuple[Time, Time]], known: Sequence[Time]) -> int:
    """Return how few days, or months, hit every period that holds no known one (the classic sweep by latest day).

    Months are whole numbers; ``known`` is in order.
    """
    extra = 0
    latest: Time | None = None
    for first, last in sorted(periods, key=lambda period: period[1]):
        at = bisect_left(known, first)
        if (latest is not None and first <= latest) or (at < len(known) and known[at] <= last):
            continue
        extra += 1
        latest = last
    return extra


def sure_periods(incidents: Iterable[Row], first: date, last: date) -> list[tuple[date, date]]:
    """Return the bounds of incidents that lie in these days in every reading; an estimate is sure of nothing."""
    return [
        (when.first, when.last)
        for incident in incidents
        if (when := incident.when).first and when.last and not when.approximate and when.surely_within(first, last)
    ]


def fewest_days(rows: Iterable[Row], days: Sequence[date], first: date, last: date) -> int:
    """Return how few event days the rows without a known day add to the known ``days``, which are in order."""
    return fewest_extra(sure_periods(rows, first, last), days)


def comparison_figures(view: View, windows: Windows) -> dict[str, Figure]:
    """Return the figures that every comparison of two windows shows."""
    now, before = _contacts(view, windows.now), _contacts(view, windows.before)
    return {
        "now_from": windows.now.first.isoformat(),
        "before_from": windows.before.first.isoformat(),
        "coverage_from": view.coverage_from.isoformat() if view.coverage_from else None,
        "retrospective": _told_afterwards(windows.before),
        "contacts_now": now,
        "contacts_before": before,
    }


def comparison_limits(view: View, windows: Windows) -> list[Missing]:
    """Return what limits every comparison of two windows: coverage, memory and how often was recorded."""
    missing = []
    if view.coverage_from is None:
        missing.append(Missing(key="no_coverage"))
    elif not covered(view, windows):
        fields: dict[str, str | int | float] = {
            "from": view.coverage_from.isoformat(),
            "needed": (windows.before.first - timedelta(days=1)).isoformat(),
        }
        missing.append(Missing(key="coverage", fields=fields))
    now, before = _contacts(view, windows.now), _contacts(view, windows.before)
    factor = Fraction(view.rulebook.windows.recording_factor)
    if now != before and max(now, before) >= factor * min(now, before):
        missing.append(Missing(key="recorded_more" if now > before else "recorded_less"))
    if told := _told_afterwards(windows.before):
        missing.append(Missing(key="retrospective", fields={"n": told}))
    return missing


def covered(view: View, windows: Windows) -> bool:
    """Whether history was taken from T-2W or earlier (the observation check)."""
    return view.coverage_from is not None and view.coverage_from < windows.before.first


def when_covered(view: View, windows: Windows, possible: Iterable[Outcome]) -> set[Outcome]:
    """Return the outcomes over every reading of the dates, those of the earliest row included.

    ``possible`` are the outcomes of a comparison that the observation check allows.
    """
    first = windows.before.first
    outcomes = set(possible) if view.coverage_bounds[0] is not None and view.coverage_bounds[0] < first else set()
    if view.coverage_bounds[1] is None or view.coverage_bounds[1] >= first:
        outcomes.add(Outcome.INSUFFICIENT)
    return outcomes


def unplaced_in(view: View, first: date, last: date, doubtful: Sequence[Row]) -> tuple[Unplaced, ...]:
    """Name what cannot be placed in these days, and what nobody is known to have done."""
    nobody = [incident for incident in view.unattributed if incident.when.possibly_within(first, last)]
    return (*left_out(doubtful, "date_uncertain"), *left_out(nobody, "actor_unknown"))


def counts_of(unplaced: Iterable[Unplaced]) -> list[Missing]:
    """Say how many incidents were left out, per reason."""
    reasons: dict[str, int] = {}
    for one in unplaced:
        reasons[one.reason] = reasons.get(one.reason, 0) + 1
    return [
        Missing(key="unplaced" if reason == "date_uncertain" else reason, fields={"n": count})
        for reason, count in sorted(reasons.items())
    ]


def _contacts(view: View, stretch: Stretch) -> int:
    """Count the professional contacts in a stretch (the recording intensity of domain reference 4.0)."""
    return sum(
        1
        for source in view.snapshot.sources
        if source.contact is not None and source.dated is not None and stretch.first <= source.dated <= stretch.last
    )


def _told_afterwards(stretch: Stretch) -> int:
    """Count the incidents of a stretch that were first told after it ended."""
    told = [
        [citation.told_on for citation in row.incident.sources if citation.told_on is not None]
        for row in stretch.incidents
    ]
    return sum(1 for days in told if days and min(days) > stretch.last)
