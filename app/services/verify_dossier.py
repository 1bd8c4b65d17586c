"""Check a dossier that came back: by itself, and against the vault that it says it came from."""

import msgspec

from app.domain.dossier import CopyGiven
from app.domain.revision import AuditEntry
from app.dossier.reading_back import BroughtBack, read_back
from app.errors import AnchorGoneError, AnchorReplacedError, RefusedError
from app.services.dossier import copy_with_hash
from app.storage.store import Store
from app.storage.verify import check_anchor

__all__ = ["InVault", "found_in", "read_back"]


class InVault(msgspec.Struct, frozen=True, kw_only=True):
    """What the log of a vault knows of a dossier.

    ``given`` is the copy that was given with exactly these bytes. ``entry`` is the entry of the code on its pages;
    without one the log does not hold what it held when the copy was made, or the copy is of another vault.
    """

    given: CopyGiven | None
    entry: AuditEntry | None


def found_in(store: Store, brought: BroughtBack) -> InVault:
    """Return what the log knows of a file."""
    with store.read() as reader:
        try:
            entry = check_anchor(reader, brought.code) if brought.code else None
        except (AnchorGoneError, AnchorReplacedError, RefusedError):
            entry = None
        return InVault(given=copy_with_hash(reader, brought.sha256), entry=entry)
