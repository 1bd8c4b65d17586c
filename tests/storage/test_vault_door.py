"""Making and opening a vault: whole or not at all, and whatever is wrong, nothing on disk changes."""

import errno
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from uuid import UUID

import pytest
import sqlcipher3.dbapi2 as driver
from fixed_clock import FixedClock

import builders
import vaults
from app.errors import (
    AppError,
    ChainBrokenError,
    DatabaseDamagedError,
    DiskFullError,
    KeyringDamagedError,
    NewerVersionError,
    NoFolderError,
    NoLockError,
    NotAVaultError,
    NotWritableError,
    RefusedError,
    VaultAbsentError,
    VaultExistsError,
    VaultInUseError,
    VaultLockedError,
    WrongPassphraseError,
)
from app.services import cases, drafts, records, vault
from app.storage.faults import fault_of
from app.storage.keyring import open_slot, read_keyring
from app.storage.probe import keyed
from app.storage.store import Store

pytestmark = pytest.mark.storage
HOUSE = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def kept(founded: Path, still: FixedClock, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a closed vault with a case in it."""
    with vaults.copied(founded, tmp_path_factory.mktemp("kept"), still) as store:
        case = builders.case()
        cases.open_case(store, case, [builders.person()])
        for _ in range(30):
            records.record(store, case.id, builders.incident(facts="Hij belde weer aan. " * 40))
        return store.folder


@pytest.fixture
def filled(kept: Path, tmp_path: Path) -> Path:
    """Return a copy of that folder."""
    return Path(shutil.copytree(kept, tmp_path / "Proef.vault"))


def flip(path: Path, place: int) -> None:
    """Change one byte of a file."""
    with path.open("r+b") as file:
        file.seek(place)
        byte = file.read(1)[0]
        file.seek(place)
        file.write(bytes([byte ^ 0x55]))


def shorten(path: Path, size: int) -> None:
    """Cut a file off."""
    with path.open("r+b") as file:
        file.truncate(size)


def folder_instead(path: Path) -> None:
    """Put a folder in the place of a file."""
    path.unlink()
    path.mkdir()


def in_both(folder: Path, harm: Callable[[Path], None]) -> None:
    """Damage the key slots and their second copy."""
    harm(folder / "keyring.json")
    harm(folder / "keyring.json.bak")


def with_key(folder: Path, *statements: str) -> None:
    """Do what only somebody with the key can do: change the database behind the program's back."""
    key, _ = open_slot(read_keyring(folder / "keyring.json"), vaults.PASSPHRASE)
    connection = keyed(folder / "vault.db", key, "mode=rw")
    for statement in statements:
        connection.execute(statement)
    connection.close()


DAMAGE: dict[str, tuple[Callable[[Path], None], type[AppError]]] = {
    "header": (lambda folder: flip(folder / "vault.db", 3), DatabaseDamagedError),
    "first page": (lambda folder: flip(folder / "vault.db", 900), DatabaseDamagedError),
    "page inside": (lambda folder: flip(folder / "vault.db", 6 * 4096 + 77), DatabaseDamagedError),
    "last page": (
        lambda folder: flip(folder / "vault.db", -1 + (folder / "vault.db").stat().st_size),
        DatabaseDamagedError,
    ),
    "half a file": (lambda folder: shorten(folder / "vault.db", 5 * 4096), DatabaseDamagedError),
    "a torn page": (lambda folder: shorten(folder / "vault.db", 5 * 4096 + 9), DatabaseDamagedError),
    "an empty file": (lambda folder: shorten(folder / "vault.db", 0), DatabaseDamagedError),
    "no database": (lambda folder: (folder / "vault.db").unlink(), DatabaseDamagedError),
    "a folder as database": (lambda folder: folder_instead(folder / "vault.db"), DatabaseDamagedError),
    "no keyring": (lambda folder: in_both(folder, Path.unlink), KeyringDamagedError),
    "half a keyring": (lambda folder: in_both(folder, lambda path: shorten(path, 100)), KeyringDamagedError),
    "altered keyring": (lambda folder: in_both(folder, lambda path: flip(path, 200)), KeyringDamagedError),
    "newer": (lambda folder: with_key(folder, "PRAGMA user_version = 99"), NewerVersionError),
    "altered log": (
        lambda folder: with_key(folder, "DROP TRIGGER tr_audit_update", "UPDATE audit SET by = 'x' WHERE number = 3"),
        ChainBrokenError,
    ),
    "shortened log": (
        lambda folder: with_key(
            folder,
            "DROP TRIGGER tr_audit_delete",
            "PRAGMA foreign_keys = OFF",
            "DELETE FROM audit WHERE number = 2",
        ),
        ChainBrokenError,
    ),
}


@pytest.mark.parametrize("kind", DAMAGE)
def test_a_vault_that_is_not_sound_is_refused_and_left_alone(filled: Path, clock: FixedClock, kind: str) -> None:
    harm, expected = DAMAGE[kind]
    harm(filled)
    before = vaults.prints(filled.parent)

    with pytest.raises(expected):
        vault.unlock_vault(filled, vaults.PASSPHRASE, clock)

    assert vaults.prints(filled.parent) == before


def test_the_first_wrong_entry_of_the_log_is_named(filled: Path, clock: FixedClock) -> None:
    DAMAGE["altered log"][0](filled)

    with pytest.raises(ChainBrokenError) as error:
        vault.unlock_vault(filled, vaults.PASSPHRASE, clock)

    assert error.value.fields == {"number": 3}


def test_a_wrong_passphrase_changes_nothing_but_the_moments_of_wrong_ones(filled: Path, clock: FixedClock) -> None:
    before = vaults.prints(filled.parent)

    with pytest.raises(WrongPassphraseError):
        vault.unlock_vault(filled, "dit is hem niet hoor", clock)

    (filled / "tries.json").unlink()
    assert vaults.prints(filled.parent) == before


def test_opening_and_closing_a_sound_vault_changes_only_the_database_and_there_only_the_log(
    filled: Path, clock: FixedClock
) -> None:
    before = vaults.prints(filled.parent)

    with vault.unlock_vault(filled, vaults.PASSPHRASE, clock) as first:
        counted = vault.verify(first)
    with vault.unlock_vault(filled, vaults.PASSPHRASE, clock) as second:
        again = vault.verify(second)

    after = vaults.prints(filled.parent)
    assert {name for name in after if after[name] != before.get(name)} == {f"{filled.name}/vault.db"}
    assert after.keys() == before.keys()
    assert (again.entries, again.revisions) == (counted.entries + 1, counted.revisions)


def test_a_damaged_vault_that_was_not_closed_keeps_its_last_saves_on_disk(
    store: Store, tmp_path: Path, clock: FixedClock
) -> None:
    case = builders.case()
    cases.open_case(store, case)
    left = tmp_path / "Achtergelaten.vault"
    shutil.copytree(store.folder, left)
    store.close()
    (left / "vault.db-shm").unlink()
    assert (left / "vault.db-wal").stat().st_size > 0
    flip(left / "vault.db", 3)
    flip(left / "vault.db-wal", 900)
    before = vaults.prints(left)

    with pytest.raises(DatabaseDamagedError):
        vault.unlock_vault(left, vaults.PASSPHRASE, clock)

    assert vaults.prints(left) == before


def test_saves_of_a_killed_program_are_there_again(store: Store, tmp_path: Path, clock: FixedClock) -> None:
    case = builders.case()
    cases.open_case(store, case)
    left = tmp_path / "Achtergelaten.vault"
    shutil.copytree(store.folder, left)

    with vault.unlock_vault(left, vaults.PASSPHRASE, clock) as again:
        assert [summary.case.id for summary in cases.list_cases(again)] == [case.id]


def test_another_folder_is_not_a_vault(tmp_path: Path, clock: FixedClock) -> None:
    with pytest.raises(NotAVaultError):
        vault.unlock_vault(tmp_path, vaults.PASSPHRASE, clock)

    assert not list(tmp_path.iterdir())


def test_a_folder_that_is_not_there_is_told_as_that(tmp_path: Path, clock: FixedClock) -> None:
    """A stick may be out at the moment of unlocking; nothing is made in its place."""
    for way in (vault.unlock_vault, vault.read_vault):
        with pytest.raises(VaultAbsentError):
            way(tmp_path / "Weg.vault", vaults.PASSPHRASE, clock)

    assert not list(tmp_path.iterdir())


def test_a_vault_is_open_in_one_program_at_a_time(store: Store, clock: FixedClock) -> None:
    with pytest.raises(VaultInUseError) as error:
        vault.unlock_vault(store.folder, vaults.PASSPHRASE, clock)

    assert "Anke Proef" in str(error.value)
    assert "2026-03-14 14:02" in str(error.value)


@pytest.mark.parametrize("number", [errno.ENOLCK, errno.EOPNOTSUPP, errno.ENOSYS])
def test_a_disk_without_locks_is_not_told_as_a_vault_in_use(tmp_path: Path, number: int) -> None:
    told = fault_of(OSError(number, os.strerror(number)), tmp_path)

    assert isinstance(told, NoLockError)
    assert str(tmp_path) in str(told)


def test_the_lock_of_a_dead_program_is_stale(filled: Path, clock: FixedClock) -> None:
    (filled / "lock").write_text(json.dumps({"who": "Iemand", "since": "gisteren", "process": 1}))

    vault.unlock_vault(filled, vaults.PASSPHRASE, clock).close()

    assert not (filled / "lock").exists()


def test_a_locked_vault_opens_again(store: Store, clock: FixedClock) -> None:
    store.close()
    store.close()

    with vault.unlock_vault(store.folder, vaults.PASSPHRASE, clock) as again:
        assert again.user == "Anke Proef"


def test_after_locking_nothing_is_read_or_kept(store: Store) -> None:
    case = builders.case()
    cases.open_case(store, case)
    store.close()
    before = vaults.prints(store.folder)

    with pytest.raises(VaultLockedError):
        cases.read_case(store, case.id)
    with pytest.raises(VaultLockedError):
        drafts.keep_draft(store, "incident:new", case.id, {})

    assert not any(store._key)
    assert vaults.prints(store.folder) == before


def test_looking_at_a_keyring_loads_no_database_library() -> None:
    light = "app.storage.keyring, app.storage.lock, app.storage.folder, app.storage.faults, app.storage.probe"
    script = f"import sys, {light}; print(*{{'sqlalchemy', 'alembic'}} & set(sys.modules))"

    done = subprocess.run(  # noqa: S603  our own script
        [sys.executable, "-B", "-c", script], cwd=HOUSE, capture_output=True, text=True, check=True
    )

    assert done.stdout.strip() == ""


@pytest.mark.parametrize("there", ["file", "folder", "vault"])
def test_a_vault_never_comes_in_the_place_of_something(tmp_path: Path, clock: FixedClock, there: str) -> None:
    place = tmp_path / "Bezet.vault"
    if there == "file":
        place.write_text("iets")
    elif there == "folder":
        place.mkdir()
    else:
        vaults.new(place, clock).close()
    before = vaults.prints(tmp_path)

    with pytest.raises(VaultExistsError):
        vaults.new(place, clock)

    assert vaults.prints(tmp_path) == before


@pytest.mark.parametrize(("user", "passphrase"), [("  ", vaults.PASSPHRASE), ("An", "elf letters")])
def test_a_vault_needs_a_name_and_a_long_passphrase(
    tmp_path: Path, clock: FixedClock, user: str, passphrase: str
) -> None:
    with pytest.raises(RefusedError):
        vault.create_vault(tmp_path / "x.vault", user=user, passphrase=passphrase, clock=clock, cost=vaults.CHEAP)

    assert not list(tmp_path.iterdir())


def test_a_folder_that_does_not_exist_is_not_made(tmp_path: Path, clock: FixedClock) -> None:
    with pytest.raises(NoFolderError, match=f"no folder {tmp_path / 'weg'}"):
        vaults.new(tmp_path / "weg" / "x.vault", clock)

    assert not list(tmp_path.iterdir())


def test_a_vault_cannot_be_made_where_nothing_may_be_written(
    tmp_path: Path, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    with vaults.as_nobody(monkeypatch, tmp_path) as here, pytest.raises(NotWritableError):
        vaults.new(here / "x.vault", clock)

    assert not list(tmp_path.iterdir())


def test_a_vault_in_a_folder_without_rights_is_refused_and_left_alone(
    filled: Path, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = vaults.prints(filled)
    for name in ("vault.db", "keyring.json"):
        (filled / name).chmod(0o444)

    with vaults.as_nobody(monkeypatch, filled) as here, pytest.raises(NotWritableError):
        vault.unlock_vault(here, vaults.PASSPHRASE, clock)

    assert vaults.prints(filled) == before


SMALL_DISK = """
import resource, signal, sys, vaults
from pathlib import Path
from app.clock import SystemClock
from app.errors import AppError
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))
try:
    vaults.new(Path(sys.argv[1]), SystemClock())
except AppError as error:
    print(type(error).__name__)
"""


@pytest.mark.skipif(os.name == "nt", reason="limits of a Unix process")
def test_a_vault_that_does_not_fit_on_the_disk_leaves_nothing_behind(tmp_path: Path) -> None:
    done = subprocess.run(  # noqa: S603  our own script
        [sys.executable, "-B", "-c", SMALL_DISK, str(tmp_path / "x.vault")],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(map(str, (HOUSE, HOUSE / "tests")))},
        capture_output=True,
        text=True,
        check=True,
    )

    assert done.stdout.strip() in {"DiskFullError", "DiskFaultError"}
    assert not list(tmp_path.iterdir())


def save_until_it_fails(store: Store, case: UUID) -> None:
    """Save large incidents, a hundred at most."""
    for _ in range(100):
        records.record(store, case, builders.incident(facts="Hij belde weer aan. " * 400))


def test_a_full_disk_refuses_the_save_and_keeps_the_rest(store: Store) -> None:
    case = builders.case()
    cases.open_case(store, case)
    with store._engine.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")

    with pytest.raises(DiskFullError):
        save_until_it_fails(store, case.id)

    told = cases.read_case(store, case.id).incidents
    assert vault.verify(store).records == 1 + len(told)


def test_nobody_else_may_read_the_files(store: Store) -> None:
    if os.name == "nt":
        pytest.skip("needs the permissions of a Unix system")
    modes = {path.name: path.stat().st_mode & 0o077 for path in (store.folder, *store.folder.iterdir())}

    assert set(modes.values()) == {0}, modes


def test_without_the_key_the_database_is_noise(filled: Path) -> None:
    connection = driver.connect(str(filled / "vault.db"))

    with pytest.raises(driver.DatabaseError):
        connection.execute("SELECT * FROM sqlite_master")

    connection.close()


def test_a_page_that_is_torn_in_the_file_and_whole_in_the_log_is_no_damage(
    store: Store, tmp_path: Path, clock: FixedClock
) -> None:
    """Power that goes while the log is written into the file leaves that."""
    cases.open_case(store, builders.case())
    left = tmp_path / "Achtergelaten.vault"
    shutil.copytree(store.folder, left)
    frame = (left / "vault.db-wal").read_bytes()[32 + 24 + 4096 :]
    torn = int.from_bytes(frame[:4], "big")
    flip(left / "vault.db", (torn - 1) * 4096 + 1000)

    with vault.unlock_vault(left, vaults.PASSPHRASE, clock) as again:
        assert vault.verify(again).records == 1
