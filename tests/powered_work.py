"""Work on a vault and tell what was done, for ``test_power_loss.py``, which takes the power away at every moment of it.

Usage: ``powered_work.py PLACE TOLD SEED [careless]``; with ``opens`` for a vault that is there, or ``erases``, as SEED.
"""

import hashlib
import os
import random
import sys
from pathlib import Path

import msgspec

import builders
import ledger as ledgers
import vaults
from app.clock import SystemClock
from app.domain.erasure import ErasureGround
from app.services import backups, cases, erasures, exchange, salvage, vault
from app.storage import engine
from app.storage.store import Store
from ledger import CASE, Ledger, Step

VAULT, OUTSIDE, SECOND, BACK = "Proef.vault", "uit", "tweede", "Terug.vault"
_DOES = {
    "record": 4,
    "draft": 3,
    "correct": 2,
    "withdraw": 1,
    "sign": 1,
    "exhibit": 2,
    "passphrase": 2,
    "words": 1,
    "backup": 1,
    "lock": 2,
    "export": 2,
    "restore": 1,
}


class Word(msgspec.Struct, frozen=True):
    """What the program told: it begins a step or has done it; ``files`` are outside the vault, with their hashes."""

    what: str
    step: Step | None = None
    result: int = 0
    files: dict[str, str] = {}


def planned(seed: int) -> list[str]:
    """Return what to do, one of everything."""
    kinds = [kind for kind, often in _DOES.items() for _ in range(often)]
    random.Random(seed).shuffle(kinds)  # noqa: S311  what to do next, nothing secret
    return ["record", "backup", *kinds]


class Work:
    """Does one step after the other."""

    def __init__(self, place: Path, told: Path) -> None:
        """Write what is told to a file, each word at once."""
        self.place = place
        self._told = os.open(told, os.O_WRONLY | os.O_CREAT, 0o600)

    def tell(self, word: Word) -> None:
        """Tell one word."""
        os.write(self._told, msgspec.json.encode(word) + b"\n")

    def all_of(self, seed: int) -> None:
        """Make a vault, work in it and leave it open."""
        folder = self.place / VAULT
        ledgers.founded(folder)
        self.tell(Word("founded"))
        ledger, (store, _) = Ledger(), ledgers.opened(folder, [0])
        backups.set_second_place(store, str(self.place / SECOND))
        for number, kind in enumerate(planned(seed), seed * 100 + 1):
            changes = kind in {"correct", "withdraw"} and ledger.facts
            step = Step(kind, number, random.Random(number).choice([*ledger.facts])) if changes else Step(kind, number)  # noqa: S311  as above
            step = step if changes or kind not in {"correct", "withdraw"} else Step("record", number)
            self.tell(Word("begin", step))
            if kind == "lock":
                store.close()
                store, _ = ledgers.opened(folder, [ledger.way])
                self.tell(Word("done", step))
            elif kind in {"export", "restore"}:
                self.tell(Word("done", step, files=self._out(store, step)))
            else:
                result = ledgers.do(store, step, ledger)
                ledger = ledgers.after(ledger, step, result)
                self.tell(Word("done", step, result))

    def _out(self, store: Store, step: Step) -> dict[str, str]:
        """Make something outside the vault and return the hashes of its files."""
        if step.kind == "export":
            target = self.place / OUTSIDE / f"zaak {step.number}.json"
            exchange.export_case(store, CASE, target, "voor de proef")
            made = [target]
        else:
            restored = backups.restore_from(store, backups.list_backups(store).here[0], self.place / BACK)
            made = [restored / "vault.db", restored / "keyring.json"]
        return {str(one.relative_to(self.place)): hashlib.sha256(one.read_bytes()).hexdigest() for one in made}

    def opening(self) -> None:
        """Open the one vault that is there, which an older program made."""
        (folder,) = self.place.iterdir()
        self.tell(Word("found"))
        with vault.unlock_vault(folder, vaults.PASSPHRASE, SystemClock()):
            self.tell(Word("opened"))

    def erasing(self) -> None:
        """Erase a case, remove the backups that hold it, and save what can be read to a new vault."""
        folder = self.place / VAULT
        ledgers.founded(folder)
        store, _ = ledgers.opened(folder, [0])
        case = builders.case(reference="Z-2011-077")
        cases.open_case(store, case)
        backups.back_up(store)
        self.tell(Word("founded"))
        proposed = erasures.propose_erasure(store, case.id, ErasureGround.TERM, reason="De termijn is voorbij.")
        done = erasures.erase(store, proposed.id, number=case.reference, reason="De termijn is voorbij.")
        self.tell(Word("erased"))
        erasures.remove_backups(store, done.id, reason="Nergens meer.")
        self.tell(Word("removed"))
        salvage.salvage_vault(folder, ledgers.passphrase(0), self.place / BACK, SystemClock(), name="?")
        self.tell(Word("saved"))


def main() -> None:
    """Work as was asked."""
    place, told, how, *careless = sys.argv[1:]
    # More often than after 1000 pages, which is more than this work writes.
    engine.SETTINGS = (*engine.SETTINGS, "wal_autocheckpoint = 60")
    if careless:
        engine.SETTINGS = tuple(one.replace("synchronous = FULL", "synchronous = OFF") for one in engine.SETTINGS)
    work = Work(Path(place), Path(told))
    if how == "opens":
        work.opening()
    elif how == "erases":
        work.erasing()
    else:
        work.all_of(int(how))


if __name__ == "__main__":
    main()
