"""R18: rows that look like the same event. They are proposed and never merged."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

from app.domain.finding import Finding, Missing, Outcome
from app.domain.incident import Actor
from app.risk.readings import depends, fewest_acts, surely_started
from app.risk.telling import Telling
from app.risk.view import Dated, Row, View, left_out
from app.risk.windows import counts_of

RULE = "R18"

_OTHERS = (Actor.VICTIM, Actor.THIRD)

_Pair = tuple[Dated, Dated]


def find(view: View) -> Finding:
    """Propose rows by the same actor with the same behaviour a day apart at most (domain reference 4.1, R18)."""
    near, most = int(view.threshold(RULE, "near_days")), int(view.threshold(RULE, "most"))
    pairs, cut = _pairs(view.exact, near, most)
    for actor in _OTHERS:
        more = _pairs([one for one in view.others if isinstance(one, Dated) and one.by is actor], near, most)
        pairs, cut = pairs + more[0], cut + more[1]
    pairs.sort(key=_order)
    without_day = [*view.inexact, *(row for row in view.others if row.day is None)]
    count = len(view.acts) + len(view.others)
    unplaced = (*left_out(without_day, "no_exact_day"), *left_out(view.unattributed, "actor_unknown"))
    needed = view.threshold(RULE, "min_records")
    missing = counts_of(unplaced)
    not_compared = view.numbers(cut)
    if cut:
        missing.append(Missing(key="not_compared", fields={"refs": ", ".join(map(str, not_compared))}))
    if count < needed:
        missing.insert(0, Missing(key="incidents", fields={"n": count, "needed": needed}))
    outcome = Outcome.SIGNAL if pairs else Outcome.NO_SIGNAL
    if without_day and count >= needed:
        missing += depends(outcome, _possible(view, near, outcome))
    return view.finding(
        RULE,
        outcome if count >= needed else Outcome.INSUFFICIENT,
        {
            "pairs": [
                {
                    "first": first.name,
                    "second": second.name,
                    "days_apart": (second.day - first.day).days,
                    "behaviours": sorted({*first.behaviours}.intersection(second.behaviours)),
                }
                for first, second in pairs
            ],
            "pair_count": len(pairs),
            "not_compared": not_compared,
        },
        incidents=(one for pair in pairs for one in pair),
        unplaced=unplaced,
        missing=missing,
    )


def _possible(view: View, near: int, outcome: Outcome) -> set[Outcome]:
    """Return the outcomes over every reading of the rows without a known day; known days that pair stay a pair."""
    found = {outcome}
    if outcome is Outcome.NO_SIGNAL and any(
        _may_pair(group, near)
        for rows in (view.acts, *([one for one in view.others if one.by is actor] for actor in _OTHERS))
        for group in _by_behaviour(rows).values()
    ):
        found.add(Outcome.SIGNAL)
    if fewest_acts(view) + len(surely_started(view, view.others)) < view.threshold(RULE, "min_records"):
        found.add(Outcome.INSUFFICIENT)
    return found


def _may_pair(rows: Sequence[Row], near: int) -> bool:
    """Whether two of these rows may lie close together; they come oldest first by their first possible day."""
    bounds = sorted((when.first or date.min, when.last or date.max) for when in (row.when for row in rows))
    reach = -1
    for first, last in bounds:
        if first.toordinal() - near <= reach:
            return True
        reach = max(reach, last.toordinal())
    return False


def _by_behaviour(rows: Sequence[Row]) -> dict[str, list[Row]]:
    groups: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows:
        for behaviour in row.behaviours:
            groups[behaviour].append(row)
    return groups


def tell(telling: Telling) -> list[str]:
    """Ask whether rows are the same event."""
    if telling.finding.outcome is Outcome.INSUFFICIENT:
        return [telling.insufficient()]
    pairs = telling.rows("pairs")
    if not pairs:
        return [telling.words("none")]
    named = [telling.words("pair", a=row["first"], b=row["second"]) for row in pairs]
    return [telling.sentence(), telling.words("pairs", lijst=telling.shortened(named))]


def _pairs(rows: Sequence[Dated], near: int, most: int) -> tuple[list[_Pair], list[Row]]:
    """Return the pairs of one actor, and the rows that lie close to more than ``most`` later ones with a behaviour."""
    groups: defaultdict[str, list[int]] = defaultdict(list)
    for place, row in enumerate(rows):
        for behaviour in row.behaviours:
            groups[behaviour].append(place)
    days = [row.day.toordinal() for row in rows]
    found = {pair for group in groups.values() for pair in _near(days, group, near, most) if pair[0] != pair[1]}
    cut = {place for group in groups.values() for place in _cut(days, group, near, most)}
    return [(rows[first], rows[second]) for first, second in found], [rows[place] for place in cut]


def _near(days: Sequence[int], group: list[int], near: int, most: int) -> Iterator[tuple[int, int]]:
    """Yield the places of two rows of a group that lie close together, at most so many later ones for each.

    The rows lie oldest first: when none is close to the one so many places after it, none is to a later one.
    """
    for step in range(1, most + 1):
        close = [pair for pair in zip(group, group[step:], strict=False) if days[pair[1]] - days[pair[0]] <= near]
        if not close:
            break
        yield from close


def _cut(days: Sequence[int], group: list[int], near: int, most: int) -> Iterator[int]:
    """Yield the places of the rows of a group that lie close to one more later row than is compared."""
    for first, beyond in zip(group, group[most + 1 :], strict=False):
        if days[beyond] - days[first] <= near:
            yield first


def _order(pair: _Pair) -> tuple[date, int, date, int]:
    first, second = pair
    return first.day, first.incident.number, second.day, second.incident.number
