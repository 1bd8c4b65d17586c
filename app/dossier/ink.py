"""Draw lines of text, and tell a reader what they are: a piece of a node, links, other languages, the typed words."""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final, NamedTuple

from reportlab.lib.colors import Color, HexColor
from reportlab.pdfgen.canvas import Canvas

from app.charts.theme import greyed, luminance, readable
from app.dossier.canvas import END, TaggedCanvas, page_mark
from app.dossier.lines import Line, break_lines
from app.dossier.syntax import text_string
from app.dossier.tagging import Node
from app.dossier.text import Run, Span, Style, Typesetter

# What stands for itself inside the brackets of a string, and what does not.
_LIGHT: Final = 0.6
_CONTRAST: Final = 7.0
_ESCAPED: Final = {code: f"\\{code:03o}" for code in (*range(32), *range(127, 256), *b"()\\")}


@cache
def colour(value: str) -> Color:
    """Return a ReportLab colour for ``#RRGGBB``."""
    return HexColor(value)


class _Ink:
    """Writes runs as the code of one text object: place, font and colour only where they change.

    ReportLab's own way measures and escapes every piece anew, which takes half the time of a long dossier.
    """

    def __init__(self, canvas: Canvas) -> None:
        self._canvas = canvas
        self._is_grey = isinstance(canvas, TaggedCanvas) and canvas.grey
        self._text = canvas.beginText()
        self._document = vars(canvas)["_doc"]
        self._at = (-1.0, -1.0)
        self._font = ""
        self._colour = ""
        self.code: list[str] = vars(self._text)["_code"]

    def draw(self, run: Run, left: float, baseline: float) -> float:
        """Draw a run at a point; returns its right edge."""
        style = run.style
        if style.colour != self._colour:
            self._colour = style.colour
            self.code.append(_fill(_grey_ink(style.colour) if self._is_grey else style.colour))
        if run.glyphs is not None:
            self._text.setTextOrigin(left, baseline)
            self._text.setFont(run.font.name, style.size)
            self._text.textOut(run.glyphs)
            self._at, self._font = (-1.0, -1.0), ""
            return left + run.width
        if (left, baseline) != self._at:
            self.code.append(f"1 0 0 1 {left:.2f} {baseline:.2f} Tm")
        font = run.font.embedded
        if run.page_of:
            self._page_number(run)
            return left + run.width
        for subset, piece in ((0, run.text),) if run.text.isascii() else font.splitString(run.text, self._document):
            named = f"{font.getSubsetInternalName(subset, self._document)} {style.size:g} Tf"
            if named != self._font:
                self._font = named
                self.code.append(named)
            words = piece if isinstance(piece, str) else piece.decode("latin-1")
            self.code.append(f"({words.translate(_ESCAPED)}) Tj")
        self._at = (left + run.width, baseline)
        return left + run.width

    def _page_number(self, run: Run) -> None:
        """Leave a mark that becomes a page number; what follows is placed anew, for its width is not known yet."""
        named = f"{run.font.embedded.getSubsetInternalName(0, self._document)} {run.style.size:g} Tf"
        rest = run.text.lstrip("0123456789").translate(_ESCAPED)
        self.code += [named, f"({page_mark(run.page_of)}{rest}) Tj"]
        self._at, self._font = (-1.0, -1.0), named

    def finish(self) -> None:
        """Put it on the page."""
        self._canvas.drawText(self._text)


@cache
def _fill(value: str) -> str:
    """Return the code that chooses a colour."""
    return " ".join(f"{part:.4g}" for part in colour(value).rgb()) + " rg"


@cache
def _grey_ink(value: str) -> str:
    """Return the colour of letters in a copy without colour: dark enough on white, unless they stand on dark."""
    grey = greyed(value)
    return grey if luminance(grey) > _LIGHT else readable(grey, on="#FFFFFF", ratio=_CONTRAST)


def draw_lines(canvas: Canvas, lines: Sequence[Line], x: float, top: float, width: float, leading: float) -> None:
    """Draw lines below ``top`` without marks; a line that reads from right to left ends at the right edge."""
    ink = _Ink(canvas)
    baseline = top - leading * 0.76
    for line in lines:
        left = x + width - line.width if line.right_to_left else x
        for run in line.runs:
            left = ink.draw(run, left, baseline)
        baseline -= leading
    ink.finish()


class Pen:
    """Draws the lines of one passage as pieces of a node."""

    def __init__(self, canvas: TaggedCanvas, node: Node) -> None:
        """Draw for a node."""
        self._canvas = canvas
        self._node = node
        self._ink = _Ink(canvas)
        self._code = self._ink.code
        self._owner = node
        self._link = ""
        self._open = False

    def draw(self, lines: Sequence[Line], x: float, top: float, width: float, leading: float) -> None:
        """Draw lines below ``top``; a line that reads from right to left ends at the right edge."""
        baseline = top - leading * 0.76
        for line in lines:
            left = x + width - line.width if line.right_to_left else x
            for piece in _pieces(line):
                left = self._piece(piece, left, baseline)
            baseline -= leading
        self._end()
        self._ink.finish()

    def _piece(self, piece: "_Piece", left: float, baseline: float) -> float:
        """Draw what belongs together; returns its right edge."""
        link = piece.runs[0].link
        owner = self._within(link)
        if piece.said:
            self._end()
            said = b"/ActualText" + text_string(piece.said)
            self._code.append(self._canvas.begun(self._canvas.tags.add(owner, "Span", said)))
        elif not self._open:
            self._code.append(self._canvas.begun(owner))
            self._open = True
        language = piece.runs[0].language
        if language:
            self._code.append(f"/Span <</Lang{text_string(language).decode()}>> BDC")
        right = left
        for run in piece.runs:
            right = self._ink.draw(run, right, baseline)
        if language:
            self._code.append(END)
        if piece.said:
            self._code.append(END)
        if link:
            words = page_mark(piece.runs[0].page_of) if piece.runs[0].page_of else piece.said or piece.runs[0].text
            self._canvas.link(owner, link, words, (left, baseline - 2, right, baseline + piece.runs[0].style.size))
        return right

    def _within(self, link: str) -> Node:
        """Return the node of a piece: its link, which goes on from the piece before, or that of the passage."""
        if link != self._link:
            self._end()
            self._link = link
            self._owner = self._canvas.tags.add(self._node, "Link") if link else self._node
        return self._owner

    def _end(self) -> None:
        """End the marks that are open."""
        if self._open:
            self._code.append(END)
        self._open = False


class _Piece(NamedTuple):
    """Runs that are drawn in one go; ``said`` are their words as they are read, where that differs."""

    runs: Sequence[Run]
    said: str = ""


def _pieces(line: Line) -> Iterator[_Piece]:
    """Yield the pieces of a line; one whose order was turned is one piece, unless links or languages cut it."""
    if line.said and len({(run.link, run.language) for run in line.runs}) == 1:
        yield _Piece(line.runs, line.said)
        return
    for run in line.runs:
        yield _Piece((run,), run.text if run.level % 2 else "")


def draw_text(canvas: Canvas, x: float, baseline: float, text: str, style: Style, *, anchor: str = "start") -> float:
    """Draw one line of any text at a point (``anchor``: start, middle or end); returns its width."""
    line = break_lines([Span(Typesetter().clean(text).replace("\n", " "), style)], float("inf"))[0]
    shift = {"start": 0.0, "middle": line.width / 2, "end": line.width}[anchor]
    line.right_to_left = False
    draw_lines(canvas, [line], x - shift, baseline + style.size * 0.76, line.width, style.size)
    return line.width


def fitted(text: str, style: Style, width: float) -> str:
    """Return a text on one line, shortened with an ellipsis when it is wider than ``width``."""
    clean = Typesetter().clean(text).replace("\n", " ")
    if len(break_lines([Span(clean, style)], width)) == 1:
        return clean
    room = width - style.size
    kept = break_lines([Span(clean, style)], room)[0]
    length = sum(len(run.text) for run in kept.runs)
    return clean[:length].rstrip() + "…"
