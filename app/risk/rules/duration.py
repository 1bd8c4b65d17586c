"""R06: how long and how dense, with the table of what courts look at."""

from collections import Counter
from collections.abc import Iterable
from datetime import date

from app.domain.finding import Figure, Finding, Missing, Outcome
from app.risk.readings import depends, month_of, span_of
from app.risk.telling import Telling
from app.risk.view import Row, View, left_out, started_by
from app.risk.windows import counts_of, fewest_days, fewest_extra, sure_periods

RULE = "R06"


def find(view: View) -> Finding:
    """Measure the span and the active months, from exactly known days (domain reference 4.1, R06)."""
    days = view.days
    needed = view.threshold(RULE, "min_event_days")
    unplaced = (*left_out(view.inexact, "no_exact_day"), *left_out(view.unattributed, "actor_unknown"))
    missing = counts_of(unplaced)
    enough = len(days) >= needed
    if not enough:
        missing.insert(0, Missing(key="event_days", fields={"n": len(days), "needed": needed}))
    span = span_of(view, view.inexact)
    most_days = len(days) + len(view.inexact)
    if not enough and most_days >= needed:
        missing += depends(Outcome.INSUFFICIENT, [Outcome.NO_SIGNAL])
    active = len({(day.year, day.month) for day in days})
    months = 12 * (days[-1].year - days[0].year) + days[-1].month - days[0].month + 1 if days else 0
    return view.finding(
        RULE,
        Outcome.NO_SIGNAL if enough else Outcome.INSUFFICIENT,
        {
            "first_day": days[0].isoformat() if days else None,
            "last_day": days[-1].isoformat() if days else None,
            "span_days": (days[-1] - days[0]).days if days else None,
            "span_days_min": span.days[0],
            "span_days_max": span.days[1],
            "event_days": len(days),
            "event_days_min": len(days) + fewest_days(view.inexact, days, date.min, view.at),
            "event_days_max": most_days,
            "active_months": active,
            "active_months_min": active + _fewest_months(view),
            "active_months_max": active + len(view.inexact),
            "calendar_months": months,
            "calendar_months_min": span.months[0],
            "calendar_months_max": span.months[1],
            "frequency": round(len(days) / active, 1) if active else None,
            "nature": {domain: len(view.by_domain[domain]) for domain in sorted(view.by_domain)},
            "intensity": _counted(_levels(view.acts)),
            "circumstances": {
                "children_present": sum([bool(act.incident.children_present) for act in view.acts]),
                "measure_in_force": _during_measures(view),
            },
            "influence": _counted(
                Counter(
                    effect
                    for row in [row.incident for row in view.rows]
                    if row.effects and row.duplicate_of is None and not row.set_aside and started_by(row.when, view.at)
                    for effect in row.effects
                )
            ),
        },
        incidents=view.exact,
        unplaced=unplaced,
        missing=missing,
    )


def tell(telling: Telling) -> list[str]:
    """Say from when to when, and in how many months."""
    if telling.finding.outcome is Outcome.INSUFFICIENT:
        needed = telling.text.thresholds["min_event_days"]
        return [telling.insufficient(n=telling.whole("event_days"), needed=needed), telling.see()]
    return [
        telling.sentence(
            van=telling.figure("first_day"),
            tot=telling.figure("last_day"),
            a=telling.figure("active_months"),
            b=telling.figure("calendar_months"),
        ),
        telling.words("span", n=telling.figure("span_days"), d=telling.figure("event_days")),
        *telling.bounds("event_days", "active_months"),
        telling.see(),
    ]


def _fewest_months(view: View) -> int:
    """Return how few active months the incidents without a known day add."""
    periods = [(month_of(first), month_of(last)) for first, last in sure_periods(view.inexact, date.min, view.at)]
    return fewest_extra(periods, sorted({month_of(day) for day in view.days})) if periods else 0


def _levels(acts: Iterable[Row]) -> Counter[str]:
    """Count acts per severity, as a key; without one it is named apart."""
    levels = Counter([act.severity for act in acts])
    return Counter({"none" if level is None else str(level): count for level, count in levels.items()})


def _during_measures(view: View) -> int:
    """Count the acts with a known day on which a measure was in force."""
    measures = view.snapshot.measures
    return len({act for measure in measures for act in view.between(measure.start, measure.end or view.at)})


def _counted(counter: Counter[str]) -> dict[str, Figure]:
    """Return counts by key, in the order of the keys so that the input order leaves no trace."""
    return {key: counter[key] for key in sorted(counter)}
