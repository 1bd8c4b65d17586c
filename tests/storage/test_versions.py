"""Records and their versions: numbers, references, duplicates, signatures, and what happens without a commit."""

from datetime import date, timedelta
from uuid import UUID, uuid4

import msgspec
import pytest
from fixed_clock import FixedClock
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.exc import IntegrityError

import builders
from app.domain.incident import Incident
from app.domain.record import Record
from app.domain.revision import RevisionAction
from app.errors import DanglingReferenceError, RefusedError, StillUsedError
from app.services import cases, drafts, records, signing, vault
from app.storage.store import Store

pytestmark = pytest.mark.storage


@pytest.fixture
def case(store: Store) -> UUID:
    """Return an open case."""
    head = builders.case()
    cases.open_case(store, head)
    return head.id


def test_a_new_case_has_its_people_and_the_next_number_of_the_year(store: Store) -> None:
    cases.open_case(store, builders.case(reference=""), [builders.person(), builders.person(name="Bo Proef")])
    second = builders.case(reference="")
    cases.open_case(store, second)

    snapshot = cases.read_case(store, second.id)

    assert snapshot.case.reference == "Z-2026-002"
    assert sorted(summary.case.reference for summary in cases.list_cases(store)) == ["Z-2026-001", "Z-2026-002"]


def test_two_cases_cannot_have_one_number(store: Store, case: UUID) -> None:
    with pytest.raises(RefusedError):
        cases.open_case(store, builders.case())

    assert [summary.case.id for summary in cases.list_cases(store)] == [case]


def test_a_day_far_away_is_refused_wherever_it_stands(store: Store, case: UUID) -> None:
    far = date(1, 1, 1)
    source = builders.source()
    told = builders.incident(sources=(builders.citation(source, told_on=far),))
    head = cases.read_case(store, case).case

    with pytest.raises(RefusedError, match="far away"):
        records.record(store, case, builders.event(when="0001-01-01"))
    with pytest.raises(RefusedError, match="far away"):
        records.record(store, case, told, along=[source])
    with pytest.raises(RefusedError, match="far away"):
        records.correct(store, case, msgspec.structs.replace(head, reference_date=far))
    with pytest.raises(RefusedError, match="far away"):
        cases.open_case(store, builders.case(reference="", coverage_from=far))

    assert list(cases.read_case(store, case).records()) == [head]


def test_what_is_named_twice_is_refused(store: Store, case: UUID) -> None:
    source = builders.source()
    cited = builders.incident(sources=(builders.citation(source), builders.citation(source)))

    with pytest.raises(RefusedError, match="twice"):
        records.record(store, case, cited, along=[source])
    with pytest.raises(RefusedError, match="twice"):
        records.record(store, case, builders.incident(behaviours=("stk-watch", "stk-watch")))


def test_incidents_and_events_count_in_one_row_of_numbers(store: Store, case: UUID) -> None:
    records.record(store, case, builders.incident(number=40))
    records.record(store, case, builders.event(number=40))
    records.record(store, case, builders.incident())
    records.record(store, case, builders.measure())

    snapshot = cases.read_case(store, case)

    assert [one.number for one in snapshot.incidents] == [1, 3]
    assert [one.number for one in snapshot.events] == [2]
    assert [one.number for one in snapshot.measures] == [1]


def test_the_number_of_a_withdrawn_record_is_not_given_again(store: Store, case: UUID) -> None:
    first = builders.incident()
    records.record(store, case, first)
    records.withdraw(store, case, first.id, reason="dubbel ingevoerd")
    records.record(store, case, builders.incident())

    assert [one.number for one in cases.read_case(store, case).incidents] == [2]


def test_an_incident_is_saved_together_with_its_new_sources(store: Store, case: UUID) -> None:
    source = builders.source("Buurvrouw")
    incident = builders.incident(sources=(builders.citation(source),))

    change = records.record(store, case, incident, along=[source])

    snapshot = cases.read_case(store, case)
    assert change.record == incident.id
    assert [one.label for one in snapshot.sources] == ["Buurvrouw"]
    assert snapshot.incidents[0].recorded_by == "Anke Proef"


def test_the_first_account_stays_first(store: Store, case: UUID, clock: FixedClock) -> None:
    incident = builders.incident(facts="Hij stond voor de deur.")
    records.record(store, case, incident)
    clock.at += timedelta(hours=1)
    records.correct(store, case, msgspec.structs.replace(incident, facts="Hij stond in de tuin."), reason="gevraagd")

    first, second = records.history(store, incident.id)

    assert first.content["facts"] == "Hij stond voor de deur."
    assert (second.content["facts"], second.reason) == ("Hij stond in de tuin.", "gevraagd")
    assert first.content["recorded_at"] == second.content["recorded_at"]
    assert second.at - first.at == timedelta(hours=1)


def test_saving_the_same_again_makes_no_version(store: Store, case: UUID) -> None:
    incident = builders.incident()
    records.record(store, case, incident)
    drafts.keep_draft(store, "incident:x", case, {"facts": "half"})

    records.correct(store, case, cases.read_case(store, case).incidents[0], draft="incident:x")

    assert len(records.history(store, incident.id)) == 1
    assert drafts.list_drafts(store, case) == ()


def test_a_record_cannot_be_saved_as_new_twice(store: Store, case: UUID) -> None:
    incident = builders.incident()
    records.record(store, case, incident)

    with pytest.raises(RefusedError):
        records.record(store, case, incident)


@pytest.mark.parametrize(
    "wrong",
    [
        builders.incident(number=0, sources=(builders.citation(uuid4()),)),
        builders.incident(number=0, children_present=(uuid4(),)),
        builders.incident(number=0, duplicate_of=uuid4()),
        builders.assessment([builders.answer("nfs-01", incidents=(uuid4(),))], number=0),
    ],
)
def test_a_reference_to_nothing_is_refused_with_its_place(store: Store, case: UUID, wrong: Record) -> None:
    with pytest.raises(DanglingReferenceError) as error:
        records.record(store, case, wrong)

    assert any(name in str(error.value) for name in ("A source", "A child", "An incident"))
    assert not cases.read_case(store, case).incidents


def test_a_reference_to_another_kind_or_another_case_is_refused(store: Store, case: UUID) -> None:
    other, person, source = builders.case(reference="Z-2026-002"), builders.person(), builders.source()
    cases.open_case(store, other, [person])
    records.record(store, other.id, source)

    for wrong in (
        builders.incident(sources=(builders.citation(source),)),
        builders.incident(sources=(builders.citation(case),)),
    ):
        with pytest.raises(DanglingReferenceError):
            records.record(store, case, wrong)


def test_what_others_point_to_cannot_be_withdrawn(store: Store, case: UUID) -> None:
    source = builders.source()
    incident = builders.incident(sources=(builders.citation(source),))
    records.record(store, case, incident, along=[source])

    with pytest.raises(StillUsedError) as error:
        records.withdraw(store, case, source.id, reason="per abuis")
    records.withdraw(store, case, incident.id, reason="per abuis")
    records.withdraw(store, case, source.id, reason="per abuis")

    assert error.value.fields["places"] == "I-1"
    with pytest.raises(DanglingReferenceError):
        records.restore(store, case, incident.id, reason="toch niet")


def test_answers_let_go_of_an_incident_that_is_withdrawn(store: Store, case: UUID) -> None:
    goes, stays = builders.incident(), builders.incident()
    use = builders.assessment([builders.answer("stk.follow", incidents=(goes.id, stays.id))])
    records.record(store, case, use, along=[goes, stays])

    records.withdraw(store, case, goes.id, reason="per abuis")

    (left,) = cases.read_case(store, case).assessments
    assert left.answers[0].incidents == (stays.id,)
    last = records.history(store, use.id)[-1]
    assert (last.action, last.reason) == (RevisionAction.CORRECTED, "per abuis")


def test_an_incident_in_a_signed_assessment_is_set_aside_and_not_withdrawn(store: Store, case: UUID) -> None:
    incident = builders.incident()
    records.record(store, case, incident)
    signing.sign(store, case, builders.assessment([builders.answer("stk.follow", incidents=(incident.id,))]))

    with pytest.raises(RefusedError, match="signed assessment"):
        records.withdraw(store, case, incident.id, reason="per abuis")

    (kept,) = cases.read_case(store, case).incidents
    records.correct(store, case, msgspec.structs.replace(kept, set_aside="hoort bij een andere zaak"))


def test_a_withdrawn_record_comes_back_as_it_was(store: Store, case: UUID) -> None:
    incident = builders.incident()
    records.record(store, case, incident)
    before = cases.read_case(store, case)
    records.withdraw(store, case, incident.id, reason="hoort bij een andere zaak")

    assert not cases.read_case(store, case).incidents
    with pytest.raises(RefusedError):
        records.correct(store, case, incident)

    records.restore(store, case, incident.id, reason="toch wel")
    assert cases.read_case(store, case) == before
    assert [one.action for one in records.history(store, incident.id)] == [
        RevisionAction.RECORDED,
        RevisionAction.WITHDRAWN,
        RevisionAction.RESTORED,
    ]


def test_what_was_withdrawn_can_be_looked_at_until_it_is_brought_back(store: Store, case: UUID) -> None:
    incident, event, measure = builders.incident(facts="Hij belde aan."), builders.event(), builders.measure()
    for one in (incident, event, measure):
        records.record(store, case, one)
    assert records.withdrawn(store, case) == ()

    records.withdraw(store, case, incident.id, reason="hoort bij een andere zaak")
    records.withdraw(store, case, measure.id, reason="dubbel")

    first, second = records.withdrawn(store, case)
    assert isinstance(first.record, Incident)
    assert (first.record.facts, first.reason, first.by) == ("Hij belde aan.", "hoort bij een andere zaak", "Anke Proef")
    assert (second.record.id, second.at) == (measure.id, store.clock.now())

    records.restore(store, case, incident.id, reason="toch hier")
    assert [one.record.id for one in records.withdrawn(store, case)] == [measure.id]


def test_withdrawing_needs_a_reason(store: Store, case: UUID) -> None:
    incident = builders.incident()
    records.record(store, case, incident)

    with pytest.raises(RefusedError):
        records.withdraw(store, case, incident.id, reason=" ")


def test_a_withdrawn_case_is_no_longer_listed(store: Store, case: UUID) -> None:
    records.withdraw(store, case, case, reason="verkeerde kluis")

    assert cases.list_cases(store) == ()
    with pytest.raises(RefusedError):
        cases.read_case(store, case)
    with pytest.raises(RefusedError):
        records.record(store, case, builders.incident())

    records.restore(store, case, case, reason="toch niet")
    assert cases.read_case(store, case).case.id == case


def test_a_duplicate_points_to_a_first_account_and_never_in_a_ring(store: Store, case: UUID) -> None:
    first, second, third = builders.incident(), builders.incident(), builders.incident()
    for incident in (first, second, third):
        records.record(store, case, incident)
    records.correct(store, case, msgspec.structs.replace(second, duplicate_of=first.id))

    for incident, original in ((first, first), (third, second), (first, second), (first, third)):
        with pytest.raises(RefusedError):
            records.correct(store, case, msgspec.structs.replace(incident, duplicate_of=original.id))

    records.correct(store, case, msgspec.structs.replace(third, duplicate_of=first.id))


@pytest.mark.parametrize("known", [False, True])
def test_a_signed_assessment_can_never_change(store: Store, case: UUID, *, known: bool) -> None:
    assessment = builders.assessment([builders.answer("nfs-01")])
    if known:
        records.record(store, case, assessment)
    signing.sign(store, case, msgspec.structs.replace(assessment, judgement="Ernstig"))

    signed = cases.read_case(store, case).assessments[0]
    assert (signed.signed_by, signed.judgement) == ("Anke Proef", "Ernstig")
    with pytest.raises(RefusedError):
        records.correct(store, case, msgspec.structs.replace(assessment, judgement="Anders"))
    with pytest.raises(RefusedError):
        records.withdraw(store, case, assessment.id, reason="anders")
    with pytest.raises(RefusedError):
        signing.sign(store, case, assessment)
    with pytest.raises(RefusedError):
        signing.sign(store, case, signed)
    assert cases.read_case(store, case).assessments == (signed,)


def test_only_signing_makes_an_assessment_signed(store: Store, case: UUID, clock: FixedClock) -> None:
    with pytest.raises(RefusedError):
        records.record(store, case, builders.assessment(signed_at=clock.now(), signed_by="Een ander"))


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE record SET content = '{}' WHERE kind = 'assessment'",
        "DELETE FROM record WHERE kind = 'assessment'",
        "INSERT OR REPLACE INTO record SELECT * FROM record WHERE kind = 'assessment'",
        "DELETE FROM reference WHERE record_id IN (SELECT id FROM record WHERE kind = 'assessment')",
        "UPDATE reference SET field = 'x' WHERE record_id IN (SELECT id FROM record WHERE kind = 'assessment')",
        "UPDATE audit SET detail = 'x'",
        "DELETE FROM audit",
        "INSERT OR REPLACE INTO audit SELECT * FROM audit",
        "UPDATE revision SET reason = 'x'",
        "DELETE FROM revision",
        "INSERT OR REPLACE INTO revision SELECT * FROM revision",
    ],
)
def test_the_database_itself_refuses_to_change_what_is_final(store: Store, case: UUID, statement: str) -> None:
    incident = builders.incident()
    records.record(store, case, incident)
    signing.sign(store, case, builders.assessment([builders.answer("nfs-01", incidents=(incident.id,))]))

    with pytest.raises(IntegrityError, match="cannot be changed"), store.write() as uow:
        uow._session.connection().exec_driver_sql(statement)

    vault.verify(store)


def test_without_a_commit_nothing_stays(store: Store, case: UUID) -> None:
    before = vault.verify(store)

    with store.write() as uow:
        uow.drafts.keep("incident:x", case, {})

    assert drafts.list_drafts(store, case) == ()
    assert vault.verify(store) == before


def test_an_error_inside_an_action_undoes_all_of_it(store: Store, case: UUID) -> None:
    source = builders.source()
    wrong = builders.incident(sources=(builders.citation(source), builders.citation(uuid4())))

    with pytest.raises(DanglingReferenceError):
        records.record(store, case, wrong, along=[source])

    assert cases.read_case(store, case).sources == ()


def test_every_action_is_one_entry_of_the_log(store: Store, case: UUID) -> None:
    source = builders.source()
    incident = builders.incident(sources=(builders.citation(source),))
    records.record(store, case, incident, along=[source])
    records.withdraw(store, case, incident.id, reason="per abuis")
    drafts.keep_draft(store, "a", case, {})

    with store.read() as reader:
        entries = list(reader.audit())

    assert [entry.action for entry in entries] == [
        "vault.created",
        "case.opened",
        "incident.recorded",
        "incident.withdrawn",
    ]
    assert entries[-1].detail == "per abuis"


texts = st.text(st.characters(codec="utf-8"), max_size=60)


@given(facts=texts, quote=texts, where=texts)
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_typed_comes_back_letter_for_letter(store: Store, facts: str, quote: str, where: str) -> None:
    case = builders.case(reference="")
    cases.open_case(store, case)
    incident = builders.incident(facts=f".{facts}", quote=quote, where=where)
    records.record(store, case.id, incident)

    told = cases.read_case(store, case.id).incidents[0]

    assert (told.facts, told.quote, told.where) == (incident.facts, quote, where)


def test_only_half_typed_records_count_as_open_drafts_of_a_case(store: Store, case: UUID) -> None:
    drafts.keep_draft(store, f"incident:{case}:new", case, {"facts": "half"})
    drafts.keep_draft(store, f"apart:dossier:{case}", case, {"recipient": "politie"})

    assert [summary.drafts for summary in cases.list_cases(store)] == [1]
    assert drafts.read_draft(store, f"apart:dossier:{case}") == {"recipient": "politie"}


def test_an_interpretation_carries_the_name_of_whoever_gave_it_as_it_stands(store: Store, case: UUID) -> None:
    told = builders.incident(interpretation="Past in de opbouw.", interpreted_by="iemand anders")
    records.record(store, case, told)
    (first,) = cases.read_case(store, case).incidents
    assert first.interpreted_by == store.user

    behind = msgspec.structs.replace(first, interpreted_by="")
    records.correct(store, case, msgspec.structs.replace(behind, where="portiek"))
    (kept,) = cases.read_case(store, case).incidents
    assert (kept.where, kept.interpreted_by) == ("portiek", store.user)

    records.correct(store, case, msgspec.structs.replace(kept, interpretation=""))
    (bare,) = cases.read_case(store, case).incidents
    assert bare.interpreted_by == ""
