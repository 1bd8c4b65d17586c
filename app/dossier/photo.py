"""Pictures of exhibits for paper: decoded within limits, as large as a page needs, without what a camera adds.

A picture is drawn anew from its dots, so nothing of the file travels along: no place, no device, no thumbnail, no
earlier version. Pages of PDF documents become pictures as well: their fonts, scripts, layers and metadata would break
the standards for the archive, and text under a black bar would leave with them.
"""

from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING, Final, NamedTuple

from PIL import ExifTags, Image, ImageOps
from PIL.Image import Resampling
from PIL.ImageFile import ImageFile

from app.errors import UnshownError
from app.jobs import Job

if TYPE_CHECKING:
    import pypdfium2

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
_PLAIN: Final = frozenset({"L", "RGB", "CMYK"})
_LYING: Final = frozenset({5, 6, 7, 8})


class Photo(NamedTuple):
    """A picture as JPEG, with its size in dots."""

    jpeg: bytes
    width: int
    height: int


class _Watched(BytesIO):
    """The bytes of a picture, of which a reader asks for a piece at a time: it stops when the job does."""

    def __init__(self, data: bytes, job: Job) -> None:
        super().__init__(data)
        self._job = job

    def read(self, size: int | None = -1, /) -> bytes:
        """Return the next bytes."""
        self._job.check()
        return super().read(size)


def photo_of(data: bytes, media_type: str, job: Job) -> Photo:
    """Return a picture the right way up; raise ``UnshownError`` when it is broken or larger than 64 million dots."""
    try:
        with Image.open(_Watched(data, job), formats=[PICTURES[media_type]]) as opened:
            if opened.width * opened.height > _MOST_DOTS:
                raise UnshownError(reason="This picture is too large to be printed.")
            if opened.mode in _PLAIN and not opened.has_transparency_data:
                _made_small(opened)
                job.check()
            return _drawn(ImageOps.exif_transpose(opened), job)
    except (OSError, ValueError, SyntaxError, EOFError, Image.DecompressionBombError, Warning) as error:
        raise UnshownError(reason="This picture is damaged or unfinished.") from error


def _made_small(opened: ImageFile) -> None:
    """Make a picture as small as a page shows it; a reader that can skips most of the other dots."""
    lies = opened.getexif().get(ExifTags.Base.Orientation, 1) in _LYING
    wide, high = (_HIGH, _WIDE) if lies else (_WIDE, _HIGH)
    part = min(wide / opened.width, high / opened.height)
    if part < 1:
        opened.draft(None, (int(2 * part * opened.width), int(2 * part * opened.height)))
        opened.thumbnail((wide, high), Resampling.LANCZOS)


def photos_of_pages(data: bytes, job: Job) -> Iterator[tuple[Photo, int, int]]:
    """Yield every page of a PDF document as a picture, with its number and how many there are.

    Raises ``UnshownError`` when the document cannot be read or has more than ``MOST_PAGES`` pages.
    """
    import pypdfium2  # noqa: PLC0415  few copies hold a document

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
            yield _page(document, index, job), index + 1, pages
    finally:
        document.close()


def _page(document: "pypdfium2.PdfDocument", index: int, job: Job) -> Photo:
    """Return one page as a picture."""
    import pypdfium2  # noqa: PLC0415  few copies hold a document

    try:
        page = document[index]
        wide, high = max(page.get_width(), 1.0), max(page.get_height(), 1.0)
        bitmap = page.render(min(_WIDE / wide, _HIGH / high), prefer_bgrx=True, may_draw_forms=False)
        picture = Image.frombytes("RGB", (bitmap.width, bitmap.height), bytes(bitmap.buffer), "raw", "BGRX")
        bitmap.close()
        page.close()
    except (pypdfium2.PdfiumError, ValueError, IndexError) as error:
        raise UnshownError(reason="A page of this document cannot be read.") from error
    return _drawn(picture, job)


def _drawn(picture: Image.Image, job: Job) -> Photo:
    """Return the dots of a picture on white, no more of them than paper shows."""
    if picture.has_transparency_data:
        seen = picture.convert("RGBA")
        ground = Image.new("RGBA", seen.size, "white")
        picture = Image.alpha_composite(ground, seen)
    job.check()
    fresh = picture.convert("RGB")
    fresh.thumbnail((_WIDE, _HIGH), Resampling.LANCZOS)
    job.check()
    kept = BytesIO()
    Image.frombytes("RGB", fresh.size, fresh.tobytes()).save(kept, "JPEG", quality=_QUALITY, subsampling=0)
    return Photo(kept.getvalue(), *fresh.size)
