"""Cold start to the unlock window, beside an empty Qt window in the same run: a fresh process each time.

Run with: .venv/bin/python -m bench.start
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from bench.generated import machine, median_seconds

ROOT = Path(__file__).parents[1]
RUNS = 7

OURS = """
import sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
from app.main import make_program
application = QApplication(["bench"])
program = make_program(application, settings_path=Path(sys.argv[1]) / "settings.json")
program.open(None, "")
application.processEvents()
assert any(window.isVisible() for window in application.topLevelWidgets())
program.close()
"""
EMPTY = """
from PySide6.QtWidgets import QApplication, QWidget
application = QApplication(["bench"])
window = QWidget()
window.show()
application.processEvents()
"""


def main() -> None:
    """Print both medians and their ratio."""
    print(machine())
    with tempfile.TemporaryDirectory() as folder:
        ours = median_seconds(lambda: _run(OURS, folder), RUNS)
        empty = median_seconds(lambda: _run(EMPTY, folder), RUNS)
    print(f"start to the unlock window: {ours:.2f} s; an empty Qt window {empty:.2f} s: ratio {ours / empty:.1f}")


def _run(code: str, folder: str) -> None:
    """Run code in a fresh Python until it ends."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"}
    subprocess.run([sys.executable, "-c", code, folder], env=environment, cwd=ROOT, check=True)  # noqa: S603


if __name__ == "__main__":
    main()
