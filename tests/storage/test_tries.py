"""Wrong passphrases: they are told in the log at the next unlock, and after five the door stays shut a while."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from fixed_clock import FixedClock
from hypothesis import given
from hypothesis import strategies as st

import builders
import vaults
from app.domain.revision import AuditEntry
from app.errors import TooSoonError, WrongPassphraseError
from app.services import cases, door, exchange, pattern, vault
from app.services.salvage import salvage_vault
from app.storage.store import Store
from app.storage.tries import FREE, LONGEST_WAIT, Tries, note_wrong, read_tries, wait_after

pytestmark = pytest.mark.storage
NAME = "Proef.vault"


@pytest.fixture
def folder(tmp_path: Path, clock: FixedClock) -> Path:
    """Return a closed vault."""
    vaults.new(tmp_path / NAME, clock).close()
    return tmp_path / NAME


def wrong(folder: Path, clock: FixedClock, times: int = 1) -> None:
    """Type a wrong passphrase so many times."""
    for _ in range(times):
        with pytest.raises(WrongPassphraseError):
            vault.unlock_vault(folder, "iets heel anders", clock)


def entries(store: Store) -> list[AuditEntry]:
    """Return the log."""
    with store.read() as reader:
        return list(reader.audit())


def test_an_unlock_is_in_the_log_with_the_wrong_passphrases_before_it(folder: Path, clock: FixedClock) -> None:
    wrong(folder, clock, 2)
    with vault.unlock_vault(folder, vaults.PASSPHRASE, clock) as store:
        told = entries(store)
        assert [entry.action for entry in told] == ["vault.created", "unlock.failed", "vault.unlocked"]
        detail = json.loads(told[1].detail)
        assert detail["count"] == 2
        assert len(detail["moments"]) == 2
        vault.verify(store)
    assert not (folder / "tries.json").exists()
    with vault.unlock_vault(folder, vaults.PASSPHRASE, clock) as store:
        assert [entry.action for entry in entries(store)][3:] == ["vault.unlocked"]


def test_nothing_that_was_typed_lies_beside_the_vault(folder: Path, clock: FixedClock) -> None:
    wrong(folder, clock)
    words = (folder / "tries.json").read_text()
    assert "anders" not in words
    assert "Anke" not in words


def test_after_five_the_door_stays_shut_also_after_a_restart_and_for_the_right_passphrase(
    folder: Path, clock: FixedClock
) -> None:
    wrong(folder, clock, FREE)
    for passphrase in ("iets heel anders", vaults.PASSPHRASE):
        with pytest.raises(TooSoonError) as error:
            vault.unlock_vault(folder, passphrase, clock)
        assert error.value.fields == {"seconds": 5}
    with pytest.raises(TooSoonError):
        vault.read_vault(folder, vaults.PASSPHRASE, clock)
    clock.at += timedelta(seconds=5)
    wrong(folder, clock)
    assert door.seconds_to_wait(folder, clock) == 10
    clock.at += timedelta(seconds=10)
    vault.unlock_vault(folder, vaults.PASSPHRASE, clock).close()
    wrong(folder, clock)
    assert door.seconds_to_wait(folder, clock) == 0


def test_a_clock_that_was_set_back_keeps_nobody_out(folder: Path, clock: FixedClock) -> None:
    wrong(folder, clock, FREE)
    clock.at -= timedelta(days=400)
    vault.unlock_vault(folder, vaults.PASSPHRASE, clock).close()


@pytest.mark.parametrize("data", [b"", b"{}", b"\xff\xfe", b"[" * 70_000, b'{"count": 3}'])
def test_a_file_that_cannot_be_read_is_told_and_keeps_nobody_out(folder: Path, clock: FixedClock, data: bytes) -> None:
    (folder / "tries.json").write_bytes(data)
    with vault.unlock_vault(folder, vaults.PASSPHRASE, clock) as store:
        failed = [entry for entry in entries(store) if entry.action == "unlock.failed"]
    assert [json.loads(entry.detail)["readable"] for entry in failed] == [False]


@given(st.integers(0, 500), st.integers(-(10**9), 10**9))
def test_whatever_the_clock_says_the_wait_has_an_end(count: int, apart: int) -> None:
    moment = datetime(2026, 3, 14, 14, 2, tzinfo=UTC)
    tries = Tries(count=count, moments=(moment,) if count else ())
    assert 0 <= wait_after(tries, moment + timedelta(seconds=apart)) <= LONGEST_WAIT
    if apart > LONGEST_WAIT:
        assert wait_after(tries, moment + timedelta(seconds=apart)) == 0


def test_only_the_newest_moments_are_kept_but_all_are_counted(tmp_path: Path, clock: FixedClock) -> None:
    path = tmp_path / "tries.json"
    for _ in range(230):
        note_wrong(path, clock.now())
    kept = read_tries(path)
    assert (kept.count, len(kept.moments)) == (230, 200)


def test_opening_a_closed_case_is_in_the_log_and_an_open_one_is_not(store: Store, clock: FixedClock) -> None:
    living, closed = builders.case(), builders.case(reference="Z-2026-002", closed_on=clock.now().date())
    for head in (living, closed):
        cases.open_case(store, head)
        cases.enter_case(store, head.id, "voor het hoger beroep")
    told = [(entry.action, entry.subject) for entry in entries(store) if entry.action == "case.read"]
    assert told == [("case.read", str(closed.id))]


def test_a_picture_or_a_case_file_leaves_with_an_entry_or_not_at_all(store: Store, tmp_path: Path) -> None:
    head = builders.case()
    cases.open_case(store, head)
    pattern.deliver_picture(store, head.id, tmp_path / "tijdlijn.svg", b"<svg/>", "voor het rapport")
    exchange.export_case(store, head.id, tmp_path / "zaak.json", "voor de overdracht")
    picture, file = entries(store)[-2:]
    assert picture.action == "picture.exported"
    told = json.loads(picture.detail)
    assert (told["kind"], told["reason"], len(told["sha256"])) == (".svg", "voor het rapport", 64)
    assert json.loads(file.detail)["reason"] == "voor de overdracht"
    assert (tmp_path / "tijdlijn.svg").read_bytes() == b"<svg/>"


def test_a_wrong_passphrase_of_a_reader_writes_nothing_and_still_counts(
    folder: Path, tmp_path: Path, clock: FixedClock
) -> None:
    before = vaults.prints(folder)
    for _ in range(FREE - 1):
        with pytest.raises(WrongPassphraseError):
            vault.read_vault(folder, "iets heel anders", clock)
    with pytest.raises(WrongPassphraseError):
        salvage_vault(folder, "iets heel anders", tmp_path / "Gered.vault", clock)
    assert vaults.prints(folder) == before
    for passphrase in ("iets heel anders", vaults.PASSPHRASE):
        with pytest.raises(TooSoonError):
            vault.read_vault(folder, passphrase, clock)
    clock.at += timedelta(seconds=5)
    wrong(folder, clock)
    assert door.seconds_to_wait(folder, clock) == 10
    clock.at += timedelta(seconds=10)
    with vault.unlock_vault(folder, vaults.PASSPHRASE, clock) as store:
        failed = [json.loads(entry.detail) for entry in entries(store) if entry.action == "unlock.failed"]
    assert [(told["count"], len(told["moments"])) for told in failed] == [(FREE + 1, FREE + 1)]
    wrong(folder, clock)
    assert door.seconds_to_wait(folder, clock) == 0
