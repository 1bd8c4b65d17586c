"""Work on a vault on a disk that fails now and then, for ``test_disk_errors.py``, which lets the calls fail.

Usage: ``failing_work.py FOLDER STEPS``, for a vault that is there; prints what was done as JSON, or fails with what was
lost or half done. Drafts are left out: one that is refused waits in memory and is written with the next step.
"""

import json
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import ledger as ledgers
from app.errors import AppError, OldKeyLeftError
from app.services import vault
from ledger import Ledger

_PATIENCE = 20
T = TypeVar("T")


def at_last(what: Callable[[], T]) -> T:
    """Do something that only looks, until the disk lets it."""
    for _ in range(_PATIENCE - 1):
        try:
            return what()
        except AppError:
            continue
    return what()


def worked(folder: Path, steps: int) -> tuple[Ledger, Counter[str]]:
    """Do so many steps; each that is refused must have changed nothing."""
    ledger, counted = Ledger(), Counter[str]()
    store, _ = at_last(lambda: ledgers.opened(folder, [0]))
    with store:
        for number in range(1, steps + 1):
            step = ledgers.next_step(number, ledger)
            if step.kind == "draft":
                continue
            result = 0
            try:
                result = ledgers.do(store, step, ledger)
            except OldKeyLeftError:
                counted["old key left"] += 1
            except AppError as error:
                if at_last(lambda: ledgers.checked(store, ledger.way, ledger, step)):  # noqa: B023  called at once
                    raise AssertionError(f"refused, and yet done: {step}") from error
                counted["refused"] += 1
                continue
            ledger = ledgers.after(ledger, step, result)
            counted["saves"] += 1
    return ledger, counted


def main() -> None:
    """Work, then look whether all of it is there."""
    folder = Path(sys.argv[1])
    ledger, counted = worked(folder, int(sys.argv[2]))
    store, way = at_last(lambda: ledgers.opened(folder, [ledger.way]))
    with store:
        at_last(lambda: vault.verify(store))
        at_last(lambda: ledgers.checked(store, way, ledger, None))
    print(json.dumps(counted))  # noqa: T201  read by the test


if __name__ == "__main__":
    main()
