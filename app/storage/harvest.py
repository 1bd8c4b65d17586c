"""Read the rows of a damaged database one by one, around the pages that cannot be read.

After a page that does not decrypt, a connection of SQLCipher refuses everything, so every fault is followed by a new
connection. Rows are sought by their number: a row that is behind an unreadable page is reached from the other side.
"""

import contextlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import sqlcipher3.dbapi2 as driver

from app.errors import DatabaseDamagedError
from app.storage.probe import reading

Row = dict[str, Any]
Connect = Callable[[], driver.Connection]

TABLES: Final = (
    "vault",
    "member",
    "setting",
    "own_text",
    "record",
    "revision",
    "audit",
    "draft",
    "exhibit_chunk",
    "erasure",
    "erased_entry",
)
_FARTHEST: Final = 1 << 40


@dataclass
class Harvest:
    """The rows that could be read, by table, and where records lay of which the indexes still tell."""

    rows: dict[str, list[Row]] = field(default_factory=dict)
    known: dict[str, tuple[str, str, int]] = field(default_factory=dict)
    """Id of a record, with its case, series and number ("" and 0 when the index does not tell)."""


def harvest(database: Path, key: bytes | bytearray) -> Harvest:
    """Return everything in the tables that can be read; raise ``DatabaseDamagedError`` when not even one can."""
    found = Harvest()
    with reading(database, key) as (connect, _):
        for table in TABLES:
            columns = _columns(connect, table)
            found.rows[table] = list(_rows(connect, table, columns)) if columns else []
        if not any(found.rows.values()):
            raise DatabaseDamagedError
        found.known = _known(connect)
    return found


def _columns(connect: Connect, table: str) -> list[str]:
    """Return the columns of a table; none when this version did not have it or its description is gone."""
    with _connected(connect) as connection:
        try:
            return [str(row[1]) for row in connection.execute(f"PRAGMA table_info({table})")]
        except driver.DatabaseError:
            return []


def _rows(connect: Connect, table: str, columns: list[str]) -> Iterator[Row]:
    """Yield every readable row of a table in the order of its numbers."""
    words = ", ".join(f'"{column}"' for column in columns)
    ask = f"SELECT rowid, {words} FROM {table} WHERE rowid >= ? ORDER BY rowid"  # noqa: S608  names of our own tables
    start: int | None = -_FARTHEST
    while start is not None:
        try:
            with _connected(connect) as connection:
                for row in connection.execute(ask, (start,)):
                    yield dict(zip(columns, row[1:], strict=True))
                    start = int(row[0]) + 1
        except driver.DatabaseError:
            start = _behind(connect, table, start)
        else:
            return


def _behind(connect: Connect, table: str, start: int) -> int | None:
    """Return the number of the first row behind the unreadable place at ``start``; ``None`` when there is none."""
    ask = f"SELECT rowid FROM {table} WHERE rowid >= ? ORDER BY rowid LIMIT 1"  # noqa: S608  names of our own tables

    def seek(number: int) -> int | None:
        """Return the first row from a number; -1 when there is none, ``None`` when that cannot be read."""
        with _connected(connect) as connection:
            try:
                row = connection.execute(ask, (number,)).fetchone()
            except driver.DatabaseError:
                return None
        return int(row[0]) if row else -1

    bad, step = max(start, 0), 1
    while bad < _FARTHEST:
        number = bad + step
        found = seek(number)
        if found is not None:
            break
        bad = number
        step = max(1, (number - max(start, 0)) // 4)
    else:
        return None
    while number - bad > 1:
        middle = (bad + number) // 2
        nearer = seek(middle)
        if nearer is None:
            bad = middle
        else:
            number, found = middle, nearer
    return found if found >= 0 else None


def _known(connect: Connect) -> dict[str, tuple[str, str, int]]:
    """Return which records the indexes tell of; they lie on other pages than the records themselves."""
    ids: dict[int, str] = {}
    places: dict[int, tuple[str, str, int]] = {}
    for order in ("ASC", "DESC"):
        ids.update(_until_a_fault(connect, f"SELECT rowid, id FROM record ORDER BY id {order}"))  # noqa: S608  constants
        ask = (
            f"SELECT rowid, case_id, series, number FROM record "  # noqa: S608  constants
            f"ORDER BY case_id {order}, series {order}, number {order}"
        )
        for rowid, case, series, number in _until_a_fault(connect, ask):
            places[rowid] = (case, series, number)
    return {record: places.get(rowid, ("", "", 0)) for rowid, record in ids.items()}


def _until_a_fault(connect: Connect, ask: str) -> Iterator[Any]:
    with _connected(connect) as connection, contextlib.suppress(driver.DatabaseError):
        yield from connection.execute(ask)


@contextlib.contextmanager
def _connected(connect: Connect) -> Iterator[driver.Connection]:
    connection = connect()
    # Without this a file that was cut off is refused as a whole; nothing is written either way.
    connection.execute("PRAGMA writable_schema = ON")
    try:
        yield connection
    finally:
        connection.close()
