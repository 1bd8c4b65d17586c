"""Which incident tells which again: every duplicate points to a first account, never to another duplicate."""

from collections.abc import Iterable
from uuid import UUID

from app.domain.incident import Incident
from app.errors import RefusedError


def refuse_wrong_duplicate(incident: Incident, original: Incident | None, *, has_duplicates: bool) -> None:
    """Raise ``RefusedError`` when ``incident`` cannot be a duplicate of ``original``.

    Because no duplicate may have duplicates of its own, no ring can come about either.
    """
    if original is None:
        return
    if original.id == incident.id:
        raise RefusedError(reason="An incident cannot be a duplicate of itself.")
    if original.duplicate_of is not None:
        raise RefusedError(reason="The chosen incident is a duplicate itself. Choose the first account.")
    if has_duplicates:
        raise RefusedError(reason="Other incidents are marked as a duplicate of this one. Change those first.")


def effects_told(incidents: Iterable[Incident]) -> dict[UUID, tuple[str, ...]]:
    """Return the effects that each incident tells, without those that were set aside.

    A later account adds only what the first does not tell: an effect that was told is never "not told".
    """
    told = {one.id: one for one in incidents if not one.set_aside}
    found = {}
    for one in told.values():
        first = told.get(one.duplicate_of) if one.duplicate_of is not None else None
        found[one.id] = tuple(effect for effect in one.effects if first is None or effect not in first.effects)
    return found


def only_told_later(incidents: Iterable[Incident]) -> dict[UUID, tuple[str, ...]]:
    """Return the behaviours that only a later account of an event tells: the rules do not count them (4.0)."""
    told = {one.id: one for one in incidents if not one.set_aside}
    found = {}
    for one in told.values():
        first = told.get(one.duplicate_of) if one.duplicate_of is not None else None
        new = tuple(key for key in one.behaviours if first is not None and key not in first.behaviours)
        if new:
            found[one.id] = new
    return found
