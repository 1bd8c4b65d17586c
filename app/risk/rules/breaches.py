"""R08: breaches per measure."""

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import pairwise
from uuid import UUID

from app.domain.finding import Figure, Finding, Missing, Outcome
from app.domain.incident import Breach, Incident
from app.domain.measure import Measure
from app.risk.readings import depends, surely_any
from app.risk.telling import Telling
from app.risk.view import View, left_out

RULE = "R08"

_Breached = tuple[Incident, Breach]


def find(view: View) -> Finding:
    """Count the breaches of each measure, with days since its start and reactions (domain reference 4.1, R08)."""
    measures = sorted(
        (measure for measure in view.snapshot.measures if measure.start <= view.at),
        key=lambda measure: (measure.start, measure.number, measure.id),
    )
    linked: dict[UUID, list[_Breached]] = {measure.id: [] for measure in measures}
    for incident in view.acts:
        for breach in {breach.measure: breach for breach in incident.breaches}.values():
            if breach.measure in linked:
                linked[breach.measure].append((incident, breach))
    unlinked = [one for one in view.acts if not one.breaches and "ord" in view.domains(one)]
    everything = [pair for pairs in linked.values() for pair in pairs]
    outcome = Outcome.SIGNAL if everything else Outcome.NO_SIGNAL
    missing = [
        *([] if measures else [Missing(key="no_measure")]),
        *_named(view, "breach_without_measure", unlinked),
        *_named(view, "breach_without_day", [one for one, _ in everything if one.when.exact is None]),
        *_named(
            view,
            "breach_outside_term",
            [one for measure in measures for one, _ in linked[measure.id] if _outside(measure, one)],
        ),
        *_named(view, "no_reaction", [one for one, breach in everything if not breach.reaction.strip()]),
    ]
    if everything and not surely_any(view, (one for one, _ in everything)):
        missing += depends(outcome, [Outcome.NO_SIGNAL])
    nobody = [one for one in view.unattributed if one.breaches or "ord" in view.domains(one)]
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
        incidents=(incident for incident, _ in everything),
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
    days = [(day - measure.start).days for incident, _ in pairs if (day := incident.when.exact) is not None]
    earlier = any(_perhaps_before(incident, days[0], measure.start) for incident, _ in pairs) if days else False
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
                "incident": f"I-{incident.number}",
                "date": incident.when.exact.isoformat() if incident.when.exact else None,
                "after_days": (incident.when.exact - measure.start).days if incident.when.exact else None,
                "reaction": breach.reaction or None,
                "reaction_hours": breach.reaction_hours,
            }
            for incident, breach in pairs
        ],
    }


def _perhaps_before(incident: Incident, days: int, start: date) -> bool:
    """Whether a breach without a known day may have come before the first known one, ``days`` after the start."""
    when = incident.when
    return when.exact is None and (when.first is None or (when.first - start).days < days)


def _outside(measure: Measure, incident: Incident) -> bool:
    """Whether a breach has a known day on which the measure was not in force."""
    day = incident.when.exact
    return day is not None and (day < measure.start or (measure.end is not None and day > measure.end))


def _named(view: View, key: str, incidents: Sequence[Incident]) -> list[Missing]:
    """Return one sentence that names incidents, or nothing."""
    return [Missing(key=key, fields={"refs": ", ".join(map(str, view.numbers(incidents)))})] if incidents else []
