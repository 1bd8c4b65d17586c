"""Open a vault for reading only, without changing a byte of what is in its folder.

Two files may be there for a while and are gone afterwards: ``lock``, empty, while a vault is read that no other program
has open, so that none begins to work in it meanwhile; and ``vault.db-shm`` while saves of a killed program are read out
of its journal. Where the disk cannot be written, and in a backup, neither is made. Salvaging makes no ``lock``.

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
from sqlalchemy.orm import Session

from app.clock import Clock
from app.domain.member import Member
from app.domain.read_only import ReadOnly, ReadOnlyReason
from app.domain.salvage import SalvageReport
from app.errors import (
    AppError,
    ChainBrokenError,
    DatabaseDamagedError,
    KeyringDamagedError,
    NoMemberError,
    WrongPassphraseError,
)
from app.storage.engine import open_engine, open_reading
from app.storage.faults import faults_told
from app.storage.folder import BACKUP_SUFFIX, VaultFolder, sync_folder, writable, write_new
from app.storage.harvest import harvest
from app.storage.keyring import Keyring, Slot, WayIn, copy_of, read_keyring, ways_in, write_keyring
from app.storage.lock import VaultLock, holder_of
from app.storage.members import member_behind
from app.storage.opening import refuse_no_vault, refuse_taken
from app.storage.probe import examine, keyed
from app.storage.salvage import salvage, salvaged_in_memory
from app.storage.still import engine_as_it_is, open_for_reading
from app.storage.store import Store


def open_to_read(path: Path, passphrase: str, clock: Clock, *, user: str = "", name: str = "?") -> Store:
    """Unlock a vault for reading; whatever is wrong with it, what can be read is read and nothing in it changes.

    ``name`` is what a case is called whose own name is lost.
    """
    folder = VaultFolder(path)
    refused: AppError = WrongPassphraseError()
    with faults_told(path):
        refuse_no_vault(folder)
        keyring = kept_keyring(folder)
        for way in ways_in(keyring, passphrase, user=user):
            try:
                return _open(folder, keyring.vault, way, clock=clock, name=name)
            except NoMemberError as error:
                refused = error
    raise refused


def _open(folder: VaultFolder, vault: UUID, way: WayIn, *, clock: Clock, name: str) -> Store:
    key = way.key
    holder = holder_of(folder.lock)
    if holder is not None:
        told = ReadOnly(reason=ReadOnlyReason.IN_USE, who=holder.who, since=holder.since)
        engine = _checked(open_reading(partial(keyed, folder.database, key, "mode=ro")))
        member = _member(engine, way.slot)
        return Store(folder.path, engine, None, bytearray(key), member=member, clock=clock, read_only=told)
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
            engine = salvaged_in_memory(found, vault, user=way.slot.user, slot=way.slot.id, now=clock.now(), name=name)
        member = _member(engine, way.slot)
    except BaseException:
        if lock is not None:
            lock.release()
        raise
    told = ReadOnly(reason=reason)
    return Store(folder.path, engine, lock, bytearray(key), member=member, clock=clock, read_only=told)


def _member(engine: Engine, slot: Slot) -> Member:
    """Return who reads; close the database when the vault does not know the slot any more."""
    try:
        with Session(engine) as session:
            return member_behind(session, slot)
    except BaseException:
        engine.dispose()
        raise


def kept_keyring(folder: VaultFolder) -> Keyring:
    """Return the key slots of a vault; when the file is damaged, those that were kept before it or in a backup."""
    try:
        return read_keyring(folder.keyring)
    except KeyringDamagedError:
        for other in (copy_of(folder.keyring), *_in_backups(folder)):
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
    refused: AppError = WrongPassphraseError()
    with faults_told(target):
        refuse_taken(target)
        keyring = kept_keyring(VaultFolder(path))
        for way in ways_in(keyring, passphrase):
            try:
                return _build(VaultFolder(path), keyring, way, target, clock=clock, name=name)
            except NoMemberError as error:
                refused = error
    raise refused


def _build(
    folder: VaultFolder, keyring: Keyring, way: WayIn, target: Path, *, clock: Clock, name: str
) -> SalvageReport:
    fresh = VaultFolder(target.with_name(f".{target.name}.{secrets.token_hex(4)}"))
    fresh.path.mkdir(mode=0o700)
    try:
        found = harvest(folder.database, way.key)
        write_keyring(fresh.keyring, keyring)
        write_new(fresh.database, b"")
        engine = open_engine(fresh.database, way.key)
        try:
            report = salvage(
                found, engine, keyring.vault, user=way.slot.user, slot=way.slot.id, now=clock.now(), name=name
            )
            _member(engine, way.slot)
        finally:
            engine.dispose()
        examine(fresh.database, way.key)
        sync_folder(fresh.path)
        refuse_taken(target)
        fresh.path.rename(target)
        sync_folder(target.parent)
    except BaseException:
        shutil.rmtree(fresh.path, ignore_errors=True)
        raise
    return report
