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


def back_up_on_and_on(folder: Path) -> None:
    """Make backup after backup."""
    with vault.unlock_vault(folder, vaults.PASSPHRASE, SystemClock()) as store:
        while True:
            backups.back_up(store)


def main() -> None:
    """Start, kill and start again."""
    folder, rounds = Path(sys.argv[1]), int(sys.argv[2])
    chance = random.Random(4)  # noqa: S311  moments to kill at, nothing secret
    for _ in range(rounds):
        child = os.fork()
        if child == 0:
            back_up_on_and_on(folder)
        time.sleep(chance.uniform(0.01, 0.12))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)


if __name__ == "__main__":
    main()
