"""What somebody looks for, and where its words stand in a text.

Words are compared without capitals and accents. All of them have to stand in one record, in any order; what stands
between quotation marks has to stand there just so; the last word may be the beginning of one. Whatever is typed is
looked for as words: there is nothing in it that could be wrong.
"""

import re
from collections.abc import Iterator
from datetime import date
from typing import Final
from unicodedata import combining, normalize
from uuid import UUID

import msgspec

from app.domain.revision import RecordKind
from app.domain.whole_text import whole

LONGEST: Final = 200
"""So many characters of what is typed are looked at."""

_MARKS: Final = "\u0300-\u036f"
_WORD: Final = re.compile(rf"[^\W_](?:[^\W_]|[{_MARKS}])*")
_QUOTED: Final = re.compile('["„“”]([^"„“”]*)(["„“”]|$)')
_BEGINNING: Final = 2
_BEFORE, _AFTER = 60, 140


class Term(msgspec.Struct, frozen=True):
    """Words that have to follow each other; with ``open`` the last of them may go on. ``said`` is how it was typed."""

    words: tuple[str, ...]
    said: str
    open: bool = False


class Piece(msgspec.Struct, frozen=True):
    """A part of a text; ``marked`` when it is what was looked for."""

    text: str
    marked: bool = False


class Hit(msgspec.Struct, frozen=True, kw_only=True):
    """A record in which everything stands that was looked for.

    ``field`` is where, ``pieces`` the words around it. They are left out when the field is R0 and was not asked for
    (``hidden``), and of a case that is ``closed``: opening it is kept in the log, and so nothing of it is shown before.
    ``reference`` and ``name`` are those of the case, empty when they are R0.
    """

    case: UUID
    reference: str
    name: str
    closed: bool
    record: UUID
    kind: RecordKind
    number: str
    field: str
    pieces: tuple[Piece, ...]
    day: date | None
    hidden: bool


class Found(msgspec.Struct, frozen=True):
    """What was found, the best first; ``more`` when that is not everything."""

    hits: tuple[Hit, ...] = ()
    more: bool = False


class Span(msgspec.Struct, frozen=True):
    """Where a term stands in a text; ``exact`` when its last word does not go on."""

    term: int
    start: int
    end: int
    exact: bool


def terms_of(text: str) -> tuple[Term, ...]:
    """Return what is looked for; nothing when no word was typed yet."""
    text = whole(text)[:LONGEST]
    terms: list[Term] = []
    rest, place = [], 0
    for found in _QUOTED.finditer(text):
        rest.append(text[place : found.start()])
        terms += _term(found[1], open_end=not found[2])
        place = found.end()
    rest.append(text[place:])
    for number, piece in enumerate(rest, start=1):
        parts = piece.split()
        going_on = number == len(rest) and not piece[-1:].isspace()
        for part in parts:
            terms += _term(part, open_end=going_on and part is parts[-1])
    return tuple(dict.fromkeys(terms))


def spans_in(text: str, terms: tuple[Term, ...]) -> tuple[Span, ...]:
    """Return every place where a term stands in a text, in their order."""
    words = list(_words(text))
    spans = []
    for number, term in enumerate(terms):
        reach, begin, alone = len(term.words), term.words[0], len(term.words) == 1
        for first, (start, end, word) in enumerate(words):
            if alone and (word == begin or (term.open and word.startswith(begin))):
                spans.append(Span(number, start, end, word == begin))
            elif not alone and word == begin and _stands(words[first : first + reach], term):
                last = words[first + reach - 1]
                spans.append(Span(number, start, last[1], last[2] == term.words[-1]))
    return tuple(sorted(spans, key=lambda span: span.start))


def pieces_around(text: str, spans: tuple[Span, ...]) -> tuple[Piece, ...]:
    """Return the text around the first span in pieces, with everything that was looked for marked."""
    at = spans[0].start if spans else 0
    start, end = max(0, at - _BEFORE), min(len(text), at + _AFTER)
    start = text.find(" ", start, at) + 1 if start and " " in text[start:at] else start
    end = text.rfind(" ", at, end) if end < len(text) and " " in text[at:end] else end
    pieces = [Piece("… ")] if start else []
    place = start
    for span in spans:
        if place <= span.start and span.end <= end:
            pieces += [Piece(_plain(text[place : span.start])), Piece(_plain(text[span.start : span.end]), marked=True)]
            place = span.end
    pieces += [Piece(_plain(text[place:end])), Piece(" …" if end < len(text) else "")]
    return tuple(piece for piece in pieces if piece.text)


def _term(part: str, *, open_end: bool) -> list[Term]:
    """Return what a part of the text asks for, or nothing when there is no word in it."""
    words = tuple(word for _, _, word in _words(part))
    said = " ".join(found[0] for found in _WORD.finditer(part))
    return [Term(words, said, open=open_end and len(words[-1]) >= _BEGINNING)] if words else []


def _stands(words: list[tuple[int, int, str]], term: Term) -> bool:
    told = tuple(word for _, _, word in words)
    if len(told) != len(term.words):
        return False
    if term.open:
        return told[:-1] == term.words[:-1] and told[-1].startswith(term.words[-1])
    return told == term.words


def _words(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield (start, end, word without capitals and accents) for every word."""
    for found in _WORD.finditer(text):
        word = found[0]
        bare = word if word.isascii() else "".join(_bare(letter) for letter in word)
        yield found.start(), found.end(), bare.lower()


def _bare(letter: str) -> str:
    """Return a letter without its accents, as the index does it: only where a letter from a to z is left."""
    bare = "".join(one for one in normalize("NFD", letter) if not combining(one))
    return bare if bare.isascii() else letter


def _plain(text: str) -> str:
    """Return a text on one line."""
    return re.sub(r"\s", " ", text)
