"""Events around the incidents: a separation, a hearing, a release. Some lie in the future."""

from app.domain.period import Period
from app.domain.record import Record
from app.domain.source import Citation


class ContextEvent(Record, frozen=True, kw_only=True):
    """Something that happened or is planned, with a type of the catalogue (``ctx-…``); shown as G-``number``."""

    type: str
    when: Period
    planned: bool = False
    note: str = ""
    sources: tuple[Citation, ...] = ()
