"""The measurement of the engine runs, and evaluating a case costs in the order of loading it."""

import pytest

from app.storage.store import Store
from bench.engine import measure


def test_evaluating_a_case_costs_no_more_than_a_few_times_loading_it(
    store: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    """The strict figures are those of ``bench/engine.py`` on a quiet machine; this only catches what runs away."""
    for cost in measure(store, 200).values():
        assert 0 < cost.rules < 10 * cost.loading
    assert "all rules" in capsys.readouterr().out
