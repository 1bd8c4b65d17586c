"""A vault to work in, with a passphrase that is cheap to try."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from fixed_clock import FixedClock

import vaults
from app.storage.store import Store


@pytest.fixture
def clock() -> FixedClock:
    """Return a clock that stands still."""
    return FixedClock(datetime(2026, 3, 14, 14, 2, tzinfo=UTC))


@pytest.fixture
def store(tmp_path: Path, clock: FixedClock) -> Iterator[Store]:
    """Return a new, open vault."""
    with vaults.new(tmp_path / "Proef.vault", clock) as opened:
        yield opened
