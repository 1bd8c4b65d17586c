"""A case: who holds it, what it is called, and from when history was taken."""

from datetime import date

import msgspec

from app.domain.record import Record
from app.domain.retention import Term


class Case(Record, frozen=True, kw_only=True):
    """The head of a case. ``reference`` is the visible case number, such as Z-2026-014.

    ``coverage_from`` is the earliest day for which history was actually asked; ``None`` means the day of the earliest
    row (domain reference 4.0). ``fictional`` puts FICTIEF on every page and print. ``reference_date`` and ``window``
    are the reference date T and window W (days) last chosen for this case. ``retention`` is its own term of keeping,
    ``None`` for that of the vault.
    """

    reference: str
    name: str
    holder: str = ""
    opened_on: date | None = None
    closed_on: date | None = None
    coverage_from: date | None = None
    fictional: bool = False
    reference_date: date | None = None
    window: int = 90
    note: str = ""
    retention: Term | None = None


class CaseSummary(msgspec.Struct, frozen=True, kw_only=True):
    """A line of the list of cases; ``last_incident`` is the latest possible day of the last incident."""

    case: Case
    incidents: int = 0
    last_incident: date | None = None
    drafts: int = 0
