"""R03: the time between event days, and R14: silences. Both count exactly known days only."""

from datetime import date

from app.domain.finding import Figure, Finding, Missing, Outcome
from app.risk.readings import depends, median_bounds
from app.risk.statistics import days_between, handbook_test, laplace_test, median
from app.risk.telling import Telling
from app.risk.view import Row, View, left_out
from app.risk.windows import counts_of, fewest_days

SHORTER = "R03"
SILENCES = "R14"


def find_shorter(view: View) -> Finding:
    """Compare the median interval of the first half with that of the last half (domain reference 4.1, R03)."""
    intervals = days_between(view.days)
    half = len(intervals) // 2
    first, last = median(intervals[:half]), median(intervals[len(intervals) - half :])
    needed = view.threshold(SHORTER, "min_intervals")
    unplaced = (*left_out(view.inexact, "no_exact_day"), *left_out(view.unattributed, "actor_unknown"))
    missing = counts_of(unplaced)
    outcome = Outcome.NO_SIGNAL
    if len(intervals) < needed or first is None or last is None:
        outcome = Outcome.INSUFFICIENT
        first = last = None
        missing.insert(0, Missing(key="intervals", fields={"n": len(intervals), "needed": needed}))
    elif _shorter(view, first, last):
        outcome = Outcome.SIGNAL
    missing += depends(outcome, _possibly_shorter(view, intervals) if view.inexact else ())
    return view.finding(
        SHORTER,
        outcome,
        {
            "event_days": len(view.days),
            "interval_count": len(intervals),
            "intervals": intervals,
            "median_first": first,
            "median_last": last,
            "median_interval": median(intervals),
            **_trends(view),
        },
        incidents=view.exact,
        unplaced=unplaced,
        missing=missing,
    )


def tell_shorter(telling: Telling) -> list[str]:
    """Say from what to what the median interval went."""
    if telling.finding.outcome is Outcome.INSUFFICIENT:
        needed = telling.text.thresholds["min_intervals"]
        return [telling.insufficient(m=telling.whole("interval_count"), needed=needed), telling.see()]
    words = telling.sentence(medA=telling.figure("median_first"), medB=telling.figure("median_last"))
    return [words, telling.see()]


def tell_trends(telling: Telling) -> list[str]:
    """Say what the two trend tests give; never an outcome."""
    laplace, handbook = telling.table("laplace"), telling.table("mil_hdbk_189")
    told = []
    if laplace:
        figures = {"z": telling.exactly(laplace["u"]), "p": telling.chance(laplace["p"])}
        told.append(telling.words("laplace", n=laplace["events"], **figures))
    if handbook:
        figures = {"x": telling.exactly(handbook["chi_square"]), "p": telling.chance(handbook["p"])}
        told.append(telling.words("handbook", n=handbook["events"], f=handbook["degrees"], **figures))
    return told


def _shorter(view: View, first: float, last: float) -> bool:
    """Whether the median interval went down enough."""
    return last <= view.threshold(SHORTER, "factor") * first and first - last >= view.threshold(SHORTER, "min_shorter")


def _possibly_shorter(view: View, intervals: list[int]) -> set[Outcome]:
    """Return the outcomes over every reading of the incidents without a known day.

    ``more`` days touch at most twice as many intervals and move the middle by as many, so that of the first half (and
    likewise of the last) all but ``2 * more`` intervals stay in it, ``more`` of which may be split.
    """
    more, needed = len(view.inexact), view.threshold(SHORTER, "min_intervals")
    found = set()
    if _fewest_days(view) - 1 < needed:
        found.add(Outcome.INSUFFICIENT)
    if len(view.days) + more - 1 >= needed:
        stay = max(0, len(intervals) // 2 - 2 * more)
        added = (len(intervals) + more) // 2 - stay + more
        lost = min(more, stay)
        first = median_bounds(intervals[:stay], lost, added)
        last = median_bounds(intervals[len(intervals) - stay :], lost, added)
        if _shorter(view, first[1], last[0]):
            found.add(Outcome.SIGNAL)
        if not _shorter(view, first[0], last[1]):
            found.add(Outcome.NO_SIGNAL)
    return found


def _fewest_days(view: View) -> int:
    """Return how many event days there are at least."""
    return len(view.days) + fewest_days(view.inexact, view.days, date.min, view.at)


def _trends(view: View) -> dict[str, Figure]:
    """Return the two trend tests over the event days after the start of what was asked, until T; never an outcome."""
    start = view.coverage_from
    times = [(day - start).days for day in view.days if day > start] if start else []
    end = (view.at - start).days if start else 0
    laplace, handbook = laplace_test(times, end), handbook_test(times, end)
    return {
        "laplace": {"events": laplace.events, "u": round(laplace.u, 3), "p": round(laplace.p, 4)} if laplace else None,
        "mil_hdbk_189": {
            "events": handbook.events,
            "chi_square": round(handbook.chi_square, 3),
            "degrees": handbook.degrees,
            "p": round(handbook.p, 4),
        }
        if handbook
        else None,
    }


def find_silences(view: View) -> Finding:
    """Name the times without a known event day that are unusually long (domain reference 4.1, R14)."""
    intervals = days_between(view.days)
    usual = median(intervals)
    needed = view.threshold(SILENCES, "min_event_days")
    unplaced = (*left_out(view.inexact, "no_exact_day"), *left_out(view.unattributed, "actor_unknown"))
    missing = counts_of(unplaced)
    gaps: list[Figure] = []
    edges: list[Row] = []
    limit: int | float | None = None
    outcome = Outcome.INSUFFICIENT
    if len(view.days) < needed or usual is None:
        missing.insert(0, Missing(key="event_days", fields={"n": len(view.days), "needed": needed}))
    else:
        limit = max(view.threshold(SILENCES, "floor"), view.threshold(SILENCES, "factor") * usual)
        perhaps: dict[str, None] = {}
        for start, days in zip(view.days, intervals, strict=False):
            if days <= limit:
                continue
            end = date.fromordinal(start.toordinal() + days)
            inside = view.numbers(one for one in view.inexact if _may_lie_between(one, start, end))
            perhaps |= {str(one): None for one in inside}
            before, after = view.between(start, start), view.between(end, end)
            edges += [*before, *after]
            gaps.append(
                {
                    "from": start.isoformat(),
                    "to": end.isoformat(),
                    "days": days,
                    "before": view.numbers(before),
                    "after": view.numbers(after),
                    "possibly_within": inside,
                }
            )
        if perhaps:
            missing.append(Missing(key="possibly_in_silence", fields={"refs": ", ".join(perhaps)}))
        outcome = Outcome.SIGNAL if gaps else Outcome.NO_SIGNAL
    missing += depends(outcome, _possibly_silent(view, intervals) if view.inexact else ())
    return view.finding(
        SILENCES,
        outcome,
        {"event_days": len(view.days), "median_interval": usual, "limit_days": limit, "gaps": gaps},
        incidents=edges,
        unplaced=unplaced,
        missing=missing,
    )


def _possibly_silent(view: View, intervals: list[int]) -> set[Outcome]:
    """Return the outcomes over every reading: a silence may be split, begin or end elsewhere, or the limit may move."""
    more, needed = len(view.inexact), view.threshold(SILENCES, "min_event_days")
    found = set()
    if _fewest_days(view) < needed:
        found.add(Outcome.INSUFFICIENT)
    if len(view.days) + more >= needed:
        floor, factor = view.threshold(SILENCES, "floor"), view.threshold(SILENCES, "factor")
        lost = min(more, len(intervals))
        least, most = (max(floor, factor * end) for end in median_bounds(intervals, lost, more + lost))
        gaps = [(start, days) for start, days in zip(view.days, intervals, strict=False) if days > most]
        if max([*intervals, *_outside(view)], default=0) > least:
            found.add(Outcome.SIGNAL)
        if all(_may_be_split(view, start, days) for start, days in gaps):
            found.add(Outcome.NO_SIGNAL)
    return found


def _outside(view: View) -> list[int]:
    """Return how far before the first and after the last known day an incident may lie."""
    first = min((one.when.first or date.min for one in view.inexact), default=view.at)
    last = min(max((one.when.last or view.at for one in view.inexact), default=first), view.at)
    if not view.days:
        return [(last - first).days]
    return [(view.days[0] - first).days, (last - view.days[-1]).days]


def _may_be_split(view: View, start: date, days: int) -> bool:
    end = date.fromordinal(start.toordinal() + days)
    return any(_may_lie_between(one, start, end) for one in view.inexact)


def tell_silences(telling: Telling) -> list[str]:
    """Say how long each silence lasted and between which incidents."""
    if telling.finding.outcome is Outcome.INSUFFICIENT:
        needed = telling.text.thresholds["min_event_days"]
        return [telling.insufficient(d=telling.whole("event_days"), needed=needed)]
    gaps = telling.rows("gaps")
    if not gaps:
        return [telling.words("none", limit=telling.figure("limit_days"))]
    lengths = [telling.value(gap["days"]) for gap in gaps]
    return [
        telling.sentence(n=telling.say.series(lengths)),
        *(
            telling.words("gap", **{"from": gap["from"], "to": gap["to"], "refs": telling.listed(_edges(gap))})
            for gap in gaps
        ),
    ]


def _may_lie_between(act: Row, start: date, end: date) -> bool:
    """Whether an incident without a known day may lie strictly between two days."""
    inner = date.fromordinal(start.toordinal() + 1), date.fromordinal(end.toordinal() - 1)
    return inner[0] <= inner[1] and act.when.possibly_within(*inner)


def _edges(gap: object) -> list[str]:
    """Return the numbers of the incidents on both sides of a silence."""
    sides = [gap["before"], gap["after"]] if isinstance(gap, dict) else []
    return [number for side in sides if isinstance(side, list) for number in side]
