"""What answers rest on, from both sides, and which answers lose support when an incident goes."""

# ruff: noqa: ANN401 -- a builder takes any field of its record
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from msgspec.structs import replace

import builders
from app.domain.assessment import Answer, AnswerValue
from app.domain.incident import Incident
from app.domain.snapshot import CaseSnapshot
from app.i18n import Translator
from app.risk.backing import Left, Pointing, answers_losing, backing_of, questions_by_incident
from app.risk.checklist import load_checklists
from app.risk.support_listing import support_list
from app.risk.telling import rows_in

LISTS = load_checklists()
AT, EN = date(2026, 3, 31), Translator("en")
HANDS = "nfs.act.hands"
SANNE, CLINIC = builders.source("Sanne", number=1), builders.source("SEH", number=2)


def grip(**fields: Any) -> Incident:
    return builders.incident(**{"behaviours": ("str-manual",), "severity": 5, **fields})


def case(*incidents: Incident, answers: tuple[Answer, ...] = (), **fields: Any) -> CaseSnapshot:
    use = builders.assessment(answers, version=LISTS["nfs"].version, **fields)
    return builders.snapshot(*incidents, sources=(SANNE, CLINIC), assessments=(use,))


def questions_of(incident: UUID, snapshot: CaseSnapshot) -> tuple[Pointing, ...]:
    return questions_by_incident(snapshot, LISTS).get(incident, ())


def test_an_answer_leads_to_its_incidents_and_their_sources() -> None:
    first = grip(sources=(builders.citation(SANNE),))
    again = grip(sources=(builders.citation(CLINIC),), duplicate_of=first.id)
    answer = builders.answer(HANDS, incidents=(first.id, again.id))
    (backed,) = backing_of(answer, case(first, again))
    assert (backed.incident, backed.sources) == (first.id, (SANNE.id, CLINIC.id))


def test_an_incident_leads_to_every_question_it_points_at() -> None:
    one = grip()
    pointed = questions_of(one.id, case(one, answers=(builders.answer(HANDS, incidents=(one.id,)),)))
    by_item = {each.item: each for each in pointed}
    assert by_item[HANDS].confirmed
    assert by_item[HANDS].answer is AnswerValue.YES
    strangled = by_item["lth.strangle"]
    assert (strangled.checklist, strangled.confirmed, strangled.answer) == ("lth", False, AnswerValue.NOT_ASKED)
    wanted = {item.id for one in LISTS.values() for item in one.items if "str-manual" in item.supports}
    assert set(by_item) <= wanted


def test_an_incident_that_cannot_support_points_at_nothing() -> None:
    aside = grip(set_aside="ander adres")
    assert {(one.confirmed, one.against) for one in questions_of(aside.id, case(aside))} == {(False, True)}


def test_both_ways_tell_the_same() -> None:
    one, two = grip(), builders.incident(behaviours=("thr-kill-victim",))
    snapshot = case(one, two, answers=(builders.answer(HANDS, incidents=(one.id, two.id)),))
    answer = snapshot.assessments[0].answer(HANDS)
    for backed in backing_of(answer, snapshot):
        pointed = questions_of(backed.incident, snapshot)
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


def test_both_ways_stand_in_the_report_with_the_sources_and_what_would_be_lost() -> None:
    one = grip(number=1, sources=(builders.citation(SANNE),))
    again = grip(number=2, sources=(builders.citation(CLINIC),), duplicate_of=one.id)
    two = grip(number=3)
    told = support_list(case(one, again, two, answers=(builders.answer(HANDS, incidents=(one.id,)),)), AT, EN)
    items = {row["item"]: row for listed in rows_in(told["checklists"]) for row in rows_in(listed["items"])}
    assert items[HANDS]["confirmed"] == [{"incident": "I-1", "sources": ["B-1", "B-2"]}]
    assert items[HANDS]["proposed"] == [{"incident": "I-3", "sources": []}]
    assert (items[HANDS]["answer"], items[HANDS]["basis"]) == ("ja", "verklaring_slachtoffer")
    assert len(items) == 117
    first = rows_in(told["incidents"])[0]
    assert {"checklist": "nfs", "item": HANDS, "answer": "ja", "confirmed": True, "against": False} in list(
        rows_in(first["points_at"])
    )
    (lost,) = rows_in(first["answers_losing"])
    assert (lost["item"], lost["left"], lost["signed"]) == (HANDS, "its own basis", False)
