"""Dossiers that came back, as the check tells them."""

from datetime import UTC, datetime

from app.domain.brought_back import AttachedFile, BroughtBack, InVault, Seal
from app.domain.dossier import CopyGiven
from app.domain.revision import AuditEntry

NOW = datetime(2026, 3, 24, 14, 2, tzinfo=UTC)
ENTRY = AuditEntry(
    number=214, at=NOW, by="Anke Proef", action="", subject="", detail="", content="", previous="", hash="ab" * 32
)
KNOWN = InVault(given=CopyGiven(number=2, at=NOW, by="Anke Proef", recipient="Veilig Thuis"), entry=ENTRY)
UNKNOWN = InVault(given=None, entry=None)


def seal(*, unchanged: bool = True, whole: bool = True) -> Seal:
    """Return a signature."""
    return Seal(
        signer="Anke Proef",
        issuer="Proefbureau",
        serial="4D",
        fingerprint="cd" * 32,
        valid_from=NOW,
        valid_until=NOW,
        unchanged=unchanged,
        whole=whole,
        moment=NOW,
    )


def brought(*, seals: tuple[Seal, ...] = (), listed: tuple[bool, ...] = ()) -> BroughtBack:
    """Return a file with signatures and files inside it, whose hashes stand on its pages or do not."""
    files = tuple(
        AttachedFile(name=f"bijlage-{number}.txt", sha256="ef" * 32, listed=one)
        for number, one in enumerate(listed, start=1)
    )
    return BroughtBack(sha256="12" * 32, dossier="7F3A-91C2", code="214-7KQ4-M2XD-9PT3-VW8C", seals=seals, files=files)
