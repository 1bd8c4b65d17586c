"""The door of the program: make a vault in steps, open one, or come in with the words on paper."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import Enum
from pathlib import Path
from typing import Generic, TypeVar

from app.domain.strength import MIN_PASSPHRASE, Strength, counted
from app.errors import AppError
from app.i18n import Translator
from app.observable import Signal
from app.viewmodels.desk import Desk, ignore
from app.viewmodels.rescue import Rescue, RescueServices

V = TypeVar("V")
SUFFIX = ".vault"


def _no_wait(_folder: Path) -> int:
    return 0


def _nothing(_vault: object, _passphrase: str) -> None:
    """Do nothing once a vault is open."""


class Door(Enum):
    """Which side of the door is shown."""

    CHOOSE = "choose"
    PLACE = "place"
    WHO = "who"
    OPEN = "open"
    WORDS = "words"
    RENEW = "renew"


@dataclass(frozen=True)
class UnlockServices(Generic[V]):
    """What can be done with a vault ``V`` that is closed; of a vault itself this view-model knows nothing.

    ``create`` takes the folder, the name of the user and the passphrase; ``unlock`` the folder and the passphrase;
    ``strength`` a passphrase and the names of its user and its vault; ``names`` the folder and the recovery words;
    ``recover`` those, the name of a member and that member's new passphrase. ``wait`` says for
    how many seconds a door stays shut after too many wrong passphrases. ``settle`` is done with the passphrase once the
    vault is shown.
    """

    create: Callable[[Path, str, str], V]
    unlock: Callable[[Path, str], V]
    strength: Callable[[str, str, str], Strength]
    names: Callable[[Path, str], tuple[str, ...]]
    recover: Callable[[Path, str, str, str], V]
    wait: Callable[[Path], int] = _no_wait
    rescue: RescueServices[V] | None = None
    settle: Callable[[V, str], object] = _nothing


@dataclass(frozen=True)
class UnlockState:
    """What is shown, never a passphrase or a recovery word; ``wait`` is how many seconds the door stays shut.

    ``locked`` tells that the vault was open a moment ago, ``kept`` that everything typed then is in the vault.
    """

    door: Door = Door.CHOOSE
    folder: Path | None = None
    busy: bool = False
    locked: bool = False
    kept: bool = False
    error: str = ""
    wrong_field: str = ""
    strength: Strength | None = None
    names: tuple[str, ...] = ()
    wait: int = 0

    @property
    def vault_name(self) -> str:
        """Return the name of the vault without its ending."""
        return self.folder.name.removesuffix(SUFFIX) if self.folder is not None else ""


class Unlock(Generic[V]):
    """Makes or opens a vault and hands it on through ``opened``; ``made`` tells whether the last one was new."""

    def __init__(self, services: UnlockServices[V], desk: Desk, say: Translator, opened: Callable[[V], None]) -> None:
        self.state = UnlockState()
        self.changed = Signal()
        self.made = False
        self._services, self._desk, self._say, self._opened = services, desk, say, opened
        self._weighed = 0
        self.rescue = Rescue(services.rescue, desk, say, self._done)

    def choose_create(self) -> None:
        """Go and make a new vault: first where and under which name."""
        self._set(UnlockState(door=Door.PLACE))

    def choose_open(self, folder: Path, *, locked: bool = False) -> None:
        """Go and open a vault; ``locked`` when it was open a moment ago."""
        self.rescue.forget()
        self._set(UnlockState(door=Door.OPEN, folder=folder, locked=locked))
        self._look(folder)

    def tell_kept(self, *, kept: bool) -> None:
        """Tell whether everything that was typed before the lock is in the vault, once that is known."""
        self._set(replace(self.state, kept=kept))

    def tick(self) -> None:
        """Count one second down; the page calls it while the door stays shut, whatever the clock says meanwhile."""
        if self.state.wait:
            left = self.state.wait - 1
            self._set(replace(self.state, wait=left, error=self.state.error if left else ""))

    def choose_words(self) -> None:
        """Go and come in with the words on paper."""
        self._set(UnlockState(door=Door.WORDS, folder=self.state.folder))

    def choose_again(self) -> None:
        """Go back to the choice between making and opening."""
        self.rescue.forget()
        self._set(UnlockState())

    def back(self) -> None:
        """Go one step back."""
        state = self.state
        before = {Door.WHO: Door.PLACE, Door.RENEW: Door.WORDS}
        if state.door is Door.WORDS and state.folder is not None:
            self.choose_open(state.folder)
        elif state.door in before:
            self._set(UnlockState(door=before[state.door], folder=state.folder))
        else:
            self.choose_again()

    def refuse(self, error: AppError) -> None:
        """Show an error that arose elsewhere, such as a draft that could not be kept while locking."""
        self._failed(error)

    def place(self, place: str, name: str) -> None:
        """Go on to who works there, unless the place or the name is no good."""
        say, stem = self._say, name.strip()
        if not self._objects(
            (not place.strip(), "place", say("Choose where the vault comes.")),
            (not stem, "name", say("Give the vault a name.")),
            (
                any(letter in stem for letter in '/\\:*?"<>|') or stem.startswith("."),
                "name",
                say("Use letters, digits, spaces and dashes in the name."),
            ),
        ):
            folder = Path(place.strip()) / (stem.removesuffix(SUFFIX) + SUFFIX)
            self._set(UnlockState(door=Door.WHO, folder=folder))

    def weigh(self, passphrase: str, user: str) -> None:
        """Show how well a passphrase withstands guessing; an answer that comes after a later question is dropped."""
        self._weighed += 1
        turn, name = self._weighed, self.state.vault_name
        if not passphrase:
            self._set(replace(self.state, strength=None))
            return

        def weighed(strength: Strength) -> None:
            if turn == self._weighed:
                self._set(replace(self.state, strength=strength))

        self._desk.ask(lambda: self._services.strength(passphrase, user, name), weighed)

    def create(self, user: str, passphrase: str, again: str) -> None:
        """Make the vault, unless something is missing."""
        folder, who = self.state.folder, user.strip()
        if folder is None or self.state.busy:
            return
        missing = (not who, "user", self._say("Fill in your name: it stands with everything you record."))
        if not self._objects(missing, *self._against(passphrase, again)):
            self._begin(made=True)
            self._desk.ask(lambda: self._services.create(folder, who, passphrase), self._done, self._failed)

    def unlock(self, passphrase: str) -> None:
        """Open the chosen vault."""
        folder = self.state.folder
        if folder is None or self.state.busy or self.state.wait:
            return
        if not self._objects((not passphrase, "passphrase", self._say("Type the passphrase."))):
            self._begin()
            services, desk = self._services, self._desk

            def opened(vault: V) -> None:
                self._done(vault)
                desk.ask(lambda: services.settle(vault, passphrase), ignore, ignore)

            desk.ask(lambda: services.unlock(folder, passphrase), opened, self._failed)

    def read_words(self, words: str) -> None:
        """Look whether the words on paper open the vault, then ask for whom."""
        folder = self.state.folder
        if folder is None or self.state.busy:
            return
        if self._objects((not words.strip(), "words", self._say("Type the words that stand on the paper."))):
            return

        def found(names: tuple[str, ...]) -> None:
            self._set(replace(self.state, door=Door.RENEW, busy=False, names=names))

        self._begin()
        self._desk.ask(lambda: self._services.names(folder, words), found, self._failed)

    def recover(self, words: str, user: str, passphrase: str, again: str) -> None:
        """Open the vault with the words on paper and give a member a new passphrase."""
        folder = self.state.folder
        if folder is None or self.state.busy:
            return
        if not self._objects(*self._against(passphrase, again)):
            self._begin()
            self._desk.ask(lambda: self._services.recover(folder, words, user, passphrase), self._done, self._failed)

    def _against(self, passphrase: str, again: str) -> tuple[tuple[bool, str, str], ...]:
        """Return what can be wrong with a new passphrase."""
        say = self._say
        return (
            (
                counted(passphrase) < MIN_PASSPHRASE,
                "new_passphrase",
                say("Use at least {n} characters; a few words that only you know work well.", n=MIN_PASSPHRASE),
            ),
            (passphrase != again, "again", say("The two passphrases are not the same.")),
        )

    def _objects(self, *checks: tuple[bool, str, str]) -> bool:
        """Show the first thing that is wrong: whether, in which field, and why; return whether there was any."""
        wrong = next(((field, words) for is_wrong, field, words in checks if is_wrong), None)
        if wrong is not None:
            self._set(replace(self.state, wrong_field=wrong[0], error=wrong[1]))
        return wrong is not None

    def _begin(self, *, made: bool = False) -> None:
        """Show that it is busy."""
        self.made = made
        self._set(replace(self.state, busy=True, error="", wrong_field=""))

    def _done(self, vault: V) -> None:
        """Hand the open vault on."""
        self._set(replace(self.state, busy=False))
        self._opened(vault)

    def _failed(self, error: AppError) -> None:
        """Show why it did not work."""
        self._set(replace(self.state, busy=False, error=self._say.error(error)))
        self.rescue.consider(error, self.state.folder if self.state.door is Door.OPEN else None)
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
