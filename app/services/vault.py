"""Make, unlock and verify a vault. Making and unlocking take about a second on purpose: the passphrase is stretched."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec

from app.clock import Clock
from app.domain.anchor import anchor_code
from app.domain.revision import AuditEntry, VerifyReport
from app.domain.whole_text import whole
from app.errors import RefusedError, TooSoonError, WrongPassphraseError
from app.storage.folder import VaultFolder
from app.storage.keyring import Cost
from app.storage.open_to_read import open_to_read
from app.storage.store import Store, create_store, open_store
from app.storage.tries import forget_tries, note_wrong, read_tries, wait_after
from app.storage.verify import check_anchor, verify_everything

MIN_PASSPHRASE = 12


def create_vault(folder: Path, *, user: str, passphrase: str, clock: Clock, cost: Cost | None = None) -> Store:
    """Make a new vault at ``folder`` and open it as ``user``; whole or not at all."""
    if not user.strip():
        raise RefusedError(reason="Fill in your name.")
    if len(passphrase) < MIN_PASSPHRASE:
        raise RefusedError(reason="Choose a passphrase of at least 12 characters.")
    return create_store(folder, user=whole(user.strip()), passphrase=passphrase, clock=clock, cost=cost)


def unlock_vault(folder: Path, passphrase: str, clock: Clock) -> Store:
    """Open a vault as the user whose passphrase this is; the log keeps that, and the wrong passphrases before it."""
    with at_the_door(folder, clock):
        store = open_store(folder, passphrase, clock)
    try:
        _log_unlock(store)
    except BaseException:
        store.close()
        raise
    return store


def read_vault(folder: Path, passphrase: str, clock: Clock, *, name: str = "?") -> Store:
    """Open a vault for reading only, also when it is damaged or open elsewhere; nothing is written in its folder.

    ``name`` is what a case is called whose own name is lost.
    """
    with at_the_door(folder, clock):
        return open_to_read(folder, passphrase, clock, name=name)


@contextmanager
def at_the_door(folder: Path, clock: Clock) -> Iterator[None]:
    """Try a passphrase or recovery words, whoever asks: too soon is refused, and a wrong one is remembered.

    Raises ``TooSoonError`` with the seconds to wait.
    """
    seconds = seconds_to_wait(folder, clock)
    if seconds:
        raise TooSoonError(seconds=seconds)
    try:
        yield
    except WrongPassphraseError:
        note_wrong(VaultFolder(folder).tries, clock.now())
        raise


def seconds_to_wait(folder: Path, clock: Clock) -> int:
    """Return how long the door of a vault stays shut after wrong passphrases; 0 when it may be tried."""
    return wait_after(read_tries(VaultFolder(folder).tries), clock.now())


def verify(store: Store) -> VerifyReport:
    """Walk the log, every version and the database; raise the error that names the first fault."""
    with store.read() as reader:
        return verify_everything(reader)


def _log_unlock(store: Store) -> None:
    """Chain the wrong passphrases that were typed since the last unlock, and this unlock."""
    path = VaultFolder(store.folder).tries
    tries = read_tries(path)
    if tries.count or not tries.readable:
        told = {"count": tries.count, "moments": tries.moments, "readable": tries.readable}
        with store.write() as uow:
            uow.commit("unlock.failed", "", msgspec.json.encode(told, order="sorted").decode())
        forget_tries(path)
    with store.write() as uow:
        uow.commit("vault.unlocked", "")


def held_by(store: Store, code: str) -> AuditEntry:
    """Return the entry of the log that a printed code stands for; raise the error that says what became of it."""
    with store.read() as reader:
        return check_anchor(reader, code)


def newest_code(store: Store) -> str:
    """Return the code of the newest entry of the log, to be printed somewhere outside the vault."""
    with store.read() as reader:
        last = reader.last_entry()
    return anchor_code(last.number, last.hash) if last else ""
