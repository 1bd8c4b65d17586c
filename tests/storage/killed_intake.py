"""Take an exhibit in and be killed halfway. Run by ``test_exhibits.py``: ``killed_intake.py FOLDER CASE``."""

import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import builders
import vaults
from app.clock import SystemClock
from app.services import exhibits, vault


def pieces() -> Iterator[bytes]:
    """Yield enough for the database to have written a part to the disk, then die."""
    for _ in range(40):
        yield b"z" * 1024 * 1024
    os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    with vault.unlock_vault(Path(sys.argv[1]), vaults.PASSPHRASE, SystemClock()) as store:
        exhibits.attach(store, UUID(sys.argv[2]), builders.exhibit(), pieces())
