"""The blocks a page is filled with: paragraphs, headings and tables that break across pages.

Written for long chronologies: rows are measured once, only as far as the page reaches, and let go of when drawn, so
that a table of thousands of rows takes time in proportion to its length.
"""

from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable

from app.dossier.lines import Line, break_lines, colour, draw_lines
from app.dossier.styles import LEADING, RULE
from app.dossier.text import Span

_PAD_X = 5.0
_PAD_Y = 3.5
_BAR = 3.0
_TALL = 330.0
_FEWEST_LINES = 2


class Passage:
    """A piece of running text; its lines are kept until it is drawn."""

    def __init__(self, *spans: Span, before: float = 0.0) -> None:
        """Hold spans of printable text; ``before`` is the space above when it follows another passage."""
        self.before = before
        self.leading = max((span.style.size for span in spans), default=0.0) * LEADING
        self._spans = spans
        self._width = -1.0
        self._lines: list[Line] = []

    def lines(self, width: float) -> list[Line]:
        """Return the lines at a width."""
        if width != self._width:
            self._lines = break_lines(self._spans, width)
            self._width = width
        return self._lines

    def height(self, width: float) -> float:
        """Return the height at a width."""
        return len(self.lines(width)) * self.leading

    def part(self, width: float, first: int, last: int | None) -> "Passage":
        """Return a passage of some of the lines at a width."""
        piece = Passage(before=self.before if first == 0 else 0.0)
        piece.leading = self.leading
        piece._lines = self.lines(width)[first:last]
        piece._width = width
        return piece

    def draw(self, canvas: Canvas, x: float, top: float, width: float) -> None:
        """Draw below ``top`` and let go of the lines."""
        draw_lines(canvas, self.lines(width), x, top, width, self.leading)
        self._lines = []
        self._width = -1.0


Cell = Sequence[Passage]


class Paragraph(Flowable):
    """A passage across the whole width."""

    def __init__(self, passage: Passage, *, before: float = 0.0, after: float = 4.0) -> None:
        """Hold a passage with space around it."""
        super().__init__()
        self._passage = passage
        self._before = before
        self._after = after
        self._taken = 0.0

    def getSpaceBefore(self) -> float:  # noqa: N802  ReportLab's name
        """Return the space above."""
        return self._before

    def getSpaceAfter(self) -> float:  # noqa: N802  ReportLab's name
        """Return the space below."""
        return self._after

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: ARG002, N803  ReportLab's names
        """Return the size at a width."""
        self.width, self.height = aW, self._passage.height(aW)
        return self.width, self.height

    def least(self, width: float) -> float:
        """Return how much must at least stand on a page."""
        count = len(self._passage.lines(width))
        return min(count, 2 * _FEWEST_LINES) * self._passage.leading

    def split(self, aW: float, aH: float) -> list[Flowable]:  # noqa: N803  ReportLab's names
        """Break between lines, with at least two on either page."""
        count = len(self._passage.lines(aW))
        fitting = min(int(aH / self._passage.leading), count - _FEWEST_LINES)
        if fitting < _FEWEST_LINES:
            return []
        first = Paragraph(self._passage.part(aW, 0, fitting), before=self._before, after=0)
        rest = Paragraph(self._passage.part(aW, fitting, None), after=self._after)
        return [first, rest]

    def draw(self) -> None:
        """Draw the text."""
        self._passage.draw(self.canv, 0, self.height, self.width)


class Heading(Paragraph):
    """A heading that is also a bookmark."""

    def __init__(self, passage: Passage, title: str, key: str, *, level: int = 0, before: float = 14.0) -> None:
        """Hold the heading; ``key`` is where links to it lead."""
        super().__init__(passage, before=before, after=5)
        self._title = title
        self._key = key
        self._level = level

    def split(self, aW: float, aH: float) -> list[Flowable]:  # noqa: ARG002, N803  ReportLab's names
        """Stay whole."""
        return []

    def draw(self) -> None:
        """Draw the heading and mark the place."""
        super().draw()
        self.canv.bookmarkHorizontal(self._key, 0, self.height)
        self.canv.addOutlineEntry(self._title, self._key, self._level, closed=self._level > 0)


@dataclass(slots=True)
class Row:
    """One row of a table.

    ``anchor`` is where links lead; ``outline`` makes it a bookmark under the current section. ``bar`` and ``ground``
    are colours of the edge and the background; ``rule`` draws a line below; ``gap`` is space below. ``keep`` holds the
    row together with the next one.
    """

    cells: Sequence[Cell]
    anchor: str = ""
    outline: str = ""
    bar: str = ""
    ground: str = ""
    rule: bool = True
    gap: float = 0.0
    keep: bool = False


class Grid(Flowable):
    """A table whose head is repeated on every page; ``widths`` are parts of the whole width."""

    def __init__(
        self, widths: Sequence[float], rows: Iterable[Row], *, head: Row | None = None, after: float = 8.0
    ) -> None:
        """Show rows below a head; ``after`` is the space below the table."""
        super().__init__()
        self._parts = tuple(widths)
        self._rows: deque[Row] = deque(rows)
        self._head = head
        self._after = after
        self._fitting = 0
        self._used = 0.0

    @property
    def weight(self) -> int:
        """Return how many rows this is, for progress."""
        return len(self._rows)

    def getSpaceAfter(self) -> float:  # noqa: N802  ReportLab's name
        """Return the space below."""
        return self._after

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803  ReportLab's names
        """Measure rows until the page is full."""
        self.width = aW
        height = self._used = self._row_height(self._head) if self._head else 0.0
        self._fitting = 0
        for row in self._rows:
            height += self._row_height(row)
            if height > aH:
                break
            self._fitting += 1
            self._used = height
            height += row.gap
        while self._fitting < len(self._rows) and self._fitting and self._rows[self._fitting - 1].keep:
            self._fitting -= 1
            self._used -= self._row_height(self._rows[self._fitting])
        if self._fitting == len(self._rows):
            # The gap below the last row may fall off the page.
            height = max(self._used, min(height, aH))
        self.height = height
        return aW, height

    def least(self, width: float) -> float:
        """Return how much must at least stand on a page: the head and the first row, or part of a tall one."""
        self.width = width
        height = self._row_height(self._head) if self._head else 0.0
        for row in self._rows:
            own = self._row_height(row)
            height += own if own < _TALL else _TALL / 4
            if not row.keep:
                break
        return height

    def split(self, aW: float, aH: float) -> list[Flowable]:  # noqa: N803  ReportLab's names
        """Break between rows; only a row that fills much of a page is itself broken.

        The rows that fit leave the queue for the piece above; the piece below goes on with the same queue.
        """
        self.wrap(aW, aH)
        if self._fitting > 2 and self._fitting == len(self._rows) - 1:
            # The last row gets company on the next page.
            self._fitting -= 1
            self._used -= self._row_height(self._rows[self._fitting])
        begun = [self._rows.popleft() for _ in range(self._fitting)]
        if self._rows:
            gap = begun[-1].gap if begun else 0.0
            above, below = self._cut(self._rows[0], aH - self._used - gap)
            if above is not None and below is not None:
                begun.append(above)
                self._rows[0] = below
        if not begun:
            return []
        rest = Grid(self._parts, (), head=self._head, after=self._after)
        rest._rows = self._rows
        return [Grid(self._parts, begun, head=self._head, after=0), rest]

    def draw(self) -> None:
        """Draw the rows."""
        y = self.height
        if self._head:
            self._line(y)
            y = self._draw_row(self._head, y)
        for row in self._rows:
            y = self._draw_row(row, y) - row.gap

    def _widths(self) -> list[float]:
        return [part * self.width for part in self._parts]

    def _inner(self, row: Row) -> list[tuple[float, float]]:
        """Return left edge and width of the text of every cell."""
        inner = []
        left = 0.0
        for index, width in enumerate(self._widths()):
            shift = _BAR + 4 if index == 0 and row.bar else 0.0
            inner.append((left + _PAD_X + shift, width - 2 * _PAD_X - shift))
            left += width
        return inner

    def _row_height(self, row: Row) -> float:
        spans = zip(row.cells, self._inner(row), strict=True)
        return max(_cell_height(cell, width) for cell, (_, width) in spans) + 2 * _PAD_Y

    def _cut(self, row: Row, room: float) -> tuple[Row | None, Row | None]:
        """Break a tall row at a height: the part above and the part below."""
        if self._row_height(row) < _TALL or room < _TALL / 4:
            return None, None
        above, below = [], []
        for cell, (_, width) in zip(row.cells, self._inner(row), strict=True):
            top, rest = _cut_cell(cell, width, room - 2 * _PAD_Y)
            above.append(top)
            below.append(rest)
        upper = Row(above, row.anchor, row.outline, row.bar, row.ground, rule=False)
        return upper, Row(below, "", "", row.bar, row.ground, row.rule, row.gap)

    def _draw_row(self, row: Row, top: float) -> float:
        """Draw a row below ``top``; returns its lower edge."""
        height = self._row_height(row)
        if row.ground:
            self.canv.setFillColor(colour(row.ground))
            self.canv.rect(0, top - height, self.width, height, stroke=0, fill=1)
        if row.bar:
            self.canv.setFillColor(colour(row.bar))
            self.canv.rect(0, top - height, _BAR, height, stroke=0, fill=1)
        for cell, (left, width) in zip(row.cells, self._inner(row), strict=True):
            y = top - _PAD_Y
            for index, passage in enumerate(cell):
                y -= passage.before if index else 0.0
                lines = passage.height(width)
                passage.draw(self.canv, left, y, width)
                y -= lines
        if row.rule:
            self._line(top - height)
        if row.anchor:
            self.canv.bookmarkHorizontal(row.anchor, 0, top)
        if row.outline:
            self.canv.addOutlineEntry(row.outline, row.anchor, 1, closed=True)
        return top - height

    def _line(self, y: float) -> None:
        self.canv.setStrokeColor(colour(RULE))
        self.canv.setLineWidth(0.5)
        self.canv.line(0, y, self.width, y)


def _cell_height(cell: Cell, width: float) -> float:
    """Return the height of a cell's passages."""
    return sum(passage.height(width) + (passage.before if index else 0.0) for index, passage in enumerate(cell))


def _cut_cell(cell: Cell, width: float, room: float) -> tuple[list[Passage], list[Passage]]:
    """Break a cell between two lines."""
    above: list[Passage] = []
    below: list[Passage] = []
    for index, passage in enumerate(cell):
        room -= passage.before if index else 0.0
        count = len(passage.lines(width))
        fitting = count if not below and room >= count * passage.leading else int(max(room, 0) / passage.leading)
        if below:
            fitting = 0
        if fitting >= count:
            above.append(passage)
            room -= count * passage.leading
            continue
        if fitting > 0:
            above.append(passage.part(width, 0, fitting))
        below.append(passage.part(width, fitting, None))
        room = 0
    return above, below
