"""The reference date and window that were chosen for a case stay with the case."""

from datetime import date

import builders
from app.services.cases import open_case, read_case
from app.services.pattern import pattern_of, remember_reference
from app.storage.store import Store


def test_the_chosen_reference_date_and_window_are_kept_on_the_case(store: Store) -> None:
    case = builders.case()
    open_case(store, case)
    remember_reference(store, case.id, at=date(2026, 2, 1), window=60)
    kept = read_case(store, case.id).case
    assert (kept.reference_date, kept.window) == (date(2026, 2, 1), 60)


def test_the_rules_see_the_case_at_the_date_that_is_asked_for(store: Store) -> None:
    case = builders.case()
    open_case(store, case)
    seen = pattern_of(store, case.id, at=date(2026, 2, 1), window=30)
    assert (seen.at, seen.window) == (date(2026, 2, 1), 30)
    assert {found.at for found in seen.findings} == {date(2026, 2, 1)}
