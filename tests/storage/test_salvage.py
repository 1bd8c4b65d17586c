"""What can be read of a damaged vault is read, and saved to a new one; the damaged one stays as it is."""

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest
from fixed_clock import FixedClock

import builders
import torture
import vaults
from app.domain.read_only import ReadOnlyReason
from app.errors import AppError, DatabaseDamagedError, VaultExistsError
from app.services import backups, cases, records, vault
from app.services.salvage import salvage_vault
from app.storage.store import Store

pytestmark = [pytest.mark.storage, pytest.mark.torture]
PAGE = 4096
MANY = 40


@pytest.fixture
def filled(store: Store) -> Path:
    """Return the folder of a closed vault with a case in it."""
    case = builders.case()
    cases.open_case(store, case, [builders.person()])
    for number in range(MANY):
        records.record(store, case.id, builders.incident(facts=f"melding {number} " + "Hij belde weer aan. " * 30))
    store.close()
    return store.folder


def incidents(store: Store) -> Iterator[tuple[UUID, str]]:
    """Yield id and facts of every incident that is seen."""
    for summary in cases.list_cases(store):
        for incident in cases.read_case(store, summary.case.id).incidents:
            yield incident.id, incident.facts


def zero(path: Path, page: int) -> None:
    """Wipe one page of a database."""
    with path.open("r+b") as file:
        file.seek(page * PAGE)
        file.write(bytes(PAGE))


def test_one_wiped_page_costs_no_record(filled: Path, tmp_path: Path, clock: FixedClock) -> None:
    whole = (filled / "vault.db").read_bytes()
    with vault.unlock_vault(filled, vaults.PASSPHRASE, clock) as store:
        before = dict(incidents(store))
    hopeless = 0
    for page in torture.places(len(whole) // PAGE, 5, 10)[1:]:
        (filled / "vault.db").write_bytes(whole)
        zero(filled / "vault.db", page)
        damaged = vaults.prints(filled)
        target = tmp_path / f"Gered {page}.vault"

        try:
            report = salvage_vault(filled, vaults.PASSPHRASE, target, clock)
        except DatabaseDamagedError:
            hopeless += 1  # the page that says which tables there are
            continue

        assert vaults.prints(filled) == damaged
        assert not report.lost
        with vault.unlock_vault(target, vaults.PASSPHRASE, clock) as saved:
            assert dict(incidents(saved)) == before
            assert vault.verify(saved).records == MANY + 2
            records.record(saved, cases.list_cases(saved)[0].case.id, builders.incident())
    assert hopeless <= 1


def test_a_sound_vault_is_saved_with_the_log_as_it_was(filled: Path, tmp_path: Path, clock: FixedClock) -> None:
    with vault.unlock_vault(filled, vaults.PASSPHRASE, clock) as store:
        head = vault.verify(store).head
    report = salvage_vault(filled, vaults.PASSPHRASE, tmp_path / "Gered.vault", clock)
    assert report.whole
    assert report.chain_kept
    with vault.unlock_vault(tmp_path / "Gered.vault", vaults.PASSPHRASE, clock) as saved, saved.read() as reader:
        (entry,) = [one for one in reader.audit() if one.action == "vault.salvaged"]
        assert entry.previous == head


def test_a_damaged_vault_is_read_with_what_is_left(filled: Path, clock: FixedClock) -> None:
    zero(filled / "vault.db", (filled / "vault.db").stat().st_size // PAGE // 2)
    before = vaults.prints(filled)
    with pytest.raises(DatabaseDamagedError):
        vault.unlock_vault(filled, vaults.PASSPHRASE, clock)

    with vault.read_vault(filled, vaults.PASSPHRASE, clock) as store:
        assert store.read_only is not None
        assert store.read_only.reason is ReadOnlyReason.DAMAGED
        assert len(dict(incidents(store))) == MANY

    assert vaults.prints(filled) == before


def test_half_a_database_gives_what_is_in_that_half(filled: Path, tmp_path: Path, clock: FixedClock) -> None:
    whole = (filled / "vault.db").read_bytes()
    pages = len(whole) // PAGE
    for page in range(pages * 3 // 5, pages * 9 // 10):
        zero(filled / "vault.db", page)

    report = salvage_vault(filled, vaults.PASSPHRASE, tmp_path / "Gered.vault", clock, name="Teruggevonden")

    assert not report.chain_kept
    with vault.unlock_vault(tmp_path / "Gered.vault", vaults.PASSPHRASE, clock) as saved:
        left = dict(incidents(saved))
    assert 0 < len(left) <= MANY
    told = len(left) + sum(one.series == "chronology" for one in report.lost)
    assert told == MANY


def test_nothing_is_made_when_nothing_can_be_read(filled: Path, tmp_path: Path, clock: FixedClock) -> None:
    (filled / "vault.db").write_bytes(bytes(PAGE * 10))
    with pytest.raises(AppError):
        salvage_vault(filled, vaults.PASSPHRASE, tmp_path / "Gered.vault", clock)
    assert {path.name for path in tmp_path.iterdir()} == {"Proef.vault"}


def test_salvage_never_writes_over_something(filled: Path, clock: FixedClock) -> None:
    with pytest.raises(VaultExistsError):
        salvage_vault(filled, vaults.PASSPHRASE, filled, clock)


def test_a_lost_key_file_is_found_in_a_backup(filled: Path, tmp_path: Path, clock: FixedClock) -> None:
    with vault.unlock_vault(filled, vaults.PASSPHRASE, clock) as store:
        assert backups.back_up(store).made is not None
    (filled / "keyring.json").unlink()
    report = salvage_vault(filled, vaults.PASSPHRASE, tmp_path / "Gered.vault", clock)
    assert report.records == MANY + 2
    with vault.unlock_vault(tmp_path / "Gered.vault", vaults.PASSPHRASE, clock) as saved:
        assert len(dict(incidents(saved))) == MANY
