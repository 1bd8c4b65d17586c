"""Open a vault for reading only, without writing a byte in its folder.

Four occasions: another program has the vault open, the vault is damaged, it is a backup, or its disk cannot be written.
A program that works in the vault keeps an index of its log in shared memory, and a reader must use that to see what is
saved meanwhile. Where nobody works, the files are taken as they lie there.
"""

import secrets
import shutil
from functools import partial
from pathlib import Path
from uuid import UUID

from sqlalchemy import Engine

from app.clock import Clock
from app.domain.read_only import ReadOnly, ReadOnlyReason
from app.domain.salvage import SalvageReport
from app.errors import ChainBrokenError, DatabaseDamagedError, KeyringDamagedError, NotAVaultError
from app.storage.engine import open_engine, open_reading
from app.storage.faults import faults_told
from app.storage.folder import BACKUP_SUFFIX, VaultFolder, sync_folder, writable, write_new
from app.storage.harvest import harvest
from app.storage.keyring import Keyring, open_slot, read_keyring, write_keyring
from app.storage.lock import VaultLock, holder_of
from app.storage.probe import examine, keyed
from app.storage.salvage import salvage, salvaged_in_memory
from app.storage.still import engine_as_it_is, open_for_reading
from app.storage.store import Store, refuse_taken


def open_to_read(path: Path, passphrase: str, clock: Clock, *, name: str = "?") -> Store:
    """Unlock a vault for reading; whatever is wrong with it, what can be read is read and nothing is written.

    ``name`` is what a case is called whose own name is lost.
    """
    folder = VaultFolder(path)
    with faults_told(path):
        if not (folder.keyring.exists() or folder.database.exists()):
            raise NotAVaultError(folder=str(path))
        keyring = kept_keyring(folder)
        key, slot = open_slot(keyring, passphrase)
        return _open(folder, keyring.vault, key, user=slot.user, clock=clock, name=name)


def _open(folder: VaultFolder, vault: UUID, key: bytes, *, user: str, clock: Clock, name: str) -> Store:
    holder = holder_of(folder.lock)
    if holder is not None:
        told = ReadOnly(reason=ReadOnlyReason.IN_USE, who=holder.who, since=holder.since)
        engine = _checked(open_reading(partial(keyed, folder.database, key, "mode=ro")))
        return Store(folder.path, engine, None, bytearray(key), user=user, clock=clock, read_only=told)
    reason = _reason(folder)
    lock = VaultLock(folder.lock) if reason is ReadOnlyReason.ASKED else None
    try:
        try:
            engine = open_for_reading(folder.database, key)
        except ChainBrokenError:
            reason = ReadOnlyReason.DAMAGED
            engine = engine_as_it_is(folder.database, key)
        except DatabaseDamagedError:
            reason = ReadOnlyReason.DAMAGED
            found = harvest(folder.database, key)
            engine = salvaged_in_memory(found, vault, user=user, now=clock.now(), name=name)
    except BaseException:
        if lock is not None:
            lock.release()
        raise
    return Store(folder.path, engine, lock, bytearray(key), user=user, clock=clock, read_only=ReadOnly(reason=reason))


def kept_keyring(folder: VaultFolder) -> Keyring:
    """Return the key slots of a vault; when the file is damaged, those that were kept before it or in a backup."""
    try:
        return read_keyring(folder.keyring)
    except KeyringDamagedError:
        for other in (folder.keyring.with_name("keyring.json.bak"), *_in_backups(folder)):
            try:
                return read_keyring(other)
            except KeyringDamagedError:
                continue
        raise


def _in_backups(folder: VaultFolder) -> list[Path]:
    """Return the key files of the backups, the newest first; the names of backups sort by their moment."""
    return sorted(folder.backups.glob(f"[!.]*{BACKUP_SUFFIX}/keyring.json"), reverse=True)


def _reason(folder: VaultFolder) -> ReadOnlyReason:
    if folder.path.name.endswith(BACKUP_SUFFIX):
        return ReadOnlyReason.BACKUP
    return ReadOnlyReason.ASKED if writable(folder.path) else ReadOnlyReason.MEDIUM


def _checked(engine: Engine) -> Engine:
    """Ask one question, so that a key or a file that does not fit is told now."""
    try:
        with engine.connect() as connection:
            connection.exec_driver_sql("SELECT count(*) FROM sqlite_master")
    except BaseException:
        engine.dispose()
        raise
    return engine


def salvage_to(path: Path, passphrase: str, target: Path, clock: Clock, *, name: str) -> SalvageReport:
    """Make a new vault at ``target`` of what can be read of the one at ``path``, which is not written.

    It opens with the same passphrases. It is built beside its place and moved there when it is whole.
    """
    folder = VaultFolder(path)
    with faults_told(target):
        refuse_taken(target)
        keyring = kept_keyring(folder)
        key, slot = open_slot(keyring, passphrase)
        fresh = VaultFolder(target.with_name(f".{target.name}.{secrets.token_hex(4)}"))
        fresh.path.mkdir(mode=0o700)
        try:
            found = harvest(folder.database, key)
            write_keyring(fresh.keyring, keyring)
            write_new(fresh.database, b"")
            engine = open_engine(fresh.database, key)
            try:
                report = salvage(found, engine, keyring.vault, user=slot.user, now=clock.now(), name=name)
            finally:
                engine.dispose()
            examine(fresh.database, key)
            sync_folder(fresh.path)
            refuse_taken(target)
            fresh.path.rename(target)
            sync_folder(target.parent)
        except BaseException:
            shutil.rmtree(fresh.path, ignore_errors=True)
            raise
        return report
