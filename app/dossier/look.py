"""Rows that somebody should look at before a copy leaves: what a machine cannot see in typed words.

A mark on one field says nothing about the other words of the same row: "the flat of her sister" may stand in the facts
as well as in the place (domain reference 5.4).
"""

from collections.abc import Iterator
from typing import Final

from app.domain.assessment import Assessment
from app.domain.case import Case
from app.domain.dossier import LookAt
from app.domain.person import Person
from app.domain.record import Record, Sensitivity
from app.domain.snapshot import CaseSnapshot, visible_number
from app.i18n import Translator

SHARED: Final = "Marked R2 and in this copy: only for a partner with a ground for this purpose."
AROUND: Final = "A field was left out of these rows; their other words may still tell it."

_NEVER_OUTSIDE: Final = frozenset({Sensitivity.R0, Sensitivity.R1})


def look_at(whole: CaseSnapshot, seen: CaseSnapshot, *, internal: bool, say: Translator) -> tuple[LookAt, ...]:
    """Return the rows of ``whole`` to look at because they are in ``seen``, what the recipient sees of it."""
    if internal:
        return ()
    shown = {record.id for record in seen.records()}
    marked = [(record, set(_marks(record))) for record in whole.records() if record.id in shown]
    shared = tuple(_called(record, say) for record, marks in marked if Sensitivity.R2 in marks)
    around = tuple(
        _called(record, say)
        for record, _ in marked
        if record.sensitivity not in _NEVER_OUTSIDE and not _NEVER_OUTSIDE.isdisjoint(record.field_sensitivity.values())
    )
    return tuple(LookAt(reason=reason, rows=rows) for reason, rows in ((SHARED, shared), (AROUND, around)) if rows)


def _marks(record: Record) -> Iterator[Sensitivity]:
    """Yield every mark on a record and on its fields."""
    yield record.sensitivity
    yield from record.field_sensitivity.values()


def _called(record: Record, say: Translator) -> str:
    """Return how people call a record."""
    if isinstance(record, Case):
        return say("the head of the case")
    if isinstance(record, Person):
        return record.name
    if isinstance(record, Assessment):
        return f"{record.checklist} {record.number}"
    return visible_number(record)
