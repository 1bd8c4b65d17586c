"""What the checklists ask of the vault, and the form in which typing is kept."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol
from uuid import UUID

from app.domain.assessment import Assessment
from app.domain.change import Change
from app.domain.dossier import Paper
from app.domain.record import Record
from app.domain.snapshot import CaseSnapshot
from app.i18n import Language
from app.jobs import Job
from app.risk.checklist import Checklist
from app.risk.own_translation import Translation
from app.viewmodels.crosswalk import Deliver
from app.viewmodels.dossier_state import PagePicture


class Save(Protocol):
    """Record or correct a record, dropping its draft in the same transaction."""

    def __call__(self, case: UUID, record: Record, /, *, draft: str | None = None) -> Change:
        """Save the record."""


class Sign(Protocol):
    """Save an assessment as it is and lock it, dropping its draft in the same transaction."""

    def __call__(self, case: UUID, assessment: Assessment, /, *, draft: str | None = None) -> Change:
        """Sign the assessment."""


@dataclass(frozen=True)
class BlankForms:
    """What the blank form of a list needs done; it knows of no case."""

    render: Callable[[Checklist, Language, Paper, Job], bytes]
    picture: Callable[[bytes, int, int, Job], PagePicture]
    deliver: Callable[[bytes, Path], object]


@dataclass(frozen=True)
class ChecklistServices:
    """What the checklists need done, bound to the open vault; ``author`` is who works now.

    Without ``may_record`` assessments can only be read.
    """

    author: str
    read_case: Callable[[UUID], CaseSnapshot]
    record: Save
    correct: Save
    sign: Sign
    keep_draft: Callable[[str, UUID, dict[str, object]], datetime]
    read_draft: Callable[[str], Mapping[str, object] | None]
    deliver: Deliver
    blank: BlankForms
    translations: Callable[[], Sequence[Translation]] = tuple
    may_record: bool = True


@dataclass(frozen=True)
class ChecklistDraft:
    """What is kept of an assessment in which somebody is typing."""

    assessment: Assessment
    days: dict[str, str]
