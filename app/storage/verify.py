"""Walk through everything a vault holds and name the first thing that is wrong."""

import hashlib
from collections import deque
from collections.abc import Sequence
from uuid import UUID

from app.domain.revision import AuditEntry, VerifyReport
from app.errors import DatabaseDamagedError, RecordAlteredError
from app.storage.audit import START, canonical, content_hash, verify_chain
from app.storage.reading import Reader


def verify_everything(reader: Reader) -> VerifyReport:
    """Check the pages, the chain, every version, every record and the bytes of every exhibit.

    Each entry's versions must be as they were, and every record its last version. Raises ``DatabaseDamagedError``,
    ``ChainBrokenError``, ``RecordAlteredError`` or ``DamagedExhibitError`` for the first fault.
    """
    if not reader.whole():
        raise DatabaseDamagedError
    entries = list(reader.audit())
    last = verify_chain(entries)
    written = reader.revisions_by_entry()
    newest: dict[UUID, tuple[int, int, bytes]] = {}
    for entry in entries:
        revisions = written.get(entry.number, [])
        if content_hash(revisions) != entry.content:
            raise RecordAlteredError(entry=entry.number)
        for revision in sorted(revisions, key=lambda one: one.number):
            newest[revision.record] = (entry.number, revision.number, canonical(revision.content))
    _check_own_texts(reader, entries)
    current = reader.current_contents()
    for record, (entry_number, number, content) in newest.items():
        if record not in current or current[record] != (number, content.decode()):
            raise RecordAlteredError(entry=entry_number)
    if len(current) != len(newest):
        raise RecordAlteredError(entry=len(entries))
    if not reader.linked():
        raise DatabaseDamagedError
    exhibits = reader.exhibits()
    for exhibit in exhibits:
        deque(reader.exhibit_bytes(exhibit), maxlen=0)
    return VerifyReport(
        entries=len(entries),
        head=last.hash if last else START,
        records=len(current),
        revisions=sum(map(len, written.values())),
        exhibits=len(exhibits),
    )


def _check_own_texts(reader: Reader, entries: Sequence[AuditEntry]) -> None:
    """Check that every own checklist and translation is the text that the log names."""
    told = {word for entry in entries for word in entry.detail.split() if word.startswith("sha256:")}
    for own in reader.own_texts():
        if f"sha256:{hashlib.sha256(own.text.encode()).hexdigest()}" not in told:
            raise RecordAlteredError(entry=len(entries))
