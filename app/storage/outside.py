"""Files that are being written outside the vault: the vault knows them before they are there.

A file that leaves is written whole under a hidden name beside its place before it gets its own. A program that is
killed in between leaves that hidden file, with everything in it. So its place is kept in the vault first, among the
drafts: it is no part of a case, changes nothing that the log covers, and goes when the file has its name.
"""

import platform
import re
from datetime import datetime
from pathlib import Path
from typing import Final
from uuid import UUID

import msgspec
from sqlalchemy import delete, select
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.orm import Session

from app.storage.rows import DraftRow

_PLACE: Final = UUID("b0a1f3d2-6c55-4d0c-8a57-3f5f0c1f7e21")
_KEY: Final = "outside:"
_HIDDEN: Final = re.compile(r"\..+-[0-9a-f]{8}")


class Announced(msgspec.Struct, frozen=True, kw_only=True):
    """A hidden file, on which computer it is, and the entry of the log about it with its subject (0 and "" for none).

    Of one that was ``let_go`` nothing is told any more; it is still taken away where its disk comes back. A vault goes
    from hand to hand, so ``is_ours`` decides whether anything may be removed for what it says.
    """

    path: str
    computer: str
    entry: int = 0
    subject: str = ""
    let_go: bool = False

    @property
    def is_ours(self) -> bool:
        """Whether it is on this computer, and has a name that only this program gives."""
        return self.computer == platform.node() and _HIDDEN.fullmatch(Path(self.path).name) is not None


def announced_here(path: Path) -> Announced:
    """Return what the vault keeps of a hidden file before it is written."""
    return Announced(path=str(path.absolute()), computer=platform.node())


def announce(session: Session, file: Announced, now: datetime) -> None:
    """Keep a file in mind; what was kept of it before is replaced."""
    row = {"case_id": _PLACE, "kept_at": now.isoformat(), "content": msgspec.json.encode(file).decode()}
    session.execute(
        insert(DraftRow)
        .values(key=f"{_KEY}{file.path}", **row)
        .on_conflict_do_update(index_elements=[DraftRow.key], set_=row)
    )


def forget(session: Session, file: Announced) -> None:
    """Let go of a file that has its own name, or is not there."""
    session.execute(delete(DraftRow).where(DraftRow.key == f"{_KEY}{file.path}"))


def announced(session: Session) -> tuple[Announced, ...]:
    """Return the files that were being written when a program was stopped, the oldest first."""
    rows = session.scalars(
        select(DraftRow.content).where(DraftRow.case_id == _PLACE).order_by(DraftRow.kept_at, DraftRow.key)
    )
    return tuple(file for content in rows if (file := _read(content)) is not None)


def _read(content: str) -> Announced | None:
    try:
        return msgspec.json.decode(content, type=Announced)
    except msgspec.DecodeError:
        return None
