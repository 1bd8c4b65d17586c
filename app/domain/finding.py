"""What a rule saw: figures with the records they rest on and what was missing. Never a score."""

from collections.abc import Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import TypeAlias
from uuid import UUID

import msgspec

Figure: TypeAlias = "int | float | str | bool | Sequence[Figure] | Mapping[str, Figure] | None"


class Outcome(StrEnum):
    """The only three things that a rule can say (domain reference 4.0)."""

    SIGNAL = "signaal"
    NO_SIGNAL = "geen_signaal"
    INSUFFICIENT = "onvoldoende"


class Weight(StrEnum):
    """The class that orders the screen; never added up (domain reference 0.2, rule 6)."""

    CRITICAL = "critical"
    HIGH = "high"
    ELEVATED = "elevated"
    INFORMATION = "information"


class Unplaced(msgspec.Struct, frozen=True, gc=False):
    """A record that a rule could not place; ``reason`` is a key of the rules' texts."""

    incident: UUID
    reason: str


class Missing(msgspec.Struct, frozen=True):
    """Something a rule lacked; ``key`` is a key of the rules' texts and ``fields`` fill it."""

    key: str
    fields: dict[str, str | int | float] = {}


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """The result of one rule at reference date ``at`` over a window of ``window`` days.

    ``figures`` are the numbers the sentence is made of; ``incidents`` are the records they rest on, oldest first.
    """

    rule: str
    version: int
    at: date
    window: int
    outcome: Outcome
    weight: Weight
    figures: dict[str, Figure]
    incidents: tuple[UUID, ...] = ()
    unplaced: tuple[Unplaced, ...] = ()
    missing: tuple[Missing, ...] = ()
