"""Which cases a member sees and writes, as conditions in the questions: what is not asked for cannot slip out."""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import ColumnElement, exists, false, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased

from app.domain.case import Case
from app.domain.member import Scope
from app.domain.record import Record
from app.domain.revision import RecordKind
from app.errors import NoRightError
from app.storage.rows import RecordRow


def within(scope: Scope, case_id: InstrumentedAttribute[UUID]) -> tuple[ColumnElement[bool], ...]:
    """Return the conditions that keep rows within a scope; ``case_id`` is the column that names their case."""
    if scope is Scope.ALL:
        return ()
    if scope is Scope.NONE:
        return (false(),)
    head = aliased(RecordRow)
    return (case_id.not_in(select(head.id).where(head.kind == RecordKind.CASE.value, _real(head.content))),)


def refuse_outside(session: Session, scope: Scope, case_id: UUID, records: Iterable[Record] = ()) -> None:
    """Raise ``NoRightError`` when somebody may not write in a case, as it is or as it would become."""
    if scope is Scope.ALL:
        return
    if scope is Scope.NONE:
        raise NoRightError(reason="Your role in this vault lets you read, not record.")
    becomes_real = any(isinstance(record, Case) and not record.fictional for record in records)
    real = exists().where(RecordRow.id == case_id, RecordRow.kind == RecordKind.CASE.value, _real(RecordRow.content))
    if becomes_real or session.scalar(select(real)):
        raise NoRightError(reason="Your role in this vault is for fictional cases only.")


def drafts_within(
    scope: Scope, case_id: InstrumentedAttribute[UUID], own: UUID | None
) -> tuple[ColumnElement[bool], ...]:
    """Return the conditions that keep drafts within a scope.

    A draft can lie where no case is, so here a narrow scope asks for a fictional case that is there, or for the ``own``
    place of the member, which everybody has.
    """
    if scope is Scope.ALL:
        return ()
    mine = case_id == own if own is not None else false()
    if scope is Scope.NONE:
        return (mine,)
    head = aliased(RecordRow)
    fictional = select(head.id).where(head.kind == RecordKind.CASE.value, ~_real(head.content))
    return (or_(case_id.in_(fictional), mine),)


def refuse_draft_outside(session: Session, scope: Scope, case_id: UUID, own: UUID | None) -> None:
    """Raise ``NoRightError`` when somebody may not keep or drop a draft that lies in this case."""
    if case_id == own:
        return
    refuse_outside(session, scope, case_id)
    if scope is Scope.ALL:
        return
    there = exists().where(RecordRow.id == case_id, RecordRow.kind == RecordKind.CASE.value)
    if not session.scalar(select(there)):
        raise NoRightError(reason="Your role in this vault is for fictional cases only.")


def _real(content: InstrumentedAttribute[str]) -> ColumnElement[bool]:
    return func.coalesce(func.json_extract(content, "$.fictional"), 0) != 1
