"""No copy of the memory is left behind, neither by the window nor by the command line."""

import subprocess
import sys
from pathlib import Path

import pytest

HOUSE = Path(__file__).resolve().parent.parent.parent
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the limits are read the way Linux tells them")
TELL = (
    "import ctypes, resource;"
    "print(resource.getrlimit(resource.RLIMIT_CORE), ctypes.CDLL(None).prctl(3, 0, 0, 0, 0), flush=True)"
)


def _run(script: str, **environment: str) -> str:
    done = subprocess.run(  # noqa: S603  our own program
        [sys.executable, "-c", script],
        cwd=HOUSE,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
        env={"PATH": "/usr/bin", "QT_QPA_PLATFORM": "offscreen", **environment},
    )
    return done.stdout.strip() or done.stderr


def test_before_the_program_starts_the_memory_can_be_dumped(tmp_path: Path) -> None:
    assert _run(TELL, HOME=str(tmp_path)).endswith(" 1")


def test_the_command_line_forbids_dumps(tmp_path: Path) -> None:
    script = f"import app.cli\ntry:\n    app.cli.main(['verify', {str(tmp_path)!r}])\nfinally:\n    {TELL}"
    assert "(0, 0) 0" in _run(script, HOME=str(tmp_path))


def test_the_window_forbids_dumps(tmp_path: Path) -> None:
    script = (
        "from PySide6.QtCore import QTimer; from PySide6.QtWidgets import QApplication; import app.main;"
        "application = QApplication([]); QTimer.singleShot(50, application.quit); app.main.main([]);" + TELL
    )
    assert "(0, 0) 0" in _run(script, HOME=str(tmp_path), XDG_CONFIG_HOME=str(tmp_path))
