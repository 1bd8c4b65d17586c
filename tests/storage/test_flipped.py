"""Whatever is changed in the files of a vault without its key is noticed and named, or cannot matter.

A normal run tries a byte of every kind in every page; ``python3 dev.py torture`` tries every byte,
and thousands of the journal.
"""

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from fixed_clock import FixedClock
from independent_reader import connected
from sqlalchemy.orm import Session

import builders
import torture
import vaults
from app.domain.anchor import fits, read_anchor
from app.errors import AnchorGoneError, AppError, DatabaseDamagedError, KeyringDamagedError, NoMemberError
from app.services import cases, drafts, exhibits, members, records, vault
from app.storage.glance import look_at
from app.storage.keyring import open_slot, read_keyring
from app.storage.probe import examine
from app.storage.reading import Reader
from app.storage.still import open_for_reading
from app.storage.store import Store
from app.storage.verify import verify_everything
from app.storage.whole_check import WholeCheck

pytestmark = [pytest.mark.storage, pytest.mark.torture]
PAGE, RESERVED, HMAC = 4096, 80, 64
CASE = builders.case()


def fill(store: Store) -> None:
    """Write something of every kind, and drop a long draft, so that there are pages that nothing uses."""
    cases.open_case(store, CASE)
    drafts.keep_draft(store, "long", CASE.id, {"facts": "Hij belde weer aan. " * 1_500})
    for _ in range(6):
        records.record(store, CASE.id, builders.incident())
    exhibits.attach(store, CASE.id, builders.exhibit(), [bytes(20_000)])
    drafts.drop_draft(store, "long")


@pytest.fixture
def closed(store: Store) -> Path:
    """Return the folder of a filled vault that is closed."""
    fill(store)
    store.close()
    return store.folder


def key_of(folder: Path) -> bytes:
    """Return the key of the database."""
    return open_slot(read_keyring(folder / "keyring.json"), vaults.PASSPHRASE)[0]


def noticed(database: Path, key: bytes) -> str:
    """Return where a fault was noticed: at the door, by ``verify``, or "" when it was not."""
    try:
        examine(database, key)
    except AppError:
        return "door"
    engine = open_for_reading(database, key)
    try:
        with Session(engine) as session:
            verify_everything(Reader(session))
    except AppError:
        return "verify"
    finally:
        engine.dispose()
    return ""


def flipped(whole: bytes, place: int) -> bytes:
    """Return bytes of which one is another."""
    return whole[:place] + bytes([whole[place] ^ 0x55]) + whole[place + 1 :]


def every_kind(size: int) -> Iterator[int]:
    """Yield places of every kind: the salt, and of each page content, IV and HMAC."""
    if torture.wanted():
        yield from range(size)
        return
    yield from (0, 7, 15)
    for page in range(size // PAGE):
        end = (page + 1) * PAGE
        yield from (page * PAGE + 20 + 61 * page % 3_900, end - RESERVED + page % 16, end - HMAC + 7 * page % HMAC)


def test_every_flipped_byte_of_the_database_is_noticed(closed: Path) -> None:
    """Salt, content, IV and HMAC of every page, those with the bytes of an exhibit and those that nothing uses too."""
    database, key = closed / "vault.db", key_of(closed)
    whole = database.read_bytes()
    where = {"door": 0, "verify": 0}
    for place in every_kind(len(whole)):
        with database.open("r+b") as file:
            file.seek(place)
            file.write(flipped(whole[place : place + 1], 0))
        where[noticed(database, key)] += 1
        with database.open("r+b") as file:
            file.seek(place)
            file.write(whole[place : place + 1])
    assert noticed(database, key) == ""
    assert where["door"] > where["verify"] > 0


def noticed_later(database: Path, key: bytes) -> str:
    """Return where a fault in a vault too large for a check at the door was noticed, or "" when it was not."""
    try:
        look_at(database, key, 0)
    except AppError:
        return "door"
    check = WholeCheck(database, bytearray(key))
    try:
        while check.step() < 1:
            pass
    except AppError:
        return "check"
    finally:
        check.end()
    return noticed(database, key)


def test_every_flipped_byte_of_a_large_database_is_noticed_at_the_door_or_by_the_check(closed: Path) -> None:
    """What the door does not read, the check reads; ``verify`` names the pages that hold nothing."""
    database, key = closed / "vault.db", key_of(closed)
    whole = database.read_bytes()
    where = {"door": 0, "check": 0, "verify": 0}
    for place in list(every_kind(len(whole)))[:: 97 if torture.wanted() else 7]:
        database.write_bytes(flipped(whole, place))
        where[noticed_later(database, key)] += 1
    database.write_bytes(whole)
    assert noticed_later(database, key) == ""
    assert min(where.values()) > 0


def owners_of(database: Path, key: bytes) -> dict[int, str]:
    """Return which table or index each page belongs to."""
    connection = connected(database, key)
    found = {number: str(name) for number, name in connection.execute("SELECT pageno, name FROM dbstat")}
    connection.close()
    return found


def test_an_older_page_put_back_is_noticed(store: Store) -> None:
    """Every page is sound by itself, so SQLCipher takes it; it fits neither the other pages nor the log.

    A page that nothing uses now is never read. Of the others only one table may go unnoticed: ``search_idx`` says on
    which page of the search index a word begins. With an older page of it a search could miss a word. Records, versions
    and log are not read through it.
    """
    fill(store)
    store.close()
    older = (store.folder / "vault.db").read_bytes()
    with vault.unlock_vault(store.folder, vaults.PASSPHRASE, store.clock) as again:
        for incident in cases.read_case(again, CASE.id).incidents:
            records.withdraw(again, CASE.id, incident.id, reason="Dubbel")
            records.record(again, CASE.id, builders.incident())
    database, key = store.folder / "vault.db", key_of(store.folder)
    newer = database.read_bytes()
    pages = [page for page in range(len(older) // PAGE) if older[page * PAGE :][:PAGE] != newer[page * PAGE :][:PAGE]]
    assert len(pages) > 10
    owners = owners_of(database, key)
    unnoticed = set()
    for page in pages:
        start, end = page * PAGE, (page + 1) * PAGE
        database.write_bytes(newer[:start] + older[start:end] + newer[end:])
        if not noticed(database, key):
            unnoticed.add(owners.get(page + 1, "nothing"))
    assert unnoticed <= {"search_idx", "nothing"}


@pytest.fixture
def killed(store: Store, tmp_path: Path) -> tuple[Path, list[str], str]:
    """Return the folder as a killed program leaves it, what its log said, and the code of the newest entry."""
    store.close()
    with vault.unlock_vault(store.folder, vaults.PASSPHRASE, store.clock) as again:
        fill(again)
        with again.read() as reader:
            log = [entry.hash for entry in reader.audit()]
        code = vault.newest_code(again)
        left = shutil.copytree(store.folder, tmp_path / "gestopt.vault")
    return left, log, code


def log_in(database: Path, key: bytes) -> list[str]:
    """Return the hashes of the log of a sound database."""
    engine = open_for_reading(database, key)
    try:
        with Session(engine) as session:
            verify_everything(Reader(session))
            return [entry.hash for entry in Reader(session).audit()]
    finally:
        engine.dispose()


def test_a_flipped_byte_of_the_journal_takes_newest_entries_at_most(killed: tuple[Path, list[str], str]) -> None:
    """The journal is there only after a crash, and a changed frame ends it for SQLite.

    What was saved behind that frame by the program that crashed is gone, as if the newest rows had been removed: what
    is left is sound and older, and a printed code shows that there was more. Nothing else can be changed that way.
    """
    folder, log, code = killed
    journal, key = folder / "vault.db-wal", key_of(folder)
    whole, tail = journal.read_bytes(), 0
    for place in torture.places(len(whole), 25, 5_000):
        journal.write_bytes(flipped(whole, place))
        (folder / "vault.db-shm").unlink(missing_ok=True)
        try:
            left = log_in(folder / "vault.db", key)
        except AppError:
            continue
        assert left == log[: len(left)]
        anchor = read_anchor(code)
        gone = anchor.number > len(left)
        assert gone == (len(left) < len(log))
        assert gone or fits(anchor, left[anchor.number - 1])
        tail += gone
    assert tail > 0


@pytest.mark.parametrize("name", ["vault.db-shm", "lock"])
def test_an_index_or_a_lock_that_is_noise_cannot_matter(
    killed: tuple[Path, list[str], str], clock: FixedClock, name: str
) -> None:
    """The index of the journal is built anew; the lock is the system's, its words are only for reading."""
    folder, log, _ = killed
    size = max(4_096, (folder / name).stat().st_size)
    (folder / name).write_bytes(bytes(place * 37 % 251 for place in range(size)))

    with vault.unlock_vault(folder, vaults.PASSPHRASE, clock) as again:
        assert vault.verify(again).entries == len(log) + 1


def test_moments_of_wrong_passphrases_that_are_noise_cannot_matter(closed: Path, clock: FixedClock) -> None:
    """They make nobody wait, and the log says that they could not be read."""
    (closed / "tries.json").write_bytes(b"\x00\xff" * 300)

    with vault.unlock_vault(closed, vaults.PASSPHRASE, clock) as again, again.read() as reader:
        assert [entry.action for entry in reader.audit()][-2:] == ["unlock.failed", "vault.unlocked"]


def fields_of(data: bytes) -> dict[str, int]:
    """Return where the value of each field of a JSON file begins."""
    return {match[1].decode(): match.end() for match in re.finditer(rb'"(\w+)": "?', data)}


def test_a_flipped_byte_in_any_field_of_the_key_slots_is_mended_from_the_copy(closed: Path, clock: FixedClock) -> None:
    path = closed / "keyring.json"
    whole = path.read_bytes()
    places = torture.places(len(whole), 1) if torture.wanted() else fields_of(whole).values()
    assert set(fields_of(whole)) >= {*json.loads(whole), *json.loads(whole)["slots"][0], "lanes"}
    for place in places:
        path.write_bytes(flipped(whole, place))
        with vault.unlock_vault(closed, vaults.PASSPHRASE, clock) as again, again.read() as reader:
            assert [entry.action for entry in reader.audit()][-2:] == ["keyring.repaired", "vault.unlocked"]
        assert path.read_bytes() == whole
    for name in ("keyring.json", "keyring.json.bak"):
        (closed / name).write_bytes(flipped(whole, len(whole) // 2))
    with pytest.raises(KeyringDamagedError):
        vault.unlock_vault(closed, vaults.PASSPHRASE, clock)


def test_an_older_database_put_back_shows_through_a_code(closed: Path, clock: FixedClock) -> None:
    """It was sound, so it opens; that it is older only something outside it can tell."""
    older = (closed / "vault.db").read_bytes()
    with vault.unlock_vault(closed, vaults.PASSPHRASE, clock) as again:
        records.record(again, CASE.id, builders.incident())
        code = vault.newest_code(again)
    (closed / "vault.db").write_bytes(older)

    with vault.unlock_vault(closed, vaults.PASSPHRASE, clock) as replayed:
        vault.verify(replayed)
        with pytest.raises(AppError) as error:
            vault.held_by(replayed, code)
    assert isinstance(error.value, AnchorGoneError)


def test_an_older_database_does_not_know_a_newer_passphrase(closed: Path, clock: FixedClock) -> None:
    older = (closed / "vault.db").read_bytes()
    with vault.unlock_vault(closed, vaults.PASSPHRASE, clock) as again:
        members.change_passphrase(again, vaults.PASSPHRASE, "een heel nieuwe zin", cost=vaults.CHEAP)
    (closed / "vault.db").write_bytes(older)

    with pytest.raises(NoMemberError):
        vault.unlock_vault(closed, "een heel nieuwe zin", clock)


def test_a_database_of_another_vault_is_refused(closed: Path, tmp_path: Path, clock: FixedClock) -> None:
    vaults.new(tmp_path / "Ander.vault", clock).close()
    shutil.copy(tmp_path / "Ander.vault" / "vault.db", closed / "vault.db")

    with pytest.raises(DatabaseDamagedError):
        vault.unlock_vault(closed, vaults.PASSPHRASE, clock)
