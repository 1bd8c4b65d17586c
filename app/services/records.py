"""Record, correct, withdraw and restore what a case holds; every kind goes the same way."""

from collections.abc import Sequence
from uuid import UUID

import msgspec

from app.domain.assessment import SIGNED_NAMES_IT, Assessment
from app.domain.case import Case
from app.domain.change import Change
from app.domain.exhibit import is_other_bytes
from app.domain.kinds import kind_of
from app.domain.record import Record
from app.domain.revision import RecordKind, Revision, RevisionAction, Withdrawn
from app.domain.whole_text import whole
from app.errors import RefusedError
from app.services.versions import (
    first_versions,
    in_case,
    meant_by,
    refuse_closed,
    refuse_made_fictional,
    refuse_saved,
    refuse_signed,
    refuse_unsound,
    refuse_used,
    version,
)
from app.storage.store import Store
from app.storage.unit_of_work import UnitOfWork


def record(
    store: Store, case_id: UUID, record: Record, *, along: Sequence[Record] = (), draft: str | None = None
) -> Change:
    """Save the first version of a record and give it its visible number.

    ``along`` are new records saved before it in the same transaction, such as its sources; ``draft`` is the key of the
    draft that it replaces.
    """
    with store.write() as uow:
        refuse_closed(uow, case_id)
        _insert(uow, case_id, (*along, record))
        _drop(uow, draft)
        uow.commit(f"{kind_of(record)}.recorded", str(record.id))
    return Change(case_id, kind_of(record), record.id)


def correct(
    store: Store,
    case_id: UUID,
    record: Record,
    *,
    reason: str = "",
    along: Sequence[Record] = (),
    draft: str | None = None,
) -> Change:
    """Save a next version of a record; the earlier ones stay. A record that did not change gets no new version."""
    change = Change(case_id, kind_of(record), record.id)
    with store.write() as uow:
        stored = in_case(uow, case_id, record.id)
        if stored.withdrawn:
            raise RefusedError(reason="This was withdrawn. Restore it before changing it.")
        refuse_signed(stored.record, record)
        if is_other_bytes(stored.record, record):
            raise RefusedError(reason="The bytes of an exhibit never change.")
        next_one = meant_by(_continued(record, stored.record), stored.record, uow.user)
        if next_one != stored.record or along:
            _insert(uow, case_id, along)
            refuse_unsound(uow, case_id, next_one)
            uow.revise(case_id, next_one, _next(uow, next_one, stored.revision, RevisionAction.CORRECTED, reason))
            _drop(uow, draft)
            uow.commit(f"{change.kind}.corrected", str(record.id), reason)
            return change
    if draft is not None:
        with store.drafts() as drafts:
            drafts.drop(draft)
    return change


def withdraw(store: Store, case_id: UUID, record_id: UUID, *, reason: str) -> Change:
    """Take a record out of the case; it keeps its number and its history and can be restored.

    Answers that were not signed let go of an incident, in a new version of their assessment with the same reason.
    Raises ``RefusedError`` when a signed assessment names it, and ``StillUsedError`` when other records do.
    """
    _refuse_no_reason(reason)
    with store.write() as uow:
        stored = in_case(uow, case_id, record_id)
        if stored.withdrawn:
            raise RefusedError(reason="This was withdrawn already.")
        refuse_signed(stored.record)
        _let_go(uow, case_id, stored.record, reason)
        refuse_used(uow, record_id)
        last = _next(uow, stored.record, stored.revision, RevisionAction.WITHDRAWN, reason)
        uow.revise(case_id, stored.record, last, withdrawn=True)
        uow.commit(f"{stored.kind}.withdrawn", str(record_id), reason)
    return Change(case_id, stored.kind, record_id)


def restore(store: Store, case_id: UUID, record_id: UUID, *, reason: str) -> Change:
    """Bring a withdrawn record back as it was."""
    _refuse_no_reason(reason)
    with store.write() as uow:
        stored = in_case(uow, case_id, record_id)
        if not stored.withdrawn:
            raise RefusedError(reason="This was not withdrawn.")
        refuse_unsound(uow, case_id, stored.record)
        again = _next(uow, stored.record, stored.revision, RevisionAction.RESTORED, reason)
        uow.revise(case_id, stored.record, again)
        uow.commit(f"{stored.kind}.restored", str(record_id), reason)
    return Change(case_id, stored.kind, record_id)


def restore_version(store: Store, case_id: UUID, record_id: UUID, number: int, *, reason: str) -> Change:
    """Save a new version that says the same as version ``number``; the versions in between stay.

    Raises ``RefusedError`` when it is signed or withdrawn, says the same already, or would point to nothing now.
    """
    _refuse_no_reason(reason)
    with store.write() as uow:
        stored = in_case(uow, case_id, record_id)
        if stored.withdrawn:
            raise RefusedError(reason="This was withdrawn. Restore it before changing it.")
        refuse_signed(stored.record)
        older = next((one for one in uow.history(record_id) if one.number == number), None)
        if older is None:
            raise RefusedError(reason="This is not in the case.")
        again = _continued(msgspec.convert(older.content, type(stored.record)), stored.record)
        if again == stored.record:
            raise RefusedError(reason="The record says the same as this version already.")
        refuse_unsound(uow, case_id, again)
        _refuse_taken(uow, again, stored.record)
        uow.revise(case_id, again, _next(uow, again, stored.revision, RevisionAction.CORRECTED, reason))
        told = {"version": number, "reason": reason}
        uow.commit(f"{stored.kind}.put_back", str(record_id), msgspec.json.encode(told, order="sorted").decode())
    return Change(case_id, stored.kind, record_id)


def withdrawn(store: Store, case_id: UUID) -> tuple[Withdrawn, ...]:
    """Return what was taken out of a case: nothing of it is lost, and each of it can be brought back."""
    with store.read() as reader:
        return reader.withdrawn(case_id)


def history(store: Store, record_id: UUID) -> tuple[Revision, ...]:
    """Return the versions of a record, the first account first."""
    with store.read() as reader:
        return reader.history(record_id)


def _insert(uow: UnitOfWork, case_id: UUID, records: Sequence[Record]) -> None:
    """Write new records after checking each of them."""
    if any(kind_of(one) is RecordKind.CASE for one in records):
        raise RefusedError(reason="A case is opened, not recorded in another case.")
    if any(kind_of(one) is RecordKind.EXHIBIT for one in records):
        raise RefusedError(reason="An exhibit is added with its file.")
    refuse_signed(*records)
    refuse_saved(uow, [one.id for one in records])
    news = first_versions(uow, case_id, records)
    for new in news:
        refuse_unsound(uow, case_id, new.record, [other.record for other in news])
    uow.insert(case_id, news)


def _let_go(uow: UnitOfWork, case_id: UUID, record: Record, reason: str) -> None:
    """Take an incident out of the answers that it supports."""
    pointing = {one.id: one for one, _ in uow.pointing_to(record.id) if isinstance(one, Assessment)}
    if any(one.signed_at is not None for one in pointing.values()):
        raise RefusedError(reason=SIGNED_NAMES_IT)
    for one in pointing.values():
        answers = tuple(
            msgspec.structs.replace(answer, incidents=tuple(each for each in answer.incidents if each != record.id))
            for answer in one.answers
        )
        changed = msgspec.structs.replace(one, answers=answers)
        last = in_case(uow, case_id, one.id).revision
        uow.revise(case_id, changed, _next(uow, changed, last, RevisionAction.CORRECTED, reason))


def _continued(record: Record, stored: Record) -> Record:
    """Return a changed record with the number and author of its first account, unless it may not become that."""
    if type(record) is not type(stored):
        raise RefusedError(reason="This is not in the case.")
    refuse_made_fictional(stored, record)
    return msgspec.structs.replace(
        whole(record), number=stored.number, recorded_at=stored.recorded_at, recorded_by=stored.recorded_by
    )


def _next(uow: UnitOfWork, record: Record, last: int, action: RevisionAction, reason: str) -> Revision:
    return version(record, last + 1, action, at=uow.now, by=uow.user, reason=reason)


def _drop(uow: UnitOfWork, draft: str | None) -> None:
    if draft is not None:
        uow.drafts.drop(draft)


def _refuse_taken(uow: UnitOfWork, again: Record, now: Record) -> None:
    """Raise ``RefusedError`` when an older case number went to another case meanwhile."""
    if isinstance(again, Case) and isinstance(now, Case) and again.reference in uow.references() - {now.reference}:
        raise RefusedError(reason="There is a case with this number already. Choose another number.")


def _refuse_no_reason(reason: str) -> None:
    if not reason.strip():
        raise RefusedError(reason="Give a reason.")
