"""Backups of another vault, or of another course of this one, that lie in the same folder: they are left alone."""

import shutil
from datetime import timedelta
from pathlib import Path

import pytest
from fixed_clock import FixedClock

import builders
import vaults
from app.domain.backup import Backup, BackupReason
from app.services import backups, cases, vault
from app.storage.store import Store

pytestmark = pytest.mark.storage
DAY = timedelta(days=1)


def made(store: Store) -> Backup:
    """Make a backup and return it."""
    done = backups.back_up(store)
    assert done.made is not None
    return done.made


def work_on(store: Store, clock: FixedClock, days: int) -> None:
    """Make a backup on each of so many days."""
    for _ in range(days):
        clock.at += DAY
        made(store)


def test_a_backup_of_another_vault_in_the_folder_raises_no_alarm_and_stays(
    store: Store, tmp_path: Path, clock: FixedClock
) -> None:
    with vaults.new(tmp_path / "Ander.vault", clock) as other:
        foreign = made(other)
    made(store)
    place = store.folder / "backups" / f"2025-01-01 09.00.00{foreign.place.suffix}"
    shutil.copytree(foreign.place, place)

    assert backups.ahead_of(store) is None
    assert place not in {one.place for one in backups.list_backups(store).here}
    work_on(store, clock, 20)
    assert place.is_dir()


def test_a_vault_that_was_put_back_beside_leaves_the_newer_backups_of_the_first_one(
    store: Store, tmp_path: Path, clock: FixedClock
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    backups.set_second_place(store, str(stick))
    first = made(store)
    cases.open_case(store, builders.case())
    clock.at += DAY
    only_here = backups.back_up(store).second
    assert only_here is not None
    store.close()
    elsewhere = tmp_path / "elders"
    elsewhere.mkdir()
    beside = backups.restore(first, elsewhere / store.folder.name)

    with vault.unlock_vault(beside, vaults.PASSPHRASE, clock) as again:
        clock.at += timedelta(minutes=5)
        made(again)
        work_on(again, clock, 40)
        assert only_here.is_dir()


def test_a_vault_that_is_an_older_copy_still_makes_backups_of_its_own(store: Store, clock: FixedClock) -> None:
    for number in range(12):
        cases.open_case(store, builders.case(reference=f"Z-2026-{number:03}"))
    first = made(store)
    for number in range(12, 40):
        cases.open_case(store, builders.case(reference=f"Z-2026-{number:03}"))
    ahead = made(store)
    store.close()
    beside = backups.restore(first, store.folder.with_name("Terug.vault"))
    shutil.copytree(ahead.place, beside / "backups" / ahead.place.name)

    with vault.unlock_vault(beside, vaults.PASSPHRASE, clock) as again:
        cases.open_case(again, builders.case(reference="Z-2026-100"))
        assert backups.back_up_when_due(again, BackupReason.CLOSING).made is not None


def test_the_backup_of_before_a_migration_survives_the_backups_of_that_day(tmp_path: Path, clock: FixedClock) -> None:
    folder = vaults.of_schema(2, tmp_path)
    with vault.unlock_vault(folder, vaults.PASSPHRASE, clock) as opened:
        (before,) = backups.list_backups(opened).here
        work_on(opened, clock, 12)
        assert before in backups.list_backups(opened).here
