"""What a rule could find once every date is known: bounds over all readings of uncertain dates.

A reading gives every record one day within its recorded bounds; where these reach past the reference date, also one
after it. A rule collects the outcomes that some reading may have and says so when they are not one. The bounds never
miss a reading; they may count one that two records cannot have at the same time.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from math import inf
from typing import TypeVar

from app.domain.event import ContextEvent
from app.domain.finding import Missing, Outcome
from app.domain.period import Period
from app.risk.view import Row, View
from app.risk.windows import Stretch, sure_periods

Happened = TypeVar("Happened", Row, ContextEvent)


def depends(outcome: Outcome, possible: Iterable[Outcome]) -> list[Missing]:
    """Return the sentence that says that the outcome depends on uncertain dates, or nothing."""
    return [Missing(key="outcome_depends")] if any(one is not outcome for one in possible) else []


def perhaps_later(view: View, when: Period) -> bool:
    """Whether it may have happened after the reference date; what was told without any date has happened."""
    last = when.last
    return (last is None or last > view.at) and (when.first is not None or last is not None)


def surely_started(view: View, rows: Iterable[Happened]) -> list[Happened]:
    """Return what counts at the reference date in every reading."""
    return [row for row in rows if not perhaps_later(view, row.when)]


def surely_any(view: View, rows: Iterable[Row | ContextEvent]) -> bool:
    """Whether one of these counts at the reference date in every reading."""
    return any(not perhaps_later(view, row.when) for row in rows)


def fewest_acts(view: View) -> int:
    """Return how many acts count at the reference date in every reading."""
    return len(view.acts) - sum(1 for act in view.inexact if perhaps_later(view, act.when))


def surely_in(stretch: Stretch) -> list[Row]:
    """Return the incidents that lie in a stretch in every reading, also when their day is not known."""
    return [
        *stretch.incidents,
        *(
            one
            for one in stretch.doubtful
            if not one.when.approximate and one.when.surely_within(stretch.first, stretch.last)
        ),
    ]


def median_bounds(values: Sequence[int], lost: int, added: int) -> tuple[float, float]:
    """Return the least and the greatest median when some values may go and others, of any size, may come.

    At most ``lost`` of the values go and at most ``added`` come. Of an even number both middle values are bounded.
    """
    ordered = sorted(values)
    size = len(ordered) - lost + added
    low, high = (size - 1) // 2 - added, lost + size // 2
    return (ordered[low] if 0 <= low < len(ordered) else 0), (ordered[high] if 0 <= high < len(ordered) else inf)


@dataclass(frozen=True, slots=True)
class Span:
    """From the first to the last of some incidents over every reading; ``None`` in ``earliest`` is an open beginning.

    The first lies from ``earliest`` to ``first_by``, the last from ``last_from`` to ``latest``. Without any incident
    that surely lies up to the reference date ``first_by`` and ``last_from`` are ``None``.
    """

    earliest: date | None
    latest: date
    first_by: date | None
    last_from: date | None

    @property
    def days(self) -> tuple[int, int | None]:
        """Return the least and the most days from the first to the last; ``None`` is without end."""
        least = max((self.last_from - self.first_by).days, 0) if self.first_by and self.last_from else 0
        return least, (self.latest - self.earliest).days if self.earliest else None

    @property
    def months(self) -> tuple[int, int | None]:
        """Return the least and the most calendar months, the first and the last included."""
        least = 0
        if self.first_by and self.last_from:
            least = max(month_of(self.last_from) - month_of(self.first_by), 0) + 1
        return least, month_of(self.latest) - month_of(self.earliest) + 1 if self.earliest else None


def span_of(view: View, vague: Sequence[Row]) -> Span:
    """Return from when to when the known event days and some incidents without a known day reach.

    An estimate is not sure to lie anywhere.
    """
    periods = [one.when for one in vague]
    starts = [*view.days[:1], *(when.first for when in periods if when.first is not None)]
    ends = [*view.days[-1:], *(min(when.last or view.at, view.at) for when in periods)]
    sure = [(day, day) for day in (*view.days[:1], *view.days[-1:])] + sure_periods(vague, date.min, view.at)
    return Span(
        earliest=None if any(when.first is None for when in periods) else min(starts, default=view.at),
        latest=max(ends, default=view.at),
        first_by=min((last for _, last in sure), default=None),
        last_from=max((first for first, _ in sure), default=None),
    )


def month_of(day: date) -> int:
    """Return a calendar month as a whole number."""
    return 12 * day.year + day.month
