"""All that can be read in a finished PDF, on its pages and behind them, each with the place where it stands."""

import io
import re
from collections.abc import Iterator
from typing import Final, NamedTuple

import pikepdf
import pypdfium2

from app.dossier.attached import words_in, words_of_file
from app.jobs import Job

TEXT: Final = "the text"
FILE_DATA: Final = "the data about the file"
BOOKMARK: Final = "a bookmark"
LINK: Final = "a link"
ALTERNATIVE: Final = "an alternative text"
ATTACHMENT_NAME: Final = "the name of an attachment"
ATTACHMENT: Final = "an attachment"
IMAGE: Final = "the data of an image"
OTHER: Final = "the inside of the file"

_KEYS: Final = {
    "/Alt": ALTERNATIVE,
    "/ActualText": ALTERNATIVE,
    "/E": ALTERNATIVE,
    "/F": ATTACHMENT_NAME,
    "/UF": ATTACHMENT_NAME,
    "/Desc": ATTACHMENT_NAME,
    "/Names": LINK,
    "/URI": LINK,
    "/Dest": LINK,
    "/D": LINK,
    "/Contents": LINK,
    "/Title": BOOKMARK,
}
_INLINE: Final = re.compile(rb"/(?:ActualText|Alt|E)\s*(\((?:[^()\\]|\\.)*\)|<[0-9A-Fa-f\s]*>)", re.DOTALL)
_DEEPEST: Final = 3


class Piece(NamedTuple):
    """Words of a PDF; ``page`` counts from 1 and is ``None`` where the place is on no page."""

    place: str
    text: str
    page: int | None = None


def pieces_of(pdf: bytes, job: Job, *, depth: int = 0) -> Iterator[Piece]:
    """Yield everything that can be read in a PDF; an attached PDF is read as well."""
    yield from _pages(pdf, job)
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        about = opened.trailer.get("/Info")
        for thing in opened.objects:
            job.check()
            is_about = about is not None and thing.is_indirect and thing.objgen == about.objgen
            yield from _strings(thing, FILE_DATA if is_about else "")
            if isinstance(thing, pikepdf.Stream):
                yield from _stream(thing, job, depth)


def _pages(pdf: bytes, job: Job) -> Iterator[Piece]:
    """Yield the text of every page."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        for number, page in enumerate(document, start=1):
            job.check()
            reader = page.get_textpage()
            yield Piece(TEXT, reader.get_text_range(), number)
            reader.close()
            page.close()
    finally:
        document.close()


def _strings(thing: pikepdf.Object, place: str, key: str = "") -> Iterator[Piece]:
    """Yield the strings of an object, not those of the objects that it points to."""
    if isinstance(thing, pikepdf.String):
        yield Piece(place or _KEYS.get(key, OTHER), str(thing))
    elif isinstance(thing, pikepdf.Array):
        for one in thing:
            if not _elsewhere(one):
                yield from _strings(one, place, key)
    elif isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
        for name, value in thing.items():
            if name != "/ID" and not _elsewhere(value):
                yield from _strings(value, place, name)


def _elsewhere(thing: object) -> bool:
    """Whether a value needs no look: a number, or an object that is looked at by itself."""
    return not isinstance(thing, pikepdf.Object) or thing.is_indirect


def _stream(stream: pikepdf.Stream, job: Job, depth: int) -> Iterator[Piece]:
    """Yield what a stream tells beside the text of pages."""
    kind, form = stream.get("/Type"), stream.get("/Subtype")
    if kind == "/Metadata":
        yield Piece(FILE_DATA, stream.read_bytes().decode("utf-8", "replace"))
    elif kind == "/EmbeddedFile":
        yield from _attached(stream.read_bytes(), job, depth)
    elif form == "/Image":
        yield from (Piece(IMAGE, text) for text in words_in(stream.read_raw_bytes()))
    elif kind is None and "/Length1" not in stream and "/N" not in stream:
        yield from (Piece(ALTERNATIVE, str(pikepdf.Object.parse(one))) for one in _INLINE.findall(stream.read_bytes()))


def _attached(data: bytes, job: Job, depth: int) -> Iterator[Piece]:
    """Yield the words of an attached file; a PDF is read as this one is."""
    if data.startswith(b"%PDF") and depth < _DEEPEST:
        try:
            yield from (Piece(ATTACHMENT, piece.text) for piece in pieces_of(data, job, depth=depth + 1))
        except (pikepdf.PdfError, pypdfium2.PdfiumError):
            yield from (Piece(ATTACHMENT, text) for text in words_in(data))
    else:
        yield from (Piece(ATTACHMENT, text) for text in words_of_file(data, job))
