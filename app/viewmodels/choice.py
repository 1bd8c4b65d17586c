"""Something that a user can choose."""

from dataclasses import dataclass

from app.risk.windows import WINDOWS


@dataclass(frozen=True)
class Choice:
    """Something to choose from: its key and its word."""

    key: str
    label: str


def window_choices() -> tuple[Choice, ...]:
    """Return the windows W that the rules know, in days."""
    return tuple(Choice(str(days), str(days)) for days in WINDOWS)
