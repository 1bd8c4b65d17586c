"""A vault whose folder falls away while it is open: what was saved stays, and nothing is saved out of sight."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from fixed_clock import FixedClock

import builders
from app.domain.backup import BackupReason
from app.errors import VaultGoneError, VaultInUseError, VaultReplacedError
from app.services import backups, cases, drafts, records, vault
from app.storage.folder import VaultFolder
from app.storage.presence import Presence
from app.storage.store import Store
from vaults import PASSPHRASE


def test_a_save_is_refused_while_the_folder_is_gone_and_works_when_it_is_back(store: Store, tmp_path: Path) -> None:
    case = cases.open_case(store, builders.case(), []).case
    kept = builders.incident(facts="Stond voor de deur.")
    records.record(store, case, kept)
    store.folder.rename(tmp_path / "away")
    with pytest.raises(VaultGoneError):
        records.record(store, case, builders.incident())
    with pytest.raises(VaultGoneError):
        drafts.keep_draft(store, "incident", case, {})
    (tmp_path / "away").rename(store.folder)
    again = builders.incident(facts="Belde elf keer.")
    records.record(store, case, again)
    assert {one.facts for one in cases.read_case(store, case).incidents} == {kept.facts, again.facts}
    assert vault.verify(store).entries > 0


def test_what_comes_back_as_other_files_is_opened_again(store: Store, tmp_path: Path) -> None:
    case = cases.open_case(store, builders.case(), []).case
    store.folder.rename(tmp_path / "away")
    with pytest.raises(VaultGoneError):
        records.record(store, case, builders.incident())
    shutil.copytree(tmp_path / "away", store.folder)
    records.record(store, case, builders.incident())
    folder, clock = store.folder, store.clock
    store.close()
    with vault.unlock_vault(folder, PASSPHRASE, clock) as found:
        assert len(cases.read_case(found, case).incidents) == 1


def test_an_older_copy_in_its_place_is_not_written(store: Store, tmp_path: Path) -> None:
    case = cases.open_case(store, builders.case(), []).case
    shutil.copytree(store.folder, tmp_path / "older")
    records.record(store, case, builders.incident())
    store.folder.rename(tmp_path / "away")
    shutil.copytree(tmp_path / "older", store.folder)
    for _ in range(2):
        with pytest.raises(VaultReplacedError):
            records.record(store, case, builders.incident())
    store.folder.rename(tmp_path / "replaced")
    (tmp_path / "away").rename(store.folder)
    records.record(store, case, builders.incident())
    assert len(cases.read_case(store, case).incidents) == 2
    with vault.unlock_vault(tmp_path / "replaced", PASSPHRASE, store.clock) as older:
        assert cases.read_case(older, case).incidents == ()


def test_a_vault_that_another_program_took_meanwhile_is_left_to_it(store: Store, tmp_path: Path) -> None:
    case = cases.open_case(store, builders.case(), []).case
    store.folder.rename(tmp_path / "away")
    with pytest.raises(VaultGoneError):
        records.record(store, case, builders.incident())
    shutil.copytree(tmp_path / "away", store.folder)
    (store.folder / "lock").unlink()
    with vault.unlock_vault(store.folder, PASSPHRASE, store.clock):
        with pytest.raises(VaultInUseError):
            records.record(store, case, builders.incident())
        lock = store.folder / "lock"
        store.close()
        assert lock.exists()


def test_closing_without_a_folder_makes_no_backup_and_leaves_nothing_behind(
    store: Store, clock: FixedClock, tmp_path: Path
) -> None:
    cases.open_case(store, builders.case(), [])
    store.folder.rename(tmp_path / "away")
    done = backups.back_up_when_due(store, BackupReason.CLOSING)
    assert done.made is None
    assert done.trouble is not None
    store.close()
    assert [one.name for one in tmp_path.iterdir()] == ["away"]
    with vault.unlock_vault(tmp_path / "away", PASSPHRASE, clock) as found:
        assert len(cases.list_cases(found)) == 1


ASK_FOR_ALL = """
import fcntl, os, sys
handle = os.open(sys.argv[1], os.O_RDWR)
try:
    fcntl.lockf(handle, fcntl.LOCK_EX | fcntl.LOCK_NB, 510, 0x40000002)
except OSError:
    print("held")
"""
"""Another program that asks for the bytes on which SQLite keeps its lock while a database is open."""


@pytest.mark.skipif(os.name == "nt", reason="only Unix lets go of the locks of a program that closes the file once")
def test_looking_whether_the_disk_answers_lets_go_of_no_lock(store: Store) -> None:
    database = VaultFolder(store.folder).database
    presence = Presence(database)

    def held() -> bool:
        asked = [sys.executable, "-c", ASK_FOR_ALL, str(database)]
        return "held" in subprocess.run(asked, capture_output=True, text=True, check=True).stdout  # noqa: S603  ours

    with store.read() as reader:
        reader.settings()
    assert held()
    assert not presence.gone
    assert held()
