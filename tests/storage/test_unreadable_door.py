"""A member, a setting or another row that is read at opening and cannot be read makes the vault a damaged one."""

from pathlib import Path

import pytest
from fixed_clock import FixedClock
from own_texts import ELDERS

import builders
import vaults
from app.domain.member import MemberRole
from app.domain.read_only import ReadOnlyReason
from app.errors import DatabaseDamagedError, FoundDamagedError
from app.services import backups, cases, drafts, members, own_texts, records, vault
from app.services.salvage import salvage_vault
from app.storage.opening import names_behind
from app.storage.probe import examine
from app.storage.recovery_words import bits_of
from app.storage.store import Store

# ruff: noqa: S608 -- the words of every statement are constants of this file
pytestmark = pytest.mark.storage
OTHER = "de zin van iemand anders"
BROKEN = (
    "UPDATE vault SET id = 'x'",
    "UPDATE vault SET id = x'ff'",
    "UPDATE member SET slot_id = 'x' WHERE name = 'Anke Proef'",
    "UPDATE member SET slot_id = x'ff' WHERE name = 'Bea'",
    "UPDATE member SET roles = 'boss' WHERE name = 'Bea'",
    "UPDATE member SET added_at = 'gisteren' WHERE name = 'Bea'",
    "UPDATE setting SET value = '{' WHERE key = 'recovery'",
    "UPDATE setting SET value = '{\"slot\": \"x\"}' WHERE key = 'recovery'",
    "UPDATE setting SET value = '7' WHERE key = 'recovery'",
    "UPDATE own_text SET added_at = ''",
    "UPDATE own_text SET kind = 'x'",
    "UPDATE draft SET case_id = 'x'",
    "UPDATE draft SET content = 'half'",
)


@pytest.fixture
def words(store: Store) -> str:
    """Fill the vault, close it, and return its recovery words."""
    case = builders.case()
    cases.open_case(store, case)
    records.record(store, case.id, builders.incident())
    members.add_member(store, "Bea", OTHER, (MemberRole.CASEWORKER,), cost=vaults.CHEAP)
    own_texts.add_own(store, ELDERS.encode(), name="lijst.toml")
    drafts.keep_draft(store, "incident:x:new", case.id, {"facts": "half"})
    found = " ".join(members.new_recovery_words(store))
    members.confirm_recovery(store, found)
    return found


@pytest.mark.usefixtures("words")
def test_a_row_that_cannot_be_read_makes_the_vault_a_damaged_one(store: Store) -> None:
    database, key = store.folder / "vault.db", bytes(store._key)
    examine(database, key)
    for statement in BROKEN:
        table = statement.split()[1]
        with store._writing.begin() as connection:
            connection.exec_driver_sql(f"CREATE TEMP TABLE kept AS SELECT rowid AS place, * FROM {table}")
        vaults.behind(store, statement)
        with pytest.raises(DatabaseDamagedError):
            examine(database, key)
        column = statement.split()[3]
        put_back = f"UPDATE {table} SET {column} = (SELECT {column} FROM kept WHERE place = {table}.rowid)"
        vaults.behind(store, put_back, "DROP TABLE kept")
    examine(database, key)


@pytest.mark.usefixtures("words")
@pytest.mark.parametrize(
    ("place", "left"), [(0, ()), (2, ()), (4, (("member", 1),)), (6, (("setting", 1),)), (12, (("draft", 1),))]
)
def test_a_row_that_cannot_be_read_ends_in_the_offer_to_save_what_is_left(
    store: Store, tmp_path: Path, clock: FixedClock, place: int, left: tuple[tuple[str, int], ...]
) -> None:
    vaults.behind(store, BROKEN[place])
    folder, target = store.folder, tmp_path / "Gered.vault"
    store.close()
    before = vaults.prints(folder)

    with pytest.raises(DatabaseDamagedError):
        vault.unlock_vault(folder, vaults.PASSPHRASE, clock)
    with vault.read_vault(folder, vaults.PASSPHRASE, clock) as read:
        assert read.read_only is not None
        assert read.read_only.reason is ReadOnlyReason.DAMAGED
        assert len(cases.list_cases(read)) == 1
    report = salvage_vault(folder, vaults.PASSPHRASE, target, clock)
    assert (report.records, report.left, report.whole) == (2, left, not left)

    assert vaults.prints(folder) == before
    with vault.unlock_vault(target, vaults.PASSPHRASE, clock) as saved:
        assert cases.list_cases(saved)[0].incidents == 1
        assert saved.user == "Anke Proef"
        assert vault.verify(saved).records == 2


@pytest.mark.usefixtures("words")
def test_who_reads_beside_a_program_is_told_of_damage_too(store: Store, clock: FixedClock) -> None:
    vaults.behind(store, "UPDATE member SET slot_id = 'x' WHERE name = 'Bea'")
    with pytest.raises(DatabaseDamagedError):
        vault.read_vault(store.folder, vaults.PASSPHRASE, clock)


def test_the_names_behind_recovery_words_are_told_although_a_setting_is_broken(
    store: Store, words: str, clock: FixedClock
) -> None:
    vaults.behind(store, "UPDATE setting SET value = '{' WHERE key = 'recovery'")
    store.close()
    assert "Bea" in names_behind(store.folder, bits_of(words))
    with pytest.raises(DatabaseDamagedError):
        vault.unlock_with_words(store.folder, words, clock, user="Bea", passphrase="een heel nieuwe zin")


@pytest.mark.usefixtures("words")
def test_a_broken_setting_in_an_open_vault_is_told_and_is_no_fault_of_the_program(store: Store) -> None:
    vaults.behind(store, "UPDATE setting SET value = '{' WHERE key = 'recovery'")
    with pytest.raises(FoundDamagedError):
        backups.list_backups(store)
