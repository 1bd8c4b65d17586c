"""How numbers, words and moments are written in a PDF (PDF 32000-1, 7.3 and 7.9)."""

import codecs
from datetime import datetime, timedelta


def reference(number: int) -> bytes:
    """Return a reference to an object."""
    return b"%d 0 R" % number


def text_string(words: str) -> bytes:
    """Return words as a string that any reader can read: plain where they are ASCII, UTF-16 otherwise."""
    if words.isascii() and words.isprintable():
        return b"(%s)" % words.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)").encode()
    return b"<%s>" % (codecs.BOM_UTF16_BE + words.encode("utf-16-be", "replace")).hex().upper().encode()


def name(words: str) -> bytes:
    """Return words as a name: ``text/plain`` is ``/text#2Fplain``."""
    return b"/" + b"".join(bytes([byte]) if _plain(byte) else b"#%02X" % byte for byte in words.encode())


def _plain(byte: int) -> bool:
    """Whether a byte stands for itself in a name."""
    return 0x21 <= byte <= 0x7E and byte not in b"#()<>[]{}/%"


def moment(at: datetime) -> bytes:
    """Return a moment as a PDF date string."""
    minutes = int((at.utcoffset() or timedelta()).total_seconds() // 60)
    sign = "-" if minutes < 0 else "+"
    hours, rest = divmod(abs(minutes), 60)
    return f"(D:{at:%Y%m%d%H%M%S}{sign}{hours:02}'{rest:02}')".encode()
