"""Articles by the date of the act, also when that date is an estimate near a change of the law."""

from datetime import date

import pytest

import builders
from app.domain.period import Period, Precision
from app.i18n import Translator
from app.risk.catalogue import load_catalogue
from app.viewmodels.law_words import law_lines

NL = Translator("nl")
OLD, NEW = "art. 242 Sr (tot 1 juli 2024)", "art. 243 Sr (sinds 1 juli 2024)"


def about(day: str) -> Period:
    """Return "about this day"."""
    known = date.fromisoformat(day)
    return Period(words=f"rond {day}", first=known, last=known, precision=Precision.DAY, approximate=True)


@pytest.mark.parametrize(
    ("when", "old", "new"),
    [
        (builders.day("2024-06-30"), True, False),
        (builders.day("2024-07-01"), False, True),
        (builders.month("2024-06"), True, False),
        (about("2024-06-28"), True, True),
        (about("2024-07-03"), True, True),
        (about("2024-03-01"), True, False),
        (Period(last=date(2024, 7, 15), precision=Precision.BEFORE), True, True),
        (Period(first=date(2024, 7, 15), precision=Precision.AFTER), False, True),
        (None, True, True),
    ],
)
def test_the_articles_are_those_of_every_day_on_which_it_can_have_happened(
    when: Period | None, old: bool, new: bool
) -> None:
    lines = law_lines(("sex-rape",), when, load_catalogue(), NL)
    assert ({OLD, NEW} & {line.reference for line in lines}) == {
        name for name, is_told in ((OLD, old), (NEW, new)) if is_told
    }
    assert {line.check for line in lines} == {"te controleren"}
