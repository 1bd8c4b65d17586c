"""All that can be read in a finished PDF, on its pages and behind them, each with the place where it stands."""

import io
import re
from collections.abc import Iterator
from typing import Final, NamedTuple

import pikepdf

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
_TOKEN: Final = re.compile(rb"(/[^\s/<>\[\]()]+)|(\((?:[^()\\]|\\.)*\)|<[0-9A-Fa-f]+>)", re.DOTALL)
_DEEPEST: Final = 3
# An open file keeps every object that was looked at: a long dossier is opened anew for each part of it.
_TOGETHER: Final = 10_000
_READINGS: Final = 8


class Piece(NamedTuple):
    """Words of a PDF; ``page`` counts from 1 and is ``None`` where the place is on no page."""

    place: str
    text: str
    page: int | None = None


def pieces_of(pdf: bytes, job: Job, *, depth: int = 0) -> Iterator[Piece]:
    """Yield everything that can be read in a PDF; an attached PDF is read as well."""
    yield from _pages(pdf, job)
    if depth:
        yield from _objects(pdf, None, job, depth)
        return
    size = _size(pdf)
    together = max(_TOGETHER, size // _READINGS)
    for first in range(0, size, together):
        yield from _objects(pdf, range(first, min(first + together, size)), job, depth)


def _opened(pdf: bytes) -> pikepdf.Pdf:
    """Open a file without looking at its pages, which would look at every object at once."""
    return pikepdf.open(io.BytesIO(pdf), inherit_page_attributes=False)


def _size(pdf: bytes) -> int:
    """Return the number after the highest of an object."""
    with _opened(pdf) as opened:
        return int(opened.trailer.Size)


def _objects(pdf: bytes, numbers: range | None, job: Job, depth: int) -> Iterator[Piece]:
    """Yield the words of objects, by their numbers where the file is of our making: others may use a number twice."""
    with _opened(pdf) as opened:
        about = opened.trailer.get("/Info")
        things = opened.objects if numbers is None else (opened.get_object(number, 0) for number in numbers)
        for thing in things:
            job.check()
            is_about = about is not None and _is_own(thing) and thing.objgen == about.objgen
            yield from _strings(thing, FILE_DATA if is_about else "")
            if isinstance(thing, pikepdf.Stream):
                yield from _stream(thing, job, depth)


def _is_own(thing: object) -> bool:
    """Whether a value is an object with a number, and not nothing at all."""
    return isinstance(thing, pikepdf.Object) and thing.is_indirect


def _pages(pdf: bytes, job: Job) -> Iterator[Piece]:
    """Yield the text of every page."""
    import pypdfium2  # noqa: PLC0415  nothing is searched in a copy from which nothing is hidden

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


def _strings(thing: object, place: str) -> Iterator[Piece]:
    """Yield the strings of an object, not those of the objects that it points to.

    They are read in the object as it is written: whoever asks for its parts is handed what it points to as well.
    """
    if not isinstance(thing, pikepdf.Object):
        return
    written = (thing.stream_dict if isinstance(thing, pikepdf.Stream) else thing).unparse(resolved=True)
    key = ""
    for name, string in _TOKEN.findall(written):
        if name:
            key = name.decode("latin-1")
        elif key != "/ID":
            yield Piece(place or _KEYS.get(key, OTHER), str(pikepdf.Object.parse(string)))


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
    import pypdfium2  # noqa: PLC0415  as above

    if data.startswith(b"%PDF") and depth < _DEEPEST:
        try:
            yield from (Piece(ATTACHMENT, piece.text) for piece in pieces_of(data, job, depth=depth + 1))
        except (pikepdf.PdfError, pypdfium2.PdfiumError):
            yield from (Piece(ATTACHMENT, text) for text in words_in(data))
    else:
        yield from (Piece(ATTACHMENT, text) for text in words_of_file(data, job))
