"""The embedded fonts: which font draws which character, how wide it is, and shaping with HarfBuzz.

The scripts of the world are many and most cases hold one: a font is opened when the first character asks for it.

ReportLab embeds a subset of every font that is used and knows glyphs by character. A shaped glyph (a joined Arabic
letter) therefore gets a character of the private use area; the table that tells a reader which text a glyph stands for
is set right when the font is written, so that searching and copying find what was typed.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from threading import Lock
from typing import Any, Final, NamedTuple, cast

import uharfbuzz
from reportlab.pdfbase.pdfmetrics import registerFont
from reportlab.pdfbase.ttfonts import ShapeData, ShapedStr, TTFont

from app.resources import resource

_OPENING: Final = Lock()
_PRIVATE = range(0xF0000, 0x10FFFE)
_CMAP_LINE = re.compile(r"^<([0-9A-F]{2})> <([0-9A-F]{5,6})>$", re.MULTILINE)


# Signs of this font join into one, such as the members of a family; they are always shaped.
_JOINED: Final = "NotoEmoji-Regular"


class Face(StrEnum):
    """The cuts that the dossier uses."""

    REGULAR = "regular"
    BOLD = "bold"
    ITALIC = "italic"
    BOLD_ITALIC = "bold italic"
    MONO = "mono"


class _Cut(NamedTuple):
    """A font file, and the blocks of Unicode that it is opened for; none means that it may have any character."""

    name: str
    blocks: tuple[range, ...] = ()

    def may_have(self, char: str) -> bool:
        """Whether it is worth opening for a character."""
        return not self.blocks or any(ord(char) in block for block in self.blocks)


_HEBREW: Final = (range(0x0590, 0x0600), range(0xFB1D, 0xFB50))
_ARABIC: Final = (range(0x0600, 0x0780), range(0x0870, 0x0900), range(0xFB50, 0xFE00), range(0xFE70, 0xFF00))
_ETHIOPIC: Final = (range(0x1200, 0x13A0), range(0x2D80, 0x2DE0), range(0xAB00, 0xAB30), range(0x1E7E0, 0x1E800))
_HAN: Final = (range(0x2E80, 0x3130), range(0x31A0, 0xA000), range(0xF900, 0xFB00), range(0xFF00, 0xFFF0))
_HANGUL: Final = (range(0x3131, 0x318F), range(0xAC00, 0xD7A4))
_PICTURES: Final = (range(0x200D, 0x200E), range(0x20E3, 0x20E4), range(0x2190, 0x2C00), range(0x1F000, 0x1FB00))
_NEW_PICTURES: Final = (range(0x3030, 0x303E), range(0x3297, 0x329A), range(0xFE0F, 0xFE10))

_MONO: Final = _Cut("NotoSansMono-Regular")
_EMOJI: Final = _Cut("paper/NotoEmoji-Regular", (*_PICTURES, *_NEW_PICTURES))
_EAST: Final = (_Cut("paper/NotoSansHan-Regular", _HAN), _Cut("paper/NotoSansHangul-Regular", _HANGUL))


def _others(weight: str) -> tuple[_Cut, ...]:
    """Return the fonts of the scripts that have two weights."""
    return (
        _Cut(f"NotoSansHebrew-{weight}", _HEBREW),
        _Cut(f"NotoSansArabic-{weight}", _ARABIC),
        _Cut(f"paper/NotoSansEthiopic-{weight}", _ETHIOPIC),
    )


_CHAINS: Final[Mapping[Face, tuple[_Cut, ...]]] = {
    Face.REGULAR: (_Cut("NotoSans-Regular"), *_others("Regular"), _MONO, *_EAST, _EMOJI),
    Face.BOLD: (_Cut("NotoSans-Bold"), *_others("Bold"), _MONO, *_EAST, _EMOJI),
    Face.ITALIC: (_Cut("NotoSans-Italic"), *_others("Regular"), _MONO, *_EAST, _EMOJI),
    Face.BOLD_ITALIC: (_Cut("NotoSans-BoldItalic"), *_others("Bold"), _MONO, *_EAST, _EMOJI),
    Face.MONO: (_MONO, _Cut("NotoSans-Regular"), *_others("Regular"), *_EAST, _EMOJI),
}


class _EmbeddedFont(TTFont):
    """A font whose embedded subsets tell the text of every glyph, also of shaped ones."""

    def __init__(self, name: str, path: str) -> None:
        """Read the font."""
        super().__init__(name, path)
        self.texts: dict[int, str] = {}

    def addObjects(self, doc: Any) -> None:  # noqa: ANN401, N802  ReportLab's own signature
        """Write the subsets, then replace private characters by the text that was typed."""
        super().addObjects(doc)
        ending = "+" + bytes(self.face.name).decode("ascii")
        for key, stream in doc.idToObject.items():
            if isinstance(key, str) and key.startswith("toUnicodeCMap:") and key.endswith(ending):
                stream.content = _CMAP_LINE.sub(self._told, stream.content)

    def _told(self, line: re.Match[str]) -> str:
        """Return a line of the table with the text of a private character."""
        text = self.texts.get(int(line[2], 16), chr(int(line[2], 16)))
        return f"<{line[1]}> <{text.encode('utf-16-be').hex().upper()}>"


@dataclass(frozen=True, slots=True)
class Font:
    """One font file: the width of every character in thousandths of the size.

    ``plain`` are the characters that need neither shaping nor reordering.
    """

    name: str
    widths: Mapping[str, float]
    plain: frozenset[str]
    embedded: _EmbeddedFont
    shaper: uharfbuzz.Font
    private: Iterator[int] = field(default_factory=lambda: iter(_PRIVATE))
    glyphs: dict[tuple[int, str], str] = field(default_factory=dict)

    def glyph(self, number: int, text: str) -> str:
        """Return the character under which a glyph that stands for ``text`` is drawn."""
        known = self.glyphs.get((number, text))
        if known is not None:
            return known
        face = self.embedded.face
        code = ord(text) if len(text) == 1 and face.charToGlyph.get(ord(text)) == number else next(self.private)
        if code in _PRIVATE:
            face.charToGlyph[code] = number
            face.charWidths[code] = self.shaper.get_glyph_h_advance(number) * 1000 / self.shaper.face.upem
            self.embedded.texts[code] = text
        self.glyphs[number, text] = chr(code)
        return chr(code)


@cache
def _load(name: str) -> Font:
    """Read and register a font file."""
    path = resource(f"fonts/{name}.ttf")
    name = path.stem
    font = _EmbeddedFont(name, str(path))
    registerFont(font)
    face = font.face
    # Glyph 0 is the empty box of a font; its table of characters ends with one that has it.
    drawn = (code for code, glyph in face.charToGlyph.items() if glyph and unicodedata.category(chr(code)) != "Co")
    widths = {chr(code): face.charWidths[code] for code in drawn}
    return Font(
        name=name,
        widths=widths,
        plain=frozenset() if name == _JOINED else frozenset(char for char in widths if _plain(char)),
        embedded=font,
        shaper=uharfbuzz.Font(uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(path)))),
    )


def _opened(name: str) -> Font:
    """Return a font that is opened once, also when two threads ask for it."""
    with _OPENING:
        return _load(name)


def _plain(char: str) -> bool:
    """Whether a character is visible (or a space), stands by itself and runs from left to right."""
    if char in " \u00a0":
        return True
    return unicodedata.bidirectional(char) not in {"R", "AL", "AN"} and unicodedata.category(char)[0] not in "MCZ"


def fonts() -> None:
    """Register the font that every page starts with."""
    base_font(Face.REGULAR)


@cache
def base_font(face: Face) -> Font:
    """Return the font of Latin, Greek and Cyrillic text in a face."""
    return _opened(_CHAINS[face][0].name)


@cache
def font_for(char: str, face: Face) -> Font | None:
    """Return the font that draws a character, or ``None`` when no font has it.

    The large fonts are only opened for the scripts that they are there for.
    """
    for cut in _CHAINS[face]:
        if cut.may_have(char):
            font = _opened(cut.name)
            if char in font.widths:
                return font
    return None


def shape(text: str, font: Font, *, right_to_left: bool) -> tuple[ShapedStr, float]:
    """Return the glyphs of a text in the order in which they are drawn, and their width in thousandths of the size."""
    buffer = uharfbuzz.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    buffer.direction = "rtl" if right_to_left else "ltr"
    uharfbuzz.shape(font.shaper, buffer)
    infos = buffer.glyph_infos
    chars: list[str] = []
    data: list[ShapeData] = []
    width = 0.0
    scale = 1000 / font.shaper.face.upem
    told = _told([info.cluster for info in infos], text, right_to_left=right_to_left)
    for info, position, letters in zip(infos, buffer.glyph_positions, told, strict=True):
        advance = position.x_advance * scale
        char = font.glyph(info.codepoint, letters)
        chars.append(char)
        drawn = font.embedded.face.charWidths[ord(char)]
        shifts = (position.y_advance * scale, position.x_offset * scale, position.y_offset * scale)
        data.append(ShapeData(info.cluster, advance, *shifts, drawn))
        width += advance
    # The published types name one ShapeData where ReportLab takes a list of them.
    return ShapedStr("".join(chars), cast("ShapeData", data)), width


def _told(clusters: list[int], text: str, *, right_to_left: bool) -> list[str]:
    """Return the letters that each glyph stands for.

    Glyphs that share letters (a letter with its marks) take one each, or the first takes them all. Readers take the
    glyphs of a line that runs from right to left in the order of the page and turn them round, also within one glyph.
    """
    counts = Counter(clusters)
    starts = sorted(counts)
    told: list[str] = []
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        letters = text[start:end]
        shared = counts[start]
        if shared == len(letters):
            told.extend(letters)
            continue
        told.extend([letters[:: -1 if right_to_left else 1], *["\u200b"] * (shared - 1)])
    return told[::-1] if right_to_left else told
