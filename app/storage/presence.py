"""Whether the files of an open vault are still the ones that were opened: sticks are pulled out, folders are moved."""

import errno
import os
from pathlib import Path

from app.domain.revision import AuditEntry
from app.errors import VaultGoneError, VaultReplacedError
from app.storage.folder import VaultFolder

Mark = tuple[int, int]

_FROM_A_DEAD_DISK = frozenset({errno.EIO, errno.ENXIO, errno.ENODEV, errno.ESTALE, errno.ETIMEDOUT})
"""What the system says of a file on a disk that is not there any more."""


class Presence:
    """Follows the database of an open vault by the disk and the number that the system knows it by.

    A file that is open can be written after its folder went elsewhere, and such a save would be nowhere to be found at
    the next opening. And what is open on a stick that was pulled out stays dead when the stick is back. So before each
    use the file must be the one that was opened; when another one is in its place, the vault is opened again, and what
    lies there must go on from the last entry that was written here.
    """

    def __init__(self, database: Path) -> None:
        """Remember the file as it is now."""
        self._database = database
        self._mark = _mark(database)
        self._last: AuditEntry | None = None
        self.shaken = False

    @property
    def gone(self) -> bool:
        """Whether there is no file at this place now, or one that the disk does not give any more."""
        return _mark(self._database) is None or not _answers(VaultFolder(self._database.parent).keyring)

    @property
    def moved(self) -> bool:
        """Whether the vault must be opened again: there is another file in its place, or the disk failed before."""
        return self.shaken or _mark(self._database) != self._mark

    def refuse_gone(self) -> None:
        """Raise ``VaultGoneError`` when the file is not there, or cannot be had."""
        if self.gone:
            raise VaultGoneError(folder=str(self._database.parent))

    def wrote(self, entry: AuditEntry) -> None:
        """Remember the newest entry of the log, which what comes back must hold."""
        self._last = entry

    def came_back(self, found: AuditEntry | None) -> None:
        """Take the file over that lies there now; ``found`` is its entry with the number of the last one of here.

        Raises ``VaultReplacedError`` when it is not the same: another vault, or an older copy.
        """
        if self._last is not None and (found is None or found.hash != self._last.hash):
            raise VaultReplacedError(folder=str(self._database.parent))
        self._mark = _mark(self._database)
        self.shaken = False

    @property
    def last(self) -> int:
        """Return the number of the newest entry that was written here, 0 for none."""
        return self._last.number if self._last is not None else 0


def _answers(keyring: Path) -> bool:
    """Whether the disk of a vault answers; one that was pulled out while the system still shows its folder does not.

    It is asked for the keyring beside the database: whoever opens and closes the database itself once more takes away
    the locks that SQLite holds on it, because Unix counts those per program.
    """
    try:
        with keyring.open("rb", buffering=0) as file:
            file.read(1)
    except OSError as error:
        return error.errno not in _FROM_A_DEAD_DISK
    return True


def _mark(database: Path) -> Mark | None:
    """Return by what the system knows a file; ``None`` when it is not there."""
    try:
        found = os.stat(database)  # noqa: PTH116  a Path would be made anew at every save
    except OSError:
        return None
    return found.st_dev, found.st_ino
