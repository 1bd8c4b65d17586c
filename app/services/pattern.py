"""Evaluate what a case holds with the rules."""

from datetime import date
from uuid import UUID

from app.risk.engine import Pattern, evaluate
from app.storage.store import Store


def pattern_of(store: Store, case_id: UUID, *, at: date, window: int) -> Pattern:
    """Return what the rules see in a case at reference date ``at`` over ``window`` days."""
    with store.read() as reader:
        snapshot = reader.snapshot(case_id)
    return Pattern(snapshot, at, window, evaluate(snapshot, at=at, window=window))
