"""Which incidents and events point at an item of a checklist. They never set an answer; a human confirms them."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from datetime import date
from enum import Enum
from uuid import UUID

import msgspec
from msgspec.structs import replace

from app.domain.assessment import Answer, AnswerValue, Assessment
from app.domain.event import ContextEvent
from app.domain.incident import Actor, EntryKind, Incident
from app.domain.retraction import Retraction
from app.domain.snapshot import CaseSnapshot
from app.risk.checklist import Checklist, Item
from app.risk.view import in_order, started_by

BREACH = "ord-"


class Contradiction(Enum):
    """Why an answer raises a consistency question (domain reference 0.2, rule 5)."""

    NO_AGAINST_INCIDENTS = "no although incidents support it"
    YES_WITHOUT_BASIS = "yes without any basis or incident"


class ItemSupport(msgspec.Struct, frozen=True, kw_only=True):
    """What points at one item, oldest first.

    ``proposed`` incidents wait for a human, ``confirmed`` ones were confirmed in the answer. ``events`` are events
    around the incidents that point the same way. ``lost`` were confirmed, and have since been withdrawn, set aside or
    linked as told before. ``against`` are statements and rows set aside with the same tags, and ``retractions`` are
    those about an incident that points at the item: they stand beside the support and take nothing away.
    """

    proposed: tuple[UUID, ...]
    confirmed: tuple[UUID, ...]
    events: tuple[UUID, ...]
    contradiction: Contradiction | None
    lost: tuple[UUID, ...] = ()
    against: tuple[UUID, ...] = ()
    retractions: tuple[UUID, ...] = ()


def support_for(
    checklist: Checklist, assessment: Assessment, snapshot: CaseSnapshot, *, at: date | None = None
) -> dict[str, ItemSupport]:
    """Return for every item what points at it and what speaks against it; with ``at`` only what began by that day.

    An incident points at an item when its behaviours, its effects or its breach of a measure are among what supports
    the item. An item that needs several incidents, such as ``nfs.act.repeat`` ("happened more than once"), proposes
    nothing until there are that many: one grip is no repetition.
    """
    rows = in_order(row for row in snapshot.incidents if _began(row, at))
    able = [(row.id, _tags(row)) for row in rows if can_support(row)]
    other = [(row.id, _tags(row)) for row in rows if speaks_against(row)]
    standing = {incident for incident, _ in able}
    past = sorted(
        (event for event in snapshot.events if not event.planned and _began(event, at)),
        key=lambda event: (event.when.sort_key, event.number, event.id),
    )
    taken_back = sorted(
        (one for one in snapshot.retractions if _began(one, at)),
        key=lambda one: (one.when.sort_key, one.number, one.id),
    )
    found = {}
    for item in checklist.items:
        wanted = frozenset(item.supports)
        pointing = [incident for incident, tags in able if _points(tags, wanted)]
        events = [event.id for event in past if event.type in wanted]
        support = _support(item, assessment.answer(item.id), pointing, standing, events)
        about = {*support.proposed, *support.confirmed}
        found[item.id] = replace(
            support,
            against=tuple(row for row, tags in other if _points(tags, wanted)),
            retractions=tuple(one.id for one in taken_back if not about.isdisjoint(one.incidents)),
        )
    return found


def speaks_against(row: Incident) -> bool:
    """Whether a row may speak against what it is tagged with: a statement, or what was set aside with a reason."""
    return row.duplicate_of is None and (row.kind is EntryKind.STATEMENT or bool(row.set_aside))


def _began(record: Incident | ContextEvent | Retraction, at: date | None) -> bool:
    return at is None or started_by(record.when, at)


def can_support(incident: Incident) -> bool:
    """Whether a row can point at an item at all.

    An act or an effect can; a statement cannot, nor what was set aside, what was told before by another source, or an
    act of the alleged victim.
    """
    if incident.set_aside or incident.duplicate_of is not None:
        return False
    if incident.kind is EntryKind.ACT:
        return incident.actor is not Actor.VICTIM
    return incident.kind is EntryKind.EFFECT


def _tags(incident: Incident) -> frozenset[str]:
    """Return what a row is tagged with; a recorded breach stands for every kind of breach."""
    breach = (BREACH,) if incident.breaches else ()
    return frozenset((*incident.behaviours, *incident.effects, *breach))


def _points(tags: frozenset[str], wanted: frozenset[str]) -> bool:
    """Whether tags point at an item."""
    return not tags.isdisjoint(wanted) or (BREACH in tags and any(tag.startswith(BREACH) for tag in wanted))


def _support(
    item: Item, answer: Answer, pointing: Sequence[UUID], able: AbstractSet[UUID], events: Sequence[UUID]
) -> ItemSupport:
    """Return what points at one item, with what its answer says about it."""
    confirmed = tuple(incident for incident in dict.fromkeys(answer.incidents) if incident in able)
    lost = tuple(incident for incident in dict.fromkeys(answer.incidents) if incident not in able)
    enough = len({*pointing, *confirmed}) >= item.needs
    proposed = tuple(incident for incident in pointing if incident not in confirmed) if enough else ()
    contradiction = None
    if answer.value is AnswerValue.NO and (confirmed or proposed or events):
        contradiction = Contradiction.NO_AGAINST_INCIDENTS
    if answer.value is AnswerValue.YES and answer.basis is None and not confirmed:
        contradiction = Contradiction.YES_WITHOUT_BASIS
    return ItemSupport(
        proposed=proposed, confirmed=confirmed, events=tuple(events), contradiction=contradiction, lost=lost
    )
