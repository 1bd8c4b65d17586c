"""The bytes of exhibits: in pieces, hashed on the way in, compared with that hash on every way out.

One piece is in memory at a time, so that a film of half a gigabyte costs no more than a photograph.
"""

import hashlib
from collections.abc import Iterable, Iterator
from typing import Final
from uuid import UUID

import msgspec
from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from app.domain.exhibit import Exhibit
from app.domain.revision import RecordKind
from app.errors import DamagedExhibitError
from app.storage.rows import ExhibitChunkRow, RecordRow

PIECE: Final = 256 * 1024
"""The size of a piece in bytes; only the last one of an exhibit is smaller."""


class Intake(msgspec.Struct, frozen=True):
    """What was taken in: the number of bytes and their SHA-256."""

    size: int
    sha256: str


def take_in(session: Session, exhibit_id: UUID, pieces: Iterable[bytes]) -> Intake:
    """Write the bytes of an exhibit, in pieces of ``PIECE`` whatever the size of those that come."""
    digest, size = hashlib.sha256(), 0
    for position, piece in enumerate(_even(pieces)):
        digest.update(piece)
        size += len(piece)
        session.execute(insert(ExhibitChunkRow), [{"exhibit_id": exhibit_id, "position": position, "data": piece}])
    return Intake(size, digest.hexdigest())


def exhibit_pieces(session: Session, exhibit: Exhibit) -> Iterator[bytes]:
    """Yield the bytes of an exhibit; raise ``DamagedExhibitError`` at the end when size or hash is another."""
    digest, size = hashlib.sha256(), 0
    damaged = DamagedExhibitError(exhibit=exhibit.number)
    position = 0
    while size < exhibit.size:
        piece = session.scalar(
            select(ExhibitChunkRow.data).where(
                ExhibitChunkRow.exhibit_id == exhibit.id, ExhibitChunkRow.position == position
            )
        )
        if not piece:
            raise damaged
        digest.update(piece)
        size += len(piece)
        position += 1
        yield piece
    more = session.scalar(
        select(ExhibitChunkRow.position).where(
            ExhibitChunkRow.exhibit_id == exhibit.id, ExhibitChunkRow.position >= position
        )
    )
    if more is not None or (size, digest.hexdigest()) != (exhibit.size, exhibit.sha256):
        raise damaged


def stray_pieces(session: Session) -> bool:
    """Whether there are pieces of something that is no exhibit."""
    exhibits = select(RecordRow.id).where(RecordRow.kind == RecordKind.EXHIBIT.value)
    stray = select(ExhibitChunkRow.position).where(ExhibitChunkRow.exhibit_id.not_in(exhibits)).limit(1)
    return session.scalar(stray) is not None


def _even(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Yield the same bytes in pieces of one size."""
    kept = bytearray()
    for piece in pieces:
        kept += piece
        while len(kept) >= PIECE:
            yield bytes(kept[:PIECE])
            del kept[:PIECE]
    if kept:
        yield bytes(kept)
