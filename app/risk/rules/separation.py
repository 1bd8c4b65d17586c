"""R07: before and after the separation."""

from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from app.domain.event import ContextEvent
from app.domain.finding import Figure, Finding, Missing, Outcome
from app.domain.period import Period
from app.risk.novelty import Novelty, novelty
from app.risk.readings import depends, surely_in, surely_started
from app.risk.rules.severity import severities
from app.risk.telling import Telling
from app.risk.view import View, left_out, started_by
from app.risk.windows import Stretch, counts_of, stretch_of, unplaced_in

RULE = "R07"
_MOVES = ("ctx-separation-announced", "ctx-moved-out")
_LONG_AGO = date(1000, 1, 1)
_PURSUIT = frozenset({"stk", "dig", "ord"})


@dataclass(frozen=True, slots=True)
class _Sides:
    """What lies on both sides of a separation on ``day``; ``observed`` days were followed after it."""

    day: date
    observed: int
    before: Stretch
    after: Stretch
    pursuit: Novelty


@dataclass(frozen=True, slots=True)
class _Ends:
    """The days before and the days after a separation whose day is not known, read widely or narrowly."""

    before: Stretch
    after: Stretch


def find(view: View) -> Finding:
    """Compare event days per 30 days before and after the separation (domain reference 4.1, R07)."""
    event = _separation(view)
    if event is None:
        return _nothing(view, None, Missing(key="no_separation"))
    day = _start(event.when)
    if day is None:
        return _nothing(view, event, Missing(key="separation_month", fields={"event": f"G-{event.number}"}))
    sides = _sides(view, day)
    limits = _limits(view, sides)
    outcome = Outcome.INSUFFICIENT if limits else _outcome(view, sides)
    unplaced = (
        *unplaced_in(
            view, sides.before.first, sides.after.last, view.in_order((*sides.before.doubtful, *sides.after.doubtful))
        ),
        *left_out(
            [one for one in (*sides.before.incidents, *sides.after.incidents) if one.severity is None], "no_severity"
        ),
    )
    missing = [*limits, *_notes(view, event, sides), *counts_of(unplaced)]
    missing += depends(outcome, _possible(view, sides))
    return view.finding(
        RULE,
        outcome,
        _figures(view, event, sides),
        incidents=(*sides.before.incidents, *sides.after.incidents),
        unplaced=unplaced,
        missing=missing,
    )


def tell(telling: Telling) -> list[str]:
    """Say how often before and after, how severe, and what came only after."""
    observed = telling.figure("observed_days")
    if telling.finding.outcome is Outcome.INSUFFICIENT:
        sentences = [telling.insufficient()]
        if isinstance(observed, int) and observed > 0:
            fields = {"d": telling.figure("days_after"), "n": observed, "m1": telling.figure("max_after")}
            sentences.append(telling.words("after", **fields))
            sentences += telling.bounds("days_after", words="bounds_after")
        return [*sentences, telling.see()]
    sentences = [
        telling.sentence(r0=telling.figure("rate_before"), r1=telling.figure("rate_after"), n=observed),
        telling.words("severity", m0=telling.figure("max_before"), m1=telling.figure("max_after")),
    ]
    if domains := telling.names("new_domains"):
        sentences.append(telling.words("domains", lijst=telling.say.series([telling.domain(one) for one in domains])))
    return [*sentences, *telling.bounds("days_before", "days_after"), telling.see()]


def _separation(view: View) -> ContextEvent | None:
    """Return the earliest announced separation up to T, or else the earliest departure."""
    for events in _moves(view):
        if events:
            return min(events, key=lambda event: (event.when.sort_key, event.number, event.id))
    return None


def _moves(view: View) -> tuple[list[ContextEvent], ...]:
    """Return the announced separations and the departures up to T."""
    return tuple(
        [
            event
            for event in view.snapshot.events
            if event.type == kind and not event.planned and started_by(event.when, view.at)
        ]
        for kind in _MOVES
    )


def _bounds(view: View) -> tuple[date, date]:
    """Return the first and the last day that the separation may have over every reading of the dates of the events."""
    announced, departures = _moves(view)
    sure = surely_started(view, announced)
    events = announced if sure else [*announced, *departures]
    if not announced:
        sure = surely_started(view, departures)
    first = min(event.when.first or _LONG_AGO for event in events)
    if sure:
        return first, min(event.when.last or view.at for event in sure)
    return first, max(event.when.last or date.max for event in events)


def _start(when: Period) -> date | None:
    """Return the first possible day when at least the month is known."""
    if when.first is None or when.last is None:
        return None
    same_month = (when.first.year, when.first.month) == (when.last.year, when.last.month)
    return when.first if same_month else None


def _sides(view: View, day: date) -> _Sides:
    """Return [s-90, s) and [s, min(s+90, T)]."""
    end = min(day + timedelta(days=int(view.threshold(RULE, "after_days"))), view.at)
    return _Sides(
        day=day,
        observed=(end - day).days,
        before=stretch_of(
            view, day - timedelta(days=int(view.threshold(RULE, "before_days"))), day - timedelta(days=1)
        ),
        after=stretch_of(view, day, end),
        pursuit=novelty({one: acts for one, acts in view.by_domain.items() if one in _PURSUIT}, day, view.at),
    )


def _limits(view: View, sides: _Sides) -> list[Missing]:
    """Return what is lacking of the minimum data."""
    missing = []
    needed = view.threshold(RULE, "min_observed")
    if sides.observed < needed:
        missing.append(Missing(key="separation_observed", fields={"n": max(sides.observed, 0), "needed": needed}))
    history = sides.day - timedelta(days=int(view.threshold(RULE, "min_history")))
    if view.coverage_from is None:
        missing.append(Missing(key="no_coverage"))
    elif view.coverage_from > history:
        fields: dict[str, str | int | float] = {
            "from": view.coverage_from.isoformat(),
            "needed": history.isoformat(),
        }
        missing.append(Missing(key="separation_coverage", fields=fields))
    return missing


def _notes(view: View, event: ContextEvent, sides: _Sides) -> list[Missing]:
    """Return what makes the comparison less sharp without standing in its way."""
    notes = []
    if event.when.exact is None:
        fields: dict[str, str | int | float] = {"event": f"G-{event.number}", "date": sides.day.isoformat()}
        notes.append(Missing(key="separation_day", fields=fields))
    asked = int(view.threshold(RULE, "before_days"))
    followed = (sides.day - view.coverage_from).days if view.coverage_from else 0
    if view.threshold(RULE, "min_history") <= followed < asked:
        notes.append(Missing(key="coverage_partial", fields={"n": followed, "needed": asked}))
    if sides.pursuit.doubtful:
        refs = ", ".join(map(str, view.numbers(sides.pursuit.doubtful)))
        notes.append(Missing(key="novelty_uncertain", fields={"refs": refs}))
    return notes


def _outcome(view: View, sides: _Sides) -> Outcome:
    """Return what the incidents that can be placed amount to."""
    before, after = severities(sides.before.incidents), severities(sides.after.incidents)
    seen = (
        _frequent(view, sides.before.days, sides.after.days, sides.observed)
        or (bool(before and after) and max(after) > max(before))
        or bool(sides.pursuit.new)
    )
    return Outcome.SIGNAL if seen else Outcome.NO_SIGNAL


def _frequent(view: View, before: int, after: int, observed: int) -> bool:
    """Whether these event days are enough times as many after it; rates are compared as exact fractions."""
    rate_before, rate_after = Fraction(before, int(view.threshold(RULE, "before_days"))), Fraction(after, observed)
    return rate_after > 0 and rate_after >= Fraction(view.threshold(RULE, "factor")) * rate_before


def _possible(view: View, known: _Sides | None) -> set[Outcome]:
    """Return the outcomes over every reading of the dates of the incidents and of the separation.

    The separation lies from ``first`` to ``last``. What lies before it, or after it, wherever it lies is sure; what may
    lie there for one of its days is possible.
    """
    first, last = _bounds(view)
    history = timedelta(days=int(view.threshold(RULE, "min_history")))
    enough = view.at - timedelta(days=int(view.threshold(RULE, "min_observed")))
    asked, surely_asked = view.coverage_bounds
    found = set()
    if last > enough or surely_asked is None or _plus(surely_asked, history) > first:
        found.add(Outcome.INSUFFICIENT)
    if asked is None or max(_plus(asked, history), first) > min(last, enough):
        return found
    return found | _compared(view, max(first, _plus(asked, history)), min(last, enough), known)


def _plus(day: date, by: timedelta) -> date:
    return day + by if day > date.min else day


def _compared(view: View, first: date, last: date, known: _Sides | None) -> set[Outcome]:
    """Return the outcomes when the separation lies from ``first`` to ``last``, each with enough data."""
    early = known if known is not None and known.day == first else _sides(view, first)
    late = early if last == first else _sides(view, last)
    wide, sure = _ends(view, early, late)
    seldom = _frequent(view, wide.before.most, sure.after.fewest, early.observed)
    often = _frequent(view, sure.before.fewest, wide.after.most, late.observed)
    milder, graver = _grave(wide, sure)
    found = set()
    if often or graver or late.pursuit.possibly or early.pursuit.possibly:
        found.add(Outcome.SIGNAL)
    if not (seldom or milder or late.pursuit.surely):
        found.add(Outcome.NO_SIGNAL)
    return found


def _ends(view: View, early: _Sides, late: _Sides) -> tuple[_Ends, _Ends]:
    """Return what may lie before and after a separation from one day to another, and what lies there wherever it is."""
    if early.day == late.day:
        known = _Ends(early.before, early.after)
        return known, known
    before, one = timedelta(days=int(view.threshold(RULE, "before_days"))), timedelta(days=1)
    return (
        _Ends(stretch_of(view, early.day - before, late.day - one), stretch_of(view, early.day, late.after.last)),
        _Ends(stretch_of(view, late.day - before, early.day - one), stretch_of(view, late.day, early.after.last)),
    )


def _grave(wide: _Ends, sure: _Ends) -> tuple[bool, bool]:
    """Return whether the highest severity rises in every reading, and whether it does in one."""
    maybe_before = severities((*wide.before.incidents, *wide.before.doubtful))
    maybe_after = severities((*wide.after.incidents, *wide.after.doubtful))
    sure_before, sure_after = severities(surely_in(sure.before)), severities(surely_in(sure.after))
    always = bool(sure_before and sure_after) and max(sure_after) > max(maybe_before)
    least = max(sure_before, default=min(maybe_before, default=None))
    return always, least is not None and bool(maybe_after) and max(maybe_after) > least


def _figures(view: View, event: ContextEvent, sides: _Sides) -> dict[str, Figure]:
    """Return the figures; of a time that nobody asked about nothing is said."""
    per = int(view.threshold(RULE, "per_days"))
    history = sides.day - timedelta(days=int(view.threshold(RULE, "min_history")))
    asked = view.coverage_from is not None and view.coverage_from <= history
    before, after = sides.before, sides.after
    first, last = _bounds(view)
    early, late = (sides if day == sides.day else _sides(view, day) for day in (first, min(last, view.at)))
    wide, sure = _ends(view, early, late)
    return {
        "separation": sides.day.isoformat(),
        "separation_event": f"G-{event.number}",
        "observed_days": sides.observed,
        "days_before": before.days,
        "days_after": after.days,
        "days_before_min": sure.before.fewest,
        "days_before_max": min(wide.before.most, int(view.threshold(RULE, "before_days"))),
        "days_after_min": sure.after.fewest,
        "days_after_max": min(wide.after.most, int(view.threshold(RULE, "after_days")) + 1),
        "rate_before": round(per * before.days / int(view.threshold(RULE, "before_days")), 1) if asked else None,
        "rate_after": round(per * after.days / sides.observed, 1) if sides.observed > 0 else None,
        "max_before": max(severities(before.incidents), default=None),
        "max_after": max(severities(after.incidents), default=None),
        "new_domains": tuple(sides.pursuit.new),
        "uncertain_domains": sides.pursuit.uncertain,
        "coverage_from": view.coverage_from.isoformat() if view.coverage_from else None,
    }


def _nothing(view: View, event: ContextEvent | None, why: Missing) -> Finding:
    """Return that there is no separation to count from; every figure is unknown."""
    figures: dict[str, Figure] = dict.fromkeys(view.rulebook.rule(RULE).figures)
    figures["separation_event"] = f"G-{event.number}" if event else None
    figures["coverage_from"] = view.coverage_from.isoformat() if view.coverage_from else None
    missing = [why, *(depends(Outcome.INSUFFICIENT, _possible(view, None)) if event else ())]
    return view.finding(RULE, Outcome.INSUFFICIENT, figures, missing=missing)
