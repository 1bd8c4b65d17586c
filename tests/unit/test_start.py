"""How the program starts: quickly, in silence, and with a clear word where there is no screen."""

import os
import subprocess
import sys
from pathlib import Path

HOUSE = Path(__file__).resolve().parent.parent.parent
HEAVY = ("sqlalchemy", "alembic", "sqlcipher3", "argon2", "cryptography", "reportlab", "pikepdf", "pypdfium2")
AFTER_THE_DOOR = ("app.ui.workspace", "app.risk", "app.storage", "app.services", "app.dossier", "app.charts")


def _run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    kept = {key: value for key, value in os.environ.items() if key not in {"DISPLAY", "WAYLAND_DISPLAY"}}
    kept.pop("QT_QPA_PLATFORM", None)
    return subprocess.run(  # noqa: S603  our own program
        [sys.executable, *arguments],
        cwd=HOUSE,
        env=kept | environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def test_nothing_heavy_is_imported_before_the_door_is_shown() -> None:
    unwanted = HEAVY + AFTER_THE_DOOR
    done = _run("-c", f"import sys, app.main; print([name for name in {unwanted!r} if name in sys.modules])")
    assert done.stdout.strip() == "[]", done.stderr


def test_without_a_display_it_says_so_and_names_the_demo(tmp_path: Path) -> None:
    if sys.platform != "linux":
        return
    done = _run("-m", "app", XDG_CONFIG_HOME=str(tmp_path))
    assert done.returncode == 1
    assert "beeldscherm" in done.stderr
    assert "demo" in done.stderr
    assert done.stdout == ""


def test_the_door_prints_nothing(tmp_path: Path) -> None:
    script = (
        "from PySide6.QtCore import QTimer; from PySide6.QtWidgets import QApplication; import app.main;"
        "application = QApplication([]); QTimer.singleShot(300, application.quit); app.main.main([])"
    )
    done = _run("-c", script, QT_QPA_PLATFORM="offscreen", XDG_CONFIG_HOME=str(tmp_path))
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
