"""Read and write files that the user names: whole or not at all, and with a clear sentence when it fails."""

import errno
import hashlib
import os
import secrets
import stat
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

import msgspec

from app.domain.whole_text import whole
from app.errors import (
    AppError,
    DiskFullError,
    NameTooLongError,
    NoFolderError,
    NotAFileError,
    NotWritableError,
    RefusedError,
)
from app.storage.folder import sync_folder

MOST_READ: Final = 256 * 1024 * 1024
_LONGEST_PASSPHRASE: Final = 64 * 1024


def read_file(path: Path, *, most: int = MOST_READ) -> bytes:
    """Return the bytes of a file; raise ``RefusedError`` when it cannot be read or holds more than ``most`` bytes."""
    try:
        with path.open("rb") as file:
            data = file.read(most + 1)
    except OSError as error:
        if error.errno in {errno.ENOENT, errno.ENOTDIR, errno.ENAMETOOLONG}:
            raise RefusedError(reason="The file was not found. Check its name.") from error
        if path.is_dir():
            raise RefusedError(reason="This is a folder. Choose a file in it.") from error
        raise RefusedError(reason="The file cannot be read. Check its permissions.") from error
    if len(data) > most:
        raise RefusedError(reason="The file is too large to be what was asked for. Choose another file.")
    return data


def read_passphrase(path: Path) -> str:
    """Return the first line of a file as it was typed; a mark that an editor put before it is no part of it.

    Raises ``RefusedError`` when the file cannot be read as text.
    """
    try:
        words = read_file(path, most=_LONGEST_PASSPHRASE).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise RefusedError(reason="The file with the passphrase is not UTF-8 text.") from error
    return words.partition("\n")[0].rstrip("\r")


def written_outside(target: Path, data: bytes, reason: str, *, what: str = "") -> str:
    """Return what the log keeps of a file outside the vault: what it is, its kind, its hash and why it was written."""
    told = {
        "what": what,
        "kind": target.suffix,
        "sha256": hashlib.sha256(data).hexdigest(),
        "reason": whole(reason.strip()),
    }
    return msgspec.json.encode(told, order="sorted").decode()


def write_file(path: Path, data: bytes) -> None:
    """Write a file under a temporary name beside its place, then put it there; the old one stays when that fails.

    Only finished output that the user asked for goes through here, so the temporary file holds nothing else.
    """
    with hidden_file(path, data, hidden_name(path)) as fresh:
        put_in_place(fresh, path)


def refuse_no_file(path: Path) -> None:
    """Raise ``NotAFileError`` for a place that is a folder, a device, a pipe or anything else that no file can replace.

    Whatever cannot be looked at is told when it is written.
    """
    try:
        is_file = stat.S_ISREG(path.stat().st_mode)
    except (OSError, ValueError):
        return
    if not is_file:
        raise NotAFileError(place=path)


def put_in_place(fresh: Path, path: Path) -> None:
    """Give a file that is whole the name that the user chose, down to the disk.

    What the disk says of the last is no reason to call the file not written: it has its name.
    """
    fresh.replace(path)
    with suppress(OSError):
        sync_folder(path.parent)


def hidden_name(path: Path) -> Path:
    """Return a name beside the place of a file under which it can be written first; nothing else has that name."""
    return path.with_name(f".{path.name}-{secrets.token_hex(4)}")


@contextmanager
def hidden_file(path: Path, data: bytes | Iterable[bytes], fresh: Path) -> Iterator[Path]:
    """Write a file whole under its hidden name and yield that; what is still there after is taken away.

    ``data`` may come in pieces; when one of them cannot be had, nothing is left.
    """
    refuse_no_file(path)
    try:
        handle = os.open(fresh, os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0), 0o600)
    except OSError as error:
        raise _told(error, path) from error
    try:
        with os.fdopen(handle, "wb") as file:
            file.writelines((data,) if isinstance(data, bytes) else data)
            file.flush()
            os.fsync(file.fileno())
        yield fresh
    except OSError as error:
        raise _told(error, path) from error
    finally:
        fresh.unlink(missing_ok=True)


def _told(error: OSError, path: Path) -> AppError:
    """Say in the user's words why a file could not be written."""
    if error.errno == errno.ENOSPC:
        return DiskFullError()
    if error.errno in {errno.ENOENT, errno.ENOTDIR}:
        return NoFolderError(folder=path.parent)
    if error.errno == errno.ENAMETOOLONG:
        return NameTooLongError()
    return NotWritableError(folder=path.parent)
