"""The chain of what was done: every entry's hash covers the entry and the hash before it.

``h(n) = SHA-256(h(n-1) || canonical JSON of entry n)``. Whoever changes, removes or adds an entry in the middle breaks
every hash after it; a head printed on paper elsewhere anchors all that came before (domain reference 5.6).
"""

import hashlib
from collections.abc import Iterable, Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Final

import msgspec

from app.domain.revision import AuditEntry, Revision
from app.errors import ChainBrokenError

START = "0" * 64
_RECORDS, TABLES = "records:", "tables:"
_NO_SEALS: Final[Mapping[int, str]] = MappingProxyType({})


class Written(msgspec.Struct, frozen=True, kw_only=True):
    """What an entry says about what was written with it.

    ``revisions`` is the SHA-256 of its versions and of the cases they belong to. ``before`` and ``after`` are the hash
    of the tables without versions (``inspection.small_tables_hash``) when its transaction began and ended: what one
    entry leaves is what the next one must find, so a change between two entries shows for ever.
    """

    revisions: str = ""
    before: str = ""
    after: str = ""

    def words(self) -> str:
        """Return it as the entry keeps it."""
        told = (
            f"{_RECORDS}{self.revisions}" if self.revisions else "",
            f"{TABLES}{self.after}" if self.before == self.after else f"{TABLES}{self.before}>{self.after}",
        )
        return " ".join(part for part in told if part)


def read_written(content: str) -> Written | None:
    """Return what an entry says, or ``None`` for an entry of before schema 3."""
    if TABLES not in content:
        return None
    parts = content.split()
    revisions = next((part.removeprefix(_RECORDS) for part in parts if part.startswith(_RECORDS)), "")
    tables = next((part.removeprefix(TABLES) for part in parts if part.startswith(TABLES)), "")
    before, changed, after = tables.partition(">")
    return Written(revisions=revisions, before=before, after=after if changed else before)


def version_hash(case: str, revision: Revision) -> str:
    """Return the SHA-256 of one version and of the case that it belongs to."""
    return hashlib.sha256(canonical((case, revision))).hexdigest()


def revisions_hash(versions: Iterable[str]) -> str:
    """Return the SHA-256 of the hashes of everything that one entry wrote, or "" when it wrote none.

    It is made of the hash of each version, so that the rest can still be proven when a case was erased.
    """
    ordered = sorted(versions)
    return hashlib.sha256("\n".join(ordered).encode()).hexdigest() if ordered else ""


def canonical(value: object) -> bytes:
    """Return the one way to write a value as JSON: sorted keys, no spaces, UTF-8."""
    return msgspec.json.encode(value, order="sorted")


def chain_hash(entry: AuditEntry) -> str:
    """Compute the hash of an entry from its content and the hash before it."""
    said = {
        "number": entry.number,
        "at": entry.at.isoformat(),
        "by": entry.by,
        "action": entry.action,
        "subject": entry.subject,
        "detail": entry.detail,
        "content": entry.content,
    }
    return hashlib.sha256(bytes.fromhex(entry.previous) + canonical(said)).hexdigest()


def next_entry(
    last: AuditEntry | None, *, at: datetime, by: str, action: str, subject: str, detail: str, content: str
) -> AuditEntry:
    """Return the entry that follows ``last``."""
    entry = AuditEntry(
        number=last.number + 1 if last else 1,
        at=at,
        by=by,
        action=action,
        subject=subject,
        detail=detail,
        content=content,
        previous=last.hash if last else START,
        hash="",
    )
    return msgspec.structs.replace(entry, hash=chain_hash(entry))


def verify_chain(
    entries: Iterable[AuditEntry], seals: Mapping[int, str] = _NO_SEALS, *, after: AuditEntry | None = None
) -> AuditEntry | None:
    """Walk the chain from the first entry and return the last; raise ``ChainBrokenError`` at the first wrong one.

    A walk goes on ``after`` an entry that it came to before. ``seals`` are the hashes that erased entries have with the
    words that are left of them: their own hash still covers what they said, which nobody can compute any more.
    """
    last = after
    for number, entry in enumerate(entries, start=after.number + 1 if after else 1):
        follows = entry.number == number and entry.previous == (last.hash if last else START)
        try:
            holds = follows and chain_hash(entry) == seals.get(number, entry.hash)
        except (ValueError, TypeError) as error:  # the hash before it is no hash
            raise ChainBrokenError(number=number) from error
        if not holds:
            raise ChainBrokenError(number=number)
        last = entry
    return last


def schema_3_hash(written: Iterable[tuple[str, Revision]]) -> str:
    """Return what ``revisions_hash`` was in vaults of schema 3: (case, version) of everything that one entry wrote."""
    digest = hashlib.sha256()
    for one in sorted(written, key=lambda one: (one[1].record, one[1].number)):
        digest.update(canonical(one) + b"\n")
    return digest.hexdigest()


def content_hash(revisions: Iterable[Revision]) -> str:
    """Return the SHA-256 of the revisions that one entry wrote, or an empty text when it wrote none.

    Entries of vaults of before schema 3 hold nothing else; ``Written`` says what entries hold since.
    """
    ordered = sorted(revisions, key=lambda revision: (revision.record, revision.number))
    if not ordered:
        return ""
    digest = hashlib.sha256()
    for revision in ordered:
        digest.update(canonical(revision) + b"\n")
    return digest.hexdigest()
