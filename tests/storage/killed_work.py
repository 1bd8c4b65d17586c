"""Work on a vault through the services and be killed (SIGKILL), again and again. Run by ``test_killed.py``.

A parent makes many short-lived programs by forking, because starting Python anew each time would take most of the time.
Each opens the vault, walks through all of it, compares it with everything that was acknowledged so far, and works on
until it is killed: after some steps and a bit of the next, or, every fifth, at any moment from its start. The parent
counts steps and not seconds, so a slow machine is killed at the same places.

Usage: ``killed_work.py FOLDER STEPS [full|limit]``; prints what was done as JSON, or fails with what was lost.
``full``: FOLDER lies on a small disk that the parent fills up each time; ``limit``: the system refuses to let a file
grow. Whatever is refused must leave the vault as it was.
"""

import json
import os
import random
import signal
import sys
import time
import traceback
from contextlib import suppress
from io import FileIO
from itertools import count
from pathlib import Path

import msgspec

import ledger as ledgers
from app.errors import DiskFaultError, DiskFullError, OldKeyLeftError
from app.services import vault
from ledger import Ledger, Step

STEPS_PER_VAULT = 1_000
STEPS_PER_LIFE = 40
_FULL = (DiskFullError, DiskFaultError)


class Told(msgspec.Struct, frozen=True):
    """One line from a worker: it opened the vault, begins a step, has done it, or was refused."""

    what: str
    step: Step | None = None
    result: int = 0


def live(folder: Path, ledger: Ledger, pending: Step | None, first: int, tell: int, disk: str) -> None:
    """Open, check and work until killed; every step is told before and after."""

    def say(told: Told) -> None:
        os.write(tell, msgspec.json.encode(told) + b"\n")

    ways = [ledger.way, *([pending.number] if pending and pending.kind == "passphrase" else [])]
    store, way = ledgers.opened(folder, ways)
    vault.verify(store)
    done = ledgers.checked(store, way, ledger, pending)
    if done and pending is not None:
        ledger = ledgers.after(ledger, pending)
    say(Told("open", result=int(done)))
    if disk == "limit":
        import resource  # noqa: PLC0415  Unix only

        largest = max(path.stat().st_size for path in folder.iterdir())
        most = largest + random.Random(first).randrange(300_000)  # noqa: S311  nothing secret
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, resource.RLIM_INFINITY))
    for number in count(first):
        step = ledgers.next_step(number, ledger)
        say(Told("begin", step))
        try:
            result = ledgers.do(store, step, ledger)
        except OldKeyLeftError:
            result = 0
        except _FULL:
            if ledgers.checked(store, ledger.way, ledger, step):
                raise AssertionError(f"refused, and yet done: {step}") from None
            say(Told("refused", step))
            continue
        ledger = ledgers.after(ledger, step, result)
        say(Told("done", step, result))


def fill(folder: Path, chance: random.Random) -> None:
    """Leave only a little room on the small disk."""
    free = os.statvfs(folder).f_bavail * os.statvfs(folder).f_frsize
    with suppress(OSError), (folder.parent / "ballast").open("wb", buffering=0) as ballast:
        ballast.write(bytes(max(0, free - chance.randrange(0, 200_000))))


class Killer:
    """Starts worker after worker on one vault and keeps the books."""

    def __init__(self, folder: Path, disk: str, chance: random.Random) -> None:
        """Make the vault."""
        self.folder, self.disk, self.chance = folder, disk, chance
        self.ledger, self.step = Ledger(), 0
        self.pending: Step | None = None
        self.saves = self.refused = self.lives = self.halfway = 0
        ledgers.founded(folder)

    def life(self) -> None:
        """Let one worker work and kill it."""
        self.lives += 1
        if self.lives > 100 + self.saves + self.refused:
            raise SystemExit("the workers come to nothing")
        (self.folder.parent / "ballast").unlink(missing_ok=True)
        hear, tell = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(hear)
            try:
                live(self.folder, self.ledger, self.pending, self.step + 1, tell, self.disk)
            except BaseException:  # noqa: BLE001  a worker that ends by itself has found a fault
                traceback.print_exc()
            os._exit(1)
        os.close(tell)
        with FileIO(hear) as pipe:
            if self.lives % 5:
                self._hear(pipe, self.chance.randrange(1, STEPS_PER_LIFE))
                time.sleep(self.chance.uniform(0, 0.015))
            else:
                time.sleep(self.chance.uniform(0, 0.12))
            os.kill(child, signal.SIGKILL)
            self._hear(pipe, sys.maxsize)
        _, status = os.waitpid(child, 0)
        if os.WIFEXITED(status):
            raise SystemExit("a worker stopped by itself")
        self.halfway += self.pending is not None

    def _hear(self, pipe: FileIO, steps: int) -> None:
        """Keep the books of so many steps, or until the worker is dead."""
        kept = b""
        while steps > 0 and (more := pipe.read(1)):
            kept += more
            if more == b"\n":
                told = msgspec.json.decode(kept, type=Told)
                kept = b""
                self._book(told)
                steps -= told.what in {"done", "refused"}

    def _book(self, told: Told) -> None:
        if told.what == "open":
            if told.result and self.pending is not None:
                self.ledger = ledgers.after(self.ledger, self.pending)
            self.pending = None
            if self.disk == "full":
                fill(self.folder, self.chance)
        elif told.what == "begin" and told.step is not None:
            self.pending, self.step = told.step, told.step.number
        elif told.step is not None:
            self.pending = None
            if told.what == "refused":
                self.refused += 1
            else:
                self.ledger = ledgers.after(self.ledger, told.step, told.result)
                self.saves += 1

    def last_look(self) -> None:
        """Check the vault once more, with room on the disk."""
        (self.folder.parent / "ballast").unlink(missing_ok=True)
        ways = [self.ledger.way, *([self.pending.number] if self.pending and self.pending.kind == "passphrase" else [])]
        store, way = ledgers.opened(self.folder, ways)
        with store:
            vault.verify(store)
            ledgers.checked(store, way, self.ledger, self.pending)


def main() -> None:
    """Work on vault after vault until so many steps were acknowledged or refused."""
    place, wanted, disk = Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3] if len(sys.argv) > 3 else ""
    chance = random.Random(3)  # noqa: S311  moments to kill at, nothing secret
    total = dict.fromkeys(("saves", "refused", "lives", "halfway"), 0)
    for number in count():
        killer = Killer(place / f"{number}.vault", disk, chance)
        while killer.saves + killer.refused < min(STEPS_PER_VAULT, wanted - total["saves"] - total["refused"]):
            killer.life()
        killer.last_look()
        for name in total:
            total[name] += getattr(killer, name)
        if total["saves"] + total["refused"] >= wanted:
            break
    print(json.dumps(total))  # noqa: T201  read by the test


if __name__ == "__main__":
    main()
