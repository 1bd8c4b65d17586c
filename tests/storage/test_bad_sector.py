"""A sector of the disk that cannot be read any more: the rest of the vault can be.

A small library of a few lines stands between the program and the system and lets reading one place of one file fail,
as a disk does; it is compiled here, where there is a compiler.
"""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from fixed_clock import FixedClock

import builders
import vaults
from app.services import backups, cases, records

CC = shutil.which("cc")
HOUSE = Path(__file__).resolve().parents[2]
pytestmark = [
    pytest.mark.storage,
    pytest.mark.slow,
    pytest.mark.skipif(CC is None or not sys.platform.startswith("linux"), reason="needs a C compiler on Linux"),
]
SECTOR = r"""
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <stdio.h>
#include <unistd.h>

static int is_bad(int file, long from, long size) {
    char link[64], path[4096];
    long at = atol(getenv("BAD_SECTOR")), bytes = getenv("BAD_BYTES") ? atol(getenv("BAD_BYTES")) : 512;
    if (from >= at + bytes || from + size <= at) return 0;
    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length < 0) return 0;
    path[length] = 0;
    return strcmp(path, getenv("BAD_FILE")) == 0;
}

ssize_t pread64(int file, void *to, size_t size, off_t from) {
    static ssize_t (*real)(int, void *, size_t, off_t);
    if (!real) real = dlsym(RTLD_NEXT, "pread64");
    static int met;
    if (is_bad(file, from, size) && !(met++ && getenv("BAD_ONCE"))) { errno = EIO; return -1; }
    return real(file, to, size, from);
}

ssize_t pread(int file, void *to, size_t size, off_t from) { return pread64(file, to, size, from); }

ssize_t read(int file, void *to, size_t size) {
    static ssize_t (*real)(int, void *, size_t);
    if (!real) real = dlsym(RTLD_NEXT, "read");
    off_t from = lseek(file, 0, SEEK_CUR);
    if (from >= 0 && is_bad(file, from, size)) { errno = EIO; return -1; }
    return real(file, to, size);
}
"""
LOOK = """
import json, sys
from pathlib import Path
import vaults
from app.clock import SystemClock
from app.errors import AppError
from app.services import backups, cases, salvage, vault

folder, clock = Path(sys.argv[1]), SystemClock()
told = {}
for name, way in (("unlock", vault.unlock_vault), ("read", vault.read_vault)):
    try:
        with way(folder, vaults.PASSPHRASE, clock) as store:
            told[name] = sum(len(cases.read_case(store, one.case.id).incidents) for one in cases.list_cases(store))
    except AppError as error:
        told[name] = type(error).__name__
try:
    told["saved"] = dict(salvage.salvage_vault(folder, vaults.PASSPHRASE, Path(sys.argv[2]), clock).saved)["incident"]
except AppError as error:
    told["saved"] = type(error).__name__
(backup,) = backups.backups_of(folder)
told["backup"] = backups.restore(backup, folder.with_name("Terug.vault")).name
print(json.dumps(told))
"""
MEET = """
import json, os, sys
from pathlib import Path
import builders, vaults
from app.clock import SystemClock
from app.errors import AppError
from app.jobs import Job
from app.services import cases, drafts, records, salvage, vault, whole_check

folder, clock, told = Path(sys.argv[1]), SystemClock(), {}
place, os.environ["BAD_SECTOR"] = os.environ["BAD_SECTOR"], "-1000000"
large = {"whole_up_to": 0} if sys.argv[3] == "check" else {}

def tried(name, do):
    try:
        do()
        told[name] = "done"
    except AppError as error:
        told[name] = type(error).__name__

def prints():
    was, os.environ["BAD_SECTOR"] = os.environ["BAD_SECTOR"], "-1000000"
    found = vaults.prints(folder)
    os.environ["BAD_SECTOR"] = was
    return {name: found.get(name) for name in ("vault.db", "vault.db-wal")}

def check():
    while whole_check.check_on(store, Job()) < 1:
        pass

with vault.unlock_vault(folder, vaults.PASSPHRASE, clock, **large) as store:
    case = cases.list_cases(store)[0].case.id
    saved = builders.incident(facts="Vlak ervoor bewaard.")
    tried("before", lambda: records.record(store, case, saved))
    os.environ["BAD_SECTOR"] = place
    files = prints()
    tried("met", check if sys.argv[3] == "check" else lambda: cases.read_case(store, case))
    tried("again", check if sys.argv[3] == "check" else lambda: cases.read_case(store, case))
    tried("after", lambda: records.record(store, case, builders.incident()))
    tried("typed", lambda: drafts.keep_draft(store, "incident:new", case, {"facts": "half"}))
told["untouched"] = prints() == files
tried("door", lambda: vault.unlock_vault(folder, vaults.PASSPHRASE, clock).close())
if told["door"] != "done":
    salvage.salvage_vault(folder, vaults.PASSPHRASE, Path(sys.argv[2]), clock)
    with vault.unlock_vault(Path(sys.argv[2]), vaults.PASSPHRASE, clock) as rescued:
        told["saved"] = saved.id in {one.id for one in cases.read_case(rescued, case).incidents}
        told["draft"] = drafts.read_draft(rescued, "incident:new")
print(json.dumps(told))
"""


@pytest.fixture
def look(tmp_path: Path, clock: FixedClock) -> Callable[..., dict[str, object]]:
    """Return how a vault with 30 incidents and a backup is met when the sector at a place cannot be read."""
    assert CC is not None
    library = tmp_path / "sector.so"
    compiling = [CC, "-shared", "-fPIC", "-x", "c", "-o", str(library), "-", "-ldl"]
    subprocess.run(compiling, input=SECTOR.encode(), check=True)  # noqa: S603  our own few lines
    with vaults.new(tmp_path / "Proef.vault", clock) as store:
        case = builders.case()
        cases.open_case(store, case)
        for number in range(30):
            records.record(store, case.id, builders.incident(facts=f"Melding {number}. " * 100))
        backups.back_up(store)

    def met(place: int, script: str = LOOK, *words: str, **more: str) -> dict[str, object]:
        folder = tmp_path / "Proef.vault"
        environment = {
            **os.environ,
            "LD_PRELOAD": str(library),
            "BAD_FILE": str(folder / "vault.db"),
            "BAD_SECTOR": str(place),
            "PYTHONPATH": os.pathsep.join(map(str, (HOUSE, HOUSE / "tests"))),
            **more,
        }
        before = vaults.prints(folder)
        command = [sys.executable, "-B", "-c", script, str(folder), str(tmp_path / f"Gered {place}.vault"), *words]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)  # noqa: S603  as above
        assert done.returncode == 0, done.stderr
        assert script == MEET or vaults.prints(folder) == before
        found: dict[str, object] = json.loads(done.stdout)
        return found

    return met


def test_what_other_sectors_hold_can_be_read_and_saved(look: Callable[..., dict[str, object]]) -> None:
    met = look(40 * 4096 + 512)

    assert met["unlock"] == "DatabaseDamagedError"
    assert met["read"] == met["saved"] == 30
    assert met["backup"] == "Terug.vault"


def test_without_the_first_sector_only_a_backup_helps(look: Callable[..., dict[str, object]]) -> None:
    assert look(0) == {
        "unlock": "DiskFaultError",
        "read": "DiskFaultError",
        "saved": "DiskFaultError",
        "backup": "Terug.vault",
    }


MANY = {"BAD_BYTES": str(16 * 4096)}
"""So many sectors that what is read of a case lies in one of them."""


@pytest.mark.parametrize("by", ["reading", "check"])
def test_a_sector_that_fails_in_an_open_vault_makes_it_a_damaged_one_and_nothing_is_written_any_more(
    look: Callable[..., dict[str, object]], by: str
) -> None:
    assert look(90 * 4096, MEET, by, **MANY) == {
        "before": "done",
        "met": "FoundDamagedError" if by == "reading" else "DatabaseDamagedError",
        "again": "FoundDamagedError" if by == "reading" else "DatabaseDamagedError",
        "after": "FoundDamagedError",
        "typed": "FoundDamagedError",
        "untouched": True,
        "door": "DatabaseDamagedError",
        "saved": True,
        "draft": {"facts": "half"},
    }


def test_a_read_that_fails_once_is_a_fault_of_the_disk_and_no_damage(
    look: Callable[..., dict[str, object]],
) -> None:
    assert look(90 * 4096, MEET, "reading", BAD_ONCE="1", **MANY) == {
        "before": "done",
        "met": "DiskFaultError",
        "again": "done",
        "after": "done",
        "typed": "done",
        "untouched": False,
        "door": "done",
    }
