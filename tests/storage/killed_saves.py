"""Save incidents and keep drafts until killed, telling after each save which one it was. Run by ``test_killed.py``.

A helper makes many short-lived programs by forking, because starting Python anew each time would take most of the time.
Half of them are killed at any moment from their start, the other half at any moment after their first save: on a slow
machine few of the first half come to a save at all.
Usage: ``killed_saves.py FOLDER CASE ROUNDS``; writes a line per round: the numbers that were acknowledged, and the
last draft that was.
"""

import os
import random
import signal
import sys
import time
from pathlib import Path
from uuid import UUID

import builders
import vaults
from app.clock import SystemClock
from app.services import drafts, records, vault


def save_on_and_on(folder: Path, case: UUID, first: int, tell: int) -> None:
    """Save incident after incident; every one that was acknowledged is told through the pipe ``tell``."""
    with vault.unlock_vault(folder, vaults.PASSPHRASE, SystemClock()) as store:
        for number in range(first, first + 100_000):
            drafts.keep_draft(store, "incident:new", case, {"facts": f"concept {number}"})
            os.write(tell, f"d{number}\n".encode())
            records.record(store, case, builders.incident(facts=f"melding {number}"))
            os.write(tell, f"s{number}\n".encode())


def until_saved(hear: int) -> bytes:
    """Wait for the first acknowledged save and return what was told; a program that died told all it had."""
    told = b""
    while b"s" not in told and (more := os.read(hear, 1024)):
        told += more
    return told


def main() -> None:
    """Start, kill and start again."""
    folder, case, rounds = Path(sys.argv[1]), UUID(sys.argv[2]), int(sys.argv[3])
    chance = random.Random(2)  # noqa: S311  moments to kill at, nothing secret
    first = 1
    for turn in range(rounds):
        hear, tell = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(hear)
            save_on_and_on(folder, case, first, tell)
        os.close(tell)
        heard = until_saved(hear) if turn % 2 else b""
        time.sleep(chance.uniform(0.005, 0.06))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        with os.fdopen(hear, "rb") as pipe:
            told = (heard + pipe.read()).decode().split()
        saved = [int(one[1:]) for one in told if one[0] == "s"]
        kept = [int(one[1:]) for one in told if one[0] == "d"]
        print(*saved, f"draft={max(kept, default=0)}", flush=True)  # noqa: T201  read by the test
        first = max([first, *saved, *kept]) + 2


if __name__ == "__main__":
    main()
