"""The same as a drawing and as a table, in the order that leaves the fewest empty room on a page."""

from typing import Final

from reportlab.platypus import Flowable, Spacer

from app.dossier.chart import DrawingFlowable
from app.dossier.flow import Grid

_NEARLY_FULL: Final = 0.9
_ENDLESS: Final = 1e9


class DrawnTwice(Flowable):
    """A drawing and its rows. The drawing comes first where it fits, and else the rows where that fills pages better.

    Rows break across pages, and a drawing does not.
    """

    def __init__(self, drawing: DrawingFlowable, rows: Grid, page: float) -> None:
        """Hold both; ``rows`` may be without any, and ``page`` is how high a page is."""
        super().__init__()
        self._page = page
        self._drawing = drawing
        self._rows = rows

    @property
    def weight(self) -> int:
        """Return how much of the work this is."""
        return self._rows.weight + 1

    def least(self, width: float) -> float:
        """Return how much must at least stand on a page: the beginning of one of both."""
        drawn = self._drawing.full(width) * _NEARLY_FULL
        return drawn if self._rows.is_empty else min(drawn, self._rows.least(width))

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803  ReportLab's names
        """Be too high for every page: what it is made of is laid out apart."""
        return aW, aH + 1

    def split(self, aW: float, aH: float) -> list[Flowable]:  # noqa: N803  ReportLab's names
        """Return both in the order that fits."""
        nothing = Spacer(aW, 0)
        if self._rows.is_empty:
            return [nothing, self._drawing]
        is_first = self._drawing.full(aW) * _NEARLY_FULL <= aH or self._left_by_rows(aW, aH) > aH
        return [nothing, self._drawing, self._rows] if is_first else [nothing, self._rows, self._drawing]

    def _left_by_rows(self, width: float, room: float) -> float:
        """Return how much of a page stays empty when the rows come first."""
        every = self._rows.wrap(width, _ENDLESS)[1]
        if every > room and self._rows.least(width) > room:
            return self._page
        left = room - every if every <= room else self._page - (every - room) % self._page
        return 0.0 if self._drawing.least(width) <= left else left
