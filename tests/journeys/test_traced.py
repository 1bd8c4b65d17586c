"""Every file that the program opens for writing and every socket it asks for, as the kernel sees it (strace).

Tracing is slow, so this runs with ``python3 dev.py torture`` only; ``test_offline.py`` keeps the ban on sockets in
every run. Where the system allows, there is no network at all meanwhile (``unshare -n``).
"""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import torture

ROOT = Path(__file__).parents[2]
CALLS = "socket,connect,open,openat,creat"
LOCAL = re.compile(r'AF_UNIX|sun_path=@?"[^"]*(dbus|bus|X11|wayland)[^"]*"')
pytestmark = [
    pytest.mark.journey,
    pytest.mark.slow,
    pytest.mark.torture,
    pytest.mark.skipif(not torture.wanted(), reason="only under `dev.py torture`"),
    pytest.mark.skipif(shutil.which("strace") is None, reason="needs strace"),
]


class Traced:
    """Runs modules of the program and keeps what they asked of the kernel."""

    def __init__(self, place: Path) -> None:
        """Give the program a home and a folder for temporary files of their own below ``place``."""
        self.place, self.calls = place, list[str]()
        for name in ("home", "tmp"):
            (place / name).mkdir()
        self.environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith("XDG_")},
            "PYTHONPATH": str(ROOT),
            "HOME": str(place / "home"),
            "TMPDIR": str(place / "tmp"),
            "QT_QPA_PLATFORM": "offscreen",
        }
        alone = ["unshare", "-n"]
        self.before = [] if subprocess.run([*alone, "true"], capture_output=True, check=False).returncode else alone  # noqa: S603  fixed words

    def run(self, *arguments: str) -> str:
        """Run a module of the program to its end and return what it said."""
        log = self.place / "trace.log"
        trace = [*self.before, "strace", "-f", "-qq", "-s", "400", "-e", f"trace={CALLS}", "-o", str(log)]
        done = subprocess.run(  # noqa: S603  our own program
            [*trace, sys.executable, "-B", "-m", *arguments],
            env=self.environment,
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
        if not log.exists():
            pytest.skip(f"strace is not allowed here: {done.stderr}")
        assert done.returncode == 0, done.stderr
        self.calls += log.read_text("utf-8", "replace").splitlines()
        log.unlink()
        return done.stdout

    def written(self) -> set[Path]:
        """Return every file that was opened for writing."""
        asked = [
            call for call in self.calls if re.search(r"O_WRONLY|O_RDWR|O_CREAT|creat\(", call) and " = -1 " not in call
        ]
        return {ROOT / found[1] for call in asked if (found := re.search(r'"([^"]*)"', call))}

    def strangers(self) -> list[str]:
        """Return every call for a socket that is not local to this computer."""
        asked = [call for call in self.calls if re.search(r"\b(socket|connect)\(", call)]
        return [call for call in asked if not LOCAL.search(call)]


@pytest.fixture
def traced(tmp_path: Path) -> Traced:
    """Return the tracer."""
    return Traced(tmp_path)


def test_demo_and_command_line_write_only_what_they_were_asked_for(traced: Traced, tmp_path: Path) -> None:
    out = tmp_path / "out"
    traced.run("app.cli", "demo", "--out", str(out))
    vault, secret = out / "demo.vault", ("--passphrase-file", str(out / "passphrase.txt"))
    for command in (["cases"], ["verify"], ["verify", "--lang", "en"]):
        traced.run("app.cli", command[0], str(vault), *secret, *command[1:])

    assert traced.calls
    assert traced.strangers() == []
    assert [path for path in traced.written() if not path.is_relative_to(out)] == []
    assert list((tmp_path / "tmp").iterdir()) == []
    assert list((tmp_path / "home").iterdir()) == []


def test_the_pages_write_only_the_vault_and_the_settings(traced: Traced, tmp_path: Path) -> None:
    """The tour of pictures works in a folder for temporary files of its own; the pictures go where it was told."""
    out = tmp_path / "out"
    traced.run("tools.shots", str(out), "--quick")

    assert traced.strangers() == []
    elsewhere = [path for path in traced.written() if not path.is_relative_to(out) and path.parent != tmp_path / "tmp"]
    assert all(path.is_relative_to(tmp_path / "tmp") for path in elsewhere)
    assert {part.name for path in elsewhere for part in path.parents if part.suffix == ".vault"} >= {"Oefening.vault"}
    outside = {path.name.removesuffix(".new") for path in elsewhere if ".vault" not in str(path)}
    assert outside == {"settings"}
    assert list((tmp_path / "home").iterdir()) == []
