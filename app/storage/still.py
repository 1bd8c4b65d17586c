"""Read a database that nobody works in, as it lies there."""

from functools import partial
from pathlib import Path

from sqlalchemy import Engine

from app.storage.engine import engine_on, open_reading
from app.storage.migrate import migrate
from app.storage.probe import SCHEMA, copied_to_memory, examine, keyed, pending


def open_for_reading(database: Path, key: bytes) -> Engine:
    """Open a sound database for reading; raises what ``examine`` finds wrong with it."""
    return engine_as_it_is(database, key, examine(database, key))


def engine_as_it_is(database: Path, key: bytes, schema: int = SCHEMA) -> Engine:
    """Open the file as it lies there, or a copy in memory when a log or an older form stands in the way."""
    if schema == SCHEMA and not pending(database):
        return open_reading(partial(keyed, database, key, "immutable=1"))
    engine = engine_on(partial(copied_to_memory, database, key))
    if schema < SCHEMA:
        migrate(engine)
    with engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA query_only = ON")
    return engine
