"""The one connection to an unlocked database."""

from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import Final

import sqlcipher3.dbapi2 as driver
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import StaticPool

from app.storage.probe import keyed

BEGIN: Final = "begin"

SETTINGS: tuple[str, ...] = (
    "foreign_keys = ON",
    "recursive_triggers = ON",
    "journal_mode = WAL",
    "synchronous = FULL",
    "secure_delete = ON",
    "temp_store = MEMORY",
    "trusted_schema = OFF",
    "busy_timeout = 2000",
)

_READING = ("temp_store = MEMORY", "trusted_schema = OFF", "query_only = ON")


def open_engine(database: Path, key: bytes | bytearray) -> Engine:
    """Open an existing database file for work; an empty file becomes a new encrypted database.

    The driver begins no transaction by itself, so statements that make tables roll back like all others. The kind of
    BEGIN is taken from the execution option ``begin``. One connection serves the one data thread.
    """

    def connect() -> driver.Connection:
        return _set(keyed(database, key, "mode=rw"), SETTINGS)

    return engine_on(connect)


def _set(connection: driver.Connection, settings: Iterable[str]) -> driver.Connection:
    """Return a connection that is set; one that cannot be is closed, for SQLite keeps what it knows of its files."""
    try:
        for setting in settings:
            connection.execute(f"PRAGMA {setting}")
    except BaseException:
        connection.close()
        raise
    return connection


def take_over_log(engine: Engine) -> None:
    """Write into the database file what a program that was cut short left in its log, as far as the disk allows.

    Power that goes while pages are written into the file leaves them torn there and whole in the log. Reading passes
    over the torn ones, but ``verify`` looks at the file itself and would call a sound vault damaged.
    """
    pooled = engine.raw_connection()
    try:
        with suppress(driver.Error):
            pooled.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    finally:
        pooled.close()


def engine_on(connect: Callable[[], driver.Connection]) -> Engine:
    """Work through the one connection that ``connect`` makes."""
    engine = create_engine("sqlite://", module=driver, creator=connect, poolclass=StaticPool, hide_parameters=True)
    event.listen(engine, "begin", _begin)
    return engine


def open_reading(connect: Callable[[], driver.Connection]) -> Engine:
    """Open a database for reading through one connection; nothing is written to it."""

    def connect_for_reading() -> driver.Connection:
        return _set(connect(), _READING)

    return engine_on(connect_for_reading)


def scratch_engine() -> Engine:
    """Open an empty database in memory, to see what the steps of the program make of it."""
    return engine_on(lambda: driver.connect(":memory:", isolation_level=None, check_same_thread=False))


def _begin(connection: Connection) -> None:
    kind = connection.get_execution_options().get(BEGIN, "DEFERRED")
    connection.exec_driver_sql(f"BEGIN {kind}")
