"""The composition root: introduces the screen, the view-models and the services to each other.

Services and pages are imported only after the door is shown: the database, the migrations and the PDF library take most
of a second, which would otherwise be waited for before anything is to be seen.
"""

import argparse
import os
import platform
import sys
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import qVersion
from PySide6.QtWidgets import QApplication

from app import __version__
from app.clock import SystemClock
from app.domain.backup import Backup
from app.domain.salvage import SalvageReport
from app.domain.strength import Strength
from app.dumps import forbid_dumps
from app.errors import RefusedError
from app.i18n import Translator
from app.settings import load_settings, settings_file
from app.ui.application import Program
from app.ui.crash import Crash
from app.ui.runner import LaneDesk
from app.ui.session import Session
from app.ui.theme import Theme
from app.viewmodels.rescue import RescueServices
from app.viewmodels.settings import About, SettingsModel
from app.viewmodels.unlock import UnlockServices

if TYPE_CHECKING:
    from app.storage.store import Store
    from app.ui.workspace import Workspace


def main(arguments: Sequence[str] | None = None) -> int:
    """Open the program and return its exit code."""
    options = _parser().parse_args(arguments)
    settings = load_settings(settings_file())
    if _no_display():
        sys.stderr.write(
            Translator(settings.language)(
                "There is no display here, so the window cannot open. "
                "`python3 dev.py demo` does the work without a window and makes a dossier."
            )
            + "\n"
        )
        return 1
    os.umask(0o077)
    forbid_dumps()
    application = QApplication.instance()
    if not isinstance(application, QApplication):
        application = QApplication([sys.argv[0]])
    application.setApplicationName("patroonzicht")
    crash = Crash()
    crash.install()
    program = make_program(application, settings_path=settings_file(), harden=True)
    crash.happened.connect(program.crashed)
    program.open(options.vault, _passphrase(options.passphrase_file))
    program.prepare(_warm_up)
    try:
        return application.exec()
    finally:
        program.close()
        crash.uninstall()


def make_program(
    application: QApplication, *, settings_path: Path, harden: bool = False, whole_up_to: int | None = None
) -> "Program[Store]":
    """Return the program, wired but not shown; ``harden`` raises the cost of a passphrase that is cheap to guess.

    Databases of more bytes than ``whole_up_to`` are checked as a whole only after they were opened; ``None`` for those
    that take long.
    """
    clock = SystemClock()
    return Program(
        application,
        services=UnlockServices(
            create=_create,
            unlock=partial(_unlock, whole_up_to),
            strength=_strength,
            names=_names,
            recover=_recover,
            wait=_wait,
            rescue=RescueServices(_read, _salvage, _backups_of, _restore),
            settle=_settle if harden else _leave,
        ),
        begin=begin,
        room=_room,
        settings=load_settings(settings_path),
        settings_file=settings_path,
        about=_about,
        now=clock.now,
        unkept=_unkept,
    )


def begin(store: "Store") -> Session:
    """Return the session of an open vault: every service bound to it, every page with its view-model."""
    from app.wiring import session_of  # noqa: PLC0415  services and pages come after the door

    return session_of(store)


def _room(
    session: Session,
    desk: LaneDesk,
    settings: SettingsModel,
    say: Translator,
    theme: Theme,
    now: Callable[[], datetime],
) -> "Workspace":
    """Return the room in which one works in an open vault."""
    from app.ui.workspace import Workspace  # noqa: PLC0415  after the door

    return Workspace(session, desk, settings, say, theme, now)


def _create(folder: Path, user: str, passphrase: str) -> "Store":
    """Make a vault; in the data lane."""
    from app.services.vault import create_vault  # noqa: PLC0415  after the door

    return create_vault(folder, user=user, passphrase=passphrase, clock=SystemClock())


def _unlock(whole_up_to: int | None, folder: Path, passphrase: str) -> "Store":
    """Open a vault; in the data lane."""
    from app.services.vault import unlock_vault  # noqa: PLC0415  after the door
    from app.storage.glance import WHOLE_UP_TO  # noqa: PLC0415  after the door

    most = WHOLE_UP_TO if whole_up_to is None else whole_up_to
    return unlock_vault(folder, passphrase, SystemClock(), whole_up_to=most)


def _read(folder: Path, passphrase: str, name: str) -> "Store":
    """Open a vault for reading only; in the data lane."""
    from app.services.vault import read_vault  # noqa: PLC0415  after the door

    return read_vault(folder, passphrase, SystemClock(), name=name)


def _salvage(folder: Path, passphrase: str, target: Path, name: str) -> SalvageReport:
    """Save what can be read of a damaged vault; in the data lane."""
    from app.services.salvage import salvage_vault  # noqa: PLC0415  after the door

    return salvage_vault(folder, passphrase, target, SystemClock(), name=name)


def _backups_of(folder: Path) -> tuple[Backup, ...]:
    """Return the backups of a vault that is closed; in the data lane."""
    from app.services.backups import backups_of  # noqa: PLC0415  after the door

    return backups_of(folder)


def _restore(backup: Backup, target: Path) -> Path:
    """Make a new vault of a backup; in the data lane."""
    from app.services.backups import restore  # noqa: PLC0415  after the door

    return restore(backup, target)


def _strength(passphrase: str, user: str, vault: str) -> Strength:
    """Weigh a passphrase; in the data lane."""
    from app.services.vault import strength  # noqa: PLC0415  after the door

    return strength(passphrase, user=user, vault=vault)


def _names(folder: Path, words: str) -> tuple[str, ...]:
    """Return for whom the recovery words open a vault; in the data lane."""
    from app.services.vault import names_for_words  # noqa: PLC0415  after the door

    return names_for_words(folder, words, SystemClock())


def _recover(folder: Path, words: str, user: str, passphrase: str) -> "Store":
    """Open a vault with its recovery words; in the data lane."""
    from app.services.vault import unlock_with_words  # noqa: PLC0415  after the door

    return unlock_with_words(folder, words, SystemClock(), user=user, passphrase=passphrase)


def _wait(folder: Path) -> int:
    """Return how long a door stays shut; in the data lane."""
    from app.services.door import seconds_to_wait  # noqa: PLC0415  after the door

    return seconds_to_wait(folder, SystemClock())


def _unkept() -> bool:
    """Whether something that was typed is in the memory of this program only."""
    from app.services.drafts import waiting_drafts  # noqa: PLC0415  after the door

    return waiting_drafts()


def _settle(store: "Store", passphrase: str) -> None:
    """Make guessing the passphrase as costly as this computer allows; in the data lane, after the vault is shown."""
    from app.services.vault import raise_cost  # noqa: PLC0415  after the door

    raise_cost(store, passphrase)


def _leave(_store: "Store", _passphrase: str) -> None:
    """Leave the cost of a passphrase as it is."""


def _warm_up() -> None:
    """Import what an open vault needs, while the user types the passphrase; in the data lane."""
    import app.ui.workspace  # noqa: PLC0415  only the import matters
    import app.wiring  # noqa: F401, PLC0415  only the import matters


def _about() -> About:
    """Return the facts about the program; asked for once a vault is open."""
    from app.risk.rulebook import load_rulebook  # noqa: PLC0415  after the door

    return About(
        version=__version__, rules=str(load_rulebook().version), python=platform.python_version(), qt=qVersion() or ""
    )


def _parser() -> argparse.ArgumentParser:
    """Describe the arguments."""
    parser = argparse.ArgumentParser(prog="patroonzicht", description="Open Patroonzicht.")
    parser.add_argument("vault", nargs="?", type=Path, help="folder of the vault to open")
    parser.add_argument("--passphrase-file", type=Path, help="file whose first line is the passphrase")
    parser.add_argument("--version", action="version", version=f"Patroonzicht {__version__}")
    return parser


def _passphrase(path: Path | None) -> str:
    """Return the passphrase of a file; "" when there is none, and then the door asks for it."""
    if path is None:
        return ""
    from app.services.files import read_passphrase  # noqa: PLC0415  most starts need no service before the door

    try:
        return read_passphrase(path)
    except RefusedError:
        return ""


def _no_display() -> bool:
    """Whether Linux has no place for a window."""
    names = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return sys.platform == "linux" and not any(os.environ.get(name) for name in names)
