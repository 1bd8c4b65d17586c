"""Look at a database without changing a byte, before it is opened for work."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from uuid import UUID

import sqlcipher3.dbapi2 as driver

from app.domain.revision import AuditEntry
from app.errors import ChainBrokenError, DatabaseDamagedError, NewerVersionError
from app.storage.audit import verify_chain
from app.storage.folder import writable
from app.storage.readable import READ_AT_OPENING, is_readable

SCHEMA = 5
"""The number of the newest migration; a database carries its own as ``user_version``."""

_WITHOUT_LOCKS = "win32-none" if sys.platform == "win32" else "unix-none"
_MEMBERS_SINCE = 3
_ERASURES_SINCE = 4

_SLOTS = (
    "SELECT slot_id FROM member WHERE removed_at IS NULL "
    "UNION SELECT json_extract(value, '$.slot') FROM setting WHERE key = 'recovery' "
    "UNION SELECT older.value FROM setting, json_each(setting.value, '$.before') AS older "
    "WHERE setting.key = 'recovery'"
)
_NAMES = "SELECT name FROM member WHERE removed_at IS NULL ORDER BY added_at, name, slot_id"
_AUDIT = (
    "SELECT number, at, by, action, subject, detail, content, previous, hash FROM audit "
    "WHERE number > ? ORDER BY number LIMIT ?;"
)
_SEALS = "SELECT entry, seal FROM erased_entry WHERE seal != '' AND entry > ? AND entry <= ?;"
_AT_ONCE = 5_000
_BEFORE_ALL = -(1 << 62)


def address(database: Path, mode: str) -> str:
    """Return how SQLite is told which file to open in what way."""
    return f"{database.absolute().as_uri()}?{mode}"


def keyed(database: Path, key: bytes | bytearray, mode: str) -> driver.Connection:
    """Connect to an existing database; giving the key is the first thing that is said about it.

    Before it the library is told, for as long as the program lives, to wipe all memory that it lets go of. The log of
    SQLCipher would go to the standard error stream; the errors themselves come as exceptions.
    """
    connection = driver.connect(address(database, mode), uri=True, isolation_level=None, check_same_thread=False)
    try:
        connection.execute("PRAGMA cipher_memory_security = ON")
        connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        connection.execute("PRAGMA cipher_log_level = NONE")
    except BaseException:
        connection.close()
        raise
    return connection


def copied_to_memory(database: Path, key: bytes | bytearray) -> driver.Connection:
    """Return a copy in memory of a database that no other program has open."""
    with reading(database, key) as (_, place):
        copy = driver.connect(":memory:", uri=True, isolation_level=None, check_same_thread=False)
        if _WITHOUT_LOCKS in place:
            copy.execute("PRAGMA locking_mode = EXCLUSIVE")
        copy.execute(f"ATTACH '{place}' AS old KEY \"x'{key.hex()}'\"")
        copy.execute("PRAGMA cipher_log_level = NONE")
        copy.execute("SELECT sqlcipher_export('main', 'old')")
        schema = copy.execute("PRAGMA old.user_version").fetchall()[0][0]
        copy.execute("DETACH old")
    # The export writes triggers past SQLite, which learns of them by reading its own description again.
    copy.execute("PRAGMA writable_schema = RESET")
    copy.execute(f"PRAGMA user_version = {schema}")
    return copy


def examine(database: Path, key: bytes | bytearray) -> int:
    """Return the schema number of a sound database.

    Raises ``DatabaseDamagedError``, ``NewerVersionError`` or ``ChainBrokenError``; the files stay as they are.
    """
    if not database.is_file():
        raise DatabaseDamagedError
    with read_only(database, key) as connection:
        return examine_through(connection)


def examine_through(connection: driver.Connection) -> int:
    """Do the same through a connection."""
    try:
        schema = schema_of(connection)
        if not schema:
            raise DatabaseDamagedError
        for table in tables_in(connection):
            refuse_damaged(connection, table)
        last = None
        while (reached := next_links(connection, last)) != last:
            last = reached
    except driver.DatabaseError as error:
        raise DatabaseDamagedError from error
    return schema


def tables_in(connection: driver.Connection) -> tuple[str, ...]:
    """Return every table, among them those that hold the index of the search.

    They are checked one by one, because a check of the whole would have FTS5 count every word of that index, which
    takes most of the time; ``verify`` does that.
    """
    found = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND rootpage > 0").fetchall()
    return tuple(str(name) for (name,) in found)


def refuse_damaged(connection: driver.Connection, table: str) -> None:
    """Raise ``DatabaseDamagedError`` when the pages of a table do not fit together.

    So it does when one that is read at every opening holds a row that says nothing.
    """
    if connection.execute(f"PRAGMA quick_check('{table}')").fetchall()[0][0] != "ok":
        raise DatabaseDamagedError
    if table in READ_AT_OPENING:
        asked = connection.execute(f"SELECT * FROM {table}")  # noqa: S608  names of our own tables
        names = [column[0] for column in asked.description]
        if not all(is_readable(table, dict(zip(names, row, strict=True))) for row in asked):
            raise DatabaseDamagedError


def next_links(connection: driver.Connection, last: AuditEntry | None, most: int = _AT_ONCE) -> AuditEntry | None:
    """Walk on through the log for at most so many entries; return the last one, or ``last`` when there are no more.

    Entries and their seals are read at one moment. Raises ``ChainBrokenError`` at the first wrong one.
    """
    start = last.number if last else _BEFORE_ALL
    connection.execute("BEGIN")
    try:
        rows = connection.execute(_AUDIT, (start, most)).fetchall()
        sealed = schema_of(connection) >= _ERASURES_SINCE and bool(rows)
        seals = dict(connection.execute(_SEALS, (start, rows[-1][0])).fetchall()) if sealed else {}
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
    return verify_chain(map(_entry, rows), seals, after=last)


def last_links(connection: driver.Connection, most: int) -> None:
    """Walk through the last entries of the log, at most so many; raises what ``next_links`` raises."""
    newest = connection.execute("SELECT max(number) FROM audit").fetchall()[0][0] or 0
    found = connection.execute(_AUDIT, (newest - most - 1, 1)).fetchall() if newest > most else []
    next_links(connection, _entry(found[0]) if found else None, most)


def known_slots(database: Path, key: bytes) -> frozenset[UUID]:
    """Return the key slots that may come in; none when the vault was made before it kept them."""
    return frozenset(UUID(slot) for slot in _asked(database, key, _SLOTS))


def known_names(database: Path, key: bytes) -> tuple[str, ...]:
    """Return the names of the members of a vault, in the order in which they came."""
    return tuple(_asked(database, key, _NAMES))


def _asked(database: Path, key: bytes, question: str) -> list[str]:
    with read_only(database, key) as connection:
        if schema_of(connection) < _MEMBERS_SINCE:
            return []
        return [str(row[0]) for row in connection.execute(question)]


def newest_entry(database: Path, key: bytes | bytearray) -> tuple[int, UUID, int, str]:
    """Return schema, id of the vault, number of entries of the log and the hash of the newest, of a closed copy."""
    with read_only(database, key) as connection:
        try:
            schema = schema_of(connection)
            (vault,) = connection.execute("SELECT id FROM vault").fetchall()[0]
            number, head = connection.execute("SELECT number, hash FROM audit ORDER BY number DESC LIMIT 1").fetchall()[
                0
            ]
        except (driver.DatabaseError, IndexError) as error:
            raise DatabaseDamagedError from error
    return schema, UUID(vault), number, head


def schema_of(connection: driver.Connection) -> int:
    """Return the schema number of a database, 0 when it has none; raise ``NewerVersionError`` for a newer one."""
    row = connection.execute("PRAGMA user_version").fetchone()
    schema = int(row[0]) if row else 0
    if schema > SCHEMA:
        raise NewerVersionError(found=schema, known=SCHEMA)
    return schema


def _entry(row: tuple[object, ...]) -> AuditEntry:
    number, at, *rest = row
    try:
        moment = datetime.fromisoformat(str(at))
    except ValueError as error:
        raise ChainBrokenError(number=number) from error
    return AuditEntry(
        **dict(zip(("by", "action", "subject", "detail", "content", "previous", "hash"), map(str, rest), strict=True)),
        number=int(str(number)),
        at=moment,
    )


def pending(database: Path) -> bool:
    """Whether a killed program left a write-ahead log behind; it holds saves that were acknowledged."""
    log = database.with_name(database.name + "-wal")
    return log.exists() and log.stat().st_size > 0


@contextmanager
def reading(database: Path, key: bytes | bytearray) -> Iterator[tuple[Callable[[], driver.Connection], str]]:
    """Yield how to connect, and the address, to read a database that nobody has open; nothing stays behind.

    Without a log the file can be taken as unchangeable, which needs no helper files. With one, SQLite needs an index of
    the log: a file, or memory where the disk cannot be written. The last is only safe there, because a connection
    without locks of the system would remove a log in which it finds nothing valid.
    """
    index = database.with_name(database.name + "-shm")
    fresh_index = not index.exists()
    mode = "immutable=1"
    if pending(database):
        mode = "mode=ro" if writable(database.parent) else f"mode=ro&vfs={_WITHOUT_LOCKS}"

    def connect() -> driver.Connection:
        connection = keyed(database, key, mode)
        if _WITHOUT_LOCKS in mode:
            connection.execute("PRAGMA locking_mode = EXCLUSIVE")
        return connection

    try:
        yield connect, address(database, mode)
    finally:
        if fresh_index:
            index.unlink(missing_ok=True)


@contextmanager
def read_only(database: Path, key: bytes | bytearray) -> Iterator[driver.Connection]:
    """Connect for as long as it takes, without writing anything."""
    with reading(database, key) as (connect, _):
        connection = connect()
        try:
            yield connection
        finally:
            connection.close()
