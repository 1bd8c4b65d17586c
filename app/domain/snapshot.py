"""Everything that a case holds at one moment, as one frozen value."""

from collections.abc import Iterator
from uuid import UUID

import msgspec

from app.domain.assessment import Assessment
from app.domain.case import Case
from app.domain.event import ContextEvent
from app.domain.incident import Incident
from app.domain.measure import Measure
from app.domain.person import Person, Role
from app.domain.record import Record
from app.domain.source import Source


class CaseSnapshot(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A case with its current, not withdrawn records."""

    case: Case
    persons: tuple[Person, ...] = ()
    sources: tuple[Source, ...] = ()
    incidents: tuple[Incident, ...] = ()
    events: tuple[ContextEvent, ...] = ()
    measures: tuple[Measure, ...] = ()
    assessments: tuple[Assessment, ...] = ()

    def records(self) -> Iterator[Record]:
        """Yield every record, the case itself first."""
        yield self.case
        yield from self.persons
        yield from self.sources
        yield from self.incidents
        yield from self.events
        yield from self.measures
        yield from self.assessments

    def in_role(self, role: Role) -> tuple[Person, ...]:
        """Return the people with a role."""
        return tuple(person for person in self.persons if person.role is role)


def visible_number(record: Record) -> str:
    """Return the number as people write it: I-31, G-4, B-8, M-2."""
    return f"{_PREFIX.get(type(record), '')}{record.number}"


_PREFIX: dict[type[Record], str] = {Incident: "I-", ContextEvent: "G-", Source: "B-", Measure: "M-"}


def references(record: Record) -> Iterator[tuple[str, UUID]]:
    """Yield (field, id) for every other record that this record points to."""
    if isinstance(record, Incident | ContextEvent):
        for index, citation in enumerate(record.sources):
            yield f"sources[{index}].source", citation.source
    if isinstance(record, Incident):
        for index, person in enumerate(record.children_present):
            yield f"children_present[{index}]", person
        for index, breach in enumerate(record.breaches):
            yield f"breaches[{index}].measure", breach.measure
        if record.duplicate_of is not None:
            yield "duplicate_of", record.duplicate_of
    if isinstance(record, Assessment):
        for position, answer in enumerate(record.answers):
            for index, incident in enumerate(answer.incidents):
                yield f"answers[{position}].incidents[{index}]", incident
