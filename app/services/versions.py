"""What every change of a record goes through: numbers, versions and the checks that keep a case sound."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

import msgspec

from app.domain.assessment import Assessment
from app.domain.case import Case
from app.domain.day_limits import FAR_AWAY, far_days
from app.domain.duplicates import refuse_wrong_duplicate
from app.domain.incident import Incident
from app.domain.kinds import kind_of, series_of, target_kind
from app.domain.named_twice import named_twice
from app.domain.record import Record
from app.domain.revision import RecordKind, Revision, RevisionAction
from app.domain.signing import is_signed
from app.domain.snapshot import references, visible_number
from app.domain.whole_text import whole
from app.errors import DanglingReferenceError, RefusedError, StillUsedError
from app.storage.contents import Stored, builtins_of
from app.storage.reading import Reader
from app.storage.unit_of_work import NewRecord, UnitOfWork

MADE_FICTIONAL = (
    "A real case does not become a practice case, because its whole history would go along. "
    "Open a new practice case instead."
)
SIGNED = "This assessment is signed and cannot be changed any more."
SIGNED_REVIEW = "This weighing is signed and cannot be changed any more."


_GONE: Final[Mapping[RecordKind, str]] = {
    RecordKind.SOURCE: "A source that is named here is not in this case or was withdrawn.",
    RecordKind.PERSON: "A child that is named here is not in this case or was withdrawn.",
    RecordKind.MEASURE: "A measure that is named here is not in this case or was withdrawn.",
    RecordKind.INCIDENT: "An incident that is named here is not in this case or was withdrawn.",
    RecordKind.EXHIBIT: "An exhibit that is named here is not in this case or was withdrawn.",
}


def version(
    record: Record, number: int, action: RevisionAction, *, at: datetime, by: str, reason: str = ""
) -> Revision:
    """Return one version of a record."""
    return Revision(
        record=record.id,
        kind=kind_of(record),
        number=number,
        action=action,
        at=at,
        by=by,
        reason=whole(reason),
        content=builtins_of(record),
    )


def first_versions(uow: UnitOfWork, case_id: UUID, records: Sequence[Record]) -> list[NewRecord]:
    """Give new records their visible numbers and their author, and make the first account of each."""
    numbers: dict[str, int] = {}
    news = []
    for record in records:
        series = series_of(kind_of(record))
        number = numbers.get(series) or uow.next_number(case_id, series)
        numbers[series] = number + 1
        stamped = msgspec.structs.replace(whole(record), number=number, recorded_at=uow.now, recorded_by=uow.user)
        stamped = meant_by(stamped, None, uow.user)
        first = version(stamped, 1, RevisionAction.RECORDED, at=uow.now, by=uow.user)
        news.append(NewRecord(stamped, (first,)))
    return news


def meant_by(record: Record, before: Record | None, user: str) -> Record:
    """Return a record that names who gave its interpretation: whoever wrote it as it is now (domain reference 5.2)."""
    if not isinstance(record, Incident):
        return record
    known = before if isinstance(before, Incident) else None
    if known is not None and record.interpretation == known.interpretation:
        return msgspec.structs.replace(record, interpreted_by=known.interpreted_by)
    return msgspec.structs.replace(record, interpreted_by=user if record.interpretation.strip() else "")


def in_case(reader: Reader, case_id: UUID, record_id: UUID) -> Stored:
    """Return a record of a case as it is stored; raise ``RefusedError`` when the case does not hold it."""
    stored = reader.stored(record_id)
    if stored is None or stored.case != case_id:
        raise RefusedError(reason="This is not in the case.")
    return stored


def refuse_closed(reader: Reader, case_id: UUID) -> None:
    """Raise ``RefusedError`` when there is no such case or it was withdrawn."""
    stored = reader.stored(case_id)
    if stored is None or stored.kind is not RecordKind.CASE or stored.withdrawn:
        raise RefusedError(reason="This case is not in the vault.")


def refuse_unsound(reader: Reader, case_id: UUID, record: Record, along: Iterable[Record] = ()) -> None:
    """Raise an error when a record cannot be saved in its case.

    That is when it points to nothing or to a thing of another kind, is a wrong duplicate, names something twice or
    holds a day far away. ``along`` are the new records that are saved in the same transaction.
    """
    refuse_far(record)
    if any(named_twice(record)):
        raise RefusedError(reason="A behaviour, effect, child, exhibit or source is named twice. Name it once.")
    fresh = {other.id: other for other in along}
    for field, target in references(record):
        found = fresh.get(target)
        if found is None:
            stored = reader.stored(target)
            if stored is not None and stored.case == case_id and not stored.withdrawn:
                found = stored.record
        if found is None or kind_of(found) is not target_kind(field):
            raise DanglingReferenceError(reason=_GONE[target_kind(field)])
        if field == "duplicate_of" and isinstance(record, Incident) and isinstance(found, Incident):
            pointing = reader.pointing_to(record.id)
            doubled = any(other == "duplicate_of" for _, other in pointing)
            refuse_wrong_duplicate(record, found, has_duplicates=doubled)


def refuse_far(*records: Record) -> None:
    """Raise ``RefusedError`` when a record holds a day with which no rule can count."""
    if any(any(far_days(record)) for record in records):
        raise RefusedError(reason=FAR_AWAY)


def refuse_made_fictional(stored: Record, record: Record) -> None:
    """Raise ``RefusedError`` when a real case would become a fictional one: then trainers would read its history."""
    if isinstance(stored, Case) and isinstance(record, Case) and record.fictional and not stored.fictional:
        raise RefusedError(reason=MADE_FICTIONAL)


def refuse_signed(*records: Record) -> None:
    """Raise ``RefusedError`` when one of the records is signed."""
    for record in records:
        if is_signed(record):
            raise RefusedError(reason=SIGNED if isinstance(record, Assessment) else SIGNED_REVIEW)


def refuse_used(reader: Reader, record_id: UUID) -> None:
    """Raise ``StillUsedError`` when other records point to this one."""
    places = sorted({place_of(other) for other, _ in reader.pointing_to(record_id)})
    if places:
        raise StillUsedError(places=", ".join(places))


def refuse_saved(reader: Reader, ids: Collection[UUID]) -> None:
    """Raise ``RefusedError`` when one of the records is in the vault already."""
    if any(reader.stored(record_id) is not None for record_id in ids):
        raise RefusedError(reason="This is in the vault already.")


def place_of(record: Record) -> str:
    """Return how a record is called in a sentence: I-31, B-8, nfs 2; a new one by its kind."""
    if isinstance(record, Assessment):
        return f"{record.checklist} {record.number}".removesuffix(" 0")
    return visible_number(record) if record.number else kind_of(record).value
