"""Pictures of exhibits for paper: decoded within limits, as large as a page needs, without what a camera adds.

A picture is drawn anew from its dots, so nothing of the file travels along: no place, no device, no thumbnail, no
earlier version. Pages of PDF documents become pictures as well: their fonts, scripts, layers and metadata would break
the standards for the archive, and text under a black bar would leave with them.
"""

from collections.abc import Iterator
from io import BytesIO
from typing import Final, NamedTuple

import pypdfium2
from PIL import Image, ImageOps
from PIL.Image import Resampling

from app.errors import UnshownError
from app.jobs import Job

PICTURES: Final = {
    "image/png": "PNG",
    "image/jpeg": "JPEG",
    "image/gif": "GIF",
    "image/bmp": "BMP",
    "image/tiff": "TIFF",
    "image/webp": "WEBP",
}
"""The readers of the kinds of pictures that can be printed."""

MOST_PAGES: Final = 200
_MOST_DOTS: Final = 64_000_000
_WIDE, _HIGH = 1400, 1800
_QUALITY: Final = 88


class Photo(NamedTuple):
    """A picture as JPEG, with its size in dots."""

    jpeg: bytes
    width: int
    height: int


def photo_of(data: bytes, media_type: str) -> Photo:
    """Return a picture the right way up; raise ``UnshownError`` when it is broken or larger than 64 million dots."""
    try:
        with Image.open(BytesIO(data), formats=[PICTURES[media_type]]) as opened:
            if opened.width * opened.height > _MOST_DOTS:
                raise UnshownError(reason="This picture is too large to be printed.")
            return _drawn(ImageOps.exif_transpose(opened))
    except (OSError, ValueError, SyntaxError, EOFError, Image.DecompressionBombError, Warning) as error:
        raise UnshownError(reason="This picture is damaged or unfinished.") from error


def photos_of_pages(data: bytes, job: Job) -> Iterator[tuple[Photo, int, int]]:
    """Yield every page of a PDF document as a picture, with its number and how many there are.

    Raises ``UnshownError`` when the document cannot be read or has more than ``MOST_PAGES`` pages.
    """
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise UnshownError(reason="This document is damaged or protected with a password.") from error
    try:
        pages = len(document)
        if pages > MOST_PAGES:
            raise UnshownError(reason="This document has more than 200 pages.")
        for index in range(pages):
            job.check()
            yield _page(document, index), index + 1, pages
    finally:
        document.close()


def _page(document: pypdfium2.PdfDocument, index: int) -> Photo:
    """Return one page as a picture."""
    try:
        page = document[index]
        wide, high = max(page.get_width(), 1.0), max(page.get_height(), 1.0)
        bitmap = page.render(min(_WIDE / wide, _HIGH / high), prefer_bgrx=True, may_draw_forms=False)
        picture = Image.frombytes("RGB", (bitmap.width, bitmap.height), bytes(bitmap.buffer), "raw", "BGRX")
        bitmap.close()
        page.close()
    except (pypdfium2.PdfiumError, ValueError, IndexError) as error:
        raise UnshownError(reason="A page of this document cannot be read.") from error
    return _drawn(picture)


def _drawn(picture: Image.Image) -> Photo:
    """Return the dots of a picture on white, no more of them than paper shows."""
    if picture.has_transparency_data:
        seen = picture.convert("RGBA")
        ground = Image.new("RGBA", seen.size, "white")
        picture = Image.alpha_composite(ground, seen)
    fresh = picture.convert("RGB")
    fresh.thumbnail((_WIDE, _HIGH), Resampling.LANCZOS)
    kept = BytesIO()
    Image.frombytes("RGB", fresh.size, fresh.tobytes()).save(kept, "JPEG", quality=_QUALITY, subsampling=0)
    return Photo(kept.getvalue(), *fresh.size)
