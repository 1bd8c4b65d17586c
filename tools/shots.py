"""Make a picture of every page: Dutch and English, light and dark, small windows and large text.

    python -m tools.shots OUT

The program runs offscreen on a fresh vault with the first training case, in a temporary folder that is removed again.
"""

import argparse
import os
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from app.clock import SystemClock
from app.i18n import LANGUAGES, Language
from app.main import make_program
from app.resources import resource
from app.services import exchange, vault
from app.settings import Settings, Theme, save_settings
from app.storage.keyring import Cost
from app.storage.store import Store
from app.ui.application import Program

T = TypeVar("T")
PASSPHRASE = "alleen voor de plaatjes"  # noqa: S105  opens a vault that exists for a minute
CHEAP = Cost(memory_kib=8 * 1024, iterations=1, lanes=1)
LARGE = (1440, 920)
SMALL = (1024, 700)
NARROW_PAGES = ("incidents", "pattern")


@dataclass(frozen=True)
class Look:
    """One way of looking at every page."""

    language: Language
    theme: Theme
    percent: int = 100
    size: tuple[int, int] = LARGE
    only: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """Return the end of the file names."""
        size = "" if self.size == LARGE else f"-{self.size[0]}x{self.size[1]}"
        percent = "" if self.percent == 100 else f"-{self.percent}"
        return f"{self.language}-{self.theme}{percent}{size}"


LOOKS = (
    *(Look(language, theme) for language in LANGUAGES for theme in ("light", "dark")),
    Look("nl", "contrast", only=NARROW_PAGES),
    Look("nl", "light", size=SMALL),
    Look("nl", "light", percent=200, only=NARROW_PAGES),
    Look("nl", "light", percent=200, size=SMALL, only=NARROW_PAGES),
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Make the pictures."""
    parser = argparse.ArgumentParser(prog="shots", description=__doc__)
    parser.add_argument("out", type=Path, help="folder for the pictures")
    parser.add_argument("--look", action="append", default=[], help="only looks with this name, such as nl-light")
    options = parser.parse_args(arguments)
    options.out.mkdir(parents=True, exist_ok=True)
    application = QApplication.instance()
    if not isinstance(application, QApplication):
        application = QApplication([sys.argv[0]])
    with tempfile.TemporaryDirectory() as temporary:
        place = Path(temporary)
        make_vault(place / "Oefening.vault").close()
        for look in LOOKS:
            if not options.look or look.name in options.look:
                shoot(application, place, look, options.out)
    return 0


def make_vault(folder: Path) -> Store:
    """Make a vault with the first training case, with a key that costs little."""
    store = vault.create_vault(folder, user="S. de Boer", passphrase=PASSPHRASE, clock=SystemClock(), cost=CHEAP)
    exchange.import_case(store, resource("training/tc1.json").read_bytes(), name="tc1.json")
    return store


def shoot(application: QApplication, place: Path, look: Look, out: Path) -> None:
    """Open the program in one look and save every page."""
    settings = Settings(language=look.language, theme=look.theme, text_percent=look.percent)
    save_settings(place / "settings.json", settings)
    program = make_program(application, settings_path=place / "settings.json")
    window = program.window
    window.resize(*look.size)

    def save(name: str) -> None:
        if not look.only or name in look.only:
            settle(application, program)
            window.grab().save(str(out / f"{name}-{look.name}.png"))

    try:
        program.open(place / "Oefening.vault")
        save("unlock")
        door = window.door
        if door is not None:
            door.passphrase.setText(PASSPHRASE)
            door.unlock_button.click()
        room = until(application, lambda: window.workspace)
        rows = until(application, lambda: room.cases.state.rows)
        save("cases")
        room.open_case(rows[0].id)
        settle(application, program)
        for name in room.rail.names():
            if name != "cases":
                room.show_page(name)
                save(name)
    finally:
        window.close()
        window.deleteLater()
        application.processEvents()


def settle(application: QApplication, program: "Program[Store]") -> None:
    """Wait until everything that was asked has arrived and has been laid out."""
    wait(50)
    until(application, lambda: not program.desk.busy)
    wait(80)


def until(application: QApplication, found: Callable[[], T | None], seconds: float = 30) -> T:
    """Let the program run until something is there, and return it."""
    for _ in range(int(seconds * 100)):
        application.processEvents()
        result = found()
        if result:
            return result
        wait(10)
    raise SystemExit("the program did not come to rest")


def wait(milliseconds: int) -> None:
    """Let the program run for a moment."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


if __name__ == "__main__":
    sys.exit(main())
