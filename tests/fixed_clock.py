"""A clock that stands still, so that a test knows what is written."""

from dataclasses import dataclass
from datetime import datetime


@dataclass
class FixedClock:
    """Tells the same time until it is moved."""

    at: datetime

    def now(self) -> datetime:
        """Return the set time."""
        return self.at
