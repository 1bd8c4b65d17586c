"""Vaults for tests: cheap to unlock, and a way to see that nothing in them changed."""

import hashlib
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import UUID

import pytest

from app.clock import Clock
from app.services.exchange import export_case
from app.services.vault import create_vault
from app.storage.keyring import Cost
from app.storage.opening import open_store
from app.storage.store import Store

PASSPHRASE = "een proefzin van niks"
CHEAP = Cost(memory_kib=8, iterations=1, lanes=1)


def new(folder: Path, clock: Clock, *, passphrase: str = PASSPHRASE) -> Store:
    """Make a vault whose passphrase costs nothing to try."""
    return create_vault(folder, user="Anke Proef", passphrase=passphrase, clock=clock, cost=CHEAP)


def copied(folder: Path, place: Path, clock: Clock) -> Store:
    """Copy a closed vault into another folder and open it there, without a line in its log.

    That takes a third of the time of making a new one, and less still of filling one again.
    """
    return open_store(Path(shutil.copytree(folder, place / folder.name)), PASSPHRASE, clock)


def behind(store: Store, *statements: str) -> None:
    """Change the database without the program and without its guards."""
    connection = store._engine.raw_connection()
    cursor = connection.cursor()
    cursor.execute("PRAGMA foreign_keys = OFF")
    guards = cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
    for name, _ in guards:
        cursor.execute(f"DROP TRIGGER {name}")
    for statement in statements:
        cursor.execute(statement)
    for _, sql in guards:
        cursor.execute(sql)
    cursor.execute("PRAGMA foreign_keys = ON")
    connection.close()


def of_schema(number: int, place: Path) -> Path:
    """Return a copy of the filled vault that a program of this schema made (``tests/vaults/README.md``)."""
    kept = Path(__file__).with_name("vaults") / str(number) / "Proef.vault"
    return Path(shutil.copytree(kept, place / f"Schema {number}.vault"))


def case_file(store: Store, case_id: UUID) -> bytes:
    """Return the case file of a case, as it is written beside the vault."""
    target = store.folder.parent / "zaak.json"
    export_case(store, case_id, target, "voor de proef")
    return target.read_bytes()


def prints(folder: Path) -> dict[str, str]:
    """Return the fingerprint of every file and folder below ``folder``."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else "folder"
        for path in sorted(folder.rglob("*"))
    }


@contextmanager
def as_nobody(monkeypatch: pytest.MonkeyPatch, folder: Path) -> Iterator[Path]:
    """Be a user without rights inside ``folder``, also when the tests run as root; yields it as a relative path."""
    if os.name == "nt":
        pytest.skip("needs the permissions of a Unix system")
    monkeypatch.chdir(folder)
    folder.chmod(0o555)
    if os.geteuid() != 0:
        yield Path()
        return
    os.seteuid(65534)
    try:
        yield Path()
    finally:
        os.seteuid(0)
