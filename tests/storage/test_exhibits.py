"""Exhibits: every byte comes back, every changed byte is named, and nothing half is ever kept."""

import hashlib
import os
import subprocess
import sys
import tracemalloc
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import msgspec
import pytest
from fixed_clock import FixedClock
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import builders
import vaults
from app.domain.exhibit import MOST_BYTES
from app.domain.record import Sensitivity
from app.errors import (
    DamagedExhibitError,
    DatabaseDamagedError,
    ExhibitRefusedError,
    RecordAlteredError,
    RefusedError,
    SameExhibitError,
)
from app.jobs import Cancelled, Job
from app.services import cases, exhibits, records, vault
from app.storage.exhibits import PIECE
from app.storage.store import Store

pytestmark = pytest.mark.storage


@pytest.fixture
def case(store: Store) -> UUID:
    """Return a case with somebody in it."""
    opened = builders.case()
    cases.open_case(store, opened, [builders.person(name="Sanne Proef")])
    return opened.id


def attach(store: Store, case: UUID, data: bytes, **fields: Any) -> UUID:  # noqa: ANN401  any field of the record
    """Take bytes in and return the id of the exhibit."""
    return exhibits.attach(store, case, builders.exhibit(**fields), (data,)).record


@given(
    st.integers(-2, 2).map(lambda more: PIECE + more) | st.integers(1, 3 * PIECE) | st.sampled_from((2 * PIECE, 1)),
    st.integers(1, 2**16),
)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_bytes_of_any_size_come_back_as_they_went_in(store: Store, size: int, step: int) -> None:
    opened = builders.case(reference="")
    cases.open_case(store, opened)
    data = (hashlib.sha256(str(size).encode()).digest() * (size // 32 + 1))[:size]
    pieces = (data[start : start + step * 64] for start in range(0, size, step * 64))

    kept = exhibits.attach(store, opened.id, builders.exhibit(), pieces).record

    (told,) = cases.read_case(store, opened.id).exhibits
    assert (told.size, told.sha256) == (size, hashlib.sha256(data).hexdigest())
    assert exhibits.read_exhibit(store, opened.id, kept) == data


def test_a_file_is_told_by_its_bytes_and_not_by_its_name(store: Store, case: UUID, tmp_path: Path) -> None:
    file = tmp_path / "vakantie.txt"
    file.write_bytes(b"%PDF-1.7\n")

    exhibits.attach_file(store, case, file, builders.exhibit("Brief", number=0))

    (told,) = cases.read_case(store, case).exhibits
    assert (told.file_name, told.media_type, told.number) == ("vakantie.txt", "application/pdf", 1)


def test_the_number_of_a_withdrawn_exhibit_is_not_given_again(store: Store, case: UUID) -> None:
    first = attach(store, case, b"een")
    records.withdraw(store, case, first, reason="verkeerd bestand")

    attach(store, case, b"twee")

    assert [one.number for one in cases.read_case(store, case).exhibits] == [2]
    records.restore(store, case, first, reason="toch goed")
    assert exhibits.read_exhibit(store, case, first) == b"een"


def test_the_same_bytes_are_refused_and_named(store: Store, case: UUID) -> None:
    attach(store, case, b"een")

    with pytest.raises(SameExhibitError, match="exhibit 1") as error:
        attach(store, case, b"een", file_name="nog-eens.jpg")

    assert error.value.fields["name"] == "nog-eens.jpg"
    assert len(cases.read_case(store, case).exhibits) == 1


def test_the_same_bytes_may_lie_in_two_cases(store: Store, case: UUID) -> None:
    other = builders.case(reference="Z-2026-002")
    cases.open_case(store, other)
    attach(store, case, b"een")

    assert exhibits.read_exhibit(store, other.id, attach(store, other.id, b"een")) == b"een"


@pytest.mark.parametrize("pieces", [[], [b""]])
def test_an_empty_file_is_refused(store: Store, case: UUID, pieces: list[bytes]) -> None:
    with pytest.raises(ExhibitRefusedError, match="empty"):
        exhibits.attach(store, case, builders.exhibit(), pieces)


def test_what_is_too_large_is_refused_before_it_is_read(store: Store, case: UUID, tmp_path: Path) -> None:
    film = tmp_path / "film.mp4"
    with film.open("wb") as file:
        file.truncate(MOST_BYTES + 1)

    with pytest.raises(ExhibitRefusedError, match="500 MB"):
        exhibits.attach_file(store, case, film, builders.exhibit())


def test_a_folder_or_a_missing_file_is_refused(store: Store, case: UUID, tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "weg.jpg"):
        with pytest.raises(ExhibitRefusedError, match="not a file"):
            exhibits.attach_file(store, case, path, builders.exhibit())


def test_what_breaks_off_halfway_leaves_nothing(store: Store, case: UUID) -> None:
    before = vault.verify(store)

    def broken() -> Iterator[bytes]:
        yield b"x" * 3 * PIECE
        raise ExhibitRefusedError(name="film.mp4", reason="It cannot be read. Check its permissions.")

    with pytest.raises(ExhibitRefusedError):
        exhibits.attach(store, case, builders.exhibit(), broken())

    assert vault.verify(store) == before
    assert pieces_in(store) == 0


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="kills a program")
def test_a_program_that_is_killed_while_adding_leaves_nothing(store: Store, case: UUID, clock: FixedClock) -> None:
    before = vault.verify(store)
    store.close()

    house = Path(__file__).resolve().parents[2]
    done = subprocess.run(  # noqa: S603  our own script
        [sys.executable, "-B", str(Path(__file__).with_name("killed_intake.py")), str(store.folder), str(case)],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(map(str, (house, house / "tests")))},
        capture_output=True,
        check=False,
    )

    assert done.returncode == -9
    with vault.unlock_vault(store.folder, vaults.PASSPHRASE, clock) as again:
        after = vault.verify(again)
        assert (after.exhibits, after.records, after.revisions) == (0, before.records, before.revisions)
        assert pieces_in(again) == 0


def test_adding_can_be_stopped_and_leaves_nothing(store: Store, case: UUID, tmp_path: Path) -> None:
    film = tmp_path / "film.mp4"
    film.write_bytes(b"x" * (4 * 1024 * 1024))
    job = Job(lambda fraction, _text: job.cancel() if fraction > 0.4 else None)

    with pytest.raises(Cancelled):
        exhibits.attach_file(store, case, film, builders.exhibit(), job=job)

    assert pieces_in(store) == 0


def test_an_exhibit_without_bytes_cannot_be_recorded_and_its_bytes_cannot_be_corrected(
    store: Store, case: UUID
) -> None:
    with pytest.raises(RefusedError, match="added with its file"):
        records.record(store, case, builders.exhibit())
    attach(store, case, b"een")
    (told,) = cases.read_case(store, case).exhibits

    with pytest.raises(RefusedError, match="never change"):
        records.correct(store, case, msgspec.structs.replace(told, sha256="0" * 64))

    records.correct(store, case, msgspec.structs.replace(told, title="Een andere naam"))
    vault.verify(store)


def test_an_exhibit_that_shows_an_incident_cannot_be_withdrawn(store: Store, case: UUID) -> None:
    kept = attach(store, case, b"een")
    records.record(store, case, builders.incident(exhibits=(kept,)))

    with pytest.raises(RefusedError, match="I-1"):
        records.withdraw(store, case, kept, reason="zomaar")


@pytest.mark.parametrize("place", [0, 1, PIECE - 1, PIECE, 2 * PIECE + 6])
def test_every_flipped_byte_is_noticed_and_the_exhibit_named(store: Store, case: UUID, place: int) -> None:
    data = b"y" * (2 * PIECE + 7)
    kept = attach(store, case, data)
    position, inside = divmod(place, PIECE)
    piece = bytearray(data[position * PIECE : (position + 1) * PIECE])
    piece[inside] ^= 1
    behind(store, "DROP TRIGGER tr_exhibit_chunk_update")
    behind(store, f"UPDATE exhibit_chunk SET data = x'{piece.hex()}' WHERE position = {position}")  # noqa: S608  a vault of this test

    for look in (lambda: exhibits.read_exhibit(store, case, kept), lambda: vault.verify(store)):
        with pytest.raises(DamagedExhibitError, match="Exhibit 1"):
            look()


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM exhibit_chunk WHERE position = 1",
        "DELETE FROM exhibit_chunk",
        "UPDATE exhibit_chunk SET position = 5 WHERE position = 1",
        "INSERT INTO exhibit_chunk SELECT exhibit_id, 2, x'00' FROM exhibit_chunk WHERE position = 0",
    ],
)
def test_missing_moved_and_added_pieces_are_noticed(store: Store, case: UUID, statement: str) -> None:
    kept = attach(store, case, b"y" * (PIECE + 7))
    behind(store, "DROP TRIGGER tr_exhibit_chunk_update", statement)

    with pytest.raises(DamagedExhibitError):
        exhibits.read_exhibit(store, case, kept)
    with pytest.raises(DamagedExhibitError):
        vault.verify(store)


def test_pieces_of_what_is_no_exhibit_are_noticed(store: Store, case: UUID) -> None:
    behind(store, f"INSERT INTO exhibit_chunk VALUES ('{case.hex}', 0, x'00')")  # noqa: S608  a vault of this test

    with pytest.raises(DatabaseDamagedError):
        vault.verify(store)


def test_a_changed_hash_in_the_record_is_named_by_the_log(store: Store, case: UUID) -> None:
    attach(store, case, b"een")
    other = hashlib.sha256(b"twee").hexdigest()
    behind(store, f"UPDATE record SET content = json_set(content, '$.sha256', '{other}') WHERE kind = 'exhibit'")  # noqa: S608  a vault of this test

    with pytest.raises(RecordAlteredError):
        vault.verify(store)


def test_pieces_cannot_be_overwritten(store: Store, case: UUID) -> None:
    attach(store, case, b"een")

    with pytest.raises(Exception, match="cannot be changed"):
        behind(store, "UPDATE exhibit_chunk SET data = x'00'")


def test_a_copy_outside_needs_a_reason_and_is_in_the_log(store: Store, case: UUID, tmp_path: Path) -> None:
    kept, target = attach(store, case, b"een"), tmp_path / "bijlage-1.jpg"

    with pytest.raises(RefusedError, match="reason"):
        exhibits.save_copy(store, case, kept, target, reason=" ")
    assert not target.exists()
    exhibits.save_copy(store, case, kept, target, reason="politie vraagt erom")

    assert target.read_bytes() == b"een"
    with store.read() as reader:
        last = reader.last_entry()
    assert last is not None
    assert (last.action, last.subject) == ("exhibit.copied", str(kept))
    assert msgspec.json.decode(last.detail) == {
        "sha256": hashlib.sha256(b"een").hexdigest(),
        "reason": "politie vraagt erom",
    }


def test_a_copy_is_not_named_after_somebody(store: Store, case: UUID, tmp_path: Path) -> None:
    kept = attach(store, case, b"een")

    with pytest.raises(RefusedError, match="name of somebody"):
        exhibits.save_copy(store, case, kept, tmp_path / "foto sanne.jpg", reason="politie vraagt erom")

    assert not list(tmp_path.glob("*.jpg"))


def test_what_never_leaves_the_program_is_not_copied(store: Store, case: UUID, tmp_path: Path) -> None:
    kept = attach(store, case, b"een", sensitivity=Sensitivity.R0)

    with pytest.raises(RefusedError, match="never leaving"):
        exhibits.save_copy(store, case, kept, tmp_path / "bijlage.jpg", reason="politie vraagt erom")


def test_a_damaged_exhibit_leaves_no_copy_and_an_older_file_stays(store: Store, case: UUID, tmp_path: Path) -> None:
    kept, target = attach(store, case, b"y" * (PIECE + 7)), tmp_path / "bijlage.jpg"
    target.write_bytes(b"ouder")
    behind(store, "DELETE FROM exhibit_chunk WHERE position = 1")

    with pytest.raises(DamagedExhibitError):
        exhibits.save_copy(store, case, kept, target, reason="politie vraagt erom")

    assert target.read_bytes() == b"ouder"
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".bijlage")]


def test_reading_an_exhibit_of_a_closed_case_is_in_the_log(store: Store, case: UUID) -> None:
    kept = attach(store, case, b"een")
    exhibits.read_exhibit(store, case, kept)
    before = vault.verify(store).entries
    head = cases.read_case(store, case).case
    records.correct(store, case, msgspec.structs.replace(head, closed_on=head.opened_on))

    exhibits.read_exhibit(store, case, kept)

    with store.read() as reader:
        entries = list(reader.audit())[before:]
    assert [entry.action for entry in entries] == ["case.corrected", "exhibit.read"]


def test_what_is_not_an_exhibit_of_the_case_is_not_read(store: Store, case: UUID) -> None:
    incident = builders.incident()
    records.record(store, case, incident)

    for wrong in (incident.id, uuid4()):
        with pytest.raises(RefusedError, match="not in the case"):
            exhibits.read_exhibit(store, case, wrong)


def test_a_large_exhibit_costs_no_more_memory_than_a_small_one(store: Store, case: UUID, tmp_path: Path) -> None:
    piece = b"z" * 1024 * 1024
    tracemalloc.start()
    try:
        kept = exhibits.attach(store, case, builders.exhibit(), (piece for _ in range(24))).record
        exhibits.save_copy(store, case, kept, tmp_path / "film.mp4", reason="politie vraagt erom")
        vault.verify(store)
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()

    assert (tmp_path / "film.mp4").stat().st_size == 24 * len(piece)
    assert most < 12 * len(piece)


def test_no_byte_of_an_exhibit_is_readable_in_the_folder(store: Store, case: UUID) -> None:
    words = b"Ik weet je te vinden in de Bakkerstraat"
    attach(store, case, words * 20_000)

    assert not [path for path in store.folder.rglob("*") if path.is_file() and words in path.read_bytes()]
    store.close()
    assert not [path for path in store.folder.rglob("*") if path.is_file() and words in path.read_bytes()]


def test_a_case_file_that_grew_too_large_says_what_to_do(
    store: Store, case: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    attach(store, case, b"een te groot bestand")
    monkeypatch.setattr("app.services.exchange.MOST_TRAVELLING", 10)

    with pytest.raises(RefusedError, match="copy of the vault folder"):
        vaults.case_file(store, case)


def pieces_in(store: Store) -> int:
    """Return how many pieces the vault holds."""
    with store._engine.connect() as connection:
        return int(connection.exec_driver_sql("SELECT count(*) FROM exhibit_chunk").scalar() or 0)


def behind(store: Store, *statements: str) -> None:
    """Change the database without the program."""
    with store._writing.begin() as connection:
        for statement in statements:
            connection.exec_driver_sql(statement)
