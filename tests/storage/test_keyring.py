"""Key slots: a passphrase becomes the database key, and every byte of keyring.json counts."""

from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import msgspec
import pytest

import vaults
from app.errors import KeyringDamagedError, NewerVersionError, WrongPassphraseError
from app.storage.keyring import (
    Cost,
    Keyring,
    calibrated,
    new_key,
    new_recovery_slot,
    new_slot,
    open_slot,
    raised,
    read_keyring,
    read_keys,
    settle_keyring,
    ways_in,
    write_keyring,
)

MADE = datetime(2026, 3, 14, tzinfo=UTC)


def keyring_for(*passphrases: str) -> tuple[bytes, Keyring]:
    """Return a key and a keyring with a slot per passphrase."""
    key, vault = new_key(), uuid4()
    slots = tuple(
        new_slot(key, vault, user=f"Gebruiker {number}", passphrase=words, cost=vaults.CHEAP, at=MADE)
        for number, words in enumerate(passphrases)
    )
    return key, Keyring(vault=vault, slots=slots)


def test_every_slot_opens_the_same_key() -> None:
    key, keyring = keyring_for("eerste zin", "tweede zin")

    assert open_slot(keyring, "eerste zin") == (key, keyring.slots[0])
    assert open_slot(keyring, "tweede zin") == (key, keyring.slots[1])


def test_a_wrong_passphrase_opens_no_slot() -> None:
    _, keyring = keyring_for("eerste zin", "tweede zin")

    with pytest.raises(WrongPassphraseError):
        open_slot(keyring, "derde zin")


def test_letters_typed_on_another_system_are_the_same_letters() -> None:
    key, keyring = keyring_for("één zin met café")

    assert open_slot(keyring, "e\u0301e\u0301n zin met cafe\u0301")[0] == key


def test_every_flipped_byte_of_the_file_is_noticed(tmp_path: Path) -> None:
    path = tmp_path / "keyring.json"
    _, keyring = keyring_for("zin")
    write_keyring(path, keyring)
    whole = path.read_bytes()

    for place in range(len(whole)):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        with pytest.raises((KeyringDamagedError, NewerVersionError)):
            read_keyring(path)


@pytest.mark.parametrize("change", [{"user": "Ander"}, {"cost": Cost(memory_kib=16, iterations=1, lanes=1)}])
def test_what_a_slot_says_is_bound_to_its_key(change: dict[str, object]) -> None:
    _, keyring = keyring_for("zin")
    slot = msgspec.structs.replace(keyring.slots[0], **change)

    with pytest.raises(WrongPassphraseError):
        open_slot(msgspec.structs.replace(keyring, slots=(slot,)), "zin")


def test_a_slot_of_another_vault_does_not_fit() -> None:
    _, keyring = keyring_for("zin")

    with pytest.raises(WrongPassphraseError):
        open_slot(msgspec.structs.replace(keyring, vault=uuid4()), "zin")


def test_the_second_copy_holds_no_older_slots(tmp_path: Path) -> None:
    path = tmp_path / "keyring.json"
    _, first = keyring_for("zin")
    _, second = keyring_for("andere zin")
    write_keyring(path, first)

    write_keyring(path, second)

    assert (tmp_path / "keyring.json.bak").read_bytes() == path.read_bytes()
    assert read_keyring(path).slots == second.slots


def test_a_keyring_of_a_newer_program_says_so(tmp_path: Path) -> None:
    path = tmp_path / "keyring.json"
    path.write_bytes(b'{"format": "patroonzicht.keyring", "version": 3, "rooms": []}')

    with pytest.raises(NewerVersionError):
        read_keyring(path)


@pytest.mark.slow
def test_the_program_itself_never_goes_below_64_mebibytes() -> None:
    cost = calibrated()

    assert cost.memory_kib >= 64 * 1024
    assert cost.iterations >= 3


def test_a_folder_in_the_place_of_the_keyring_is_damage(tmp_path: Path) -> None:
    with pytest.raises(KeyringDamagedError):
        read_keyring(tmp_path)


def test_each_slot_opens_with_its_own_secret_only() -> None:
    key, keyring = keyring_for("eerste zin", "tweede zin")
    recovery = new_recovery_slot(key, keyring.vault, entropy=bytes(32), at=MADE)
    whole = msgspec.structs.replace(keyring, slots=(*keyring.slots, recovery))

    assert [way.slot for way in ways_in(whole, "tweede zin")] == [keyring.slots[1]]
    assert [way.slot for way in ways_in(whole, bytes(32))] == [recovery]
    assert list(ways_in(whole, bytes([1] * 32))) == []
    assert list(ways_in(whole, "eerste zin", user="Gebruiker 1")) == []


@pytest.mark.parametrize(
    ("cost", "seconds", "expected"),
    [
        (Cost(iterations=3), 1.0, None),
        (Cost(iterations=30), 4.0, None),
        (Cost(iterations=10), 0.8, None),
        (Cost(iterations=3), 0.1, Cost(iterations=30)),
        (Cost(memory_kib=8, iterations=1, lanes=1), 0.0001, Cost(iterations=3)),
        (Cost(memory_kib=131_072, iterations=5), 0.25, Cost(memory_kib=131_072, iterations=20)),
    ],
)
def test_a_slot_is_raised_to_about_a_second_and_never_lowered(
    cost: Cost, seconds: float, expected: Cost | None
) -> None:
    assert raised(cost, seconds) == expected


@pytest.mark.parametrize("torn", ["keyring.json", "keyring.json.bak"])
def test_one_torn_file_loses_no_slot(tmp_path: Path, torn: str) -> None:
    path = tmp_path / "keyring.json"
    _, keyring = keyring_for("zin", "tweede zin")
    write_keyring(path, keyring)
    whole = path.read_bytes()
    (tmp_path / torn).write_bytes(whole[: len(whole) // 2])

    assert read_keys(path).slots == keyring.slots
    assert settle_keyring(path, {slot.id for slot in keyring.slots}) == torn
    assert path.read_bytes() == (tmp_path / "keyring.json.bak").read_bytes() == whole


def test_settling_leaves_only_the_slots_that_are_known(tmp_path: Path) -> None:
    path = tmp_path / "keyring.json"
    _, keyring = keyring_for("zin", "tweede zin")
    write_keyring(path, keyring)

    assert settle_keyring(path, {keyring.slots[0].id}) == ""

    assert read_keyring(path).slots == keyring.slots[:1]
    assert (tmp_path / "keyring.json.bak").read_bytes() == path.read_bytes()
