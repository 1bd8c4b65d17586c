"""A disk that fails now and then: what is refused changed nothing, and everything acknowledged is there.

The kernel answers calls about the files of a vault with an error (``EIO``), as it does for a cable that is loose or a
disk that dies; ``strace`` tells it to. Disks that stay dead are in ``test_pulled_out.py``.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from disk_trace import may_trace

import ledger as ledgers
import torture

HOUSE = Path(__file__).resolve().parents[2]
WORK = HOUSE / "tests" / "failing_work.py"
FILES = ("", "vault.db", "vault.db-wal", *(f"keyring.json{end}" for end in ("", ".new", ".bak", ".bak.new")))
FAILING = [("fsync", "9+5"), ("pwrite64", "30+41"), ("ftruncate,rename,unlink", "5+7")]
"""A call, and from which on every how many-th fails; the last one rarely stands in the way of anything."""

pytestmark = [
    pytest.mark.storage,
    pytest.mark.slow,
    pytest.mark.torture,
    pytest.mark.skipif(not may_trace(), reason="needs strace"),
]


@pytest.mark.parametrize(("call", "when"), FAILING if torture.wanted() else FAILING[:2], ids=str)
def test_what_the_disk_refuses_changes_nothing(tmp_path: Path, call: str, when: str) -> None:
    folder = tmp_path / "Proef.vault"
    ledgers.founded(folder)
    about = [part for name in FILES for part in ("-P", str(folder / name))]
    failing = ["-e", f"trace={call}", "-e", f"inject={call}:error=EIO:when={when}", "-o", str(tmp_path / "log")]
    done = subprocess.run(  # noqa: S603  our own script
        ["strace", "-f", "-qq", *about, *failing, sys.executable, "-B", str(WORK), str(folder), str(torture.times(25))],  # noqa: S607  the one that is installed
        env={**os.environ, "PYTHONPATH": os.pathsep.join(map(str, (HOUSE, HOUSE / "tests")))},
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stderr
    counted = json.loads(done.stdout)
    assert "INJECTED" in (tmp_path / "log").read_text("utf-8", "replace")
    assert counted["saves"] > 0
    assert counted.get("refused", 0) > 0 or call.startswith("ftruncate")
