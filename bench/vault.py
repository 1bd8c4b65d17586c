"""Saving an incident and opening a case of 1,000 incidents, each beside the same work on plain SQLite in this run.

Run with: .venv/bin/python -m bench.vault
"""

import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import UUID

import msgspec

from app.clock import SystemClock
from app.domain.incident import Incident
from app.domain.snapshot import CaseSnapshot
from app.services.cases import open_case, read_case
from app.services.records import record
from app.services.vault import create_vault
from app.storage.keyring import Cost
from app.storage.store import Store
from bench.generated import case, machine, median_seconds, seconds_of

SAVES = 200
CASE = 1_000


def main() -> None:
    """Print both figures with their ratio."""
    print(machine())
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with create_vault(
            folder / "bench.vault", user="Meter", passphrase="twaalf tekens of meer", clock=SystemClock(), cost=Cost()
        ) as store:
            saving(store, folder / "save.db")
            opening(store, folder / "open.db")


def saving(store: Store, plain_file: Path) -> None:
    """Save incidents one by one: row, version, references, log entry, synchronised to disk."""
    snapshot = case(SAVES, seed=1)
    opened = open_bench_case(store, snapshot, [])
    ours = sorted(seconds_of(lambda one=one: record(store, opened, one)) for one in _new(snapshot))
    with plain(plain_file) as database:
        theirs = sorted(seconds_of(lambda one=one: _plain_save(database, one)) for one in snapshot.incidents)
    median, p99 = ours[len(ours) // 2], ours[len(ours) * 99 // 100]
    other = theirs[len(theirs) // 2]
    print(f"save an incident: median {median * 1000:.1f} ms, p99 {p99 * 1000:.1f} ms", end="; ")
    print(f"one row in plain SQLite {other * 1000:.1f} ms: ratio {median / other:.1f}")


def opening(store: Store, plain_file: Path) -> None:
    """Read a whole case; the other side reads and decodes the same documents from plain SQLite."""
    snapshot = case(CASE, seed=2)
    opened = open_bench_case(store, snapshot)
    ours = median_seconds(lambda: read_case(store, opened))
    with plain(plain_file) as database:
        for one in snapshot.incidents:
            _plain_save(database, one)
        theirs = median_seconds(lambda: _plain_read(database))
    print(f"open a case of {CASE} incidents: {ours * 1000:.0f} ms", end="; ")
    print(f"plain SQLite {theirs * 1000:.0f} ms: ratio {ours / theirs:.1f}")


def open_bench_case(store: Store, snapshot: CaseSnapshot, incidents: list[Incident] | None = None) -> UUID:
    """Open the case with its sources and, in one action, the given incidents (all of them by default)."""
    incidents = _new(snapshot) if incidents is None else incidents
    change = open_case(store, msgspec.structs.replace(snapshot.case, reference=f"Z-{len(incidents)}"))
    sources = [msgspec.structs.replace(source, number=0) for source in snapshot.sources]
    record(store, change.case, sources[-1], along=sources[:-1])
    if incidents:
        record(store, change.case, incidents[-1], along=incidents[:-1])
    return change.case


def _new(snapshot: CaseSnapshot) -> list[Incident]:
    """Return the incidents as somebody would record them, without a number."""
    return [msgspec.structs.replace(incident, number=0) for incident in snapshot.incidents]


@contextmanager
def plain(path: Path) -> Iterator[sqlite3.Connection]:
    """Open a plain SQLite file with the same promises on saving."""
    database = sqlite3.connect(path, isolation_level=None)
    database.execute("PRAGMA journal_mode=WAL")
    database.execute("PRAGMA synchronous=FULL")
    database.execute("CREATE TABLE record (id TEXT PRIMARY KEY, number INTEGER, content TEXT)")
    yield database
    database.close()


def _plain_save(database: sqlite3.Connection, incident: Incident) -> None:
    content = msgspec.json.encode(incident).decode()
    database.execute("INSERT INTO record VALUES (?, ?, ?)", (str(incident.id), incident.number, content))


def _plain_read(database: sqlite3.Connection) -> list[Incident]:
    decoder = msgspec.json.Decoder(Incident)
    return [decoder.decode(content) for (content,) in database.execute("SELECT content FROM record ORDER BY number")]


if __name__ == "__main__":
    main()
