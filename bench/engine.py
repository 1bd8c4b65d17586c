"""All rules over 100, 1,000 and 10,000 incidents beside loading the same cases from the vault, in one run.

Run with: .venv/bin/python -m bench.engine

It ends with exit code 1 when the cost grows faster than n log n (with room for noise), or when evaluating the largest
case takes longer than loading it. Both are measured as Python runs them by itself. The window collects garbage from a
timer instead (``app.ui.garbage``), which spares loading more than the rules: that ratio is printed beside it.
"""

import gc
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from math import log
from pathlib import Path

from app.risk.engine import evaluate
from app.risk.knowledge import who_knew_what
from app.services.cases import read_case
from app.storage.store import Store
from bench.bench_vault import new_vault, open_bench_case
from bench.generated import LAST_DAY, case, machine

SIZES = (100, 1_000, 10_000)
ROOM = 1.5


def main() -> int:
    """Print seconds per size, the growth and the ratio to loading; return the exit code."""
    print(machine())
    with tempfile.TemporaryDirectory() as name, new_vault(Path(name)) as store:
        measured = {size: measure(store, size) for size in SIZES}
    smallest, largest = SIZES[0], SIZES[-1]
    growth = measured[largest][0] / measured[smallest][0]
    allowed = ROOM * largest * log(largest) / (smallest * log(smallest))
    print(f"growth x{growth:.0f} for x{largest // smallest}; n log n with room for noise: x{allowed:.0f}")
    rules, loading = measured[largest]
    print(f"evaluating {largest} incidents costs {rules / loading:.2f} of loading them")
    return 0 if growth <= allowed and rules < loading else 1


def least_seconds(work: Callable[[], object], runs: int = 7) -> float:
    """Return the least processor time of some runs, in seconds: what the work costs, whatever else the machine does."""
    seconds = []
    for _ in range(runs):
        start = time.process_time()
        work()
        seconds.append(time.process_time() - start)
    return min(seconds)


def measure(store: Store, size: int) -> tuple[float, float]:
    """Return the seconds to evaluate and to load a case, and print them."""
    snapshot = read_case(store, opened := open_bench_case(store, case(size, seed=size)))
    rules = least_seconds(partial(evaluate, snapshot, at=LAST_DAY, window=90))
    knowledge = least_seconds(partial(who_knew_what, snapshot, at=LAST_DAY, window=90))
    loading = least_seconds(partial(read_case, store, opened))
    gc.disable()
    bare = least_seconds(partial(evaluate, snapshot, at=LAST_DAY, window=90))
    bare_loading = least_seconds(partial(read_case, store, opened))
    gc.enable()
    print(
        f"{size:>6} incidents: all rules {rules * 1000:8.1f} ms, who knew what {knowledge * 1000:8.1f} ms, "
        f"load from the vault {loading * 1000:8.1f} ms; without collecting garbage "
        f"rules {bare * 1000:8.1f} ms, load {bare_loading * 1000:8.1f} ms, {bare / bare_loading:.2f} of loading"
    )
    return rules, loading


if __name__ == "__main__":
    sys.exit(main())
