"""What the bytes of a file are, told by how they begin; the ending of the name only helps where nothing else tells."""

from pathlib import PurePath
from typing import Final

UNKNOWN: Final = "application/octet-stream"
LOOKED_AT: Final = 4096
"""So many bytes from the start of a file are enough to tell what it is."""

_STARTS: Final = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"BM", "image/bmp"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
    (b"OggS", "audio/ogg"),
    (b"ID3", "audio/mpeg"),
    (b"\xff\xfb", "audio/mpeg"),
    (b"\x1aE\xdf\xa3", "video/webm"),
    (b"PK\x03\x04", "application/zip"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"),
)
_RIFF: Final = {b"WEBP": "image/webp", b"WAVE": "audio/wav", b"AVI ": "video/x-msvideo"}
_FAMILY: Final = {
    b"heic": "image/heic",
    b"heix": "image/heic",
    b"mif1": "image/heif",
    b"avif": "image/avif",
    b"M4A ": "audio/mp4",
    b"qt  ": "video/quicktime",
}
_ZIPPED: Final = {
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".odt": "application/vnd.oasis.opendocument.text",
    ".ods": "application/vnd.oasis.opendocument.spreadsheet",
}
_TEXTS: Final = {".csv": "text/csv", ".json": "application/json", ".eml": "message/rfc822"}
_MARKS: Final = (b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")


def media_type_of(name: str, start: bytes) -> str:
    """Return the media type of a file from its name and its first bytes (``LOOKED_AT`` of them)."""
    ending = PurePath(name).suffix.lower()
    for mark, media_type in _STARTS:
        if start.startswith(mark):
            return _ZIPPED.get(ending, media_type) if media_type == "application/zip" else media_type
    if b"%PDF-" in start[:1024]:
        return "application/pdf"
    if start.startswith(b"RIFF"):
        return _RIFF.get(start[8:12], UNKNOWN)
    if start[4:8] == b"ftyp":
        return _FAMILY.get(start[8:12], "video/mp4")
    if _is_text(start):
        return _TEXTS.get(ending, "text/plain")
    return UNKNOWN


def _is_text(start: bytes) -> bool:
    """Whether bytes look like text: no control signs but tabs and line ends, or a mark that says it is text."""
    if start.startswith(_MARKS):
        return True
    return bool(start) and not any(byte < 32 and byte not in b"\t\n\r\f" for byte in start)
