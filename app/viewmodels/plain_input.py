"""The fields of a plain form, from top to bottom, so that one page can show them all in the same way."""

from dataclasses import dataclass
from enum import Enum, auto
from typing import Any
from uuid import uuid4

from app.domain.record import Record, Sensitivity
from app.viewmodels.choice import Choice


class InputKind(Enum):
    """How a field is filled in."""

    LINE = auto()
    TEXT = auto()
    CHOICE = auto()
    CHECKS = auto()
    WHEN = auto()
    SOURCES = auto()
    TRANSFERS = auto()


@dataclass(frozen=True)
class Input:
    """One field: ``name`` is that of the field it fills; ``nothing`` stands where nothing is ticked."""

    name: str
    label: str
    kind: InputKind = InputKind.LINE
    choices: tuple[Choice, ...] = ()
    aside: str = ""
    nothing: str = ""


def identity(old: Record | None, sensitivity: str) -> dict[str, Any]:
    """Return what a new version of a record keeps of the one before, and how far it may travel."""
    return {
        "id": old.id if old else uuid4(),
        "number": old.number if old else 0,
        "field_sensitivity": old.field_sensitivity if old else {},
        "recorded_at": old.recorded_at if old else None,
        "recorded_by": old.recorded_by if old else "",
        "sensitivity": Sensitivity(sensitivity),
    }
