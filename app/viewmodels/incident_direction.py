"""Against whom an incident was, and who began or defended: what the form asks of it, and when."""

from dataclasses import dataclass
from uuid import UUID

from app.domain.incident import Actor, EntryKind, assumed_target
from app.domain.snapshot import CaseSnapshot
from app.i18n import Translator
from app.viewmodels.choice import Choice
from app.viewmodels.incident_fields import IncidentFields
from app.viewmodels.incident_words import move_choices, target_choices

_BACK = {"", None, Actor.PERPETRATOR}


@dataclass(frozen=True)
class Direction:
    """What can be chosen, and whether the form asks it; what was filled in is always shown.

    ``target_hint`` says how the entry is read while it is left open.
    """

    targets: tuple[Choice, ...] = ()
    moves: tuple[Choice, ...] = ()
    asks_target: bool = False
    asks_move: bool = False
    target_hint: str = ""


def direction_of(fields: IncidentFields, snapshot: CaseSnapshot, own: UUID | None, say: Translator) -> Direction:
    """Return what the form of the incident ``own`` asks.

    Against whom is asked of an act and an effect. Who began is only asked of the two people of the case, once an act
    of the alleged victim against the alleged perpetrator is told (domain reference 4.1, R17).
    """
    return Direction(
        targets=(Choice("", say("not noted")), *target_choices(say)),
        moves=(Choice("", say("not noted")), *move_choices(say)),
        asks_target=bool(fields.target) or fields.kind != EntryKind.STATEMENT,
        asks_move=bool(fields.move) or _both_ways(fields, snapshot, own),
        target_hint=_target_hint(fields, say),
    )


def _target_hint(fields: IncidentFields, say: Translator) -> str:
    """Return what the field means for an effect, and who is assumed while nobody told against whom it was."""
    if fields.kind == EntryKind.STATEMENT:
        return ""
    hints = [say("of an effect: whom it befell")] if fields.kind == EntryKind.EFFECT else []
    assumed = None if fields.target else assumed_target(EntryKind(fields.kind), Actor(fields.actor))
    hints += [say("assumed: {who}", who=choice.label) for choice in target_choices(say) if choice.key == assumed]
    return " · ".join(hints)


def _both_ways(fields: IncidentFields, snapshot: CaseSnapshot, own: UUID | None) -> bool:
    """Whether this act is part of violence that went both ways."""
    if fields.kind != EntryKind.ACT or fields.actor not in {Actor.PERPETRATOR, Actor.VICTIM}:
        return False
    if fields.actor == Actor.VICTIM and fields.target in _BACK:
        return True
    return any(
        other.kind is EntryKind.ACT
        and other.actor is Actor.VICTIM
        and other.target in _BACK
        and not other.set_aside
        and other.id != own
        for other in snapshot.incidents
    )
