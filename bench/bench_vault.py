"""A vault for measurements, a case in it, and the same documents in plain SQLite to compare with."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import UUID

import msgspec

from app.clock import SystemClock
from app.domain.incident import Incident
from app.domain.snapshot import CaseSnapshot
from app.services.cases import open_case
from app.services.records import record
from app.services.vault import create_vault
from app.storage.keyring import Cost
from app.storage.store import Store

PASSPHRASE = "twaalf tekens of meer"  # noqa: S105  of vaults that are thrown away


def new_vault(folder: Path) -> Store:
    """Make a vault in a folder, as a user would have it."""
    place = folder / "bench.vault"
    return create_vault(place, user="Meter", passphrase=PASSPHRASE, clock=SystemClock(), cost=Cost())


def open_bench_case(store: Store, snapshot: CaseSnapshot, incidents: list[Incident] | None = None) -> UUID:
    """Open the case with its sources and, in one action, the given incidents (all of them by default)."""
    incidents = unsaved(snapshot) if incidents is None else incidents
    change = open_case(store, msgspec.structs.replace(snapshot.case, reference=f"Z-{len(incidents)}"))
    sources = [msgspec.structs.replace(source, number=0) for source in snapshot.sources]
    record(store, change.case, sources[-1], along=sources[:-1])
    if incidents:
        record(store, change.case, incidents[-1], along=incidents[:-1])
    return change.case


def unsaved(snapshot: CaseSnapshot) -> list[Incident]:
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


def plain_save(database: sqlite3.Connection, incident: Incident) -> None:
    """Save an incident as one row."""
    content = msgspec.json.encode(incident).decode()
    database.execute("INSERT INTO record VALUES (?, ?, ?)", (str(incident.id), incident.number, content))


def plain_read(database: sqlite3.Connection) -> list[Incident]:
    """Read and decode all incidents."""
    decoder = msgspec.json.Decoder(Incident)
    return [decoder.decode(content) for (content,) in database.execute("SELECT content FROM record ORDER BY number")]
