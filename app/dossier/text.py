"""The one place where words become something that can be printed.

Nothing here reads markup: ``<b>`` is three characters. Text is made printable (control characters and characters that
no font has become a visible mark such as ``[U+202E]``), and cut in runs of one font, one style and one direction.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from typing import Final

import msgspec
from reportlab.pdfbase.ttfonts import ShapedStr

from app.dossier.direction import JOINERS, levels_of
from app.dossier.fonts import Face, Font, base_font, font_for, shape

_BREAKS = re.compile("\r\n|[\r\n\x0b\x0c\x85\u2028\u2029]")
_SPACES: Final = re.compile("( +)")
_FIXED_SPACES: Final = frozenset("\u00a0\u202f\u2007")
_NEW_LINE: Final = "\n"
_ZERO_WIDTH_JOINER: Final = "\u200d"
_AS_PICTURE: Final = "\ufe0f"


class Style(msgspec.Struct, frozen=True, gc=False):
    """How a text looks: cut, size in points and colour as ``#RRGGBB``."""

    face: Face = Face.REGULAR
    size: float = 9.0
    colour: str = "#1F2933"


class Span(msgspec.Struct, frozen=True, gc=False):
    """Some words in one style; ``link`` is the anchor they lead to.

    ``language`` (``ar``, ``pl``) is set where it is not that of the dossier. ``page_of`` is an anchor: the digits at
    the beginning only hold room for the number of its page, which is filled in when the last page is known.
    """

    text: str
    style: Style
    link: str = ""
    language: str = ""
    page_of: str = ""


class Run(msgspec.Struct, gc=False):
    """Part of a word, or the space before one: one font, style and direction.

    ``level`` is the bidi embedding level. ``glyphs`` is set when the run had to be shaped.
    """

    text: str
    style: Style
    font: Font
    level: int
    width: float
    link: str = ""
    glyphs: ShapedStr | None = None
    language: str = ""
    page_of: str = ""


class Token(msgspec.Struct, gc=False):
    """A word with the space before it; lines break between tokens."""

    gap: Run | None
    runs: list[Run] = msgspec.field(default_factory=list)

    @property
    def width(self) -> float:
        """Return the width of the word without the space before it."""
        return sum(run.width for run in self.runs)


class HardLine(msgspec.Struct, gc=False):
    """The tokens between two line breaks that were typed; ``base`` is 1 when the line reads from right to left."""

    tokens: list[Token]
    base: int = 0


class Typesetter:
    """Makes text printable and remembers which characters no font has."""

    def __init__(self) -> None:
        """Start with nothing missing."""
        self.missing: Counter[str] = Counter()

    def clean(self, text: str) -> str:
        """Return the text with every character printable; every kind of line break becomes a line feed."""
        if base_font(Face.REGULAR).plain.issuperset(text):
            return text
        return _NEW_LINE.join(
            "".join(map(self._printable, line, " " + line, line[1:] + " "))
            for line in _BREAKS.split(unicodedata.normalize("NFC", text))
        )

    def _printable(self, char: str, before: str, after: str) -> str:
        """Return a character, or the mark that stands for it."""
        category = unicodedata.category(char)
        if char == "\t" or (category == "Zs" and char not in _FIXED_SPACES):
            return " "
        if char in JOINERS and _joins(char, before, after):
            return char
        if category in {"Cc", "Cf", "Cs", "Co"}:
            return _mark(char)
        if font_for(char, Face.REGULAR) is None:
            self.missing[char] += 1
            return _mark(char)
        return char


def _joins(char: str, before: str, after: str) -> bool:
    """Whether a joiner changes how its neighbours look: Arabic letters, or pictures that become one."""
    if unicodedata.bidirectional(before) == "AL":
        return True
    return char == _ZERO_WIDTH_JOINER and _is_picture(before) and _is_picture(after)


def _is_picture(char: str) -> bool:
    """Whether a character is an emoji, or the sign that makes one colourful."""
    if char == _AS_PICTURE:
        return True
    font = font_for(char, Face.REGULAR) if unicodedata.category(char)[0] == "S" else None
    return font is not None and not font.plain


def _mark(char: str) -> str:
    """Return the visible mark of a character that cannot be drawn."""
    return f"[U+{ord(char):04X}]"


def typed_lines(spans: Sequence[Span]) -> list[list[Span]]:
    """Cut spans of printable text at the typed line breaks."""
    lines: list[list[Span]] = [[]]
    for span in spans:
        if _NEW_LINE not in span.text:
            lines[-1].append(span)
            continue
        first, *others = span.text.split(_NEW_LINE)
        lines[-1].append(Span(first, span.style, span.link, span.language, span.page_of))
        lines.extend([Span(other, span.style, span.link, span.language)] for other in others)
    return [[span for span in line if span.text] for line in lines]


def is_plain(span: Span) -> bool:
    """Whether a span is words of one font that need neither shaping nor reordering."""
    return base_font(span.style.face).plain.issuperset(span.text)


def hard_line(spans: Sequence[Span]) -> HardLine:
    """Cut a typed line in words."""
    if all(map(is_plain, spans)):
        runs = [run for span in spans for run in _plain_runs(span)]
        return HardLine(_tokens(runs))
    whole = "".join(span.text for span in spans)
    base, levels = levels_of(whole)
    runs = []
    at = 0
    for span in spans:
        runs.extend(_mixed_runs(span, levels[at : at + len(span.text)]))
        at += len(span.text)
    return HardLine(_tokens(runs), base)


def _plain_runs(span: Span) -> list[Run]:
    """Cut a plain span at its spaces."""
    font = base_font(span.style.face)
    if span.page_of:
        return [_page_run(span, font)]
    return [
        Run(part, span.style, font, 0, width_of(part, font, span.style.size), span.link, None, span.language)
        for part in words_and_spaces(span.text)
        if part
    ]


def words_and_spaces(text: str) -> list[str]:
    """Return words and the spaces between them in turn; the first and the last may be empty words."""
    return _SPACES.split(text)


def _page_run(span: Span, font: Font) -> Run:
    """Return the place of a page number, in one piece."""
    return Run(
        span.text, span.style, font, 0, width_of(span.text, font, span.style.size), span.link, page_of=span.page_of
    )


def width_of(text: str, font: Font, size: float) -> float:
    """Return the width of plain text in points."""
    return sum(map(font.widths.__getitem__, text)) * size / 1000


def _mixed_runs(span: Span, levels: Sequence[int]) -> list[Run]:
    """Cut a span at spaces, changes of font and changes of direction."""
    if span.page_of:
        return [_page_run(span, base_font(span.style.face))]
    pieces: list[tuple[str, Font, int]] = []
    for char, level in zip(span.text, levels, strict=True):
        font = _font_after(pieces[-1] if pieces else None, char, span.style.face)
        if pieces:
            text, last_font, last_level = pieces[-1]
            if last_font is font and last_level == level and (char == " ") == (text[-1] == " "):
                pieces[-1] = (text + char, font, level)
                continue
        pieces.append((char, font, level))
    return [make_run(text, span, font, level) for text, font, level in pieces]


def _font_after(before: tuple[str, Font, int] | None, char: str, face: Face) -> Font:
    """Return the font for a character; a mark stays in the font of the letter that carries it."""
    attached = char in JOINERS or unicodedata.category(char)[0] == "M"
    if before is not None and attached and char in before[1].widths:
        return before[1]
    return font_for(char, face) or base_font(face)


def make_run(text: str, like: Span | Run, font: Font, level: int) -> Run:
    """Return a run of one font and direction, shaped where that is needed."""
    style = like.style
    if level % 2 or not font.plain.issuperset(text):
        glyphs, width = shape(text, font, right_to_left=bool(level % 2))
        return Run(text, style, font, level, width * style.size / 1000, like.link, glyphs, like.language)
    return Run(text, style, font, level, width_of(text, font, style.size), like.link, None, like.language)


def _tokens(runs: list[Run]) -> list[Token]:
    """Gather runs to words with the space before them."""
    tokens: list[Token] = []
    glued = False
    for run in runs:
        if run.text[0] == " ":
            tokens.append(Token(run))
        elif glued or (tokens and not tokens[-1].runs):
            tokens[-1].runs.append(run)
        else:
            tokens.append(Token(None, [run]))
        glued = run.text[0] != " "
    return tokens
