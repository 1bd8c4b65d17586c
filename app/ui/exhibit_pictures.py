"""Decode pictures and paint pages of exhibits, in memory and within limits: a file may be broken or meant to harm.

Only the reader of the kind that the bytes show themselves to be is asked; scripts, forms and links in documents do
nothing here.
"""

from math import sqrt
from typing import Final

import pypdfium2
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QImageReader, QPainter

from app.errors import UnshownError
from app.jobs import Job
from app.viewmodels.exhibit_services import Painted

_READERS: Final = {
    "image/png": b"png",
    "image/jpeg": b"jpeg",
    "image/gif": b"gif",
    "image/bmp": b"bmp",
    "image/tiff": b"tiff",
    "image/webp": b"webp",
}
MOST_MEGABYTES: Final = 256
"""The most memory that decoding one picture may take."""

_MOST_DOTS: Final = 64_000_000
_SHOWN_DOTS: Final = 24_000_000
_PAGE_WIDE: Final = 1400.0


def decoded_picture(data: bytes, media_type: str, job: Job) -> Painted:
    """Return a picture the right way up, as its camera says; raise ``UnshownError`` when it cannot be shown."""
    job.check()
    QImageReader.setAllocationLimit(MOST_MEGABYTES)
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    image = _read(buffer, _READERS[media_type])
    job.check()
    if image is None:
        raise UnshownError(reason="This picture is too large to be shown here. Its file is in the vault as it was.")
    if image.isNull():
        raise UnshownError(reason="This picture is damaged or unfinished. Its file is in the vault as it was taken in.")
    return _plain(image)


def _read(buffer: QBuffer, kind: bytes) -> QImage | None:
    """Return a picture that is null when it is broken, or nothing when it is too large.

    The reader is gone when this returns and raises nothing that could hold it: some readers still touch the buffer
    when they end, so it must not outlive the buffer.
    """
    reader = QImageReader(buffer, QByteArray(kind))
    reader.setAutoDetectImageFormat(False)
    reader.setAutoTransform(True)
    size = reader.size()
    dots = size.width() * size.height() if size.isValid() else 0
    if dots > _MOST_DOTS:
        return None
    if dots > _SHOWN_DOTS:
        scale = sqrt(_SHOWN_DOTS / dots)
        reader.setScaledSize(QSize(max(int(size.width() * scale), 1), max(int(size.height() * scale), 1)))
    return reader.read()


def painted_page(data: bytes, index: int, job: Job) -> Painted:
    """Return one page of a PDF document; raise ``UnshownError`` when it cannot be shown."""
    job.check()
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise UnshownError(
            reason="This document is damaged or protected with a password. Its file is in the vault as it was taken in."
        ) from error
    try:
        pages = len(document)
        chosen = min(index, pages - 1)
        page = document[chosen]
        wide, high = max(page.get_width(), 1.0), max(page.get_height(), 1.0)
        scale = min(_PAGE_WIDE / wide, sqrt(_SHOWN_DOTS / (wide * high)))
        bitmap = page.render(scale, prefer_bgrx=True, may_draw_forms=False)
        painted = Painted(chosen, pages, bitmap.width, bitmap.height, bytes(bitmap.buffer))
        bitmap.close()
        page.close()
    except (pypdfium2.PdfiumError, ValueError, IndexError) as error:
        raise UnshownError(reason="This page cannot be shown. Its file is in the vault as it was taken in.") from error
    finally:
        document.close()
    return painted


def _plain(image: QImage) -> Painted:
    """Return the dots of a picture on white."""
    if image.hasAlphaChannel():
        ground = QImage(image.size(), QImage.Format.Format_RGB32)
        ground.fill(Qt.GlobalColor.white)
        painter = QPainter(ground)
        painter.drawImage(0, 0, image)
        painter.end()
        image = ground
    image = image.convertToFormat(QImage.Format.Format_RGB32)
    return Painted(0, 1, image.width(), image.height(), bytes(image.constBits()))
