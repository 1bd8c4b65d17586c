"""Sign an assessment or a weighing: from then on nothing in it can change."""

from uuid import UUID

import msgspec

from app.domain.change import Change
from app.domain.kinds import kind_of
from app.domain.review import Review
from app.domain.revision import RevisionAction
from app.domain.seen import seen_in
from app.domain.signing import Signable
from app.domain.whole_text import whole
from app.errors import RefusedError
from app.services.versions import first_versions, in_case, refuse_closed, refuse_signed, refuse_unsound, version
from app.storage.store import Store
from app.storage.unit_of_work import UnitOfWork


def sign(store: Store, case_id: UUID, record: Signable, *, draft: str | None = None) -> Change:
    """Save a record as it is and close it for good, in the name of the user; ``draft`` is dropped with it.

    A weighing keeps what lay in the case at that moment, so that changes since then can be listed.
    """
    kind = kind_of(record)
    with store.write() as uow:
        refuse_closed(uow, case_id)
        refuse_signed(record)
        refuse_unsound(uow, case_id, record)
        signed = _closed(uow, case_id, record)
        if uow.stored(record.id) is None:
            uow.insert(case_id, first_versions(uow, case_id, [signed]))
        else:
            stored = in_case(uow, case_id, record.id)
            if stored.withdrawn or stored.kind is not kind:
                raise RefusedError(reason="This was withdrawn. Restore it before changing it.")
            refuse_signed(stored.record)
            final = msgspec.structs.replace(
                signed,
                number=stored.record.number,
                recorded_at=stored.record.recorded_at,
                recorded_by=stored.record.recorded_by,
            )
            uow.revise(
                case_id,
                final,
                version(final, stored.revision + 1, RevisionAction.SIGNED, at=uow.now, by=uow.user),
            )
        if draft is not None:
            uow.drafts.drop(draft)
        uow.commit(f"{kind}.signed", str(record.id))
    return Change(case_id, kind, record.id)


def _closed(uow: UnitOfWork, case_id: UUID, record: Signable) -> Signable:
    """Return a record with its signature; a weighing with what it saw."""
    if isinstance(record, Review):
        record = msgspec.structs.replace(record, seen=seen_in(uow.snapshot(case_id)))
    return msgspec.structs.replace(whole(record), signed_at=uow.now, signed_by=uow.user)
