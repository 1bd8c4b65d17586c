"""R19: threats that an act followed."""

from bisect import bisect_right
from collections.abc import Sequence
from datetime import date, timedelta

from app.domain.finding import Figure, Finding, Missing, Outcome
from app.risk.readings import depends, fewest_acts
from app.risk.telling import Telling, names_in
from app.risk.view import Dated, Row, View, left_out
from app.risk.windows import counts_of

RULE = "R19"
_THREAT = "thr"
_DEEDS = ("phy", "str", "stk", "prp", "ord")


def find(view: View) -> Finding:
    """Pair every threat with the acts on later days that came soon after it (domain reference 4.1, R19)."""
    threats, deeds = _dated(view, (_THREAT,)), _dated(view, _DEEDS)
    within, most = timedelta(days=int(view.threshold(RULE, "days"))), int(view.threshold(RULE, "most"))
    rows: list[Figure] = []
    cited: list[Row] = []
    days = [deed.day for deed in deeds]
    for threat in threats:
        first = bisect_right(days, threat.day)
        last = bisect_right(days, threat.day + within, lo=first)
        if first < last:
            shown = deeds[first : min(last, first + most)]
            rows.append(_row(threat, shown, last - first))
            cited += [threat, *shown]
    vague = [one for one in view.inexact if not {_THREAT, *_DEEDS}.isdisjoint(one.domains)]
    unplaced = (*left_out(vague, "no_exact_day"), *left_out(view.unattributed, "actor_unknown"))
    missing = counts_of(unplaced)
    needed = view.threshold(RULE, "min_records")
    if len(view.acts) < needed:
        missing.insert(0, Missing(key="incidents", fields={"n": len(view.acts), "needed": needed}))
    outcome = Outcome.SIGNAL if rows else Outcome.NO_SIGNAL
    most_followed = max(len(rows), _may_be_followed(view, within.days)) if vague else len(rows)
    if view.inexact and len(view.acts) >= needed:
        possible = {outcome}
        if not rows and most_followed:
            possible.add(Outcome.SIGNAL)
        if fewest_acts(view) < needed:
            possible.add(Outcome.INSUFFICIENT)
        missing += depends(outcome, possible)
    return view.finding(
        RULE,
        outcome if len(view.acts) >= needed else Outcome.INSUFFICIENT,
        {
            "threats": len(threats),
            "followed_threats": len(rows),
            "followed_threats_min": len(rows),
            "followed_threats_max": most_followed,
            "pairs": rows,
        },
        incidents=cited,
        unplaced=unplaced,
        missing=missing,
    )


def tell(telling: Telling) -> list[str]:
    """Say which acts followed which threat."""
    if telling.finding.outcome is Outcome.INSUFFICIENT:
        return [telling.insufficient()]
    rows = telling.rows("pairs")
    if not rows:
        return [telling.words("none")]
    named = [telling.words("pair", a=row["threat"], refs=telling.listed(names_in(row["followed_by"]))) for row in rows]
    return [telling.sentence(lijst=telling.shortened(named))]


def _dated(view: View, domains: Sequence[str]) -> list[Dated]:
    """Return the acts of some kinds of behaviour on known days, oldest first."""
    wanted = frozenset(domains)
    return [act for act in view.exact if not wanted.isdisjoint(act.domains)]


def _may_be_followed(view: View, within: int) -> int:
    """Return how many threats an act may have followed in some reading.

    Of the acts that may begin in time the two that may end latest are kept: the threat may be one of them itself.
    """
    deeds = sorted(_bounds(view, _DEEDS))
    latest: list[list[tuple[int, int]]] = []
    for _, last, number in deeds:
        latest.append(sorted([*(latest[-1] if latest else ()), (last, number)])[-2:])
    found = 0
    for first, last, number in _bounds(view, (_THREAT,)):
        place = bisect_right(deeds, last + within, key=lambda deed: deed[0]) - 1
        if place >= 0 and any(end > first and other != number for end, other in latest[place]):
            found += 1
    return found


def _bounds(view: View, domains: Sequence[str]) -> set[tuple[int, int, int]]:
    """Return the first and last possible day of the acts of some kinds of behaviour, each with what tells it apart."""
    return {
        ((act.when.first or date.min).toordinal(), min(act.when.last or view.at, view.at).toordinal(), act.place)
        for domain in domains
        for act in view.by_domain.get(domain, ())
    }


def _row(threat: Dated, shown: list[Dated], count: int) -> dict[str, Figure]:
    """Return one threat with what followed it."""
    return {
        "threat": threat.name,
        "date": threat.day.isoformat(),
        "followed_by": [deed.name for deed in shown],
        "after_days": [(deed.day - threat.day).days for deed in shown],
        "count": count,
    }
