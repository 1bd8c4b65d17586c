"""When the power goes, everything that was acknowledged is there at the next opening.

The program works under ``strace``; from the trace the disk is built up again as it can lie there when the power goes at
some moment of that work (``crashed_disk.py``), and the real program opens it. ``python3 dev.py torture`` does thousands
of such moments.
"""

import hashlib
import os
import random
import subprocess
import sys
import time
import traceback
from pathlib import Path

import msgspec
import pytest
from crashed_disk import HOW, Disk, lay
from disk_trace import DiskStep, Synced, Told, may_trace, steps_of
from loop_disk import MAY_MOUNT, LoopDisk, loop_disk
from powered_work import BACK, OUTSIDE, SECOND, VAULT, Word, planned

import ledger as ledgers
import torture
import vaults
from app.clock import SystemClock
from app.domain.backup import BackupReason
from app.errors import AppError
from app.services import backups, cases, erasures, vault
from app.storage.backups import check_files, find_backups
from app.storage.probe import SCHEMA
from ledger import Ledger, Step

HOUSE = Path(__file__).resolve().parents[2]
WORK = HOUSE / "tests" / "powered_work.py"
ENVIRONMENT = {**os.environ, "PYTHONPATH": os.pathsep.join(map(str, (HOUSE, HOUSE / "tests")))}
MOMENTS = 24
SCHEMAS = [number for number in range(1, SCHEMA) if (HOUSE / "tests" / "vaults" / str(number)).is_dir()]
MOMENTS_OF_ONE = 400
"""From one piece of work; more of them come from others, which do the same in another order."""

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
    return steps_of([sys.executable, "-B", str(WORK), str(place), str(told), *arguments], place, told, ENVIRONMENT)


def worked(tmp_path: Path, seed: int, *careless: str) -> tuple[Path, list[DiskStep]]:
    """Return a folder in which a vault was made and worked in, and how that went."""
    place = tmp_path / "schijf"
    for name in ("", OUTSIDE, SECOND):
        (place / name).mkdir(parents=True)
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
        """Begin with nothing."""
        self.founded = False
        self.ledger = Ledger()
        self.pending: Step | None = None
        self.files: dict[str, str] = {}

    def hear(self, word: Word) -> None:
        """Keep what was told."""
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


class Opened:
    """A vault of an older program was opened, and is of this one now."""

    def __init__(self, before: int) -> None:
        """Expect so many entries of the log from before."""
        self._before, self._told = before, set[str]()

    def hear(self, word: Word) -> None:
        """Keep what was told."""
        self._told.add(word.what)

    def check(self, place: Path) -> None:
        """Open what was left; what was in it is in it, and the backup from before as well."""
        if "found" not in self._told:
            return
        (folder,) = place.iterdir()
        made = [check_files(one) for one in find_backups(folder / "backups")]
        assert len(made) >= ("opened" in self._told)
        with vault.unlock_vault(folder, vaults.PASSPHRASE, SystemClock()) as store:
            assert vault.verify(store).entries > self._before
            assert len(cases.list_cases(store)) == 2
            here = backups.list_backups(store).here
        assert {one.label.reason for one in here if one.label} == {BackupReason.MIGRATION}


class Erased:
    """A case was erased, then the backups that held it were removed, then a new vault was made of the rest."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._told = set[str]()

    def hear(self, word: Word) -> None:
        """Keep what was told."""
        self._told.add(word.what)

    def check(self, place: Path) -> None:
        """Open what was left; what was to disappear stays away."""
        if "founded" not in self._told:
            return
        store, _ = ledgers.opened(place / VAULT, [0])
        with store:
            vault.verify(store)
            there = {one.case.reference for one in cases.list_cases(store)}
            (done,) = erasures.list_erasures(store) or (None,)
            held = erasures.backups_holding(store, done) if done is not None and done.erased_at is not None else ()
        assert ("Z-2011-077" not in there) or "erased" not in self._told
        assert not held or "removed" not in self._told
        if (place / BACK).exists() or "saved" in self._told:
            ledgers.opened(place / BACK, [0])[0].close()


Promise = Promised | Opened | Erased


def first_loss(
    place: Path, steps: list[DiskStep], promise: Promise, often: int, *, seed: int = 1, disk: Disk | None = None
) -> str:
    """Take the power away at so many moments; return what was lost the first time that something was, or ""."""
    chance, done, disk = random.Random(seed), 0, disk or Disk()  # noqa: S311  moments, nothing secret
    for moment in moments(steps, chance, often):
        for step in steps[done:moment]:
            disk.do(step)
            if isinstance(step, Told):
                promise.hear(msgspec.json.decode(step.words, type=Word))
        done, how = moment, chance.choice(HOW)
        lay(place, disk.left(chance, how))
        try:
            promise.check(place)
        except (AppError, AssertionError, OSError):
            where = f"seed {seed}: {how!r} of what was not waited for, after {moment} of {len(steps)} steps"
            return f"{where}\n{traceback.format_exc()}"
    return ""


def test_nothing_acknowledged_is_lost_when_the_power_goes(tmp_path: Path) -> None:
    """Saves, drafts, signatures, exhibits, passphrases, backups in two places, files that left, locking: mixed."""
    often = torture.wanted() // 4 or MOMENTS
    for seed in range(1, often // MOMENTS_OF_ONE + 2):
        place, steps = worked(tmp_path / str(seed), seed)
        assert not first_loss(place, steps, Promised(), min(often, MOMENTS_OF_ONE), seed=seed)


@pytest.mark.parametrize("schema", SCHEMAS if torture.wanted() else SCHEMAS[:1])
def test_an_older_vault_is_whole_when_the_power_goes_while_it_is_opened(tmp_path: Path, schema: int) -> None:
    place = tmp_path / "schijf"
    place.mkdir()
    with vault.read_vault(vaults.of_schema(schema, tmp_path), vaults.PASSPHRASE, SystemClock()) as store:
        before = vault.verify(store).entries
    vaults.of_schema(schema, place)
    assert not first_loss(place, run(place, "opens"), Opened(before), torture.wanted() // 20 or 6)


def test_what_was_to_disappear_stays_away_when_the_power_goes(tmp_path: Path) -> None:
    place = tmp_path / "schijf"
    place.mkdir()
    assert not first_loss(place, run(place, "erases"), Erased(), torture.wanted() // 20 or 8)


@pytest.mark.skipif(not MAY_MOUNT, reason="only root may mount a disk")
def test_a_real_file_system_has_what_was_acknowledged_when_it_stops(tmp_path: Path) -> None:
    """The kernel shuts the file system down under the program without writing what it still had to write."""
    chance = random.Random(1)  # noqa: S311  moments, nothing secret
    for number in range(torture.wanted() // 100 or 1):
        place = tmp_path / str(number)
        place.mkdir()
        with loop_disk(place) as disk:
            for name in (OUTSIDE, SECOND):
                (disk.root / name).mkdir()
            os.sync()
            told, sure = stopped(disk, place / "told", number, chance)
            disk.take_away()
            disk.put_back()
            try:
                promised_by(told).check(disk.root)
            except AssertionError:
                promised_by(without_last_end(told, sure)).check(disk.root)


def stopped(disk: LoopDisk, told: Path, seed: int, chance: random.Random) -> tuple[list[Word], int]:
    """Let the program work on a disk that stops at some moment; return what it told, and how much of it before that."""
    told.touch()
    command = [sys.executable, "-B", str(WORK), str(disk.root), str(told), str(seed)]
    with subprocess.Popen(command, env=ENVIRONMENT, stderr=subprocess.DEVNULL) as child:  # noqa: S603  our own script
        until = chance.randrange(1, 2 * len(planned(seed)))
        while told.read_bytes().count(b"\n") < until and child.poll() is None:
            time.sleep(0.001)
        sure = told.read_bytes().count(b"\n")
        disk.pull_out()
    return [msgspec.json.decode(line, type=Word) for line in told.read_bytes().splitlines()], sure


def promised_by(told: list[Word]) -> Promised:
    """Return what the program acknowledged in these words."""
    promised = Promised()
    for word in told:
        promised.hear(word)
    return promised


def without_last_end(told: list[Word], sure: int) -> list[Word]:
    """Return the words before the last end of a step; all of them if that was told before the disk stopped.

    A wait that is under way while the kernel shuts a file system down may end well although nothing was written, as a
    program shows that does nothing but write and wait. Without power nobody would have been told.
    """
    ends = [at for at, word in enumerate(told) if word.what == "done" and at >= sure]
    return told[: ends[-1]] if ends else told


def test_a_loss_would_be_found(tmp_path: Path) -> None:
    """The trace tells all that is on the disk; and when a disk does not wait, that is found."""
    place, steps = worked(tmp_path, 1)
    disk = Disk()
    for step in steps:
        disk.do(step)
    assert disk.left(random.Random(1), "all") == {  # noqa: S311  nothing secret
        str(path.relative_to(place)): path.read_bytes() if path.is_file() else None for path in place.rglob("*")
    }
    assert first_loss(place, steps, Promised(), MOMENTS, disk=Disk(waits_for_files=False))
    assert first_loss(place, steps, Promised(), MOMENTS, disk=Disk(waits_for_folders=False))


@pytest.mark.skipif(not torture.wanted(), reason="only under `dev.py torture`")
def test_a_program_that_does_not_wait_would_be_found(tmp_path: Path) -> None:
    place, steps = worked(tmp_path, 1, "careless")
    assert first_loss(place, steps, Promised(), MOMENTS)
