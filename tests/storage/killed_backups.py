"""Make backups until killed, at any moment, again and again. Run by ``test_backups.py``.

Every second program is killed within a backup after its first whole one, however slow the machine is; the others at any
moment from the opening of the vault. Usage: ``killed_backups.py FOLDER ROUNDS``; prints the name of every backup that
was acknowledged.
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
    """Make backup after backup, telling that the vault is open, and each backup that was made."""
    with vault.unlock_vault(folder, vaults.PASSPHRASE, SystemClock()) as store:
        os.write(tell, b"open\n")
        while (made := backups.back_up(store).made) is not None:
            os.write(tell, f"{made.place.name}\n".encode())


def main() -> None:
    """Start, kill and start again."""
    folder, rounds = Path(sys.argv[1]), int(sys.argv[2])
    chance = random.Random(4)  # noqa: S311  moments to kill at, nothing secret
    for turn in range(rounds):
        hear, tell = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(hear)
            back_up_on_and_on(folder, tell)
        os.close(tell)
        with os.fdopen(hear, "rb", buffering=0) as pipe:
            told = [pipe.readline(), *([pipe.readline()] if turn % 2 else [])]
            time.sleep(chance.uniform(0.0, 0.15))
            os.kill(child, signal.SIGKILL)
            told += pipe.readlines()
        _, status = os.waitpid(child, 0)
        if os.WIFEXITED(status):
            raise SystemExit("a backup failed")
        print(*(line.decode().strip() for line in told[1:]), sep="\n")  # noqa: T201  read by the test


if __name__ == "__main__":
    main()
