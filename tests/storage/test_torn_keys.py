"""Whatever a crash leaves of ``keyring.json`` while it is written, the way in that counts opens, and no other.

Replayed are all states in which the folder can be between two steps of the file system: a file half written beside its
place, at every length; one of the two files replaced and the other not yet; and, worse than a rename allows, one of the
two cut off at every length. Not replayed is a disk that loses what it said it had written to both files.
"""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID, uuid4

import pytest

import torture
import vaults
from app.storage.keyring import Keyring, new_key, new_slot, read_keyring, read_keys, settle_keyring, write_keyring

pytestmark = [pytest.mark.storage, pytest.mark.torture]
AT = datetime(2026, 3, 14, tzinfo=UTC)
State = dict[str, bytes]


def steps(before: bytes, after: bytes) -> Iterator[State]:
    """Yield every state of the folder while both files are written anew."""
    main, copy = "keyring.json", "keyring.json.bak"
    for length in torture.places(len(after) + 1, 12):
        yield {main: before, copy: before, f"{main}.new": after[:length]}
    for length in torture.places(len(after) + 1, 12):
        yield {main: after, copy: before, f"{copy}.new": after[:length]}
    yield {main: after, copy: after}
    for length in torture.places(len(after), 12):
        yield {main: after[:length], copy: before}
        yield {main: after, copy: after[:length]}


@pytest.fixture
def written(tmp_path: Path) -> tuple[list[bytes], list[UUID]]:
    """Return the file before, during and after a change of passphrase, and the old and the new slot."""
    key, vault = new_key(), uuid4()
    slots = [
        new_slot(key, vault, user="Anke Proef", passphrase=passphrase, cost=vaults.CHEAP, at=AT)
        for passphrase in ("oud", "nieuw")
    ]
    files = []
    for held in (slots[:1], slots, slots[1:]):
        write_keyring(tmp_path / "keyring.json", Keyring(vault=vault, slots=tuple(held)))
        files.append((tmp_path / "keyring.json").read_bytes())
    return files, [slot.id for slot in slots]


@pytest.mark.parametrize("committed", [False, True])
def test_the_slot_that_counts_is_in_every_state_and_no_other_stays(
    tmp_path: Path, written: tuple[list[bytes], list[UUID]], *, committed: bool
) -> None:
    """Before the commit the new slot is added to both files; after it the old one is taken out of both."""
    (first, both, last), (old, new) = written
    living = new if committed else old
    wanted = last if committed else first
    path = tmp_path / "keyring.json"
    states = steps(both, last) if committed else steps(first, both)
    for state in states:
        for left in tmp_path.iterdir():
            left.unlink()
        for name, data in state.items():
            (tmp_path / name).write_bytes(data)

        assert living in {slot.id for slot in read_keys(path).slots}
        settle_keyring(path, {living})

        assert {left.name: left.read_bytes() for left in tmp_path.iterdir()} == {
            "keyring.json": wanted,
            "keyring.json.bak": wanted,
        }
        assert [slot.id for slot in read_keyring(path).slots] == [living]
