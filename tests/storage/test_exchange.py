"""A case leaves one vault and comes into another as it was, byte for byte, or not at all."""

import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from uuid import uuid4

import msgspec
import pytest
from fixed_clock import FixedClock
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import builders
import case_files
import vaults
from app.domain.case_file import case_file, write_case_file
from app.domain.instrument import InstrumentOutcome
from app.domain.record import Record
from app.domain.review import Review
from app.domain.snapshot import CaseSnapshot
from app.errors import CaseFileError, NoFolderError, RefusedError, VaultLockedError
from app.resources import resource
from app.services import cases, exhibits, records, signing, vault
from app.services.exchange import export_case, import_case, known_ids
from app.storage.store import Store

pytestmark = pytest.mark.storage
KNOWN = known_ids()


@pytest.fixture
def other(tmp_path: Path, clock: FixedClock) -> Iterator[Store]:
    """Return a second vault."""
    with vaults.new(tmp_path / "Ander.vault", clock) as opened:
        yield opened


def lived_in(store: Store) -> CaseSnapshot:
    """Return a case that went through everything that a case can go through."""
    case, source, gone = builders.case(), builders.source(), builders.incident(facts="Verkeerde zaak")
    cases.open_case(store, case, [builders.person()])
    photo = builders.exhibit(source=source.id)
    records.record(store, case.id, source)
    exhibits.attach(store, case.id, photo, (b"foto",))
    exhibits.attach(store, case.id, doubted := builders.exhibit(), (b"een ander",))
    records.withdraw(store, case.id, doubted.id, reason="hoort hier niet")
    incident = builders.incident(sources=(builders.citation(source),), exhibits=(photo.id,))
    records.record(store, case.id, incident)
    records.record(store, case.id, gone)
    records.correct(store, case.id, msgspec.structs.replace(incident, facts="Anders"), reason="nagevraagd")
    records.withdraw(store, case.id, gone.id, reason="hoort hier niet")
    records.record(store, case.id, builders.event())
    (checklist, version), items = min(KNOWN.items.items())
    answer = builders.answer(min(items), incidents=(incident.id,))
    signing.sign(store, case.id, builders.assessment([answer], checklist=checklist, version=version))
    for later in (
        builders.fear(8, words="Ik slaap met de deur op slot."),
        builders.protection("pf.network"),
        builders.retraction(incidents=(incident.id,)),
        InstrumentOutcome(instrument="inst.sash", taken_on=date(2026, 3, 1), outcome="matige zorg"),
    ):
        records.record(store, case.id, later)
    signing.sign(store, case.id, Review(reviewed_on=date(2026, 3, 14), judgement="Zorgelijk."))
    return cases.read_case(store, case.id)


def test_a_case_goes_to_another_vault_with_its_whole_history(store: Store, other: Store) -> None:
    snapshot = lived_in(store)
    data = vaults.case_file(store, snapshot.case.id)

    import_case(other, data, name="zaak.json")

    assert cases.read_case(other, snapshot.case.id) == snapshot
    assert vaults.case_file(other, snapshot.case.id) == data
    for record in snapshot.records():
        assert records.history(other, record.id) == records.history(store, record.id)
    vault.verify(other)
    (photo,) = snapshot.exhibits
    assert exhibits.read_exhibit(other, snapshot.case.id, photo.id) == b"foto"


@given(case_files.snapshots(KNOWN), st.data())
@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_writing_what_was_read_gives_the_same_file(
    store: Store, other: Store, snapshot: CaseSnapshot, data: st.DataObject
) -> None:
    import_case(store, write_case_file(case_file(snapshot, (), case_files.files_of(snapshot))), name="zaak.json")
    if data.draw(st.booleans()) and snapshot.incidents:
        first = cases.read_case(store, snapshot.case.id).incidents[0]
        records.correct(store, snapshot.case.id, msgspec.structs.replace(first, where=data.draw(case_files.texts)))
    told = vaults.case_file(store, snapshot.case.id)

    import_case(other, told, name="zaak.json")

    assert vaults.case_file(other, snapshot.case.id) == told


def test_an_export_is_told_in_the_log_with_its_hash(store: Store) -> None:
    snapshot = lived_in(store)
    vaults.case_file(store, snapshot.case.id)

    with store.read() as reader:
        last = reader.last_entry()

    assert last is not None
    assert last.action == "case.exported"
    assert len(json.loads(last.detail)["sha256"]) == 64


def test_an_export_that_cannot_be_written_is_not_in_the_log(store: Store, tmp_path: Path) -> None:
    snapshot = lived_in(store)
    before = vault.verify(store)

    with pytest.raises(NoFolderError, match="nergens"):
        export_case(store, snapshot.case.id, tmp_path / "nergens" / "zaak.json", "voor de proef")

    assert vault.verify(store) == before


def test_an_export_that_cannot_be_logged_leaves_the_older_file(store: Store, tmp_path: Path) -> None:
    snapshot = lived_in(store)
    target = tmp_path / "zaak.json"
    target.write_bytes(b"ouder")
    store.close()

    with pytest.raises(VaultLockedError):
        export_case(store, snapshot.case.id, target, "voor de proef")

    assert target.read_bytes() == b"ouder"


def test_a_case_that_is_there_already_is_refused(store: Store) -> None:
    snapshot = lived_in(store)
    data = vaults.case_file(store, snapshot.case.id)
    renamed = write_case_file(
        case_file(msgspec.structs.replace(snapshot, case=msgspec.structs.replace(snapshot.case, id=uuid4())), ())
    )
    before = vault.verify(store)

    for again in (data, renamed):
        with pytest.raises(RefusedError):
            import_case(store, again, name="zaak.json")

    assert vault.verify(store) == before


def test_a_faulty_file_changes_nothing(store: Store) -> None:
    before = vault.verify(store)
    wrong = CaseSnapshot(case=builders.case(number=1), incidents=(builders.incident(behaviours=("nope",)),))

    with pytest.raises(CaseFileError):
        import_case(store, write_case_file(case_file(wrong, ())), name="zaak.json")

    assert vault.verify(store) == before


def test_a_record_without_a_number_gets_the_next_one(store: Store) -> None:
    incidents = (builders.incident(number=7), builders.incident(number=0), builders.incident(number=0))
    snapshot = CaseSnapshot(case=builders.case(), incidents=incidents, events=(builders.event(number=12),))

    import_case(store, write_case_file(case_file(snapshot, ())), name="zaak.json")

    told: list[Record] = list(cases.read_case(store, snapshot.case.id).incidents)
    assert [one.number for one in told] == [7, 13, 14]
    assert {one.recorded_by for one in told} == {"Anke Proef"}


def test_the_example_of_the_documentation_can_be_imported(store: Store) -> None:
    page = Path(__file__).resolve().parents[2] / "docs" / "help" / "case-format.md"
    example = re.search(r"```json\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL)

    assert example is not None
    change = import_case(store, example[1].encode(), name="voorbeeld.json")
    assert len(cases.read_case(store, change.case).incidents) == 1


@pytest.mark.parametrize("name", ["tc1.json", "tc2.json", "tc3.json"])
def test_the_training_cases_can_be_imported(store: Store, other: Store, name: str) -> None:
    change = import_case(store, resource(f"training/{name}").read_bytes(), name=name)
    data = vaults.case_file(store, change.case)

    import_case(other, data, name=name)

    assert cases.read_case(store, change.case).case.fictional
    assert vaults.case_file(other, change.case) == data
