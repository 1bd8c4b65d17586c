"""The door of the program: make a vault, or open one that exists."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import Enum
from pathlib import Path
from typing import Generic, TypeVar

from app.errors import AppError
from app.i18n import Translator
from app.observable import Signal
from app.viewmodels.desk import Desk

V = TypeVar("V")
SHORTEST = 12
SUFFIX = ".vault"


def _no_wait(_folder: Path) -> int:
    return 0


class Door(Enum):
    """Which side of the door is shown."""

    CHOOSE = "choose"
    CREATE = "create"
    OPEN = "open"


@dataclass(frozen=True)
class UnlockServices(Generic[V]):
    """The first two take long and open a vault ``V``, of which this view-model knows nothing.

    ``wait`` says for how many seconds a door stays shut after too many wrong passphrases.
    """

    create: Callable[[Path, str, str], V]
    unlock: Callable[[Path, str], V]
    wait: Callable[[Path], int] = _no_wait


@dataclass(frozen=True)
class UnlockState:
    """What is shown. A passphrase is never part of it; ``wait`` is how many seconds the door stays shut."""

    door: Door = Door.CHOOSE
    folder: Path | None = None
    busy: bool = False
    locked: bool = False
    error: str = ""
    wrong_field: str = ""
    wait: int = 0

    @property
    def vault_name(self) -> str:
        """Return the name of the vault without its ending."""
        return self.folder.name.removesuffix(SUFFIX) if self.folder is not None else ""


class Unlock(Generic[V]):
    """Makes or opens a vault and hands it on through ``opened``."""

    def __init__(self, services: UnlockServices[V], desk: Desk, say: Translator, opened: Callable[[V], None]) -> None:
        self.state = UnlockState()
        self.changed = Signal()
        self._services, self._desk, self._say, self._opened = services, desk, say, opened

    def choose_create(self) -> None:
        """Go and make a new vault."""
        self._set(UnlockState(door=Door.CREATE))

    def choose_open(self, folder: Path, *, locked: bool = False) -> None:
        """Go and open a vault; ``locked`` when it was open a moment ago."""
        self._set(UnlockState(door=Door.OPEN, folder=folder, locked=locked))
        self._look(folder)

    def tick(self) -> None:
        """Count one second down; the page calls it while the door stays shut, whatever the clock says meanwhile."""
        if self.state.wait:
            left = self.state.wait - 1
            self._set(replace(self.state, wait=left, error=self.state.error if left else ""))

    def choose_again(self) -> None:
        """Go back to the choice between making and opening."""
        self._set(UnlockState())

    def refuse(self, error: AppError) -> None:
        """Show an error that arose elsewhere, such as a draft that could not be kept while locking."""
        self._failed(error)

    def create(self, place: str, name: str, user: str, passphrase: str, again: str) -> None:
        """Make a vault, unless something is missing."""
        wrong = self._objection(place, name, user, passphrase, again)
        if wrong is not None:
            self._set(replace(self.state, wrong_field=wrong[0], error=wrong[1]))
            return
        folder = Path(place.strip()) / (name.strip().removesuffix(SUFFIX) + SUFFIX)
        self._begin(folder)
        who = user.strip()
        self._desk.ask(lambda: self._services.create(folder, who, passphrase), self._done, self._failed)

    def unlock(self, passphrase: str) -> None:
        """Open the chosen vault."""
        folder = self.state.folder
        if folder is None or self.state.busy or self.state.wait:
            return
        if not passphrase:
            self._set(replace(self.state, wrong_field="passphrase", error=self._say("Type the passphrase.")))
            return
        self._begin(folder)
        self._desk.ask(lambda: self._services.unlock(folder, passphrase), self._done, self._failed)

    def _objection(self, place: str, name: str, user: str, passphrase: str, again: str) -> tuple[str, str] | None:
        """Return the first field that is not acceptable and why."""
        say = self._say
        stem = name.strip()
        checks = (
            (not place.strip(), "place", say("Choose where the vault comes.")),
            (not stem, "name", say("Give the vault a name.")),
            (
                any(letter in stem for letter in '/\\:*?"<>|') or stem.startswith("."),
                "name",
                say("Use letters, digits, spaces and dashes in the name."),
            ),
            (not user.strip(), "user", say("Fill in your name: it stands with everything you record.")),
            (
                len(passphrase) < SHORTEST,
                "new_passphrase",
                say("Use at least {n} characters; a few words that only you know work well.", n=SHORTEST),
            ),
            (passphrase != again, "again", say("The two passphrases are not the same.")),
        )
        return next(((field, words) for wrong, field, words in checks if wrong), None)

    def _begin(self, folder: Path) -> None:
        """Show that it is busy."""
        self._set(replace(self.state, folder=folder, busy=True, error="", wrong_field=""))

    def _done(self, vault: V) -> None:
        """Hand the open vault on."""
        self._set(replace(self.state, busy=False))
        self._opened(vault)

    def _failed(self, error: AppError) -> None:
        """Show why it did not work."""
        self._set(replace(self.state, busy=False, error=self._say.error(error)))
        if self.state.door is Door.OPEN and self.state.folder is not None:
            self._look(self.state.folder)

    def _look(self, folder: Path) -> None:
        """See how long the door stays shut."""

        def seen(seconds: int) -> None:
            if self.state.folder == folder and self.state.door is Door.OPEN:
                self._set(replace(self.state, wait=seconds))

        self._desk.ask(lambda: self._services.wait(folder), seen)

    def _set(self, state: UnlockState) -> None:
        """Take a new state and tell."""
        if state != self.state:
            self.state = state
            self.changed.emit()
