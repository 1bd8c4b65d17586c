"""An older version put back is a new version that says the same; nothing in between is lost."""

from datetime import UTC, datetime

import msgspec
import pytest

import builders
from app.domain.assessment import Assessment
from app.domain.case import Case
from app.domain.incident import Incident
from app.errors import DanglingReferenceError, RefusedError
from app.services import cases, records, signing, vault
from app.storage.store import Store

pytestmark = pytest.mark.storage
AT = datetime(2026, 3, 14, tzinfo=UTC)


@pytest.fixture
def case(store: Store) -> Case:
    """Return an open case."""
    head = builders.case()
    cases.open_case(store, head)
    return head


def lived(store: Store, case: Case) -> Incident:
    """Return an incident that was corrected once."""
    told = builders.incident()
    records.record(store, case.id, told)
    records.correct(store, case.id, msgspec.structs.replace(told, facts="Anders."), reason="vergist")
    return told


def test_the_older_words_come_back_as_a_third_version_with_its_reason(store: Store, case: Case) -> None:
    told = lived(store, case)
    records.restore_version(store, case.id, told.id, 1, reason="toch zoals eerst")
    versions = records.history(store, told.id)
    assert [one.content["facts"] for one in versions] == [
        "Hij stond voor de deur.",
        "Anders.",
        "Hij stond voor de deur.",
    ]
    assert versions[-1].reason == "toch zoals eerst"
    assert cases.read_case(store, case.id).incidents[0].facts == told.facts
    with store.read() as reader:
        last = reader.last_entry()
    assert last is not None
    assert last.action == "incident.put_back"
    assert msgspec.json.decode(last.detail) == {"version": 1, "reason": "toch zoals eerst"}
    vault.verify(store)


def test_without_a_reason_or_a_difference_nothing_is_put_back(store: Store, case: Case) -> None:
    told = lived(store, case)
    for number, reason in ((1, " "), (2, "zomaar"), (9, "zomaar")):
        with pytest.raises(RefusedError):
            records.restore_version(store, case.id, told.id, number, reason=reason)
    assert len(records.history(store, told.id)) == 2


def test_a_withdrawn_or_signed_record_is_not_put_back(store: Store, case: Case) -> None:
    told = lived(store, case)
    records.withdraw(store, case.id, told.id, reason="dubbel")
    with pytest.raises(RefusedError):
        records.restore_version(store, case.id, told.id, 1, reason="zomaar")
    asked = builders.assessment(())
    records.record(store, case.id, asked)
    stored = next(one for one in cases.read_case(store, case.id).assessments if one.id == asked.id)
    assert isinstance(stored, Assessment)
    signing.sign(store, case.id, msgspec.structs.replace(stored, judgement="Zorgelijk."))
    with pytest.raises(RefusedError):
        records.restore_version(store, case.id, asked.id, 1, reason="zomaar")


def test_a_version_that_points_to_a_withdrawn_source_is_refused(store: Store, case: Case) -> None:
    source = builders.source()
    told = builders.incident(sources=(builders.citation(source),))
    records.record(store, case.id, told, along=[source])
    records.correct(store, case.id, msgspec.structs.replace(told, sources=()))
    records.withdraw(store, case.id, source.id, reason="verkeerde bron")
    with pytest.raises(DanglingReferenceError):
        records.restore_version(store, case.id, told.id, 1, reason="zomaar")
