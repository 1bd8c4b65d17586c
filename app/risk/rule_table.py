"""Every rule by its id: what it finds and how it tells that."""

from collections.abc import Callable
from typing import NamedTuple

from app.domain.finding import Finding
from app.risk.rules import (
    breaches,
    critical,
    currency,
    duration,
    frequency,
    intervals,
    repertoire,
    separation,
    severity,
    sources,
    unknowns,
)
from app.risk.telling import Telling
from app.risk.view import View


class Rule(NamedTuple):
    """One rule: ``find`` looks at a case, ``tell`` puts the finding in sentences."""

    find: Callable[[View], Finding]
    tell: Callable[[Telling], list[str]]


RULES: dict[str, Rule] = {
    "R01": Rule(frequency.find, frequency.tell),
    "R02": Rule(severity.find, severity.tell),
    "R03": Rule(intervals.find_shorter, intervals.tell_shorter),
    "R04": Rule(repertoire.find, repertoire.tell),
    "R06": Rule(duration.find, duration.tell),
    "R07": Rule(separation.find, separation.tell),
    "R08": Rule(breaches.find, breaches.tell),
    "R11": Rule(critical.find, critical.tell),
    "R12": Rule(unknowns.find, unknowns.tell),
    "R13": Rule(sources.find, sources.tell),
    "R14": Rule(intervals.find_silences, intervals.tell_silences),
    "R20": Rule(currency.find, currency.tell),
}
