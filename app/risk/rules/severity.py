"""R02: severity in the current window against the previous one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from app.domain.finding import Figure, Finding, Missing, Outcome
from app.domain.period import Period
from app.risk.readings import depends, surely_in
from app.risk.statistics import mann_kendall, median
from app.risk.telling import Telling
from app.risk.view import Row, View, left_out
from app.risk.windows import (
    Stretch,
    comparison_figures,
    comparison_limits,
    counts_of,
    covered,
    unplaced_in,
    when_covered,
    windows_of,
)

RULE = "R02"


def find(view: View) -> Finding:
    """Compare the median, the maximum and the share with severity 4 or 5 (domain reference 4.1, R02)."""
    windows = view.ask(windows_of)
    now, before = severities(windows.now.incidents), severities(windows.before.incidents)
    severe_now, severe_before = severe_of(view, now), severe_of(view, before)
    sides = _side(view, windows.now), _side(view, windows.before)
    enough = covered(view, windows)
    outcome = _outcome(view, now, before) if enough else Outcome.INSUFFICIENT
    bare = [incident for incident in windows.incidents if incident.severity is None]
    unplaced = (
        *unplaced_in(view, windows.before.first, windows.now.last, windows.doubtful),
        *left_out(bare, "no_severity"),
    )
    missing = comparison_limits(view, windows)
    needed = view.threshold(RULE, "min_incidents")
    if min(len(now), len(before)) < needed:
        fields: dict[str, str | int | float] = {"now": len(now), "before": len(before), "needed": needed}
        missing.append(Missing(key="severities", fields=fields))
    missing += counts_of(unplaced)
    missing += depends(outcome, when_covered(view, windows, _possible(view, *sides)))
    return view.finding(
        RULE,
        outcome,
        {
            "incidents_now": len(now),
            "incidents_before": len(before),
            "severe_now": severe_now,
            "severe_before": severe_before,
            **_bounds("now", sides[0]),
            **_bounds("before", sides[1]),
            "share_now": f"{severe_now}/{len(now)}" if now else None,
            "share_before": f"{severe_before}/{len(before)}" if before else None,
            "median_now": median(now),
            "median_before": median(before),
            "max_now": max(now, default=None),
            "max_before": max(before, default=None),
            "monthly_trend": _monthly_trend(view),
            **comparison_figures(view, windows),
        },
        incidents=(incident for incident in windows.incidents if incident.severity is not None),
        unplaced=unplaced,
        missing=missing,
    )


def tell(telling: Telling) -> list[str]:
    """Say which share was severe, the highest and the median severity."""
    now, before = telling.whole("incidents_now"), telling.whole("incidents_before")
    bounds = telling.bounds("incidents_now", "incidents_before", "severe_now", "severe_before")
    if telling.finding.outcome is Outcome.INSUFFICIENT:
        return [telling.insufficient(W=telling.finding.window, n1=now, n0=before), *bounds, telling.see()]
    return [
        telling.sentence(
            a1=telling.common("share", part=telling.whole("severe_now"), whole=now),
            a0=telling.common("share", part=telling.whole("severe_before"), whole=before),
            m1=telling.figure("max_now"),
            m0=telling.figure("max_before"),
        ),
        telling.words("median", d1=telling.figure("median_now"), d0=telling.figure("median_before")),
        *bounds,
        telling.see(),
    ]


def tell_trend(telling: Telling) -> list[str]:
    """Say how the highest severity per month ran; never an outcome."""
    test = telling.table("monthly_trend")
    return [telling.words("trend", n=test["months"], s=test["s"], p=telling.chance(test["p"]))] if test else []


def _monthly_trend(view: View) -> Figure:
    """Return the Mann-Kendall test over the highest severity of every month that has one; never an outcome."""
    highest: dict[date, int] = {}
    for act in view.acts:
        day = act.day or _day_in_month(act.when)
        if day is not None and act.severity is not None:
            highest[day] = max(highest.get(day, 0), act.severity)
    months: dict[tuple[int, int], int] = {}
    for day, severity in highest.items():
        month = day.year, day.month
        months[month] = max(months.get(month, 0), severity)
    test = mann_kendall([months[month] for month in sorted(months)])
    return {"months": test.count, "s": test.s, "z": round(test.z, 3), "p": round(test.p, 4)} if test else None


def severities(rows: Iterable[Row]) -> list[int]:
    """Return the severities that are filled in."""
    return [row.severity for row in rows if row.severity is not None]


def severe_of(view: View, severity: Iterable[int]) -> int:
    """Count the severities that are called severe."""
    border = view.threshold(RULE, "severe")
    return sum([one >= border for one in severity])


def _day_in_month(when: Period) -> date | None:
    """Return the first day of something that surely lies within one month."""
    first, last = when.first, when.last
    if first is None or last is None or when.approximate:
        return None
    return first if (first.year, first.month) == (last.year, last.month) else None


def _outcome(view: View, now: Sequence[int], before: Sequence[int]) -> Outcome:
    """Return what these two sets of severities amount to; shares are compared as exact fractions."""
    if min(len(now), len(before)) < view.threshold(RULE, "min_incidents"):
        return Outcome.INSUFFICIENT
    step = Fraction(severe_of(view, now), len(now)) - Fraction(severe_of(view, before), len(before))
    risen = max(now) > max(before) or step >= Fraction(view.threshold(RULE, "share_step"))
    return Outcome.SIGNAL if risen else Outcome.NO_SIGNAL


@dataclass(frozen=True, slots=True)
class _Side:
    """The severities of one window: what lies there in every reading, and what may lie there."""

    sure: list[int]
    perhaps: list[int]
    needed: int
    border: int

    @property
    def reachable(self) -> bool:
        """Whether some reading has enough severities."""
        return len(self.sure) + len(self.perhaps) >= self.needed

    def highest(self) -> tuple[int, int]:
        """Return the least and the greatest highest severity of a reading with enough severities."""
        return max(self._filled(sorted(self.perhaps))), max(self.sure + self.perhaps)

    def share(self) -> tuple[Fraction, Fraction]:
        """Return the least and the greatest share of severe ones of a reading with enough severities."""
        mild = sorted(one for one in self.perhaps if one < self.border)
        severe = [one for one in self.perhaps if one >= self.border]
        least = self._filled(severe, [*self.sure, *mild])
        most = self._filled(mild, [*self.sure, *severe])
        return self._part(least), self._part(most)

    def _filled(self, more: Sequence[int], start: Sequence[int] | None = None) -> list[int]:
        """Return severities with as many of ``more`` as are needed to have enough."""
        found = list(self.sure if start is None else start)
        return [*found, *more[: max(0, self.needed - len(found))]]

    def _part(self, severity: Sequence[int]) -> Fraction:
        return Fraction(sum(1 for one in severity if one >= self.border), len(severity))


def _bounds(when: str, side: _Side) -> dict[str, Figure]:
    """Return the least and the most severities of a window that fit the dates, and of these the severe ones."""
    severe_sure, severe = (sum(1 for one in told if one >= side.border) for told in (side.sure, side.perhaps))
    return {
        f"incidents_{when}_min": len(side.sure),
        f"incidents_{when}_max": len(side.sure) + len(side.perhaps),
        f"severe_{when}_min": severe_sure,
        f"severe_{when}_max": severe_sure + severe,
    }


def _side(view: View, stretch: Stretch) -> _Side:
    sure = surely_in(stretch)
    there = set(sure)
    return _Side(
        sure=severities(sure),
        perhaps=severities([row for row in stretch.doubtful if row not in there]),
        needed=int(view.threshold(RULE, "min_incidents")),
        border=int(view.threshold(RULE, "severe")),
    )


def _possible(view: View, now: _Side, before: _Side) -> set[Outcome]:
    """Return the outcomes over every reading; what may lie in both windows is looked at in each by itself."""
    found = set()
    if min(len(now.sure), len(before.sure)) < now.needed:
        found.add(Outcome.INSUFFICIENT)
    if now.reachable and before.reachable:
        step = Fraction(view.threshold(RULE, "share_step"))
        (low_now, high_now), (low_before, high_before) = now.highest(), before.highest()
        (few_now, many_now), (few_before, many_before) = now.share(), before.share()
        if high_now > low_before or many_now - few_before >= step:
            found.add(Outcome.SIGNAL)
        if low_now <= high_before and few_now - many_before < step:
            found.add(Outcome.NO_SIGNAL)
    return found
