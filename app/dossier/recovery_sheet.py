"""The paper with the recovery words: one page that tells what it is, where to keep it, and how to use it.

It is tagged as a dossier is, so that it can be read aloud as well.
"""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from io import BytesIO
from typing import Final

from app.dossier.archival import Archive
from app.dossier.canvas import TaggedCanvas
from app.dossier.fonts import Face, fonts
from app.dossier.ink import colour, draw_lines, draw_text
from app.dossier.lines import break_lines
from app.dossier.metadata import Told
from app.dossier.styles import ALARM, INK, MARGIN, MUTED, RULE
from app.dossier.tagging import Node
from app.dossier.text import Span, Style, Typesetter
from app.i18n import Translator

_SIZE: Final = (595.276, 841.89)
_WIDTH: Final = _SIZE[0] - 2 * MARGIN
_COLUMNS, _ROWS, _ROW_HIGH = 3, 8, 30.0
_TITLE: Final = Style(Face.BOLD, 20, INK)
_NAME: Final = Style(Face.BOLD, 13, INK)
_HEAD: Final = Style(Face.BOLD, 11, INK)
_TEXT: Final = Style(Face.REGULAR, 10, INK)
_QUIET: Final = Style(Face.REGULAR, 9, MUTED)
_WORD: Final = Style(Face.BOLD, 14, INK)
_NUMBER: Final = Style(Face.REGULAR, 10, MUTED)
_WARNING: Final = Style(Face.BOLD, 10, ALARM)
_YEARS: Final = 5
_LANGUAGES: Final = {"nl": "nl-NL", "en": "en-GB"}
_NUMBERED: Final = b"/A<</O/List/ListNumbering/Decimal>>"


def recovery_sheet(words: Sequence[str], *, vault: str, made_on: date, say: Translator) -> bytes:
    """Return the page as a PDF; it only ever exists in memory and on paper."""
    fonts()
    buffer = BytesIO()
    language = _LANGUAGES[say.language]
    canvas = TaggedCanvas(
        buffer, pagesize=_SIZE, invariant=1, pageCompression=1, initialFontName="NotoSans-Regular", lang=language
    )
    canvas.archive = Archive(
        Told(
            title=say("Recovery words"),
            subject="",
            creator="Patroonzicht",
            producer="ReportLab",
            language=language,
            made_at=datetime.combine(made_on, time(), UTC),
        )
    )
    tags = canvas.tags
    top = _SIZE[1] - 70
    _line(canvas, tags.heading(tags.root, 0), top, say("Recovery words"), _TITLE)
    _line(canvas, tags.add(tags.root, "P"), top - 26, say("of the vault {name}", name=vault), _NAME)
    _line(canvas, tags.add(tags.root, "P"), top - 44, say("Made on {day}", day=say.day(made_on)), _QUIET)
    warning = say("Whoever has this page and the vault can read everything in it.")
    top = _passage(canvas, warning, top - 58, _WARNING) - 16
    top = _words(canvas, words, top) - 20
    for title, text in _told(say):
        _line(canvas, tags.heading(tags.root, 1), top, title, _HEAD)
        top = _passage(canvas, text, top - 6, _TEXT) - 20
    _checked(canvas, top, say)
    canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def _line(canvas: TaggedCanvas, node: Node, baseline: float, text: str, style: Style, left: float = MARGIN) -> None:
    """Draw one line as a piece of a node."""
    with canvas.marked(node):
        draw_text(canvas, left, baseline, text, style)


def _told(say: Translator) -> tuple[tuple[str, str], ...]:
    """Return what the page is for, where to keep it and how to use it."""
    return (
        (
            say("What it is for"),
            say(
                "These 24 words open the vault when nobody can use a passphrase any more. There is no other second "
                "way in, not even for the makers of the program."
            ),
        ),
        (
            say("Where to keep it"),
            say(
                "On paper, in a closed envelope, where the organisation keeps what may not get lost: a safe or a "
                "locked cupboard. Never beside the computer or a backup of the vault. Make no photo or scan of it."
            ),
        ),
        (
            say("How to use it"),
            say(
                "Open the program, choose the vault, then “Use the recovery words”. The order counts. The first four "
                "letters of each word are enough. New words can be made in the settings; these then open nothing."
            ),
        ),
    )


def _words(canvas: TaggedCanvas, words: Sequence[str], top: float) -> float:
    """Draw the words, numbered down the columns, in a frame; return where the frame ends."""
    high = _ROWS * _ROW_HIGH + 16
    with canvas.artifact():
        canvas.setStrokeColor(colour(RULE))
        canvas.setLineWidth(1)
        canvas.roundRect(MARGIN, top - high, _WIDTH, high, 6, stroke=1, fill=0)
    numbered = canvas.tags.add(canvas.tags.root, "L", _NUMBERED)
    wide = _WIDTH / _COLUMNS
    for index, word in enumerate(words):
        column, row = divmod(index, _ROWS)
        left = MARGIN + column * wide + 14
        baseline = top - 8 - (row + 0.68) * _ROW_HIGH
        item = canvas.tags.add(numbered, "LI")
        with canvas.marked(canvas.tags.add(item, "Lbl")):
            draw_text(canvas, left + 16, baseline, str(index + 1), _NUMBER, anchor="end")
        _line(canvas, canvas.tags.add(item, "LBody"), baseline, word, _WORD, left + 24)
    return top - high


def _passage(canvas: TaggedCanvas, text: str, top: float, style: Style) -> float:
    """Draw a passage over the width of the page; return where it ends."""
    leading = style.size * 1.4
    lines = break_lines([Span(Typesetter().clean(text), style)], _WIDTH)
    with canvas.marked(canvas.tags.add(canvas.tags.root, "P")):
        draw_lines(canvas, lines, MARGIN, top, _WIDTH, leading)
    return top - len(lines) * leading


def _checked(canvas: TaggedCanvas, top: float, say: Translator) -> None:
    """Draw lines on which to note each year that the words were tried."""
    _line(canvas, canvas.tags.heading(canvas.tags.root, 1), top, say("Tried, every year"), _HEAD)
    wide = _WIDTH / _YEARS
    for place in range(_YEARS):
        left = MARGIN + place * wide
        with canvas.artifact():
            canvas.setStrokeColor(colour(RULE))
            canvas.line(left, top - 34, left + wide - 12, top - 34)
        _line(canvas, canvas.tags.add(canvas.tags.root, "P"), top - 46, say("day, initials"), _QUIET, left)
