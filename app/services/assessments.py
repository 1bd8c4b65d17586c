"""Sign an assessment: from then on nothing in it can change."""

from uuid import UUID

import msgspec

from app.domain.assessment import Assessment
from app.domain.change import Change
from app.domain.revision import RecordKind, RevisionAction
from app.domain.whole_text import whole
from app.errors import RefusedError
from app.services.versions import first_versions, in_case, refuse_closed, refuse_signed, refuse_unsound, version
from app.storage.store import Store


def sign(store: Store, case_id: UUID, assessment: Assessment, *, draft: str | None = None) -> Change:
    """Save an assessment as it is and close it for good, in the name of the user; ``draft`` is dropped with it."""
    with store.write() as uow:
        refuse_closed(uow, case_id)
        refuse_signed(assessment)
        refuse_unsound(uow, case_id, assessment)
        signed = msgspec.structs.replace(whole(assessment), signed_at=uow.now, signed_by=uow.user)
        if uow.stored(assessment.id) is None:
            uow.insert(case_id, first_versions(uow, case_id, [signed]))
        else:
            stored = in_case(uow, case_id, assessment.id)
            if stored.withdrawn or stored.kind is not RecordKind.ASSESSMENT:
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
        uow.commit("assessment.signed", str(assessment.id))
    return Change(case_id, RecordKind.ASSESSMENT, assessment.id)
