"""Exhibits in memory, with the same verbs as the service, for tests of view-models and pages."""

import hashlib
from collections.abc import Callable
from pathlib import Path
from uuid import UUID

import msgspec
from case_keeper import CaseKeeper

from app.domain.change import Change
from app.domain.exhibit import Exhibit
from app.domain.media_type import media_type_of
from app.domain.revision import RecordKind
from app.domain.snapshot import visible_number
from app.errors import SameExhibitError, UnshownError
from app.jobs import Job
from app.viewmodels.exhibit_services import ExhibitServices, Painted

WHITE = b"\xff\xff\xff\x00"


class ExhibitShelf:
    """Keeps the bytes of exhibits; ``taken_in`` gets every new record, ``copies`` what was written outside."""

    def __init__(self, known: Callable[[], tuple[Exhibit, ...]], taken_in: Callable[[UUID, Exhibit], Change]) -> None:
        self.bytes: dict[UUID, bytes] = {}
        self.copies: list[tuple[UUID, Path, str]] = []
        self._known, self._taken_in = known, taken_in

    def services(self) -> ExhibitServices:
        """Return what exhibits need."""
        return ExhibitServices(
            author="S. de Boer",
            attach=self.attach,
            read_bytes=self.read,
            save_copy=self.copy,
            picture=painted,
            page=leaf,
        )

    def attach(self, case: UUID, path: Path, exhibit: Exhibit) -> Change:
        """Take a file in."""
        data = path.read_bytes()
        sha256 = hashlib.sha256(data).hexdigest()
        for one in self._known():
            if one.sha256 == sha256:
                raise SameExhibitError(name=path.name, exhibit=visible_number(one), id=one.id)
        self.bytes[exhibit.id] = data
        told = msgspec.structs.replace(
            exhibit, size=len(data), sha256=sha256, media_type=media_type_of(path.name, data[:64])
        )
        return self._taken_in(case, told)

    def read(self, _case: UUID, exhibit: UUID) -> bytes:
        """Return the bytes."""
        return self.bytes[exhibit]

    def copy(self, case: UUID, exhibit: UUID, target: Path, /, *, reason: str) -> Change:
        """Remember what left."""
        self.copies.append((exhibit, target, reason))
        return Change(case, RecordKind.EXHIBIT, exhibit)


def painted(data: bytes, _media_type: str, _job: Job) -> Painted:
    """Return a white picture; bytes that end in "broken" are none."""
    if data.endswith(b"broken"):
        raise UnshownError(reason="This picture is damaged or unfinished. Its file is in the vault as it was taken in.")
    return Painted(0, 1, 40, 20, WHITE * 800)


def leaf(_data: bytes, index: int, _job: Job) -> Painted:
    """Return one of three white pages."""
    return Painted(index, 3, 20, 30, WHITE * 600)


def shelf_of(keeper: CaseKeeper) -> ExhibitShelf:
    """Return the exhibits of a kept case."""
    return ExhibitShelf(lambda: keeper.snapshot.exhibits, keeper.record)


def exhibit_services(keeper: CaseKeeper) -> ExhibitServices:
    """Return what exhibits need, for a kept case."""
    return shelf_of(keeper).services()
