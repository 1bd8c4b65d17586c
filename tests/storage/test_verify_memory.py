"""Walking through a vault takes about the same memory however much it holds."""

import gc
import tracemalloc

import pytest

import builders
from app.services import cases, records, vault
from app.storage.store import Store

pytestmark = pytest.mark.storage
SOME = 600


def filled(store: Store, number: int) -> None:
    """Add a case with many incidents."""
    case = builders.case(reference=f"Z-{number}")
    cases.open_case(store, case)
    some = [builders.incident(facts=f"melding {one} " + "Hij belde weer aan. " * 20) for one in range(SOME)]
    records.record(store, case.id, some[0], along=some[1:])


def most_memory(store: Store) -> int:
    """Return the most bytes that Python holds while everything is checked."""
    gc.collect()
    tracemalloc.start()
    try:
        vault.verify(store)
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_a_vault_three_times_as_large_is_checked_in_the_same_memory(store: Store) -> None:
    filled(store, 1)
    vault.verify(store)  # what is loaded once is no part of it
    once = most_memory(store)
    for number in (2, 3):
        filled(store, number)
    assert most_memory(store) < 1.25 * once
