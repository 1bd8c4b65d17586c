"""Withdrawing an incident tells which answers lose support, in the window as well."""

from datetime import UTC, datetime
from typing import Any

from incident_bench import Bench
from msgspec.structs import replace

import builders
from app.domain.assessment import AnswerValue, Basis
from app.domain.incident import Incident
from app.i18n import Translator
from app.risk.checklist import load_checklists
from app.risk.support import support_for
from app.viewmodels.checklist_rows import group_rows

LISTS = load_checklists()
HANDS = "nfs.act.hands"
NL = Translator("nl")


def grip(number: int, **fields: Any) -> Incident:  # noqa: ANN401 -- a builder takes any field of its record
    return builders.incident(**{"behaviours": ("str-manual",), "severity": 5, "number": number, **fields})


def opened(*incidents: Incident, **fields: Any) -> Bench:  # noqa: ANN401 -- a builder takes any field of its record
    """Return the form of the first incident; all of them were confirmed for the question about hands."""
    answer = builders.answer(HANDS, incidents=tuple(one.id for one in incidents), **fields)
    use = builders.assessment((answer,), "2026-03-14", version=LISTS["nfs"].version)
    bench = Bench(*incidents, assessments=(use,))
    bench.page.open(str(incidents[0].id))
    return bench


def test_the_form_tells_before_withdrawing_which_answer_is_left_with_nothing() -> None:
    bench = opened(grip(1), basis=None)
    assert bench.form.losing.splitlines() == [
        "1 antwoord verliest steun:",
        "• Handen om of tegen de hals (Niet-fatale verwurging, 14 mrt 2026): ja · rust nergens meer op",
    ]


def test_the_form_tells_on_what_an_answer_rests_after_that() -> None:
    assert opened(grip(1), grip(2)).form.losing.endswith("ja · rust nog op I-2")
    assert opened(grip(1), basis=Basis.VICTIM).form.losing.endswith("ja · rust alleen nog op de eigen grond")


def test_the_form_says_that_a_signed_answer_holds_its_incident() -> None:
    one = grip(1)
    use = builders.assessment(
        (builders.answer(HANDS, incidents=(one.id,)),),
        "2026-03-14",
        version=LISTS["nfs"].version,
        signed_at=datetime(2026, 3, 14, tzinfo=UTC),
    )
    bench = Bench(one, assessments=(use,))
    bench.page.open(str(one.id))
    first, *_ = bench.form.losing.splitlines()
    assert first.startswith("Een ondertekende afname noemt dit incident.")


def test_an_incident_without_answers_costs_nothing() -> None:
    bench = Bench(grip(1))
    bench.page.open(str(bench.saved.id))
    assert bench.form.losing == ""
    assert not any(touch.title == "Antwoorden rusten hierop" for touch in bench.form.state.hints.touches)


def test_the_form_leads_from_an_incident_to_the_answers_that_rest_on_it() -> None:
    (touch,) = (one for one in opened(grip(1)).form.state.hints.touches if one.title == "Antwoorden rusten hierop")
    assert touch.lines == ("Handen om of tegen de hals (Niet-fatale verwurging, 14 mrt 2026): ja",)


def test_a_question_leads_to_the_sources_of_its_incidents() -> None:
    sanne, clinic = builders.source("Sanne", number=1), builders.source("SEH", number=2)
    one = grip(1, sources=(builders.citation(sanne),))
    again = grip(2, sources=(builders.citation(clinic),), duplicate_of=one.id)
    snapshot = builders.snapshot(one, again, sources=(sanne, clinic))
    groups = group_rows(LISTS["nfs"], builders.assessment(version="1.0"), snapshot, {}, NL)
    row = next(item for group in groups for item in group.items if item.id == HANDS)
    assert [support.told for support in row.incidents] == ["verteld door B-1 en B-2"]


def test_an_answer_says_that_its_incident_was_withdrawn() -> None:
    gone, other = grip(1), grip(2)
    answer = builders.answer(HANDS, AnswerValue.YES, incidents=(gone.id,))
    use = builders.assessment((answer,), version=LISTS["nfs"].version)
    snapshot = builders.snapshot(other, assessments=(use,))
    groups = group_rows(LISTS["nfs"], use, snapshot, {}, NL)
    row = next(one for group in groups for one in group.items if one.id == HANDS)
    assert row.contradiction == "1 incident dat hier was bevestigd, is ingetrokken"
    assert support_for(LISTS["nfs"], use, snapshot)[HANDS].lost == (gone.id,)
    unfounded = replace(use, answers=(replace(answer, basis=None),))
    groups = group_rows(LISTS["nfs"], unfounded, snapshot, {}, NL)
    row = next(one for group in groups for one in group.items if one.id == HANDS)
    assert row.contradiction.startswith("Ja zonder grond")
