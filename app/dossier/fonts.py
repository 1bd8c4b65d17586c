"""The embedded fonts: which font draws which character, how wide it is, and shaping with HarfBuzz.

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
from typing import Any, cast

import uharfbuzz
from reportlab.pdfbase.pdfmetrics import registerFont
from reportlab.pdfbase.ttfonts import ShapeData, ShapedStr, TTFont

from app.resources import resource

_PRIVATE = range(0xF0000, 0x10FFFE)
_CMAP_LINE = re.compile(r"^<([0-9A-F]{2})> <([0-9A-F]{5,6})>$", re.MULTILINE)


class Face(StrEnum):
    """The cuts that the dossier uses."""

    REGULAR = "regular"
    BOLD = "bold"
    ITALIC = "italic"
    BOLD_ITALIC = "bold italic"
    MONO = "mono"


_CHAINS: Mapping[Face, tuple[str, ...]] = {
    Face.REGULAR: ("NotoSans-Regular", "NotoSansHebrew-Regular", "NotoSansArabic-Regular", "NotoSansMono-Regular"),
    Face.BOLD: ("NotoSans-Bold", "NotoSansHebrew-Bold", "NotoSansArabic-Bold", "NotoSansMono-Regular"),
    Face.ITALIC: ("NotoSans-Italic", "NotoSansHebrew-Regular", "NotoSansArabic-Regular", "NotoSansMono-Regular"),
    Face.BOLD_ITALIC: ("NotoSans-BoldItalic", "NotoSansHebrew-Bold", "NotoSansArabic-Bold", "NotoSansMono-Regular"),
    Face.MONO: ("NotoSansMono-Regular", "NotoSans-Regular", "NotoSansHebrew-Regular", "NotoSansArabic-Regular"),
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

    def glyph(self, number: int, text: str, advance: float) -> str:
        """Return the character under which a glyph that stands for ``text`` is drawn."""
        known = self.glyphs.get((number, text))
        if known is not None:
            return known
        face = self.embedded.face
        code = ord(text) if len(text) == 1 and face.charToGlyph.get(ord(text)) == number else next(self.private)
        if code in _PRIVATE:
            face.charToGlyph[code] = number
            face.charWidths[code] = advance
            self.embedded.texts[code] = text
        self.glyphs[number, text] = chr(code)
        return chr(code)


def _load(name: str) -> Font:
    """Read and register a font file."""
    path = resource(f"fonts/{name}.ttf")
    font = _EmbeddedFont(name, str(path))
    registerFont(font)
    face = font.face
    widths = {chr(code): face.charWidths[code] for code in face.charToGlyph if unicodedata.category(chr(code)) != "Co"}
    return Font(
        name=name,
        widths=widths,
        plain=frozenset(char for char in widths if _plain(char)),
        embedded=font,
        shaper=uharfbuzz.Font(uharfbuzz.Face(uharfbuzz.Blob(path.read_bytes()))),
    )


def _plain(char: str) -> bool:
    """Whether a character is visible (or a space), stands by itself and runs from left to right."""
    if char in " \u00a0":
        return True
    return unicodedata.bidirectional(char) not in {"R", "AL", "AN"} and unicodedata.category(char)[0] not in "MCZ"


@cache
def fonts() -> Mapping[str, Font]:
    """Return all fonts by name, read and registered once."""
    names = sorted({name for chain in _CHAINS.values() for name in chain})
    return {name: _load(name) for name in names}


@cache
def chain(face: Face) -> tuple[Font, ...]:
    """Return the fonts of a face, the first one that has a character draws it."""
    loaded = fonts()
    return tuple(loaded[name] for name in _CHAINS[face])


@cache
def font_for(char: str, face: Face) -> Font | None:
    """Return the font that draws a character, or ``None`` when no font has it."""
    return next((font for font in chain(face) if char in font.widths), None)


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
    told = _told([info.cluster for info in infos], text, right_to_left=right_to_left)
    for info, position, letters in zip(infos, buffer.glyph_positions, told, strict=True):
        advance = float(position.x_advance)
        char = font.glyph(info.codepoint, letters, advance)
        chars.append(char)
        drawn = font.embedded.face.charWidths[ord(char)]
        data.append(ShapeData(info.cluster, advance, position.y_advance, position.x_offset, position.y_offset, drawn))
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
