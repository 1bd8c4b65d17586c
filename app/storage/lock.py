"""One program per vault: a lock that the operating system lets go when a program dies.

The file says who has the vault open and since when; that is only for reading. What counts is the lock that the system
keeps on it, so a file that a killed program left behind is stale by itself.
"""

import contextlib
import errno
import os
import platform
import sys
from datetime import datetime
from pathlib import Path

import msgspec

from app.errors import VaultInUseError

if sys.platform == "win32":
    import msvcrt

    _FAR = 1 << 30  # a byte far behind the text, because Windows refuses to read a locked byte

    def _hold(handle: int) -> None:
        os.lseek(handle, _FAR, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _hold(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


_TAKEN = frozenset({errno.EWOULDBLOCK, errno.EAGAIN, errno.EACCES, errno.EDEADLK})
"""What the system says when another program holds the lock; Windows says the last two."""


_LONGEST = 4096


class Holder(msgspec.Struct, frozen=True):
    """Who has a vault open."""

    who: str
    since: str
    process: int


class VaultLock:
    """Held from before a vault is examined until it is closed."""

    def __init__(self, path: Path) -> None:
        """Take the lock without writing anything; raise ``VaultInUseError`` when another program has it."""
        self.path = path
        self._fresh = not path.exists()
        self._handle = _take(path)
        self._written = False

    def sign(self, user: str, since: datetime) -> None:
        """Write down who has the vault open."""
        holder = Holder(f"{user}, {platform.node()}", f"{since.astimezone():%Y-%m-%d %H:%M}", os.getpid())
        os.ftruncate(self._handle, 0)
        os.lseek(self._handle, 0, os.SEEK_SET)
        os.write(self._handle, msgspec.json.encode(holder))
        self._written = True

    def take_again(self, user: str, since: datetime) -> None:
        """Take the lock of what lies at its place now, after the disk was away.

        A stick that came back may give its files the same numbers as before, but what was open on it stays dead: only
        writing down to the disk tells.
        """
        if self.is_written():
            return
        with contextlib.suppress(OSError):
            os.close(self._handle)
        self._handle = -1
        self._handle = _take(self.path)
        self.sign(user, since)

    def is_written(self) -> bool:
        """Whether the disk still takes what is written to it: the file is written again as it is, and waited for."""
        if not self._at_its_place():
            return False
        try:
            os.lseek(self._handle, 0, os.SEEK_SET)
            said = os.read(self._handle, _LONGEST)
            os.lseek(self._handle, 0, os.SEEK_SET)
            os.write(self._handle, said)
            os.fsync(self._handle)
        except OSError:
            return False
        return True

    def release(self) -> None:
        """Let go; the file goes too, unless it was there before and nothing was written."""
        if self._handle < 0:
            return
        if (self._fresh or self._written) and self._at_its_place():
            with contextlib.suppress(OSError):
                os.ftruncate(self._handle, 0)
                if sys.platform != "win32":
                    self.path.unlink()
        with contextlib.suppress(OSError):
            os.close(self._handle)
        self._handle = -1
        if sys.platform == "win32" and (self._fresh or self._written):
            with contextlib.suppress(OSError):
                self.path.unlink()

    def _at_its_place(self) -> bool:
        """Whether the file with the name of the lock is the one that is held."""
        try:
            return os.path.samestat(os.fstat(self._handle), self.path.stat())
        except OSError:
            return False


def _take(path: Path) -> int:
    """Open and lock the file; it must still be the one with this name, because its last holder may just have left."""
    while True:
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            _hold(handle)
        except OSError as error:
            os.close(handle)
            if error.errno not in _TAKEN:
                raise
            holder = read_holder(path)
            raise VaultInUseError(who=holder.who, since=holder.since) from error
        with contextlib.suppress(FileNotFoundError):
            if os.path.samestat(os.fstat(handle), path.stat()):
                return handle
        os.close(handle)


def holder_of(path: Path) -> Holder | None:
    """Return who holds a lock now, without making or changing a file; ``None`` when nobody does."""
    try:
        handle = os.open(path, os.O_RDONLY)
    except OSError:
        return None
    try:
        _hold(handle)
    except OSError as error:
        return read_holder(path) if error.errno in _TAKEN else None
    finally:
        os.close(handle)
    return None


def read_holder(path: Path) -> Holder:
    """Return who holds a lock, as far as the file tells."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=Holder)
    except (OSError, msgspec.DecodeError):
        return Holder("?", "?", 0)
