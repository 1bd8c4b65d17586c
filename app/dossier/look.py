"""Rows that somebody should look at before a copy leaves: what a machine cannot see in typed words.

A mark on one field says nothing about the other words of the same row: "the flat of her sister" may stand in the facts
as well as in the place (domain reference 5.4).
"""

import unicodedata
from collections.abc import Collection, Iterator
from enum import StrEnum
from typing import Final
from uuid import UUID

from app.domain.assessment import Assessment
from app.domain.case import Case
from app.domain.dossier import LookAt
from app.domain.event import ContextEvent
from app.domain.incident import Incident
from app.domain.person import Person
from app.domain.profile import Profile
from app.domain.record import Record, Sensitivity
from app.domain.snapshot import CaseSnapshot, visible_number
from app.i18n import Translator

SHARED: Final = "Marked R2 and in this copy: only for a partner with a ground for this purpose."
AROUND: Final = "A field was left out of these rows; their other words may still tell it."
MASKED: Final = "The name of a source was left out of these rows; their words may still tell who it is."
REPEATED: Final = "These rows repeat words that were left out elsewhere."

# Shorter words occur everywhere by chance.
_TELLING: Final = 4

_NEVER_OUTSIDE: Final = frozenset({Sensitivity.R0, Sensitivity.R1})


def look_at(whole: CaseSnapshot, seen: CaseSnapshot, *, profile: Profile, say: Translator) -> tuple[LookAt, ...]:
    """Return the rows of ``whole`` to look at because they are in ``seen``, what the recipient sees of it."""
    if not profile.outside:
        return ()
    shown = {record.id for record in seen.records()}
    marked = [(record, set(_marks(record))) for record in whole.records() if record.id in shown]
    shared = tuple(called(record, say) for record, marks in marked if Sensitivity.R2 in marks)
    around = tuple(
        called(record, say)
        for record, _ in marked
        if record.sensitivity not in _NEVER_OUTSIDE and not _NEVER_OUTSIDE.isdisjoint(record.field_sensitivity.values())
    )
    hidden = {record.id for record in whole.sources if record.sensitivity in _NEVER_OUTSIDE}
    masked = tuple(called(record, say) for record, _ in marked if not hidden.isdisjoint(_sources(record)))
    words = set(_hidden_words(whole))
    repeated = tuple(called(record, say) for record in seen.records() if _repeats(record, words))
    found = ((SHARED, shared), (AROUND, around), (MASKED, masked), (REPEATED, repeated))
    return tuple(LookAt(reason=reason, rows=rows) for reason, rows in found if rows)


def _sources(record: Record) -> Iterator[UUID]:
    """Yield the sources that a record cites."""
    if isinstance(record, Incident | ContextEvent):
        yield from (citation.source for citation in record.sources)


def _hidden_words(whole: CaseSnapshot) -> Iterator[str]:
    """Yield the typed words that no copy for others may hold, without capitals and accents."""
    for record in whole.records():
        for name, value in _texts(record):
            mark = min(record.sensitivity, record.field_sensitivity.get(name, Sensitivity.R3))
            if mark in _NEVER_OUTSIDE and len(value.strip()) >= _TELLING:
                yield _folded(value.strip())


def _repeats(record: Record, words: Collection[str]) -> bool:
    """Whether a record that the recipient sees holds hidden words."""
    if not words:
        return False
    told = _folded("\n".join(value for _, value in _texts(record)))
    return any(word in told for word in words)


def _texts(record: Record) -> Iterator[tuple[str, str]]:
    """Yield the fields of a record that hold typed words; who recorded it is not told about the case."""
    for name in record.__struct_fields__:
        value = getattr(record, name)
        if isinstance(value, str) and not isinstance(value, StrEnum) and name != "recorded_by":
            yield name, value


def _folded(text: str) -> str:
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def _marks(record: Record) -> Iterator[Sensitivity]:
    """Yield every mark on a record and on its fields."""
    yield record.sensitivity
    yield from record.field_sensitivity.values()


def called(record: Record, say: Translator) -> str:
    """Return how people call a record."""
    if isinstance(record, Case):
        return say("the head of the case")
    if isinstance(record, Person):
        return record.name
    if isinstance(record, Assessment):
        return f"{record.checklist} {record.number}"
    return visible_number(record)
