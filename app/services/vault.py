"""Make, unlock and verify a vault. Making and unlocking take about a second on purpose: the passphrase is stretched."""

from pathlib import Path

from app.clock import Clock
from app.domain.anchor import anchor_code
from app.domain.revision import AuditEntry, VerifyReport
from app.domain.whole_text import whole
from app.errors import RefusedError
from app.storage.keyring import Cost
from app.storage.open_to_read import open_to_read
from app.storage.store import Store, create_store, open_store
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
    """Open a vault as the user whose passphrase this is."""
    return open_store(folder, passphrase, clock)


def read_vault(folder: Path, passphrase: str, clock: Clock, *, name: str = "?") -> Store:
    """Open a vault for reading only, also when it is damaged or open elsewhere; nothing is written in its folder.

    ``name`` is what a case is called whose own name is lost.
    """
    return open_to_read(folder, passphrase, clock, name=name)


def verify(store: Store) -> VerifyReport:
    """Walk the log, every version and the database; raise the error that names the first fault."""
    with store.read() as reader:
        return verify_everything(reader)


def held_by(store: Store, code: str) -> AuditEntry:
    """Return the entry of the log that a printed code stands for; raise the error that says what became of it."""
    with store.read() as reader:
        return check_anchor(reader, code)


def newest_code(store: Store) -> str:
    """Return the code of the newest entry of the log, to be printed somewhere outside the vault."""
    with store.read() as reader:
        last = reader.last_entry()
    return anchor_code(last.number, last.hash) if last else ""
