"""24 words on paper open the vault, and slips in typing them back are named."""

import hashlib
import re
from datetime import timedelta
from pathlib import Path

import pytest
from fixed_clock import FixedClock
from hypothesis import given
from hypothesis import strategies as st

import vaults
from app.domain.member import MemberRole
from app.errors import (
    NoMemberError,
    NoRightError,
    RecoveryWordError,
    RecoveryWordsError,
    RefusedError,
    WrongPassphraseError,
    WrongWordsError,
)
from app.resources import resource
from app.services import members, vault
from app.storage.probe import known_slots
from app.storage.recovery_words import bits_of, fresh_bits, word_list, words_of
from app.storage.store import Store

pytestmark = pytest.mark.storage
NEW = "een heel nieuwe wachtzin"
PRINT = "77adb1b5cd0aa450ad385df55f742b8a2cf07fef99a77ae9a74b464121effade"


def test_the_list_of_words_never_changes() -> None:
    """Another list would make every paper that was printed worthless."""
    assert hashlib.sha256(resource("recovery/dutch.txt").read_bytes()).hexdigest() == PRINT


def test_the_words_are_plain_sorted_and_known_by_their_first_letters() -> None:
    words = word_list()
    assert len(words) == len({word[:4] for word in words}) == 2048
    assert list(words) == sorted(words)
    assert all(re.fullmatch("[a-z]{4,8}", word) for word in words)


@given(st.binary(min_size=32, max_size=32))
def test_words_typed_back_are_the_same_bits(bits: bytes) -> None:
    words = words_of(bits)
    assert len(words) == 24
    assert bits_of(" ".join(words)) == bits
    assert bits_of("  " + ",  \n".join(word[:4].upper() for word in words)) == bits


@given(st.binary(min_size=32, max_size=32), st.integers(0, 23), st.sampled_from(["vliegtuigje", "xyzz", "boe"]))
def test_a_word_that_is_not_in_the_list_is_named_by_its_place(bits: bytes, place: int, wrong: str) -> None:
    words = list(words_of(bits))
    words[place] = wrong
    with pytest.raises(RecoveryWordError) as error:
        bits_of(" ".join(words))
    assert error.value.fields == {"position": place + 1, "word": wrong}


def test_words_that_do_not_fit_together_say_so() -> None:
    words = list(words_of(bytes(32)))
    with pytest.raises(RecoveryWordsError, match="together"):
        bits_of(" ".join([words[-1], *words[1:]]))
    with pytest.raises(RecoveryWordsError, match="24 words"):
        bits_of(" ".join(words[:23]))


def test_the_words_open_the_vault_and_give_a_new_passphrase(store: Store, clock: FixedClock) -> None:
    words = " ".join(members.new_recovery_words(store))
    store.close()

    assert vault.names_for_words(store.folder, words, clock) == ("Anke Proef",)
    with vault.unlock_with_words(
        store.folder, words, clock, user="Anke Proef", passphrase=NEW, cost=vaults.CHEAP
    ) as opened:
        assert opened.user == "Anke Proef"
        with opened.read() as reader:
            assert "member.recovered" in [entry.action for entry in reader.audit()]
        vault.verify(opened)
    vault.unlock_vault(store.folder, NEW, clock).close()
    with pytest.raises(WrongPassphraseError):
        vault.unlock_vault(store.folder, vaults.PASSPHRASE, clock)


def test_the_words_do_not_open_the_vault_for_a_stranger(store: Store, clock: FixedClock) -> None:
    words = " ".join(members.new_recovery_words(store))
    store.close()
    with pytest.raises(NoMemberError):
        vault.unlock_with_words(store.folder, words, clock, user="Iemand", passphrase=NEW, cost=vaults.CHEAP)


def test_new_words_take_the_place_of_the_old_ones(store: Store, clock: FixedClock) -> None:
    old = " ".join(members.new_recovery_words(store))
    older = (store.folder / "keyring.json").read_bytes()
    new = " ".join(members.new_recovery_words(store))
    assert members.confirm_recovery(store, new).due is False
    store.close()
    with pytest.raises(WrongWordsError):
        vault.names_for_words(store.folder, old, clock)
    (store.folder / "keyring.json").write_bytes(older)
    with pytest.raises(NoMemberError):
        vault.unlock_with_words(store.folder, old, clock, user="Anke Proef", passphrase=NEW, cost=vaults.CHEAP)


def test_the_old_paper_opens_the_vault_until_the_new_words_are_on_paper(store: Store, clock: FixedClock) -> None:
    first = " ".join(members.new_recovery_words(store))
    members.confirm_recovery(store, first)
    second = " ".join(members.new_recovery_words(store))
    third = " ".join(members.new_recovery_words(store))
    members.change_passphrase(store, vaults.PASSPHRASE, NEW, cost=vaults.CHEAP)
    store.close()
    with vault.unlock_vault(store.folder, NEW, clock) as opened:
        assert members.recovery_due(opened).due
        assert members.recovery_due(opened).older
    for number, words in enumerate((first, second, third)):
        with vault.unlock_with_words(
            store.folder, words, clock, user="Anke Proef", passphrase=f"{NEW} {number}", cost=vaults.CHEAP
        ) as opened:
            vault.verify(opened)

    with vault.unlock_vault(store.folder, f"{NEW} 2", clock) as opened:
        with pytest.raises(RefusedError, match="older words"):
            members.confirm_recovery(opened, first)
        assert members.recovery_due(opened).due
        asked = members.confirm_recovery(opened, third)
        assert (asked.due, asked.older) == (False, False)
    for words in (first, second):
        with pytest.raises(WrongWordsError):
            vault.names_for_words(store.folder, words, clock)
    assert vault.names_for_words(store.folder, third, clock) == ("Anke Proef",)


def test_before_opening_and_after_it_the_same_slots_are_known(store: Store) -> None:
    old = members.new_recovery_words(store)
    members.new_recovery_words(store)
    with store.read() as reader:
        living = reader.living_slots()
    assert known_slots(store.folder / "vault.db", bytes(store._key)) == living
    assert len(living) == 3
    assert store.slot_of(bits_of(" ".join(old))) in living


def test_words_of_another_vault_are_wrong_words(store: Store, clock: FixedClock) -> None:
    with pytest.raises(WrongWordsError):
        members.confirm_recovery(store, " ".join(words_of(fresh_bits())))
    members.new_recovery_words(store)
    with pytest.raises(WrongWordsError):
        members.confirm_recovery(store, " ".join(words_of(fresh_bits())))
    store.close()
    with pytest.raises(WrongWordsError):
        vault.names_for_words(store.folder, " ".join(words_of(fresh_bits())), clock)


def test_the_words_are_asked_back_at_once_and_then_every_year(store: Store, clock: FixedClock) -> None:
    assert members.recovery_due(store) == members.RecoveryState()
    words = " ".join(members.new_recovery_words(store))
    assert members.recovery_due(store) == members.RecoveryState(made_at=clock.at)

    assert members.confirm_recovery(store, words).due is False
    clock.at += timedelta(days=364)
    assert not members.recovery_due(store).due
    clock.at += timedelta(days=1)
    assert members.recovery_due(store).due
    assert not members.confirm_recovery(store, words.upper()).due


def test_only_a_manager_makes_recovery_words(store: Store, clock: FixedClock) -> None:
    members.add_member(store, "Bea Proef", NEW, [MemberRole.CASEWORKER], cost=vaults.CHEAP)
    store.close()
    with vault.unlock_vault(store.folder, NEW, clock, user="Bea Proef") as opened, pytest.raises(NoRightError):
        members.new_recovery_words(opened)


def test_the_words_are_nowhere_in_the_vault(store: Store) -> None:
    words = members.new_recovery_words(store)
    store.close()
    held = b"".join(path.read_bytes() for path in store.folder.iterdir() if path.is_file())
    assert " ".join(words).encode() not in held
    assert bits_of(" ".join(words)) not in held


def test_a_full_keyring_still_notices_every_flipped_byte(store: Store, clock: FixedClock) -> None:
    words = " ".join(members.new_recovery_words(store))
    store.close()
    path: Path = store.folder / "keyring.json"
    copy = path.with_name("keyring.json.bak")
    whole = path.read_bytes()
    for place in range(0, len(whole), 97):
        for file in (path, copy):
            file.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        with pytest.raises(Exception, match=r"keyring\.json|newer version"):
            vault.names_for_words(store.folder, words, clock)
