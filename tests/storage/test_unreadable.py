"""A value that the program cannot even read, put in a table with the key, is named like any other change."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fixed_clock import FixedClock

import builders
import vaults
from app.domain.erasure import ErasureGround
from app.domain.read_only import ReadOnlyReason
from app.errors import ChainBrokenError, RecordAlteredError, TableAlteredError
from app.services import cases, erasures, records, vault
from app.services.salvage import salvage_vault
from app.storage.probe import examine
from app.storage.store import Store

# ruff: noqa: S608 -- the words of every statement are constants of this file
pytestmark = pytest.mark.storage
ALTERED = (ChainBrokenError, RecordAlteredError, TableAlteredError)
ODD = ("'x'", "''", "'[]'", "x'ff'", "'2026-13-45'", "'0123456789abcdef0123456789abcdeg'")
COLUMNS = (
    ("audit", "at"),
    ("record", "id"),
    ("record", "case_id"),
    ("record", "first_day"),
    ("record", "last_day"),
    ("record", "content"),
    ("revision", "record_id"),
    ("revision", "number"),
    ("revision", "kind"),
    ("revision", "action"),
    ("revision", "at"),
    ("revision", "content"),
    ("erasure", "id"),
    ("erasure", "case_id"),
    ("erasure", "entry"),
    ("erasure", "content"),
    ("erased_entry", "erasure_id"),
    ("erased_entry", "versions"),
    ("erased_entry", "seal"),
    ("reference", "record_id"),
    ("reference", "target_id"),
    ("searched", "record_id"),
)


@pytest.fixture(scope="module")
def kept(founded: Path, still: FixedClock, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a vault with two cases, of which one was erased, closed."""
    with vaults.copied(founded, tmp_path_factory.mktemp("kept"), still) as store:
        fill(store)
        return store.folder


@pytest.fixture
def filled(kept: Path, tmp_path: Path, clock: FixedClock) -> Iterator[Store]:
    """Return a copy of that vault, open."""
    with vaults.copied(kept, tmp_path, clock) as store:
        yield store


def fill(store: Store) -> None:
    """Write two cases and erase one."""
    head, gone, source = builders.case(), builders.case(reference="Z-2011-077"), builders.source()
    cases.open_case(store, gone)
    records.record(store, gone.id, builders.incident())
    asked = erasures.propose_erasure(store, gone.id, ErasureGround.TERM, reason="De termijn is voorbij.")
    erasures.erase(store, asked.id, number=gone.reference, reason="De termijn is voorbij.")
    cases.open_case(store, head)
    records.record(store, head.id, builders.incident(sources=(builders.citation(source),)), along=[source])
    vault.verify(store)


@pytest.mark.parametrize(("table", "column"), COLUMNS)
def test_what_cannot_be_read_is_named_as_altered(filled: Store, table: str, column: str) -> None:
    """One row of the table, with every sort of thing that is no moment, no day, no id and no content."""
    (row,) = _asked(filled, f"SELECT min(rowid) FROM {table}")
    (before,) = _asked(filled, f"SELECT quote({column}) FROM {table} WHERE rowid = {row}")
    for value in ODD:
        if value == before:
            continue
        vaults.behind(filled, f"UPDATE {table} SET {column} = {value} WHERE rowid = {row}")
        with pytest.raises(ALTERED):
            vault.verify(filled)
        vaults.behind(filled, f"UPDATE {table} SET {column} = {before} WHERE rowid = {row}")
    vault.verify(filled)


def _asked(store: Store, question: str) -> tuple[object, ...]:
    """Return the first row that answers a question."""
    with store._engine.connect() as connection:
        return tuple(connection.exec_driver_sql(question).one())


def test_the_unreadable_entry_and_version_are_named_by_their_number(filled: Store) -> None:
    vaults.behind(filled, "UPDATE revision SET kind = 'x' WHERE entry = (SELECT max(entry) FROM revision)")
    (entry,) = _asked(filled, "SELECT max(entry) FROM revision")
    with pytest.raises(RecordAlteredError) as version:
        vault.verify(filled)
    assert version.value.fields == {"entry": entry}
    vaults.behind(filled, "UPDATE audit SET at = 'gisteren' WHERE number = 3")
    with pytest.raises(ChainBrokenError) as link:
        vault.verify(filled)
    assert link.value.fields == {"number": 3}


def test_a_vault_whose_log_has_an_unreadable_moment_is_refused_read_and_saved(
    filled: Store, tmp_path: Path, clock: FixedClock
) -> None:
    vaults.behind(filled, "UPDATE audit SET at = 'gisteren' WHERE number = 3")
    key, folder = bytes(filled._key), filled.folder
    filled.close()
    with pytest.raises(ChainBrokenError) as error:
        examine(folder / "vault.db", key)
    assert error.value.fields == {"number": 3}
    with pytest.raises(ChainBrokenError):
        vault.unlock_vault(folder, vaults.PASSPHRASE, clock)
    with vault.read_vault(folder, vaults.PASSPHRASE, clock) as left:
        assert left.read_only is not None
        assert left.read_only.reason is ReadOnlyReason.DAMAGED
        assert len(cases.list_cases(left)) == 1
    assert salvage_vault(folder, vaults.PASSPHRASE, tmp_path / "Gered.vault", clock).records > 0
    with vault.unlock_vault(tmp_path / "Gered.vault", vaults.PASSPHRASE, clock) as saved:
        vault.verify(saved)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE alembic_version SET version_num = '0001'",
        "DELETE FROM alembic_version",
        "INSERT INTO alembic_version VALUES ('0001')",
        "DROP TABLE alembic_version",
    ],
)
def test_another_number_of_the_form_is_noticed(filled: Store, statement: str) -> None:
    vaults.behind(filled, statement)
    with pytest.raises(TableAlteredError):
        vault.verify(filled)
