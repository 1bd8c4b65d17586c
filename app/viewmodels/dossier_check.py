"""A dossier that came back, on the screen: the file by itself in the heavy lane, then the log of the vault."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from app.domain.brought_back import BroughtBack, InVault
from app.errors import AppError
from app.i18n import Translator
from app.jobs import Job
from app.observable import Signal
from app.viewmodels.brought_back_words import Finding, FoundPart, conclusion, file_parts, vault_part
from app.viewmodels.desk import Desk


@dataclass(frozen=True)
class CheckServices:
    """What the check needs: ``read`` reads a file by itself, ``find`` looks it up in the vault."""

    read: Callable[[Path, Job], BroughtBack]
    find: Callable[[BroughtBack], InVault]


@dataclass(frozen=True)
class CheckState:
    """What is shown of one file; ``error`` tells why it could not be read, ``stopped`` that somebody stopped it."""

    name: str = ""
    busy: bool = False
    stopped: bool = False
    error: str = ""
    conclusion: Finding | None = None
    parts: tuple[FoundPart, ...] = ()


class DossierCheck:
    """Checks one file at a time; nothing of it is kept or logged."""

    def __init__(self, services: CheckServices, desk: Desk, say: Translator) -> None:
        """Check files against the open vault."""
        self.changed = Signal()
        self.state = CheckState()
        self._services, self._desk, self._say = services, desk, say
        self._job: Job | None = None
        self._run = 0

    def check(self, path: Path) -> None:
        """Read a file and look it up."""
        self.cancel()
        run = self._run
        self._show(CheckState(name=path.name, busy=True))
        self._job = self._desk.start(
            partial(self._services.read, path),
            partial(self._read, run),
            partial(self._failed, run),
            self._say("Checking the dossier"),
        )
        self._job.on_cancel(partial(self._stopped, run))

    def cancel(self) -> None:
        """Stop, and show nothing of a file that was on its way."""
        self._run += 1
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def _read(self, run: int, brought: BroughtBack) -> None:
        if run == self._run:
            found = partial(self._found, run, brought)
            self._desk.ask(partial(self._services.find, brought), found, partial(self._failed, run))

    def _found(self, run: int, brought: BroughtBack, known: InVault) -> None:
        if run == self._run:
            say = self._say
            parts = (*file_parts(brought, say), vault_part(known, say))
            ended = replace(self.state, busy=False, conclusion=conclusion(brought, known, say), parts=parts)
            self._show(ended)

    def _failed(self, run: int, error: AppError) -> None:
        if run == self._run:
            self._show(CheckState(name=self.state.name, error=self._say.error(error)))

    def _stopped(self, run: int) -> None:
        """Say that somebody else stopped the work, such as the progress panel."""
        if run == self._run:
            self._run += 1
            self._show(CheckState(name=self.state.name, stopped=True))

    def _show(self, state: CheckState) -> None:
        self.state = state
        self.changed.emit()
