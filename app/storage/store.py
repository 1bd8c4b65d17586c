"""An unlocked vault, as the member who opened it may use it."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final
from uuid import UUID

import msgspec
from sqlalchemy import Engine

from app.clock import Clock
from app.domain.backup import Backup, BackupLabel, BackupReason
from app.domain.draft import own_place
from app.domain.member import Member, Right, Scope
from app.domain.read_only import ReadOnly, ReadOnlyReason
from app.errors import (
    AppError,
    NoRightError,
    OldKeyLeftError,
    WrongPassphraseError,
)
from app.storage.aside import ASIDE, Typed
from app.storage.backups import restore_backup, write_backup
from app.storage.drafts import DraftKeeper
from app.storage.faults import faults_told
from app.storage.folder import VaultFolder
from app.storage.keyring import (
    Cost,
    Keyring,
    Slot,
    calibrated,
    new_recovery_slot,
    new_slot,
    read_keys,
    settle_keyring,
    ways_in,
    write_keyring,
)
from app.storage.lock import VaultLock
from app.storage.open_database import OpenDatabase
from app.storage.reading import Reader
from app.storage.restored import Restored, note_of, read_note
from app.storage.still import open_for_reading
from app.storage.unit_of_work import UnitOfWork

_REFUSALS: Final = {
    Right.READ: "Your role in this vault does not show cases.",
    Right.RECORD: "Your role in this vault lets you read, not record.",
    Right.MANAGE: "This is for a manager of the vault.",
}
_AT_FIRST: Final = frozenset({"members.adopted", "keyring.repaired"})
"""What may stand in the log of a vault that was made of a backup before its first opening is logged."""


class Store(OpenDatabase):
    """The database of an unlocked vault in the hands of one member: what that member may read, write and open with."""

    def __init__(
        self,
        folder: Path,
        engine: Engine,
        lock: VaultLock | None,
        key: bytearray,
        *,
        member: Member,
        clock: Clock,
        read_only: ReadOnly | None = None,
        whole: bool = True,
    ) -> None:
        """Work on an open database as ``member``; ``key`` is wiped when the store is closed.

        With ``read_only`` everything that would write raises ``ReadOnlyError``. ``whole`` tells whether everything in
        the database was checked before; else ``check_on`` does that.
        """
        super().__init__(folder, engine, lock, key, user=member.name, clock=clock, read_only=read_only, whole=whole)
        self.member = member
        self.raised_cost: Cost | None = None

    @property
    def user(self) -> str:
        """Return the name of the member who opened the vault."""
        return self.member.name

    @property
    def own_place(self) -> UUID:
        """Return where the half-typed new case and the loose words of the member are kept."""
        return own_place(self.member)

    def refuse_without(self, needs: Right) -> None:
        """Raise ``NoRightError`` when the member has no such right."""
        if not self.member.may(needs):
            raise NoRightError(reason=_REFUSALS[needs])

    @contextmanager
    def read(self, needs: Right | None = None) -> Iterator[Reader]:
        """Ask questions about one moment, about the cases that the member may see; a manager managing sees all."""
        if needs is not None:
            self.refuse_without(needs)
        with self._session(self._engine) as session:
            yield Reader(session, Scope.ALL if needs is Right.MANAGE else self.member.reads, self.own_place)

    @contextmanager
    def inspect(self) -> Iterator[Reader]:
        """Ask about the whole vault, for checks that show nothing of any case."""
        with self._session(self._engine) as session:
            yield Reader(session)

    @contextmanager
    def write(self, needs: Right | None = Right.RECORD) -> Iterator[UnitOfWork]:
        """Do one user action; without ``commit`` nothing of it stays. ``None`` is for what every member may do."""
        self._may_write()
        if needs is not None:
            self.refuse_without(needs)
        managing = needs is Right.MANAGE
        with self._session(self._writing) as session:
            uow = UnitOfWork(
                session,
                user=self.user,
                now=self.clock.now(),
                reads=Scope.ALL if managing else self.member.reads,
                writes=Scope.ALL if managing else self.member.writes,
                own=self.own_place,
            )
            yield uow
            if self._presence is not None and uow.written is not None:
                self._presence.wrote(uow.written)

    @contextmanager
    def drafts(self, needs: Right | None = Right.RECORD) -> Iterator[DraftKeeper]:
        """Keep or drop drafts; they are saved when the block ends. ``None`` is for what lies in one's own place."""
        self._may_write()
        if needs is not None:
            self.refuse_without(needs)
        with self._session(self._writing) as session:
            yield DraftKeeper(session, self.clock.now(), self.member.writes, self.own_place)
            session.commit()

    def keep_aside(self, key: str, case_id: UUID, content: dict[str, object]) -> None:
        """Keep a draft that the vault cannot take now, sealed in memory; it is written as soon as the vault can be."""
        with self._turn:
            if not self._closed:
                typed = Typed(
                    key=key,
                    case=case_id,
                    kept_at=self.clock.now(),
                    content=content,
                    own=self.own_place,
                    writes=self.member.writes,
                )
                ASIDE.put(self._key, typed)

    def forget_aside(self, key: str) -> None:
        """Let go of a draft of this member that waits in memory."""
        with self._turn:
            if not self._closed:
                ASIDE.forget(self._key, self.own_place, key)

    @contextmanager
    def change_keys(self, needs: Right | None, fresh: Slot | None = None) -> Iterator[UnitOfWork]:
        """Do one user action that changes who can come in, or with what; ``fresh`` is the slot that it adds.

        The commit of the database is the moment at which it counts. Before it the new slot stands beside the old ones,
        so at every moment the keyring has a slot for everybody whom the database lets in; after it every slot that the
        database does not know is taken out. A program killed in between does the last at the next opening.
        """
        self._may_write()
        keys = VaultFolder(self.folder).keyring
        with self._turn:
            try:
                with self.write(needs) as uow:
                    if fresh is not None:
                        keyring = read_keys(keys)
                        write_keyring(keys, msgspec.structs.replace(keyring, slots=(*keyring.slots, fresh)))
                    yield uow
            except BaseException:
                with suppress(OSError, AppError):
                    self._settle(keys, fresh)
                raise
            try:
                self._settle(keys, fresh)
            except OSError as error:
                raise OldKeyLeftError(reason=error.strerror or "") from error

    def _keys(self) -> Keyring:
        """Read the key slots of this vault."""
        with self._disk_told():
            return read_keys(VaultFolder(self.folder).keyring)

    def _settle(self, keys: Path, fresh: Slot | None) -> None:
        """Leave in the keyring only what the database knows, and take over what it says of the member."""
        with self.read() as reader:
            known = {member.slot: member for member in reader.members()}
            living = reader.living_slots()
        self.member = known.get(self.member.slot) or known.get(fresh.id if fresh else self.member.slot) or self.member
        settle_keyring(keys, living)

    def raise_cost(self, passphrase: str, cost: Cost) -> None:
        """Wrap the key anew under the passphrase of the member, at a higher cost; takes about that long.

        The slot keeps its id: it is the same person with the same passphrase.
        """
        keys = VaultFolder(self.folder).keyring
        keyring = self._keys()
        own = msgspec.structs.replace(
            keyring, slots=tuple(slot for slot in keyring.slots if slot.id == self.member.slot)
        )
        old = next(ways_in(own, passphrase), None)
        if old is None:
            raise WrongPassphraseError
        raised = new_slot(
            self._key,
            keyring.vault,
            user=old.slot.user,
            passphrase=passphrase,
            cost=cost,
            at=self.clock.now(),
            slot_id=old.slot.id,
        )
        with self.write(None) as uow:
            now = read_keys(keys)
            slots = tuple(raised if slot.id == raised.id else slot for slot in now.slots)
            write_keyring(keys, msgspec.structs.replace(now, slots=slots))
            uow.commit("slot.raised", str(raised.id), f"{cost.memory_kib} KiB, {cost.iterations}")
        self.raised_cost = None

    def slot_of(self, secret: str | bytes) -> UUID | None:
        """Return the key slot that opens with the member's own passphrase, or with the bits of recovery words."""
        keyring = self._keys()
        with self.read() as reader:
            living = {self.member.slot} if isinstance(secret, str) else reader.living_slots()
        known = tuple(slot for slot in keyring.slots if slot.id in living)
        return next((way.slot.id for way in ways_in(msgspec.structs.replace(keyring, slots=known), secret)), None)

    def new_slot(self, user: str, passphrase: str, cost: Cost | None = None) -> Slot:
        """Wrap the key of this vault for a user, at a cost of about a second; nothing is written."""
        return new_slot(
            self._key,
            self._keys().vault,
            user=user,
            passphrase=passphrase,
            cost=cost or calibrated(),
            at=self.clock.now(),
        )

    def new_recovery_slot(self, entropy: bytes) -> Slot:
        """Wrap the key of this vault for whoever has the words of 256 random bits; nothing is written."""
        return new_recovery_slot(self._key, self._keys().vault, entropy=entropy, at=self.clock.now())

    def back_up(self, reason: BackupReason) -> Backup:
        """Make a backup of what the vault holds now, in the folder of backups of the vault."""
        with self._turn, self._disk_told():
            self._refuse_closed()
            self._may_write()
            self._be_present(writing=True)
            return write_backup(self._engine, VaultFolder(self.folder), self._key, at=self.clock.now(), reason=reason)

    def restore(self, backup: Backup, label: BackupLabel, place: Path) -> None:
        """Make a new vault of a backup at ``place``, with a note under the key of this vault that this member did."""
        with self._turn, faults_told(place):
            self._refuse_closed()
            restore_backup(backup, place, note_of(backup, label, self.user, self._key))

    def restored(self) -> Restored | None:
        """Return of which backup this vault was made when its log does not tell that yet."""
        note = read_note(self.folder, self._key)
        if note is None:
            return None
        with self.inspect() as reader:
            end = reader.entry(note.entries)
            if end is None or end.hash != note.head:
                return None
            later = {entry.action for entry in reader.entries_after(note.entries)}
        return note if later <= _AT_FIRST else None

    def open_backup(self, backup: Backup) -> "Store":
        """Open a backup of this vault for reading only, with the key of this vault."""
        with self._turn, faults_told(backup.place):
            self._refuse_closed()
            engine = open_for_reading(VaultFolder(backup.place).database, bytes(self._key))
            told = ReadOnly(reason=ReadOnlyReason.BACKUP)
            return Store(
                backup.place, engine, None, bytearray(self._key), member=self.member, clock=self.clock, read_only=told
            )
