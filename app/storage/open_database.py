"""The database of a vault while it is open: its sessions, what its disk does meanwhile, its check, and its end."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from app.clock import Clock
from app.domain.read_only import ReadOnly, ReadOnlyReason
from app.errors import (
    AppError,
    ChainBrokenError,
    DatabaseDamagedError,
    DiskFaultError,
    FoundDamagedError,
    KeyringDamagedError,
    NoFolderError,
    NotWritableError,
    ReadOnlyError,
    VaultLockedError,
)
from app.storage.aside import ASIDE
from app.storage.drafts import DraftKeeper
from app.storage.engine import BEGIN
from app.storage.faults import NOT_GIVEN, code_of, faults_told
from app.storage.folder import VaultFolder
from app.storage.lock import VaultLock
from app.storage.presence import Presence
from app.storage.probe import examine
from app.storage.reading import Reader
from app.storage.whole_check import WholeCheck

_DAMAGE: Final = (DatabaseDamagedError, ChainBrokenError)
_SHAKEN: Final = (DatabaseDamagedError, DiskFaultError, KeyringDamagedError, NoFolderError, NotWritableError)
"""What a disk that fell away looks like: pages and files that are not there are no damage then."""


class OpenDatabase:
    """The one connection to the database of an unlocked vault, for one transaction at a time, until it is closed."""

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
        whole: bool = True,
    ) -> None:
        """Keep a database open for a user; ``key`` is wiped when it is closed.

        With ``read_only`` everything that would write raises ``ReadOnlyError``. ``whole`` tells whether everything in
        the database was checked before; else ``check_on`` does that.
        """
        database = VaultFolder(folder).database
        self.folder = folder
        self.clock = clock
        self.read_only = read_only
        self.checked_at = clock.now() if whole else None
        self.damage: DatabaseDamagedError | ChainBrokenError | None = None
        self._signed_as = user
        self._engine = engine
        self._writing = engine.execution_options(**{BEGIN: "IMMEDIATE"})
        self._lock = lock
        self._key = key
        self._at_work = False
        self._presence = Presence(database) if lock is not None else None
        self._check = WholeCheck(database, key, lambda: self._at_work) if read_only is None else None
        self._closed = False
        self._turn = threading.RLock()

    @property
    def unchecked(self) -> bool:
        """Whether not everything in the database was checked yet."""
        return self.checked_at is None

    def check_on(self) -> float:
        """Check the next part of what was only glanced at when the vault was opened; return how much was (0-1).

        It may run beside everything else, in one thread at a time. After ``DatabaseDamagedError`` or
        ``ChainBrokenError`` nothing is written any more: the vault is as one that was found damaged at the door. A disk
        that fell away is no damage: ``VaultGoneError`` or ``DiskFaultError``.
        """
        if self.damage is not None:
            raise self.damage
        if self._check is None or not self.unchecked:
            return 1.0
        if self._presence is not None and self._presence.moved:
            raise DiskFaultError(folder=str(self.folder))
        try:
            done = self._check.step()
        except _DAMAGE as error:
            self._take_for_damaged(error)
            raise
        except DiskFaultError as error:
            self._weighed(error)
            if self.damage is not None:
                raise self.damage from error
            raise
        if done >= 1:
            self.checked_at = self.clock.now()
        return done

    def sweep(self) -> None:
        """Write the database anew without the room that erased rows took, and empty its journal."""
        with self._turn, self._disk_told():
            self._refuse_closed()
            self._may_write()
            with self._check.held() if self._check is not None else nullcontext():
                self._vacuum()

    def _vacuum(self) -> None:
        pooled = self._engine.raw_connection()
        try:
            cursor = pooled.cursor()
            cursor.execute("VACUUM")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        finally:
            pooled.close()

    def close(self) -> None:
        """Let go of the database, its key and the lock; closing twice is no matter."""
        with self._turn, faults_told(self.folder):
            self._closed = True
            try:
                if self._check is not None:
                    self._check.end()
                self._let_go()
            finally:
                self._key[:] = bytes(len(self._key))
                if self._lock is not None:
                    self._lock.release()

    def _let_go(self) -> None:
        """Close the database; the journal of a damaged one stays as it is."""
        if self._check is not None:
            self._check.close_with(self._engine.dispose, untouched=self.damage is not None)
        else:
            self._engine.dispose()

    def _refuse_closed(self) -> None:
        if self._closed:
            raise VaultLockedError

    def _may_write(self) -> None:
        if self.damage is not None:
            raise FoundDamagedError
        if self.read_only is not None:
            raise ReadOnlyError

    @contextmanager
    def _session(self, engine: Engine) -> Iterator[Session]:
        with self._turn, self._working(), self._disk_told():
            self._refuse_closed()
            self._be_present(writing=engine is self._writing)
            if engine is self._writing and ASIDE:
                self._take_back()
            with Session(engine, expire_on_commit=False, autobegin=False) as session:
                session.begin()
                yield session

    @contextmanager
    def _working(self) -> Iterator[None]:
        """Have the check rest."""
        before, self._at_work = self._at_work, True
        try:
            yield
        finally:
            self._at_work = before

    def _take_back(self) -> None:
        """Write the drafts that waited in memory, before anything else is written."""
        waiting = ASIDE.of(self._key)
        if not waiting:
            return
        with Session(self._writing, autobegin=False) as session:
            session.begin()
            keeper = DraftKeeper(session, self.clock.now())
            for typed in waiting:
                keeper.take_back(typed)
            session.commit()
        for typed in waiting:
            ASIDE.forget(self._key, typed.own, typed.key)

    @contextmanager
    def _disk_told(self) -> Iterator[None]:
        """Tell what fails; what fails because the folder or its disk is gone is told as that.

        What looks damaged, or is not given by a disk that answers otherwise, is looked at once more, as a whole and
        through another connection: if it is damaged, nothing is written any more.
        """
        try:
            with faults_told(self.folder):
                yield
        except (*_SHAKEN, ChainBrokenError) as error:
            if self._presence is not None:
                self._presence.shaken |= isinstance(error, _SHAKEN)
                self._presence.refuse_gone()
            told = self._weighed(error)
            if told is error:
                raise
            raise told from error

    def _weighed(self, error: AppError) -> AppError:
        """Find out whether it is damage, and return what to tell.

        A page that cannot be read twice is damage; one that can be read the second time was a fault of the disk.
        """
        code = code_of(error.__cause__)
        if self.damage is None:
            if self.read_only is not None or not (code in NOT_GIVEN or isinstance(error, _DAMAGE)):
                return error
            self._look_again()
        if isinstance(error, ChainBrokenError):
            return error
        if self.damage is not None:
            return FoundDamagedError()
        return DiskFaultError(folder=str(self.folder)) if code else error

    def _look_again(self) -> None:
        try:
            with faults_told(self.folder):
                examine(VaultFolder(self.folder).database, self._key)
        except _DAMAGE as error:
            self._take_for_damaged(error)
        except AppError:
            return  # it cannot be looked at now; the next one who meets the damage looks again

    def _take_for_damaged(self, error: DatabaseDamagedError | ChainBrokenError) -> None:
        """Write nothing any more, unless it only looks damaged because the disk is gone or takes nothing."""
        if self._presence is not None:
            self._presence.refuse_gone()
        if self._lock is not None and not self._lock.is_written():
            raise DiskFaultError(folder=str(self.folder)) from error
        self.damage = error
        self.read_only = ReadOnly(reason=ReadOnlyReason.DAMAGED)

    def _be_present(self, *, writing: bool) -> None:
        """Refuse to write when the folder is gone; open the vault again when it came back as other files."""
        presence = self._presence
        if presence is None or not presence.moved:
            return
        if presence.gone:
            if writing:
                presence.refuse_gone()
            return
        presence.shaken = True
        if self._lock is not None:
            self._lock.take_again(self._signed_as, self.clock.now())
        self._let_go()
        with Session(self._engine, autobegin=False) as session:
            session.begin()
            presence.came_back(Reader(session).entry(presence.last) if presence.last else None)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
