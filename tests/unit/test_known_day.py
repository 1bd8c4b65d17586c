"""One known day, typed as people say it: two days are never guessed between."""

from datetime import date

import pytest

from app.i18n import Translator
from app.viewmodels.known_day import read_day

SAY = Translator("nl")
TODAY = date(2026, 3, 20)


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("24-3-2026", date(2026, 3, 24)),
        ("gisteren", date(2026, 3, 19)),
        ("zaterdagnacht", date(2026, 3, 14)),
        ("3/4/2026", None),
        ("half maart", None),
        ("14 maart om middernacht", None),
        ("", None),
    ],
)
def test_only_one_single_day_is_taken(words: str, day: date | None) -> None:
    assert read_day(words, TODAY, SAY)[0] == day


def test_two_days_are_both_named() -> None:
    _, hint = read_day("3/4/2026", TODAY, SAY)
    assert hint.wrong
    assert "3 apr 2026" in hint.words
    assert "4 mrt 2026" in hint.words
