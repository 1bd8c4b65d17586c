"""Entries of the log together with what they are about, for somebody who reads the log."""

from uuid import UUID

import msgspec

from app.domain.record import Record
from app.domain.revision import AuditEntry


class LogLine(msgspec.Struct, frozen=True, kw_only=True):
    """An entry; ``record`` is what it is about as it is now, ``case`` and ``reference`` the case that holds it."""

    entry: AuditEntry
    record: Record | None = None
    case: UUID | None = None
    reference: str = ""


class LogPart(msgspec.Struct, frozen=True, kw_only=True):
    """The newest lines of a log; ``total`` counts all that were asked for, ``code`` is of the newest entry of all."""

    lines: tuple[LogLine, ...]
    total: int
    code: str
