"""What is kept of a half-typed form of a case, and how it meets the case as it is by then."""

from dataclasses import dataclass, field, replace
from uuid import UUID

from app.domain.draft import NEW_CASE, NO_CASE
from app.domain.person import Role
from app.domain.record import Sensitivity
from app.viewmodels.field_marks import holds_hidden
from app.viewmodels.kept_draft import DraftServices, Kept, read_kept


@dataclass(frozen=True)
class PersonRow:
    """Somebody as typed; ``marks`` are fields that may travel less far than the rest.

    ``covered`` is a row on the screen whose hidden words were not asked for; it cannot be changed.
    """

    id: UUID
    name: str = ""
    role: Role = Role.OTHER
    relation: str = ""
    birth_year: str = ""
    note: str = ""
    sensitivity: str = Sensitivity.R3.value
    marks: dict[str, str] = field(default_factory=dict)
    covered: bool = False

    def cover(self, word: str) -> "PersonRow":
        """Return the row with ``word`` in the place of what is hidden, or the row itself when nothing is."""
        if not holds_hidden(self.sensitivity, self.marks):
            return self
        whole = self.sensitivity == Sensitivity.R0.value
        texts = {
            name: word
            for name in ("name", "relation", "note")
            if getattr(self, name) and (whole or self.marks.get(name) == Sensitivity.R0.value)
        }
        return replace(self, **texts, covered=True)  # type: ignore[arg-type]  # the texts are words


@dataclass(frozen=True)
class CaseDraft:
    """The fields as they were typed; ``known`` are the people whom the case held then."""

    reference: str
    name: str
    holder: str
    coverage: str
    fictional: bool
    closed: bool
    persons: tuple[PersonRow, ...]
    known: tuple[UUID, ...] = ()
    sensitivity: str = Sensitivity.R3.value
    marks: dict[str, str] | None = None

    def people_now(self, stored: tuple[PersonRow, ...]) -> tuple[PersonRow, ...]:
        """Return the people as typed, with whoever came into the case since, and without whoever went."""
        there = {row.id for row in stored}
        typed = tuple(row for row in self.persons if row.id in there or row.id not in self.known)
        met = {row.id for row in typed} | set(self.known)
        return (*typed, *(row for row in stored if row.id not in met))


def case_key(case: UUID | None) -> str:
    """Return the key of the draft of a case, or of the new one."""
    return f"case:{case}" if case is not None else NEW_CASE


def read_case_draft(services: DraftServices, case: UUID | None) -> Kept[CaseDraft]:
    """Read what was half typed about a case, or about the new one; in the data lane."""
    return read_kept(services, case_key(case), case or NO_CASE, CaseDraft)
