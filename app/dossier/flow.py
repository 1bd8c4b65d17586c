"""The blocks a page is filled with: text, and tables that break across pages and say what they are.

Written for long chronologies: rows are measured once, only as far as the page reaches, and let go of when drawn, so
that a table of thousands of rows takes time in proportion to its length.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from reportlab.platypus import CondPageBreak, Flowable, Spacer

from app.dossier.canvas import tagged
from app.dossier.cutting import beginning, cell_height, cut_cell, name_of, title_of
from app.dossier.ink import colour
from app.dossier.passage import Cell, Heading, Paragraph, Passage
from app.dossier.styles import RULE
from app.dossier.tagging import Node, Tags
from app.dossier.waiting import Waiting

__all__ = ["Cell", "Grid", "Heading", "Paragraph", "Passage", "Row"]

_PAD_X = 5.0
_PAD_Y = 3.5
_BAR = 3.0
_TALL = 330.0
_BEGINNING = 56.0
_SHORT = 40.0
_FEW_ROWS = 3
_SMALL = 150.0


_COLUMN = b"/A<</O/Table/Scope/Column>>"
_ROW = b"/A<</O/Table/Scope/Row>>"
_TITLE = b"/A<</O/Table/Scope/Row/ColSpan %d>>"
_UNNUMBERED = b"/A<</O/List/ListNumbering/None>>"

Again: TypeAlias = Callable[[str, str], Passage]
"""Makes the words above the rest of a broken row, from its name and the title under which it goes on."""


@dataclass(slots=True)
class Row:
    """One row of a table.

    ``anchor`` is where links lead; ``outline`` makes it a bookmark under the current section. ``bar`` and ``ground``
    are colours of the edge and the background; ``rule`` draws a line below; ``gap`` is space below. ``keep`` holds the
    row together with the next one. ``whole`` is the row that this is a part of, ``under`` the title under which that
    goes on here, ``nodes`` its cells in the tree.
    """

    cells: Sequence[Cell]
    anchor: str = ""
    outline: str = ""
    bar: str = ""
    ground: str = ""
    rule: bool = True
    gap: float = 0.0
    keep: bool = False
    whole: "Row | None" = None
    under: str = ""
    nodes: Sequence[Node] = ()


class TableTags:
    """What a table is in the tree; the pieces of a table on several pages share it."""

    def __init__(self, columns: int, *, headed: bool) -> None:
        """Be a list where there is one column and no head, a table otherwise."""
        self._is_list = columns == 1 and not headed
        self._headed = headed
        self._columns = columns
        self._has_head = False
        self._table: Node | None = None
        self._body: Node | None = None

    def head(self, tags: Tags, row: Row) -> bool:
        """Put the head in the tree; returns whether it was not there yet."""
        table = self._begun(tags)
        if self._has_head:
            return False
        self._has_head = True
        line = tags.add(tags.add(table, "THead"), "TR")
        _fill(tags, row, [tags.add(line, "TH", _COLUMN) for _ in row.cells])
        return True

    def row(self, tags: Tags, row: Row) -> None:
        """Put a row in the tree, unless a part of it is there already."""
        whole = row.whole or row
        if not whole.nodes:
            _fill(tags, whole, self._cells(tags, whole))

    def _begun(self, tags: Tags) -> Node:
        """Return the table, or the list."""
        if self._table is None:
            self._table = tags.add(tags.root, *(("L", _UNNUMBERED) if self._is_list else ("Table",)))
        return self._table

    def _cells(self, tags: Tags, row: Row) -> list[Node]:
        """Return a node for every cell of a row; a row with words in the first cell only is the title of the next."""
        table = self._begun(tags)
        if self._is_list:
            return [tags.add(tags.add(table, "LI"), "LBody")]
        if self._body is None:
            self._body = tags.add(table, "TBody")
        line = tags.add(self._body, "TR")
        others = row.cells[1:]
        if others and all(passage.is_blank for cell in others for passage in cell):
            return [tags.add(line, "TH", _TITLE % self._columns)] * self._columns
        begin = tags.add(line, "TD") if self._headed else tags.add(line, "TH", _ROW)
        return [begin, *(tags.add(line, "TD") for _ in others)]


def _fill(tags: Tags, row: Row, cells: Sequence[Node]) -> None:
    """Give the passages of a row their place in its cells; a lonely one needs no node of its own."""
    row.nodes = cells
    for cell, node in zip(row.cells, cells, strict=True):
        for passage in cell:
            whole = passage.whole
            if whole.is_blank or whole.again:
                continue
            lonely = len(cell) == 1 and not whole.language
            whole.node = node if lonely else tags.add(node, "P", language=whole.language)


class Grid(Flowable):
    """A table whose head is repeated on every page; ``widths`` are parts of the whole width.

    For a reader it is a table; without a head its first column heads the rows, and with one column it is a list.
    """

    def __init__(
        self,
        widths: Sequence[float],
        rows: Iterable[Row],
        *,
        head: Row | None = None,
        after: float = 8.0,
        again: Again | None = None,
    ) -> None:
        """Show rows below a head; ``after`` is the space below the table.

        ``again`` says above the rest of a broken row which row it is.
        """
        super().__init__()
        self._parts = tuple(widths)
        self._rows = Waiting(rows)
        self._head = head
        self._after = after
        self._again = again
        self.below: Paragraph | None = None
        """The words below, which do not go on to the next page alone."""
        self.begins_page = False
        """Whether it goes on to the next page, wherever it stands."""
        self._fitting = 0
        self._used = 0.0
        self._tree = TableTags(len(self._parts), headed=head is not None)

    @property
    def weight(self) -> int:
        """Return how many rows this is, as far as they are made, for progress."""
        return len(self._rows)

    @property
    def is_empty(self) -> bool:
        """Whether there are no rows."""
        return not self._rows.reaches(0)

    def getSpaceAfter(self) -> float:  # noqa: N802  ReportLab's name
        """Return the space below."""
        return self._after

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803  ReportLab's names
        """Measure rows until the page is full."""
        if self.begins_page:
            return aW, aH + 1
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
        while self._rows.reaches(self._fitting) and self._fitting and self._rows[self._fitting - 1].keep:
            if self._is_cut_at(self._rows[self._fitting], aH - self._used - self._rows[self._fitting - 1].gap):
                # What it keeps company begins on this page.
                break
            self._take_back()
        if not self._rows.reaches(self._fitting):
            # The gap below the last row may fall off the page.
            height = max(self._used, min(height, aH))
            if self._fitting > 2 and self._used + self._below(aW) > aH:
                # The last row goes along with the words below.
                height = aH + 1
        self.height = height
        return aW, height

    def _below(self, width: float) -> float:
        """Return the room for the beginning of the words below."""
        words = self.below
        return max(self._after, words.getSpaceBefore()) + words.least(width) if words else 0.0

    def least(self, width: float) -> float:
        """Return how much must at least stand on a page: the head and a row, or part of a tall one; some short ones."""
        self.width = width
        if self._is_small():
            return self.wrap(width, _SMALL)[1]
        height = self._row_height(self._head) if self._head else 0.0
        enough = height + _BEGINNING
        has_row = False
        for row in self._rows:
            own = self._row_height(row)
            if has_row and (height >= enough or own > _SHORT):
                break
            height += own if own < _TALL else self._beginning(row)
            has_row = has_row or not row.keep
        return height

    def split(self, aW: float, aH: float) -> list[Flowable]:  # noqa: N803  ReportLab's names
        """Break between rows; only a row that fills much of a page is itself broken.

        The rows that fit leave the queue for the piece above; the piece below goes on with the same queue.
        """
        if self.begins_page:
            self.begins_page = False
            return [Spacer(aW, 0), CondPageBreak(aH + 1), self]
        self.wrap(aW, aH)
        if self._is_small() and self.height > aH:
            return []
        company = self._fitting > 2 and not self._rows.reaches(self._fitting + 1)
        if company:
            # The last row, or what stands below the table, gets company on the next page.
            self._take_back()
            while self._fitting and self._rows[self._fitting - 1].keep:
                self._take_back()
        begun = [self._rows.take() for _ in range(self._fitting)]
        if self._rows.reaches(0):
            gap = begun[-1].gap if begun else 0.0
            above, below = self._cut(self._rows[0], aH - self._used - gap)
            if above is not None and below is not None:
                begun.append(above)
                self._rows.take()
                self._rows.put_back(below)
                company = False
        if not begun:
            return []
        first = Grid(self._parts, begun, head=self._head, after=0)
        rest = Grid(self._parts, (), head=self._head, after=self._after, again=self._again)
        rest.below = self.below
        rest._rows = self._rows
        first._tree = rest._tree = self._tree
        # Rows that would fit here as well must not begin below the others with a head of their own.
        return [first, CondPageBreak(aH - self._used + 1), rest] if company else [first, rest]

    def _is_small(self) -> bool:
        """Whether it is so short that it is not broken: one row alone tells little."""
        if self._rows.reaches(_FEW_ROWS):
            return False
        rows = [*([self._head] if self._head else []), *self._rows]
        return bool(rows) and sum(self._row_height(row) + row.gap for row in rows) <= _SMALL

    def _take_back(self) -> None:
        """Leave the last row that fits to the next page."""
        self._fitting -= 1
        self._used -= self._row_height(self._rows[self._fitting])

    def draw(self) -> None:
        """Draw the rows."""
        canvas = tagged(self.canv)
        y = self.height
        if self._head:
            self._line(y)
            if self._tree.head(canvas.tags, self._head):
                y = self._draw_row(self._head, y)
            else:
                with canvas.artifact():
                    y = self._draw_row(self._head, y)
        for row in self._rows:
            self._tree.row(canvas.tags, row)
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
        return max(cell_height(cell, width) for cell, (_, width) in spans) + 2 * _PAD_Y

    def _beginning(self, row: Row) -> float:
        """Return how much of a tall row must at least stand above a break."""
        spans = zip(row.cells, self._inner(row), strict=True)
        return max(_TALL / 4, max(beginning(cell, width) for cell, (_, width) in spans) + 2 * _PAD_Y)

    def _is_cut_at(self, row: Row, room: float) -> bool:
        """Whether a row is tall, and there is room for a part of it."""
        return room >= _TALL / 4 and self._row_height(row) >= _TALL and room >= self._beginning(row)

    def _cut(self, row: Row, room: float) -> tuple[Row | None, Row | None]:
        """Break a tall row at a height: the part above and the part below."""
        if not self._is_cut_at(row, room):
            return None, None
        inner = self._inner(row)
        cut = [cut_cell(cell, width, room - 2 * _PAD_Y) for cell, (_, width) in zip(row.cells, inner, strict=True)]
        above, below = ([part[index] for part in cut] for index in (0, 1))
        if not any(below):
            return None, None
        whole = row.whole or row
        under = row.under
        if self._again:
            _, widest = max((width, index) for index, (_, width) in enumerate(inner) if below[index])
            under = title_of(above[widest], below[widest], under)
            below[widest].insert(0, self._again(name_of(whole.cells[0]), under))
        upper = Row(above, row.anchor, row.outline, row.bar, row.ground, rule=False, whole=whole)
        return upper, Row(below, "", "", row.bar, row.ground, row.rule, row.gap, whole=whole, under=under)

    def _draw_row(self, row: Row, top: float) -> float:
        """Draw a row below ``top``; returns its lower edge."""
        height = self._row_height(row)
        for fill, width in ((row.ground, self.width), (row.bar, _BAR)):
            if fill:
                with tagged(self.canv).artifact():
                    self.canv.setFillColor(colour(fill))
                    self.canv.rect(0, top - height, width, height, stroke=0, fill=1)
        for cell, (left, width) in zip(row.cells, self._inner(row), strict=True):
            y = top - _PAD_Y
            for index, passage in enumerate(cell):
                y -= passage.before if index else 0.0
                lines = passage.height(width)
                passage.draw(tagged(self.canv), left, y, width)
                y -= lines
        if row.rule:
            self._line(top - height)
        if row.anchor:
            self.canv.bookmarkHorizontal(row.anchor, 0, top)
        if row.outline:
            self.canv.addOutlineEntry(row.outline, row.anchor, 1, closed=True)
        return top - height

    def _line(self, y: float) -> None:
        with tagged(self.canv).artifact():
            self.canv.setStrokeColor(colour(RULE))
            self.canv.setLineWidth(0.5)
            self.canv.line(0, y, self.width, y)
