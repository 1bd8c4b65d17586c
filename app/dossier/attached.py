"""The words of files that are not PDFs: text, mail, office documents, and what a camera wrote into a picture."""

import email
import email.policy
import re
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import Final

from PIL import Image
from PIL.ExifTags import GPS, IFD

from app.jobs import Job

_PRINTABLE: Final = re.compile(rb"[\x20-\x7e\x80-\xff]{4,}")
_WIDE: Final = re.compile(rb"(?:[\x20-\x7e]\x00){4,}")
_BINARY: Final = re.compile(rb"[\x00-\x08\x0e-\x1f]")
_MARKUP: Final = re.compile(r"<[^<>]*>")
_HEADER: Final = re.compile(rb"\A[A-Za-z][A-Za-z0-9\-]*:[^\n]*\r?\n")
_PARTS: Final = (IFD.Exif, IFD.GPSInfo)
_MOST_INSIDE: Final = 64 * 1024 * 1024
_DEEPEST: Final = 3


def words_of_file(data: bytes, job: Job, *, depth: int = 0) -> Iterator[str]:
    """Yield all that can be read in a file; of a file that is packed what is inside, up to 64 MB of each part."""
    if data.startswith(b"PK\x03\x04") and depth < _DEEPEST:
        yield from _unpacked(data, job, depth)
    elif data.startswith((b"\xff\xfe", b"\xfe\xff")):
        yield data.decode("utf-16", "replace")
    elif _BINARY.search(data[:4096]) is None:
        for encoding in ("utf-8", "cp1252"):
            text = data.decode(encoding, "replace")
            yield text
            if "<" in text:
                yield _MARKUP.sub(" ", text)
        if _HEADER.match(data) and depth < _DEEPEST:
            yield from _mailed(data, job, depth)
    else:
        yield from words_in(data)
        yield from _told_by_picture(data)


def words_in(data: bytes) -> Iterator[str]:
    """Yield the stretches of bytes that can be words, as EXIF and XMP keep them."""
    for found in _PRINTABLE.finditer(data):
        yield found[0].decode("utf-8", "replace")
    for found in _WIDE.finditer(data):
        yield found[0].decode("utf-16-le")


def has_place(data: bytes) -> bool:
    """Whether a camera wrote into a picture where it was made."""
    try:
        with Image.open(BytesIO(data)) as picture:
            told = picture.getexif().get_ifd(IFD.GPSInfo)
    except (OSError, ValueError, SyntaxError, EOFError, Image.DecompressionBombError, Warning):
        return False
    return bool({GPS.GPSLatitude, GPS.GPSLongitude, GPS.GPSDestLatitude, GPS.GPSAreaInformation} & told.keys())


def _unpacked(data: bytes, job: Job, depth: int) -> Iterator[str]:
    """Yield the words of what is packed together, as office documents are."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as packed:
            for part in packed.infolist():
                job.check()
                yield part.filename
                with packed.open(part) as opened:
                    yield from words_of_file(opened.read(_MOST_INSIDE), job, depth=depth + 1)
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, RuntimeError, NotImplementedError):
        yield from words_in(data)


def _mailed(data: bytes, job: Job, depth: int) -> Iterator[str]:
    """Yield the parts of a mail, which travel as something else than text."""
    for part in email.message_from_bytes(data, policy=email.policy.default).walk():
        yield from (str(value) for value in part.values())
        inside = part.get_payload(decode=True)
        if isinstance(inside, bytes) and inside != data:
            yield from words_of_file(inside, job, depth=depth + 1)


def _told_by_picture(data: bytes) -> Iterator[str]:
    """Yield what a picture tells beside its dots."""
    try:
        with Image.open(BytesIO(data)) as picture:
            exif = picture.getexif()
            told = [
                *exif.values(),
                *picture.info.values(),
                *(one for part in _PARTS for one in exif.get_ifd(part).values()),
            ]
    except (OSError, ValueError, SyntaxError, EOFError, Image.DecompressionBombError, Warning):
        return
    for one in told:
        if isinstance(one, bytes):
            yield from words_in(one)
        elif isinstance(one, str):
            yield one
