"""Make pictures of every page in the states that matter: Dutch and English, light and dark, small and large.

    python -m tools.shots OUT [--look nl-light] [--scene 33-incident-new] [--quick]

The program runs offscreen on a fresh vault with two training cases, in a temporary folder that is removed again.
"""

import argparse
import os
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from app.i18n import LANGUAGES, Language
from app.main import make_program
from app.settings import Settings, Theme, save_settings
from tools.shot_scenes import SCENES, Scene
from tools.shot_stage import Stage
from tools.shot_vault import make_vault

LARGE = (1440, 920)
SMALL = (1024, 700)


@dataclass(frozen=True)
class Look:
    """One way of looking; ``main`` looks only see the main pages."""

    language: Language
    theme: Theme
    percent: int = 100
    size: tuple[int, int] = LARGE
    main: bool = False

    @property
    def name(self) -> str:
        """Return the end of the file names."""
        size = "" if self.size == LARGE else f"-{self.size[0]}x{self.size[1]}"
        percent = "" if self.percent == 100 else f"-{self.percent}"
        return f"{self.language}-{self.theme}{percent}{size}"


LOOKS = (
    *(Look(language, theme) for language in LANGUAGES for theme in ("light", "dark")),
    Look("nl", "contrast", main=True),
    Look("nl", "light", size=SMALL, main=True),
    Look("en", "light", size=SMALL, main=True),
    Look("nl", "light", percent=200, main=True),
    Look("nl", "light", percent=200, size=SMALL, main=True),
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Make the pictures."""
    parser = argparse.ArgumentParser(prog="shots", description=__doc__)
    parser.add_argument("out", type=Path, help="folder for the pictures")
    parser.add_argument("--look", action="append", default=[], help="only looks with this name, such as nl-light")
    parser.add_argument("--scene", action="append", default=[], help="save only scenes with this name")
    parser.add_argument("--quick", action="store_true", help="every page once, in one look")
    options = parser.parse_args(arguments)
    options.out.mkdir(parents=True, exist_ok=True)
    application = QApplication.instance()
    if not isinstance(application, QApplication):
        application = QApplication([sys.argv[0]])
    looks = LOOKS[:1] if options.quick else LOOKS
    with tempfile.TemporaryDirectory() as temporary:
        place = Path(temporary)
        for look in looks:
            if not options.look or look.name in options.look:
                scenes = [scene for scene in SCENES if scene.plain or not options.quick]
                shoot(application, place / look.name, look, scenes, options.out, frozenset(options.scene))
    return 0


def shoot(
    application: QApplication, place: Path, look: Look, scenes: Sequence[Scene], out: Path, only: frozenset[str]
) -> None:
    """Open the program in one look, play its scenes and save what is to be seen."""
    place.mkdir()
    folder = place / "Oefening.vault"
    make_vault(folder)
    save_settings(
        place / "settings.json", Settings(language=look.language, theme=look.theme, text_percent=look.percent)
    )
    program = make_program(application, settings_path=place / "settings.json")
    program.window.resize(*look.size)
    stage = Stage(application, program, folder)
    try:
        for scene in scenes:
            if scene.main or not look.main or scene.name == "01-first-time":
                scene.play(stage)
                stage.rest()
                if not only or scene.name in only:
                    stage.picture().save(str(out / f"{scene.name}-{look.name}.png"))
                stage.close_dialogs()
    finally:
        program.close()
        program.window.deleteLater()
        application.processEvents()


if __name__ == "__main__":
    sys.exit(main())
