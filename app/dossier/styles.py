"""What the dossier looks like: sizes in points, colours of the drawings. Facts, quotes and interpretation differ."""

from typing import Final

from app.charts.theme import PAPER, blend
from app.domain.finding import Weight
from app.dossier.fonts import Face
from app.dossier.text import Style

SIZES: Final = {"A4": (595.276, 841.89), "Letter": (612.0, 792.0)}
MARGIN: Final = 45.0
HEAD_ROOM: Final = 68.0
FOOT_ROOM: Final = 56.0
LEADING: Final = 1.4

INK: Final = PAPER.ink
MUTED: Final = PAPER.muted
RULE: Final = PAPER.line
PRIMARY: Final = PAPER.primary
ALARM: Final = PAPER.critical
FICTION_GROUND: Final = "#E9C46A"

TITLE: Final = Style(Face.BOLD, 18, INK)
SECTION: Final = Style(Face.BOLD, 13, PRIMARY)
SUBSECTION: Final = Style(Face.BOLD, 10, INK)
BODY: Final = Style(Face.REGULAR, 9, INK)
STRONG: Final = Style(Face.BOLD, 9, INK)
SMALL: Final = Style(Face.REGULAR, 8, MUTED)
SMALL_STRONG: Final = Style(Face.BOLD, 8, MUTED)
TABLE_HEAD: Final = Style(Face.BOLD, 8, MUTED)
CELL: Final = Style(Face.REGULAR, 8.5, INK)
CELL_STRONG: Final = Style(Face.BOLD, 8.5, INK)
FACT: Final = CELL
QUOTE: Final = Style(Face.REGULAR, 8.5, PRIMARY)
INTERPRETATION: Final = Style(Face.ITALIC, 8.5, INK)
TRANSLATION: Final = Style(Face.ITALIC, 8.5, MUTED)
WISH: Final = Style(Face.ITALIC, 8.5, PRIMARY)
NOT_FOUND: Final = Style(Face.REGULAR, 8.5, MUTED)
CAUTION: Final = Style(Face.ITALIC, 8, MUTED)
MONO: Final = Style(Face.MONO, 7.5, INK)
RUNNING: Final = Style(Face.BOLD, 8, ALARM)
FICTION: Final = Style(Face.BOLD, 8, INK)
FOOTER: Final = Style(Face.REGULAR, 7, MUTED)


_AROUND: Final = 10.0
_LARGE: Final = 16.0
_LARGER: Final = 7.0


def enlarged(style: Style) -> Style:
    """Return a style in large print: nothing that is to be read is smaller than 16 points."""
    return Style(style.face, max(_LARGE, style.size + _LARGER), style.colour)


def around(style: Style, *, large: bool) -> Style:
    """Return the style of what stands around the text of a page; at least 10 points in large print."""
    return Style(style.face, max(_AROUND, style.size), style.colour) if large else style


def weight_colour(weight: Weight) -> str:
    """Return the colour of a weight; red is kept for critical."""
    return PAPER.weight(weight.value)


def weight_ground(weight: Weight) -> str:
    """Return the quiet background of a card with this weight."""
    return blend(weight_colour(weight), "#FFFFFF", 0.95)
