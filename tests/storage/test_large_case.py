"""A case of a thousand incidents opens at once."""

import time

import pytest

import builders
from app.domain.kinds import kind_of
from app.domain.revision import RevisionAction
from app.services import cases
from app.services.versions import version
from app.storage.store import Store
from app.storage.unit_of_work import NewRecord


@pytest.mark.storage
def test_a_case_of_a_thousand_incidents_opens_within_half_a_second(store: Store) -> None:
    case, source = builders.case(), builders.source(number=1)
    cases.open_case(store, case)
    told = [
        builders.incident(
            number=number, facts="Hij stond weer voor de deur. " * 10, sources=(builders.citation(source),)
        )
        for number in range(1, 1001)
    ]
    with store.write() as uow:
        uow.insert(
            case.id,
            [
                NewRecord(record, (version(record, 1, RevisionAction.RECORDED, at=uow.now, by=uow.user),))
                for record in (source, *told)
            ],
        )
        uow.commit(f"{kind_of(told[0])}.recorded", "many")

    started = time.perf_counter()
    snapshot = cases.read_case(store, case.id)
    seconds = time.perf_counter() - started

    assert snapshot.incidents == tuple(told)
    assert seconds < 0.5
