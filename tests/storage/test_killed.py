"""A program that is killed in the middle of its work loses nothing that it acknowledged, also on a full disk.

``python3 dev.py torture`` does the same many more times.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import torture

HOUSE = Path(__file__).resolve().parents[2]
pytestmark = [
    pytest.mark.storage,
    pytest.mark.slow,
    pytest.mark.torture,
    pytest.mark.skipif(os.name == "nt", reason="kills forked programs"),
]


def killed(place: Path, steps: int, *disk: str) -> dict[str, int]:
    """Let the program be killed through so many steps; fails with what was lost."""
    done = subprocess.run(  # noqa: S603  our own script
        [sys.executable, "-B", str(Path(__file__).with_name("killed_work.py")), str(place), str(steps), *disk],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(map(str, (HOUSE, HOUSE / "tests")))},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    counted: dict[str, int] = json.loads(done.stdout)
    return counted


def test_nothing_acknowledged_is_lost_when_the_program_is_killed(tmp_path: Path) -> None:
    """Saves, corrections, drafts, signatures, exhibits, new passphrases, new words and backups, mixed."""
    counted = killed(tmp_path, torture.times(500))

    assert counted["saves"] >= torture.times(500)
    assert counted["halfway"] > counted["lives"] / 2


def test_what_a_disk_with_errors_refuses_leaves_the_vault_as_it_was(tmp_path: Path) -> None:
    """The system lets no file grow (``RLIMIT_FSIZE``): pages, log, key slots and backups all meet the error."""
    counted = killed(tmp_path, torture.times(60), "limit")

    assert counted["refused"] > 0
    assert counted["saves"] > 0


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Return a disk of 8 MB, in memory; only root may make one."""
    place = tmp_path / "schijf"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=8m", "none", str(place)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:  # noqa: S603  as above
        pytest.skip("may not mount a small disk")
    yield place
    subprocess.run(["umount", str(place)], check=True)  # noqa: S603, S607  the disk made above


def test_what_a_full_disk_refuses_leaves_the_vault_as_it_was(small_disk: Path) -> None:
    counted = killed(small_disk, min(torture.times(60), 1_000), "full")

    assert counted["refused"] > 0
    assert counted["saves"] > 0
