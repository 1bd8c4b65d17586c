"""What answers rest on, told from both sides: from a question to its sources, and from an incident to the answers."""

from collections.abc import Mapping
from datetime import date
from enum import Enum
from uuid import UUID

import msgspec

from app.domain.assessment import Answer, AnswerValue, Assessment
from app.domain.snapshot import CaseSnapshot
from app.risk.checklist import Checklist
from app.risk.standing import joined
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


def sources_behind(snapshot: CaseSnapshot) -> Mapping[UUID, tuple[UUID, ...]]:
    """Return the sources that tell each incident, those of the rows that tell it again included, each once."""
    cited: dict[UUID, list[UUID]] = {}
    for row in snapshot.incidents:
        cited.setdefault(row.id, []).extend(citation.source for citation in row.sources)
    for row in snapshot.incidents:
        if row.duplicate_of in cited and not row.set_aside:
            cited[row.duplicate_of].extend(citation.source for citation in row.sources)
    return {incident: tuple(dict.fromkeys(sources)) for incident, sources in cited.items()}


def backing_of(answer: Answer, snapshot: CaseSnapshot) -> tuple[Backed, ...]:
    """Return the confirmed incidents behind an answer with their sources; what can no longer support is left out."""
    rows = {incident.id: incident for incident in snapshot.incidents}
    sources = sources_behind(snapshot)
    return tuple(
        Backed(incident=one, sources=sources[one])
        for one in dict.fromkeys(answer.incidents)
        if one in rows and can_support(rows[one])
    )


def questions_by_incident(
    snapshot: CaseSnapshot, checklists: Mapping[str, Checklist], *, at: date | None = None
) -> Mapping[UUID, tuple[Pointing, ...]]:
    """Return the questions that each incident points at, in the order of the lists; with ``at`` as known on that day.

    The answers are those last given in any use of a list. A list that was not used yet tells what an incident would
    point at, under an answer that was not asked.
    """
    found: dict[UUID, list[Pointing]] = {}
    for checklist in checklists.values():
        use = answers_until(checklist, snapshot, at)
        for item, support in support_for(checklist, use, snapshot, at=at).items():
            for incident in dict.fromkeys((*support.confirmed, *support.proposed, *support.against)):
                found.setdefault(incident, []).append(
                    Pointing(
                        checklist=checklist.id,
                        item=item,
                        assessment=use.id,
                        answer=use.answer(item).value,
                        confirmed=incident in support.confirmed,
                        against=incident in support.against,
                    )
                )
    return {incident: tuple(pointed) for incident, pointed in found.items()}


def answers_until(checklist: Checklist, snapshot: CaseSnapshot, at: date | None) -> Assessment:
    """Return the last use of a list with every answer that stands; without a use nothing was asked."""
    uses = [
        use for use in snapshot.assessments if use.checklist == checklist.id and (at is None or use.started_on <= at)
    ]
    unused = Assessment(id=UUID(int=0), checklist=checklist.id, version=checklist.version, started_on=_LONG_AGO)
    return joined(sorted(uses, key=lambda use: (use.started_on, use.number, use.id))) or unused


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
