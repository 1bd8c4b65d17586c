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
    long at = atol(getenv("BAD_SECTOR"));
    if (from >= at + 512 || from + size <= at) return 0;
    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length < 0) return 0;
    path[length] = 0;
    return strcmp(path, getenv("BAD_FILE")) == 0;
}

ssize_t pread64(int file, void *to, size_t size, off_t from) {
    static ssize_t (*real)(int, void *, size_t, off_t);
    if (!real) real = dlsym(RTLD_NEXT, "pread64");
    if (is_bad(file, from, size)) { errno = EIO; return -1; }
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


@pytest.fixture
def look(tmp_path: Path, clock: FixedClock) -> Callable[[int], dict[str, object]]:
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

    def met(place: int) -> dict[str, object]:
        folder = tmp_path / "Proef.vault"
        environment = {
            **os.environ,
            "LD_PRELOAD": str(library),
            "BAD_FILE": str(folder / "vault.db"),
            "BAD_SECTOR": str(place),
            "PYTHONPATH": os.pathsep.join(map(str, (HOUSE, HOUSE / "tests"))),
        }
        before = vaults.prints(folder)
        command = [sys.executable, "-B", "-c", LOOK, str(folder), str(tmp_path / f"Gered {place}.vault")]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)  # noqa: S603  as above
        assert done.returncode == 0, done.stderr
        assert vaults.prints(folder) == before
        found: dict[str, object] = json.loads(done.stdout)
        return found

    return met


def test_what_other_sectors_hold_can_be_read_and_saved(look: Callable[[int], dict[str, object]]) -> None:
    met = look(40 * 4096 + 512)

    assert met["unlock"] == "DatabaseDamagedError"
    assert met["read"] == met["saved"] == 30
    assert met["backup"] == "Terug.vault"


def test_without_the_first_sector_only_a_backup_helps(look: Callable[[int], dict[str, object]]) -> None:
    assert look(0) == {
        "unlock": "DiskFaultError",
        "read": "DiskFaultError",
        "saved": "DiskFaultError",
        "backup": "Terug.vault",
    }
