"""A new vault that cannot be finished leaves nothing behind."""

import errno
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

import vaults
from app.errors import DiskFullError
from app.services import vault

pytestmark = pytest.mark.storage


@dataclass
class DiskThatFills:
    """A clock at which the disk is full from the moment on that the vault stands in its place."""

    place: Path

    def now(self) -> datetime:
        """Return the time as long as there is room."""
        if self.place.exists():
            raise OSError(errno.ENOSPC, "No space left on device")
        return datetime(2026, 3, 1, 9, 0, tzinfo=UTC)


def test_a_vault_that_cannot_be_opened_after_it_was_made_is_taken_away_again(tmp_path: Path) -> None:
    folder = tmp_path / "Team.vault"
    with pytest.raises(DiskFullError):
        vault.create_vault(
            folder, user="Anna", passphrase=vaults.PASSPHRASE, clock=DiskThatFills(folder), cost=vaults.CHEAP
        )
    assert list(tmp_path.iterdir()) == []
