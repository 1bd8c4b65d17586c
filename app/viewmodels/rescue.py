"""What the door offers when a vault cannot be opened for work: read it, save what is left, or restore a backup."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Generic, TypeVar

from app.domain.backup import Backup
from app.domain.salvage import SalvageReport
from app.errors import (
    AppError,
    ChainBrokenError,
    DatabaseDamagedError,
    DiskFaultError,
    FoundDamagedError,
    KeyringDamagedError,
    NotWritableError,
    VaultInUseError,
)
from app.i18n import Translator
from app.observable import Signal
from app.viewmodels.backup_words import backup_line, restored_name, salvage_lines, salvaged_name
from app.viewmodels.desk import Desk

V = TypeVar("V")
_TO_READ = (VaultInUseError, NotWritableError)
_DAMAGED = (DatabaseDamagedError, FoundDamagedError, ChainBrokenError, KeyringDamagedError, DiskFaultError)


@dataclass(frozen=True)
class RescueServices(Generic[V]):
    """What can be done from the door; ``read`` opens a vault ``V``, the others leave it closed."""

    read: Callable[[Path, str, str], V]
    salvage: Callable[[Path, str, Path, str], SalvageReport]
    backups: Callable[[Path], tuple[Backup, ...]]
    restore: Callable[[Backup, Path], Path]


@dataclass(frozen=True)
class RescueState:
    """What is offered; ``backups`` holds the words of each backup that can be restored, the newest first."""

    folder: Path | None = None
    to_read: bool = False
    damaged: bool = False
    busy: bool = False
    backups: tuple[tuple[str, Backup], ...] = ()
    told: str = ""


class Rescue(Generic[V]):
    """Offers what fits what is wrong; nothing that it does writes in the folder of the vault."""

    def __init__(
        self, services: RescueServices[V] | None, desk: Desk, say: Translator, opened: Callable[[V], None]
    ) -> None:
        self.state = RescueState()
        self.changed = Signal()
        self._services, self._desk, self._say, self._opened = services, desk, say, opened

    def consider(self, error: AppError, folder: Path | None) -> None:
        """Offer what helps against an error at the door."""
        services = self._services
        damaged, to_read = isinstance(error, _DAMAGED), isinstance(error, _TO_READ)
        if services is None or folder is None or not (damaged or to_read):
            self.forget()
            return
        self._set(RescueState(folder=folder, to_read=True, damaged=damaged))
        if damaged:
            self._desk.ask(lambda: services.backups(folder), self._found, self._failed)

    def forget(self) -> None:
        """Offer nothing any more."""
        self._set(RescueState())

    def read(self, passphrase: str) -> None:
        """Open the vault for reading only."""
        services, folder, name = self._services, self.state.folder, self._say("Case found again")
        if services is not None and folder is not None and not self.state.busy:
            self._set(replace(self.state, busy=True, told=""))
            self._desk.ask(lambda: services.read(folder, passphrase, name), self._opened, self._failed)

    def salvage(self, passphrase: str) -> None:
        """Save what can be read to a new vault beside."""
        services, folder, name = self._services, self.state.folder, self._say("Case found again")
        if services is None or folder is None or self.state.busy:
            return
        place = salvaged_name(folder, self._say)

        def saved(report: SalvageReport) -> None:
            words = self._say("Made: {vault}. It opens with the same passphrases.", vault=place)
            self._told("\n".join((words, *salvage_lines(report, self._say))))

        self._set(replace(self.state, busy=True, told=""))
        self._desk.ask(lambda: services.salvage(folder, passphrase, place, name), saved, self._failed)

    def restore(self, backup: Backup) -> None:
        """Make a new vault of a backup beside."""
        services, folder = self._services, self.state.folder
        if services is None or folder is None or self.state.busy:
            return
        place = restored_name(folder, backup, self._say)

        def restored(made: Path) -> None:
            said = "Made: {vault}. It opens with the passphrases of the day of the backup."
            self._told(self._say(said, vault=made))

        self._set(replace(self.state, busy=True, told=""))
        self._desk.ask(lambda: services.restore(backup, place), restored, self._failed)

    def _found(self, backups: tuple[Backup, ...]) -> None:
        self._set(replace(self.state, backups=tuple((backup_line(one, self._say), one) for one in backups)))

    def _failed(self, error: AppError) -> None:
        self._told(self._say.error(error))

    def _told(self, words: str) -> None:
        self._set(replace(self.state, busy=False, told=words))

    def _set(self, state: RescueState) -> None:
        """Take a new state and tell."""
        if state != self.state:
            self.state = state
            self.changed.emit()
