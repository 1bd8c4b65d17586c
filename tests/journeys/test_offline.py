"""The program opens no network socket: the kernel would end it on the spot."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from socket_ban import supported

ROOT = Path(__file__).parents[2]
pytestmark = [
    pytest.mark.journey,
    pytest.mark.slow,
    pytest.mark.skipif(not supported(), reason="the ban needs seccomp: Linux on x86-64 or aarch64"),
]


def under_ban(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a module under the socket ban."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, str(ROOT / "tests" / "socket_ban.py"), *arguments]
    return subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603


def test_the_ban_ends_a_program_that_opens_a_socket(tmp_path: Path) -> None:
    """Without this the other tests would prove nothing."""
    (tmp_path / "caller.py").write_text("import socket\nsocket.socket(socket.AF_INET)\n")
    command = [sys.executable, str(ROOT / "tests" / "socket_ban.py"), "caller"]
    environment = {**os.environ, "PYTHONPATH": str(tmp_path)}
    done = subprocess.run(command, env=environment, cwd=tmp_path, capture_output=True, check=False)  # noqa: S603
    assert done.returncode == -signal.SIGSYS


def test_the_demo_opens_no_socket(tmp_path: Path) -> None:
    """The whole main job runs under the ban."""
    done = under_ban("app.cli", "demo", "--out", str(tmp_path))
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "dossier.pdf").read_bytes().startswith(b"%PDF")


def test_the_pages_open_no_socket(tmp_path: Path) -> None:
    """Every page is opened, painted and closed under the ban."""
    done = under_ban("tools.shots", str(tmp_path), "--quick")
    assert done.returncode == 0, done.stderr
    assert len(list(tmp_path.glob("*.png"))) >= 6
