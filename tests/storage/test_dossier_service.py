"""From the vault to a file and back into the log: a copy is whole and logged, or it is not there."""

import hashlib
from collections.abc import Iterator
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path

import msgspec
import pikepdf
import pytest
from dossier_copies import squeezed
from fixed_clock import FixedClock

import builders
import vaults
from app.domain.anchor import anchor_code
from app.domain.assessment import AnswerValue
from app.domain.dossier import Choice, DossierRequest
from app.domain.finding import Weight
from app.domain.person import Role
from app.domain.record import Sensitivity
from app.domain.revision import RecordKind
from app.errors import DiskFullError, DossierError, LeakFoundError, NoFolderError
from app.jobs import Cancelled, Job
from app.risk.checklist import load_checklists
from app.services import cases, dossier, records
from app.services.dossier import PreparedCopy
from app.storage.store import Store

CASE = builders.case(reference="Z-2026-014", name="Sanne en Bram")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Return a vault with one small case."""
    opened = vaults.new(tmp_path / "proef.vault", FixedClock(datetime(2026, 3, 24, 14, 2, tzinfo=UTC)))
    with opened:
        people = (builders.person(name="Sanne Proef"), builders.person(name="Bram Toets", role=Role.PERPETRATOR))
        cases.open_case(opened, CASE, people)
        aunt = builders.source("Tante Proef", number=0, sensitivity=Sensitivity.R1)
        seen = builders.incident("2026-03-14", number=0, sources=(builders.citation(aunt),))
        records.record(opened, CASE.id, seen, along=(aunt,))
        yield opened


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """Return an empty folder for copies."""
    folder = tmp_path / "uit"
    folder.mkdir()
    return folder


def _request(**fields: object) -> DossierRequest:
    """Return what was asked for one copy."""
    told = {"recipient": "Openbaar Ministerie", "purpose": "vervolging", "ground": "Wpg 16", "author": "Anke Proef"}
    told |= {"profile": "zorg_straf_overleg", "reason": "anders niet te beslissen", "not_informed": "gevaar"}
    return msgspec.convert(
        {**told, "language": "nl", "at": date(2026, 3, 24), "window": 90, "informed": False, **fields},
        type=DossierRequest,
    )


def _prepared(store: Store, **fields: object) -> PreparedCopy:
    """Return one copy of the case."""
    return dossier.prepare(store, CASE.id, _request(**fields))


def test_a_copy_holds_the_incidents_the_rules_and_the_timeline_of_the_case(store: Store) -> None:
    prepared = _prepared(store)
    copy = prepared.input
    text = squeezed(dossier.render(prepared, Job()))
    assert "Hijstondvoordedeur." in text
    assert "BeschermdebronB-1" in text
    assert "TanteProef" not in text
    assert {finding.rule for finding in copy.findings} >= {"R01", "R07", "R12", "R20"}
    assert copy.picture.width > 500
    assert copy.chain_head == copy.chain_head.lower()
    assert anchor_code(copy.chain_number, copy.chain_head) in text


def test_a_list_that_was_never_used_is_printed_whole_as_not_asked(store: Store) -> None:
    prepared = _prepared(store)
    copy = prepared.input
    assert len(copy.checklists) == len(load_checklists())
    unused = copy.checklists[0]
    assert unused.started_on is None
    assert {item.value for item in unused.items} == {AnswerValue.NOT_ASKED}
    assert len(unused.items) == len(load_checklists()["nfs"].items)
    text = squeezed(dossier.render(prepared, Job()))
    assert "geenenkelevraagisgesteld" in text
    critical = [item.label for item in unused.items if item.weight is Weight.CRITICAL]
    assert [label for label in critical if "".join(label.split()) not in text] == []


def test_a_list_that_may_not_leave_is_not_called_unused(store: Store) -> None:
    records.record(store, CASE.id, builders.assessment(number=0, sensitivity=Sensitivity.R0))
    copy = _prepared(store).input
    assert [one.name for one in copy.checklists] == [
        one.name.nl for one in load_checklists().values() if one.id != "nfs"
    ]


def test_an_internal_copy_names_the_protected_source(store: Store) -> None:
    assert "TanteProef" in squeezed(dossier.render(_prepared(store, profile="intern"), Job()))


@pytest.mark.parametrize("field", ["recipient", "purpose", "ground", "reason"])
def test_a_copy_for_nobody_for_nothing_or_without_ground_is_not_made(store: Store, field: str) -> None:
    with pytest.raises(DossierError, match="Fill in"):
        _prepared(store, **{field: "  "})


@pytest.mark.parametrize("profile", ["inzage_pleger", "inzage_slachtoffer"])
def test_a_copy_without_the_pattern_has_no_overview_of_it(store: Store, profile: str) -> None:
    with pytest.raises(DossierError, match="no overview"):
        _prepared(store, profile=profile, extent="overview")


def test_a_copy_for_inside_needs_no_ground(store: Store) -> None:
    assert _prepared(store, ground="", profile="intern").input.request.ground == ""


def test_what_to_look_at_before_a_copy_leaves_is_named(store: Store) -> None:
    sister = builders.incident(number=0, where="bij de zus", field_sensitivity={"where": Sensitivity.R2})
    hidden = builders.incident(number=0, where="opvang", field_sensitivity={"where": Sensitivity.R0})
    records.record(store, CASE.id, sister)
    records.record(store, CASE.id, hidden)
    records.record(store, CASE.id, builders.event(number=0, sensitivity=Sensitivity.R2))
    records.record(
        store, CASE.id, builders.incident(number=0, facts="Zij slaapt nu elders.", sensitivity=Sensitivity.R0)
    )

    assert [part.rows for part in _prepared(store).look_at] == [("I-2", "G-4"), ("I-3",), ("I-1",)]
    assert _prepared(store, profile="intern").look_at == ()


def test_a_row_that_repeats_hidden_words_or_rests_on_a_masked_source_is_named(store: Store) -> None:
    hidden = builders.incident(number=0, where="Vijverlaan 12", field_sensitivity={"where": Sensitivity.R0})
    aunt = builders.source("tante Proef", number=0, sensitivity=Sensitivity.R1)
    records.record(store, CASE.id, hidden)
    records.record(store, CASE.id, builders.incident(number=0, facts="Hij reed langs de VIJVERLAAN 12."))
    records.record(store, CASE.id, builders.incident(number=0, sources=(builders.citation(aunt),)), along=[aunt])

    found = {part.reason: part.rows for part in _prepared(store).look_at}
    assert found["These rows repeat words that were left out elsewhere."] == ("I-3",)
    masked = "The name of a source was left out of these rows; their words may still tell who it is."
    assert found[masked] == ("I-1", "I-4")


def test_a_case_number_that_names_somebody_is_not_printed(store: Store) -> None:
    renamed = msgspec.structs.replace(CASE, reference="Proef-2026")
    records.correct(store, CASE.id, renamed, reason="proef")
    assert "Proef-2026" not in squeezed(dossier.render(_prepared(store), Job()))
    records.correct(store, CASE.id, CASE, reason="proef")
    assert "Z-2026-014" in squeezed(dossier.render(_prepared(store), Job()))


def test_a_delivered_copy_is_logged_with_its_hash_recipient_and_purpose(store: Store, out: Path) -> None:
    copy = _prepared(store)
    pdf = dossier.render(copy, Job())
    change = dossier.deliver(store, copy, pdf, out / copy.file_name)
    assert (change.case, change.kind) == (CASE.id, RecordKind.CASE)
    assert (out / copy.file_name).read_bytes() == pdf
    with store.read() as reader:
        entry = reader.last_entry()
    assert entry is not None
    assert (entry.action, entry.subject) == ("dossier.exported", str(CASE.id))
    told = msgspec.json.decode(entry.detail)
    assert told["sha256"] == hashlib.sha256(pdf).hexdigest()
    assert (told["recipient"], told["purpose"]) == ("Openbaar Ministerie", "vervolging")


def test_a_preview_leaves_no_trace(store: Store) -> None:
    with store.read() as reader:
        before = reader.last_entry()
    dossier.render(_prepared(store), Job())
    with store.read() as reader:
        assert reader.last_entry() == before


def test_the_proposed_file_name_holds_the_case_number_and_nobody(store: Store) -> None:
    assert _prepared(store).file_name.startswith("dossier-Z-2026-014-")
    renamed = msgspec.structs.replace(CASE, reference="Proef-2026")
    records.correct(store, CASE.id, renamed, reason="proef")
    assert "Proef" not in _prepared(store).file_name


def test_the_title_of_the_file_names_nobody(store: Store) -> None:
    renamed = msgspec.structs.replace(CASE, reference="Proef-2026")
    records.correct(store, CASE.id, renamed, reason="proef")
    with pikepdf.open(BytesIO(dossier.render(_prepared(store), Job()))) as pdf:
        assert str(pdf.docinfo["/Title"]) == "Dossier"


@pytest.mark.parametrize("name", ["dossier Sanne.pdf", "DOSSIER_BRAM.pdf", "toets-2026.pdf"])
def test_a_file_name_with_somebodys_name_is_refused(store: Store, out: Path, name: str) -> None:
    copy = _prepared(store)
    with pytest.raises(DossierError):
        dossier.deliver(store, copy, b"%PDF-", out / name)
    assert list(out.iterdir()) == []


def test_a_folder_that_is_not_there_leaves_no_file_and_no_entry(store: Store, out: Path) -> None:
    copy = _prepared(store)
    with store.read() as reader:
        before = reader.last_entry()
    with pytest.raises(NoFolderError):
        dossier.deliver(store, copy, b"%PDF-", out / "weg" / copy.file_name)
    with store.read() as reader:
        assert reader.last_entry() == before


def test_a_cancelled_copy_leaves_nothing(store: Store, out: Path) -> None:
    job = Job()
    job.cancel()
    with pytest.raises(Cancelled):
        dossier.render(_prepared(store), job)
    assert list(out.iterdir()) == []


def test_an_existing_file_is_replaced_whole(store: Store, out: Path) -> None:
    copy = _prepared(store)
    target = out / copy.file_name
    target.write_bytes(b"older")
    dossier.deliver(store, copy, b"%PDF-newer", target)
    assert target.read_bytes() == b"%PDF-newer"
    assert list(out.iterdir()) == [target]


@pytest.mark.parametrize("before", [[], [b"older"]])
def test_a_copy_that_cannot_be_logged_leaves_the_folder_as_it_was(store: Store, out: Path, before: list[bytes]) -> None:
    copy = _prepared(store, ground="Wpg 16 " * 5000)
    target = out / copy.file_name
    for data in before:
        target.write_bytes(data)
    _fill_up(store)
    with pytest.raises(DiskFullError):
        dossier.deliver(store, copy, b"%PDF-newer", target)
    assert [path.read_bytes() for path in out.iterdir()] == before
    assert [path for path in out.iterdir() if path != target] == []


def _fill_up(store: Store) -> None:
    """Let the database grow no further."""
    with store._engine.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")


def test_copies_are_numbered_per_case_and_listed_with_what_was_asked(store: Store, out: Path) -> None:
    for number in (1, 2):
        copy = _prepared(store, method="in handen", review_on=date(2026, 6, 1))
        assert copy.input.copy_number == number
        dossier.deliver(store, copy, dossier.render(copy, Job()), out / f"exemplaar-{number}.pdf")
    newest, first = dossier.copies_given(store, CASE.id)
    assert (newest.number, first.number) == (2, 1)
    assert (newest.recipient, newest.method, newest.review_on) == (
        "Openbaar Ministerie",
        "in handen",
        date(2026, 6, 1),
    )
    assert (newest.profile, newest.classes, newest.informed) == ("zorg_straf_overleg", ("R2", "R3"), False)
    assert "exemplaar2voor:OpenbaarMinisterie" in squeezed((out / "exemplaar-2.pdf").read_bytes())


def test_two_copies_never_get_one_number(store: Store, out: Path) -> None:
    first, second = _prepared(store), _prepared(store)
    dossier.deliver(store, first, b"%PDF-", out / "een.pdf")
    with pytest.raises(DossierError, match="meantime"):
        dossier.deliver(store, second, b"%PDF-", out / "twee.pdf")
    assert not (out / "twee.pdf").exists()


def test_a_shown_row_that_repeats_a_hidden_address_stops_the_copy(store: Store) -> None:
    hidden = builders.incident(number=0, where="Vijverlaan 12", field_sensitivity={"where": Sensitivity.R0})
    records.record(store, CASE.id, hidden)
    told = builders.incident(number=0, facts="Hij stond aan de vijverlaan 12.")
    records.record(store, CASE.id, told)
    with pytest.raises(LeakFoundError) as caught:
        dossier.render(_prepared(store), Job())
    assert {(leak.record, leak.rows) for leak in caught.value.leaks} == {("I-2", ("I-3",))}
    without = Choice(without=(told.id,))
    assert dossier.render(_prepared(store, choice=msgspec.to_builtins(without)), Job()).startswith(b"%PDF")


def test_what_never_leaves_is_looked_for_after_its_row_was_withdrawn_too(store: Store) -> None:
    hidden = builders.incident(
        number=0, facts="Zij slaapt aan de Vijverlaan 12, 06 5550 1234.", sensitivity=Sensitivity.R0
    )
    records.record(store, CASE.id, hidden)
    records.record(store, CASE.id, builders.incident(number=0, facts="Hij stond aan de vijverlaan 12."))
    records.withdraw(store, CASE.id, hidden.id, reason="dubbel")
    copy = _prepared(store)
    repeated = {part.reason: part.rows for part in copy.look_at}[
        "These rows repeat words that were left out elsewhere."
    ]
    assert repeated == ("I-3",)
    assert dossier.render(copy, Job()).startswith(b"%PDF")

    records.record(store, CASE.id, builders.incident(number=0, facts="Hij belde +31 6 55501234."))
    with pytest.raises(LeakFoundError) as caught:
        dossier.render(_prepared(store), Job())
    assert {(leak.record, leak.rows) for leak in caught.value.leaks} == {("I-2", ("I-4",))}


def test_a_copy_that_was_not_put_in_its_place_is_no_copy_that_was_given(store: Store, out: Path) -> None:
    first = _prepared(store)
    dossier.deliver(store, first, b"%PDF-", out / "een.pdf")
    with store.read() as reader:
        entry = reader.last_entry()
    assert entry is not None
    with store.write() as uow:
        uow.commit("file.not_written", str(CASE.id), f'{{"entry":{entry.number}}}')
    assert dossier.copies_given(store, CASE.id) == ()
    assert _prepared(store).input.copy_number == 2
