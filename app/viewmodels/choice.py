"""Something that a user can choose."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Choice:
    """Something to choose from: its key and its word."""

    key: str
    label: str
