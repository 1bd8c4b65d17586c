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
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Generic, TypeVar
from uuid import UUID

import msgspec

from app.domain.anchor import fits, read_anchor
from app.domain.revision import AuditEntry, RevisionAction, VerifyReport
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
from app.storage.erasures import Told, content_print, entries_print, read_erased
from app.storage.inspection import Held, form_as_made
from app.storage.readable import UNREADABLE
from app.storage.reading import Reader
from app.storage.search import text_of

T = TypeVar("T")
_NO_CODE = "This is not a code of the log. Type the number and the four groups of four signs as they stand on paper."
_ERASURE = "what it says about erased cases is not what the log says."
_RECORDS = "the id, the case or a day of a record or a version cannot be read."
_SEARCH = "the index of the search does not hold what the records say."
_SMALL = "members, settings or own lists were changed after the last entry of the log."
_BETWEEN = "members, settings or own lists were changed between two entries of the log."


def verify_everything(reader: Reader) -> VerifyReport:
    """Check the pages, the chain, and every table against it; return what was counted when nothing is wrong.

    Everything is read in the order in which it lies there and let go of again, so the memory does not grow with the
    vault. Raises ``DatabaseDamagedError``, ``ChainBrokenError``, ``RecordAlteredError``, ``TableAlteredError`` or
    ``DamagedExhibitError`` for the first fault.
    """
    if not reader.whole():
        raise DatabaseDamagedError
    walked = _walk_log(reader)
    number = walked.last.number if walked.last else 0
    with _readable(_ERASURE):
        _check_erasures(reader, walked.erased)
    with _readable(_RECORDS):
        revisions = _check_entries(reader, number)
    _check_drafts(reader)
    _check_own_texts(walked)
    if walked.changed_between:
        raise TableAlteredError(reason=_BETWEEN)
    if walked.tables not in {"", reader.inspection().small_tables()}:
        raise TableAlteredError(reason=_SMALL)
    records = _check_records(reader, number)
    if not reader.linked():
        raise DatabaseDamagedError
    exhibits = 0
    for exhibit in reader.inspection().exhibits():
        deque(reader.exhibit_bytes(exhibit), maxlen=0)
        exhibits += 1
    if reader.inspection().form() != form_as_made():
        raise TableAlteredError(reason="its tables or their guards are not those that the program makes.")
    return VerifyReport(
        entries=number,
        head=walked.last.hash if walked.last else START,
        records=records,
        revisions=revisions,
        exhibits=exhibits,
    )


def check_anchor(reader: Reader, code: str) -> AuditEntry:
    """Return the entry that a printed code stands for, when it is still in the chain as it was.

    Raises ``RefusedError`` when it is no code, ``ChainBrokenError``, ``AnchorGoneError`` or ``AnchorReplacedError``.
    """
    try:
        anchor = read_anchor(code)
    except ValueError as error:
        raise RefusedError(reason=_NO_CODE) from error
    last = found = None
    for entries, seals in reader.inspection().log():
        last = verify_chain(entries, seals, after=last)
        found = found or next((entry for entry in entries if entry.number == anchor.number), None)
    number = last.number if last else 0
    if anchor.number > number:
        raise AnchorGoneError(number=anchor.number, last=number)
    if found is None or not fits(anchor, found.hash):
        raise AnchorReplacedError(number=anchor.number)
    return found


class _Walked(msgspec.Struct, kw_only=True):
    """What one walk through the log leaves to hold the tables against.

    ``tables`` is the hash of the tables without versions after the newest entry that tells it, and ``changed_between``
    whether what one entry left in them was not what the next one found. ``erased`` is the newest entry about each
    erasure. ``unnamed`` are the own texts that no entry names.
    """

    last: AuditEntry | None = None
    tables: str = ""
    changed_between: bool = False
    erased: dict[UUID, tuple[int, Told]]
    unnamed: set[str]


def _walk_log(reader: Reader) -> _Walked:
    with _readable(_SMALL):
        texts = {f"sha256:{hashlib.sha256(own.text.encode()).hexdigest()}" for own in reader.own_texts()}
    walked = _Walked(erased={}, unnamed=texts)
    for entries, seals in reader.inspection().log():
        walked.last = verify_chain(entries, seals, after=walked.last)
        for entry in entries:
            _walk_by(walked, entry)
    return walked


def _walk_by(walked: _Walked, entry: AuditEntry) -> None:
    words = read_erased(entry)
    if words is not None:
        walked.erased[words.erasure] = (entry.number, words)
    if walked.unnamed:
        walked.unnamed.difference_update(entry.detail.split())
    written = read_written(entry.content)
    if written is not None:
        walked.changed_between = walked.changed_between or walked.tables not in {"", written.before}
        walked.tables = written.after


@contextmanager
def _readable(reason: str) -> Iterator[None]:
    """Tell what cannot be read as altered: the program writes nothing that it cannot read."""
    try:
        yield
    except UNREADABLE as error:
        raise TableAlteredError(reason=reason) from error


def _check_erasures(reader: Reader, told: dict[UUID, tuple[int, Told]]) -> None:
    """Check that each erasure, and what it says went from the log, is as the log says.

    Without the list of what went from the log (a salvage that chained it anew drops it) the entries must fit without.
    """
    rows = set()
    for one, parts in reader.inspection().erasures():
        number, words = told.pop(one.id, (0, None))
        if words is None or words.sha256 != content_print(one) or one.entry not in {0, number}:
            raise TableAlteredError(reason=_ERASURE)
        if parts and words.entries != entries_print(parts):
            raise TableAlteredError(reason=_ERASURE)
        rows.add((one.id, one.case, one.entry or None))
    if told or rows != reader.inspection().erasure_rows():
        raise TableAlteredError(reason=_ERASURE)


class _InOrder(Generic[T]):
    """Gives out what belongs to a number, asked for in order; ``pairs`` are (number, what belongs to it) in that order.

    What belongs to a number that is no entry of the log raises ``RecordAlteredError`` of the ``last`` entry.
    """

    def __init__(self, pairs: Iterator[tuple[int, T]], last: int) -> None:
        self._pairs, self._last = pairs, last
        self._ahead: tuple[int, T] | None = None

    def of(self, number: int) -> T | None:
        """Return what belongs to a number, ``None`` for nothing; it must be used up before the next is asked for."""
        if self._ahead is None:
            self._ahead = next(self._pairs, None)
        if self._ahead is None or self._ahead[0] > number:
            return None
        (found, belongs), self._ahead = self._ahead, None
        if found != number:
            raise RecordAlteredError(entry=self._last)
        return belongs


def _check_entries(reader: Reader, last: int) -> int:
    """Check that each entry's versions are as they were, those of erased cases by their hash; return how many."""
    written = _InOrder(reader.inspection().versions(), last)
    gone = _InOrder(reader.inspection().erased_versions(), last)
    count = 0
    for entry in reader.audit():
        pairs, went = written.of(entry.number), gone.of(entry.number)
        told = read_written(entry.content)
        if told is None:
            # What went cannot be hashed once more with what is left; before schema 3 an entry was about one case.
            found = [one for _, one in pairs or ()]
            fits = not found if went is not None else content_hash(found) == entry.content
            count += len(found)
        else:
            hashes = [version_hash(case, one) for case, one in pairs or ()]
            count += len(hashes)
            told_so = revisions_hash([*hashes, *(went or ())]) == told.revisions
            fits = told_so or _fits_schema_3(reader, entry.number, went or (), told.revisions)
        if not fits:
            raise RecordAlteredError(entry=entry.number)
    if written.of(last + 1) is not None:
        raise RecordAlteredError(entry=last)
    return count


def _fits_schema_3(reader: Reader, entry: int, went: Sequence[str], told: str) -> bool:
    """Whether an entry of schema 3 holds: such an entry is about one case, of which nothing went or everything."""
    pairs = [pair for _, some in reader.inspection().versions(entry) for pair in some]
    return (list(went) == [told]) if not pairs else not went and schema_3_hash(pairs) == told


def _check_own_texts(walked: _Walked) -> None:
    """Check that every own checklist and translation is the text that the log names."""
    if walked.unnamed:
        raise RecordAlteredError(entry=walked.last.number if walked.last else 0)


def _check_records(reader: Reader, last: int) -> int:
    """Check that every record, with all that stands beside it, is its newest version; return how many there are."""
    count = 0
    with _readable(_RECORDS):
        for held in reader.inspection().records():
            _check_record(held, last)
            count += 1
        if reader.inspection().strays():
            raise RecordAlteredError(entry=last)
    if reader.inspection().stray_words():
        raise TableAlteredError(reason=_SEARCH)
    return count


def _check_record(held: Held, last: int) -> None:
    number = 0
    for entry, version, told in held.versions:
        if version != number + 1 and told:
            raise RecordAlteredError(entry=entry)
        number = version
    newest = held.newest
    if newest is None:
        raise RecordAlteredError(entry=last)
    entry = held.versions[-1][0]
    content = canonical(newest.content).decode()
    record = decode_record(newest.kind, content)
    withdrawn = newest.action is RevisionAction.WITHDRAWN
    columns = record_columns(held.case, record, newest.number, withdrawn=withdrawn)
    columns["content"] = content  # an older program wrote fewer fields than the record has now
    if held.columns != columns or record.id != newest.record:
        raise RecordAlteredError(entry=entry)
    if held.references != (frozenset() if withdrawn else frozenset(references(record))):
        raise RecordAlteredError(entry=entry)
    if held.words != (() if withdrawn else ((held.case.hex, text_of(record)),)):
        raise TableAlteredError(reason=_SEARCH)


def _check_drafts(reader: Reader) -> None:
    """Check that every draft can be read."""
    for _, content in reader.inspection().drafts():
        try:
            msgspec.json.decode(content, type=dict[str, object])
        except msgspec.DecodeError as error:
            raise TableAlteredError(reason="a draft cannot be read.") from error
