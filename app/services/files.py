"""Read and write files that the user names: whole or not at all, and with a clear sentence when it fails."""

import errno
import os
import tempfile
from pathlib import Path

from app.errors import AppError, DiskFullError, NotWritableError, RefusedError


def read_file(path: Path) -> bytes:
    """Return the bytes of a file; raise ``RefusedError`` when it cannot be read."""
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise RefusedError(reason="The file was not found. Check its name.") from error
    except OSError as error:
        raise RefusedError(reason="The file cannot be read. Check its permissions.") from error


def write_file(path: Path, data: bytes) -> None:
    """Write a file under a temporary name beside its place, then put it there; the old one stays when that fails.

    Only finished output that the user asked for goes through here, so the temporary file holds nothing else.
    """
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")
    except OSError as error:
        raise _told(error, path) from error
    fresh = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(path)
    except OSError as error:
        raise _told(error, path) from error
    finally:
        fresh.unlink(missing_ok=True)


def _told(error: OSError, path: Path) -> AppError:
    """Say in the user's words why a file could not be written."""
    if error.errno == errno.ENOSPC:
        return DiskFullError()
    return NotWritableError(folder=path.parent)
