"""What answers rest on, told from both sides: from a question to its sources, and from an incident to the answers."""

from collections.abc import Mapping
from datetime import date
from enum import Enum
from uuid import UUID

import msgspec

from app.domain.assessment import Answer, AnswerValue, Assessment
from app.domain.incident import Incident
from app.domain.snapshot import CaseSnapshot
from app.risk.checklist import Checklist
from app.risk.support import can_support, support_for

_LONG_AGO = date.min


class Backed(msgspec.Struct, frozen=True, kw_only=True):
    """An incident behind an answer with the sources that tell it, those of its duplicates included."""

    incident: UUID
    sources: tuple[UUID, ...]


class Pointing(msgspec.Struct, frozen=True, kw_only=True):
    """A question that an incident points at; ``confirmed`` when a human confirmed it in the answer.

    ``against`` is a row that speaks against it: a statement, or what was set aside.
    """

    checklist: str
    item: str
    assessment: UUID
    answer: AnswerValue
    confirmed: bool
    against: bool = False


class Left(Enum):
    """What is left of an answer that loses an incident."""

    INCIDENTS = "other incidents"
    BASIS = "its own basis"
    NOTHING = "nothing"


class LosingAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """An answer that loses support when an incident is withdrawn, and what it rests on after that.

    ``signed`` answers stay as they are; the loss is shown beside them.
    """

    assessment: UUID
    checklist: str
    item: str
    answer: AnswerValue
    signed: bool
    left: Left
    incidents: tuple[UUID, ...]


def backing_of(answer: Answer, snapshot: CaseSnapshot) -> tuple[Backed, ...]:
    """Return the confirmed incidents behind an answer with their sources; what can no longer support is left out."""
    rows = {incident.id: incident for incident in snapshot.incidents}
    again: dict[UUID, list[Incident]] = {}
    for row in snapshot.incidents:
        if row.duplicate_of is not None and not row.set_aside:
            again.setdefault(row.duplicate_of, []).append(row)
    return tuple(
        Backed(
            incident=one,
            sources=tuple(
                dict.fromkeys(cited.source for row in (rows[one], *again.get(one, ())) for cited in row.sources)
            ),
        )
        for one in dict.fromkeys(answer.incidents)
        if one in rows and can_support(rows[one])
    )


def questions_of(incident: UUID, snapshot: CaseSnapshot, checklists: Mapping[str, Checklist]) -> tuple[Pointing, ...]:
    """Return the questions that an incident points at, in the order of the lists, for the last use of each list.

    A list that was not used yet tells what the incident would point at, under an answer that was not asked.
    """
    found = []
    for checklist in checklists.values():
        use = _last_use(checklist, snapshot)
        support = support_for(checklist, use, snapshot)
        for item in checklist.items:
            confirmed = incident in support[item.id].confirmed
            against = incident in support[item.id].against
            if confirmed or against or incident in support[item.id].proposed:
                found.append(
                    Pointing(
                        checklist=checklist.id,
                        item=item.id,
                        assessment=use.id,
                        answer=use.answer(item.id).value,
                        confirmed=confirmed,
                        against=against,
                    )
                )
    return tuple(found)


def answers_losing(incident: UUID, snapshot: CaseSnapshot) -> tuple[LosingAnswer, ...]:
    """Return the answers that lose support when an incident is withdrawn, set aside or linked as told before."""
    rows = {row.id: row for row in snapshot.incidents}
    found = []
    for use in sorted(snapshot.assessments, key=lambda use: (use.started_on, use.number, use.id)):
        for answer in use.answers:
            if incident not in answer.incidents or incident not in rows or not can_support(rows[incident]):
                continue
            others = tuple(
                one
                for one in dict.fromkeys(answer.incidents)
                if one != incident and one in rows and can_support(rows[one])
            )
            left = Left.INCIDENTS if others else Left.BASIS if answer.basis is not None else Left.NOTHING
            found.append(
                LosingAnswer(
                    assessment=use.id,
                    checklist=use.checklist,
                    item=answer.item,
                    answer=answer.value,
                    signed=use.signed_at is not None,
                    left=left,
                    incidents=others,
                )
            )
    return tuple(found)


def _last_use(checklist: Checklist, snapshot: CaseSnapshot) -> Assessment:
    """Return the last use of a list; without one nothing was asked."""
    uses = [use for use in snapshot.assessments if use.checklist == checklist.id]
    unused = Assessment(id=UUID(int=0), checklist=checklist.id, version=checklist.version, started_on=_LONG_AGO)
    return max(uses, key=lambda use: (use.started_on, use.number, use.id), default=unused)
