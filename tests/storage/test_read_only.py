"""A vault can be opened for reading only, and that writes nothing."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from fixed_clock import FixedClock

import builders
import vaults
from app.domain.read_only import ReadOnlyReason
from app.errors import ReadOnlyError, VaultInUseError, WrongPassphraseError
from app.services import cases, drafts, records, vault
from app.storage.keyring import open_slot, read_keyring
from app.storage.probe import keyed
from app.storage.store import Store

pytestmark = pytest.mark.storage
HOUSE = Path(__file__).resolve().parents[2]


@contextmanager
def second_program(folder: Path) -> Iterator["subprocess.Popen[str]"]:
    """Have another program open the vault."""
    with subprocess.Popen(  # noqa: S603  our own script
        [sys.executable, "-B", str(Path(__file__).with_name("second_program.py")), str(folder)],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(map(str, (HOUSE, HOUSE / "tests")))},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as program:
        assert hear(program) == "open"
        yield program


def tell(program: "subprocess.Popen[str]", line: str) -> None:
    """Say one line to a program."""
    assert program.stdin is not None
    program.stdin.write(line + "\n")
    program.stdin.flush()


def hear(program: "subprocess.Popen[str]") -> str:
    """Wait for one line of a program."""
    assert program.stdout is not None
    return program.stdout.readline().strip()


def references(store: Store) -> set[str]:
    """Return the numbers of the cases that are seen."""
    return {summary.case.reference for summary in cases.list_cases(store)}


def test_a_second_program_reads_what_the_first_saves_and_says_who_that_is(store: Store, clock: FixedClock) -> None:
    cases.open_case(store, builders.case())
    store.close()
    with second_program(store.folder) as program:
        with pytest.raises(VaultInUseError, match="Anke Proef"):
            vault.unlock_vault(store.folder, vaults.PASSPHRASE, clock)

        with vault.read_vault(store.folder, vaults.PASSPHRASE, clock) as second:
            assert second.read_only is not None
            assert second.read_only.reason is ReadOnlyReason.IN_USE
            assert "Anke Proef" in second.read_only.who
            assert references(second) == {"Z-2026-001"}

            tell(program, "Z-2026-777")
            assert hear(program) == "saved"

            assert references(second) == {"Z-2026-001", "Z-2026-777"}
        assert program.stdin is not None
        program.stdin.close()
        program.wait()

    with vault.unlock_vault(store.folder, vaults.PASSPHRASE, clock) as again:
        assert references(again) == {"Z-2026-001", "Z-2026-777"}
    assert {path.name for path in store.folder.iterdir()} == {"vault.db", "keyring.json", "keyring.json.bak"}


def test_reading_goes_on_when_the_first_program_is_killed(store: Store, clock: FixedClock) -> None:
    store.close()
    with second_program(store.folder) as program:
        with vault.read_vault(store.folder, vaults.PASSPHRASE, clock) as second:
            tell(program, "Z-2026-777")
            assert hear(program) == "saved"
            program.kill()
            program.wait()

            assert references(second) == {"Z-2026-777"}

        with vault.unlock_vault(store.folder, vaults.PASSPHRASE, clock) as again:
            assert references(again) == {"Z-2026-777"}


def test_reading_only_changes_no_byte_and_refuses_every_save(store: Store, clock: FixedClock) -> None:
    case = builders.case()
    cases.open_case(store, case)
    store.close()
    before = vaults.prints(store.folder)

    with vault.read_vault(store.folder, vaults.PASSPHRASE, clock) as second:
        assert second.read_only is not None
        assert second.read_only.reason is ReadOnlyReason.ASKED
        assert vault.verify(second).records == 1
        with pytest.raises(ReadOnlyError):
            records.record(second, case.id, builders.incident())
        with pytest.raises(ReadOnlyError):
            drafts.keep_draft(second, "incident:new", case.id, {"facts": "half"})

    assert vaults.prints(store.folder) == before


def test_saves_that_a_killed_program_left_in_the_log_are_read_and_stay(
    store: Store, tmp_path: Path, clock: FixedClock
) -> None:
    cases.open_case(store, builders.case())
    left = tmp_path / "Achtergelaten.vault"
    shutil.copytree(store.folder, left)
    store.close()
    (left / "vault.db-shm").unlink()
    (left / "lock").unlink()
    before = vaults.prints(left)

    with vault.read_vault(left, vaults.PASSPHRASE, clock) as second:
        assert references(second) == {"Z-2026-001"}

    assert vaults.prints(left) == before


def test_a_vault_on_a_disk_that_cannot_be_written_is_read(
    store: Store, tmp_path: Path, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    cases.open_case(store, builders.case())
    left = tmp_path / "Achtergelaten.vault"
    shutil.copytree(store.folder, left)
    store.close()
    (left / "vault.db-shm").unlink()
    (left / "lock").unlink()
    before = vaults.prints(left)

    monkeypatch.setattr(os, "access", lambda *_, **__: False)
    with vault.read_vault(left, vaults.PASSPHRASE, clock) as second:
        assert {path.name for path in left.iterdir()} == set(before)
        assert second.read_only is not None
        assert second.read_only.reason is ReadOnlyReason.MEDIUM
        assert references(second) == {"Z-2026-001"}

    assert vaults.prints(left) == before


def test_a_vault_whose_log_was_altered_is_read_as_damaged(store: Store, clock: FixedClock) -> None:
    cases.open_case(store, builders.case())
    store.close()
    key, _ = open_slot(read_keyring(store.folder / "keyring.json"), vaults.PASSPHRASE)
    connection = keyed(store.folder / "vault.db", key, "mode=rw")
    for sql in ("DROP TRIGGER tr_audit_update", "UPDATE audit SET detail = 'x' WHERE number = 1"):
        connection.execute(sql)
    connection.close()

    with vault.read_vault(store.folder, vaults.PASSPHRASE, clock) as second:
        assert second.read_only is not None
        assert second.read_only.reason is ReadOnlyReason.DAMAGED
        assert references(second) == {"Z-2026-001"}


def test_a_damaged_key_file_falls_back_to_the_one_kept_before_it(store: Store, clock: FixedClock) -> None:
    cases.open_case(store, builders.case())
    store.close()
    keyring = store.folder / "keyring.json"
    shutil.copy(keyring, keyring.with_name("keyring.json.bak"))
    keyring.write_bytes(b"torn")

    with vault.read_vault(store.folder, vaults.PASSPHRASE, clock) as second:
        assert references(second) == {"Z-2026-001"}
    with pytest.raises(WrongPassphraseError):
        vault.read_vault(store.folder, "een heel andere zin", clock)
