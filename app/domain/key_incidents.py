"""The four anchor incidents that a file is told by: the first, a typical one, the worst and the last (5.3, D3).

The first, the worst and the last follow from what was recorded. Which one is typical is for a professional to say;
until somebody did, one is proposed.
"""

from collections import Counter
from collections.abc import Sequence
from enum import StrEnum

import msgspec

from app.domain.incident import Actor, EntryKind, Incident


class Anchor(StrEnum):
    """What an incident stands for."""

    FIRST = "eerste"
    TYPICAL = "typische"
    WORST = "ergste"
    LAST = "laatste"


class KeyIncident(msgspec.Struct, frozen=True):
    """An incident and what it stands for; ``chosen`` when a professional said so, ``equals`` others are as severe."""

    anchor: Anchor
    incident: Incident
    chosen: bool = False
    equals: int = 0


def counted(incidents: Sequence[Incident]) -> tuple[Incident, ...]:
    """Return the acts of the alleged perpetrator that count, oldest first."""
    acts = (
        one
        for one in incidents
        if one.kind is EntryKind.ACT
        and one.actor is Actor.PERPETRATOR
        and one.duplicate_of is None
        and not one.set_aside
    )
    return tuple(sorted(acts, key=lambda one: (one.when.sort_key, one.number)))


def key_incidents(incidents: Sequence[Incident]) -> tuple[KeyIncident, ...]:
    """Return the anchor incidents in the order in which they are told; none where nothing counts."""
    acts = counted(incidents)
    dated = [one for one in acts if one.when.first is not None or one.when.last is not None]
    found = []
    if dated:
        found.append(KeyIncident(Anchor.FIRST, dated[0]))
    if acts:
        chosen = [one for one in acts if one.typical]
        found.append(KeyIncident(Anchor.TYPICAL, chosen[-1] if chosen else _most_usual(acts), bool(chosen)))
    severe = [one for one in acts if one.severity is not None]
    if severe:
        highest = max(one.severity or 0 for one in severe)
        worst = [one for one in severe if one.severity == highest]
        found.append(KeyIncident(Anchor.WORST, worst[-1], equals=len(worst) - 1))
    if dated:
        found.append(KeyIncident(Anchor.LAST, dated[-1]))
    return tuple(found)


def _most_usual(acts: Sequence[Incident]) -> Incident:
    """Return the latest of the acts whose kinds of behaviour come back most often."""
    often = Counter(behaviour for one in acts for behaviour in set(one.behaviours))

    def usual(one: Incident) -> float:
        return max((often[behaviour] for behaviour in one.behaviours), default=0)

    most = max(map(usual, acts))
    return [one for one in acts if usual(one) == most][-1]
