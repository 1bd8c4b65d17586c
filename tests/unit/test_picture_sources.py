"""On which sources each behaviour rests and how they know it, as a field of numbers, and the same in rows."""

from datetime import date
from typing import cast

import pytest
from training_cases import findings, training_case

import builders
from app.charts.drawing import Drawing, Rect, Text
from app.charts.theme import PAPER
from app.domain.snapshot import CaseSnapshot
from app.domain.source import Citation, Knowledge
from app.i18n import Translator
from app.risk.catalogue import load_catalogue
from app.risk.picture_sources import sources_incidents, sources_picture

NL = Translator("nl")
AT = date(2026, 3, 24)
ANN, POLICE = builders.source("Ann", number=1), builders.source("politie", number=2)
SEEN, TOLD = builders.citation(ANN), builders.citation(POLICE, knowledge=Knowledge.TOLD)


def drawn(snapshot: CaseSnapshot, at: date = AT, width: float = 700) -> Drawing:
    return sources_picture(snapshot, at=at, width=width, say=NL, theme=PAPER, text=8.0)


def told(*cited: Citation) -> CaseSnapshot:
    return builders.snapshot(builders.incident(sources=cited), sources=(ANN, POLICE))


def words(drawing: Drawing) -> list[str]:
    return [shape.text for shape in drawing.shapes if isinstance(shape, Text)]


def test_a_behaviour_is_told_with_its_sources_and_how_they_know_it() -> None:
    (row,) = drawn(told(SEEN, TOLD)).table.rows
    assert row.cells[1:] == ("2", "zelf gezien: 1; van horen zeggen: 1", "B-1, B-2", "1")


def test_what_rests_on_one_source_is_said_in_words() -> None:
    assert "Op één bron rust:" in drawn(told(SEEN)).description
    assert "Op één bron rust:" not in drawn(told(SEEN, TOLD)).description
    assert "Zonder bron:" in drawn(told()).description


def test_a_row_that_tells_another_again_brings_its_source_to_that_one() -> None:
    first = builders.incident(number=1, sources=(SEEN,))
    again = builders.incident(number=2, sources=(TOLD,), duplicate_of=first.id)
    (row,) = drawn(builders.snapshot(first, again, sources=(ANN, POLICE))).table.rows
    assert row.cells[1] == "2"


def test_where_the_words_do_not_fit_the_columns_have_letters_that_are_explained() -> None:
    narrow = words(drawn(told(SEEN), width=200))
    assert "A" in narrow
    assert any("A = zelf gezien" in line for line in narrow)
    assert "zelf gezien" in words(drawn(told(SEEN)))


def test_a_number_leads_to_the_incidents_behind_it() -> None:
    case_ = told(SEEN)
    keys = {shape.key for shape in drawn(case_).shapes if isinstance(shape, Rect) and shape.key}
    assert keys == {"sources:0"}
    _, found = sources_incidents(case_, "sources:0", at=AT, say=NL)
    assert found == {case_.incidents[0].id}


@pytest.mark.parametrize("name", ["tc1", "tc2", "tc3"])
def test_it_counts_what_the_rule_on_sources_counts(name: str) -> None:
    whole = training_case(name)
    at = whole.case.reference_date
    assert at is not None
    finding = findings(whole)["R13"]
    figures = cast("dict[str, dict[str, int]]", finding.figures["behaviours"])
    known = load_catalogue().behaviours
    counted = {NL.label(known[key].label): str(behind["sources"]) for key, behind in figures.items()}
    assert {row.cells[0]: row.cells[1] for row in drawn(whole, at).table.rows} == counted
