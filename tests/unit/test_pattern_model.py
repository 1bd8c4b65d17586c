"""The pattern page without a screen: findings in groups, the reference date, open questions, loose incidents."""

from collections import Counter
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from pattern_case import Shelf, training_case

import builders
from app.charts.theme import LIGHT
from app.domain.assessment import AnswerValue
from app.domain.change import Change
from app.domain.revision import RecordKind
from app.domain.snapshot import CaseSnapshot
from app.i18n import Translator
from app.viewmodels.pattern_state import FindingCard, PatternState

NL = Translator("nl")


@pytest.fixture(scope="module")
def tc1() -> CaseSnapshot:
    """Return the first training case."""
    return training_case()


def cards(state: PatternState) -> dict[str, FindingCard]:
    """Return all findings by rule."""
    return {card.rule: card for card in (*state.seen, *state.facts, *state.not_seen, *state.too_little)}


def test_a_case_opens_at_the_reference_date_that_was_chosen_for_it(tc1: CaseSnapshot) -> None:
    state = Shelf(tc1).model(NL).state
    assert state.reference == "14 mrt 2025"
    assert state.reference_hint == "6 dagen geleden"
    assert state.window == "90"
    assert [choice.key for choice in state.windows] == ["30", "60", "90", "180"]


def test_a_case_without_one_opens_today() -> None:
    state = Shelf(builders.snapshot(builders.incident("2025-03-01"))).model(NL).state
    assert state.reference == "20 mrt 2025"
    assert state.reference_hint == "vandaag"


def test_signals_facts_and_what_was_not_seen_stand_apart(tc1: CaseSnapshot) -> None:
    state = Shelf(tc1).model(NL).state
    assert {card.rule for card in state.seen} >= {"R01", "R03", "R04", "R07"}
    assert "R02" in {card.rule for card in state.not_seen}
    assert "R08" in {card.rule for card in state.too_little}
    assert {card.rule for card in state.facts} == {"R05", "R06", "R16", "R20"}


def test_only_what_was_seen_carries_a_weight(tc1: CaseSnapshot) -> None:
    state = Shelf(tc1).model(NL).state
    assert all(card.pill for card in state.seen)
    assert {(card.pill, card.weight) for card in (*state.not_seen, *state.too_little)} == {("", "neutral")}


def test_every_finding_names_its_rule_its_caution_and_how_it_was_counted(tc1: CaseSnapshot) -> None:
    for card in cards(Shelf(tc1).model(NL).state).values():
        assert card.rule in card.rule_line
        assert card.caution
        assert card.definition
        assert card.sentence
        assert "{" not in card.sentence + card.caution + card.definition


def test_few_incidents_are_named_and_many_lead_to_a_list(tc1: CaseSnapshot) -> None:
    shelf = Shelf(tc1)
    model = shelf.model(NL)
    many = cards(model.state)["R07"]
    assert many.links == ()
    assert "incidenten" in many.everything
    model.show_finding("R07")
    found = next(
        found
        for found in shelf.services().pattern_of(tc1.case.id, at=date(2025, 3, 14), window=90).findings
        if found.rule == "R07"
    )
    assert model.state.loose
    assert {UUID(row.key) for row in model.state.incidents.rows} == set(found.incidents)
    assert many.title in model.state.narrowed
    few = cards(model.state)["R14"]
    assert [link.text for link in few.links] == ["I-2", "I-4", "I-5", "I-6", "I-8"]
    assert few.everything == ""


def test_another_reference_date_is_evaluated_and_remembered(tc1: CaseSnapshot) -> None:
    shelf = Shelf(tc1)
    model = shelf.model(NL)
    model.choose_reference("1 feb 2025")
    assert model.state.reference == "1 feb 2025"
    assert shelf.snapshot.case.reference_date == date(2025, 2, 1)
    model.choose_window("30")
    assert model.state.window == "30"
    assert shelf.snapshot.case.window == 30
    model.choose_today()
    assert shelf.snapshot.case.reference_date == date(2025, 3, 20)


@pytest.mark.parametrize("words", ["begin 2024", "eens", "31-2-2025", "3-4-2025 of later"])
def test_a_date_that_is_not_one_day_changes_nothing_and_says_so(tc1: CaseSnapshot, words: str) -> None:
    shelf = Shelf(tc1)
    model = shelf.model(NL)
    before = cards(model.state)
    model.choose_reference(words)
    assert model.state.reference_wrong
    assert model.state.reference == words
    assert model.state.reference_hint
    assert cards(model.state) == before
    assert shelf.snapshot.case.reference_date == date(2025, 3, 14)


def test_a_date_that_can_be_read_in_two_ways_is_not_guessed(tc1: CaseSnapshot) -> None:
    model = Shelf(tc1).model(NL)
    model.choose_reference("1-2-2025")
    assert model.state.reference_hint == "1 feb 2025 of 2 jan 2025? Schrijf de maand in letters."
    assert model.state.reference_wrong


def test_every_critical_question_without_an_answer_leads_to_its_place(tc1: CaseSnapshot) -> None:
    state = Shelf(tc1).model(NL).state
    lists = [question.key.partition("/")[0] for question in state.questions]
    assert Counter(lists) == {"nfs": 16, "stk": 9, "cc": 8, "lth": 14, "chd": 4}
    assert {question.standing for question in state.questions} == {"niet gevraagd"}


def test_unknown_is_another_word_than_not_asked_and_a_yes_closes_a_question(tc1: CaseSnapshot) -> None:
    first, second, *_ = [question.key.partition("/")[2] for question in Shelf(tc1).model(NL).state.questions]
    answers = (builders.answer(first), builders.answer(second, AnswerValue.UNKNOWN))
    used = builders.snapshot(builders.incident("2025-03-01"), assessments=(builders.assessment(answers, "2025-03-02"),))
    questions = Shelf(used).model(NL).state.questions
    standing = {question.key: question.standing for question in questions}
    assert f"nfs/{first}" not in standing
    assert standing[f"nfs/{second}"] == "onbekend"


def test_single_incidents_say_whether_they_count_and_why_not(tc1: CaseSnapshot) -> None:
    model = Shelf(tc1).model(NL)
    model.show_loose(loose=True)
    told = {row.cells[0]: row.cells[-1] for row in model.state.incidents.rows}
    assert len(told) == len(tc1.incidents)
    assert told["I-9"] == "nee: terzijde gelegd"
    assert told["I-21"] == "nee: dubbele vermelding"
    assert told["I-24"] == "nee: een verklaring"
    assert told["I-26"] == "ja"


def test_a_month_shows_what_may_lie_in_it_and_all_can_be_shown_again(tc1: CaseSnapshot) -> None:
    model = Shelf(tc1).model(NL)
    model.show_month("month:2025-01")
    assert [row.cells[0] for row in model.state.incidents.rows] == ["I-15", "I-17", "I-18"]
    assert model.state.narrowed == "Alleen: jan 2025"
    model.show_all()
    assert len(model.state.incidents.rows) == len(tc1.incidents)
    assert model.state.narrowed == ""


def test_marks_lead_to_the_page_of_their_record(tc1: CaseSnapshot) -> None:
    model = Shelf(tc1).model(NL)
    assert model.place_of(str(tc1.incidents[0].id)) == "incidents"
    assert model.place_of(str(tc1.events[0].id)) == "events"
    assert model.place_of("reference") == ""


def test_an_empty_case_says_that_nothing_seen_is_no_reassurance() -> None:
    state = Shelf(builders.snapshot()).model(NL).state
    assert state.ready
    assert state.incidents.rows == ()
    assert not any(card.rule in {"R01", "R02", "R03", "R04", "R07"} for card in state.seen)


def test_a_change_elsewhere_in_the_case_is_shown_and_in_another_case_not(tc1: CaseSnapshot) -> None:
    shelf = Shelf(builders.snapshot())
    model = shelf.model(NL)
    shelf.snapshot = builders.snapshot(builders.incident("2025-03-01"), case=shelf.snapshot.case)
    shelf.desk.do(lambda: Change(tc1.case.id, RecordKind.INCIDENT, tc1.case.id))
    assert model.state.incidents.rows == ()
    shelf.desk.do(lambda: Change(shelf.snapshot.case.id, RecordKind.INCIDENT, tc1.case.id))
    assert len(model.state.incidents.rows) == 1


def test_a_picture_is_written_as_svg_and_confirmed(tc1: CaseSnapshot, tmp_path: Path) -> None:
    shelf = Shelf(tc1)
    model = shelf.model(NL)
    model.save_svg("timeline", tmp_path / "tijdlijn.svg", "rapport")
    assert shelf.written["tijdlijn.svg"].startswith(b"<svg")
    assert shelf.desk.done == ["Bewaard als tijdlijn.svg."]


def test_before_the_case_is_read_there_is_nothing_to_draw(tc1: CaseSnapshot) -> None:
    shelf = Shelf(tc1)
    model = shelf.model(NL)
    assert model.timeline(700, 12, LIGHT) is not None
    assert model.months(700, 12, LIGHT) is not None
    other = type(model)(tc1.case.id, shelf.services(), shelf.desk, NL, lambda: pytest.fail("no clock is needed"))
    assert other.timeline(700, 12, LIGHT) is None
    other.choose_window("30")
    other.choose_today()
    assert not other.state.ready
