"""The versions of the case itself, its people and its assessments, and putting an older one back."""

from dataclasses import replace

import msgspec
import pytest

import builders
from app.domain.assessment import AnswerValue, Assessment
from app.domain.case import Case
from app.domain.person import Person, Role
from app.domain.record import Sensitivity
from app.errors import RefusedError
from app.i18n import Translator
from app.services import cases, records, signing
from app.storage.store import Store
from app.viewmodels.case_history import CaseHistory
from app.viewmodels.desk import InlineDesk
from app.wiring import session_of

pytestmark = pytest.mark.storage
PERSON = builders.person(name="M. Visser", role=Role.PERPETRATOR)
CASE = builders.case(reference="Z-2026-014", note="Eerst zo.")


@pytest.fixture
def case(store: Store) -> Case:
    """Return a case with somebody in it, both changed once."""
    cases.open_case(store, CASE, [PERSON])
    now = cases.read_case(store, CASE.id)
    records.correct(store, CASE.id, msgspec.structs.replace(now.case, note="Later anders."))
    records.correct(store, CASE.id, msgspec.structs.replace(now.persons[0], relation="ex-partner"))
    return CASE


def opened(store: Store, record: str = "") -> CaseHistory:
    """Return the history of the case, at one of its records."""
    model = CaseHistory(CASE.id, session_of(store).history, InlineDesk(), Translator("nl"))
    model.load(record)
    return model


def assessment(store: Store) -> Assessment:
    """Return a recorded assessment with one answer, that was changed once."""
    first = builders.assessment([builders.answer("nfs.neck", AnswerValue.YES)])
    records.record(store, CASE.id, first)
    (stored,) = cases.read_case(store, CASE.id).assessments
    changed = msgspec.structs.replace(stored, judgement="Ernstig.")
    records.correct(store, CASE.id, changed)
    return changed


def test_the_case_itself_tells_what_changed_and_an_older_version_is_put_back(store: Store, case: Case) -> None:
    model = opened(store)
    assert "Notitie: Eerst zo. → Later anders." in model.state.versions[-1].changes
    model.put_back(1, "toch zoals eerst")
    assert cases.read_case(store, case.id).case.note == "Eerst zo."
    assert [version.reason for version in model.state.versions] == ["", "", "toch zoals eerst"]


def test_an_older_number_that_another_case_has_now_is_refused_in_the_window(store: Store, case: Case) -> None:
    now = cases.read_case(store, case.id).case
    records.correct(store, case.id, msgspec.structs.replace(now, reference="Z-2026-015"))
    cases.open_case(store, builders.case(reference="Z-2026-014"))
    model = opened(store)
    model.put_back(1, "oude nummer")
    assert "al een zaak met dit nummer" in model.state.error
    assert len({summary.case.reference for summary in cases.list_cases(store)}) == 2


def test_a_person_who_was_taken_out_still_has_a_history_and_cannot_be_changed(store: Store, case: Case) -> None:
    records.withdraw(store, case.id, PERSON.id, reason="verkeerde persoon")
    model = opened(store, str(PERSON.id))
    (choice,) = [one for one in model.state.choices if one.key == str(PERSON.id)]
    assert choice.label == "M. Visser · vermoedelijke pleger · uit de zaak gehaald"
    assert [version.heading.split(" · ")[1].split()[0] for version in model.state.versions] == [
        "vastgelegd",
        "verbeterd",
        "ingetrokken",
    ]
    assert model.state.held
    assert not model.state.changeable


def test_an_open_assessment_can_go_back_and_a_signed_one_cannot(store: Store, case: Case) -> None:
    changed = assessment(store)
    model = opened(store, str(changed.id))
    assert model.state.changeable
    model.put_back(1, "te vroeg")
    (now,) = cases.read_case(store, case.id).assessments
    assert now.judgement == ""
    signing.sign(store, case.id, now)
    model = opened(store, str(changed.id))
    assert not model.state.changeable
    model.put_back(2, "toch")
    assert cases.read_case(store, case.id).assessments[0].judgement == ""
    with pytest.raises(RefusedError):
        records.restore_version(store, case.id, changed.id, 2, reason="toch")


def test_a_hidden_person_is_not_named_before_that_is_asked_for(store: Store, case: Case) -> None:
    hidden = Person(name="Schuilnaam", role=Role.CHILD, relation="Duinstraat 4", sensitivity=Sensitivity.R0)
    records.record(store, case.id, hidden)
    model = opened(store, str(hidden.id))
    assert model.state.gate is not None
    assert not model.state.versions
    assert "Schuilnaam" not in str(model.state)
    model.show()
    assert "Duinstraat 4" in str(model.state.versions)


def test_who_only_reads_sees_the_versions_and_no_way_back(store: Store, case: Case) -> None:
    services = replace(session_of(store).history, may_record=False)
    model = CaseHistory(case.id, services, InlineDesk(), Translator("nl"))
    model.load()
    assert len(model.state.versions) == 2
    assert not model.state.changeable
