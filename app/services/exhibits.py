"""Take exhibits in, read them, and save a copy outside the vault when somebody has a reason for it.

The bytes go from the file into the vault and nowhere else: no temporary file, no preview on the disk.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Final
from uuid import UUID

import msgspec

from app.domain.change import Change
from app.domain.exhibit import MOST_BYTES, Exhibit
from app.domain.media_type import LOOKED_AT, media_type_of
from app.domain.member import Right
from app.domain.record import Sensitivity
from app.domain.revision import RecordKind
from app.domain.whole_text import whole
from app.errors import ExhibitRefusedError, RefusedError, SameExhibitError
from app.jobs import Job
from app.services.leaving import Leaving, let_leave, needed
from app.services.names import names_somebody
from app.services.versions import first_versions, in_case, refuse_closed, refuse_far, refuse_saved, refuse_unsound
from app.storage.reading import Reader
from app.storage.store import Store
from app.storage.unit_of_work import UnitOfWork

_READ: Final = 1024 * 1024
MOST_SHOWN: Final = 100 * 1024 * 1024
"""The most bytes of one exhibit that are taken into memory to show it."""


def attach_file(
    store: Store, case_id: UUID, path: Path, exhibit: Exhibit, *, draft: str | None = None, job: Job | None = None
) -> Change:
    """Take in a file as an exhibit of a case; see ``attach``.

    ``exhibit`` tells what is known about it; name, media type, size and hash are taken from the file.
    """
    with _opened(path) as file:
        size = path.stat().st_size
        if size > MOST_BYTES:
            raise _too_large(path.name)
        start = file.read(LOOKED_AT)
        told = msgspec.structs.replace(exhibit, file_name=path.name, media_type=media_type_of(path.name, start))
        return attach(store, case_id, told, _read(start, file, size, path.name, job or Job()), draft=draft)


def attach(
    store: Store, case_id: UUID, exhibit: Exhibit, pieces: Iterable[bytes], *, draft: str | None = None
) -> Change:
    """Take in bytes as an exhibit: record, bytes and log in one transaction, or nothing of it.

    Raises ``ExhibitRefusedError`` when there are no bytes or too many, and ``SameExhibitError`` when the case has the
    same bytes already, also when they belong to a withdrawn exhibit.
    """
    with store.write() as uow:
        refuse_closed(uow, case_id)
        refuse_saved(uow, [exhibit.id])
        refuse_far(exhibit)
        intake = uow.take_in(exhibit.id, _not_too_many(pieces, exhibit.file_name))
        if not intake.size:
            raise ExhibitRefusedError(name=exhibit.file_name, reason="The file is empty.")
        _refuse_same(uow, case_id, exhibit, intake.sha256)
        (new,) = first_versions(
            uow, case_id, (msgspec.structs.replace(exhibit, size=intake.size, sha256=intake.sha256),)
        )
        refuse_unsound(uow, case_id, new.record)
        uow.insert(case_id, (new,))
        if draft is not None:
            uow.drafts.drop(draft)
        uow.commit("exhibit.recorded", str(exhibit.id), f"sha256:{intake.sha256}")
    return Change(case_id, RecordKind.EXHIBIT, exhibit.id)


def read_exhibit(store: Store, case_id: UUID, exhibit_id: UUID, *, job: Job | None = None) -> bytes:
    """Return the bytes of an exhibit after comparing them with their hash; the log keeps reads of a closed case.

    Raises ``DamagedExhibitError`` when they are not what was taken in, and ``RefusedError`` when there are too many to
    be shown.
    """
    job = job or Job()
    with store.read() as reader:
        exhibit = _exhibit(reader, case_id, exhibit_id)
        if exhibit.size > MOST_SHOWN:
            raise RefusedError(reason="This exhibit is too large to be shown here. Save a copy outside the vault.")
        data = b"".join(_watched(reader.exhibit_bytes(exhibit), exhibit.size, job))
        closed = reader.snapshot(case_id).case.closed_on is not None
    if closed and store.read_only is None:
        with store.write(Right.READ) as uow:
            uow.commit("exhibit.read", str(exhibit_id), f"sha256:{exhibit.sha256}")
    return data


def save_copy(
    store: Store, case_id: UUID, exhibit_id: UUID, target: Path, *, reason: str, job: Job | None = None
) -> Change:
    """Write a copy of an exhibit outside the vault, whole or not at all; the log keeps reason and hash.

    There is no file without its entry in the log. What never leaves the program is refused, and so is a file name that
    tells whom it is about.
    """
    why = whole(needed(reason).strip())

    def made(uow: UnitOfWork) -> Leaving:
        snapshot = uow.snapshot(case_id)
        exhibit = _exhibit(uow, case_id, exhibit_id)
        if Sensitivity.R0 in {exhibit.sensitivity, snapshot.case.sensitivity}:
            raise RefusedError(reason="This exhibit is marked as never leaving the program. No copy was saved.")
        if names_somebody(target.name, snapshot.persons):
            raise RefusedError(reason="The file name holds the name of somebody in this case. Choose another name.")
        detail = msgspec.json.encode({"sha256": exhibit.sha256, "reason": why}, order="sorted").decode()
        pieces = _watched(uow.exhibit_bytes(exhibit), exhibit.size, job or Job())
        return Leaving(pieces, "exhibit.copied", str(exhibit_id), detail)

    let_leave(store, target, made)
    return Change(case_id, RecordKind.EXHIBIT, exhibit_id)


def _exhibit(reader: Reader, case_id: UUID, exhibit_id: UUID) -> Exhibit:
    record = in_case(reader, case_id, exhibit_id).record
    if not isinstance(record, Exhibit):
        raise RefusedError(reason="This is not in the case.")
    return record


def _refuse_same(uow: UnitOfWork, case_id: UUID, exhibit: Exhibit, sha256: str) -> None:
    """Raise ``SameExhibitError`` when the case holds these bytes already."""
    for known in uow.exhibits(case_id):
        if known.sha256 == sha256:
            raise SameExhibitError(name=exhibit.file_name, exhibit=known.number, id=known.id)


@contextmanager
def _opened(path: Path) -> Iterator[BinaryIO]:
    """Open a file for reading, or say in plain words why that cannot be."""
    try:
        if not path.is_file():
            raise ExhibitRefusedError(name=path.name, reason="It is not a file. Choose a single file.")
        file = path.open("rb")
    except OSError as error:
        raise _unreadable(path.name) from error
    with file:
        yield file


def _read(start: bytes, file: BinaryIO, size: int, name: str, job: Job) -> Iterator[bytes]:
    """Yield the bytes of an open file, telling how far it is."""
    done = 0
    piece = start
    while piece:
        yield piece
        done += len(piece)
        job.progress(min(done / size, 1.0) if size else 1.0)
        try:
            piece = file.read(_READ)
        except OSError as error:
            raise _unreadable(name) from error


def _not_too_many(pieces: Iterable[bytes], name: str) -> Iterator[bytes]:
    """Yield bytes and stop when there are more than an exhibit may have."""
    size = 0
    for piece in pieces:
        size += len(piece)
        if size > MOST_BYTES:
            raise _too_large(name)
        yield piece


def _watched(pieces: Iterable[bytes], size: int, job: Job) -> Iterator[bytes]:
    """Yield pieces, telling how far it is."""
    done = 0
    for piece in pieces:
        yield piece
        done += len(piece)
        job.progress(done / size)


def _too_large(name: str) -> ExhibitRefusedError:
    return ExhibitRefusedError(
        name=name,
        reason="It is larger than 500 MB. Add the part that matters, or record as a source where the file is kept.",
    )


def _unreadable(name: str) -> ExhibitRefusedError:
    return ExhibitRefusedError(name=name, reason="It cannot be read. Check its permissions.")
