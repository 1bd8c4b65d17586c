"""R01: event days in the current window against the previous one."""

from itertools import product

from app.domain.finding import Finding, Missing, Outcome
from app.risk.readings import depends
from app.risk.telling import Telling
from app.risk.view import View
from app.risk.windows import (
    comparison_figures,
    comparison_limits,
    counts_of,
    covered,
    unplaced_in,
    when_covered,
    windows_of,
)

RULE = "R01"


def find(view: View) -> Finding:
    """Compare how many days held an incident (domain reference 4.1, R01)."""
    windows = view.ask(windows_of)
    now, before = windows.now, windows.before
    enough = covered(view, windows)
    outcome = _outcome(view, now.days, before.days) if enough else Outcome.INSUFFICIENT
    unplaced = unplaced_in(view, before.first, now.last, windows.doubtful)
    missing = comparison_limits(view, windows)
    needed = view.threshold(RULE, "min_event_days")
    if now.days + before.days < needed:
        missing.append(Missing(key="event_days", fields={"n": now.days + before.days, "needed": needed}))
    missing += counts_of(unplaced)
    corners = product((now.fewest, now.most), (before.fewest, before.most))
    missing += depends(outcome, when_covered(view, windows, (_outcome(view, *corner) for corner in corners)))
    return view.finding(
        RULE,
        outcome,
        {
            "days_now": now.days,
            "days_before": before.days,
            "days_now_min": now.fewest,
            "days_now_max": now.most,
            "days_before_min": before.fewest,
            "days_before_max": before.most,
            "incidents_now": len(now.incidents),
            "incidents_before": len(before.incidents),
            **comparison_figures(view, windows),
        },
        incidents=windows.incidents,
        unplaced=unplaced,
        missing=missing,
    )


def tell(telling: Telling) -> list[str]:
    """Say how many days, and between which bounds when dates are uncertain."""
    now, before = telling.whole("days_now"), telling.whole("days_before")
    fields = {"W": telling.finding.window, "e1": now, "e0": before}
    comparable = telling.finding.outcome is not Outcome.INSUFFICIENT
    sentences = [telling.sentence(**fields) if comparable else telling.insufficient(**fields)]
    return [*sentences, *telling.bounds("days_now", "days_before"), telling.see()]


def _outcome(view: View, now: int, before: int) -> Outcome:
    """Return what these two counts of event days amount to."""
    if now + before < view.threshold(RULE, "min_event_days"):
        return Outcome.INSUFFICIENT
    more = now >= before + view.threshold(RULE, "extra_days") and now >= view.threshold(RULE, "factor") * before
    return Outcome.SIGNAL if more else Outcome.NO_SIGNAL
