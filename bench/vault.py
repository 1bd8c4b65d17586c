"""A vault with 10,000 cases and 200,000 incidents: open, list, search, save, back up, verify.

Everything is done twice in the same run by the same code: in the vault, and in the same database without encryption.
Stretching the passphrase stands apart, because it takes its second on purpose.

Run with: .venv/bin/python -m bench.vault [CASES [INCIDENTS]]
"""

import random
import sys
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Final
from uuid import UUID, uuid4

import msgspec
import sqlcipher3.dbapi2 as driver

from app.clock import SystemClock
from app.domain.backup import BackupReason
from app.domain.case import Case
from app.domain.incident import Incident
from app.domain.source import Citation, Knowledge, Source
from app.services.cases import list_cases, read_case
from app.services.records import correct, record
from app.services.search import find
from app.services.vault import unlock_vault, verify
from app.services.versions import first_versions
from app.services.whole_check import check_now
from app.storage.engine import SETTINGS, engine_on
from app.storage.folder import VaultFolder
from app.storage.glance import look_at
from app.storage.keyring import read_keys, ways_in
from app.storage.probe import SCHEMA, examine, examine_through
from app.storage.store import Store
from bench.bench_vault import PASSPHRASE, new_vault
from bench.generated import case, machine, median_seconds, seconds_of

CASES, INCIDENTS = 10_000, 200_000
SAVES: Final = 1_000
CORRECTIONS: Final = 200
_AT_ONCE: Final = 1_000
_BUILDING: Final = "cache_size = -1500000"
_WORDS: Final = ("begin of a rare word", "zeldz"), ("a word of every incident", "brievenbus "), ("its begin", "brieve")
_MORE: Final = ("two words", "meting brievenbus "), ("a sentence", '"door de brievenbus"'), ("a case number", "B-00042")


def main(arguments: list[str]) -> None:
    """Build both, measure everything and print it."""
    cases, incidents = (int(one) for one in [*arguments, *map(str, (CASES, INCIDENTS)[len(arguments) :])])
    print(machine())
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with new_vault(folder) as store:
            built = seconds_of(partial(fill, store, cases, incidents))
            plain_path = unencrypted(store, folder / "plain")
            place = store.folder
        size = (place / "vault.db").stat().st_size / 1e6
        print(f"{cases} cases, {incidents} incidents: built in {built:.0f} s, {size:.0f} MB")
        _opening(place, plain_path)
        with unlock_vault(place, PASSPHRASE, SystemClock()) as ours, plain_store(plain_path, ours) as theirs:
            _compare(ours, theirs)


def fill(store: Store, cases: int, incidents: int) -> None:
    """Fill a vault with cases of a few incidents each, many in one transaction.

    Building goes through the same code as everything else. Only what SQLite keeps in memory is more than usual, so that
    pages of the indexes are not written and read again for every transaction.
    """
    with store._engine.connect() as connection:  # noqa: SLF001  only a measurement opens a vault so far
        (usual,) = connection.exec_driver_sql("PRAGMA cache_size").one()
        connection.exec_driver_sql(f"PRAGMA {_BUILDING}")
    chance = random.Random(cases)  # noqa: S311  repeatable figures, not secrets
    model = [one for one in case(1_000, seed=3).incidents if one.facts]
    each = incidents // cases
    for start in range(0, cases, _AT_ONCE):
        with store.write() as uow:
            for number in range(start, min(start + _AT_ONCE, cases)):
                head = Case(reference=f"B-{number:05}", name=f"Meetzaak {number}", fictional=number % 50 == 0)
                source = Source(label=f"Bron van zaak {number}")
                told = [_anew(chance.choice(model), source, chance) for _ in range(each)]
                uow.insert(head.id, first_versions(uow, head.id, [head, source, *told]))
            uow.commit("case.imported", "")
    with store._engine.connect() as connection:  # noqa: SLF001  as above
        connection.exec_driver_sql(f"PRAGMA cache_size = {usual}")


def _anew(one: Incident, source: Source, chance: random.Random) -> Incident:
    """Return an incident like another one, with a word of its own now and then."""
    rare = f" Zeldzaam{chance.randrange(10**6)}." if chance.random() < 0.01 else ""
    cited = (Citation(source=source.id, knowledge=Knowledge.SEEN),)
    return msgspec.structs.replace(one, id=uuid4(), number=0, sources=cited, facts=one.facts + rare)


def unencrypted(store: Store, folder: Path) -> Path:
    """Write the database of a vault without encryption, page by page as SQLite does it, and return where."""
    folder.mkdir()
    path = folder / "vault.db"
    with store._engine.connect() as pooled:  # noqa: SLF001  only a measurement opens a vault so far
        connection = pooled.connection.driver_connection
        if not isinstance(connection, driver.Connection):
            raise TypeError(connection)
        connection.execute(f"ATTACH '{path}' AS bare KEY ''")
        connection.execute("SELECT sqlcipher_export('bare')")
        connection.execute(f"PRAGMA bare.user_version = {SCHEMA}")
        connection.execute("DETACH bare")
    return path


def plain_store(path: Path, like: Store) -> Store:
    """Open the plain database through the same code, with the same promises on saving."""
    return Store(
        path.parent, engine_on(partial(_bare, path)), None, bytearray(32), member=like.member, clock=like.clock
    )


def _bare(path: Path) -> driver.Connection:
    connection = driver.connect(str(path), isolation_level=None, check_same_thread=False)
    for setting in SETTINGS:
        connection.execute(f"PRAGMA {setting}")
    return connection


def _opening(place: Path, plain_path: Path) -> None:
    """Print what unlocking takes, and apart the stretching of the passphrase and the check of the database."""
    folder = VaultFolder(place)
    keyring = read_keys(folder.keyring)
    stretching = seconds_of(lambda: next(ways_in(keyring, PASSPHRASE)))
    key = next(ways_in(keyring, PASSPHRASE)).key
    whole = median_seconds(lambda: unlock_vault(place, PASSPHRASE, SystemClock()).close(), 3)
    opening, checking = (sorted(some)[1] for some in zip(*(_glanced(place) for _ in range(3)), strict=True))
    glance = median_seconds(lambda: look_at(folder.database, key, 0), 7)
    ours = median_seconds(lambda: examine(folder.database, key), 3)
    theirs = median_seconds(lambda: examine_through(_bare(plain_path)), 3)
    print(f"unlock after a check of everything: {whole:.2f} s, of which Argon2 {stretching:.2f} s")
    print(f"unlock after a glance: {opening:.2f} s, the glance {glance * 1000:.1f} ms; the check {checking:.2f} s")
    _print("check before opening", ours, theirs)


def _glanced(place: Path) -> tuple[float, float]:
    """Return the seconds that opening takes as the window does it, and those of the check that goes on after it."""
    opened: list[Store] = []
    opening = seconds_of(lambda: opened.append(unlock_vault(place, PASSPHRASE, SystemClock(), whole_up_to=0)))
    with opened[0] as store:
        return opening, seconds_of(partial(check_now, store))


def _compare(ours: Store, theirs: Store) -> None:
    """Print every other figure."""
    known = list_cases(ours)
    some = known[len(known) // 2].case.id
    _both("list of cases", ours, theirs, list_cases)
    _both("open one case", ours, theirs, lambda store: read_case(store, some))
    for name, words in (*_WORDS, *_MORE):
        _both(f"search: {name}", ours, theirs, partial(find, text=words))
    _both("search: in one case", ours, theirs, lambda store: find(store, "brievenbus", case=some))
    _saves("save an incident", ours, theirs, partial(_save, some), SAVES)
    _saves("correct an incident", ours, theirs, partial(_correct, some), CORRECTIONS)
    _print("backup", seconds_of(lambda: ours.back_up(BackupReason.ASKED)), seconds_of(lambda: _copy(theirs)))
    _print("verify everything", seconds_of(lambda: verify(ours)), seconds_of(lambda: verify(theirs)))


def _save(some: UUID, store: Store, number: int) -> None:
    told = case(1, seed=number).incidents[0]
    record(store, some, msgspec.structs.replace(told, id=uuid4(), number=0, sources=()))


def _correct(some: UUID, store: Store, number: int) -> None:
    incidents = read_case(store, some).incidents
    old = incidents[number % len(incidents)]
    correct(store, some, msgspec.structs.replace(old, facts=f"{old.facts} {number}"), reason="meting")


def _copy(store: Store) -> None:
    """Copy a plain database with SQLite's own backup."""
    with store._engine.connect() as pooled:  # noqa: SLF001  as above
        source = pooled.connection.driver_connection
        copy = driver.connect(str(store.folder / "copy.db"))
        if not isinstance(source, driver.Connection):
            raise TypeError(source)
        source.backup(copy)
        copy.close()


def _both(name: str, ours: Store, theirs: Store, work: Callable[[Store], object]) -> None:
    _print(name, median_seconds(lambda: work(ours), 7), median_seconds(lambda: work(theirs), 7))


def _saves(name: str, ours: Store, theirs: Store, work: Callable[[Store, int], None], times: int) -> None:
    mine = sorted(seconds_of(partial(work, ours, number)) for number in range(times))
    other = sorted(seconds_of(partial(work, theirs, number)) for number in range(times))
    for part, place in (("median", times // 2), ("p99", times * 99 // 100)):
        _print(f"{name}, {part}", mine[place], other[place])


def _print(name: str, ours: float, theirs: float) -> None:
    print(f"{name}: {ours * 1000:.1f} ms; plain SQLite {theirs * 1000:.1f} ms: ratio {ours / theirs:.1f}", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
