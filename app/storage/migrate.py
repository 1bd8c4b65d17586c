"""Bring a database to the newest form, in one transaction."""

from pathlib import Path

from sqlalchemy import Connection, Engine

from app.errors import DatabaseDamagedError
from app.storage.engine import BEGIN
from app.storage.probe import SCHEMA


def migrate(engine: Engine) -> None:
    """Run every step that is still to do; when anything fails the database is as it was.

    Foreign keys are off while tables may be rebuilt, because a rebuilt parent would take its children along, and are
    checked as a whole before the commit. The setting has no effect inside a transaction, so it is set around it. No
    step may lose or add a row of a table that was there: raises ``DatabaseDamagedError``.
    """
    # Only a database that is made or brought to a newer form pays for the library: a tenth of a second and 10 MB.
    from alembic import command  # noqa: PLC0415
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.set_main_option("path_separator", "os")
    _foreign_keys(engine, "OFF")
    try:
        with engine.execution_options(**{BEGIN: "IMMEDIATE"}).begin() as connection:
            config.attributes["connection"] = connection
            before = _rows(connection)
            command.upgrade(config, "head")
            after = _rows(connection)
            if any(after.get(name) != count for name, count in before.items()):
                raise DatabaseDamagedError
            if connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
                raise DatabaseDamagedError
            connection.exec_driver_sql(f"PRAGMA user_version = {SCHEMA}")
    finally:
        _foreign_keys(engine, "ON")


def _rows(connection: Connection) -> dict[str, int]:
    """Return how many rows each table has."""
    names = connection.exec_driver_sql(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name != 'alembic_version'"
    )
    count = "SELECT count(*) FROM {}"
    return {name: connection.exec_driver_sql(count.format(name)).scalar_one() for name in names.scalars().all()}


def _foreign_keys(engine: Engine, value: str) -> None:
    connection = engine.raw_connection()
    try:
        connection.cursor().execute(f"PRAGMA foreign_keys = {value}")
    finally:
        connection.close()
