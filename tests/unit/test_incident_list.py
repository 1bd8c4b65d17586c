"""The list of incidents: order, filters and marks."""

from typing import Any

import pytest
from incident_bench import Bench
from msgspec.structs import replace

import builders
from app.domain.period import Period
from app.domain.record import Sensitivity

SISTER = builders.source("zus")
POLICE = builders.source("politie")
OLD = builders.incident(
    "2024-01-08", facts="Hij bladerde door haar télefoon.", behaviours=("mon-phone-inspect",), severity=2
)
MAY = builders.incident(builders.month("2025-05"), facts="", quote="Je zus stookt.", behaviours=("iso-contact-block",),
                        severity=3, sources=(builders.citation(SISTER),))  # fmt: skip
NECK = builders.incident("2026-02-01", behaviours=("str-manual", "thr-kill-victim"), severity=5,
                         sources=(builders.citation(POLICE), builders.citation(SISTER)))  # fmt: skip
UNDATED = builders.incident(Period(words="ooit"), severity=None, behaviours=())
ASIDE = builders.incident(
    "2025-06-25", facts="Geluid bij de buren.", behaviours=(), severity=None, set_aside="nummer 14"
)
AGAIN = builders.incident(
    "2026-02-01", facts="Zus vertelt het ook.", duplicate_of=NECK.id, severity=None, behaviours=()
)


def bench() -> Bench:
    """Return a page with these six."""
    return Bench(OLD, MAY, NECK, UNDATED, ASIDE, AGAIN, sources=(SISTER, POLICE))


def test_the_newest_comes_first_and_what_has_no_date_last() -> None:
    rows = bench().page.state.rows
    assert [row.id for row in rows] == [str(each.id) for each in (AGAIN, NECK, ASIDE, MAY, OLD, UNDATED)]


def test_what_does_not_count_says_why() -> None:
    marks = {row.id: row.mark for row in bench().page.state.rows}
    assert marks[str(ASIDE.id)] == "apart gezet"
    assert marks[str(AGAIN.id)] == f"hetzelfde als I-{NECK.number}"
    assert marks[str(NECK.id)] == ""


def test_the_anchor_incidents_are_marked() -> None:
    marks = {row.id: row.anchor for row in bench().page.state.rows}
    assert {key: words for key, words in marks.items() if words} == {
        str(OLD.id): "anker: eerste",
        str(NECK.id): "anker: ergste, laatste",
    }


def test_a_typical_incident_is_marked_when_a_professional_chose_it() -> None:
    chosen = replace(MAY, typical=True)
    page = Bench(OLD, chosen, NECK, sources=(SISTER, POLICE)).page
    assert {row.id: row.anchor for row in page.state.rows}[str(MAY.id)] == "anker: typische"


def test_a_hidden_incident_does_not_tell_that_it_is_an_anchor() -> None:
    hidden = replace(NECK, sensitivity=Sensitivity.R0)
    page = Bench(OLD, hidden, sources=(SISTER, POLICE)).page
    assert {row.id: row.anchor for row in page.state.rows}[str(NECK.id)] == ""


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ({"text": "TELEFOON"}, [OLD]),
        ({"text": "zus stookt"}, [MAY]),
        ({"text": "hals"}, [NECK]),
        ({"text": "nummer 14"}, [ASIDE]),
        ({"behaviour": "str-manual"}, [NECK]),
        ({"severity": "3"}, [NECK, MAY]),
        ({"severity": "5"}, [NECK]),
        ({"severity": "none"}, [AGAIN, ASIDE, UNDATED]),
        ({"source": str(SISTER.id)}, [NECK, MAY]),
        ({"source": str(POLICE.id), "severity": "2"}, [NECK]),
        ({"period": "2024"}, [OLD, UNDATED]),
        ({"period": "half mei 2025"}, [MAY, UNDATED]),
        ({"period": "sinds 2026"}, [AGAIN, NECK, UNDATED]),
        ({"period": "voor 1 juni 2025"}, [MAY, OLD, UNDATED]),
    ],
)
def test_the_list_is_narrowed(wanted: dict[str, Any], expected: list[Any]) -> None:
    page = bench().page
    page.narrow(**wanted)
    assert [row.id for row in page.state.rows] == [str(each.id) for each in expected]
    assert page.state.summary == f"{len(expected)} van 6 incidenten"
    page.widen()
    assert len(page.state.rows) == 6


def test_a_period_that_is_not_understood_narrows_nothing_and_says_so() -> None:
    page = bench().page
    page.narrow(period="blabla")
    assert (len(page.state.rows), page.state.period_wrong) == (6, True)
    page.narrow(period="sinds 2026")
    assert page.state.period_hint == "gelezen als: vanaf 1 jan 2026"


def test_only_behaviour_that_was_recorded_can_be_chosen() -> None:
    keys = [choice.key for choice in bench().page.state.behaviours]
    assert set(keys) == {"", "mon-phone-inspect", "iso-contact-block", "str-manual", "thr-kill-victim"}


def test_the_open_incident_can_be_left_for_its_neighbours() -> None:
    page = bench().page
    page.open(str(NECK.id))
    page.step(1)
    assert page.state.open == str(ASIDE.id)
    page.step(-1)
    assert page.state.open == str(NECK.id)
    page.close()
    assert (page.state.open, page.form) == ("", None)


def test_an_unknown_incident_opens_nothing() -> None:
    page = bench().page
    page.open("not-an-id")
    assert page.form is None


def test_what_was_withdrawn_is_listed_apart_with_its_reason() -> None:
    made = bench()
    made.page.open(str(OLD.id))
    made.form.withdraw("hoort bij een andere zaak")
    made.page.close()
    assert str(OLD.id) not in {row.id for row in made.page.state.rows}
    assert [choice.label for choice in made.page.state.standings] == ["in de zaak", "ingetrokken (1)"]
    made.page.narrow(withdrawn=True)
    (row,) = made.page.state.rows
    assert (row.id, row.mark) == (str(OLD.id), "ingetrokken 23 mrt 2026: hoort bij een andere zaak")
    assert made.page.state.summary == "1 ingetrokken incident"
    made.page.narrow(text="niets hiervan")
    made.page.widen()
    assert [row.id for row in made.page.state.rows] == [str(OLD.id)]


def test_a_withdrawn_incident_is_read_with_its_versions_and_brought_back() -> None:
    made = bench()
    made.page.open(str(OLD.id))
    made.form.withdraw("per abuis")
    page = made.again()
    page.open(str(OLD.id))
    assert (made.form.state.withdrawn, made.form.state.note) == (True, "ingetrokken")
    assert made.form.state.fields.facts == OLD.facts
    assert "ingetrokken" in made.form.state.versions[-1].heading
    made.form.edit(facts="Iets anders.")
    made.form.save()
    assert made.form.state.fields.facts == OLD.facts
    made.form.restore("toch deze zaak")
    assert not made.form.state.held
    page.close()
    assert str(OLD.id) in {row.id for row in page.state.rows}
    made.page.narrow(withdrawn=True)
    assert page.state.rows == ()
