"""The common form of everything a case holds."""

from collections.abc import Iterator
from datetime import datetime
from enum import StrEnum
from typing import Annotated
from uuid import UUID, uuid4

import msgspec

Moment = Annotated[datetime, msgspec.Meta(tz=True)]
"""A moment with its offset from UTC."""


class Sensitivity(StrEnum):
    """How far a fact may travel; source: domain reference 5.4.

    R0 never leaves the program, R1 only in a sealed annex for police or prosecutor, R2 to partners with a ground for
    this purpose, R3 may become a process document.
    """

    R0 = "R0"
    R1 = "R1"
    R2 = "R2"
    R3 = "R3"


class Marked(msgspec.Struct, frozen=True):
    """Something that may say of single fields of itself how far they travel."""

    def mark_of(self, field: str) -> Sensitivity:  # noqa: ARG002  told by what has marks
        """Return how far one field may travel by itself, whatever the class of what it stands in."""
        return Sensitivity.R3


class Record(Marked, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One thing in a case that has an identity and versions.

    ``number`` is the visible number within the case (0 until the record is first saved). ``field_sensitivity`` marks
    single fields that are more sensitive than the record.
    """

    id: UUID = msgspec.field(default_factory=uuid4)
    number: int = 0
    sensitivity: Sensitivity = Sensitivity.R3
    field_sensitivity: dict[str, Sensitivity] = {}
    recorded_at: Moment | None = None
    recorded_by: str = ""

    def mark_of(self, field: str) -> Sensitivity:
        """Return how far one field may travel by itself, whatever the class of the whole record."""
        return self.field_sensitivity.get(field, Sensitivity.R3)

    def marks(self) -> Iterator[Sensitivity]:
        """Yield every mark on a part of the record, also deep inside a field."""
        yield from self.field_sensitivity.values()
