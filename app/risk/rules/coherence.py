"""R05: how many kinds of behaviour come back, and which come together."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from app.domain.finding import Figure, Finding, Missing, Outcome
from app.risk.readings import depends, fewest_acts, span_of
from app.risk.telling import Telling
from app.risk.view import Row, View, left_out
from app.risk.windows import counts_of, fewest_days, usable

RULE = "R05"


@dataclass(frozen=True, slots=True)
class _Count:
    """The event dates of one kind of behaviour.

    ``days`` are exactly known and ``dates`` is b(d); ``fewest`` and ``most`` are its bounds over every reading of the
    dates.
    """

    days: tuple[date, ...]
    dates: int
    fewest: int
    most: int


def find(view: View) -> Finding:
    """Count event dates per kind of behaviour and days on which two kinds come together (domain reference 4.1, R05)."""
    counted = {domain: _count(view, acts) for domain, acts in sorted(view.by_domain.items())}
    dates = {domain: count.dates for domain, count in counted.items() if count.dates}
    least = int(view.threshold(RULE, "min_dates"))
    repeated = {domain: count for domain, count in dates.items() if count >= least}
    placed = [act for act in view.inexact if usable(act, date.min, view.at)]
    doubtful = [act for act in view.inexact if not usable(act, date.min, view.at)]
    span = span_of(view, placed).days[0]
    spans = span_of(view, view.inexact).days
    limits = _limits(view, len(view.acts), span)
    outcome = Outcome.INSUFFICIENT if limits else Outcome.NO_SIGNAL
    fewest = _limits(view, fewest_acts(view), spans[0])
    most = _limits(view, len(view.acts), spans[1])
    unplaced = (*left_out(doubtful, "date_uncertain"), *left_out(view.unattributed, "actor_unknown"))
    return view.finding(
        RULE,
        outcome,
        {
            "incidents": len(view.acts),
            "span_days": span,
            "span_days_min": spans[0],
            "span_days_max": spans[1],
            "dates": dates,
            "dates_min": {domain: count.fewest for domain, count in counted.items()},
            "dates_max": {domain: count.most for domain, count in counted.items()},
            "repeated": repeated,
            "breadth": len(repeated),
            "breadth_min": sum(1 for count in counted.values() if count.fewest >= least),
            "breadth_max": sum(1 for count in counted.values() if count.most >= least),
            "pairs": _pairs(view.days, counted, int(view.threshold(RULE, "near_days"))),
        },
        incidents=[act for act in view.acts if not repeated.keys().isdisjoint(act.domains)],
        unplaced=unplaced,
        missing=[
            *limits,
            *counts_of(unplaced),
            *depends(outcome, (Outcome.INSUFFICIENT if lacking else Outcome.NO_SIGNAL for lacking in (fewest, most))),
        ],
    )


def tell(telling: Telling) -> list[str]:
    """Say how many kinds come back, which, and which two come together most."""
    if telling.finding.outcome is Outcome.INSUFFICIENT:
        needed = telling.text.thresholds["min_incidents"]
        return [telling.insufficient(n=telling.whole("incidents"), needed=needed)]
    breadth = telling.whole("breadth")
    sentences = [telling.words("one") if breadth == 1 else telling.sentence(k=breadth)]
    if repeated := telling.table("repeated"):
        named = [f"{telling.domain(domain)} ({telling.value(count)})" for domain, count in repeated.items()]
        sentences.append(telling.words("repeated", lijst="; ".join(named)))
    bounds = telling.whole("breadth_min"), telling.whole("breadth_max")
    if bounds != (breadth, breadth):
        sentences.append(telling.words("bounds", most=telling.span(*bounds)))
    for row in telling.rows("pairs")[:1]:
        first, second = (telling.domain(str(row[side])) for side in ("first", "second"))
        sentences.append(telling.words("pair", a=first, b=second, n=row["near"]))
    return [*sentences, telling.see()]


def _count(view: View, acts: Iterable[Row]) -> _Count:
    """Count the different event dates of a kind.

    A month that lies wholly before T is a date of its own unless the kind has a known day in it (domain reference 4.0).
    """
    days = tuple(dict.fromkeys([act.day for act in acts if act.day is not None]))
    vague = [act for act in acts if act.day is None]
    months = [act for act in vague if usable(act, date.min, view.at)]
    return _Count(
        days=days,
        dates=len(days) + fewest_days(months, days, date.min, view.at),
        fewest=len(days) + fewest_days(vague, days, date.min, view.at),
        most=len(days) + len(vague),
    )


def _limits(view: View, incidents: int, span: int | None) -> list[Missing]:
    """Return what is lacking of the minimum data."""
    needed, days = view.threshold(RULE, "min_incidents"), view.threshold(RULE, "min_span")
    limits = []
    if incidents < needed:
        limits.append(Missing(key="incidents", fields={"n": incidents, "needed": needed}))
    if span is not None and span < days:
        limits.append(Missing(key="span", fields={"n": span, "needed": days}))
    return limits


def _pairs(days: Sequence[date], counted: Mapping[str, _Count], near_days: int) -> list[Figure]:
    """Return the matrix of two kinds: days with both, and days of one with the other near; most often first.

    The days of a kind are the bits of a number, so that two kinds are compared in one step.
    """
    bit = {day: 1 << ((day - days[0]).days + near_days) for day in days}
    bits = {domain: sum(map(bit.__getitem__, count.days)) for domain, count in counted.items()}
    wide = {domain: _widened(days, near_days) for domain, days in bits.items()}
    rows: list[tuple[int, dict[str, Figure]]] = []
    for first, second in combinations(bits, 2):
        near = ((bits[first] & wide[second]) | (bits[second] & wide[first])).bit_count()
        if near:
            same = (bits[first] & bits[second]).bit_count()
            rows.append((near, {"first": first, "second": second, "same_day": same, "near": near}))
    return [row for _, row in sorted(rows, key=lambda row: -row[0])]


def _widened(days: int, by: int) -> int:
    """Return the days with those up to ``by`` days before and after them."""
    wide = days
    for step in range(1, by + 1):
        wide |= days << step | days >> step
    return wide
