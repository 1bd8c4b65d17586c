"""Measures that should protect: orders, bans, agreements."""

from datetime import date

from app.domain.record import Record


class Measure(Record, frozen=True, kw_only=True):
    """A measure in force from ``start`` up to and including ``end`` (``None``: no end known); shown as M-``number``."""

    label: str
    start: date
    end: date | None = None
    issued_by: str = ""
    terms: str = ""
    verified_on: date | None = None

    def __post_init__(self) -> None:
        """Refuse a measure that ends before it starts."""
        if self.end is not None and self.end < self.start:
            raise ValueError("the measure ends before it starts")
