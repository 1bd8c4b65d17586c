"""Why a vault is open for reading only."""

from enum import StrEnum

import msgspec


class ReadOnlyReason(StrEnum):
    """What keeps the vault from being written."""

    IN_USE = "in_use"
    DAMAGED = "damaged"
    BACKUP = "backup"
    MEDIUM = "medium"
    ASKED = "asked"


class ReadOnly(msgspec.Struct, frozen=True, kw_only=True):
    """The reason, and who has the vault open since when if that is the reason."""

    reason: ReadOnlyReason
    who: str = ""
    since: str = ""
