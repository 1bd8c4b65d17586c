"""Walk through everything a vault holds and name the first thing that is wrong.

What each table is held against: ``audit`` against itself, link by link; ``revision`` against the entry it was written
with, and with it the case of each record; ``record``, with every column beside its content, and ``reference`` against
the newest versions; ``vault``, ``member``, ``setting`` and ``own_text`` against the hash that every entry keeps of
them; ``erasure`` and ``erased_entry`` against the entries that tell of erasing; ``exhibit_chunk`` against the
fingerprint in the record of the exhibit; ``search`` against the records, and inside by SQLite; the tables and triggers
themselves against those that the program makes. A draft changes with every key, so the log does not cover its words: it
is checked for being readable, and whoever saves it reads what it says. Nobody can see inside the vault that the newest
entries were removed together with all they wrote; that shows through a code that was printed before
(``check_anchor``).
"""

import hashlib
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from uuid import UUID

import msgspec

from app.domain.anchor import fits, read_anchor
from app.domain.revision import AuditEntry, Revision, RevisionAction, VerifyReport
from app.domain.snapshot import references
from app.errors import (
    AnchorGoneError,
    AnchorReplacedError,
    DatabaseDamagedError,
    RecordAlteredError,
    RefusedError,
    TableAlteredError,
)
from app.storage.audit import (
    START,
    canonical,
    content_hash,
    read_written,
    revisions_hash,
    schema_3_hash,
    verify_chain,
    version_hash,
)
from app.storage.contents import decode_record, record_columns
from app.storage.erasures import content_print, entries_print, read_erased
from app.storage.inspection import form_as_made
from app.storage.readable import UNREADABLE
from app.storage.reading import Reader

_NO_CODE = "This is not a code of the log. Type the number and the four groups of four signs as they stand on paper."
_ERASURE = "what it says about erased cases is not what the log says."
_RECORDS = "the id, the case or a day of a record or a version cannot be read."
_SEARCH = "the index of the search does not hold what the records say."
_SMALL = "members, settings or own lists were changed after the last entry of the log."
_Newest = tuple[AuditEntry, str, Revision]


def verify_everything(reader: Reader) -> VerifyReport:
    """Check the pages, the chain, and every table against it; return what was counted when nothing is wrong.

    Raises ``DatabaseDamagedError``, ``ChainBrokenError``, ``RecordAlteredError``, ``TableAlteredError`` or
    ``DamagedExhibitError`` for the first fault.
    """
    if not reader.whole():
        raise DatabaseDamagedError
    entries = list(reader.audit())
    last = verify_chain(entries, reader.inspection().seals())
    with _readable(_ERASURE):
        gone = _check_erasures(reader, entries)
    with _readable(_RECORDS):
        newest, revisions = _check_entries(reader, entries, gone)
    _check_drafts(reader)
    with _readable(_SMALL):
        _check_own_texts(reader, entries)
    _check_small_tables(reader, entries)
    with _readable(_RECORDS):
        _check_records(reader, newest, entries)
    with _readable(_SEARCH):
        unsearchable = reader.inspection().unsearchable()
    if unsearchable is not None:
        raise TableAlteredError(reason=_SEARCH)
    if not reader.linked():
        raise DatabaseDamagedError
    exhibits = reader.exhibits()
    for exhibit in exhibits:
        deque(reader.exhibit_bytes(exhibit), maxlen=0)
    if reader.inspection().form() != form_as_made():
        raise TableAlteredError(reason="its tables or their guards are not those that the program makes.")
    return VerifyReport(
        entries=len(entries),
        head=last.hash if last else START,
        records=len(newest),
        revisions=revisions,
        exhibits=len(exhibits),
    )


def check_anchor(reader: Reader, code: str) -> AuditEntry:
    """Return the entry that a printed code stands for, when it is still in the chain as it was.

    Raises ``RefusedError`` when it is no code, ``ChainBrokenError``, ``AnchorGoneError`` or ``AnchorReplacedError``.
    """
    try:
        anchor = read_anchor(code)
    except ValueError as error:
        raise RefusedError(reason=_NO_CODE) from error
    entries = list(reader.audit())
    verify_chain(entries, reader.inspection().seals())
    if anchor.number > len(entries):
        raise AnchorGoneError(number=anchor.number, last=len(entries))
    if anchor.number == 0 or not fits(anchor, entries[anchor.number - 1].hash):
        raise AnchorReplacedError(number=anchor.number)
    return entries[anchor.number - 1]


@contextmanager
def _readable(reason: str) -> Iterator[None]:
    """Tell what cannot be read as altered: the program writes nothing that it cannot read."""
    try:
        yield
    except UNREADABLE as error:
        raise TableAlteredError(reason=reason) from error


def _check_erasures(reader: Reader, entries: Sequence[AuditEntry]) -> Mapping[int, list[str]]:
    """Check that each erasure is as the log says; return the hashes of the versions that went, by entry.

    Without the list of what went from the log (a salvage that chained it anew drops it) the entries must fit without.
    """
    told = {entry.number: words for entry in entries if (words := read_erased(entry)) is not None}
    newest = {words.erasure: (number, words) for number, words in sorted(told.items())}
    gone: dict[int, list[str]] = {}
    rows = set()
    for one, parts in reader.inspection().erasures():
        number, words = newest.pop(one.id, (0, None))
        if words is None or words.sha256 != content_print(one) or one.entry not in {0, number}:
            raise TableAlteredError(reason=_ERASURE)
        if parts and words.entries != entries_print(parts):
            raise TableAlteredError(reason=_ERASURE)
        for part in parts:
            gone.setdefault(part.entry, []).extend(part.versions)
        rows.add((one.id, one.case, one.entry or None))
    if newest or rows != reader.inspection().erasure_rows():
        raise TableAlteredError(reason=_ERASURE)
    return gone


def _check_entries(
    reader: Reader, entries: Sequence[AuditEntry], gone: Mapping[int, list[str]]
) -> tuple[Mapping[UUID, _Newest], int]:
    """Check that each entry's versions are as they were; return the newest version of each record, and how many.

    ``gone`` are the hashes of the versions of erased cases.
    """
    written = reader.inspection().revisions_by_entry()
    newest: dict[UUID, _Newest] = {}
    count = sum(map(len, written.values()))
    for entry in entries:
        told = read_written(entry.content)
        pairs = written.pop(entry.number, [])
        if told is None:
            # What went cannot be hashed once more with what is left; before schema 3 an entry was about one case.
            fits = not pairs if entry.number in gone else content_hash(one for _, one in pairs) == entry.content
        else:
            went = gone.get(entry.number, [])
            hashes = [*(version_hash(case, one) for case, one in pairs), *went]
            fits = revisions_hash(hashes) == told.revisions or _fits_schema_3(pairs, went, told.revisions)
        if not fits:
            raise RecordAlteredError(entry=entry.number)
        for case, revision in sorted(pairs, key=lambda one: one[1].number):
            earlier = newest.get(revision.record)
            if revision.number != (earlier[2].number + 1 if earlier else 1) and told is not None:
                raise RecordAlteredError(entry=entry.number)
            newest[revision.record] = (entry, case, revision)
    if written:
        raise RecordAlteredError(entry=len(entries))
    return newest, count


def _fits_schema_3(pairs: Sequence[tuple[str, Revision]], went: Sequence[str], told: str) -> bool:
    """Whether an entry of schema 3 holds: such an entry is about one case, of which nothing went or everything."""
    return (went == [told]) if not pairs else not went and schema_3_hash(pairs) == told


def _check_small_tables(reader: Reader, entries: Sequence[AuditEntry]) -> None:
    """Check that what one entry left in the tables without versions is what the next one found, up to now."""
    left = ""
    for entry in entries:
        told = read_written(entry.content)
        if told is not None:
            if left not in {"", told.before}:
                raise TableAlteredError(
                    reason="members, settings or own lists were changed between two entries of the log."
                )
            left = told.after
    if left not in {"", reader.inspection().small_tables()}:
        raise TableAlteredError(reason=_SMALL)


def _check_own_texts(reader: Reader, entries: Sequence[AuditEntry]) -> None:
    """Check that every own checklist and translation is the text that the log names."""
    told = {word for entry in entries for word in entry.detail.split() if word.startswith("sha256:")}
    for own in reader.own_texts():
        if f"sha256:{hashlib.sha256(own.text.encode()).hexdigest()}" not in told:
            raise RecordAlteredError(entry=len(entries))


def _check_records(reader: Reader, newest: Mapping[UUID, _Newest], entries: Sequence[AuditEntry]) -> None:
    """Check that every record, with the columns beside it and what it points to, is its newest version."""
    rows = reader.inspection().records()
    pointing = set()
    for record_id, (entry, case, revision) in newest.items():
        content = canonical(revision.content).decode()
        record = decode_record(revision.kind, content)
        withdrawn = revision.action is RevisionAction.WITHDRAWN
        columns = record_columns(UUID(case), record, revision.number, withdrawn=withdrawn) if case else {}
        if columns:
            columns["content"] = content  # an older program wrote fewer fields than the record has now
        if rows.pop(record_id, None) != columns or record.id != record_id:
            raise RecordAlteredError(entry=entry.number)
        if not withdrawn:
            pointing |= {(record_id, field, target) for field, target in references(record)}
    if rows:
        raise RecordAlteredError(entry=len(entries))
    for record_id, _, target in reader.inspection().references() ^ pointing:
        place = newest.get(record_id) or newest.get(target)
        raise RecordAlteredError(entry=place[0].number if place else len(entries))


def _check_drafts(reader: Reader) -> None:
    """Check that every draft can be read."""
    for _, content in reader.inspection().drafts():
        try:
            msgspec.json.decode(content, type=dict[str, object])
        except msgspec.DecodeError as error:
            raise TableAlteredError(reason="a draft cannot be read.") from error
