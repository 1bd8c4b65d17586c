"""A dossier that came back: what the file tells by itself, and what the log of a vault knows of it."""

from datetime import datetime

import msgspec

from app.domain.dossier import CopyGiven
from app.domain.revision import AuditEntry


class Seal(msgspec.Struct, frozen=True, kw_only=True):
    """A signature: who, with which certificate, and whether the signed bytes are unchanged.

    ``whole`` is false where something was added to the file after it. ``moment`` is what the computer of who signed
    said.
    """

    signer: str
    issuer: str
    serial: str
    fingerprint: str
    valid_from: datetime
    valid_until: datetime
    unchanged: bool
    whole: bool
    moment: datetime | None = None


class AttachedFile(msgspec.Struct, frozen=True, kw_only=True):
    """A file inside a dossier; ``listed`` says that the pages name its hash."""

    name: str
    sha256: str
    listed: bool


class BroughtBack(msgspec.Struct, frozen=True, kw_only=True):
    """A dossier as it came back; ``code`` is that of the log on its pages, "" where there is none.

    ``pages`` says whether every page bears its own number and how many there are. ``files_told`` is how many files are
    inside it by its manifest, ``None`` where it has none.
    """

    sha256: str
    dossier: str
    code: str
    seals: tuple[Seal, ...]
    files: tuple[AttachedFile, ...]
    pages: bool = True
    files_told: int | None = None

    @property
    def has_all_files(self) -> bool:
        """Whether there are as many files inside it as its manifest says."""
        return self.files_told is None or self.files_told == len(self.files)

    @property
    def is_sound(self) -> bool:
        """Whether nothing in the file contradicts the rest of it."""
        signed = all(seal.unchanged and seal.whole for seal in self.seals)
        return signed and self.pages and self.has_all_files and all(one.listed for one in self.files)


class InVault(msgspec.Struct, frozen=True, kw_only=True):
    """What the log of a vault knows of a dossier.

    ``given`` is the copy that was given with exactly these bytes. ``entry`` is the entry of the code on its pages;
    without one the log does not hold what it held when the copy was made, or the copy is of another vault.
    """

    given: CopyGiven | None
    entry: AuditEntry | None

    @property
    def is_known(self) -> bool:
        """Whether this vault gave exactly this copy and still holds the entry that the copy names."""
        return self.given is not None and self.entry is not None
