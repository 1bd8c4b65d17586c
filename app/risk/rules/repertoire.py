"""R04: behaviours and kinds of behaviour that appear for the first time."""

from collections.abc import Sequence
from datetime import timedelta

from app.domain.finding import Figure, Finding, Missing, Outcome
from app.risk.novelty import Novelty, novelty
from app.risk.readings import depends, fewest_acts
from app.risk.telling import Telling
from app.risk.view import View, left_out
from app.risk.windows import counts_of

RULE = "R04"


def find(view: View) -> Finding:
    """Look up what was first seen in the last 90 days (domain reference 4.1, R04)."""
    since = view.at - timedelta(days=int(view.threshold(RULE, "days")) - 1)
    types = novelty(view.by_behaviour, since, view.at)
    domains = novelty(view.by_domain, since, view.at)
    needed = view.threshold(RULE, "min_incidents")
    unplaced = (*left_out(types.doubtful, "date_uncertain"), *left_out(view.unattributed, "actor_unknown"))
    missing = counts_of(one for one in unplaced if one.reason == "actor_unknown")
    if types.doubtful:
        missing.append(
            Missing(key="novelty_uncertain", fields={"refs": ", ".join(map(str, view.numbers(types.doubtful)))})
        )
    if len(view.acts) < needed:
        outcome = Outcome.INSUFFICIENT
        missing.insert(0, Missing(key="incidents", fields={"n": len(view.acts), "needed": needed}))
    else:
        outcome = _outcome(view, tuple(domains.new), tuple(types.new))
        readings = ((domains.surely, types.surely), (domains.possibly, types.possibly))
        possible = [_outcome(view, *reading) for reading in readings]
        if fewest_acts(view) < needed:
            possible.append(Outcome.INSUFFICIENT)
        missing += depends(outcome, possible)
    return view.finding(
        RULE,
        outcome,
        {
            "incidents": len(view.acts),
            "since": since.isoformat(),
            "domain_count": len(domains.seen),
            "domains": domains.seen,
            "new_domains": tuple(domains.new),
            "new_types": tuple(types.new),
            "new_severe_types": _severe(view, tuple(types.new)),
            "first_dates": _first_dates(types),
            "first_domain_dates": _first_dates(domains),
            "uncertain_domains": domains.uncertain,
            "uncertain_types": types.uncertain,
        },
        incidents=(*types.incidents, *domains.incidents),
        unplaced=unplaced,
        missing=missing,
    )


def tell(telling: Telling) -> list[str]:
    """Say which behaviours and kinds are new."""
    if telling.finding.outcome is Outcome.INSUFFICIENT:
        needed = telling.text.thresholds["min_incidents"]
        return [telling.insufficient(n=telling.whole("incidents"), needed=needed)]
    types, domains = telling.names("new_types"), telling.names("new_domains")
    if not types:
        return [telling.words("none")]
    sentences = [telling.sentence(lijst="; ".join(telling.behaviour(one) for one in types))]
    if domains:
        sentences.append(telling.words("domains", lijst=telling.say.series([telling.domain(one) for one in domains])))
    return [*sentences, telling.see()]


def _outcome(view: View, domains: Sequence[str], types: Sequence[str]) -> Outcome:
    """Return what these new kinds and behaviours amount to."""
    widened = (
        len(domains) >= view.threshold(RULE, "min_domains")
        or len(types) >= view.threshold(RULE, "min_types")
        or bool(_severe(view, types))
    )
    return Outcome.SIGNAL if widened else Outcome.NO_SIGNAL


def _first_dates(seen: Novelty) -> dict[str, Figure]:
    """Return the first date of every key: of a new one its first usable day, else the earliest possible one."""
    return {key: seen.new.get(key, day).isoformat() for key, day in seen.earliest.items()}


def _severe(view: View, types: Sequence[str]) -> list[str]:
    """Return the behaviours that the catalogue gives the highest severity."""
    alone = view.threshold(RULE, "alone_severity")
    known = view.catalogue.behaviours
    return [behaviour for behaviour in types if behaviour in known and known[behaviour].severity >= alone]
