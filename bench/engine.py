"""All rules over 100, 1,000 and 10,000 incidents, and the ratio to the smallest.

Run with: .venv/bin/python -m bench.engine
"""

from functools import partial

from app.risk.engine import evaluate
from bench.generated import LAST_DAY, case, machine, median_seconds

SIZES = (100, 1_000, 10_000)


def main() -> None:
    """Print seconds per size and the growth."""
    print(machine())
    first = 0.0
    for size in SIZES:
        snapshot = case(size)
        seconds = median_seconds(partial(evaluate, snapshot, at=LAST_DAY, window=90))
        first = first or seconds
        print(
            f"evaluate {size:>6} incidents: {seconds * 1000:8.1f} ms   x{seconds / first:6.1f} for x{size // SIZES[0]}"
        )


if __name__ == "__main__":
    main()
