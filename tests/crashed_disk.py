"""A disk from which the power is taken: what can lie on it then.

What the program waited for (``fsync`` of a file, ``fsync`` of a folder for the names in it) is there. Of what it did
since, anything may be there or not, in any order: the names in a folder apart from the bytes in the files, of a write
each sector of 512 bytes apart from the others, the length of a file apart from what is in it. That is less than any
file system promises, among others that a file that was waited for also has its name.
"""

import random
import shutil
from collections.abc import Iterable
from pathlib import Path

from disk_trace import ROOT, Cut, DiskStep, Gone, Made, Moved, Synced, Wrote

SECTOR = 512
State = dict[str, bytes | None]
"""What lies at each path; ``None`` for a folder."""

HOW = ("nothing", "all", "some", "sectors", "in order", "stick")
"""What is there of the steps that were not waited for; ``stick``: some, and a changed name may be lost halfway."""


class _File:
    """The bytes that are safe, and the steps that were not waited for, with their place in the whole."""

    def __init__(self) -> None:
        self.safe = bytearray()
        self.waiting: list[tuple[int, Wrote | Cut]] = []

    def sync(self) -> None:
        for _, step in self.waiting:
            _apply(self.safe, step)
        self.waiting.clear()


class _Folder:
    """The names that are safe, and the steps that were not waited for."""

    def __init__(self) -> None:
        self.safe: dict[str, int] = {}
        self.waiting: list[tuple[int, Made | Gone | Moved]] = []

    def sync(self) -> None:
        for _, step in self.waiting:
            _name(self.safe, step, "done")
        self.waiting.clear()


class Disk:
    """Follows the steps of a program; at any moment it says what could be left."""

    def __init__(self, *, waits_for_files: bool = True, waits_for_folders: bool = True) -> None:
        """Begin empty; a disk that does not wait says that something is there when it is not."""
        self._files: dict[int, _File] = {}
        self._folders = {ROOT: _Folder()}
        self._waits = waits_for_files, waits_for_folders
        self._steps = 0

    def do(self, step: DiskStep) -> None:
        """Take one step of the program."""
        self._steps += 1
        match step:
            case Made():
                if step.is_folder:
                    self._folders[step.number] = _Folder()
                else:
                    self._files[step.number] = _File()
                self._folders[step.folder].waiting.append((self._steps, step))
            case Gone() | Moved():
                self._folders[step.folder].waiting.append((self._steps, step))
            case Wrote() | Cut():
                self._files[step.number].waiting.append((self._steps, step))
            case Synced():
                folder = step.number in self._folders
                if self._waits[folder]:
                    (self._folders[step.number] if folder else self._files[step.number]).sync()

    def left(self, chance: random.Random, how: str = "") -> State:
        """Return one of the states that the disk can be in when the power goes now."""
        return _Loss(self._files, self._folders, chance, how or chance.choice(HOW)).state()


class _Loss:
    """One way to lose what was not waited for."""

    def __init__(self, files: dict[int, _File], folders: dict[int, _Folder], chance: random.Random, how: str) -> None:
        self._files, self._folders, self._chance, self._how = files, folders, chance, how
        waiting = [when for file in files.values() for when, _ in file.waiting]
        waiting += [when for folder in folders.values() for when, _ in folder.waiting]
        self._until = chance.choice(waiting) if waiting else 0
        self._likely = chance.choice((0.1, 0.5, 0.9))

    def state(self) -> State:
        state: State = {}
        self._walk(ROOT, "", state)
        return state

    def _walk(self, number: int, path: str, state: State) -> None:
        for name, inside in self._names(self._folders[number]).items():
            place = f"{path}{name}"
            if inside in self._folders:
                state[place] = None
                self._walk(inside, f"{place}/", state)
            else:
                data = self._bytes(self._files[inside])
                # The index of the log lies in shared memory: what is left of that file can be anything.
                known = self._how == "all" or not name.endswith("-shm")
                state[place] = data if known else self._chance.randbytes(len(data))

    def _names(self, folder: _Folder) -> dict[str, int]:
        names = dict(folder.safe)
        for when, step in folder.waiting:
            if self._keeps(when):
                halfway = self._how == "stick" and isinstance(step, Moved)
                _name(names, step, self._chance.choice(("done", "both", "neither")) if halfway else "done")
        return names

    def _bytes(self, file: _File) -> bytes:
        data = bytearray(file.safe)
        longest = len(data)
        for when, step in file.waiting:
            if isinstance(step, Wrote):
                longest = max(longest, step.offset + len(step.data))
            if self._how == "sectors" and isinstance(step, Wrote):
                for piece in _sectors(step):
                    if self._keeps(when):
                        _apply(data, piece)
            elif self._keeps(when):
                _apply(data, step)
        if self._how in {"sectors", "stick"} and self._chance.random() < 0.5:
            data.extend(bytes(max(0, longest - len(data))))
        return bytes(data)

    def _keeps(self, when: int) -> bool:
        if self._how in {"nothing", "all"}:
            return self._how == "all"
        return when <= self._until if self._how == "in order" else self._chance.random() < self._likely


def lay(place: Path, state: State) -> None:
    """Put what was left in a folder, in the place of everything in it."""
    for path in place.iterdir():
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    for name, data in state.items():
        if data is None:
            (place / name).mkdir()
        else:
            (place / name).write_bytes(data)


def _apply(data: bytearray, step: Wrote | Cut) -> None:
    size = step.size if isinstance(step, Cut) else step.offset
    if len(data) < size:
        data.extend(bytes(size - len(data)))
    if isinstance(step, Cut):
        del data[size:]
    else:
        data[size : size + len(step.data)] = step.data


def _name(names: dict[str, int], step: Made | Gone | Moved, how: str) -> None:
    match step:
        case Made():
            names[step.name] = step.number
        case Gone():
            names.pop(step.name, None)
        case Moved():
            if how != "both":
                names.pop(step.name, None)
            if how == "neither":
                names.pop(step.to, None)
            else:
                names[step.to] = step.number


def _sectors(step: Wrote) -> Iterable[Wrote]:
    """Yield what a write does to each sector of the disk."""
    start, end = step.offset, step.offset + len(step.data)
    while start < end:
        until = min(end, (start // SECTOR + 1) * SECTOR)
        yield Wrote(step.number, start, step.data[start - step.offset : until - step.offset])
        start = until
