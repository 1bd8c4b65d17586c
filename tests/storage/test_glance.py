"""A large vault opens after a glance; the rest is checked while one works, and damage found then stops all writing."""

import shutil
import threading
from datetime import timedelta
from pathlib import Path

import pytest
from fixed_clock import FixedClock

import builders
import vaults
from app.domain.backup import BackupReason
from app.domain.erasure import ErasureGround
from app.domain.read_only import ReadOnlyReason
from app.domain.vault_settings import Checked
from app.errors import ChainBrokenError, DatabaseDamagedError, FoundDamagedError
from app.jobs import Cancelled, Job
from app.services import backups, cases, drafts, erasures, records, vault
from app.services.salvage import salvage_vault
from app.services.whole_check import check_now, check_on, checked, note_checked
from app.storage import whole_check
from app.storage.glance import WHOLE_UP_TO, look_at
from app.storage.probe import keyed, pending
from app.storage.store import Store

pytestmark = pytest.mark.storage
PAGE = 4096
CASE = builders.case()


@pytest.fixture
def filled(store: Store) -> Path:
    """Return the folder of a closed vault with a case of some size."""
    cases.open_case(store, CASE)
    for number in range(30):
        records.record(store, CASE.id, builders.incident(facts=f"melding {number} " + "Hij belde weer aan. " * 150))
    store.close()
    return store.folder


def glanced(folder: Path, clock: FixedClock) -> Store:
    """Open a vault as if it were too large to be checked at the door."""
    return vault.unlock_vault(folder, vaults.PASSPHRASE, clock, whole_up_to=0)


def spoil(folder: Path, key: bytes) -> int:
    """Change a byte of the newest page that a glance does not read, and return which page that is."""
    database = folder / "vault.db"
    whole = database.read_bytes()
    for page in range(len(whole) // PAGE - 1, 0, -1):
        place = page * PAGE + 100
        database.write_bytes(whole[:place] + bytes([whole[place] ^ 0x55]) + whole[place + 1 :])
        try:
            look_at(database, key, 0)
        except DatabaseDamagedError:
            continue
        if damaged_in_use(database, key):
            return page
    raise AssertionError("the glance reads every page")


def damaged_in_use(database: Path, key: bytes) -> bool:
    """Whether the damage lies in a page that something uses."""
    try:
        look_at(database, key, None)
    except DatabaseDamagedError:
        return True
    return False


@pytest.fixture
def damaged(filled: Path, clock: FixedClock) -> Path:
    """Return the folder of a vault with damage that a glance does not see."""
    with glanced(filled, clock) as store:
        key = bytes(store._key)
        check_now(store)
    spoil(filled, key)
    return filled


def test_a_vault_of_usual_size_is_checked_as_a_whole_at_the_door(damaged: Path, clock: FixedClock) -> None:
    assert (damaged / "vault.db").stat().st_size < WHOLE_UP_TO
    with pytest.raises(DatabaseDamagedError):
        vault.unlock_vault(damaged, vaults.PASSPHRASE, clock, whole_up_to=WHOLE_UP_TO)
    with pytest.raises(DatabaseDamagedError):
        vault.unlock_vault(damaged, vaults.PASSPHRASE, clock)


def test_what_was_checked_is_told_and_noted_when_it_ends(filled: Path, clock: FixedClock) -> None:
    with glanced(filled, clock) as store:
        assert checked(store) == Checked(at=None, under_way=True)
        steps = 0
        while check_on(store, Job()) < 1:
            steps += 1
        assert steps > 10
        assert note_checked(store) == Checked(at=clock.now())
    with glanced(filled, clock) as store:
        assert checked(store) == Checked(at=clock.now(), under_way=True)
    with vault.unlock_vault(filled, vaults.PASSPHRASE, clock) as store:
        assert checked(store) == Checked(at=clock.now())
        with store.read() as reader:
            assert reader.settings().checked == Checked(at=clock.now())
        vault.verify(store)


def test_a_check_that_never_ended_is_made_at_the_next_door(filled: Path, clock: FixedClock) -> None:
    with glanced(filled, clock) as store:
        key = bytes(store._key)
        assert check_on(store, Job()) < 1
    with glanced(filled, clock) as store:
        assert not store.unchecked
    with glanced(filled, clock) as store:
        assert store.unchecked
        records.record(store, CASE.id, builders.incident())
    spoil_any(filled, key)
    with pytest.raises(DatabaseDamagedError):
        glanced(filled, clock)


def spoil_any(folder: Path, key: bytes) -> None:
    """Change a byte of a page that something uses and a glance would not read."""
    database = folder / "vault.db"
    whole = database.read_bytes()
    for page in range(len(whole) // PAGE - 1, 0, -1):
        place = page * PAGE + 100
        database.write_bytes(whole[:place] + bytes([whole[place] ^ 0x55]) + whole[place + 1 :])
        if damaged_in_use(database, key):
            return


def test_damage_found_later_stops_all_writing_and_loses_nothing(
    damaged: Path, tmp_path: Path, clock: FixedClock
) -> None:
    with glanced(damaged, clock) as store:
        saved = builders.incident(facts="Vlak voor de schade werd gezien.")
        records.record(store, CASE.id, saved)
        with pytest.raises(DatabaseDamagedError):
            check_now(store)
        assert store.read_only is not None
        assert store.read_only.reason is ReadOnlyReason.DAMAGED
        before = {name: (damaged / name).read_bytes() for name in ("vault.db", "vault.db-wal", "keyring.json")}
        with pytest.raises(FoundDamagedError):
            records.record(store, CASE.id, builders.incident())
        with pytest.raises(FoundDamagedError):
            drafts.keep_draft(store, "incident:x:new", CASE.id, {"facts": "half getypt"})
        with pytest.raises(DatabaseDamagedError):
            check_on(store, Job())
        assert backups.back_up_when_due(store, BackupReason.CLOSING).made is None
    assert {name: (damaged / name).read_bytes() for name in before} == before
    assert pending(damaged / "vault.db")
    with pytest.raises(DatabaseDamagedError):
        glanced(damaged, clock)
    with vault.read_vault(damaged, vaults.PASSPHRASE, clock) as left:
        assert any(one.id == saved.id for one in cases.read_case(left, CASE.id).incidents)
    salvage_vault(damaged, vaults.PASSPHRASE, tmp_path / "Gered.vault", clock)
    assert {name: (damaged / name).read_bytes() for name in before} == before
    with vault.unlock_vault(tmp_path / "Gered.vault", vaults.PASSPHRASE, clock) as rescued:
        assert any(one.id == saved.id for one in cases.read_case(rescued, CASE.id).incidents)
        assert drafts.read_draft(rescued, "incident:x:new") == {"facts": "half getypt"}


def test_damage_that_is_met_before_the_check_finds_it_stops_all_writing_too(damaged: Path, clock: FixedClock) -> None:
    with glanced(damaged, clock) as store:
        with pytest.raises(FoundDamagedError):
            vault.verify(store)
        assert store.read_only is not None
        before = {name: (damaged / name).read_bytes() for name in ("vault.db", "vault.db-wal")}
        with pytest.raises(FoundDamagedError):
            records.record(store, CASE.id, builders.incident())
        with pytest.raises(FoundDamagedError):
            drafts.keep_draft(store, "incident:x:new", CASE.id, {"facts": "half getypt"})
        with pytest.raises(DatabaseDamagedError):
            check_on(store, Job())
    assert {name: (damaged / name).read_bytes() for name in before} == before


def test_damage_that_comes_while_a_vault_of_usual_size_is_open_stops_all_writing(
    filled: Path, clock: FixedClock
) -> None:
    with vault.unlock_vault(filled, vaults.PASSPHRASE, clock) as store:
        vaults.behind(store, "PRAGMA wal_checkpoint(TRUNCATE)")
        spoil(filled, bytes(store._key))
        with pytest.raises(FoundDamagedError):
            vault.verify(store)
        before = (filled / "vault.db").read_bytes()
        with pytest.raises(FoundDamagedError):
            records.record(store, CASE.id, builders.incident())
    assert (filled / "vault.db").read_bytes() == before


def test_no_backup_goes_before_everything_was_checked(filled: Path, clock: FixedClock) -> None:
    with vault.unlock_vault(filled, vaults.PASSPHRASE, clock) as store:
        backups.back_up(store)
    later = FixedClock(clock.at + timedelta(days=1))
    with glanced(filled, later) as store:
        records.record(store, CASE.id, builders.incident())
        assert backups.back_up_when_due(store, BackupReason.DAILY).made is None
        for _ in range(2):
            assert backups.back_up(store).made is not None
            later.at += timedelta(hours=1)
        assert len(backups.list_backups(store).here) == 3
        check_now(store)
        assert backups.back_up(store).made is not None
        assert len(backups.list_backups(store).here) == 2


def test_a_case_is_erased_only_once_everything_was_checked(damaged: Path, clock: FixedClock) -> None:
    with glanced(damaged, clock) as store:
        asked = erasures.propose_erasure(store, CASE.id, ErasureGround.TERM, reason="De termijn is voorbij.")
        with pytest.raises(DatabaseDamagedError):
            erasures.erase(store, asked.id, number=CASE.reference, reason="De termijn is voorbij.")
        assert cases.read_case(store, CASE.id).case.id == CASE.id


def test_erasing_and_sweeping_go_on_beside_a_check(filled: Path, clock: FixedClock) -> None:
    other = builders.case(reference="Z-2011-077")
    with glanced(filled, clock) as store:
        cases.open_case(store, other)
        asked = erasures.propose_erasure(store, other.id, ErasureGround.TERM, reason="De termijn is voorbij.")
        check_on(store, Job())
        erasures.erase(store, asked.id, number=other.reference, reason="De termijn is voorbij.")
        assert not store.unchecked
        vault.verify(store)
    assert not pending(filled / "vault.db")


def test_saves_and_closing_do_not_wait_for_a_check_in_another_thread(
    filled: Path, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(whole_check, "_STEPS_BETWEEN", 1)
    monkeypatch.setattr(whole_check, "_LONGEST_REST_SECONDS", whole_check._REST_SECONDS)
    store = glanced(filled, clock)
    reading = threading.Event()
    ended: list[Cancelled] = []

    def always() -> bool:
        """Tell the check to rest at each step, as if somebody saved all the time: it takes very long."""
        reading.set()
        return True

    def check() -> None:
        try:
            while check_on(store, Job()) < 1:
                pass
        except Cancelled as error:
            ended.append(error)

    monkeypatch.setattr(store._check, "_at_work", always)
    thread = threading.Thread(target=check)
    thread.start()
    assert reading.wait(30)
    for _ in range(10):
        records.record(store, CASE.id, builders.incident())
    assert store.unchecked
    assert thread.is_alive()
    store.close()
    thread.join(30)
    assert ended
    assert not pending(filled / "vault.db")
    with vault.unlock_vault(filled, vaults.PASSPHRASE, clock) as again:
        vault.verify(again)
        assert len(cases.read_case(again, CASE.id).incidents) == 40


def test_an_entry_in_the_middle_of_a_long_log_is_found_by_the_check(filled: Path, clock: FixedClock) -> None:
    with glanced(filled, clock) as store:
        for number in range(600):
            with store.write(None) as uow:
                uow.commit("case.read", f"{number}")
        check_now(store)
        key = bytes(store._key)
        vaults.behind(store, "UPDATE audit SET by = 'Iemand' WHERE number = 40")
    with glanced(filled, clock) as store, pytest.raises(ChainBrokenError) as error:
        check_now(store)
    assert error.value.fields == {"number": 40}
    with pytest.raises(ChainBrokenError):
        glanced(filled, clock)
    connection = keyed(filled / "vault.db", key, "mode=ro")
    newest = connection.execute("SELECT max(number) FROM audit").fetchall()[0][0]
    connection.close()
    assert newest > 600


def test_one_of_the_last_entries_is_found_at_the_door(filled: Path, clock: FixedClock) -> None:
    with glanced(filled, clock) as store:
        check_now(store)
        vaults.behind(store, "UPDATE audit SET by = 'Iemand' WHERE number = 20")
    with pytest.raises(ChainBrokenError):
        glanced(filled, clock)


def test_a_file_that_was_cut_off_is_found_at_the_door(filled: Path, tmp_path: Path, clock: FixedClock) -> None:
    copy = Path(shutil.copytree(filled, tmp_path / "Kort.vault"))
    whole = (copy / "vault.db").read_bytes()
    (copy / "vault.db").write_bytes(whole[: -3 * PAGE])
    with pytest.raises(DatabaseDamagedError):
        glanced(copy, clock)
