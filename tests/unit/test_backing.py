"""What answers rest on, from both sides, and which answers lose support when an incident goes."""

# ruff: noqa: ANN401 -- a builder takes any field of its record
from datetime import UTC, datetime
from typing import Any

from msgspec.structs import replace

import builders
from app.domain.assessment import Answer, AnswerValue
from app.domain.incident import Incident
from app.domain.snapshot import CaseSnapshot
from app.risk.backing import Left, answers_losing, backing_of, questions_of
from app.risk.checklist import load_checklists

LISTS = load_checklists()
HANDS = "nfs.act.hands"
SANNE, CLINIC = builders.source("Sanne", number=1), builders.source("SEH", number=2)


def grip(**fields: Any) -> Incident:
    return builders.incident(**{"behaviours": ("str-manual",), "severity": 5, **fields})


def case(*incidents: Incident, answers: tuple[Answer, ...] = (), **fields: Any) -> CaseSnapshot:
    use = builders.assessment(answers, version=LISTS["nfs"].version, **fields)
    return builders.snapshot(*incidents, sources=(SANNE, CLINIC), assessments=(use,))


def test_an_answer_leads_to_its_incidents_and_their_sources() -> None:
    first = grip(sources=(builders.citation(SANNE),))
    again = grip(sources=(builders.citation(CLINIC),), duplicate_of=first.id)
    answer = builders.answer(HANDS, incidents=(first.id, again.id))
    (backed,) = backing_of(answer, case(first, again))
    assert (backed.incident, backed.sources) == (first.id, (SANNE.id, CLINIC.id))


def test_an_incident_leads_to_every_question_it_points_at() -> None:
    one = grip()
    pointed = questions_of(one.id, case(one, answers=(builders.answer(HANDS, incidents=(one.id,)),)), LISTS)
    by_item = {each.item: each for each in pointed}
    assert by_item[HANDS].confirmed
    assert by_item[HANDS].answer is AnswerValue.YES
    strangled = by_item["lth.strangle"]
    assert (strangled.checklist, strangled.confirmed, strangled.answer) == ("lth", False, AnswerValue.NOT_ASKED)
    wanted = {item.id for one in LISTS.values() for item in one.items if "str-manual" in item.supports}
    assert set(by_item) <= wanted


def test_an_incident_that_cannot_support_points_at_nothing() -> None:
    aside = grip(set_aside="ander adres")
    assert {(one.confirmed, one.against) for one in questions_of(aside.id, case(aside), LISTS)} == {(False, True)}


def test_both_ways_tell_the_same() -> None:
    one, two = grip(), builders.incident(behaviours=("thr-kill-victim",))
    snapshot = case(one, two, answers=(builders.answer(HANDS, incidents=(one.id, two.id)),))
    answer = snapshot.assessments[0].answer(HANDS)
    for backed in backing_of(answer, snapshot):
        pointed = questions_of(backed.incident, snapshot, LISTS)
        assert HANDS in {each.item for each in pointed if each.confirmed}


def test_withdrawing_lists_the_answers_that_lose_support_and_what_is_left() -> None:
    one, two = grip(), grip()
    answers = (
        builders.answer(HANDS, incidents=(one.id, two.id)),
        builders.answer("nfs.act.repeat", incidents=(one.id,)),
        builders.answer("nfs.act.limb", incidents=(one.id,), basis=None),
        builders.answer("nfs.act.words", incidents=(two.id,)),
    )
    losing = answers_losing(one.id, case(one, two, answers=answers))
    assert [(each.item, each.left, each.incidents) for each in losing] == [
        (HANDS, Left.INCIDENTS, (two.id,)),
        ("nfs.act.repeat", Left.BASIS, ()),
        ("nfs.act.limb", Left.NOTHING, ()),
    ]


def test_a_signed_answer_is_told_as_signed() -> None:
    one = grip()
    answers = (builders.answer(HANDS, incidents=(one.id,)),)
    (losing,) = answers_losing(one.id, case(one, answers=answers, signed_at=datetime(2026, 3, 20, tzinfo=UTC)))
    assert losing.signed


def test_what_supports_nothing_loses_nothing() -> None:
    one = grip()
    snapshot = case(one, answers=(builders.answer(HANDS, incidents=(one.id,)),))
    aside = replace(snapshot, incidents=(replace(one, set_aside="ander adres"),))
    assert answers_losing(one.id, aside) == ()
    assert answers_losing(grip().id, snapshot) == ()
