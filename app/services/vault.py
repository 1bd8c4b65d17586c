"""Make, unlock and verify a vault. Making and unlocking take about a second on purpose: the passphrase is stretched."""

from contextlib import suppress
from pathlib import Path

import msgspec

from app.clock import Clock
from app.domain.anchor import anchor_code
from app.domain.revision import AuditEntry, VerifyReport
from app.domain.strength import Strength
from app.domain.whole_text import whole
from app.errors import AppError, RefusedError
from app.services import members
from app.services.door import at_the_door, log_tries
from app.services.leaving import sweep_outside
from app.services.sweeping import finish_erasures
from app.services.whole_check import at_opening
from app.storage.keyring import Cost
from app.storage.open_to_read import open_to_read
from app.storage.opening import create_store, names_behind, open_store, slot_names
from app.storage.recovery_words import bits_of
from app.storage.restored import drop_note
from app.storage.store import Store
from app.storage.strength import strength_of
from app.storage.verify import check_anchor, verify_everything


def create_vault(folder: Path, *, user: str, passphrase: str, clock: Clock, cost: Cost | None = None) -> Store:
    """Make a new vault at ``folder`` and open it as ``user``, caseworker and manager; whole or not at all."""
    if not user.strip():
        raise RefusedError(reason="Fill in your name.")
    members.refuse_short(passphrase)
    return create_store(folder, user=whole(user.strip()), passphrase=passphrase, clock=clock, cost=cost)


def names_at(folder: Path) -> tuple[str, ...]:
    """Return the names of those who have a passphrase for a vault; the door can ask who is there."""
    return slot_names(folder)


def unlock_vault(
    folder: Path, passphrase: str, clock: Clock, *, user: str = "", whole_up_to: int | None = None
) -> Store:
    """Open a vault as the member whose passphrase this is; the log keeps that, and the wrong passphrases before it.

    With the name of the ``user`` one slot is tried, without it each in turn, about a second each. Whoever gives
    ``whole_up_to`` (``glance.WHOLE_UP_TO``) opens a larger database after a glance, and has to call
    ``whole_check.check_on`` until everything was checked.
    """
    with at_the_door(folder, clock):
        store = open_store(folder, passphrase, clock, user=user, whole_up_to=whole_up_to)
    try:
        _log_unlock(store)
    except BaseException:
        store.close()
        raise
    return store


def raise_cost(store: Store, passphrase: str) -> bool:
    """Make the passphrase just used as hard to try as this computer allows; whether there was something to raise.

    Takes about a second: meant for the data lane, after the vault was shown.
    """
    if store.raised_cost is None:
        return False
    store.raise_cost(passphrase, store.raised_cost)
    return True


def names_for_words(folder: Path, words: str, clock: Clock) -> tuple[str, ...]:
    """Return the names of the members of a vault to whoever has its recovery words, to choose a new passphrase for one.

    Raises:
        RecoveryWordError: a word is not in the list.
        RecoveryWordsError: they do not fit together.
        WrongWordsError: they do not open this vault.
    """
    bits = bits_of(words)
    with at_the_door(folder, clock):
        return names_behind(folder, bits)


def unlock_with_words(
    folder: Path, words: str, clock: Clock, *, user: str, passphrase: str, cost: Cost | None = None
) -> Store:
    """Open a vault with its recovery words as the member called ``user``, who gets a new passphrase."""
    members.refuse_short(passphrase)
    bits = bits_of(words)
    with at_the_door(folder, clock):
        store = open_store(folder, bits, clock, user=user)
    try:
        _log_restored(store)  # before anything else is logged: the log must still end where the backup ended
        members.recover(store, passphrase, cost=cost)
        _log_unlock(store)
    except BaseException:
        store.close()
        raise
    return store


def strength(passphrase: str, *, user: str = "", vault: str = "") -> Strength:
    """Return how well a passphrase withstands guessing by somebody who knows the names of its user and its vault."""
    return strength_of(passphrase, (user, vault))


def read_vault(folder: Path, passphrase: str, clock: Clock, *, user: str = "", name: str = "?") -> Store:
    """Open a vault for reading only, also when it is damaged or open elsewhere; no file of it is changed.

    A wrong passphrase is remembered in memory only. While it is open, ``lock`` keeps other programs from working in it.
    ``name`` is what a case is called whose own name is lost.
    """
    with at_the_door(folder, clock, writing=False):
        return open_to_read(folder, passphrase, clock, user=user, name=name)


def verify(store: Store) -> VerifyReport:
    """Walk the log, every version and the database; raise the error that names the first fault."""
    with store.inspect() as reader:
        return verify_everything(reader)


def _log_unlock(store: Store) -> None:
    """Chain of which backup the vault was made, the wrong passphrases since the last unlock, and this unlock."""
    _log_restored(store)
    log_tries(store)
    with store.write(None) as uow:
        uow.set(at_opening(store, uow.settings()))
        uow.commit("vault.unlocked", "")
    with suppress(AppError):
        sweep_outside(store)
    if store.unchecked:
        return  # what has to be swept is swept once the rest was found sound
    with suppress(AppError):
        # A full disk is no reason not to come in; the next opening tries again.
        finish_erasures(store)


def _log_restored(store: Store) -> None:
    """Chain of which backup a vault was made, when it is opened for the first time."""
    note = store.restored()
    if note is not None:
        told = {"backup": note.backup, "restored_by": note.by}
        with store.write(None) as uow:
            uow.commit("vault.restored", str(uow.vault_id()), msgspec.json.encode(told, order="sorted").decode())
    drop_note(store.folder)


def held_by(store: Store, code: str) -> AuditEntry:
    """Return the entry of the log that a printed code stands for; raise the error that says what became of it."""
    with store.inspect() as reader:
        return check_anchor(reader, code)


def newest_code(store: Store) -> str:
    """Return the code of the newest entry of the log, to be printed somewhere outside the vault."""
    with store.inspect() as reader:
        last = reader.last_entry()
    return anchor_code(last.number, last.hash) if last else ""
