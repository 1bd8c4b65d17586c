"""Trying a passphrase or recovery words, at the door of a vault or inside it: one count, one wait, one log.

Inside an open vault it is the same guess as at the door: whoever finds the right one can come back without being seen.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec

from app.clock import Clock
from app.errors import TooSoonError, WrongPassphraseError, WrongWordsError
from app.storage.folder import VaultFolder
from app.storage.store import Store
from app.storage.tries import forget_tries, note_unwritten, note_wrong, read_tries, wait_after


@contextmanager
def at_the_door(folder: Path, clock: Clock, *, writing: bool = True) -> Iterator[None]:
    """Try a passphrase or recovery words, whoever asks: too soon is refused, and a wrong one is remembered.

    ``writing`` tells whether the moment may be kept in the folder; else it is kept in memory.
    Raises ``TooSoonError`` with the seconds to wait.
    """
    seconds = seconds_to_wait(folder, clock)
    if seconds:
        raise TooSoonError(seconds=seconds)
    try:
        yield
    except (WrongPassphraseError, WrongWordsError):
        keep = note_wrong if writing else note_unwritten
        keep(VaultFolder(folder).tries, clock.now())
        raise


def seconds_to_wait(folder: Path, clock: Clock) -> int:
    """Return how long the door of a vault stays shut after wrong passphrases; 0 when it may be tried."""
    return wait_after(read_tries(VaultFolder(folder).tries), clock.now())


@contextmanager
def inside(store: Store) -> Iterator[None]:
    """Do the same in an open vault; after the right one the log tells of the wrong ones before it."""
    with at_the_door(store.folder, store.clock, writing=store.read_only is None):
        yield
    if store.read_only is None:
        log_tries(store)


def log_tries(store: Store) -> None:
    """Chain the wrong ones since the last right one, and begin to count anew."""
    path = VaultFolder(store.folder).tries
    tries = read_tries(path)
    if tries.count or not tries.readable:
        told = {"count": tries.count, "moments": tries.moments, "readable": tries.readable}
        with store.write(None) as uow:
            uow.commit("unlock.failed", "", msgspec.json.encode(told, order="sorted").decode())
        forget_tries(path)
