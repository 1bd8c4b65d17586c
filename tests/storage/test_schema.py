"""The migrations make exactly the tables of the models, and the connection has the settings that keep data safe."""

from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from app.storage import migrate as migrate_module
from app.storage.engine import open_engine
from app.storage.folder import write_new
from app.storage.keyring import new_key
from app.storage.migrate import migrate
from app.storage.probe import SCHEMA
from app.storage.rows import Base
from app.storage.store import Store

pytestmark = pytest.mark.storage


def test_the_migrations_make_the_tables_of_the_models(store: Store) -> None:
    with store._engine.connect() as connection:
        opts = {"compare_type": True, "compare_server_default": True, "include_name": no_index_of_words}
        context = MigrationContext.configure(connection, opts=opts)
        assert compare_metadata(context, Base.metadata) == []


def no_index_of_words(name: str | None, kind: str, _parents: object) -> bool:
    """Whether this is not one of the tables that FTS5 keeps for itself."""
    return kind != "table" or name is None or name.partition("_")[0] != "search"


def test_the_constraints_have_the_names_of_the_convention(store: Store, tmp_path: Path) -> None:
    path, key = tmp_path / "models.db", new_key()
    write_new(path, b"")
    engine = open_engine(path, key)
    with engine.begin() as connection:
        Base.metadata.create_all(connection)
        expected = names(connection.exec_driver_sql("SELECT sql FROM sqlite_master").scalars())
    engine.dispose()

    with store._engine.connect() as connection:
        made = names(connection.exec_driver_sql("SELECT sql FROM sqlite_master WHERE type != 'trigger'").scalars())

    assert made - {"alembic_version_pkc"} == expected


def names(statements: Iterable[str | None]) -> set[str]:
    """Return the names of constraints and indexes in statements that make tables."""
    words = " ".join(filter(None, statements)).replace("(", " ").replace('"', " ").split()
    return {after for word, after in pairwise(words) if word in {"CONSTRAINT", "INDEX"}}


def test_the_schema_number_is_that_of_the_newest_migration() -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(migrate_module.__file__).parent / "migrations"))
    config.set_main_option("path_separator", "os")

    assert ScriptDirectory.from_config(config).get_heads() == [f"{SCHEMA:04}"]


def test_migrating_what_is_new_already_changes_nothing(store: Store) -> None:
    migrate(store._engine)

    with store._engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA user_version").scalar() == SCHEMA
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1


def test_statements_that_make_tables_roll_back_too(store: Store) -> None:
    with store._engine.connect() as connection:
        connection.exec_driver_sql("CREATE TABLE half (a)")
        connection.rollback()
        assert connection.exec_driver_sql("SELECT count(*) FROM sqlite_master WHERE name = 'half'").scalar() == 0


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("foreign_keys", 1),
        ("recursive_triggers", 1),
        ("journal_mode", "wal"),
        ("synchronous", 2),
        ("secure_delete", 1),
        ("temp_store", 2),
        ("trusted_schema", 0),
        ("busy_timeout", 2000),
        ("cipher_memory_security", "1"),
    ],
)
def test_the_connection_is_set_for_safety(store: Store, setting: str, value: object) -> None:
    with store._engine.connect() as connection:
        assert connection.exec_driver_sql(f"PRAGMA {setting}").scalar() == value
