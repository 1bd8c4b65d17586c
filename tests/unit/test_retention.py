"""A term counts from what was chosen, is never too short, and is never made up."""

from datetime import date
from uuid import UUID

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.retention import NO_BIRTH, NO_TERM, STILL_OPEN, CaseDays, Children, CountsFrom, Term, due, years_after
from app.risk.retention import load_retention

OPENED, CLOSED, LAST = date(2010, 5, 1), date(2014, 3, 9), date(2013, 12, 24)
TERM = Term(years=15, reason="Besloten met de privacyfunctionaris.")


def days(**fields: object) -> CaseDays:
    """Return a case."""
    told: dict[str, object] = {"opened": OPENED, "closed": CLOSED, "last": LAST}
    return CaseDays(case=UUID(int=1), reference="Z-2010-001", **{**told, **fields})  # type: ignore[arg-type]  # any field


@pytest.mark.parametrize(
    ("counts_from", "over"),
    [
        (CountsFrom.RECEIVED, date(2025, 5, 1)),
        (CountsFrom.CLOSED, date(2029, 3, 9)),
        (CountsFrom.LAST, date(2028, 12, 24)),
    ],
)
def test_a_term_counts_from_the_day_that_was_chosen(counts_from: CountsFrom, over: date) -> None:
    assert due(days(), msgspec.structs.replace(TERM, counts_from=counts_from)).day == over


def test_without_a_choice_there_is_no_day() -> None:
    assert (due(days(), None).day, due(days(), None).problem) == (None, NO_TERM)


def test_an_open_case_has_no_day_when_the_term_counts_from_closing() -> None:
    told = due(days(closed=None), msgspec.structs.replace(TERM, counts_from=CountsFrom.CLOSED))
    assert (told.day, told.problem) == (None, STILL_OPEN)


def test_the_youngest_child_makes_a_term_longer_and_never_shorter() -> None:
    until = msgspec.structs.replace(TERM, children=Children.UNTIL_ADULT)
    assert due(days(births=(2005, 2009)), until).day == date(2027, 12, 31)
    assert due(days(births=(1999,)), until).day == date(2025, 5, 1)
    since = msgspec.structs.replace(TERM, children=Children.FROM_ADULT)
    assert due(days(births=(2005, 2009)), since).day == date(2042, 12, 31)


def test_a_child_of_unknown_age_leaves_the_day_open() -> None:
    told = due(days(births=(2009, None)), msgspec.structs.replace(TERM, children=Children.UNTIL_ADULT))
    assert (told.day, told.problem) == (None, NO_BIRTH)
    assert due(days(births=(2009, None)), TERM).day == date(2025, 5, 1)


def test_a_term_of_its_own_comes_first() -> None:
    told = due(days(own=Term(years=2, reason="Op verzoek.")), TERM)
    assert (told.day, told.own) == (date(2012, 5, 1), True)


@given(st.dates(date(1950, 1, 1), date(2030, 12, 31)), st.integers(1, 100))
def test_so_many_years_later_is_never_earlier(day: date, years: int) -> None:
    later = years_after(day, years)
    assert later.year == day.year + years
    assert (later.month, later.day) >= (day.month, day.day)


def test_both_dutch_sources_are_shown_and_neither_is_a_default() -> None:
    file = load_retention()
    terms = {row.id: row.term("omdat") for row in file.rows}
    assert {row.sources for row in file.rows if row.id in {"vt-20", "wmo-15"}} == {("VTGV",), ("WMO17", "AFWK")}
    twenty, fifteen = terms["vt-20"], terms["wmo-15"]
    assert twenty is not None
    assert fifteen is not None
    assert (twenty.years, twenty.children) == (20, Children.FROM_ADULT)
    assert (fifteen.years, fifteen.children) == (15, Children.UNTIL_ADULT)
    assert terms["police"] is None
