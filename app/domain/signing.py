"""Records that a professional signs: from then on nothing in them can change."""

from app.domain.record import Moment, Record


class Signable(Record, frozen=True, kw_only=True):
    """A record that is closed for good once ``signed_at`` is set."""

    signed_at: Moment | None = None
    signed_by: str = ""


def is_signed(record: Record) -> bool:
    """Whether a record is closed for good."""
    return isinstance(record, Signable) and record.signed_at is not None
