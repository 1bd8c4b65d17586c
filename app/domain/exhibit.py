"""Bewijsstukken: what they are, who made them, and through whose hands they went (domain reference 5.3 D9 and 5.6)."""

import re
from datetime import date
from enum import StrEnum
from typing import Final
from uuid import UUID

import msgspec

from app.domain.period import Period
from app.domain.record import Record

MOST_BYTES: Final = 500 * 1024 * 1024
"""The largest file that a vault takes in as one exhibit, in bytes."""

_SHA256: Final = re.compile(r"[0-9a-f]{64}")


class ExhibitKind(StrEnum):
    """What an exhibit shows or holds."""

    PHOTO = "foto"
    SCREENSHOT = "schermafbeelding"
    DOCUMENT = "document"
    CHAT = "chat"
    AUDIO = "geluid"
    VIDEO = "video"
    MEDICAL = "medisch"
    OTHER = "ander"


class ExhibitForm(StrEnum):
    """Whether this is the thing itself."""

    ORIGINAL = "origineel"
    COPY = "kopie"
    SCREENSHOT = "schermafbeelding"


class Transfer(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An exhibit went from one hand into another; one line of its custody."""

    when: Period = Period()
    giver: str = ""
    receiver: str = ""
    note: str = ""


class Exhibit(Record, frozen=True, kw_only=True):
    """Something that may prove a thing; shown as Bijlage ``number``. Its bytes lie in the vault and never change.

    ``file_name`` is the name as it was received, ``media_type`` what the bytes are, ``size`` their number and
    ``sha256`` their hash at intake (domain reference 5.6). ``made_by``, ``made_on``, ``device`` and ``time_zone`` tell
    how it came about. ``form`` is ``None`` when nobody recorded whether it is the original; ``form_of`` says of what it
    is a copy or screenshot. ``kept_where`` is where the original lies, ``release_by`` who may release it.
    """

    title: str
    file_name: str
    media_type: str = "application/octet-stream"
    size: int = 0
    sha256: str = ""
    kind: ExhibitKind = ExhibitKind.OTHER
    made_by: str = ""
    made_on: Period = Period()
    device: str = ""
    time_zone: str = ""
    received_on: date | None = None
    received_from: str = ""
    received_by: str = ""
    form: ExhibitForm | None = None
    form_of: str = ""
    kept_where: str = ""
    release_by: str = ""
    custody: tuple[Transfer, ...] = ()
    note: str = ""
    source: UUID | None = None

    def __post_init__(self) -> None:
        """Refuse an exhibit without a title, or whose hash is none."""
        if not self.title.strip():
            raise ValueError("an exhibit has a title")
        if self.sha256 and not _SHA256.fullmatch(self.sha256):
            raise ValueError("a hash has 64 signs from 0 to 9 and a to f")


def is_other_bytes(before: Record, after: Record) -> bool:
    """Whether a next version of an exhibit tells of other bytes: what was taken in never changes."""
    return isinstance(before, Exhibit) and isinstance(after, Exhibit) and _intake(before) != _intake(after)


def _intake(exhibit: Exhibit) -> tuple[str, str, int, str]:
    return exhibit.file_name, exhibit.media_type, exhibit.size, exhibit.sha256
