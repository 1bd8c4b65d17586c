"""Backups: whole or not there, every change noticed, and never over the vault that is in use."""

import os
import shutil
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from fixed_clock import FixedClock

import builders
import torture
import vaults
from app.domain.backup import Backup, BackupReason
from app.domain.read_only import ReadOnlyReason
from app.errors import BackupDamagedError, DiskFullError, NoFolderError, ReadOnlyError, RefusedError
from app.services import backups, cases, records, vault
from app.storage import backups as written
from app.storage.store import Store

pytestmark = pytest.mark.storage
HOUSE = Path(__file__).resolve().parents[2]
DAY = timedelta(days=1)


def made(store: Store) -> Backup:
    """Make a backup and return it."""
    done = backups.back_up(store)
    assert done.trouble is None
    assert done.made is not None
    return done.made


def log(store: Store) -> list[str]:
    """Return what the log says was done."""
    with store.read() as reader:
        return [entry.action for entry in reader.audit()]


def test_a_backup_opens_like_a_vault_for_reading_only(store: Store, clock: FixedClock) -> None:
    cases.open_case(store, builders.case())
    backup = made(store)
    before = vaults.prints(backup.place)

    with vault.read_vault(backup.place, vaults.PASSPHRASE, clock) as inside:
        assert inside.read_only is not None
        assert inside.read_only.reason is ReadOnlyReason.BACKUP
        assert [summary.case.reference for summary in cases.list_cases(inside)] == ["Z-2026-001"]
        with pytest.raises(ReadOnlyError):
            cases.open_case(inside, builders.case(reference="Z-2026-002"))

    assert vaults.prints(backup.place) == before
    assert {path.name for path in backup.place.iterdir()} == {"vault.db", "keyring.json", "label.json"}


def test_a_backup_lies_there_without_a_word_of_the_case(store: Store) -> None:
    cases.open_case(store, builders.case(name="Zaak Winterwortel"))
    backup = made(store)
    for path in backup.place.iterdir():
        assert b"Winterwortel" not in path.read_bytes()
    assert (backup.place / "vault.db").read_bytes()[:16] != b"SQLite format 3\0"


def test_nothing_is_made_when_nothing_was_saved_since(store: Store) -> None:
    assert backups.back_up_when_due(store, BackupReason.CLOSING).made is not None
    assert backups.back_up_when_due(store, BackupReason.CLOSING).made is None
    cases.open_case(store, builders.case())
    assert backups.back_up_when_due(store, BackupReason.CLOSING).made is not None


def test_of_two_backups_of_one_second_the_later_one_is_the_newest(store: Store) -> None:
    made(store)
    later = made(store)
    assert backups.list_backups(store).here[0] == later


def test_the_daily_backup_comes_once_a_day(store: Store, clock: FixedClock) -> None:
    made(store)
    cases.open_case(store, builders.case())
    assert backups.back_up_when_due(store, BackupReason.DAILY).made is None
    clock.at += DAY
    assert backups.back_up_when_due(store, BackupReason.DAILY).made is not None


def test_backups_that_need_not_be_kept_go(store: Store, clock: FixedClock) -> None:
    for _ in range(45):
        made(store)
        clock.at += DAY
    here = backups.list_backups(store).here
    assert len(here) < 14
    assert here[0].place.name.startswith("2026-04-27")
    assert set(store.folder.joinpath("backups").iterdir()) == {one.place for one in here}


def test_a_backup_goes_to_the_second_place_as_well(store: Store, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    backups.set_second_place(store, str(stick))
    done = backups.back_up(store)
    assert done.second == stick / "Proef.backups" / (done.made.place.name if done.made else "")
    seen = backups.list_backups(store)
    assert [one.place.name for one in seen.second] == [one.place.name for one in seen.here]


def test_an_absent_second_place_is_told_and_gets_the_backup_later(store: Store, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    backups.set_second_place(store, str(stick))
    stick.rename(tmp_path / "weg")

    done = backups.back_up(store)
    assert done.absent
    assert done.made is not None
    assert done.trouble is None
    assert backups.list_backups(store).absent

    (tmp_path / "weg").rename(stick)
    later = backups.back_up_when_due(store, BackupReason.CLOSING)
    assert later.second is not None
    assert backups.list_backups(store).second


def test_a_second_place_is_a_folder_outside_the_vault(store: Store, tmp_path: Path) -> None:
    with pytest.raises(NoFolderError):
        backups.set_second_place(store, str(tmp_path / "nergens"))
    with pytest.raises(RefusedError, match="outside"):
        backups.set_second_place(store, str(store.folder))


def test_a_full_second_disk_is_told_kept_and_written_in_the_log(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    backups.set_second_place(store, str(stick))

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(shutil, "copyfileobj", full)
    done = backups.back_up(store)

    assert done.made is not None
    assert done.trouble is not None
    assert "full" in done.trouble.reason
    assert log(store)[-2:] == ["backup.failed", "backup.made"]
    assert backups.list_backups(store).trouble == done.trouble
    assert list((stick / "Proef.backups").iterdir()) == []
    monkeypatch.undo()
    made(store)
    assert backups.list_backups(store).trouble is None


def test_a_backup_that_fails_leaves_nothing_and_is_told(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(written, "sync_file", full)
    done = backups.back_up(store)
    assert done.made is None
    assert done.trouble is not None
    assert log(store)[-1] == "backup.failed"
    assert list((store.folder / "backups").iterdir()) == []
    with pytest.raises(DiskFullError):
        store.back_up(BackupReason.ASKED)


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="kills forked programs")
def test_a_killed_backup_is_never_counted(store: Store, clock: FixedClock) -> None:
    case = builders.case()
    cases.open_case(store, case)
    for _ in range(20):
        records.record(store, case.id, builders.incident(facts="Hij belde weer aan. " * 200))
    store.close()
    done = subprocess.run(  # noqa: S603  our own script
        [sys.executable, "-B", str(Path(__file__).with_name("killed_backups.py")), str(store.folder), "20"],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(map(str, (HOUSE, HOUSE / "tests")))},
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    acknowledged = [line for line in done.stdout.splitlines() if line]
    with vault.unlock_vault(store.folder, vaults.PASSPHRASE, clock) as again:
        found = backups.list_backups(again).here
        assert len(acknowledged) >= 10
        assert found
        assert max(one.label.entries for one in found if one.label) >= len(acknowledged)
        for backup in found:
            backups.drill(again, backup)
        made(again)
    assert not list((store.folder / "backups").glob(".*"))


@pytest.mark.torture
@pytest.mark.parametrize("name", ["vault.db", "keyring.json", "label.json"])
def test_every_flipped_byte_of_a_backup_is_noticed(store: Store, name: str) -> None:
    backup = made(store)
    path = backup.place / name
    whole = path.read_bytes()
    for place in torture.places(len(whole), 60):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        with pytest.raises(BackupDamagedError):
            written.check_files(backup)
    path.write_bytes(whole)
    written.check_files(backup)


def test_a_drill_notes_the_day_and_the_outcome(store: Store, clock: FixedClock) -> None:
    cases.open_case(store, builders.case())
    backup = made(store)
    clock.at += DAY

    report = backups.drill(store, backup)

    assert report.records == 1
    told = backups.list_backups(store).drill
    assert told is not None
    assert (told.on, told.backup, told.sound) == (clock.at.date(), backup.place.name, True)
    (backup.place / "vault.db").write_bytes(b"torn")
    with pytest.raises(BackupDamagedError):
        backups.drill(store, backup)
    told = backups.list_backups(store).drill
    assert told is not None
    assert not told.sound
    assert log(store)[-2:] == ["backup.drilled", "backup.drilled"]


def test_a_backup_of_another_vault_does_not_pass_the_drill(store: Store, tmp_path: Path, clock: FixedClock) -> None:
    with vaults.new(tmp_path / "Ander.vault", clock) as other:
        foreign = made(other)
    with pytest.raises(BackupDamagedError):
        backups.drill(store, foreign)


def test_restoring_makes_a_vault_beside_and_leaves_the_present_one(store: Store, clock: FixedClock) -> None:
    cases.open_case(store, builders.case())
    backup = made(store)
    cases.open_case(store, builders.case(reference="Z-2026-002"))
    target = store.folder.with_name("Proef (teruggezet).vault")

    first = backups.restore_from(store, backup, target)
    second = backups.restore(backup, target)

    assert (first.name, second.name) == ("Proef (teruggezet).vault", "Proef (teruggezet) 2.vault")
    with vault.unlock_vault(first, vaults.PASSPHRASE, clock) as back:
        assert [one.case.reference for one in cases.list_cases(back)] == ["Z-2026-001"]
        cases.open_case(back, builders.case(reference="Z-2026-003"))
    assert len(cases.list_cases(store)) == 2
    assert log(store)[-1] == "backup.restored"


def test_a_damaged_backup_is_not_restored(store: Store) -> None:
    backup = made(store)
    (backup.place / "vault.db").write_bytes(b"torn")
    with pytest.raises(BackupDamagedError):
        backups.restore(backup, store.folder.with_name("Terug.vault"))
    assert not store.folder.with_name("Terug.vault").exists()


def test_a_vault_that_is_older_than_its_backup_is_noticed(store: Store, tmp_path: Path, clock: FixedClock) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    backups.set_second_place(store, str(stick))
    made(store)
    store.close()
    old = tmp_path / "Oud.vault"
    shutil.copytree(store.folder, old)
    with vault.unlock_vault(store.folder, vaults.PASSPHRASE, clock) as again:
        assert backups.ahead_of(again) is None
        cases.open_case(again, builders.case())
        newest = made(again)
    shutil.rmtree(store.folder)
    old.rename(store.folder)

    with vault.unlock_vault(store.folder, vaults.PASSPHRASE, clock) as replayed:
        ahead = backups.ahead_of(replayed)
    assert ahead is not None
    assert ahead.place.name == newest.place.name


def test_a_backup_comes_before_a_migration(tmp_path: Path, clock: FixedClock) -> None:
    folder = vaults.of_schema(2, tmp_path)

    with vault.unlock_vault(folder, vaults.PASSPHRASE, clock) as again:
        (before,) = backups.list_backups(again).here
        assert before.label is not None
        assert (before.label.reason, before.label.schema) == (BackupReason.MIGRATION, 2)
        assert backups.drill(again, before).records == 8


def test_a_read_only_vault_makes_no_backup(store: Store, clock: FixedClock) -> None:
    store.close()
    with vault.read_vault(store.folder, vaults.PASSPHRASE, clock) as reading:
        assert backups.back_up_when_due(reading, BackupReason.CLOSING).made is None
    assert not (store.folder / "backups").exists()
