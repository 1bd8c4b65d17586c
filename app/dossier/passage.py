"""Running text as blocks of a page: passages, paragraphs and headings, which say what they are."""

from collections.abc import Sequence
from typing import Final

from reportlab.platypus import Flowable

from app.dossier.canvas import TaggedCanvas, tagged
from app.dossier.ink import Pen, draw_lines
from app.dossier.lines import Line, break_lines
from app.dossier.styles import LEADING
from app.dossier.tagging import Node, Tags
from app.dossier.text import Span

FEWEST_LINES: Final = 2
"""So many lines of a text stand together on a page, above and below a break."""


class Passage:
    """A piece of running text; its lines are kept until it is drawn."""

    __slots__ = (
        "_blank",
        "_lines",
        "_spans",
        "_whole",
        "_width",
        "again",
        "before",
        "kept",
        "language",
        "leading",
        "leads",
        "node",
    )

    def __init__(
        self,
        *spans: Span,
        before: float = 0.0,
        language: str = "",
        kept: bool = False,
        leads: bool = False,
        again: bool = False,
    ) -> None:
        """Hold spans of printable text; ``before`` is the space above when it follows another passage.

        ``language`` (``ar``, ``pl``) is set where it is not that of the dossier. One that is ``kept``
        stays on one page as long as it is short: words that were said must not be torn apart. One that ``leads``
        is the title of the passage after it. One that stands there ``again`` was read on an earlier page.
        """
        self.before = before
        self.language = language
        self.kept = kept
        self.leads = leads
        self.again = again
        self.node: Node | None = None
        self.leading = max((span.style.size for span in spans), default=0.0) * LEADING
        self._spans = spans
        self._blank = not any(span.text for span in spans)
        self._width = -1.0
        self._lines: list[Line] = []
        self._whole: Passage | None = None

    @property
    def whole(self) -> "Passage":
        """Return the passage that this is a part of."""
        return self._whole or self

    @property
    def text(self) -> str:
        """Return the words, without their styles."""
        return "".join(span.text for span in self._spans)

    @property
    def spans(self) -> tuple[Span, ...]:
        """Return the words with their styles; a part of a broken passage has none."""
        return self._spans

    @property
    def is_blank(self) -> bool:
        """Whether there is nothing to read."""
        return self._blank

    def titled(self, title: Span, *, before: float) -> "Passage":
        """Return a passage that begins with its title."""
        return Passage(title, *self._spans, before=before, language=self.language, kept=self.kept)

    def goes_behind(self, other: "Passage", most: int) -> bool:
        """Whether both together have no more than ``most`` characters, and are in one language."""
        return self.language == other.language and len(self.text) + len(other.text) <= most

    def followed(self, gap: Span, other: "Passage") -> "Passage":
        """Return a passage that goes on with another one."""
        return Passage(*self._spans, gap, *other.spans, before=self.before, language=self.language, kept=self.kept)

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
        piece = Passage(before=self.before if first == 0 else 0.0, kept=self.kept)
        piece.leading = self.leading
        piece._blank = self._blank
        piece._whole = self._whole or self
        piece._lines = self.lines(width)[first:last]
        piece._width = width
        return piece

    def draw(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        """Draw below ``top`` and let go of the lines; a passage without a node, or in decoration, is not marked."""
        node = self.whole.node
        if self.again:
            with canvas.artifact():
                draw_lines(canvas, self.lines(width), x, top, width, self.leading)
        elif node is None or canvas.is_decorating:
            draw_lines(canvas, self.lines(width), x, top, width, self.leading)
        else:
            Pen(canvas, node).draw(self.lines(width), x, top, width, self.leading)
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
        return min(count, 2 * FEWEST_LINES) * self._passage.leading

    def split(self, aW: float, aH: float) -> list[Flowable]:  # noqa: N803  ReportLab's names
        """Break between lines, with at least two on either page."""
        count = len(self._passage.lines(aW))
        fitting = min(int(aH / self._passage.leading), count - FEWEST_LINES)
        if fitting < FEWEST_LINES:
            return []
        first = Paragraph(self._passage.part(aW, 0, fitting), before=self._before, after=0)
        rest = Paragraph(self._passage.part(aW, fitting, None), after=self._after)
        return [first, rest]

    def draw(self) -> None:
        """Draw the text."""
        canvas, whole = tagged(self.canv), self._passage.whole
        if whole.node is None and not whole.is_blank:
            whole.node = self._begun(canvas.tags, whole.language)
        self._passage.draw(canvas, 0, self.height, self.width)

    def _begun(self, tags: Tags, language: str) -> Node:
        """Return what this is in the tree."""
        return tags.add(tags.root, "P", language=language)


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

    def _begun(self, tags: Tags, language: str) -> Node:
        """Return a heading in the tree."""
        return tags.heading(tags.root, self._level, language=language)

    def draw(self) -> None:
        """Draw the heading and mark the place."""
        super().draw()
        self.canv.bookmarkHorizontal(self._key, 0, self.height)
        self.canv.addOutlineEntry(self._title, self._key, self._level, closed=self._level > 0)
