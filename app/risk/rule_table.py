"""Every rule by its id: what it finds and how it tells that."""

from collections.abc import Callable
from typing import NamedTuple

from app.domain.finding import Finding
from app.risk.rules import (
    breaches,
    coherence,
    critical,
    currency,
    directions,
    duration,
    fears,
    frequency,
    intervals,
    lookalikes,
    moments,
    protections,
    repertoire,
    retractions,
    separation,
    severity,
    since_review,
    sources,
    stages,
    threats,
    unknowns,
)
from app.risk.telling import Telling
from app.risk.view import View


def _nothing(_: Telling) -> list[str]:
    """Tell no extra figure."""
    return []


class Rule(NamedTuple):
    """One rule: ``find`` looks at a case, ``tell`` puts the finding in sentences, ``beside`` tells extra figures."""

    find: Callable[[View], Finding]
    tell: Callable[[Telling], list[str]]
    beside: Callable[[Telling], list[str]] = _nothing


RULES: dict[str, Rule] = {
    "R01": Rule(frequency.find, frequency.tell),
    "R02": Rule(severity.find, severity.tell, severity.tell_trend),
    "R03": Rule(intervals.find_shorter, intervals.tell_shorter, intervals.tell_trends),
    "R04": Rule(repertoire.find, repertoire.tell),
    "R05": Rule(coherence.find, coherence.tell),
    "R06": Rule(duration.find, duration.tell),
    "R07": Rule(separation.find, separation.tell),
    "R08": Rule(breaches.find, breaches.tell),
    "R09": Rule(stages.find, stages.tell),
    "R10": Rule(moments.find, moments.tell),
    "R11": Rule(critical.find, critical.tell),
    "R12": Rule(unknowns.find, unknowns.tell),
    "R13": Rule(sources.find, sources.tell),
    "R14": Rule(intervals.find_silences, intervals.tell_silences),
    "R15": Rule(fears.find, fears.tell),
    "R16": Rule(protections.find, protections.tell),
    "R17": Rule(directions.find, directions.tell),
    "R18": Rule(lookalikes.find, lookalikes.tell),
    "R19": Rule(threats.find, threats.tell),
    "R20": Rule(currency.find, currency.tell),
    "R21": Rule(since_review.find, since_review.tell),
    "R22": Rule(retractions.find, retractions.tell),
}
