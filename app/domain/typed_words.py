"""The words of a record that somebody typed: what can be searched. Codes and words of the program are left out."""

from collections.abc import Iterator
from typing import Final

import msgspec

from app.domain.assessment import Answer, Assessment
from app.domain.case import Case
from app.domain.code_step import CodeStep
from app.domain.event import ContextEvent
from app.domain.exhibit import Exhibit, Transfer
from app.domain.fear import FearScore
from app.domain.incident import Breach, Incident
from app.domain.instrument import InstrumentOutcome
from app.domain.measure import Measure
from app.domain.period import Period
from app.domain.person import Person
from app.domain.protection import Protection
from app.domain.record import Record
from app.domain.retention import Term
from app.domain.retraction import Retraction
from app.domain.review import Action, Ground, Review
from app.domain.source import Citation, Source


class Passage(msgspec.Struct, frozen=True):
    """Words that somebody typed, and the field of the record that holds them."""

    field: str
    words: str


TYPED: Final[dict[type[msgspec.Struct], tuple[str, ...]]] = {
    Case: ("reference", "name", "holder", "note", "retention"),
    Person: ("name", "relation", "note"),
    Source: ("label", "organisation", "note"),
    Incident: (
        "facts",
        "quote",
        "quote_translation",
        "interpretation",
        "wish",
        "not_found",
        "where",
        "when",
        "severity_reason",
        "sources",
        "breaches",
        "informed_note",
        "changed_because",
        "set_aside",
    ),
    ContextEvent: ("note", "when", "sources"),
    Measure: ("label", "terms", "issued_by"),
    Assessment: ("judgement", "answers"),
    FearScore: ("words", "sources"),
    Protection: ("note", "verified_by"),
    InstrumentOutcome: ("outcome", "note", "taken_by", "version"),
    Review: ("judgement", "grounds", "scenarios", "would_change", "actions"),
    Retraction: ("what", "quote", "when", "sources"),
    Exhibit: (
        "title",
        "file_name",
        "note",
        "made_by",
        "made_on",
        "device",
        "received_from",
        "received_by",
        "form_of",
        "kept_where",
        "release_by",
        "custody",
    ),
    CodeStep: ("outcome", "why", "taken_by", "with_whom"),
    Period: ("words",),
    Term: ("reason",),
    Citation: ("note", "told_to", "language"),
    Breach: ("reaction",),
    Answer: ("note", "asked_by"),
    Ground: ("words",),
    Action: ("what", "owner"),
    Transfer: ("giver", "receiver", "when", "note"),
}
"""For every record, and for what it holds, the fields with words of a person, the most telling first."""


def passages_of(record: Record) -> Iterator[Passage]:
    """Yield what was typed in a record, field by field."""
    for field in TYPED[type(record)]:
        for words in _texts(getattr(record, field)):
            if words.strip():
                yield Passage(field, words)


def _texts(value: object) -> Iterator[str]:
    """Yield the texts inside a field."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from _texts(part)
    elif isinstance(value, msgspec.Struct):
        for field in TYPED[type(value)]:
            yield from _texts(getattr(value, field))
