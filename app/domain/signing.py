"""Records that a professional signs: from then on nothing in them can change."""

from datetime import datetime

from app.domain.record import Record


class Signable(Record, frozen=True, kw_only=True):
    """A record that is closed for good once ``signed_at`` is set."""

    signed_at: datetime | None = None
    signed_by: str = ""


def is_signed(record: Record) -> bool:
    """Whether a record is closed for good."""
    return isinstance(record, Signable) and record.signed_at is not None
