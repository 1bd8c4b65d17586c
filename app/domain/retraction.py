"""Statements that somebody took back, and when (domain reference 4.1, R22)."""

from uuid import UUID

from app.domain.period import Period
from app.domain.record import Record
from app.domain.source import Citation


class Retraction(Record, frozen=True, kw_only=True):
    """Somebody took back a statement or a report, or fell silent; shown as H-``number``.

    ``what`` says what was taken back, ``quote`` how. ``incidents`` are the incidents it was about: they stay as they
    were told and keep counting.
    """

    when: Period
    what: str
    quote: str = ""
    incidents: tuple[UUID, ...] = ()
    sources: tuple[Citation, ...] = ()

    def __post_init__(self) -> None:
        """Refuse a retraction that does not say of what."""
        if not self.what.strip():
            raise ValueError("a retraction says what was taken back")
