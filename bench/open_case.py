"""Opening a case of 1,000 incidents, beside reading the same documents from plain SQLite in the same run.

Run with: .venv/bin/python -m bench.open_case
"""

import tempfile
from functools import partial
from pathlib import Path

from app.services.cases import read_case
from bench.bench_vault import new_vault, open_bench_case, plain, plain_read, plain_save
from bench.generated import case, machine, median_seconds

INCIDENTS = 1_000


def main() -> None:
    """Read a whole case; the other side reads and decodes the same documents."""
    print(machine())
    snapshot = case(INCIDENTS, seed=2)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with new_vault(folder) as store:
            opened = open_bench_case(store, snapshot)
            ours = median_seconds(partial(read_case, store, opened))
        with plain(folder / "plain.db") as database:
            for one in snapshot.incidents:
                plain_save(database, one)
            theirs = median_seconds(partial(plain_read, database))
    print(f"open a case of {INCIDENTS} incidents: {ours * 1000:.0f} ms", end="; ")
    print(f"plain SQLite {theirs * 1000:.0f} ms: ratio {ours / theirs:.1f}")


if __name__ == "__main__":
    main()
