"""An erased case is gone from every page of the vault, and everything else can be proven as before."""

import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import msgspec
import pytest
import sqlcipher3.dbapi2 as driver
from fixed_clock import FixedClock
from own_texts import ELDERS
from sqlalchemy.exc import IntegrityError
from vault_pages import plain_pages

import builders
import vaults
from app.domain.backup import BackupReason
from app.domain.case import Case
from app.domain.erasure import Erasure, ErasureGround
from app.domain.exhibit import Exhibit, ExhibitKind
from app.domain.member import MemberRole
from app.domain.person import Person, Role
from app.errors import NoRightError, RecordAlteredError, RefusedError, TableAlteredError
from app.services import (
    backups,
    cases,
    drafts,
    erasures,
    exchange,
    exhibits,
    log,
    members,
    own_texts,
    records,
    signing,
    vault,
)
from app.storage.folder import VaultFolder
from app.storage.store import Store

pytestmark = pytest.mark.storage

REASON = "De bewaartermijn is voorbij en niemand heeft er nog belang bij."
WORDS = (
    "Gezienne",
    "Zwartewaal",
    "Kastanjelaan",
    "vuurtoren",
    "zeepaardje",
    "Z-2011-077",
    "hunebed",
    "pannenkoek",
    "wijkteam Oost",
    "Merel",
    "bramenstruik",
    "sleutelbos",
)


def fill(store: Store, folder: Path) -> Case:
    """Put a case with something of every sort in a vault, and an other case around it."""
    other = builders.case(reference="Z-2026-002", name="Blijft")
    cases.open_case(store, other, [builders.person(name="Iemand Anders")])
    records.record(store, other.id, builders.incident(facts="Dit blijft staan."))
    head = builders.case(reference="Z-2011-077", name="zaak Gezienne")
    child = builders.person(name="Merel Zwartewaal", role=Role.CHILD)
    cases.open_case(store, head, [builders.person(name="Gezienne Zwartewaal"), child])
    source = builders.source("wijkteam Oost")
    told = builders.incident(
        facts="Hij stond op de Kastanjelaan.",
        quote="vuurtoren",
        sources=(builders.citation(source, note="zeepaardje"),),
        children_present=(child.id,),
    )
    records.record(store, head.id, told, along=[source])
    records.correct(store, head.id, msgspec.structs.replace(told, where="hunebed"), reason="sleutelbos teruggevonden")
    gone = builders.measure(label="pannenkoek")
    records.record(store, head.id, gone)
    records.withdraw(store, head.id, gone.id, reason="bramenstruik")
    review = builders.review(judgement="Weging van de vuurtoren.")
    records.record(store, head.id, review)
    signing.sign(store, head.id, review)
    drafts.keep_draft(store, "incident:x:new", head.id, {"facts": "half getypt zeepaardje"})
    drafts.keep_loose(store, {"page/cases/filter": "zeepaardje"})
    path = folder / "Merel bij de vuurtoren.txt"
    path.write_bytes(b"Kastanjelaan 12, vuurtoren\n" * 40_000)
    exhibits.attach_file(store, head.id, path, Exhibit(title="Merel", file_name="", kind=ExhibitKind.DOCUMENT))
    exchange.export_case(store, head.id, folder / "zaak.json", "Voor de advocaat van Gezienne")
    records.record(store, other.id, builders.incident(facts="Ook dit blijft."))
    return head


def erased(store: Store, case: Case) -> Erasure:
    """Erase a case as the only manager."""
    proposed = erasures.propose_erasure(store, case.id, ErasureGround.TERM, reason=REASON)
    return erasures.erase(store, proposed.id, number=case.reference, reason=REASON)


@pytest.fixture(scope="module")
def emptied(founded: Path, still: FixedClock, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a vault from which a case was erased, closed; in the other case a weighing is signed."""
    place = tmp_path_factory.mktemp("emptied")
    with vaults.copied(founded, place, still) as store:
        head, review = fill(store, place), builders.review()
        other = next(one.case for one in cases.list_cases(store) if one.case.id != head.id)
        records.record(store, other.id, review)
        signing.sign(store, other.id, review)
        erased(store, head)
        return store.folder


@pytest.fixture
def cleared(emptied: Path, tmp_path: Path, clock: FixedClock) -> Iterator[Store]:
    """Return a copy of that vault, open."""
    with vaults.copied(emptied, tmp_path, clock) as store:
        yield store


def found(store: Store, *, but: str = "Z-2011-077") -> list[str]:
    """Return which words of the case stand on any page of the database or its journal."""
    folder, key = VaultFolder(store.folder), bytes(store._key)
    data = plain_pages(folder.database, key).lower()
    journal = folder.database.with_name("vault.db-wal")
    assert not journal.exists() or journal.stat().st_size < 200_000
    return [word for word in WORDS if word != but and word.lower().encode() in data]


def test_no_page_of_the_vault_holds_a_word_of_the_case(store: Store, tmp_path: Path) -> None:
    head = fill(store, tmp_path)
    store.sweep()
    assert set(found(store, but="")) == set(WORDS)

    done = erased(store, head)

    assert found(store) == []
    key = bytes(store._key)
    store.close()
    assert not VaultFolder(store.folder).database.with_name("vault.db-wal").exists()
    data = plain_pages(VaultFolder(store.folder).database, key)
    assert not re.search("|".join(word for word in WORDS if word != "Z-2011-077").encode(), data, re.IGNORECASE)
    assert done.counts.records == {
        "case": 1,
        "person": 2,
        "source": 1,
        "incident": 1,
        "measure": 1,
        "review": 1,
        "exhibit": 1,
    }
    assert (done.counts.drafts, done.counts.copies, done.counts.exhibit_bytes) == (1, 1, 27 * 40_000)


def test_the_vault_can_be_proven_as_before(store: Store, tmp_path: Path) -> None:
    head = fill(store, tmp_path)
    code = vault.newest_code(store)
    before = vault.verify(store)

    erased(store, head)

    report = vault.verify(store)
    assert vault.held_by(store, code).number == before.entries
    assert report.revisions < before.revisions
    assert [one.case.name for one in cases.list_cases(store)] == ["Blijft"]
    store.close()
    with vault.unlock_vault(store.folder, vaults.PASSPHRASE, store.clock) as again:
        vault.verify(again)


def test_the_words_are_gone_from_the_log_and_the_deeds_are_not(store: Store, tmp_path: Path) -> None:
    head = fill(store, tmp_path)
    with store.inspect() as reader:
        before = list(reader.audit())
    erased(store, head)
    with store.inspect() as reader:
        after = list(reader.audit())[: len(before)]

    assert [(one.at, one.by, one.action, one.subject, one.hash) for one in after] == [
        (one.at, one.by, one.action, one.subject, one.hash) for one in before
    ]
    kept = [one.detail for one in after if one.detail]
    assert all("sleutelbos" not in words and "Merel" not in words for words in kept)


def test_numbers_and_reasons_that_name_somebody_do_not_stay(store: Store) -> None:
    head = builders.case(reference="Zaak Gezienne")
    cases.open_case(store, head, [builders.person(name="Gezienne Zwartewaal")])
    with pytest.raises(RefusedError):
        erasures.propose_erasure(store, head.id, ErasureGround.REQUEST, reason="Mevrouw Zwartewaal vroeg erom.")
    proposed = erasures.propose_erasure(store, head.id, ErasureGround.REQUEST, reason="De betrokkene vroeg erom.")
    assert proposed.reference == ""
    with pytest.raises(RefusedError):
        erasures.erase(store, proposed.id, number=head.reference, reason="Gezienne vroeg erom.")


def test_nothing_goes_without_the_number_and_a_reason(store: Store) -> None:
    head = builders.case()
    cases.open_case(store, head)
    with pytest.raises(RefusedError):
        erasures.propose_erasure(store, head.id, ErasureGround.TERM, reason="  ")
    proposed = erasures.propose_erasure(store, head.id, ErasureGround.TERM, reason=REASON)
    with pytest.raises(RefusedError):
        erasures.propose_erasure(store, head.id, ErasureGround.TERM, reason=REASON)
    with pytest.raises(RefusedError):
        erasures.erase(store, proposed.id, number="Z-2026-999", reason=REASON)
    with pytest.raises(RefusedError):
        erasures.erase(store, proposed.id, number=head.reference, reason="")
    assert cases.list_cases(store)


def test_a_second_manager_has_to_confirm(store: Store, clock: FixedClock) -> None:
    head = builders.case()
    cases.open_case(store, head)
    members.add_member(store, "Bea Proef", "nog een zin van niks", [MemberRole.MANAGER], cost=vaults.CHEAP)
    members.add_member(store, "Cas Proef", "weer een zin van niks", [MemberRole.READER], cost=vaults.CHEAP)
    proposed = erasures.propose_erasure(store, head.id, ErasureGround.COURT, reason=REASON)
    with pytest.raises(RefusedError):
        erasures.erase(store, proposed.id, number=head.reference, reason=REASON)
    store.close()
    with (
        vault.unlock_vault(store.folder, "weer een zin van niks", clock) as reader,
        pytest.raises(NoRightError),
    ):
        erasures.erase(reader, proposed.id, number=head.reference, reason=REASON)
    with vault.unlock_vault(store.folder, "nog een zin van niks", clock) as other:
        done = erasures.erase(other, proposed.id, number=head.reference, reason=REASON)
        vault.verify(other)
    assert (done.proposed_by, done.second) == ("Anke Proef", "Bea Proef")


def test_a_case_that_stays_says_why(store: Store) -> None:
    head = builders.case()
    cases.open_case(store, head)
    proposed = erasures.propose_erasure(store, head.id, ErasureGround.REQUEST, reason=REASON)
    kept = erasures.cancel_erasure(store, proposed.id, reason="Er loopt een strafzaak waarin dit dossier nodig is.")
    assert not kept.is_open
    with pytest.raises(RefusedError):
        erasures.erase(store, proposed.id, number=head.reference, reason=REASON)
    vault.verify(store)
    assert erasures.list_erasures(store) == (kept,)


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM revision",
        "DELETE FROM record WHERE signed",
        "UPDATE audit SET detail = 'x'",
        "UPDATE erasure SET content = replace(content, 'voorbij', 'vorbij')",
        "DELETE FROM erasure",
        "DELETE FROM erased_entry",
        "UPDATE erased_entry SET seal = ''",
        "INSERT INTO erased_entry SELECT 1, erasure_id, '', '' FROM erased_entry",
    ],
)
def test_the_guards_are_shut_again_afterwards(cleared: Store, statement: str) -> None:
    with pytest.raises(IntegrityError), cleared._writing.begin() as connection:
        connection.exec_driver_sql(statement)


def test_naming_an_entry_without_writing_it_erases_nothing(store: Store, tmp_path: Path) -> None:
    head = fill(store, tmp_path)
    erasures.propose_erasure(store, head.id, ErasureGround.TERM, reason=REASON)
    cursor = store._engine.raw_connection().cursor()
    cursor.execute("BEGIN")
    cursor.execute("UPDATE erasure SET entry = 9999")
    cursor.execute("DELETE FROM revision WHERE record_id = ?", (head.id.hex,))
    with pytest.raises(driver.IntegrityError):
        cursor.execute("COMMIT")
    cursor.execute("ROLLBACK")
    vault.verify(store)


@pytest.mark.parametrize(
    ("statement", "fault"),
    [
        ("UPDATE erasure SET content = replace(content, 'voorbij', 'vorbij')", TableAlteredError),
        ("UPDATE erasure SET case_id = id", TableAlteredError),
        ("DELETE FROM erased_entry", Exception),
        ("DELETE FROM erased_entry WHERE entry = (SELECT max(entry) FROM erased_entry)", Exception),
        ("UPDATE erased_entry SET versions = ''", TableAlteredError),
        ("DELETE FROM erasure", TableAlteredError),
        ("UPDATE revision SET by = 'Iemand'", RecordAlteredError),
        ("UPDATE audit SET by = 'Iemand' WHERE number = 7", Exception),
        ("UPDATE audit SET detail = 'Iemand' WHERE number = (SELECT max(entry) FROM erased_entry)", Exception),
    ],
)
def test_whoever_alters_what_is_left_is_noticed(cleared: Store, statement: str, fault: type[Exception]) -> None:
    vaults.behind(cleared, statement)
    with pytest.raises(fault):
        vault.verify(cleared)


def test_an_own_list_that_only_this_case_used_goes_with_it(store: Store) -> None:
    own_texts.add_own(store, ELDERS.encode(), name="lijst.toml")
    head = builders.case()
    cases.open_case(store, head)
    with store.read() as reader:
        kept = reader.own_texts()[0]
    records.record(store, head.id, builders.assessment(checklist=kept.key, version=kept.version))
    own_texts.remove_own(store, kept.kind, kept.key, kept.version)
    erased(store, head)
    with store.read() as reader:
        assert reader.own_texts() == ()
    vault.verify(store)


def test_cleaning_that_was_cut_short_is_done_at_the_next_opening(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    head = fill(store, tmp_path)
    monkeypatch.setattr(Store, "sweep", _cut_short)
    proposed = erasures.propose_erasure(store, head.id, ErasureGround.TERM, reason=REASON)
    with pytest.raises(RuntimeError):
        erasures.erase(store, proposed.id, number=head.reference, reason=REASON)
    monkeypatch.undo()
    with store.inspect() as reader:
        assert not reader.is_swept()
    store.close()
    with vault.unlock_vault(store.folder, vaults.PASSPHRASE, store.clock) as again:
        assert found(again) == []
        with again.inspect() as reader:
            assert reader.is_swept()


def _cut_short(_store: Store) -> None:
    raise RuntimeError


def test_backups_that_hold_the_case_are_named_and_can_be_removed(
    store: Store, tmp_path: Path, clock: FixedClock
) -> None:
    head = fill(store, tmp_path)
    clock.at += timedelta(minutes=1)
    store.back_up(BackupReason.ASKED)
    clock.at += timedelta(minutes=1)
    done = erased(store, head)
    holding = erasures.backups_holding(store, done)
    assert len(holding) == 1
    with pytest.raises(RefusedError):
        erasures.remove_backups(store, done.id, reason=" ")
    clock.at += timedelta(minutes=1)
    assert erasures.remove_backups(store, done.id, reason="De zaak hoort nergens meer te staan.") == holding
    left = backups.list_backups(store).here
    assert len(left) == 1
    backups.drill(store, left[0])
    assert erasures.backups_holding(store, done) == ()


def test_a_person_who_was_withdrawn_may_not_be_named_either(store: Store) -> None:
    head, person = builders.case(), Person(name="Gezienne Zwartewaal", role=Role.WITNESS)
    cases.open_case(store, head)
    records.record(store, head.id, person)
    records.withdraw(store, head.id, person.id, reason="hoort hier niet")
    with pytest.raises(RefusedError):
        erasures.propose_erasure(store, head.id, ErasureGround.TERM, reason="Gezienne wil dit.")


def test_a_log_that_left_counts_as_a_copy_and_a_file_that_was_not_written_does_not(
    store: Store, tmp_path: Path
) -> None:
    head = fill(store, tmp_path)
    log.deliver_log(store, head.id, [("Nr.",)], tmp_path / "log.csv", reason="voor Gezienne")
    exchange.export_case(store, head.id, tmp_path / "weer.json", "voor Gezienne")
    with store.read() as reader:
        entry = reader.last_entry()
    assert entry is not None
    with store.write() as uow:
        uow.commit("file.not_written", str(head.id), f'{{"entry":{entry.number}}}')
    assert erased(store, head).counts.copies == 2
    vault.verify(store)
