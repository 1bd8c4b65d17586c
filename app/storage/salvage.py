"""Make a sound vault of what can be read of a damaged one.

A record lies twice in a vault: as it is now, and in its versions. One of both is enough to save it. The log is kept as
it was when everything still fits it; else its entries are kept in their order with their words, chained anew, and the
last entry says so. The damaged vault is only read.
"""

import contextlib
import hashlib
from collections import Counter, defaultdict, deque
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from typing import Any, Final
from uuid import UUID

import msgspec
import sqlcipher3.dbapi2 as driver
from sqlalchemy import Engine, insert
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from app.domain.case import Case
from app.domain.kinds import kind_of
from app.domain.record import Record
from app.domain.revision import AuditEntry, RecordKind, Revision, RevisionAction
from app.domain.salvage import LostRecord, SalvageReport
from app.domain.snapshot import references
from app.errors import AppError
from app.storage.audit import content_hash, next_entry
from app.storage.contents import (
    builtins_of,
    decode_record,
    entry_columns,
    entry_of,
    record_columns,
    revision_columns,
    revision_of,
)
from app.storage.engine import BEGIN, engine_on
from app.storage.harvest import Harvest, Row
from app.storage.migrate import migrate
from app.storage.readable import READ_AT_OPENING, is_readable
from app.storage.reading import Reader
from app.storage.rows import AuditRow, RecordRow, ReferenceRow, RevisionRow
from app.storage.search import fill
from app.storage.unit_of_work import UnitOfWork
from app.storage.verify import verify_everything

EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_COPIED: Final = ("vault", "member", "setting", "own_text", "draft", "exhibit_chunk", "erasure")


class Pile(msgspec.Struct, kw_only=True):
    """What was read, as values."""

    records: dict[UUID, tuple[UUID, Record, int, bool]]
    revisions: dict[UUID, dict[int, tuple[int, Revision]]]
    entries: dict[int, AuditEntry]
    added: list[Revision]
    cases: dict[UUID, UUID]
    rebuilt: int = 0
    made_up: int = 0
    lost: tuple[LostRecord, ...] = ()
    lost_versions: int = 0

    @property
    def newest(self) -> int:
        """Return the number of the newest entry of the log that anything tells of."""
        told = [entry for versions in self.revisions.values() for entry, _ in versions.values()]
        return max([*self.entries, *told], default=0)


def salvage(
    found: Harvest, engine: Engine, vault: UUID, *, user: str, slot: UUID, now: datetime, name: str
) -> SalvageReport:
    """Fill a new, empty database with what was read; ``name`` is for cases whose head is lost.

    ``user`` came in with the key slot ``slot``. The engine works on a database without tables yet, and goes on to be
    used.
    """
    left = _leave_unreadable(found, user, slot)
    pile = _pile(found, name, user, now)
    chained = not _fits(found, pile, vault)
    migrate(engine)
    _fill(engine, found, pile, vault, anew=chained)
    entries = set(range(1, pile.newest + 1)) - set(pile.entries)
    with Session(engine.execution_options(**{BEGIN: "IMMEDIATE"}), autobegin=False, expire_on_commit=False) as session:
        session.begin()
        uow = UnitOfWork(session, user=user, now=now)
        damaged = _damaged_exhibits(uow)
        report = SalvageReport(
            saved=tuple(sorted(Counter(kind_of(one[1]) for one in pile.records.values()).items())),
            rebuilt=pile.rebuilt,
            made_up=pile.made_up,
            lost=pile.lost,
            lost_versions=pile.lost_versions,
            lost_entries=len(entries),
            damaged_exhibits=damaged,
            chain_kept=not chained,
            left=left,
        )
        uow.take_over(pile.added, pile.cases)
        uow.commit("vault.salvaged", str(vault), _told(report, pile, found))
    return report


def salvaged_in_memory(found: Harvest, vault: UUID, *, user: str, slot: UUID, now: datetime, name: str) -> Engine:
    """Return a database in memory with what was read, to look at."""
    engine = engine_on(partial(driver.connect, ":memory:", isolation_level=None, check_same_thread=False))
    try:
        salvage(found, engine, vault, user=user, slot=slot, now=now, name=name)
    except BaseException:
        engine.dispose()
        raise
    return engine


def _leave_unreadable(found: Harvest, user: str, slot: UUID) -> tuple[tuple[str, int], ...]:
    """Leave the rows behind that no vault can be opened with; return how many by table.

    Whoever is here with a key slot that fits is the member of that name, if that row does not tell its slot any more.
    """
    for row in found.rows.get("member", ()):
        if row["name"] == user and row["removed_at"] is None and _id_of(row["slot_id"]) is None:
            row["slot_id"] = slot.hex
    left: Counter[str] = Counter()
    for table in READ_AT_OPENING:
        rows = found.rows.get(table, [])
        found.rows[table] = [row for row in rows if is_readable(table, row)]
        left[table] = len(rows) - len(found.rows[table])
    del left["vault"]  # its only row is made anew from what the keyring tells
    return tuple((table, count) for table, count in left.items() if count)


def _pile(found: Harvest, name: str, user: str, now: datetime) -> Pile:
    """Sort what was read: which records there are, in which versions, and what is missing."""
    pile = Pile(records={}, revisions=defaultdict(dict), entries={}, added=[], cases={})
    for row in found.rows["revision"]:
        _try(partial(_take_revision, pile, row))
    for row in found.rows["audit"]:
        _try(partial(_take_entry, pile, row))
    for row in found.rows["record"]:
        _try(partial(_take_record, pile, row))
    for record_id, versions in pile.revisions.items():
        number = max(versions)
        if record_id not in pile.records or pile.records[record_id][2] < number:
            _try(partial(_rebuild, pile, found, record_id, versions[number][1]))
    for record_id, (case, record, number, withdrawn) in list(pile.records.items()):
        pile.cases[record_id] = case
        if number not in pile.revisions[record_id]:
            pile.added.append(_version(record, number, user, now, withdrawn=withdrawn))
    missing = {one[0] for one in pile.records.values()} - set(pile.records)
    for place, case in enumerate(sorted(missing), start=1):
        head = Case(id=case, number=1, reference=f"? {place}", name=name, recorded_at=now, recorded_by=user)
        pile.records[case] = (case, head, 1, False)
        pile.cases[case] = case
        pile.added.append(_version(head, 1, user, now, withdrawn=False))
        pile.made_up += 1
    lost = [
        (id_, place)
        for id_, place in found.known.items()
        if (one := _id_of(id_)) is not None and one not in pile.records
    ]
    pile.lost = tuple(LostRecord(series=place[1], number=place[2], case=place[0]) for _, place in sorted(lost))
    pile.lost_versions = sum(
        pile.records[record_id][2] - len(pile.revisions[record_id]) - (record_id in missing)
        for record_id in pile.records
    )
    return pile


def _take_revision(pile: Pile, row: Row) -> None:
    revision = revision_of(RevisionRow(**{**row, "record_id": UUID(row["record_id"])}))
    decode_record(row["kind"], row["content"])
    pile.revisions[revision.record][revision.number] = (int(row["entry"]), revision)


def _take_entry(pile: Pile, row: Row) -> None:
    entry = entry_of(AuditRow(**row))
    pile.entries[entry.number] = entry


def _take_record(pile: Pile, row: Row) -> None:
    record = decode_record(row["kind"], row["content"])
    if record.id != UUID(row["id"]):
        return
    pile.records[record.id] = (UUID(row["case_id"]), record, int(row["revision"]), bool(row["withdrawn"]))


def _rebuild(pile: Pile, found: Harvest, record_id: UUID, revision: Revision) -> None:
    """Make a record of its newest version that can be read."""
    record = decode_record(revision.kind, msgspec.json.encode(revision.content).decode())
    old = pile.records.get(record_id)
    if old is not None:
        case = old[0]
    elif revision.kind is RecordKind.CASE:
        case = record_id
    else:
        case = UUID(found.known.get(record_id.hex, ("",))[0] or UUID(int=0).hex)
    pile.records[record_id] = (case, record, revision.number, revision.action is RevisionAction.WITHDRAWN)
    pile.rebuilt += 1


def _version(record: Record, number: int, user: str, now: datetime, *, withdrawn: bool) -> Revision:
    """Return the version that stands in for one that is lost, with what the record says now."""
    action = RevisionAction.RECORDED if number == 1 else RevisionAction.CORRECTED
    return Revision(
        record=record.id,
        kind=kind_of(record),
        number=number,
        action=RevisionAction.WITHDRAWN if withdrawn else action,
        at=now,
        by=user,
        reason="salvaged",
        content=builtins_of(record),
    )


def _fits(found: Harvest, pile: Pile, vault: UUID) -> bool:
    """Whether the log that was read still fits everything that was read."""
    if pile.added:
        return False
    engine = engine_on(partial(driver.connect, ":memory:", isolation_level=None, check_same_thread=False))
    try:
        migrate(engine)
        _fill(engine, found, pile, vault, anew=False)
        with Session(engine) as session:
            verify_everything(Reader(session))
    except (AppError, DatabaseError):
        return False
    finally:
        engine.dispose()
    return True


def _fill(engine: Engine, found: Harvest, pile: Pile, vault: UUID, *, anew: bool) -> None:
    """Write what was read in a new database; ``anew`` chains the log again."""
    with engine.execution_options(**{BEGIN: "IMMEDIATE"}).begin() as connection:
        connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
        if not found.rows["vault"]:
            at = min((entry.at.isoformat() for entry in pile.entries.values()), default="")
            found.rows["vault"] = [{"one": 1, "id": vault.hex, "made_at": at}]
        kept_chunks = [row for row in found.rows["exhibit_chunk"] if _id_of(row["exhibit_id"]) in pile.records]
        # The seals of erased entries only fit the log as it was.
        for table in _COPIED if anew else (*_COPIED, "erased_entry"):
            for row in kept_chunks if table == "exhibit_chunk" else found.rows.get(table, ()):
                names, marks = ", ".join(row), ", ".join("?" * len(row))
                connection.exec_driver_sql(
                    f"INSERT OR IGNORE INTO {table} ({names}) VALUES ({marks})",  # noqa: S608  names of our own tables
                    tuple(row.values()),
                )
        entries = _chain(pile) if anew else [pile.entries[number] for number in sorted(pile.entries)]
        _insert(connection, AuditRow, [entry_columns(entry) for entry in entries])
        _insert(
            connection,
            RecordRow,
            [record_columns(case, one, number, withdrawn=gone) for case, one, number, gone in pile.records.values()],
        )
        _insert(
            connection,
            RevisionRow,
            [
                revision_columns(revision, entry)
                for record_id, versions in pile.revisions.items()
                if record_id in pile.records
                for entry, revision in versions.values()
            ],
        )
        _insert(
            connection,
            ReferenceRow,
            [
                {"record_id": record.id, "field": field, "target_id": target}
                for _, record, _, withdrawn in pile.records.values()
                if not withdrawn
                for field, target in references(record)
                if target in pile.records
            ],
        )
        fill(connection)


def _insert(connection: Any, table: Any, rows: list[dict[str, object]]) -> None:  # noqa: ANN401  any of our tables
    if rows:
        connection.execute(insert(table), rows)


def _chain(pile: Pile) -> list[AuditEntry]:
    """Return the log with the words that it had, chained anew over the versions that are left."""
    written: dict[int, list[Revision]] = defaultdict(list)
    for record_id, versions in pile.revisions.items():
        for entry, revision in versions.values():
            if record_id in pile.records:
                written[entry].append(revision)
    chain: list[AuditEntry] = []
    moments = [entry.at for entry in pile.entries.values()]
    moments += [revision.at for versions in pile.revisions.values() for _, revision in versions.values()]
    at = min(moments, default=EPOCH)
    for number in range(1, pile.newest + 1):
        old, versions_then = pile.entries.get(number), written[number]
        at = old.at if old else versions_then[0].at if versions_then else at
        chain.append(
            next_entry(
                chain[-1] if chain else None,
                at=at,
                by=old.by if old else "?",
                action=old.action if old else "salvage.lost",
                subject=old.subject if old else "",
                detail=old.detail if old else "",
                content=content_hash(versions_then),
            )
        )
    return chain


def _damaged_exhibits(reader: Reader) -> int:
    """Count the exhibits whose bytes are not those that were taken in."""
    damaged = 0
    for exhibit in reader.exhibits():
        try:
            deque(reader.exhibit_bytes(exhibit), maxlen=0)
        except AppError:
            damaged += 1
    return damaged


def _told(report: SalvageReport, pile: Pile, found: Harvest) -> str:
    """Return what the log keeps of a salvage; it names own texts again that the log no longer named."""
    head = pile.entries[max(pile.entries)].hash if pile.entries else "?"
    named = {word for entry in pile.entries.values() for word in entry.detail.split()}
    texts = [f"sha256:{hashlib.sha256(row['text'].encode()).hexdigest()}" for row in found.rows["own_text"]]
    left = "".join(f", {table} left behind {count}" for table, count in report.left)
    counts = f"saved {report.records}, rebuilt {report.rebuilt}, lost {len(report.lost)}{left}"
    chain = "log kept" if report.chain_kept else f"log chained anew, last hash before {head}"
    return " ".join([f"{counts}; {chain}", *(text for text in texts if text not in named)])


def _id_of(told: object) -> UUID | None:
    """Return an id, ``None`` for what is none."""
    try:
        return UUID(str(told))
    except ValueError:
        return None


def _try(take: Callable[[], None]) -> None:
    """Take a row that says what it should; one that does not is lost."""
    with contextlib.suppress(ValueError, KeyError, TypeError, AttributeError, msgspec.MsgspecError, AppError):
        take()
