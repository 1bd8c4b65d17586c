"""Look at the parts of a large database on which everything hangs, in about the same time for any size.

A vault of usual size is checked as a whole before it is opened. Of a larger one the door looks at this: that the key
fits and the file is no shorter than it says, the description of the tables, every row of the tables that are read at
each opening, the first and the last row of the others and some in between, and the last entries of the log, link by
link. ``whole_check`` reads the rest once the vault is open; what is read before that is proven page by page as ever.
"""

from pathlib import Path
from typing import Final

import msgspec
import sqlcipher3.dbapi2 as driver

from app.domain.vault_settings import Checked
from app.errors import DatabaseDamagedError
from app.storage.probe import SCHEMA, examine, examine_through, last_links, read_only, refuse_damaged, schema_of
from app.storage.readable import READ_AT_OPENING

WHOLE_UP_TO: Final = 64 << 20
"""A database of at most so many bytes is always checked as a whole first: that takes less than half a second."""

_LINKS: Final = 500
_STEPS: Final = 16
_LARGE: Final = (
    "record",
    "revision",
    "reference",
    "audit",
    "searched",
    "exhibit_chunk",
    "search_data",
    "search_content",
)
_CHECKED: Final = "SELECT value FROM setting WHERE key = 'checked'"


def look_at(database: Path, key: bytes, whole_up_to: int | None) -> tuple[int, bool]:
    """Return the schema number of a database that is to be opened for work, and whether all of it was checked.

    With more bytes than ``whole_up_to`` (``None``: however many) only the parts are looked at on which everything
    hangs. It is checked as a whole all the same when it has to be brought to a newer form, and when the check after the
    last opening never came to its end.

    Raises:
        DatabaseDamagedError: a page or a row that was looked at is not what it was.
        NewerVersionError: it is of a newer version of the program.
        ChainBrokenError: an entry of the log does not follow from the one before it.
    """
    if whole_up_to is None or _size(database) <= whole_up_to:
        return examine(database, key), True
    with read_only(database, key) as connection:
        try:
            schema = schema_of(connection)
            if schema < SCHEMA or _cut_short(connection):
                return examine_through(connection), True
            _glance(connection)
        except driver.DatabaseError as error:
            raise DatabaseDamagedError from error
    return schema, False


def _size(database: Path) -> int:
    """Return the bytes of a database with its journal; 0 when it is not there, which ``examine`` tells."""
    journal = database.with_name(database.name + "-wal")
    return sum(path.stat().st_size for path in (database, journal) if path.is_file())


def _cut_short(connection: driver.Connection) -> bool:
    """Whether the check as a whole after the last opening did not come to its end."""
    for (value,) in connection.execute(_CHECKED).fetchall():
        try:
            return msgspec.json.decode(value, type=Checked).under_way
        except (msgspec.DecodeError, TypeError):
            return True
    return False


def _glance(connection: driver.Connection) -> None:
    for table in (*READ_AT_OPENING, "alembic_version"):
        refuse_damaged(connection, table)
    for table in _LARGE:
        # Two questions: asked for both at once, SQLite reads the whole table.
        ask = f"SELECT (SELECT min(rowid) FROM {table}), (SELECT max(rowid) FROM {table})"  # noqa: S608  ours
        first, last = connection.execute(ask).fetchall()[0]
        for step in range(_STEPS if first is not None else 0):
            place = first + (last - first) * step // (_STEPS - 1)
            ask = f"SELECT * FROM {table} WHERE rowid >= ? ORDER BY rowid LIMIT 1"  # noqa: S608  ours
            connection.execute(ask, (place,)).fetchall()
    last_links(connection, _LINKS)
