"""Open a vault for reading only, without writing a byte in its folder.

Four occasions: another program has the vault open, the vault is damaged, it is a backup, or its disk cannot be written.
A program that works in the vault keeps an index of its log in shared memory, and a reader must use that to see what is
saved meanwhile. Where nobody works, the files are taken as they lie there.
"""

from functools import partial
from pathlib import Path

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from app.clock import Clock
from app.domain.member import Member
from app.domain.read_only import ReadOnly, ReadOnlyReason
from app.errors import (
    AppError,
    ChainBrokenError,
    KeyringDamagedError,
    NoMemberError,
    NotAVaultError,
    WrongPassphraseError,
)
from app.storage.engine import open_reading
from app.storage.faults import faults_told
from app.storage.folder import BACKUP_SUFFIX, VaultFolder, writable
from app.storage.keyring import Keyring, Slot, copy_of, read_keyring, ways_in
from app.storage.lock import VaultLock, holder_of
from app.storage.members import member_behind
from app.storage.probe import keyed
from app.storage.still import engine_as_it_is, open_for_reading
from app.storage.store import Store


def open_to_read(path: Path, passphrase: str, clock: Clock, *, user: str = "") -> Store:
    """Unlock a vault for reading; whatever is wrong with it, what can be read is read and nothing is written."""
    folder = VaultFolder(path)
    refused: AppError = WrongPassphraseError()
    with faults_told(path):
        if not (folder.keyring.exists() or folder.database.exists()):
            raise NotAVaultError(folder=str(path))
        for way in ways_in(kept_keyring(folder), passphrase, user=user):
            try:
                return open_with_key(folder, way.key, who=way.slot, clock=clock)
            except NoMemberError as error:
                refused = error
    raise refused


def open_with_key(folder: VaultFolder, key: bytes, *, who: Slot | Member, clock: Clock) -> Store:
    """Open a vault for reading with its database key, as a member or as the one to whom a slot belongs."""
    holder = holder_of(folder.lock)
    if holder is not None:
        told = ReadOnly(reason=ReadOnlyReason.IN_USE, who=holder.who, since=holder.since)
        engine = _checked(open_reading(partial(keyed, folder.database, key, "mode=ro")))
        member = _member(engine, who)
        return Store(folder.path, engine, None, bytearray(key), member=member, clock=clock, read_only=told)
    reason = _reason(folder)
    lock = VaultLock(folder.lock) if reason is ReadOnlyReason.ASKED else None
    try:
        try:
            engine = open_for_reading(folder.database, key)
        except ChainBrokenError:
            reason = ReadOnlyReason.DAMAGED
            engine = engine_as_it_is(folder.database, key)
        member = _member(engine, who)
    except BaseException:
        if lock is not None:
            lock.release()
        raise
    told = ReadOnly(reason=reason)
    return Store(folder.path, engine, lock, bytearray(key), member=member, clock=clock, read_only=told)


def _member(engine: Engine, who: Slot | Member) -> Member:
    """Return who reads; close the database when the vault does not know the slot any more."""
    if isinstance(who, Member):
        return who
    try:
        with Session(engine) as session:
            return member_behind(session, who)
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
