"""R02: severity in the current window against the previous one."""

from collections.abc import Sequence
from fractions import Fraction

from app.domain.finding import Figure, Finding, Missing, Outcome
from app.domain.incident import Incident
from app.risk.statistics import mann_kendall, median
from app.risk.telling import Telling
from app.risk.view import View, left_out
from app.risk.windows import (
    Windows,
    comparison_figures,
    comparison_limits,
    counts_of,
    covered,
    unplaced_in,
    windows_of,
)

RULE = "R02"


def find(view: View) -> Finding:
    """Compare the median, the maximum and the share with severity 4 or 5 (domain reference 4.1, R02)."""
    windows = windows_of(view)
    now, before = severities(windows.now.incidents), severities(windows.before.incidents)
    severe_now, severe_before = _severe(view, now), _severe(view, before)
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
    if enough and any(_outcome(view, *reading) is not outcome for reading in _readings(view, windows, now, before)):
        missing.append(Missing(key="outcome_depends"))
    return view.finding(
        RULE,
        outcome,
        {
            "incidents_now": len(now),
            "incidents_before": len(before),
            "severe_now": severe_now,
            "severe_before": severe_before,
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
    if telling.finding.outcome is Outcome.INSUFFICIENT:
        return [telling.insufficient(W=telling.finding.window, n1=now, n0=before), telling.see()]
    return [
        telling.sentence(
            a1=telling.common("share", part=telling.whole("severe_now"), whole=now),
            a0=telling.common("share", part=telling.whole("severe_before"), whole=before),
            m1=telling.figure("max_now"),
            m0=telling.figure("max_before"),
        ),
        telling.words("median", d1=telling.figure("median_now"), d0=telling.figure("median_before")),
        telling.see(),
    ]


def _monthly_trend(view: View) -> Figure:
    """Return the Mann-Kendall test over the highest severity of every month that has one; never an outcome."""
    highest: dict[tuple[int, int], int] = {}
    for incident in view.acts:
        first, last = incident.when.first, incident.when.last
        if incident.severity is None or first is None or last is None or incident.when.approximate:
            continue
        month = first.year, first.month
        if month == (last.year, last.month):
            highest[month] = max(highest.get(month, 0), incident.severity)
    test = mann_kendall([highest[month] for month in sorted(highest)])
    return {"months": test.count, "s": test.s, "z": round(test.z, 3), "p": round(test.p, 4)} if test else None


def severities(incidents: Sequence[Incident]) -> list[int]:
    """Return the severities that are filled in."""
    return [incident.severity for incident in incidents if incident.severity is not None]


def _severe(view: View, severity: Sequence[int]) -> int:
    return sum(1 for one in severity if one >= view.threshold(RULE, "severe"))


def _outcome(view: View, now: Sequence[int], before: Sequence[int]) -> Outcome:
    """Return what these two sets of severities amount to; shares are compared as exact fractions."""
    if min(len(now), len(before)) < view.threshold(RULE, "min_incidents"):
        return Outcome.INSUFFICIENT
    step = Fraction(_severe(view, now), len(now)) - Fraction(_severe(view, before), len(before))
    risen = max(now) > max(before) or step >= Fraction(view.threshold(RULE, "share_step"))
    return Outcome.SIGNAL if risen else Outcome.NO_SIGNAL


def _readings(
    view: View, windows: Windows, now: list[int], before: list[int]
) -> tuple[tuple[list[int], list[int]], tuple[list[int], list[int]]]:
    """Return the two extreme readings of the dates: severe ones all recent, or severe ones all earlier."""
    maybe_now, maybe_before = severities(windows.now.doubtful), severities(windows.before.doubtful)
    border = view.threshold(RULE, "severe")
    rising = (
        [*now, *(one for one in maybe_now if one >= border)],
        [*before, *(one for one in maybe_before if one < border)],
    )
    falling = (
        [*now, *(one for one in maybe_now if one < border)],
        [*before, *(one for one in maybe_before if one >= border)],
    )
    return rising, falling
