"""The log for a reader: the newest entries with the records they are about."""

from collections.abc import Iterator, Sequence
from typing import Final, TypeVar
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.anchor import anchor_code
from app.domain.case import Case
from app.domain.log import LogLine, LogPart
from app.domain.member import Scope
from app.domain.record import Record
from app.domain.revision import AuditEntry, RecordKind
from app.storage.contents import decode_record, entry_of
from app.storage.rows import AuditRow, RecordRow
from app.storage.scope import within

T = TypeVar("T")
_AT_ONCE: Final = 500


def read_part(session: Session, scope: Scope, case_id: UUID | None, most: int) -> LogPart:
    """Return at most so many of the newest entries, of one case or of the whole vault.

    Entries about records of cases outside ``scope`` are not told.
    """
    hidden = _hidden(session, scope)
    ids = select(RecordRow.id)
    wanted = {str(one) for one in session.scalars(ids.where(RecordRow.case_id == case_id))} if case_id else None
    subjects = session.execute(select(AuditRow.number, AuditRow.subject).order_by(AuditRow.number.desc())).all()
    numbers = [
        number for number, subject in subjects if subject not in hidden and (wanted is None or subject in wanted)
    ]
    entries = [
        entry_of(row)
        for some in _pieces(numbers[:most])
        for row in session.scalars(select(AuditRow).where(AuditRow.number.in_(some)).order_by(AuditRow.number.desc()))
    ]
    records = _records(session, {entry.subject for entry in entries})
    cases = _references(session)
    newest = session.scalars(select(AuditRow).order_by(AuditRow.number.desc()).limit(1)).one_or_none()
    lines = []
    for entry in entries:
        case, record = records.get(entry.subject, (None, None))
        reference = cases.get(case, "") if case else ""
        lines.append(LogLine(entry=entry, record=record, case=case, reference=reference))
    code = anchor_code(newest.number, newest.hash) if newest else ""
    return LogPart(lines=tuple(lines), total=len(numbers), code=code)


def entries_of(session: Session, scope: Scope, action: str, subject: str | None) -> tuple[AuditEntry, ...]:
    """Return the entries of one action, about one subject or about all within ``scope``, the oldest first."""
    found = select(AuditRow).where(AuditRow.action == action).order_by(AuditRow.number)
    if subject is not None:
        found = found.where(AuditRow.subject == subject)
    hidden = _hidden(session, scope)
    return tuple(entry_of(row) for row in session.scalars(found) if row.subject not in hidden)


def _hidden(session: Session, scope: Scope) -> set[str]:
    """Return the ids of the records of cases outside a scope."""
    if scope is Scope.ALL:
        return set()
    ids = select(RecordRow.id)
    seen = set(session.scalars(ids.where(*within(scope, RecordRow.case_id))))
    return {str(one) for one in session.scalars(ids) if one not in seen}


def _records(session: Session, subjects: set[str]) -> dict[str, tuple[UUID, Record]]:
    """Return (case, record) by the subject of an entry."""
    found: dict[str, tuple[UUID, Record]] = {}
    for some in _pieces([one for one in map(_id_of, subjects) if one is not None]):
        rows = session.execute(
            select(RecordRow.id, RecordRow.case_id, RecordRow.kind, RecordRow.content).where(RecordRow.id.in_(some))
        )
        for row in rows:
            found[str(row.id)] = (row.case_id, decode_record(row.kind, row.content))
    return found


def _references(session: Session) -> dict[UUID, str]:
    """Return the visible number of every case."""
    rows = session.execute(select(RecordRow.id, RecordRow.content).where(RecordRow.kind == RecordKind.CASE.value))
    heads = {row.id: decode_record(RecordKind.CASE, row.content) for row in rows}
    return {case: head.reference for case, head in heads.items() if isinstance(head, Case)}


def _pieces(whole: Sequence[T]) -> Iterator[Sequence[T]]:
    """Yield as many at once as a question may name."""
    return (whole[start : start + _AT_ONCE] for start in range(0, len(whole), _AT_ONCE))


def _id_of(subject: str) -> UUID | None:
    try:
        return UUID(subject)
    except ValueError:
        return None
