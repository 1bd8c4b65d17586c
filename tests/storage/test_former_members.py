"""Backups of before somebody was taken out: that passphrase still opens them, and the program names them."""

import builders
import vaults
from app.domain.member import MemberRole
from app.services import backups, cases, members
from app.storage.store import Store

LEFT = "drie groene fietsen"


def test_backups_of_before_somebody_left_are_named_and_newer_ones_are_not(store: Store) -> None:
    first = backups.back_up(store).made
    slot = members.add_member(store, "T. Oud", LEFT, (MemberRole.READER,), cost=vaults.CHEAP)[-1].slot
    cases.open_case(store, builders.case())
    second = backups.back_up(store).made
    members.remove_member(store, slot, reason="uit dienst")
    cases.open_case(store, builders.case(reference="Z-2"))
    third = backups.back_up(store).made
    assert first is not None
    assert second is not None
    assert third is not None
    assert backups.opened_by(store, "T. Oud") == (second,)
    assert {one.place for one in backups.opened_by(store, store.user)} == {first.place, second.place, third.place}
    (second.place / "keyring.json").write_bytes(b"{")
    assert backups.opened_by(store, "T. Oud") == ()
