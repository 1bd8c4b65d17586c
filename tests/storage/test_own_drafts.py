"""Half-typed input is no way around a role: whose draft it is, and who may read, write and drop it."""

import json
from datetime import timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from fixed_clock import FixedClock
from sqlalchemy import text

import builders
import vaults
from app.domain.case import Case
from app.domain.draft import NEW_CASE, NO_CASE
from app.domain.member import MemberRole
from app.errors import NoRightError, VaultGoneError
from app.services import cases, drafts, members, records, signing, vault
from app.storage.aside import ASIDE
from app.storage.engine import open_engine
from app.storage.folder import VaultFolder
from app.storage.keyring import read_keyring, ways_in
from app.storage.store import Store

pytestmark = pytest.mark.storage

BEA = "de tweede lange zin"
CASEWORKER, _, TRAINER, _ = MemberRole
SECRET: dict[str, object] = {"name": "Sanne, nu in de Duinstraat"}
HALF: dict[str, object] = {"facts": "half getypt in een echte zaak"}


def let_in(store: Store, role: MemberRole) -> UUID:
    """Add Bea and return her key slot."""
    return members.add_member(store, "Bea Proef", BEA, [role], cost=vaults.CHEAP)[-1].slot


def entering(store: Store, passphrase: str, clock: FixedClock) -> Store:
    """Close a vault and open it with another passphrase."""
    store.close()
    return vault.unlock_vault(store.folder, passphrase, clock)


@pytest.mark.parametrize("role", [CASEWORKER, TRAINER])
def test_the_half_typed_new_case_is_of_the_member_who_types_it(
    store: Store, clock: FixedClock, role: MemberRole
) -> None:
    drafts.keep_draft(store, NEW_CASE, NO_CASE, SECRET)
    let_in(store, role)
    with entering(store, BEA, clock) as bea:
        assert drafts.read_draft(bea, NEW_CASE) is None
        assert drafts.list_drafts(bea, NO_CASE) == ()
        drafts.keep_draft(bea, NEW_CASE, NO_CASE, {"name": "Oefenzaak"})
        assert drafts.read_draft(bea, NEW_CASE) == {"name": "Oefenzaak"}
        drafts.drop_draft(bea, NEW_CASE)
        assert drafts.read_draft(bea, NEW_CASE) is None
    with entering(bea, vaults.PASSPHRASE, clock) as again:
        assert drafts.read_draft(again, NEW_CASE) == SECRET


def test_it_stays_of_that_member_through_a_new_passphrase(store: Store, clock: FixedClock) -> None:
    drafts.keep_draft(store, NEW_CASE, NO_CASE, SECRET)
    members.change_passphrase(store, vaults.PASSPHRASE, BEA, cost=vaults.CHEAP)
    assert drafts.read_draft(store, NEW_CASE) == SECRET
    with entering(store, BEA, clock) as again:
        assert drafts.read_draft(again, NEW_CASE) == SECRET


def test_who_gets_the_name_of_a_former_member_gets_no_draft_with_it(store: Store, clock: FixedClock) -> None:
    slot = let_in(store, CASEWORKER)
    with entering(store, BEA, clock) as bea:
        drafts.keep_draft(bea, NEW_CASE, NO_CASE, SECRET)
    with entering(bea, vaults.PASSPHRASE, clock) as manager:
        members.remove_member(manager, slot, reason="Weg")
        clock.at += timedelta(days=1)
        let_in(manager, TRAINER)
    with entering(manager, BEA, clock) as other:
        assert other.user == "Bea Proef"
        assert drafts.read_draft(other, NEW_CASE) is None


def test_a_new_case_half_typed_before_there_were_members_goes_to_who_opens_the_vault(
    tmp_path: Path, clock: FixedClock
) -> None:
    folder = vaults.of_schema(2, tmp_path)
    way = next(ways_in(read_keyring(folder / "keyring.json"), vaults.PASSPHRASE))
    engine = open_engine(VaultFolder(folder).database, way.key)
    with engine.begin() as old:
        at = clock.now().isoformat()
        row = {"key": NEW_CASE, "place": NO_CASE.hex, "at": at, "content": json.dumps(SECRET)}
        old.execute(
            text("INSERT INTO draft (key, case_id, kept_at, content) VALUES (:key, :place, :at, :content)"), row
        )
    engine.dispose()

    with vault.unlock_vault(folder, vaults.PASSPHRASE, clock) as opened:
        assert drafts.read_draft(opened, NEW_CASE) == SECRET


def half_typed(store: Store) -> tuple[Case, Case]:
    """Open a real and a fictional case; something is half typed in the real one."""
    real, fictional = builders.case(), builders.case(reference="F-1", fictional=True)
    for case in (real, fictional):
        cases.open_case(store, case)
    drafts.keep_draft(store, "incident:half", real.id, HALF)
    return real, fictional


def test_a_trainer_neither_drops_nor_overwrites_nor_moves_a_draft_of_a_real_case(
    store: Store, clock: FixedClock
) -> None:
    _, fictional = half_typed(store)
    let_in(store, TRAINER)
    entry, assessment = builders.incident(), builders.assessment()
    with entering(store, BEA, clock) as bea:
        records.record(bea, fictional.id, entry)
        for attempt in (
            lambda: drafts.drop_draft(bea, "incident:half"),
            lambda: drafts.keep_draft(bea, "incident:half", fictional.id, {"facts": "weg"}),
            lambda: drafts.keep_draft(bea, "incident:half", NO_CASE, {"facts": "weg"}),
            lambda: records.record(bea, fictional.id, builders.incident(), draft="incident:half"),
            lambda: records.correct(bea, fictional.id, entry, draft="incident:half"),
            lambda: signing.sign(bea, fictional.id, assessment, draft="incident:half"),
        ):
            with pytest.raises(NoRightError):
                attempt()
        assert len(cases.read_case(bea, fictional.id).incidents) == 1
    with entering(bea, vaults.PASSPHRASE, clock) as again:
        assert drafts.read_draft(again, "incident:half") == HALF


def test_a_trainer_neither_reads_nor_keeps_a_draft_of_what_is_no_case_at_all(store: Store, clock: FixedClock) -> None:
    nowhere = uuid4()
    drafts.keep_draft(store, "loose", nowhere, SECRET)
    let_in(store, TRAINER)
    with entering(store, BEA, clock) as bea:
        assert drafts.read_draft(bea, "loose") is None
        assert drafts.list_drafts(bea, nowhere) == ()
        for attempt in (
            lambda: drafts.keep_draft(bea, "loose", nowhere, {}),
            lambda: drafts.keep_draft(bea, "mine", nowhere, {}),
            lambda: drafts.drop_draft(bea, "loose"),
        ):
            with pytest.raises(NoRightError):
                attempt()


def test_a_trainer_keeps_and_drops_drafts_of_a_fictional_case(store: Store, clock: FixedClock) -> None:
    _, fictional = half_typed(store)
    let_in(store, TRAINER)
    with entering(store, BEA, clock) as bea:
        drafts.keep_draft(bea, "incident:mine", fictional.id, {"facts": "oefening"})
        assert drafts.list_drafts(bea, fictional.id) == ("incident:mine",)
        drafts.drop_draft(bea, "incident:mine")
        drafts.drop_draft(bea, "incident:mine")
        assert drafts.list_drafts(bea, fictional.id) == ()


def test_what_a_trainer_types_while_the_vault_is_gone_takes_no_place_of_a_real_case(
    store: Store, clock: FixedClock, tmp_path: Path
) -> None:
    real, _ = half_typed(store)
    let_in(store, TRAINER)
    with entering(store, BEA, clock) as bea:
        clock.at += timedelta(seconds=5)
        bea.folder.rename(tmp_path / "away")
        with pytest.raises(VaultGoneError):
            drafts.keep_draft(bea, "incident:half", real.id, {"facts": "weg"})
        (tmp_path / "away").rename(bea.folder)
        clock.at += timedelta(seconds=5)
    with entering(bea, vaults.PASSPHRASE, clock) as again:
        assert drafts.read_draft(again, "incident:half") == HALF
        assert ASIDE.of(again._key) == ()


def test_a_trainer_lets_go_of_nothing_that_a_caseworker_typed_while_the_vault_was_gone(
    store: Store, clock: FixedClock, tmp_path: Path
) -> None:
    real, _ = half_typed(store)
    let_in(store, TRAINER)
    clock.at += timedelta(seconds=5)
    store.folder.rename(tmp_path / "away")
    with pytest.raises(VaultGoneError):
        drafts.keep_draft(store, "incident:half", real.id, {"facts": "het laatste"})
    store.close()
    (tmp_path / "away").rename(store.folder)
    with vault.unlock_vault(store.folder, BEA, clock) as bea, pytest.raises(NoRightError):
        drafts.drop_draft(bea, "incident:half")
    with vault.unlock_vault(store.folder, vaults.PASSPHRASE, clock) as again:
        assert drafts.read_draft(again, "incident:half") == {"facts": "het laatste"}


@pytest.mark.parametrize("role", list(MemberRole))
def test_words_outside_the_forms_are_of_whoever_typed_them_in_every_role(
    store: Store, clock: FixedClock, role: MemberRole
) -> None:
    mine, hers = {"ask/export": "Vraag van de officier"}, {"page/log/text": "Duinstraat"}
    drafts.keep_loose(store, mine)
    let_in(store, role)
    with entering(store, BEA, clock) as bea:
        assert drafts.read_loose(bea) == {}
        drafts.keep_loose(bea, hers)
        assert drafts.read_loose(bea) == hers
    with entering(bea, vaults.PASSPHRASE, clock) as again:
        assert drafts.read_loose(again) == mine
        drafts.keep_loose(again, {})
        assert drafts.read_loose(again) == {}


def test_words_outside_the_forms_wait_in_memory_while_the_folder_is_gone(
    store: Store, clock: FixedClock, tmp_path: Path
) -> None:
    store.folder.rename(tmp_path / "away")
    with pytest.raises(VaultGoneError):
        drafts.keep_loose(store, {"search": "zee"})
    (tmp_path / "away").rename(store.folder)
    with entering(store, vaults.PASSPHRASE, clock) as again:
        assert drafts.read_loose(again) == {"search": "zee"}


def test_nothing_is_kept_of_a_vault_that_is_only_read(store: Store, clock: FixedClock) -> None:
    with vault.read_vault(store.folder, vaults.PASSPHRASE, clock, name="Anke Proef") as reading:
        drafts.keep_loose(reading, {"search": "zee"})
        assert drafts.read_loose(reading) == {}
