"""Events around the incidents: a separation, a hearing, a release. Some lie in the future."""

from datetime import date
from typing import Final

from app.domain.period import Period
from app.domain.record import Record
from app.domain.source import Citation

REPORT: Final = "ctx-police-report"
"""The type of a report or charge: the only one about which a complaint can be made."""

DECISIONS: Final = frozenset(
    {REPORT, "ctx-court-date", "ctx-measure-imposed", "ctx-measure-ended", "ctx-detention-release"}
)
"""The types of which something is decided, with a reason (domain reference 5.3, D10)."""


class ContextEvent(Record, frozen=True, kw_only=True):
    """Something that happened or is planned, with a type of the catalogue (``ctx-…``); shown as G-``number``.

    ``complaint_on`` is the day of the complaint about a report, ``None`` where nobody recorded one. ``decision`` is
    what came of it or was ruled, also a decision not to prosecute, and ``decision_reason`` why.
    """

    type: str
    when: Period
    planned: bool = False
    note: str = ""
    complaint_on: date | None = None
    decision: str = ""
    decision_reason: str = ""
    sources: tuple[Citation, ...] = ()
