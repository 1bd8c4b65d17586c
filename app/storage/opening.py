"""Making a vault and opening one: both end in a ``Store``, or leave everything as it was."""

import os
import secrets
import shutil
from pathlib import Path
from uuid import UUID, uuid4

from sqlalchemy import Engine, insert
from sqlalchemy.orm import Session

from app.clock import Clock
from app.domain.backup import BackupReason
from app.domain.draft import own_place
from app.domain.member import FOUNDER, Member
from app.errors import (
    AppError,
    NoMemberError,
    NotAVaultError,
    VaultAbsentError,
    VaultExistsError,
    WrongPassphraseError,
    WrongWordsError,
)
from app.storage.backups import write_backup
from app.storage.engine import BEGIN, open_engine, take_over_log
from app.storage.faults import faults_told
from app.storage.folder import VaultFolder, sync_folder, write_new
from app.storage.glance import look_at
from app.storage.keyring import (
    Cost,
    Keyring,
    Slot,
    WayIn,
    calibrated,
    new_key,
    new_slot,
    raised,
    read_keys,
    settle_keyring,
    ways_in,
    write_keyring,
)
from app.storage.lock import VaultLock
from app.storage.migrate import migrate
from app.storage.probe import SCHEMA, known_names, known_slots, pending
from app.storage.rows import VaultRow
from app.storage.store import Store
from app.storage.unit_of_work import UnitOfWork


def create_store(path: Path, *, user: str, passphrase: str, clock: Clock, cost: Cost | None = None) -> Store:
    """Make a vault and open it; it is built beside its place and moved there when it is whole."""
    with faults_told(path):
        refuse_taken(path)
        fresh = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
        fresh.mkdir(mode=0o700)
        try:
            way = _build(VaultFolder(fresh), user=user, passphrase=passphrase, clock=clock, cost=cost or calibrated())
            refuse_taken(path)
            fresh.rename(path)
        except BaseException:
            shutil.rmtree(fresh, ignore_errors=True)
            raise
        try:
            sync_folder(path.parent)
            return _open(VaultFolder(path), way, clock=clock)
        except BaseException:
            shutil.rmtree(path, ignore_errors=True)
            raise


def open_store(
    path: Path, secret: str | bytes, clock: Clock, *, user: str = "", whole_up_to: int | None = None
) -> Store:
    """Unlock a vault with a passphrase, or with the bits of its recovery words as the member called ``user``.

    Whatever is wrong with the vault, nothing in it changes. A database of more bytes than ``whole_up_to`` is only
    glanced at (``glance``); ``Store.check_on`` then has to check the rest.
    """
    folder = VaultFolder(path)
    refused: AppError = WrongPassphraseError() if isinstance(secret, str) else WrongWordsError()
    with faults_told(path):
        for way in ways_in(_keys_of(folder), secret, user=user):
            try:
                store = _open(folder, way, clock=clock, user=user, whole_up_to=whole_up_to)
            except NoMemberError as error:
                refused = error
                continue
            store.raised_cost = raised(way.slot.cost, way.seconds) if way.slot.cost else None
            return store
    raise refused


def slot_names(path: Path) -> tuple[str, ...]:
    """Return the names of those who have a passphrase for a vault, as ``keyring.json`` shows them to everybody."""
    with faults_told(path):
        slots = _keys_of(VaultFolder(path)).slots
    return tuple(slot.user for slot in slots if slot.kind == "passphrase")


def names_behind(path: Path, entropy: bytes) -> tuple[str, ...]:
    """Return the names of the members of a vault to whoever has its recovery words."""
    folder = VaultFolder(path)
    with faults_told(path):
        for way in ways_in(_keys_of(folder), entropy):
            return known_names(folder.database, way.key)
    raise WrongWordsError


def _keys_of(folder: VaultFolder) -> Keyring:
    refuse_no_vault(folder)
    return read_keys(folder.keyring)


def refuse_no_vault(folder: VaultFolder) -> None:
    """Raise ``VaultAbsentError`` when the folder is not there, ``NotAVaultError`` when no vault is in it."""
    if folder.keyring.exists() or folder.database.exists():
        return
    kind = NotAVaultError if os.path.lexists(folder.path) else VaultAbsentError
    raise kind(folder=str(folder.path))


def refuse_taken(path: Path) -> None:
    """Raise ``VaultExistsError`` when there is something at the place of a new vault."""
    if os.path.lexists(path):
        raise VaultExistsError(folder=str(path))


def _open(folder: VaultFolder, way: WayIn, *, clock: Clock, user: str = "", whole_up_to: int | None = None) -> Store:
    lock = VaultLock(folder.lock)
    secret = bytearray(way.key)
    try:
        schema, whole = look_at(folder.database, way.key, whole_up_to)
        _refuse_unknown(folder, way)
        cut_short = pending(folder.database)
        engine = open_engine(folder.database, secret)
        try:
            if cut_short:
                take_over_log(engine)
            if schema < SCHEMA:
                write_backup(engine, folder, way.key, at=clock.now(), reason=BackupReason.MIGRATION)
                migrate(engine)
            member = _come_in(engine, folder, way.slot, user or way.slot.user, clock)
            with engine.connect():
                lock.sign(member.name, clock.now())
        except BaseException:
            engine.dispose()
            raise
    except BaseException:
        lock.release()
        raise
    return Store(folder.path, engine, lock, secret, member=member, clock=clock, whole=whole)


def _refuse_unknown(folder: VaultFolder, way: WayIn) -> None:
    """Raise ``NoMemberError`` when the database knows its slots and this is none of them."""
    known = known_slots(folder.database, way.key)
    if known and way.slot.id not in known:
        raise NoMemberError(user=way.slot.user or "?")


def _come_in(engine: Engine, folder: VaultFolder, slot: Slot, user: str, clock: Clock) -> Member:
    """Return the member to whom a slot belongs; recovery words belong to whichever member ``user`` names.

    In a vault from before there were members, those who have a slot become caseworker and manager, as its maker was.
    """
    with Session(engine.execution_options(**{BEGIN: "IMMEDIATE"}), autobegin=False) as session:
        session.begin()
        uow = UnitOfWork(session, user=user, now=clock.now())
        done = []
        if not uow.members():
            for one in read_keys(folder.keyring).slots:
                uow.membership.add(one.id, one.user, FOUNDER)
            done.append("members.adopted")
        found = [one for one in uow.members() if one.removed_at is None]
        mine = [one for one in found if (one.slot == slot.id if slot.kind == "passphrase" else one.name == user)]
        if not mine:
            raise NoMemberError(user=user)
        if done:
            uow.drafts.adopt(own_place(mine[0]))
        damaged = settle_keyring(folder.keyring, uow.living_slots())
        if damaged:
            done.append("keyring.repaired")
        if done:
            uow.commit(done[0], mine[0].name, " ".join([*done[1:], damaged]).strip())
    return mine[0]


def _build(folder: VaultFolder, *, user: str, passphrase: str, clock: Clock, cost: Cost) -> WayIn:
    """Write the files of a new vault and return the way into it."""
    key, vault, now = new_key(), uuid4(), clock.now()
    slot = new_slot(key, vault, user=user, passphrase=passphrase, cost=cost, at=now)
    write_keyring(folder.keyring, Keyring(vault=vault, slots=(slot,)))
    write_new(folder.database, b"")
    engine = open_engine(folder.database, key)
    try:
        migrate(engine)
        _found(engine, vault, slot, clock)
    finally:
        engine.dispose()
    sync_folder(folder.path)
    return WayIn(key, slot, 0.0)


def _found(engine: Engine, vault: UUID, slot: Slot, clock: Clock) -> None:
    """Write the row of the vault, its first member and the first entry of its log."""
    with Session(engine.execution_options(**{BEGIN: "IMMEDIATE"}), autobegin=False) as session:
        session.begin()
        session.execute(insert(VaultRow), [{"one": 1, "id": vault, "made_at": clock.now().isoformat()}])
        uow = UnitOfWork(session, user=slot.user, now=clock.now())
        uow.membership.add(slot.id, slot.user, FOUNDER)
        uow.commit("vault.created", str(vault))
