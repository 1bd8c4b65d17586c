"""A vault to work in, with a passphrase that is cheap to try."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from fixed_clock import FixedClock

import vaults
from app.storage.store import Store

NOW = datetime(2026, 3, 14, 14, 2, tzinfo=UTC)


@pytest.fixture
def clock() -> FixedClock:
    """Return a clock that stands still."""
    return FixedClock(NOW)


@pytest.fixture(scope="module")
def still() -> FixedClock:
    """Return a clock that nobody moves."""
    return FixedClock(NOW)


@pytest.fixture(scope="session")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a new vault, closed, of which the tests get a copy."""
    with vaults.new(tmp_path_factory.mktemp("founded") / "Proef.vault", FixedClock(NOW)) as store:
        return store.folder


@pytest.fixture
def store(tmp_path: Path, founded: Path, clock: FixedClock) -> Iterator[Store]:
    """Return a new, open vault, with nothing in its log but that it was made."""
    with vaults.copied(founded, tmp_path, clock) as opened:
        yield opened
