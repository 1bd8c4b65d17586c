"""Outcomes of instruments of others: never their questions, only what came out (domain reference 1)."""

from datetime import date

from app.domain.record import Record


class InstrumentOutcome(Record, frozen=True, kw_only=True):
    """The outcome of one use of an instrument of the catalogue (``inst.…``); shown as U-``number``.

    ``outcome`` is in the words of the instrument's owner. ``trained`` says whether the one who used it was schooled
    in it, ``valid_until`` until when the outcome holds.
    """

    instrument: str
    taken_on: date
    outcome: str
    version: str = ""
    taken_by: str = ""
    trained: bool | None = None
    valid_until: date | None = None
    note: str = ""

    def __post_init__(self) -> None:
        """Refuse an outcome without words."""
        if not self.outcome.strip():
            raise ValueError("an outcome needs the words of the instrument")
