"""The four anchor incidents that a file is told by: the first, a typical one, the worst and the last (5.3, D3).

The first, the worst and the last follow from what was recorded. Which one is typical is for a professional to say;
until somebody did, one is proposed.
"""

from collections import Counter
from collections.abc import Sequence
from enum import StrEnum
from uuid import UUID

import msgspec

from app.domain.incident import Actor, EntryKind, Incident


class Stands(StrEnum):
    """What an incident stands for."""

    FIRST = "eerste"
    TYPICAL = "typische"
    WORST = "ergste"
    LAST = "laatste"


class KeyIncident(msgspec.Struct, frozen=True):
    """An incident and all that it stands for.

    ``chosen`` when a professional called it typical; ``equals`` is how many others are as severe as the worst.
    """

    incident: Incident
    anchors: tuple[Stands, ...]
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
    if not acts:
        return ()
    dated = [one for one in acts if one.when.first is not None or one.when.last is not None]
    highest = max(one.severity or 0 for one in acts)
    worst = [one for one in acts if highest and one.severity == highest]
    known = {one.id for one in (*dated[:1], *worst[-1:], *dated[-1:])}
    chosen = [one for one in acts if one.typical]
    typical = chosen[-1] if chosen else _most_usual([one for one in acts if one.id not in known] or acts)
    found: dict[UUID, tuple[Incident, list[Stands]]] = {}
    for anchor, one in (
        *((Stands.FIRST, one) for one in dated[:1]),
        (Stands.TYPICAL, typical),
        *((Stands.WORST, one) for one in worst[-1:]),
        *((Stands.LAST, one) for one in dated[-1:]),
    ):
        found.setdefault(one.id, (one, []))[1].append(anchor)
    return tuple(
        KeyIncident(one, tuple(anchors), chosen=bool(chosen), equals=max(len(worst) - 1, 0))
        for one, anchors in found.values()
    )


def _most_usual(acts: Sequence[Incident]) -> Incident:
    """Return the latest of the acts whose kinds of behaviour come back most often."""
    often = Counter(behaviour for one in acts for behaviour in set(one.behaviours))
    usual = [max((often[behaviour] for behaviour in one.behaviours), default=0) for one in acts]
    most = max(usual)
    return [one for one, times in zip(acts, usual, strict=True) if times == most][-1]
