"""Everything that a case holds at one moment, as one frozen value."""

from collections.abc import Iterator, Sequence
from uuid import UUID

import msgspec

from app.domain.assessment import Assessment
from app.domain.case import Case
from app.domain.code_step import CodeStep
from app.domain.event import ContextEvent
from app.domain.exhibit import Exhibit
from app.domain.fear import FearScore
from app.domain.incident import Incident
from app.domain.instrument import InstrumentOutcome
from app.domain.measure import Measure
from app.domain.own_text import KeptList
from app.domain.person import Person, Role
from app.domain.protection import Protection
from app.domain.record import Record
from app.domain.retraction import Retraction
from app.domain.review import Review
from app.domain.source import Citation, Source
from app.i18n import Translator


class CaseSnapshot(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A case with its current, not withdrawn records.

    ``lists`` are the own checklists of the vault that can be used in it or were. The bytes of exhibits are no part of
    it.
    """

    case: Case
    persons: tuple[Person, ...] = ()
    sources: tuple[Source, ...] = ()
    incidents: tuple[Incident, ...] = ()
    events: tuple[ContextEvent, ...] = ()
    measures: tuple[Measure, ...] = ()
    assessments: tuple[Assessment, ...] = ()
    fears: tuple[FearScore, ...] = ()
    protections: tuple[Protection, ...] = ()
    outcomes: tuple[InstrumentOutcome, ...] = ()
    reviews: tuple[Review, ...] = ()
    retractions: tuple[Retraction, ...] = ()
    exhibits: tuple[Exhibit, ...] = ()
    steps: tuple[CodeStep, ...] = ()
    lists: tuple[KeptList, ...] = ()

    def records(self) -> Iterator[Record]:
        """Yield every record, the case itself first."""
        yield self.case
        yield from self.persons
        yield from self.sources
        yield from self.incidents
        yield from self.events
        yield from self.measures
        yield from self.assessments
        yield from self.fears
        yield from self.protections
        yield from self.outcomes
        yield from self.reviews
        yield from self.retractions
        yield from self.exhibits
        yield from self.steps

    def in_role(self, role: Role) -> tuple[Person, ...]:
        """Return the people with a role."""
        return tuple(person for person in self.persons if person.role is role)


def visible_number(record: Record) -> str:
    """Return the number as it is kept: I-31, G-4, B-8, M-2, W-3, Bijlage 12; the same in every language."""
    return f"{_PREFIX.get(type(record), '')}{record.number}"


def number_in(number: str, say: Translator) -> str:
    """Return a visible number as people write it; only that of an exhibit has a word: Bijlage 12, Exhibit 12."""
    digits = number.removeprefix(_PREFIX[Exhibit])
    return number if digits == number else say("Exhibit {number}", number=digits)


def shown_number(record: Record, say: Translator) -> str:
    """Return the number of a record as people write it in a language."""
    return number_in(visible_number(record), say)


_PREFIX: dict[type[Record], str] = {
    Incident: "I-",
    ContextEvent: "G-",
    Source: "B-",
    Measure: "M-",
    FearScore: "A-",
    Protection: "P-",
    InstrumentOutcome: "U-",
    Review: "W-",
    Retraction: "H-",
    Exhibit: "Bijlage ",
    CodeStep: "S-",
}


def references(record: Record) -> Iterator[tuple[str, UUID]]:
    """Yield (field, id) for every other record that this record points to."""
    match record:
        case Incident():
            yield from _cited(record.sources)
            yield from _numbered("children_present", record.children_present)
            for index, breach in enumerate(record.breaches):
                yield f"breaches[{index}].measure", breach.measure
            yield from _single(duplicate_of=record.duplicate_of, wish_by=record.wish_by)
            yield from _numbered("exhibits", record.exhibits)
        case Source():
            yield from _numbered("exhibits", record.exhibits)
        case Exhibit() if record.source is not None:
            yield "source", record.source
        case ContextEvent() | FearScore():
            yield from _cited(record.sources)
        case Retraction():
            yield from _cited(record.sources)
            yield from _numbered("incidents", record.incidents)
        case Assessment():
            for position, answer in enumerate(record.answers):
                yield from _numbered(f"answers[{position}].incidents", answer.incidents)


def _cited(sources: Sequence[Citation]) -> Iterator[tuple[str, UUID]]:
    return ((f"sources[{index}].source", citation.source) for index, citation in enumerate(sources))


def _single(**targets: UUID | None) -> Iterator[tuple[str, UUID]]:
    return ((field, target) for field, target in targets.items() if target is not None)


def _numbered(field: str, targets: Sequence[UUID]) -> Iterator[tuple[str, UUID]]:
    return ((f"{field}[{index}]", target) for index, target in enumerate(targets))
