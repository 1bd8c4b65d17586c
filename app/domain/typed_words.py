"""The words of a record that somebody typed, and how far each of them may travel (domain reference 5.4).

Whatever hides, masks, leaves out or finds words goes through here, so that no text of a record is forgotten and every
one has the same class everywhere. Codes and words of the program are left out.
"""

from collections.abc import Callable, Iterator
from typing import Any, Final, TypeVar

import msgspec
from msgspec.structs import replace

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
from app.domain.record import Marked, Record, Sensitivity
from app.domain.retention import Term
from app.domain.retraction import Retraction
from app.domain.review import Action, Ground, Review
from app.domain.source import Citation, Source

R = TypeVar("R", bound=Record)
S = TypeVar("S", bound=msgspec.Struct)


class Passage(msgspec.Struct, frozen=True):
    """Words that somebody typed, the field of the record that holds them, and how far they may travel."""

    field: str
    words: str
    mark: Sensitivity


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
    ContextEvent: ("note", "decision", "decision_reason", "when", "sources"),
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
        "time_zone",
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

_UNSEARCHED: Final = frozenset({"time_zone"})


def class_of(holder: Marked, field: str, around: Sensitivity = Sensitivity.R3) -> Sensitivity:
    """Return how far what stands in a field may travel: no further than its own mark and whatever it stands in.

    ``around`` is the class of the field of a record in which ``holder`` stands, such as that of an answer.
    """
    whole = holder.sensitivity if isinstance(holder, Record) else around
    return min(whole, holder.mark_of(field))


def passages_of(record: Record) -> Iterator[Passage]:
    """Yield what was typed in a record, field by field."""
    for field in TYPED[type(record)]:
        if value := getattr(record, field):
            yield from _passages(value, field, class_of(record, field))


def searched(record: Record) -> Iterator[Passage]:
    """Yield what was typed in a record and somebody may look for."""
    return (passage for passage in passages_of(record) if passage.field not in _UNSEARCHED)


def retold(record: R, change: Callable[[Passage], str]) -> R:
    """Return a record with what ``change`` makes of it in the place of each text; all else stays as it is."""
    told = {
        field: _retold(getattr(record, field), field, class_of(record, field), change) for field in TYPED[type(record)]
    }
    return _with(record, told)


def _passages(value: object, field: str, mark: Sensitivity) -> Iterator[Passage]:
    """Yield the texts inside a field."""
    if isinstance(value, str):
        if value.strip():
            yield Passage(field, value, mark)
    elif isinstance(value, tuple):
        for part in value:
            yield from _passages(part, field, mark)
    elif isinstance(value, msgspec.Struct):
        for name in TYPED[type(value)]:
            yield from _passages(getattr(value, name), field, _within(value, name, mark))


def _retold(value: Any, field: str, mark: Sensitivity, change: Callable[[Passage], str]) -> Any:  # noqa: ANN401  of any field
    """Return a value of a field with other words in the place of each text in it."""
    if isinstance(value, str):
        return change(Passage(field, value, mark)) if value.strip() else value
    if isinstance(value, tuple):
        return tuple(_retold(part, field, mark, change) for part in value)
    if isinstance(value, msgspec.Struct):
        names = TYPED[type(value)]
        told = {name: _retold(getattr(value, name), field, _within(value, name, mark), change) for name in names}
        return _with(value, told)
    return value


def _within(value: msgspec.Struct, name: str, mark: Sensitivity) -> Sensitivity:
    """Return the class of a text deeper in a field of class ``mark``."""
    return class_of(value, name, mark) if isinstance(value, Marked) else mark


def _with(value: S, told: dict[str, Any]) -> S:
    """Return a value with the fields that differ; the value itself where none does."""
    changed = {name: new for name, new in told.items() if new != getattr(value, name)}
    return replace(value, **changed) if changed else value
