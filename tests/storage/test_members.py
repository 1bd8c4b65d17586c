"""The people of a vault: what each may do, and that exactly the living members' passphrases open it."""

import shutil
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest
from fixed_clock import FixedClock
from hypothesis import given, settings
from hypothesis import strategies as st

import builders
import vaults
from app.domain.member import Member, MemberRole, Right, Scope
from app.errors import NoMemberError, NoRightError, RefusedError, WrongPassphraseError
from app.services import cases, drafts, members, records, vault
from app.services.dossier import copy_with_hash
from app.storage.keyring import Cost, read_keyring
from app.storage.store import Store

pytestmark = pytest.mark.storage

BEA = "de tweede lange zin"
CAS = "nog een derde lange zin"
CASEWORKER, READER, TRAINER, MANAGER = MemberRole


def let_in(store: Store, name: str, passphrase: str, *roles: MemberRole) -> UUID:
    """Add a member and return the key slot."""
    added = members.add_member(store, name, passphrase, roles, cost=vaults.CHEAP)
    return next(member.slot for member in added if member.name == name)


def entering(store: Store, passphrase: str, clock: FixedClock) -> Store:
    """Close a vault and open it with another passphrase."""
    store.close()
    return vault.unlock_vault(store.folder, passphrase, clock)


def test_who_makes_a_vault_works_in_it_and_manages_it(store: Store) -> None:
    assert store.member.roles == (CASEWORKER, MANAGER)
    assert [member.name for member in members.list_members(store)] == ["Anke Proef"]


def test_a_new_member_comes_in_with_an_own_passphrase(store: Store, clock: FixedClock) -> None:
    let_in(store, "Bea Proef", BEA, CASEWORKER)

    with entering(store, BEA, clock) as opened:
        assert opened.user == "Bea Proef"
        case = builders.case()
        cases.open_case(opened, case)
        assert [one.case.recorded_by for one in cases.list_cases(opened)] == ["Bea Proef"]


def test_two_members_do_not_have_the_same_name(store: Store) -> None:
    with pytest.raises(RefusedError, match="this name already"):
        let_in(store, "anke PROEF", BEA, READER)

    assert len(members.list_members(store)) == 1


def test_a_member_needs_a_name_a_role_and_a_long_passphrase(store: Store) -> None:
    for name, passphrase, roles in ((" ", BEA, [READER]), ("Bea", "elf letters", [READER]), ("Bea", BEA, [])):
        with pytest.raises(RefusedError):
            members.add_member(store, name, passphrase, roles, cost=vaults.CHEAP)

    assert len(members.list_members(store)) == 1


def test_a_removed_member_does_not_come_in_any_more(store: Store, clock: FixedClock) -> None:
    slot = let_in(store, "Bea Proef", BEA, CASEWORKER)
    left = members.remove_member(store, slot, reason="Werkt hier niet meer.")
    store.close()

    with pytest.raises(WrongPassphraseError):
        vault.unlock_vault(store.folder, BEA, clock)

    assert [(member.name, member.removed_by) for member in left] == [("Anke Proef", ""), ("Bea Proef", "Anke Proef")]
    assert (
        str(slot) not in (store.folder / "keyring.json").read_text() + (store.folder / "keyring.json.bak").read_text()
    )


def test_an_older_keyring_lets_nobody_in_who_was_removed(store: Store, clock: FixedClock) -> None:
    slot = let_in(store, "Bea Proef", BEA, CASEWORKER)
    older = (store.folder / "keyring.json").read_bytes()
    members.remove_member(store, slot, reason="Werkt hier niet meer.")
    store.close()
    (store.folder / "keyring.json").write_bytes(older)
    before = vaults.prints(store.folder)

    with pytest.raises(NoMemberError, match="Bea Proef"):
        vault.unlock_vault(store.folder, BEA, clock)

    assert vaults.prints(store.folder) == before
    vault.unlock_vault(store.folder, vaults.PASSPHRASE, clock).close()
    assert str(slot) not in (store.folder / "keyring.json").read_text()


def test_the_last_manager_stays(store: Store) -> None:
    let_in(store, "Bea Proef", BEA, CASEWORKER)

    with pytest.raises(RefusedError, match="only manager"):
        members.remove_member(store, store.member.slot, reason="Weg.")
    with pytest.raises(RefusedError, match="only manager"):
        members.change_roles(store, store.member.slot, [CASEWORKER])

    assert store.member.roles == (CASEWORKER, MANAGER)


def test_a_manager_can_leave_when_there_is_another(store: Store, clock: FixedClock) -> None:
    let_in(store, "Bea Proef", BEA, MANAGER)
    members.remove_member(store, store.member.slot, reason="Andere baan.")

    with pytest.raises(NoRightError):
        cases.open_case(store, builders.case())
    with entering(store, BEA, clock) as opened:
        assert [member.removed_at is None for member in members.list_members(opened)] == [False, True]


def test_a_new_passphrase_takes_the_place_of_the_old_one(store: Store, clock: FixedClock) -> None:
    members.change_passphrase(store, vaults.PASSPHRASE, BEA, cost=vaults.CHEAP)
    cases.open_case(store, builders.case())
    store.close()

    with pytest.raises(WrongPassphraseError):
        vault.unlock_vault(store.folder, vaults.PASSPHRASE, clock)
    with vault.unlock_vault(store.folder, BEA, clock) as opened:
        assert opened.member == store.member


def test_the_old_passphrase_is_needed_for_a_new_one(store: Store) -> None:
    before = vaults.prints(store.folder)
    with pytest.raises(WrongPassphraseError):
        members.change_passphrase(store, "dit is hem niet hoor", BEA, cost=vaults.CHEAP)

    assert vaults.prints(store.folder)["keyring.json"] == before["keyring.json"]


def test_an_older_keyring_does_not_bring_the_old_passphrase_back(store: Store, clock: FixedClock) -> None:
    older = (store.folder / "keyring.json").read_bytes()
    members.change_passphrase(store, vaults.PASSPHRASE, BEA, cost=vaults.CHEAP)
    store.close()
    for name in ("keyring.json", "keyring.json.bak"):
        (store.folder / name).write_bytes(older)

    with pytest.raises(NoMemberError, match="newer passphrase"):
        vault.unlock_vault(store.folder, vaults.PASSPHRASE, clock)


def test_a_manager_gives_a_member_who_forgot_it_a_new_passphrase(store: Store, clock: FixedClock) -> None:
    slot = let_in(store, "Bea Proef", BEA, READER)
    members.give_passphrase(store, slot, CAS, cost=vaults.CHEAP)

    with entering(store, CAS, clock) as opened:
        assert opened.user == "Bea Proef"
        with pytest.raises(NoRightError, match="manager"):
            members.give_passphrase(opened, opened.member.slot, BEA, cost=vaults.CHEAP)


def test_who_gives_a_name_opens_with_that_members_passphrase(store: Store, clock: FixedClock) -> None:
    let_in(store, "Bea Proef", BEA, READER)
    store.close()

    assert vault.names_at(store.folder) == ("Anke Proef", "Bea Proef")
    vault.unlock_vault(store.folder, BEA, clock, user="Bea Proef").close()
    with pytest.raises(WrongPassphraseError):
        vault.unlock_vault(store.folder, BEA, clock, user="Anke Proef")


@pytest.mark.parametrize(
    ("roles", "reads", "writes", "rights"),
    [
        ([CASEWORKER], Scope.ALL, Scope.ALL, {Right.READ, Right.RECORD}),
        ([READER], Scope.ALL, Scope.NONE, {Right.READ}),
        ([TRAINER], Scope.FICTIONAL, Scope.FICTIONAL, {Right.READ, Right.RECORD}),
        ([MANAGER], Scope.NONE, Scope.NONE, {Right.MANAGE}),
        ([READER, TRAINER], Scope.ALL, Scope.FICTIONAL, {Right.READ, Right.RECORD}),
        ([CASEWORKER, MANAGER], Scope.ALL, Scope.ALL, set(Right)),
    ],
)
def test_what_a_role_may(
    store: Store, roles: Iterable[MemberRole], reads: Scope, writes: Scope, rights: set[Right]
) -> None:
    let_in(store, "Bea Proef", BEA, *roles)
    bea: Member = members.list_members(store)[1]

    assert (bea.reads, bea.writes) == (reads, writes)
    assert {right for right in Right if bea.may(right)} == rights


def test_a_reader_reads_and_records_nothing(store: Store, clock: FixedClock) -> None:
    case = builders.case()
    cases.open_case(store, case)
    let_in(store, "Bea Proef", BEA, READER)

    with entering(store, BEA, clock) as opened:
        assert cases.read_case(opened, case.id).case.id == case.id
        for attempt in (
            lambda: records.record(opened, case.id, builders.incident()),
            lambda: drafts.keep_draft(opened, "incident:new", case.id, {}),
            lambda: members.add_member(opened, "Cas", CAS, [READER], cost=vaults.CHEAP),
        ):
            with pytest.raises(NoRightError):
                attempt()


def test_a_trainer_neither_sees_nor_touches_a_real_case(store: Store, clock: FixedClock) -> None:
    real, fictional = builders.case(), builders.case(reference="F-1", fictional=True)
    for case in (real, fictional):
        cases.open_case(store, case)
    incident = builders.incident()
    records.record(store, real.id, incident)
    drafts.keep_draft(store, "incident:half", real.id, {"facts": "half"})
    let_in(store, "Bea Proef", BEA, TRAINER)

    with entering(store, BEA, clock) as opened:
        assert [summary.case.id for summary in cases.list_cases(opened)] == [fictional.id]
        assert records.history(opened, incident.id) == ()
        assert records.withdrawn(opened, real.id) == ()
        assert drafts.list_drafts(opened, real.id) == ()
        assert drafts.read_draft(opened, "incident:half") is None
        records.record(opened, fictional.id, builders.incident())
        for attempt in (
            lambda: cases.read_case(opened, real.id),
            lambda: records.record(opened, real.id, builders.incident()),
            lambda: records.withdraw(opened, real.id, incident.id, reason="Weg"),
            lambda: drafts.keep_draft(opened, "incident:new", real.id, {}),
            lambda: cases.open_case(opened, builders.case()),
            lambda: records.correct(opened, fictional.id, builders.case(id=fictional.id, reference="Z-1")),
        ):
            with pytest.raises(RefusedError):
                attempt()


def test_a_trainer_is_not_told_who_received_a_copy_of_a_real_case(store: Store, clock: FixedClock) -> None:
    real, fictional = builders.case(), builders.case(reference="F-1", fictional=True)
    for case in (real, fictional):
        cases.open_case(store, case)
        with store.write() as uow:
            uow.commit("dossier.exported", str(case.id), f'{{"sha256": "{case.reference}"}}')
    let_in(store, "Bea Proef", BEA, TRAINER)
    with store.read() as reader:
        assert copy_with_hash(reader, real.reference) is not None
    with entering(store, BEA, clock) as opened, opened.read() as reader:
        assert copy_with_hash(reader, real.reference) is None
        assert copy_with_hash(reader, "F-1") is not None


def test_whoever_only_manages_sees_no_case(store: Store, clock: FixedClock) -> None:
    case = builders.case()
    cases.open_case(store, case)
    let_in(store, "Bea Proef", BEA, MANAGER)

    with entering(store, BEA, clock) as opened:
        assert cases.list_cases(opened) == ()
        with pytest.raises(RefusedError):
            cases.read_case(opened, case.id)
        with opened.read(Right.MANAGE) as reader:
            assert len(reader.cases()) == 1


def test_every_change_of_who_may_enter_stands_in_the_log(store: Store) -> None:
    slot = let_in(store, "Bea Proef", BEA, READER)
    members.change_roles(store, slot, [CASEWORKER, READER])
    members.give_passphrase(store, slot, CAS, cost=vaults.CHEAP)
    members.change_passphrase(store, vaults.PASSPHRASE, BEA, cost=vaults.CHEAP)
    members.remove_member(store, members.list_members(store)[1].slot, reason="Andere baan.")

    with store.read() as reader:
        told = [(entry.action, entry.detail) for entry in reader.audit()][1:]
    assert told == [
        ("member.added", "Bea Proef: reader"),
        ("member.roles", "Bea Proef: caseworker, reader"),
        ("member.passphrase_given", "Bea Proef"),
        ("member.passphrase", "Anke Proef"),
        ("member.removed", "Bea Proef: Andere baan."),
    ]
    vault.verify(store)


STEP = st.tuples(st.sampled_from(["add", "remove", "passphrase"]), st.integers(0, 3))


@settings(max_examples=12)
@given(st.lists(STEP, min_size=2, max_size=8))
def test_exactly_the_living_members_passphrases_open_the_vault(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, int]]
) -> None:
    folder = tmp_path_factory.mktemp("leden") / "Proef.vault"
    clock = FixedClock(datetime(2026, 3, 14, 14, 2, tzinfo=UTC))
    living: dict[str, str] = {"Anke Proef": vaults.PASSPHRASE}
    gone: set[str] = set()
    with vaults.new(folder, clock) as store:
        for number, (step, who) in enumerate(steps):
            name, passphrase = f"Lid {who}", f"wachtzin nummer {number}"
            slots = {member.name: member.slot for member in members.list_members(store) if member.removed_at is None}
            if step == "add" and name not in living:
                let_in(store, name, passphrase, READER)
            elif step == "remove" and name in living:
                members.remove_member(store, slots[name], reason="Weg.")
                gone.add(living.pop(name))
                continue
            elif step == "passphrase" and name in living:
                members.give_passphrase(store, slots[name], passphrase, cost=vaults.CHEAP)
                gone.add(living[name])
            else:
                continue
            living[name] = passphrase

    for name, passphrase in living.items():
        with vault.unlock_vault(folder, passphrase, clock) as opened:
            assert opened.user == name
    for passphrase in gone:
        with pytest.raises(WrongPassphraseError):
            vault.unlock_vault(folder, passphrase, clock)
    shutil.rmtree(folder)


def test_a_damaged_keyring_is_mended_from_its_copy_and_told(store: Store, clock: FixedClock) -> None:
    store.close()
    for name in ("keyring.json", "keyring.json.bak"):
        path: Path = store.folder / name
        sound = path.read_bytes()
        path.write_bytes(sound[:200])
        with vault.unlock_vault(store.folder, vaults.PASSPHRASE, clock) as opened, opened.read() as reader:
            told = [(entry.action, entry.detail) for entry in reader.audit()]
        assert ("keyring.repaired", name) in told
        assert path.read_bytes() == sound


def test_who_opens_a_vault_from_before_there_were_members_becomes_its_manager(
    tmp_path: Path, clock: FixedClock
) -> None:
    folder = vaults.of_schema(2, tmp_path)
    assert not (folder / "keyring.json.bak").exists()

    with vault.read_vault(folder, vaults.PASSPHRASE, clock) as reading:
        assert reading.member.roles == (CASEWORKER, MANAGER)
    with vault.unlock_vault(folder, vaults.PASSPHRASE, clock) as opened:
        assert [(one.name, one.roles) for one in members.list_members(opened)] == [
            ("Anke Proef", (CASEWORKER, MANAGER))
        ]
        assert {one.case.name for one in cases.list_cases(opened)} == {"Proefzaak", "Tweede zaak"}
        vault.verify(opened)
        with opened.read() as reader:
            told = [(entry.action, entry.by) for entry in reader.audit()]
    assert told[-2:] == [("members.adopted", "Anke Proef"), ("vault.unlocked", "Anke Proef")]
    keys = (folder / "keyring.json").read_bytes()
    assert (folder / "keyring.json.bak").read_bytes() == keys
    with vault.unlock_vault(folder, vaults.PASSPHRASE, clock) as again:
        assert len(members.list_members(again)) == 1
    assert (folder / "keyring.json").read_bytes() == keys


def test_a_cheap_passphrase_is_made_dearer_after_unlocking(store: Store, clock: FixedClock) -> None:
    store.raised_cost = None
    assert vault.raise_cost(store, vaults.PASSPHRASE) is False
    store.raised_cost = Cost(memory_kib=16, iterations=2, lanes=1)
    with pytest.raises(WrongPassphraseError):
        vault.raise_cost(store, "dit is hem niet hoor")
    assert vault.raise_cost(store, vaults.PASSPHRASE) is True
    (slot,) = read_keyring(store.folder / "keyring.json").slots
    assert (slot.cost, slot.id) == (Cost(memory_kib=16, iterations=2, lanes=1), store.member.slot)
    with store.read() as reader:
        last = reader.last_entry()
    assert last is not None
    assert (last.action, last.detail) == ("slot.raised", "16 KiB, 2")
    with entering(store, vaults.PASSPHRASE, clock) as opened:
        assert opened.raised_cost is not None
        assert opened.raised_cost.memory_kib >= 65_536
