"""R08: breaches per measure."""

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import pairwise
from uuid import UUID

from app.domain.finding import Figure, Finding, Missing, Outcome
from app.domain.incident import Breach
from app.domain.measure import Measure
from app.risk.readings import depends, surely_any
from app.risk.telling import Telling
from app.risk.view import Row, View, left_out

RULE = "R08"

_Breached = tuple[Row, Breach]


def find(view: View) -> Finding:
    """Count the breaches of each measure, with days since its start and reactions (domain reference 4.1, R08)."""
    measures = sorted(
        (measure for measure in view.snapshot.measures if measure.start <= view.at),
        key=lambda measure: (measure.start, measure.number, measure.id),
    )
    linked: dict[UUID, list[_Breached]] = {measure.id: [] for measure in measures}
    for act in view.acts:
        for breach in {breach.measure: breach for breach in act.incident.breaches}.values():
            if breach.measure in linked:
                linked[breach.measure].append((act, breach))
    unlinked = [act for act in view.by_domain.get("ord", ()) if not act.incident.breaches]
    everything = [pair for pairs in linked.values() for pair in pairs]
    outcome = Outcome.SIGNAL if everything else Outcome.NO_SIGNAL
    missing = [
        *([] if measures else [Missing(key="no_measure")]),
        *_named(view, "breach_without_measure", unlinked),
        *_named(view, "breach_without_day", [one for one, _ in everything if one.day is None]),
        *_named(
            view,
            "breach_outside_term",
            [one for measure in measures for one, _ in linked[measure.id] if _outside(measure, one)],
        ),
        *_named(view, "no_reaction", [one for one, breach in everything if not breach.reaction.strip()]),
    ]
    if everything and not surely_any(view, (one for one, _ in everything)):
        missing += depends(outcome, [Outcome.NO_SIGNAL])
    nobody = [one for one in view.unattributed if one.incident.breaches or "ord" in one.domains]
    if nobody:
        missing.append(Missing(key="actor_unknown", fields={"n": len(nobody)}))
    return view.finding(
        RULE,
        outcome if measures else Outcome.INSUFFICIENT,
        {
            "breaches": len(everything),
            "measures": [_figures(measure, linked[measure.id]) for measure in measures],
            "unlinked": view.numbers(unlinked),
        },
        incidents=(act for act, _ in everything),
        unplaced=left_out(nobody, "actor_unknown"),
        missing=missing,
    )


def tell(telling: Telling) -> list[str]:
    """Say per measure how many breaches, when the first came, and whether a reaction was recorded."""
    if telling.finding.outcome is Outcome.INSUFFICIENT:
        return [telling.insufficient()]
    breached = [row for row in telling.rows("measures") if row["breaches"]]
    if not breached:
        return [telling.words("none")]
    return [*(_sentence(telling, row) for row in breached), telling.see()]


def _sentence(telling: Telling, row: Mapping[str, Figure]) -> str:
    """Return the sentence of one measure."""
    count, first, reacted = row["breaches"], row["first_after_days"], row["reactions_recorded"]
    reaction: Figure = reacted == count
    if isinstance(reacted, int) and reacted and reacted != count:
        reaction = telling.common("share", part=reacted, whole=count)
    fields: dict[str, Figure] = {"n": count, "maatregel": row["label"], "reactie": reaction}
    if not isinstance(first, int):
        return telling.words("no_day", **fields)
    if count == 1:
        return telling.words("one", dagen=telling.days(first), **fields)
    if first == 1:
        return telling.words("many", dagen=telling.days(first), **fields)
    return telling.sentence(d=first, **fields)


def _figures(measure: Measure, pairs: Sequence[_Breached]) -> dict[str, Figure]:
    """Return the figures of one measure; days count from its start."""
    days = [(act.day - measure.start).days for act, _ in pairs if act.day is not None]
    earlier = any(_perhaps_before(act, days[0], measure.start) for act, _ in pairs) if days else False
    first = None if earlier or not days else days[0]
    return {
        "measure": f"M-{measure.number}",
        "label": measure.label,
        "start": measure.start.isoformat(),
        "end": measure.end.isoformat() if measure.end else None,
        "breaches": len(pairs),
        "first_after_days": first,
        "after_days": days,
        "interval_days": [later - earlier for earlier, later in pairwise(days)],
        "reactions_recorded": sum(1 for _, breach in pairs if breach.reaction.strip()),
        "incidents": [
            {
                "incident": act.name,
                "date": act.day.isoformat() if act.day else None,
                "after_days": (act.day - measure.start).days if act.day else None,
                "reaction": breach.reaction or None,
                "reaction_hours": breach.reaction_hours,
            }
            for act, breach in pairs
        ],
    }


def _perhaps_before(act: Row, days: int, start: date) -> bool:
    """Whether a breach without a known day may have come before the first known one, ``days`` after the start."""
    return act.day is None and (act.when.first is None or (act.when.first - start).days < days)


def _outside(measure: Measure, act: Row) -> bool:
    """Whether a breach has a known day on which the measure was not in force."""
    day = act.day
    return day is not None and (day < measure.start or (measure.end is not None and day > measure.end))


def _named(view: View, key: str, acts: Sequence[Row]) -> list[Missing]:
    """Return one sentence that names incidents, or nothing."""
    return [Missing(key=key, fields={"refs": ", ".join(map(str, view.numbers(acts)))})] if acts else []
