"""What was half typed names something that is withdrawn meanwhile: it can be saved, and nothing is lost."""

from dataclasses import replace
from functools import partial
from uuid import UUID

import msgspec
import pytest
from case_keeper import NOW, CaseKeeper
from incident_bench import Bench

import builders
from app.domain.assessment import AnswerValue
from app.domain.incident import Incident
from app.domain.person import Role
from app.errors import DanglingReferenceError
from app.i18n import Translator
from app.risk.checklist import load_checklists
from app.services import cases, drafts, records
from app.storage.store import Store
from app.viewmodels.checklist import ChecklistForm
from app.viewmodels.desk import InlineDesk
from app.viewmodels.incident_form import IncidentDraft
from app.viewmodels.record_form import draft_key

pytestmark = pytest.mark.storage
HANDS = "nfs.act.hands"
NL = Translator("nl")


@pytest.fixture
def case(store: Store) -> UUID:
    """Return a case with one incident of strangulation."""
    head = builders.case()
    cases.open_case(store, head)
    records.record(store, head.id, builders.incident(behaviours=("str-manual",)))
    return head.id


def form_on(store: Store, case: UUID) -> tuple[ChecklistForm, InlineDesk]:
    """Open the checklist on a vault."""
    desk = InlineDesk()
    services = replace(
        CaseKeeper(builders.snapshot()).checklist_services(),
        read_case=partial(cases.read_case, store),
        record=partial(records.record, store),
        correct=partial(records.correct, store),
        keep_draft=partial(drafts.keep_draft, store),
        read_draft=partial(drafts.read_draft, store),
    )
    form = ChecklistForm(case, load_checklists()["nfs"], services, desk, NL, lambda: NOW)
    form.load()
    return form, desk


def answered(store: Store, case: UUID) -> tuple[ChecklistForm, InlineDesk, Incident]:
    """Answer a question, confirm the incident and half type a note, so that only the draft names it."""
    form, desk = form_on(store, case)
    form.answer(HANDS, AnswerValue.YES)
    form.keep()
    (incident,) = cases.read_case(store, case).incidents
    form.confirm(HANDS, incident.id)
    form.note(HANDS, "Zij liet het zelf zien.")
    return form, desk, incident


def keep_as_draft(store: Store, case: UUID, form: ChecklistForm) -> None:
    """Keep what stands on the screen as a draft, as a lock does."""
    drafts.keep_draft(store, form._key(form._work.on_screen, stored=True), case, form._content())


@pytest.mark.parametrize("open_meanwhile", [True, False])
def test_a_half_typed_assessment_lets_go_of_a_withdrawn_incident_and_saves_the_rest(
    store: Store, case: UUID, open_meanwhile: bool
) -> None:
    form, desk, incident = answered(store, case)
    typed = form._work.on_screen
    if not open_meanwhile:
        keep_as_draft(store, case, form)
    change = records.withdraw(store, case, incident.id, reason="ander adres")
    with pytest.raises(DanglingReferenceError):
        records.correct(store, case, typed)
    if open_meanwhile:
        for listener in desk._listeners:
            listener(change)
    else:
        form, desk = form_on(store, case)
    assert desk.done == [
        "1 incident dat hier een antwoord steunde is ingetrokken. Het antwoord en wat u typte blijven staan."
    ]
    form.note(HANDS, "Zij liet het zelf zien, links.")
    form.answer("nfs.act.limb", AnswerValue.NO)
    form.keep()
    assert desk.told == []
    (saved,) = cases.read_case(store, case).assessments
    answer = saved.answer(HANDS)
    assert (answer.value, answer.incidents, answer.note) == (AnswerValue.YES, (), "Zij liet het zelf zien, links.")


def test_the_refusal_says_what_is_gone_and_what_to_do(store: Store, case: UUID) -> None:
    form, _, incident = answered(store, case)
    records.withdraw(store, case, incident.id, reason="ander adres")
    with pytest.raises(DanglingReferenceError) as refused:
        records.correct(store, case, form._work.on_screen)
    assert NL.error(refused.value) == (
        "Een incident dat hier is genoemd, staat niet in deze zaak of is ingetrokken. Er is niets opgeslagen, en wat u "
        "typte blijft bewaard. Kies daar iets anders, of haal terug wat is ingetrokken."
    )


def test_a_half_typed_incident_asks_again_for_a_withdrawn_source_and_keeps_its_words() -> None:
    child, source = builders.person(name="D. (9)", role=Role.CHILD), builders.source("zus")
    bench = Bench(persons=(child,), sources=(source,))
    form = bench.new(when="14-3-2026", facts="Hij belde.", children=(str(child.id),))
    form.edit_source(0, source=str(source.id), knowledge="gehoord_van", told="15-3-2026", note="aan de telefoon")
    form.keep_draft()
    bench.ledger.snapshot = msgspec.structs.replace(bench.ledger.snapshot, persons=(), sources=())
    bench.again().new()
    fields = bench.form.state.fields
    assert (fields.facts, fields.children, fields.sources[0].source) == ("Hij belde.", (), "")
    assert (fields.sources[0].note, fields.sources[0].told) == ("aan de telefoon", "15-3-2026")
    assert "intussen ingetrokken" in bench.form.state.note
    bench.form.save()
    assert list(bench.form.state.read.problems) == ["source0"]
    kept = msgspec.convert(bench.ledger.drafts[draft_key("incident", bench.page.case, None)], IncidentDraft)
    assert kept.fields.sources[0].note == "aan de telefoon"


def test_a_half_typed_breach_of_a_withdrawn_measure_keeps_its_words_and_can_be_taken_out() -> None:
    measure = builders.measure()
    bench = Bench(measures=(measure,))
    form = bench.new(when="14-3-2026", facts="Hij stond voor de deur.")
    form.choose_breaches((str(measure.id),))
    form.edit_breach(0, reaction="aangifte gedaan")
    form.keep_draft()
    bench.ledger.snapshot = msgspec.structs.replace(bench.ledger.snapshot, measures=())
    bench.again().new()
    state = bench.form.state
    assert [row.reaction for row in state.fields.breaches] == ["aangifte gedaan"]
    assert [(one.key, one.label) for one in state.choices.measures] == [
        (str(measure.id), "een maatregel die is ingetrokken")
    ]
    assert "intussen ingetrokken" in state.note
    bench.form.choose_breaches(())
    bench.form.save()
    assert bench.saved.breaches == ()
