"""Which records point at a question of a checklist. They never set an answer; a human confirms each of them."""

from enum import StrEnum
from uuid import UUID

import msgspec

from app.domain.assessment import AnswerValue, Assessment
from app.domain.event import ContextEvent
from app.domain.incident import EntryKind, Incident
from app.domain.snapshot import CaseSnapshot
from app.risk.checklist import Checklist, Item

# Questions that need more than one incident before these say anything about them.
_AT_LEAST = {"nfs.act.repeat": 2}


class Contradiction(StrEnum):
    """Why an answer asks for another look (domain reference 0.2, rule 5)."""

    NO_BUT_SUPPORTED = "no_but_supported"
    YES_WITHOUT_GROUND = "yes_without_ground"


class ItemSupport(msgspec.Struct, frozen=True, kw_only=True):
    """What points at one item, oldest first.

    ``proposed`` are incidents that nobody confirmed yet, ``confirmed`` those that a human did, ``events`` context
    events, and ``lost`` confirmed incidents that are no longer in the case.
    """

    proposed: tuple[UUID, ...]
    confirmed: tuple[UUID, ...]
    events: tuple[UUID, ...]
    contradiction: Contradiction | None
    lost: tuple[UUID, ...] = ()


def support_for(checklist: Checklist, assessment: Assessment, snapshot: CaseSnapshot) -> dict[str, ItemSupport]:
    """Return the support of every item of a list.

    Incidents that were set aside or that tell another one again support nothing. "More than once" (nfs.act.repeat) is
    proposed only when at least two incidents point at it.
    """
    incidents = [incident for incident in _oldest_first(snapshot.incidents) if _counts(incident)]
    events = sorted(snapshot.events, key=lambda event: (event.when.sort_key, event.number))
    known = {incident.id for incident in snapshot.incidents}
    return {item.id: _support(item, assessment, incidents, events, known) for item in checklist.items}


def items_of(checklist: Checklist, incident: Incident) -> tuple[Item, ...]:
    """Return the items that an incident points at."""
    return tuple(item for item in checklist.items if _points(incident, item)) if _counts(incident) else ()


def _support(
    item: Item, assessment: Assessment, incidents: list[Incident], events: list[ContextEvent], known: set[UUID]
) -> ItemSupport:
    answer = assessment.answer(item.id)
    pointing = [incident.id for incident in incidents if _points(incident, item)]
    if len(pointing) < _AT_LEAST.get(item.id, 1):
        pointing = []
    around = tuple(event.id for event in events if event.type in item.supports and not event.planned)
    contradiction = None
    if answer.value is AnswerValue.NO and (pointing or around):
        contradiction = Contradiction.NO_BUT_SUPPORTED
    elif answer.value is AnswerValue.YES and answer.basis is None and not known.intersection(answer.incidents):
        contradiction = Contradiction.YES_WITHOUT_GROUND
    return ItemSupport(
        proposed=tuple(one for one in pointing if one not in answer.incidents),
        confirmed=tuple(one for one in answer.incidents if one in known),
        events=around,
        contradiction=contradiction,
        lost=tuple(one for one in answer.incidents if one not in known),
    )


def _points(incident: Incident, item: Item) -> bool:
    return not set(item.supports).isdisjoint((*incident.behaviours, *incident.effects))


def _counts(incident: Incident) -> bool:
    return incident.kind is not EntryKind.STATEMENT and not incident.set_aside and incident.duplicate_of is None


def _oldest_first(incidents: tuple[Incident, ...]) -> list[Incident]:
    return sorted(incidents, key=lambda incident: (incident.when.sort_key, incident.number))
