"""Make backups until killed, at any moment, again and again. Run by ``test_backups.py``.

Usage: ``killed_backups.py FOLDER ROUNDS``.
"""

import os
import random
import signal
import sys
import time
from pathlib import Path

import vaults
from app.clock import SystemClock
from app.services import backups, vault


def back_up_on_and_on(folder: Path, tell: int) -> None:
    """Make backup after backup, once it is told that the vault is open."""
    with vault.unlock_vault(folder, vaults.PASSPHRASE, SystemClock()) as store:
        os.write(tell, b"o")
        while True:
            backups.back_up(store)


def main() -> None:
    """Start, kill and start again."""
    folder, rounds = Path(sys.argv[1]), int(sys.argv[2])
    chance = random.Random(4)  # noqa: S311  moments to kill at, nothing secret
    for _ in range(rounds):
        hear, tell = os.pipe()
        child = os.fork()
        if child == 0:
            back_up_on_and_on(folder, tell)
        os.read(hear, 1)
        time.sleep(chance.uniform(0.0, 0.15))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        os.close(hear)
        os.close(tell)


if __name__ == "__main__":
    main()
