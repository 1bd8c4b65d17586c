"""A case of real people never becomes a practice case: everybody who trains would read its whole history."""

import msgspec
import pytest

import builders
from app.domain.revision import RevisionAction
from app.errors import RefusedError
from app.services import cases, records
from app.services.versions import version
from app.storage.store import Store

pytestmark = pytest.mark.storage


def test_a_real_case_does_not_become_a_practice_case(store: Store) -> None:
    head = builders.case()
    cases.open_case(store, head)
    with pytest.raises(RefusedError, match="Open a new practice case"):
        records.correct(store, head.id, msgspec.structs.replace(head, fictional=True))
    assert not cases.read_case(store, head.id).case.fictional
    assert len(records.history(store, head.id)) == 1


def test_a_practice_case_that_became_real_does_not_go_back_to_a_version_of_before(store: Store) -> None:
    head = builders.case(fictional=True)
    cases.open_case(store, head)
    records.correct(store, head.id, msgspec.structs.replace(head, fictional=False))
    with pytest.raises(RefusedError, match="Open a new practice case"):
        records.restore_version(store, head.id, head.id, 1, reason="Terug")
    assert not cases.read_case(store, head.id).case.fictional


def test_a_case_that_was_made_a_practice_case_in_the_past_can_still_be_corrected(store: Store) -> None:
    head = builders.case()
    cases.open_case(store, head)
    opened = msgspec.structs.replace(cases.read_case(store, head.id).case, fictional=True)
    with store.write() as uow:
        uow.revise(head.id, opened, version(opened, 2, RevisionAction.CORRECTED, at=uow.now, by=uow.user))
        uow.commit("case.corrected", str(head.id))
    records.correct(store, head.id, msgspec.structs.replace(opened, name="Oefening"))
    assert cases.read_case(store, head.id).case.fictional
