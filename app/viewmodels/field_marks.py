"""How far single fields of a record may travel, where that is less far than the record (domain reference 5.4).

Forms keep the marks as words beside what is typed, so that a draft carries them and a copy never misses one.
"""

from collections.abc import Mapping
from typing import Final, TypeVar

import msgspec

from app.domain.hidden import HIDDEN
from app.domain.kinds import RECORD_TYPES
from app.domain.record import Record, Sensitivity
from app.domain.revision import RecordKind
from app.domain.typed_words import TYPED
from app.i18n import Translator
from app.viewmodels.choice import Choice
from app.viewmodels.sensitivity import sensitivity_choices

R = TypeVar("R", bound=Record)

# Without its reason an incident that was set aside would count again in a copy; a translation goes with its quote.
# A copy without answers would say that nothing was asked: of those only the notes are marked, one by one.
_NEVER_MARKED: Final = frozenset(
    {"set_aside", "quote_translation", "answers", "reference", "holder", "retention", "file_name"}
)


def markable(kind: RecordKind) -> frozenset[str]:
    """Return the fields of a kind of record with words somebody typed that can be marked one by one.

    Words inside something else, such as those of a period or a citation, are marked with all of the field.
    """
    return frozenset(TYPED[RECORD_TYPES[kind]]) - _NEVER_MARKED


def marks_of(record: Record | None) -> dict[str, str]:
    """Return the marks on the fields of a record, as a form keeps them."""
    return {name: mark.value for name, mark in record.field_sensitivity.items()} if record is not None else {}


def with_marks(record: R, marks: Mapping[str, str]) -> R:
    """Return a record with marks on its fields."""
    return msgspec.structs.replace(
        record, field_sensitivity={name: Sensitivity(mark) for name, mark in marks.items() if mark}
    )


def marked(marks: Mapping[str, str], field: str, mark: str) -> dict[str, str]:
    """Return the marks with another one on a field; "" means as the whole record."""
    kept = {name: known for name, known in marks.items() if name != field}
    return {**kept, field: mark} if mark else kept


def shown_mark(mark: str, sensitivity: str) -> str:
    """Return a mark that holds a field back more than the record already is, or ""."""
    return mark if mark and mark < sensitivity else ""


def mark_choices(sensitivity: str, say: Translator) -> tuple[Choice, ...]:
    """Return how a field of a record can be marked: as the whole record, or stricter; none when nothing is stricter."""
    stricter = [choice for choice in sensitivity_choices(say) if choice.key < sensitivity]
    return (Choice("", say("as the whole entry")), *stricter) if stricter else ()


def holds_hidden(sensitivity: str, marks: Mapping[str, str]) -> bool:
    """Whether what is typed, or a field of it, is hidden on the screen until asked for."""
    return not {mark.value for mark in HIDDEN}.isdisjoint({sensitivity, *marks.values()})
