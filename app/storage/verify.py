"""Walk through everything a vault holds and name the first thing that is wrong."""

from uuid import UUID

from app.domain.revision import VerifyReport
from app.errors import DatabaseDamagedError, RecordAlteredError
from app.storage.audit import START, canonical, content_hash, verify_chain
from app.storage.reading import Reader


def verify_everything(reader: Reader) -> VerifyReport:
    """Check the pages, the chain, that each entry's versions are as they were, and that records are their last version.

    Raises ``DatabaseDamagedError``, ``ChainBrokenError`` or ``RecordAlteredError``.
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
    current = reader.current_contents()
    for record, (entry_number, number, content) in newest.items():
        if record not in current or current[record] != (number, content.decode()):
            raise RecordAlteredError(entry=entry_number)
    if len(current) != len(newest):
        raise RecordAlteredError(entry=len(entries))
    if not reader.linked():
        raise DatabaseDamagedError
    return VerifyReport(
        entries=len(entries),
        head=last.hash if last else START,
        records=len(current),
        revisions=sum(map(len, written.values())),
    )
