"""Whether a row of a table that is read at every opening says what this program wrote there.

A row can be sound to SQLite and still be nonsense: somebody with the key changed it, or a newer program went wrong. Met
at the door it makes the vault a damaged one, from which the other rows are saved.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, Final
from uuid import UUID

import msgspec

from app.domain.erasure import Erasure
from app.domain.member import MemberRole
from app.domain.own_text import OwnKind
from app.domain.vault_settings import VaultSettings

Row = Mapping[str, Any]

UNREADABLE: Final = (ValueError, TypeError, msgspec.DecodeError)
"""What is raised for a value that this program never wrote: no moment, no day, no id, no JSON of that form."""


def is_readable(table: str, row: Row) -> bool:
    """Whether a row can be read; rows of tables that are not read at opening always can, as far as this goes."""
    read = _READ.get(table)
    if read is not None:
        try:
            read(row)
        except (*UNREADABLE, KeyError, AttributeError):
            return False
    return True


def _vault(row: Row) -> None:
    UUID(row["id"])


def _member(row: Row) -> None:
    UUID(row["slot_id"])
    row["name"].encode()
    for role in row["roles"].split():
        MemberRole(role)
    for moment in (row["added_at"], row["removed_at"]):
        if moment is not None:
            datetime.fromisoformat(moment)


def _setting(row: Row) -> None:
    """Read what a setting of this version says; one of a newer version is left alone."""
    if row["key"] in VaultSettings.__struct_fields__:
        told = {row["key"]: msgspec.Raw(row["value"].encode())}
        msgspec.json.decode(msgspec.json.encode(told), type=VaultSettings)


def _own_text(row: Row) -> None:
    OwnKind(row["kind"])
    row["text"].encode()
    datetime.fromisoformat(row["added_at"])


def _draft(row: Row) -> None:
    UUID(row["case_id"])
    msgspec.json.decode(row["content"], type=dict[str, object])


def _erasure(row: Row) -> None:
    for one in (row["id"], row["case_id"]):
        UUID(one)
    msgspec.json.decode(row["content"], type=Erasure)


_READ: Final[Mapping[str, Callable[[Row], None]]] = {
    "vault": _vault,
    "member": _member,
    "setting": _setting,
    "own_text": _own_text,
    "draft": _draft,
    "erasure": _erasure,
}
READ_AT_OPENING: Final = tuple(_READ)
"""The tables that are read at every opening; they stay small, however large the vault becomes."""
