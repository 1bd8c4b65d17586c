"""What a failing disk or database means to the user: one table for the whole of storage."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from app.errors import (
    AppError,
    DatabaseDamagedError,
    DiskFaultError,
    DiskFullError,
    NameTooLongError,
    NoFolderError,
    NoLockError,
    NotWritableError,
    VaultInUseError,
)

_OF_THE_SYSTEM: dict[int, type[AppError]] = {
    errno.ENOSPC: DiskFullError,
    errno.EDQUOT: DiskFullError,
    errno.EFBIG: DiskFullError,
    errno.EACCES: NotWritableError,
    errno.EPERM: NotWritableError,
    errno.EROFS: NotWritableError,
    errno.ENOENT: NoFolderError,
    errno.ENOTDIR: NoFolderError,
    errno.EISDIR: NotWritableError,
    errno.ENAMETOOLONG: NameTooLongError,
    errno.ENOLCK: NoLockError,
    errno.EOPNOTSUPP: NoLockError,
    errno.ENOSYS: NoLockError,
    errno.EIO: DiskFaultError,
    errno.ENXIO: DiskFaultError,
    errno.ENODEV: DiskFaultError,
    errno.ESTALE: DiskFaultError,
}

_OF_THE_DATABASE: dict[str, type[AppError]] = {
    "SQLITE_FULL": DiskFullError,
    "SQLITE_READONLY": NotWritableError,
    "SQLITE_PERM": NotWritableError,
    "SQLITE_CANTOPEN": NotWritableError,
    "SQLITE_IOERR": DiskFaultError,
    "SQLITE_CORRUPT": DatabaseDamagedError,
    "SQLITE_NOTADB": DatabaseDamagedError,
    "SQLITE_BUSY": VaultInUseError,
    "SQLITE_LOCKED": VaultInUseError,
}

NOT_GIVEN: Final = frozenset({"SQLITE_IOERR_READ", "SQLITE_IOERR_CORRUPTFS"})
"""What the database says of a part of its file that the disk does not give; mostly it calls that damaged."""

_OF_THE_WORDS = {
    "database or disk is full": "SQLITE_FULL",
    "attempt to write a readonly database": "SQLITE_READONLY",
    "unable to open database file": "SQLITE_CANTOPEN",
    "disk I/O error": "SQLITE_IOERR",
    "database disk image is malformed": "SQLITE_CORRUPT",
    "file is not a database": "SQLITE_NOTADB",
    "database is locked": "SQLITE_BUSY",
}
"""SQLite's fixed words for its codes: what fails while a database is copied comes without a code."""


def fault_of(error: BaseException, folder: Path) -> AppError | None:
    """Return the sentence for the user, or ``None`` when the error is our own fault.

    SQLAlchemy keeps the driver's error as ``orig``; extended codes such as ``SQLITE_IOERR_WRITE`` count as their
    family.
    """
    driver = getattr(error, "orig", error)
    kind: type[AppError] | None = None
    if isinstance(driver, OSError):
        kind = _OF_THE_SYSTEM.get(driver.errno or 0)
    else:
        name = code_of(driver) or _OF_THE_WORDS.get(str(driver), "")
        kind = _OF_THE_DATABASE.get("_".join(name.split("_")[:2]))
    if kind is None:
        return None
    missing = kind is NoFolderError and not folder.parent.is_dir()
    return kind(folder=str(folder.parent if missing else folder), who="?", since="?")


def code_of(error: BaseException | None) -> str:
    """Return what the database calls an error, or the error that it was raised for; "" when it is none of its own."""
    return str(getattr(getattr(error, "orig", error), "sqlite_errorname", None) or "")


@contextmanager
def faults_told(folder: Path) -> Iterator[None]:
    """Turn the errors of the table into sentences; let every other error through."""
    try:
        yield
    except AppError:
        raise
    except Exception as error:
        fault = fault_of(error, folder)
        if fault is None:
            raise
        raise fault from error
