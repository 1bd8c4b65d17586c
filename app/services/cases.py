"""Open, list and read cases."""

from collections.abc import Sequence
from itertools import count
from uuid import UUID

import msgspec

from app.domain.case import Case, CaseSummary
from app.domain.change import Change
from app.domain.member import Right
from app.domain.person import Person
from app.domain.revision import RecordKind
from app.domain.snapshot import CaseSnapshot
from app.domain.whole_text import whole
from app.errors import RefusedError
from app.services.versions import first_versions, refuse_far, refuse_saved
from app.storage.store import Store


def list_cases(store: Store) -> tuple[CaseSummary, ...]:
    """Return the cases of the vault, the latest first."""
    with store.read() as reader:
        return reader.cases()


def open_case(store: Store, case: Case, persons: Sequence[Person] = ()) -> Change:
    """Open a new case with its people; without a case number it gets the next one of the year."""
    refuse_far(case, *persons)
    with store.write() as uow:
        refuse_saved(uow, [case.id, *(person.id for person in persons)])
        taken = uow.references()
        if case.reference.strip() in taken:
            raise RefusedError(reason="There is a case with this number already. Choose another number.")
        reference = case.reference.strip() or _next_reference(taken, uow.now.year)
        opened = msgspec.structs.replace(case, reference=reference, opened_on=case.opened_on or uow.now.date())
        uow.insert(case.id, first_versions(uow, case.id, (opened, *persons)))
        uow.commit("case.opened", str(case.id))
    return Change(case.id, RecordKind.CASE, case.id)


def read_case(store: Store, case_id: UUID) -> CaseSnapshot:
    """Return everything that a case holds now."""
    with store.read() as reader:
        return reader.snapshot(case_id)


def enter_case(store: Store, case_id: UUID, reason: str = "") -> CaseSnapshot:
    """Return a case for somebody who opens it; who reads a closed case stands in the log with why, once each time.

    Raises ``RefusedError`` for a closed case without a reason, unless the vault is only read and can log nothing.
    """
    snapshot = read_case(store, case_id)
    if snapshot.case.closed_on is not None and store.read_only is None:
        if not reason.strip():
            raise RefusedError(reason="This case is closed. Give a reason for reading it.")
        with store.write(Right.READ) as uow:
            uow.commit("case.read", str(case_id), msgspec.json.encode({"reason": whole(reason.strip())}).decode())
    return snapshot


def _next_reference(taken: set[str], year: int) -> str:
    """Return the first free case number of a year, such as Z-2026-014."""
    return next(free for number in count(1) if (free := f"Z-{year}-{number:03}") not in taken)
