"""R05: how many kinds of behaviour come back, and which come together."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from itertools import combinations

from app.domain.finding import Figure, Finding, Missing, Outcome
from app.domain.incident import Incident
from app.risk.readings import depends, fewest_acts, span_of
from app.risk.telling import Telling
from app.risk.view import View, left_out
from app.risk.windows import counts_of, fewest_days, usable

RULE = "R05"

_Days = dict[str, set[date]]


def find(view: View) -> Finding:
    """Count event dates per kind of behaviour and days on which two kinds come together (domain reference 4.1, R05)."""
    exact: defaultdict[str, set[date]] = defaultdict(set)
    for dated in view.exact:
        for domain in view.domains(dated.incident):
            exact[domain].add(dated.day)
    dates, doubtful = _dates(view, exact)
    bounds = _bounds(view, exact)
    least = int(view.threshold(RULE, "min_dates"))
    repeated = {domain: dates[domain] for domain in sorted(dates) if dates[domain] >= least}
    out = set(map(id, doubtful))
    span = span_of(view, [one for one in view.inexact if id(one) not in out]).days[0]
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
            "dates": {domain: dates[domain] for domain in sorted(dates)},
            "dates_min": {domain: ends[0] for domain, ends in bounds.items()},
            "dates_max": {domain: ends[1] for domain, ends in bounds.items()},
            "repeated": repeated,
            "breadth": len(repeated),
            "breadth_min": sum(1 for ends in bounds.values() if ends[0] >= least),
            "breadth_max": sum(1 for ends in bounds.values() if ends[1] >= least),
            "pairs": _pairs(exact, int(view.threshold(RULE, "near_days"))),
        },
        incidents=(act for domain in repeated for act in view.by_domain[domain]),
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


def _dates(view: View, exact: Mapping[str, set[date]]) -> tuple[dict[str, int], list[Incident]]:
    """Return b(d), the different event dates per kind, and what has no date to count.

    A month that lies wholly before T is a date of its own unless the kind has a known day in it (domain reference 4.0).
    """
    known = {domain: {(day.year, day.month) for day in days} for domain, days in exact.items()}
    months: dict[str, set[tuple[int, int]]] = {}
    doubtful = []
    for incident in view.inexact:
        start = incident.when.first
        if start is None or not usable(incident.when, date.min, view.at):
            doubtful.append(incident)
            continue
        for domain in view.domains(incident):
            months.setdefault(domain, set()).add((start.year, start.month))
    counted = {
        domain: len(exact.get(domain, ())) + len(months.get(domain, set()) - known.get(domain, set()))
        for domain in {**exact, **months}
    }
    return counted, doubtful


def _bounds(view: View, exact: _Days) -> dict[str, tuple[int, int]]:
    """Return the least and the most event dates per kind of behaviour over every reading of the dates."""
    vague: dict[str, list[Incident]] = {}
    for incident in view.inexact:
        for domain in view.domains(incident):
            vague.setdefault(domain, []).append(incident)
    found = {}
    for domain in sorted(view.by_domain):
        days, more = exact.get(domain, set()), vague.get(domain, [])
        added = fewest_days(more, days, date.min, view.at) if more else 0
        found[domain] = len(days) + added, len(days) + len(more)
    return found


def _limits(view: View, incidents: int, span: int | None) -> list[Missing]:
    """Return what is lacking of the minimum data."""
    needed, days = view.threshold(RULE, "min_incidents"), view.threshold(RULE, "min_span")
    limits = []
    if incidents < needed:
        limits.append(Missing(key="incidents", fields={"n": incidents, "needed": needed}))
    if span is not None and span < days:
        limits.append(Missing(key="span", fields={"n": span, "needed": days}))
    return limits


def _pairs(exact: _Days, near_days: int) -> list[Figure]:
    """Return the matrix of two kinds: days with both, and days of one with the other near; most often first.

    The days of a kind are the bits of a number, so that two kinds are compared in one step.
    """
    start = min((min(days) for days in exact.values()), default=date.min).toordinal() - near_days
    bits = {domain: sum(1 << (day.toordinal() - start) for day in days) for domain, days in sorted(exact.items())}
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
