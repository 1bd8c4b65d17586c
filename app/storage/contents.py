"""How records lie in their rows: content as canonical JSON, and the columns that are derived from it."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import Row

from app.domain.assessment import Assessment
from app.domain.code_step import CodeStep
from app.domain.event import ContextEvent
from app.domain.exhibit import Exhibit
from app.domain.fear import FearScore
from app.domain.incident import Incident
from app.domain.instrument import InstrumentOutcome
from app.domain.kinds import RECORD_TYPES, kind_of, series_of
from app.domain.measure import Measure
from app.domain.protection import Protection
from app.domain.record import Record
from app.domain.retraction import Retraction
from app.domain.review import Review
from app.domain.revision import AuditEntry, RecordKind, Revision, RevisionAction
from app.domain.signing import is_signed
from app.domain.snapshot import references
from app.domain.source import Source
from app.errors import ChainBrokenError, RecordAlteredError
from app.storage.audit import canonical
from app.storage.readable import UNREADABLE
from app.storage.rows import AuditRow, RevisionRow

_DECODERS = {kind: msgspec.json.Decoder(record_type) for kind, record_type in RECORD_TYPES.items()}


class Stored(msgspec.Struct, frozen=True):
    """A record as the vault holds it now."""

    record: Record
    kind: RecordKind
    case: UUID
    revision: int
    withdrawn: bool


def decode_record(kind: str, content: str) -> Record:
    """Return the record of a row."""
    return _DECODERS[RecordKind(kind)].decode(content)


def builtins_of(record: Record) -> dict[str, object]:
    """Return a record as plain JSON values, as a revision keeps it."""
    plain: dict[str, object] = msgspec.json.decode(canonical(record), type=dict[str, object])
    return plain


def record_columns(case_id: UUID, record: Record, revision: int, *, withdrawn: bool) -> dict[str, object]:
    """Return the row of a record."""
    kind = kind_of(record)
    first, last = _days(record)
    return {
        "id": record.id,
        "case_id": case_id,
        "kind": kind.value,
        "series": series_of(kind),
        "number": record.number,
        "first_day": first,
        "last_day": last,
        "withdrawn": withdrawn,
        "signed": is_signed(record),
        "revision": revision,
        "content": canonical(record).decode(),
    }


def reference_columns(record: Record) -> list[dict[str, object]]:
    """Return the rows for everything that a record points to."""
    return [{"record_id": record.id, "field": field, "target_id": target} for field, target in references(record)]


def revision_columns(revision: Revision, entry: int) -> dict[str, object]:
    """Return the row of a revision that is written with audit entry ``entry``."""
    return {
        "record_id": revision.record,
        "number": revision.number,
        "entry": entry,
        "kind": revision.kind.value,
        "action": revision.action.value,
        "at": revision.at.isoformat(),
        "by": revision.by,
        "reason": revision.reason,
        "content": canonical(revision.content).decode(),
    }


def revision_of(row: RevisionRow | Row[Any]) -> Revision:
    """Return the revision of a row; raise ``RecordAlteredError`` when it is none."""
    try:
        return Revision(
            record=row.record_id,
            kind=RecordKind(row.kind),
            number=row.number,
            action=RevisionAction(row.action),
            at=datetime.fromisoformat(row.at),
            by=row.by,
            reason=row.reason,
            content=msgspec.json.decode(row.content, type=dict[str, object]),
        )
    except UNREADABLE as error:
        raise RecordAlteredError(entry=row.entry) from error


def entry_of(row: AuditRow | Row[Any]) -> AuditEntry:
    """Return the audit entry of a row; raise ``ChainBrokenError`` when its moment is none."""
    try:
        at = datetime.fromisoformat(row.at)
    except UNREADABLE as error:
        raise ChainBrokenError(number=row.number) from error
    return AuditEntry(
        number=row.number,
        at=at,
        by=row.by,
        action=row.action,
        subject=row.subject,
        detail=row.detail,
        content=row.content,
        previous=row.previous,
        hash=row.hash,
    )


def entry_columns(entry: AuditEntry) -> dict[str, object]:
    """Return the row of an audit entry."""
    return {**msgspec.structs.asdict(entry), "at": entry.at.isoformat()}


def _days(record: Record) -> tuple[date | None, date | None]:
    """Return the first and last day by which a record is sorted and listed."""
    match record:
        case Incident() | ContextEvent() | Retraction():
            return record.when.first, record.when.last
        case Exhibit():
            return record.made_on.first, record.made_on.last
        case Measure():
            return record.start, record.end
        case Protection():
            return record.since, record.until
        case _:
            day = _day(record)
            return day, day


def _day(record: Record) -> date | None:
    """Return the day of a record that has one day."""
    match record:
        case Assessment():
            return record.started_on
        case Source():
            return record.dated
        case FearScore():
            return record.given_on
        case InstrumentOutcome() | CodeStep():
            return record.taken_on
        case Review():
            return record.reviewed_on
        case _:
            return None
