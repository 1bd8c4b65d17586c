"""The folder that a vault is, and writing a file in it whole or not at all."""

import errno
import os
from dataclasses import dataclass
from pathlib import Path

BACKUP_SUFFIX = ".backup"

_NO_WAITING = frozenset({errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS})


@dataclass(frozen=True)
class VaultFolder:
    """The names of the files of a vault."""

    path: Path

    @property
    def database(self) -> Path:
        """Return the encrypted database."""
        return self.path / "vault.db"

    @property
    def keyring(self) -> Path:
        """Return the file with the key slots."""
        return self.path / "keyring.json"

    @property
    def backups(self) -> Path:
        """Return the folder with the backups."""
        return self.path / "backups"

    @property
    def tries(self) -> Path:
        """Return the file with the moments of wrong passphrases."""
        return self.path / "tries.json"

    @property
    def restored(self) -> Path:
        """Return the note in a vault that was made of a backup and not opened yet."""
        return self.path / "restored.json"

    @property
    def lock(self) -> Path:
        """Return the file that says who has the vault open."""
        return self.path / "lock"


def writable(folder: Path) -> bool:
    """Whether this program may make files in a folder, as who it works as now."""
    return os.access(folder, os.W_OK, effective_ids=os.access in os.supports_effective_ids)


def sync_folder(folder: Path) -> None:
    """Make names that were made or changed in a folder survive a power cut; Windows does this by itself.

    Some file systems of networks know no waiting for a folder and say so; more than they promise cannot be had there.
    """
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in _NO_WAITING:
            raise
    finally:
        os.close(handle)


def make_folder(path: Path) -> None:
    """Make a folder for its owner only, if it is not there, so that its name survives a power cut."""
    path.mkdir(mode=0o700, exist_ok=True)
    sync_folder(path.parent)


def sync_file(path: Path) -> None:
    """Wait until what was written in a file is on the disk."""
    with path.open("r+b") as file:
        os.fsync(file.fileno())


def write_new(path: Path, data: bytes) -> None:
    """Write a new file that only its owner may read, down to the disk."""
    handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0), 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def replace_file(path: Path, data: bytes) -> None:
    """Put a file in place whole or not at all."""
    fresh = _beside(path)
    fresh.unlink(missing_ok=True)
    try:
        write_new(fresh, data)
        fresh.replace(path)
    except OSError:
        fresh.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def forget_half_written(path: Path) -> None:
    """Take away what a killed program was about to put in the place of a file."""
    _beside(path).unlink(missing_ok=True)


def _beside(path: Path) -> Path:
    return path.with_name(path.name + ".new")
