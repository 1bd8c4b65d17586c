"""Read everything in a database that is open for work, part by part, while saves go on.

It has a connection of its own that only reads. Every part is one look at one moment: what is saved meanwhile neither
waits for it nor disturbs it, and no look lasts so long that the journal cannot be emptied in between. It rests while
somebody saves or reads, because the processor and the disk are the same. Nothing is called damaged after one look: the
part is read once more through a fresh connection.
"""

import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import Final

import sqlcipher3.dbapi2 as driver

from app.domain.revision import AuditEntry
from app.errors import ChainBrokenError, DatabaseDamagedError, VaultLockedError
from app.storage.faults import fault_of
from app.storage.probe import keyed, next_links, refuse_damaged, tables_in

_WAIT_SECONDS: Final = 0.02
_STEPS_BETWEEN: Final = 10_000
"""So many steps of SQLite, about two thousandths of a second, pass before it looks whether to rest."""
_REST_SECONDS: Final = 0.002
_LONGEST_REST_SECONDS: Final = 0.02
_LINKS: Final = 20_000
_SETTINGS: Final = ("temp_store = MEMORY", "trusted_schema = OFF", "query_only = ON", "busy_timeout = 2000")
Part = Callable[[driver.Connection], None]


class WholeCheck:
    """The check of one open database; each ``step`` reads a part, from any one thread at a time."""

    def __init__(self, database: Path, key: bytearray, at_work: Callable[[], bool] = lambda: False) -> None:
        """Read ``database`` with the key that its store holds and wipes; ``at_work`` tells whether that is used now."""
        self._database, self._key, self._at_work = database, key, at_work
        self._turn = threading.Lock()
        self._connection: driver.Connection | None = None
        self._parts: deque[Part] | None = None
        self._count = 0
        self._last: AuditEntry | None = None
        self._ended = False

    def step(self) -> float:
        """Read the next part and return how much was read (0-1); one that had to give way is read again next time.

        Raises ``DatabaseDamagedError`` or ``ChainBrokenError`` for what is damaged, the error of the disk for what
        could not be read now, and ``VaultLockedError`` after the end.
        """
        with self._turn:
            if self._ended:
                raise VaultLockedError
            try:
                return self._step()
            except driver.DatabaseError as error:
                self._leave()
                if _gave_way(error):
                    return self._done()
                told = fault_of(error, self._database.parent)
                if told is None:
                    raise
                raise told from error

    @contextmanager
    def held(self) -> Iterator[None]:
        """Keep the check away from the database for a while: a part that is being read is broken off."""
        self._take_turn()
        try:
            self._leave()
            yield
        finally:
            self._turn.release()

    def end(self) -> None:
        """Read nothing any more."""
        with self.held():
            self._ended = True

    def close_with(self, close: Callable[[], None], *, untouched: bool) -> None:
        """Let go of the database, and ``close`` it where it is open for work.

        Closing would write the journal into the file. With ``untouched`` it does not: a connection that only reads is
        the last one, and what was saved stays in the journal.
        """
        self._take_turn()
        try:
            self._leave()
            if untouched:
                with suppress(driver.DatabaseError):
                    self._connected().execute("SELECT count(*) FROM sqlite_master").fetchall()
            close()
        finally:
            self._leave()
            self._turn.release()

    def _take_turn(self) -> None:
        while not self._turn.acquire(timeout=_WAIT_SECONDS):
            connection = self._connection
            if connection is not None:
                with suppress(driver.Error):
                    connection.interrupt()

    def _step(self) -> float:
        if self._parts is None:
            self._parts = deque(partial(_table, name) for name in tables_in(self._connected()))
            self._parts.append(self._links)
            self._count = len(self._parts)
        if self._parts:
            self._read_twice(self._parts[0])
            self._parts.popleft()
        return self._done()

    def _done(self) -> float:
        return 1 - len(self._parts) / self._count if self._parts is not None and self._count else 0.0

    def _read_twice(self, part: Part) -> None:
        """Read a part, and once more when the first look found damage."""
        try:
            part(self._connected())
        except (driver.DatabaseError, DatabaseDamagedError, ChainBrokenError) as error:
            if not _is_damage(error, self._database.parent):
                raise
            self._leave()
            part(self._connected())

    def _links(self, connection: driver.Connection) -> None:
        """Walk on through the log; as long as there is more, another part does the same."""
        last = next_links(connection, self._last, _LINKS)
        if last != self._last and self._parts is not None:
            self._parts.append(self._links)
            self._count += 1
        self._last = last

    def _connected(self) -> driver.Connection:
        if self._connection is None:
            connection = keyed(self._database, self._key, "mode=ro")
            self._connection = connection
            for setting in _SETTINGS:
                connection.execute(f"PRAGMA {setting}")
            connection.set_progress_handler(self._rest, _STEPS_BETWEEN)
        return self._connection

    def _rest(self) -> int:
        """Let others go first, for a while: whoever saves without a pause does not stop the check."""
        left = _LONGEST_REST_SECONDS
        while left > 0 and self._at_work():
            time.sleep(_REST_SECONDS)
            left -= _REST_SECONDS
        return 0

    def _leave(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.close()


def _table(name: str, connection: driver.Connection) -> None:
    refuse_damaged(connection, name)


def _is_damage(error: Exception, folder: Path) -> bool:
    told = error if not isinstance(error, driver.DatabaseError) else fault_of(error, folder)
    return isinstance(told, DatabaseDamagedError | ChainBrokenError)


def _gave_way(error: driver.DatabaseError) -> bool:
    return getattr(error, "sqlite_errorname", "") == "SQLITE_INTERRUPT"
