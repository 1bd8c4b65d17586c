"""A real disk of 24 MB that can be pulled out while it is used: a file with ext4 in it, mounted by the kernel.

Pulling it out is what the kernel calls shutting the file system down: from then on every read and write of it fails
(``EIO``), and what was not waited for is lost. Put back it is another device, as a stick is.
"""

import os
import shutil
import struct
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

MAY_MOUNT = os.name != "nt" and os.geteuid() == 0
"""Whether it can be tried at all."""

_SHUT_DOWN = 0x8004587D
_WITHOUT_THE_JOURNAL = 2


class LoopDisk:
    """Makes, pulls out and puts back a disk; only root may."""

    def __init__(self, place: Path) -> None:
        """Make the disk and put it in; raises ``PermissionError`` where that is not possible."""
        self.root = place / "stick"
        self.root.mkdir()
        self._image, self._times = place / "0.img", 0
        self._image.touch()
        os.truncate(self._image, 24 << 20)
        if shutil.which("mkfs.ext4") is None or _fails("mkfs.ext4", "-q", "-F", str(self._image)):
            raise PermissionError
        self._mount()

    def pull_out(self) -> None:
        """Let the disk answer nothing any more, while its folder is still shown."""
        import fcntl  # noqa: PLC0415  Unix only

        handle = os.open(self.root, os.O_RDONLY)
        try:
            fcntl.ioctl(handle, _SHUT_DOWN, struct.pack("I", _WITHOUT_THE_JOURNAL))
        finally:
            os.close(handle)

    def take_away(self) -> None:
        """Let the folder be gone as well, as a desktop does after a moment."""
        subprocess.run(["umount", "-l", str(self.root)], check=True)  # noqa: S603, S607  our own disk

    def put_back(self) -> None:
        """Put the disk in again, as another device."""
        self._times += 1
        old, self._image = self._image, self._image.with_name(f"{self._times}.img")
        shutil.copyfile(old, self._image)
        self._mount()

    def _mount(self) -> None:
        if _fails("mount", "-o", "loop", str(self._image), str(self.root)):
            raise PermissionError


@contextmanager
def loop_disk(place: Path) -> Iterator[LoopDisk]:
    """Yield a disk, and take it away afterwards; a test is skipped where none can be mounted."""
    try:
        disk = LoopDisk(place)
    except PermissionError:
        pytest.skip("may not mount a disk")
    try:
        yield disk
    finally:
        with suppress(OSError):
            disk.pull_out()
        disk.take_away()


def _fails(*command: str) -> bool:
    return subprocess.run(command, capture_output=True, check=False).returncode != 0  # noqa: S603  fixed words
