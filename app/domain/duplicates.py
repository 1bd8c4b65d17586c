"""Which incident tells which again: every duplicate points to a first account, never to another duplicate."""

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
