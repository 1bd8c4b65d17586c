"""What was typed while the folder of the vault was gone: sealed in memory, through a lock, and back in the vault."""

from datetime import timedelta
from pathlib import Path

import pytest
from fixed_clock import FixedClock

import builders
from app.errors import VaultGoneError
from app.services import cases, drafts, records, vault
from app.storage.aside import ASIDE
from app.storage.store import Store
from vaults import PASSPHRASE, new

pytestmark = pytest.mark.storage
WORDS = "Hij stond weer voor de deur in de Duinstraat."


def typed_while_gone(store: Store, away: Path) -> str:
    """Type in a case whose folder is moved away; return the key of the draft."""
    case = cases.open_case(store, builders.case(), []).case
    key = f"incident:{case}:new"
    store.folder.rename(away)
    with pytest.raises(VaultGoneError):
        drafts.keep_draft(store, key, case, {"fields": {"facts": WORDS}})
    return key


def test_typing_survives_a_lock_while_the_folder_is_gone(store: Store, tmp_path: Path) -> None:
    key = typed_while_gone(store, tmp_path / "away")
    store.close()
    (tmp_path / "away").rename(store.folder)
    with vault.unlock_vault(store.folder, PASSPHRASE, store.clock) as again:
        assert drafts.read_draft(again, key) == {"fields": {"facts": WORDS}}
        assert ASIDE.of(bytearray(again._key)) == ()


def test_what_was_typed_last_is_what_comes_back(store: Store, tmp_path: Path) -> None:
    key = typed_while_gone(store, tmp_path / "away")
    (typed,) = ASIDE.of(store._key)
    with pytest.raises(VaultGoneError):
        drafts.keep_draft(store, key, typed.case, {"fields": {"facts": f"{WORDS} Weer."}})
    (tmp_path / "away").rename(store.folder)
    drafts.keep_draft(store, "another", typed.case, {})
    assert drafts.read_draft(store, key) == {"fields": {"facts": f"{WORDS} Weer."}}


def test_nothing_of_it_can_be_read_in_memory_without_the_key(store: Store, tmp_path: Path) -> None:
    typed_while_gone(store, tmp_path / "away")
    held = b"".join(ASIDE._sealed.values()) + b"".join(name for name, *_ in ASIDE._sealed)
    assert b"Duinstraat" not in held
    assert bytes(store._key) not in held
    store.close()
    assert not any(store._key)


def test_another_vault_takes_nothing_of_it(store: Store, clock: FixedClock, tmp_path: Path) -> None:
    key = typed_while_gone(store, tmp_path / "away")
    with new(tmp_path / "Other.vault", clock) as other:
        cases.open_case(other, builders.case(), [])
        assert drafts.read_draft(other, key) is None
    assert ASIDE.of(store._key)


def test_a_record_that_was_saved_once_the_folder_was_back_leaves_no_draft(store: Store, tmp_path: Path) -> None:
    key = typed_while_gone(store, tmp_path / "away")
    (tmp_path / "away").rename(store.folder)
    (case,) = [summary.case.id for summary in cases.list_cases(store)]
    records.record(store, case, builders.incident(), draft=key)
    assert drafts.read_draft(store, key) is None
    assert ASIDE.of(store._key) == ()


def test_what_was_thrown_away_while_the_folder_was_gone_does_not_come_back(store: Store, tmp_path: Path) -> None:
    key = typed_while_gone(store, tmp_path / "away")
    with pytest.raises(VaultGoneError):
        drafts.drop_draft(store, key)
    (tmp_path / "away").rename(store.folder)
    records.record(store, cases.list_cases(store)[0].case.id, builders.incident())
    assert drafts.read_draft(store, key) is None


def test_a_newer_draft_in_the_vault_keeps_its_place_and_the_older_one_stands_beside_it(
    store: Store, clock: FixedClock, tmp_path: Path
) -> None:
    key = typed_while_gone(store, tmp_path / "away")
    (older,) = ASIDE.of(store._key)
    store.close()
    (tmp_path / "away").rename(store.folder)
    with vault.unlock_vault(store.folder, PASSPHRASE, clock) as again:
        clock.at += timedelta(seconds=5)
        drafts.keep_draft(again, key, older.case, {"fields": {"facts": "Later."}})
        ASIDE.put(again._key, older)
        records.record(again, older.case, builders.incident())
        assert drafts.read_draft(again, key) == {"fields": {"facts": "Later."}}
        (beside,) = [name for name in drafts.list_drafts(again, older.case) if name != key]
        assert drafts.read_draft(again, beside) == {"fields": {"facts": WORDS}}
