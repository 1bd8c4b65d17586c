"""An unlocked vault, and how to make or open one."""

import os
import secrets
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self
from uuid import UUID, uuid4

from sqlalchemy import Engine, insert
from sqlalchemy.orm import Session

from app.clock import Clock
from app.domain.backup import Backup, BackupReason
from app.domain.read_only import ReadOnly, ReadOnlyReason
from app.errors import NotAVaultError, ReadOnlyError, VaultExistsError, VaultLockedError
from app.storage.backups import write_backup
from app.storage.drafts import DraftKeeper
from app.storage.engine import BEGIN, open_engine
from app.storage.faults import faults_told
from app.storage.folder import VaultFolder, sync_folder, write_new
from app.storage.keyring import (
    Cost,
    Keyring,
    calibrated,
    new_key,
    new_slot,
    open_slot,
    read_keyring,
    write_keyring,
)
from app.storage.lock import VaultLock
from app.storage.migrate import migrate
from app.storage.probe import SCHEMA, examine
from app.storage.reading import Reader
from app.storage.rows import VaultRow
from app.storage.still import open_for_reading
from app.storage.unit_of_work import UnitOfWork


class Store:
    """The database of an unlocked vault: one user, one connection, one transaction at a time."""

    def __init__(
        self,
        folder: Path,
        engine: Engine,
        lock: VaultLock | None,
        key: bytearray,
        *,
        user: str,
        clock: Clock,
        read_only: ReadOnly | None = None,
    ) -> None:
        """Work on an open database as ``user``; ``key`` is wiped when the store is closed.

        With ``read_only`` everything that would write raises ``ReadOnlyError``.
        """
        self.folder = folder
        self.user = user
        self.clock = clock
        self.read_only = read_only
        self._engine = engine
        self._writing = engine.execution_options(**{BEGIN: "IMMEDIATE"})
        self._lock = lock
        self._key = key
        self._closed = False
        self._turn = threading.RLock()

    @contextmanager
    def read(self) -> Iterator[Reader]:
        """Ask questions about one moment."""
        with self._session(self._engine) as session:
            yield Reader(session)

    @contextmanager
    def write(self) -> Iterator[UnitOfWork]:
        """Do one user action; without ``commit`` nothing of it stays."""
        self._may_write()
        with self._session(self._writing) as session:
            yield UnitOfWork(session, user=self.user, now=self.clock.now())

    @contextmanager
    def drafts(self) -> Iterator[DraftKeeper]:
        """Keep or drop drafts; they are saved when the block ends."""
        self._may_write()
        with self._session(self._writing) as session:
            yield DraftKeeper(session, self.clock.now())
            session.commit()

    def back_up(self, reason: BackupReason) -> Backup:
        """Make a backup of what the vault holds now, in the folder of backups of the vault."""
        with self._turn, faults_told(self.folder):
            if self._closed:
                raise VaultLockedError
            self._may_write()
            return write_backup(self._engine, VaultFolder(self.folder), self._key, at=self.clock.now(), reason=reason)

    def open_backup(self, backup: Backup) -> "Store":
        """Open a backup of this vault for reading only, with the key of this vault."""
        with self._turn, faults_told(backup.place):
            if self._closed:
                raise VaultLockedError
            engine = open_for_reading(VaultFolder(backup.place).database, bytes(self._key))
            told = ReadOnly(reason=ReadOnlyReason.BACKUP)
            return Store(
                backup.place, engine, None, bytearray(self._key), user=self.user, clock=self.clock, read_only=told
            )

    def close(self) -> None:
        """Let go of the database, its key and the lock; closing twice is no matter."""
        with self._turn, faults_told(self.folder):
            self._closed = True
            self._engine.dispose()
            self._key[:] = bytes(len(self._key))
            if self._lock is not None:
                self._lock.release()

    def _may_write(self) -> None:
        if self.read_only is not None:
            raise ReadOnlyError

    @contextmanager
    def _session(self, engine: Engine) -> Iterator[Session]:
        with self._turn, faults_told(self.folder):
            if self._closed:
                raise VaultLockedError
            with Session(engine, expire_on_commit=False, autobegin=False) as session:
                session.begin()
                yield session

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def create_store(path: Path, *, user: str, passphrase: str, clock: Clock, cost: Cost | None = None) -> Store:
    """Make a vault and open it; it is built beside its place and moved there when it is whole."""
    with faults_told(path):
        refuse_taken(path)
        fresh = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
        fresh.mkdir(mode=0o700)
        try:
            key = _build(VaultFolder(fresh), user=user, passphrase=passphrase, clock=clock, cost=cost or calibrated())
            refuse_taken(path)
            fresh.rename(path)
        except BaseException:
            shutil.rmtree(fresh, ignore_errors=True)
            raise
        try:
            sync_folder(path.parent)
            return _open(VaultFolder(path), key, user=user, clock=clock)
        except BaseException:
            shutil.rmtree(path, ignore_errors=True)
            raise


def open_store(path: Path, passphrase: str, clock: Clock) -> Store:
    """Unlock a vault; whatever is wrong with it, nothing in it changes."""
    folder = VaultFolder(path)
    with faults_told(path):
        if not (folder.keyring.exists() or folder.database.exists()):
            raise NotAVaultError(folder=str(path))
        key, slot = open_slot(read_keyring(folder.keyring), passphrase)
        return _open(folder, key, user=slot.user, clock=clock)


def refuse_taken(path: Path) -> None:
    """Raise ``VaultExistsError`` when there is something at the place of a new vault."""
    if os.path.lexists(path):
        raise VaultExistsError(folder=str(path))


def _open(folder: VaultFolder, key: bytes, *, user: str, clock: Clock) -> Store:
    lock = VaultLock(folder.lock)
    secret = bytearray(key)
    try:
        schema = examine(folder.database, key)
        engine = open_engine(folder.database, secret)
        try:
            if schema < SCHEMA:
                write_backup(engine, folder, key, at=clock.now(), reason=BackupReason.MIGRATION)
                migrate(engine)
            with engine.connect():
                lock.sign(user, clock.now())
        except BaseException:
            engine.dispose()
            raise
    except BaseException:
        lock.release()
        raise
    return Store(folder.path, engine, lock, secret, user=user, clock=clock)


def _build(folder: VaultFolder, *, user: str, passphrase: str, clock: Clock, cost: Cost) -> bytes:
    """Write the files of a new vault and return its database key."""
    key, vault, now = new_key(), uuid4(), clock.now()
    slot = new_slot(key, vault, user=user, passphrase=passphrase, cost=cost, at=now)
    write_keyring(folder.keyring, Keyring(vault=vault, slots=(slot,)))
    write_new(folder.database, b"")
    engine = open_engine(folder.database, key)
    try:
        migrate(engine)
        _found(engine, vault, user, clock)
    finally:
        engine.dispose()
    sync_folder(folder.path)
    return key


def _found(engine: Engine, vault: UUID, user: str, clock: Clock) -> None:
    """Write the row of the vault and the first entry of its log."""
    with Session(engine.execution_options(**{BEGIN: "IMMEDIATE"}), autobegin=False) as session:
        session.begin()
        session.execute(insert(VaultRow), [{"one": 1, "id": vault, "made_at": clock.now().isoformat()}])
        UnitOfWork(session, user=user, now=clock.now()).commit("vault.created", str(vault))
