"""Saving an incident in a vault, beside one row in plain SQLite with the same promises in the same run.

Run with: .venv/bin/python -m bench.save
"""

import tempfile
from functools import partial
from pathlib import Path

from app.services.records import record
from bench.bench_vault import new_vault, open_bench_case, plain, plain_save, unsaved
from bench.generated import case, machine, seconds_of

SAVES = 200


def main() -> None:
    """Save incidents one by one: row, version, references, log entry, synchronised to disk."""
    print(machine())
    snapshot = case(SAVES, seed=1)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with new_vault(folder) as store:
            opened = open_bench_case(store, snapshot, [])
            ours = sorted(seconds_of(partial(record, store, opened, one)) for one in unsaved(snapshot))
        with plain(folder / "plain.db") as database:
            theirs = sorted(seconds_of(partial(plain_save, database, one)) for one in snapshot.incidents)
    median, p99 = ours[len(ours) // 2], ours[len(ours) * 99 // 100]
    other = theirs[len(theirs) // 2]
    print(f"save an incident: median {median * 1000:.1f} ms, p99 {p99 * 1000:.1f} ms", end="; ")
    print(f"one row in plain SQLite {other * 1000:.1f} ms: ratio {median / other:.1f}")


if __name__ == "__main__":
    main()
