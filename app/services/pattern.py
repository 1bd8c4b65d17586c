"""Evaluate what a case holds with the rules, and remember from which day one looks."""

from datetime import date
from pathlib import Path
from uuid import UUID

import msgspec

from app.domain.change import Change
from app.domain.revision import RecordKind
from app.errors import NoRightError, ReadOnlyError
from app.risk.engine import Pattern, evaluate
from app.risk.windows import DEFAULT_AHEAD
from app.services.files import written_outside
from app.services.leaving import Leaving, let_leave, needed
from app.services.records import correct
from app.services.versions import refuse_closed
from app.storage.store import Store
from app.storage.unit_of_work import UnitOfWork


def pattern_of(store: Store, case_id: UUID, *, at: date, window: int, ahead: int = DEFAULT_AHEAD) -> Pattern:
    """Return what the rules see in a case at reference date ``at`` over ``window`` days and ``ahead`` days after it."""
    with store.read() as reader:
        snapshot = reader.snapshot(case_id)
    return Pattern(snapshot, at, window, evaluate(snapshot, at=at, window=window, ahead=ahead), ahead)


def remember_reference(store: Store, case_id: UUID, *, at: date, window: int) -> Change:
    """Keep the reference date and the window that the user chose for a case; who may only read chooses for now."""
    with store.read() as reader:
        case = reader.snapshot(case_id).case
    try:
        return correct(store, case_id, msgspec.structs.replace(case, reference_date=at, window=window))
    except (NoRightError, ReadOnlyError):
        return Change(case_id, RecordKind.CASE, case_id)


def deliver_picture(store: Store, case_id: UUID, target: Path, data: bytes, reason: str) -> None:
    """Write a picture of the pattern where the user wants it, and log why; neither is there without the other."""
    detail = written_outside(target, data, needed(reason))

    def made(uow: UnitOfWork) -> Leaving:
        refuse_closed(uow, case_id)
        return Leaving(data, "picture.exported", str(case_id), detail)

    let_leave(store, target, made)
