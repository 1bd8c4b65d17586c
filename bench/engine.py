"""All rules over 100, 1,000 and 10,000 incidents beside loading the same cases from the vault, in one run.

Run with: .venv/bin/python -m bench.engine

It ends with exit code 1 when the cost grows faster than n log n (with room for noise), or when evaluating the largest
case takes longer than loading it. Both are judged twice: as Python collects garbage by itself, and as in the window,
which collects from a timer instead (``app.ui.garbage``) and so spares loading more than the rules. As in the program,
what is evaluated was loaded just before; the vault is open and was read before, so that loading costs its least.
"""

import gc
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from math import log
from pathlib import Path
from typing import NamedTuple, TypeVar
from uuid import UUID

from app.risk.engine import evaluate
from app.risk.knowledge import who_knew_what
from app.services.cases import read_case
from app.storage.store import Store
from bench.bench_vault import new_vault, open_bench_case
from bench.generated import LAST_DAY, case, machine

SIZES = (100, 1_000, 10_000)
ROOM = 1.5
RUNS = 7
WINDOW = 90
COLLECTORS: dict[str, Callable[[], None]] = {"collecting garbage": gc.enable, "as in the window": gc.disable}
Made = TypeVar("Made")


class Cost(NamedTuple):
    """The least processor time of some runs, in seconds: what the work costs, whatever else the machine does."""

    rules: float
    knowledge: float
    loading: float


def main() -> int:
    """Print the cost per size, the growth and the ratio to loading, with and without the collector; return the code."""
    print(machine())
    with tempfile.TemporaryDirectory() as name, new_vault(Path(name)) as store:
        measured = {size: measure(store, size) for size in SIZES}
    smallest, largest = SIZES[0], SIZES[-1]
    allowed = ROOM * largest * log(largest) / (smallest * log(smallest))
    good = True
    for collector in COLLECTORS:
        small, large = measured[smallest][collector], measured[largest][collector]
        growth, ratio = large.rules / small.rules, large.rules / large.loading
        print(
            f"{collector}: growth x{growth:.0f} for x{largest // smallest} (n log n with room for noise: "
            f"x{allowed:.0f}); evaluating {largest} incidents costs {ratio:.2f} of loading them"
        )
        good = good and growth <= allowed and ratio < 1
    return 0 if good else 1


def measure(store: Store, size: int) -> dict[str, Cost]:
    """Return what a case costs, by how garbage is collected, and print it."""
    opened = open_bench_case(store, case(size, seed=size))
    costs = {}
    try:
        for collector, switch in COLLECTORS.items():
            switch()
            costs[collector] = cost = cost_of(store, opened)
            print(
                f"{size:>6} incidents, {collector}: all rules {cost.rules * 1000:6.1f} ms, "
                f"who knew what {cost.knowledge * 1000:6.1f} ms, load from the vault {cost.loading * 1000:6.1f} ms"
            )
    finally:
        gc.enable()
    return costs


def cost_of(store: Store, opened: UUID) -> Cost:
    """Load a case and look at it some times, each time with everything new."""
    runs = []
    for _ in range(RUNS):
        loading, snapshot = seconds_for(partial(read_case, store, opened))
        rules, _ = seconds_for(partial(evaluate, snapshot, at=LAST_DAY, window=WINDOW))
        knowledge, _ = seconds_for(partial(who_knew_what, snapshot, at=LAST_DAY, window=WINDOW))
        runs.append(Cost(rules, knowledge, loading))
    return Cost(*map(min, zip(*runs, strict=True)))


def seconds_for(work: Callable[[], Made]) -> tuple[float, Made]:
    """Return the processor time of some work, in seconds, and what it made."""
    start = time.process_time()
    made = work()
    return time.process_time() - start, made


if __name__ == "__main__":
    sys.exit(main())
