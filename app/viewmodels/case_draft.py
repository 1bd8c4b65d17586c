"""What is kept of a half-typed form of a case, and how it meets the case as it is by then."""

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from app.domain.person import Role
from app.viewmodels.kept_draft import DraftServices, Kept, read_kept

# A case that was never saved has no id yet; its one draft is kept under this one.
NO_CASE: Final = UUID(int=0)


@dataclass(frozen=True)
class PersonRow:
    """Somebody as typed."""

    id: UUID
    name: str = ""
    role: Role = Role.OTHER
    relation: str = ""
    birth_year: str = ""


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

    def people_now(self, stored: tuple[PersonRow, ...]) -> tuple[PersonRow, ...]:
        """Return the people as typed, with whoever came into the case since, and without whoever went."""
        there = {row.id for row in stored}
        typed = tuple(row for row in self.persons if row.id in there or row.id not in self.known)
        met = {row.id for row in typed} | set(self.known)
        return (*typed, *(row for row in stored if row.id not in met))


def case_key(case: UUID | None) -> str:
    """Return the key of the draft of a case, or of the new one."""
    return f"case:{case}" if case is not None else "case:new"


def read_case_draft(services: DraftServices, case: UUID | None) -> Kept[CaseDraft]:
    """Read what was half typed about a case, or about the new one; in the data lane."""
    return read_kept(services, case_key(case), case or NO_CASE, CaseDraft)
