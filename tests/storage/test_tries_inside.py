"""Who guesses inside an open vault waits as long as at its door, and the log tells of it."""

import json
from collections.abc import Callable
from datetime import timedelta

import pytest
from fixed_clock import FixedClock

import vaults
from app.errors import TooSoonError, WrongPassphraseError, WrongWordsError
from app.services import door, members, vault
from app.storage.recovery_words import fresh_bits, words_of
from app.storage.store import Store
from app.storage.tries import FREE

pytestmark = pytest.mark.storage
NEW = "een heel nieuwe wachtzin"


def guess_passphrase(store: Store) -> None:
    """Try a passphrase that is not the one of the member."""
    members.change_passphrase(store, "iets heel anders", NEW, cost=vaults.CHEAP)


def guess_words(store: Store) -> None:
    """Try words that are not those of the vault."""
    members.confirm_recovery(store, " ".join(words_of(fresh_bits())))


def failed(store: Store) -> list[int]:
    """Return how many wrong ones each entry of the log tells of."""
    with store.read() as reader:
        return [json.loads(one.detail)["count"] for one in reader.audit() if one.action == "unlock.failed"]


@pytest.mark.parametrize("guess", [guess_passphrase, guess_words])
def test_after_five_wrong_ones_also_the_right_one_waits(
    store: Store, clock: FixedClock, guess: Callable[[Store], None]
) -> None:
    words = " ".join(members.new_recovery_words(store))
    for _ in range(FREE):
        with pytest.raises((WrongPassphraseError, WrongWordsError)):
            guess(store)
    with pytest.raises(TooSoonError) as error:
        members.change_passphrase(store, vaults.PASSPHRASE, NEW, cost=vaults.CHEAP)
    assert error.value.fields == {"seconds": 5}
    with pytest.raises(TooSoonError):
        members.confirm_recovery(store, words)
    clock.at += timedelta(seconds=5)
    with pytest.raises((WrongPassphraseError, WrongWordsError)):
        guess(store)
    assert door.seconds_to_wait(store.folder, clock) == 10
    clock.at += timedelta(seconds=10)
    members.confirm_recovery(store, words)
    members.change_passphrase(store, vaults.PASSPHRASE, NEW, cost=vaults.CHEAP)
    assert failed(store) == [FREE + 1]
    assert door.seconds_to_wait(store.folder, clock) == 0
    vault.verify(store)


def test_wrong_ones_inside_count_at_the_door_and_are_in_the_log_after_the_next_unlock(
    store: Store, clock: FixedClock
) -> None:
    for _ in range(2):
        with pytest.raises(WrongPassphraseError):
            guess_passphrase(store)
    store.close()
    with pytest.raises(WrongPassphraseError):
        vault.unlock_vault(store.folder, "iets heel anders", clock)
    with vault.unlock_vault(store.folder, vaults.PASSPHRASE, clock) as again:
        assert failed(again) == [3]


def test_the_older_words_typed_for_the_new_ones_are_no_guess(store: Store, clock: FixedClock) -> None:
    old = " ".join(members.new_recovery_words(store))
    members.new_recovery_words(store)
    for _ in range(FREE):
        with pytest.raises(Exception, match="older words"):
            members.confirm_recovery(store, old)
    assert door.seconds_to_wait(store.folder, clock) == 0
