"""What a program asked of the disk, in order, read from a trace of its system calls (``strace``).

Only what lies below one folder counts, and the words that the program wrote to one file elsewhere: those say what it
acknowledged. A call that could change the disk and is not understood is an error, so nothing is left out unseen.
"""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from itertools import count
from pathlib import Path

import msgspec

ROOT = 0
"""The number of the folder itself."""

_NAMING = "openat,open,creat,rename,renameat,renameat2,unlink,unlinkat,mkdir,mkdirat,rmdir"
_WRITING = "pwrite64,write,ftruncate,fsync,fdatasync,lseek,close"
_STRANGE = "writev,pwritev,pwritev2,truncate,link,linkat,symlink,symlinkat,fallocate,copy_file_range,sendfile"
_CALL = re.compile(r"(?:\d+ +)?(\w+)\((.*)\) += (-?\d+)")
_PART = re.compile(r'"([^"]*)"|([^,\s"<>()]+)(?:<([^>]*)>)?(?:\(deleted\))?')


class Made(msgspec.Struct, frozen=True):
    """A name was given to a new file or folder."""

    folder: int
    name: str
    number: int
    is_folder: bool = False


class Gone(msgspec.Struct, frozen=True):
    """A name was taken away."""

    folder: int
    name: str


class Moved(msgspec.Struct, frozen=True):
    """A file or folder got another name in the same folder, in the place of what had that name."""

    folder: int
    name: str
    to: str
    number: int


class Wrote(msgspec.Struct, frozen=True):
    """Bytes were written in a file."""

    number: int
    offset: int
    data: bytes


class Cut(msgspec.Struct, frozen=True):
    """A file was made this long."""

    number: int
    size: int


class Synced(msgspec.Struct, frozen=True):
    """The program waited until a file, or the names in a folder, were on the disk."""

    number: int


class Told(msgspec.Struct, frozen=True):
    """The program told the world something."""

    words: bytes


Part = tuple[str, str, str]
"""Of what was asked in a call: the text, or the number, and the path that belongs to a number."""

DiskStep = Made | Gone | Moved | Wrote | Cut | Synced | Told


def may_trace() -> bool:
    """Whether there is a ``strace`` that may be used."""
    if shutil.which("strace") is None:
        return False
    tried = ["strace", "-f", "--seccomp-bpf", "-qq", "-o", os.devnull, "-e", "trace=close", sys.executable, "-c", ""]
    return subprocess.run(tried, capture_output=True, check=False).returncode == 0  # noqa: S603  fixed words


def steps_of(command: Sequence[str], place: Path, told: Path, environment: dict[str, str]) -> list[DiskStep]:
    """Run a program of one process and return what it did below ``place``; ``told`` is where it writes its words.

    What was in the folder before comes first, as made and safely on the disk.
    """
    log = told.with_suffix(".trace")
    reader = _Reader(place, told)
    calls = f"trace={_NAMING},{_WRITING},{_STRANGE}"
    strace = ["strace", "-f", "--seccomp-bpf", "-qq", "-y", "-xx", "-s", "100000000", "-e", calls, "-o", str(log)]
    done = subprocess.run([*strace, *command], env=environment, capture_output=True, text=True, check=False)  # noqa: S603  our own script
    if done.returncode:
        raise RuntimeError(done.stderr)
    with log.open(encoding="ascii") as lines:
        steps = [*reader.found, *(step for line in lines for step in reader.read(line))]
    log.unlink()
    return steps


class _Reader:
    """Follows which number every file has, and which handle belongs to which file."""

    def __init__(self, place: Path, told: Path) -> None:
        """Give numbers to what is in the folder now."""
        self._place, self._told = place, told
        self._numbers = {place: ROOT}
        self._fresh = count(1)
        self._handles: dict[int, int] = {}
        self._at: dict[int, int] = {}
        self._telling: set[int] = set()
        self.found: list[DiskStep] = []
        for path in sorted(place.rglob("*")):
            self.found.append(self._new(path, is_folder=path.is_dir()))
            if path.is_file():
                self.found.append(Wrote(self._numbers[path], 0, path.read_bytes()))
        self.found += [Synced(number) for number in self._numbers.values()]

    def read(self, line: str) -> Iterator[DiskStep]:
        """Yield what one line of the trace did to the folder."""
        found = _CALL.match(line)
        if found is None:
            if "unfinished" in line or "resumed" in line:
                raise ValueError(f"more than one thread: {line[:200]}")
            return
        call, asked, result = found[1], found[2], int(found[3])
        if result < 0:
            return
        parts = _PART.findall(asked)
        if call in _WRITING.split(","):
            yield from self._written(call, parts, result)
        elif call in _NAMING.split(","):
            yield from self._named(call, parts, asked, result)
        elif any(_plain(part).startswith(str(self._place)) for told in parts for part in told):
            raise ValueError(f"not understood: {call}")

    def _named(self, call: str, parts: list[Part], asked: str, result: int) -> Iterator[DiskStep]:
        path = self._path(parts)
        if call in {"openat", "open", "creat"}:
            yield from self._opened(path, asked, result)
        elif call.startswith("rename"):
            yield from self._moved(parts)
        elif self._is_inside(path) and call.startswith("mkdir"):
            yield self._new(path, is_folder=True)
        elif self._is_inside(path):
            del self._numbers[path]
            yield Gone(self._numbers[path.parent], path.name)

    def _opened(self, path: Path, asked: str, handle: int) -> Iterator[DiskStep]:
        self._closed(handle)
        if path == self._told:
            self._telling.add(handle)
        elif path == self._place or self._is_inside(path):
            if "O_APPEND" in asked or "O_TMPFILE" in asked:
                raise ValueError(f"not understood: {asked[-100:]}")
            if path not in self._numbers:
                yield self._new(path)
            elif "O_TRUNC" in asked:
                yield Cut(self._numbers[path], 0)
            self._handles[handle], self._at[handle] = self._numbers[path], 0

    def _written(self, call: str, parts: list[Part], result: int) -> Iterator[DiskStep]:
        handle = int(parts[0][1])
        if handle in self._telling and call == "write":
            yield Told(_bytes(parts[1][0])[:result])
        number = self._handles.get(handle)
        if call == "close":
            self._closed(handle)
        elif number is None:
            return
        elif call == "pwrite64":
            yield Wrote(number, int(parts[3][1]), _bytes(parts[1][0])[:result])
        elif call == "write":
            yield Wrote(number, self._at[handle], _bytes(parts[1][0])[:result])
            self._at[handle] += result
        elif call == "lseek":
            self._at[handle] = result
        elif call == "ftruncate":
            yield Cut(number, int(parts[1][1]))
        else:
            yield Synced(number)

    def _moved(self, parts: list[Part]) -> Iterator[DiskStep]:
        old, new = (self._path(parts, at) for at, part in enumerate(parts) if part[0])
        if not (self._is_inside(old) or self._is_inside(new)):
            return
        if old.parent != new.parent:
            raise ValueError(f"moved to another folder: {old} {new}")
        self._numbers.pop(new, None)
        for path in [path for path in self._numbers if path.is_relative_to(old)]:
            self._numbers[new / path.relative_to(old)] = self._numbers.pop(path)
        yield Moved(self._numbers[old.parent], old.name, new.name, self._numbers[new])

    def _path(self, parts: list[Part], at: int = -1) -> Path:
        """Return which file a call names: by a path, or by a handle of a folder and a path in it."""
        place = at if at >= 0 else next(number for number, part in enumerate(parts) if part[0])
        base = _plain(parts[place - 1][2]) if place else ""
        return Path(os.path.normpath(Path(base, _plain(parts[place][0]))))

    def _is_inside(self, path: Path) -> bool:
        return path != self._place and path.is_relative_to(self._place)

    def _new(self, path: Path, *, is_folder: bool = False) -> Made:
        number = self._numbers[path] = next(self._fresh)
        return Made(self._numbers[path.parent], path.name, number, is_folder)

    def _closed(self, handle: int) -> None:
        self._telling.discard(handle)
        self._handles.pop(handle, None)


def _bytes(told: str) -> bytes:
    return bytes.fromhex(told.replace("\\x", ""))


def _plain(told: str) -> str:
    return os.fsdecode(_bytes(told)) if told.startswith("\\x") else told
