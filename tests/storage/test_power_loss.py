"""When the power goes, everything that was acknowledged is there at the next opening.

The program works under ``strace``; from the trace the disk is built up again as it can lie there when the power goes at
some moment of that work (``crashed_disk.py``), and the real program opens it. ``python3 dev.py torture`` does thousands
of such moments.
"""

import hashlib
import os
import random
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import msgspec
import pytest

import ledger as ledgers
import torture
import vaults
from app.clock import SystemClock
from app.domain.backup import BackupReason
from app.services import backups, cases, vault
from app.storage.backups import check_files
from crashed_disk import HOW, Disk, lay
from disk_trace import DiskStep, Synced, Told, may_trace, steps_of
from ledger import Ledger, Step
from powered_work import OUTSIDE, SECOND, VAULT, Word

HOUSE = Path(__file__).resolve().parents[2]
WORK = HOUSE / "tests" / "powered_work.py"
MOMENTS_PER_RUN = 36
pytestmark = [
    pytest.mark.storage,
    pytest.mark.slow,
    pytest.mark.torture,
    pytest.mark.skipif(not may_trace(), reason="needs strace"),
]


def run(place: Path, *arguments: str) -> list[DiskStep]:
    """Let the program work in a folder and return what it asked of the disk."""
    told = place.parent / "told"
    told.unlink(missing_ok=True)
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(map(str, (HOUSE, HOUSE / "tests")))}
    return steps_of([sys.executable, "-B", str(WORK), str(place), str(told), *arguments], place, told, environment)


def worked(tmp_path: Path, seed: int, *careless: str) -> tuple[Path, list[DiskStep]]:
    """Return a folder in which a vault was made and worked in, and how that went."""
    place = tmp_path / "schijf"
    for name in ("", OUTSIDE, SECOND):
        (place / name).mkdir()
    return place, run(place, str(seed), *careless)


def moments(steps: list[DiskStep], chance: random.Random, often: int) -> list[int]:
    """Return after how many steps the power goes: most of them just before a wait or just after a word."""
    before = [at for at, step in enumerate(steps) if isinstance(step, Synced)]
    after = [at + 1 for at, step in enumerate(steps) if isinstance(step, Told)]
    kinds = chance.choices((before, after, range(1, len(steps) + 1)), (4, 4, 2), k=often)
    return sorted(chance.choice(kind) for kind in kinds)


class Promised:
    """What the program acknowledged so far."""

    def __init__(self) -> None:
        self.founded = False
        self.ledger = Ledger()
        self.pending: Step | None = None
        self.files: dict[str, str] = {}

    def hear(self, told: Told) -> None:
        word = msgspec.json.decode(told.words, type=Word)
        if word.what == "founded":
            self.founded = True
        elif word.what == "begin":
            self.pending = word.step
        elif word.step is not None:
            self.ledger, self.pending = ledgers.after(self.ledger, word.step, word.result), None
            self.files.update(word.files)

    def check(self, place: Path) -> None:
        """Open what was left with the program; raises what is not there."""
        folder = place / VAULT
        if not self.founded:
            if folder.exists():
                ledgers.opened(folder, [0])[0].close()
            return
        ways = [self.ledger.way, *([self.pending.number] if self.pending is not None else [])]
        store, way = ledgers.opened(folder, ways)
        with store:
            vault.verify(store)
            ledgers.checked(store, way, self.ledger, self.pending)
            second = [check_files(one).entries for one in backups.list_backups(store).second]
            assert max(second, default=0) >= self.ledger.backup
            with store.inspect() as reader:
                logged = " ".join(entry.detail for entry in reader.entries_after(0))
        for name, sha256 in self.files.items():
            assert hashlib.sha256((place / name).read_bytes()).hexdigest() == sha256
        for file in (place / OUTSIDE).glob("[!.]*"):
            assert hashlib.sha256(file.read_bytes()).hexdigest() in logged, "left without a line in the log"


def power_goes(
    place: Path, steps: list[DiskStep], disk: Disk, chance: random.Random, often: int
) -> Iterator[tuple[str, Callable[[], None]]]:
    """Lay down what was left at so many moments; yield what that was, and how to check it."""
    promised, done = Promised(), 0
    for moment in moments(steps, chance, often):
        for step in steps[done:moment]:
            disk.do(step)
            if isinstance(step, Told):
                promised.hear(step)
        done, how = moment, chance.choice(HOW)
        lay(place, disk.left(chance, how))
        yield f"{how} of what was not waited for, after {moment} of {len(steps)} steps", partial(promised.check, place)


def test_nothing_acknowledged_is_lost_when_the_power_goes(tmp_path: Path) -> None:
    """Saves, drafts, signatures, exhibits, passphrases, backups in two places, files that left, locking: mixed."""
    often = torture.times(MOMENTS_PER_RUN)
    for seed in range(1, often // (20 * MOMENTS_PER_RUN) + 2):
        place, steps = worked(tmp_path / str(seed), seed)
        chance = random.Random(seed)  # noqa: S311  moments, nothing secret
        for what, check in power_goes(place, steps, Disk(), chance, min(often, 20 * MOMENTS_PER_RUN)):
            try:
                check()
            except Exception as error:
                raise AssertionError(f"seed {seed}: {what}") from error
