"""Erasing a case for good: proposed by one, done by another, and what stays of it is on a certificate.

Sources: domain reference 5.7 (destruction on request, art. 5.3.5 Wmo 2015; a court ordered destruction because the
reason for keeping was not made concrete, so every decision here carries its reason).
"""

from datetime import datetime
from enum import StrEnum
from uuid import UUID, uuid4

import msgspec

from app.domain.record import Moment


class ErasureGround(StrEnum):
    """Why a case is erased."""

    TERM = "bewaartermijn"
    REQUEST = "verzoek"
    COURT = "rechter"
    MISTAKE = "vergissing"


class ErasedCounts(msgspec.Struct, frozen=True, kw_only=True):
    """How much went: records by kind (with the withdrawn ones), their versions, drafts, and bytes of exhibits.

    ``copies`` are the copies of the case that ever left the vault, as far as the log tells; these are not erased.
    """

    records: dict[str, int] = {}
    versions: int = 0
    drafts: int = 0
    exhibit_bytes: int = 0
    copies: int = 0


class Erasure(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A proposal to erase a case, and what became of it.

    ``reference`` is the case number, "" when that names somebody. ``reason`` and ``second_reason`` (of the one who
    confirmed or cancelled) name nobody of the case: they stay when it is gone. ``first_entry`` is the log entry with
    which the case came into the vault and ``entry`` the one with which it went.
    """

    id: UUID = msgspec.field(default_factory=uuid4)
    case: UUID
    reference: str
    ground: ErasureGround
    reason: str
    proposed_at: Moment
    proposed_by: str
    cancelled_at: datetime | None = None
    erased_at: datetime | None = None
    second: str = ""
    second_reason: str = ""
    first_entry: int = 0
    entry: int = 0
    counts: ErasedCounts = ErasedCounts()

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to decide."""
        return self.cancelled_at is None and self.erased_at is None

    def was_in(self, entries: int) -> bool:
        """Whether a backup whose log ended at entry ``entries`` holds the case."""
        return self.erased_at is not None and self.first_entry <= entries < self.entry
