"""A vault on a stick that is really pulled out: everything acknowledged is there when it is back, and nothing half."""

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest
from fixed_clock import FixedClock
from loop_disk import MAY_MOUNT, LoopDisk, loop_disk

import builders
import vaults
from app.domain.backup import BackupReason
from app.errors import AppError, DiskFaultError, VaultAbsentError, VaultGoneError
from app.jobs import Job
from app.services import backups, cases, drafts, exhibits, members, records, vault
from app.services.whole_check import check_now, check_on
from app.storage.store import Store

pytestmark = [
    pytest.mark.storage,
    pytest.mark.skipif(not MAY_MOUNT, reason="only root may mount a disk"),
]
DRAFT = "incident:new"


@pytest.fixture
def stick(tmp_path: Path) -> Iterator[LoopDisk]:
    """Return a disk that can be pulled out."""
    with loop_disk(tmp_path) as disk:
        yield disk


@pytest.fixture
def working(stick: LoopDisk, clock: FixedClock) -> Iterator[tuple[Store, UUID]]:
    """Return an open vault on the stick, and its case with one incident."""
    store, case = vaults.new(stick.root / "Proef.vault", clock), builders.case()
    cases.open_case(store, case)
    records.record(store, case.id, builders.incident(facts="Stond voor de deur."))
    yield store, case.id
    store.close()


def told(store: Store, case: UUID) -> list[str]:
    """Return what is told in a case."""
    return sorted(one.facts for one in cases.read_case(store, case).incidents)


def test_every_action_says_that_the_stick_is_out_and_works_when_it_is_back(
    stick: LoopDisk, working: tuple[Store, UUID]
) -> None:
    store, case = working
    stick.pull_out()
    for gone in (False, True):
        if gone:
            stick.take_away()
        with pytest.raises(VaultGoneError):
            records.record(store, case, builders.incident())
        with pytest.raises(VaultGoneError):
            drafts.keep_draft(store, DRAFT, case, {"facts": "half"})
        with pytest.raises(VaultGoneError):
            members.change_passphrase(store, vaults.PASSPHRASE, "de tweede lange zin", cost=vaults.CHEAP)
        with pytest.raises(VaultGoneError):
            vault.verify(store)
        made = backups.back_up(store)
        assert made.made is None
        assert made.trouble is not None
    stick.put_back()

    records.record(store, case, builders.incident(facts="Belde elf keer."))

    assert told(store, case) == ["Belde elf keer.", "Stond voor de deur."]
    assert drafts.read_draft(store, DRAFT) == {"facts": "half"}
    assert vault.verify(store).records == 3
    assert backups.back_up(store).made is not None


def test_what_was_typed_is_in_the_vault_after_locking_without_the_stick(
    stick: LoopDisk, working: tuple[Store, UUID], clock: FixedClock
) -> None:
    store, case = working
    stick.pull_out()
    with pytest.raises(VaultGoneError):
        drafts.keep_draft(store, DRAFT, case, {"facts": "half"})
    backups.back_up_when_due(store, BackupReason.CLOSING)
    store.close()
    with pytest.raises(DiskFaultError):
        vault.unlock_vault(store.folder, vaults.PASSPHRASE, clock)
    stick.take_away()
    with pytest.raises(VaultAbsentError):
        vault.unlock_vault(store.folder, vaults.PASSPHRASE, clock)
    stick.put_back()

    with vault.unlock_vault(store.folder, vaults.PASSPHRASE, clock) as again:
        assert told(again, case) == ["Stond voor de deur."]
        assert drafts.read_draft(again, DRAFT) == {"facts": "half"}
        vault.verify(again)


def test_the_check_of_a_large_vault_takes_a_stick_that_is_out_for_no_damage(
    stick: LoopDisk, working: tuple[Store, UUID], clock: FixedClock
) -> None:
    store, case = working
    store.close()
    with vault.unlock_vault(store.folder, vaults.PASSPHRASE, clock, whole_up_to=0) as glanced:
        check_on(glanced, Job())
        stick.pull_out()
        for _ in range(3):
            with pytest.raises((VaultGoneError, DiskFaultError)):
                check_now(glanced)
        stick.take_away()
        stick.put_back()

        records.record(glanced, case, builders.incident(facts="Belde elf keer."))

        assert glanced.damage is None
        check_now(glanced)
        assert told(glanced, case) == ["Belde elf keer.", "Stond voor de deur."]


def test_an_exhibit_of_which_half_was_written_is_not_there(
    stick: LoopDisk, working: tuple[Store, UUID], clock: FixedClock
) -> None:
    store, case = working

    def pieces() -> Iterator[bytes]:
        for number in range(12):
            yield b"z" * (1 << 20)
            if number == 8:
                stick.pull_out()

    with pytest.raises(AppError):
        exhibits.attach(store, case, builders.exhibit(), pieces())
    store.close()
    stick.take_away()
    stick.put_back()

    with vault.unlock_vault(store.folder, vaults.PASSPHRASE, clock) as again:
        assert cases.read_case(again, case).exhibits == ()
        assert vault.verify(again).records == 2
