"""Who may open a vault, and what each of them may do there."""

from datetime import datetime
from enum import StrEnum
from typing import Final
from uuid import UUID

import msgspec


class MemberRole(StrEnum):
    """What somebody is in a vault; one person can be several things."""

    CASEWORKER = "caseworker"
    READER = "reader"
    TRAINER = "trainer"
    MANAGER = "manager"


class Right(StrEnum):
    """What an action needs."""

    READ = "read"
    RECORD = "record"
    MANAGE = "manage"


class Scope(StrEnum):
    """To which cases a right extends, the least first."""

    NONE = "none"
    FICTIONAL = "fictional"
    ALL = "all"


# Managing gives no sight of a case: who looks after users and backups need not know who lives where.
_READS: Final = {
    MemberRole.CASEWORKER: Scope.ALL,
    MemberRole.READER: Scope.ALL,
    MemberRole.TRAINER: Scope.FICTIONAL,
    MemberRole.MANAGER: Scope.NONE,
}
_WRITES: Final = {
    MemberRole.CASEWORKER: Scope.ALL,
    MemberRole.READER: Scope.NONE,
    MemberRole.TRAINER: Scope.FICTIONAL,
    MemberRole.MANAGER: Scope.NONE,
}
_WIDER: Final = tuple(Scope)

FOUNDER: Final = (MemberRole.CASEWORKER, MemberRole.MANAGER)
"""The roles of the one who makes a vault."""


class Member(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody who may open the vault, or could once; ``slot`` is the key slot, a new one for every new passphrase."""

    slot: UUID
    name: str
    roles: tuple[MemberRole, ...]
    added_at: datetime
    added_by: str
    removed_at: datetime | None = None
    removed_by: str = ""

    @property
    def reads(self) -> Scope:
        """Which cases are shown."""
        return max((_READS[role] for role in self.roles), key=_WIDER.index, default=Scope.NONE)

    @property
    def writes(self) -> Scope:
        """In which cases something may be recorded."""
        return max((_WRITES[role] for role in self.roles), key=_WIDER.index, default=Scope.NONE)

    def may(self, right: Right) -> bool:
        """Whether this member has a right in any case at all; nobody has one after being removed."""
        if self.removed_at is not None:
            return False
        match right:
            case Right.READ:
                return self.reads is not Scope.NONE
            case Right.RECORD:
                return self.writes is not Scope.NONE
            case Right.MANAGE:
                return MemberRole.MANAGER in self.roles


def in_order(roles: "frozenset[MemberRole] | tuple[MemberRole, ...]") -> tuple[MemberRole, ...]:
    """Return roles once each, in the order in which they are always listed."""
    return tuple(role for role in MemberRole if role in roles)
