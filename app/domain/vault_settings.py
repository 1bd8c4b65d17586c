"""What a vault has been set to. It travels with the vault, so everybody who opens it works with the same choices."""

from datetime import date, datetime
from uuid import UUID

import msgspec

from app.domain.retention import Term


class Drill(msgspec.Struct, frozen=True, kw_only=True):
    """The last time a backup was opened and checked: when, which one, and whether it was sound."""

    on: date
    backup: str
    sound: bool


class BackupTrouble(msgspec.Struct, frozen=True, kw_only=True):
    """Why the last backup could not be made; ``reason`` is the message id of the sentence, ``place`` fills it."""

    at: datetime
    reason: str
    place: str


class Recovery(msgspec.Struct, frozen=True, kw_only=True):
    """The 24 words on paper that open the vault when nobody has a passphrase any more: which key slot they open.

    ``asked_at`` is when somebody last typed them back from the paper. ``before`` are the key slots of older words: they
    open the vault until the new ones were typed back, because until then the older paper may be the only one.
    """

    slot: UUID
    made_at: datetime
    made_by: str
    asked_at: datetime | None = None
    before: tuple[UUID, ...] = ()


class Checked(msgspec.Struct, frozen=True, kw_only=True):
    """The check as a whole of a vault that is too large for one at the door.

    ``at`` is when everything was read and found sound for the last time; ``under_way`` is set when the vault is opened
    after no more than a glance and taken away when everything was read since.
    """

    at: datetime | None = None
    under_way: bool = False


class VaultSettings(msgspec.Struct, frozen=True, kw_only=True):
    """Every choice and what it starts with; a vault keeps only what differs.

    ``second_place`` is the folder outside the vault to which backups go as well, "" for none; ``drill`` is the last
    check of a backup and ``trouble`` what was wrong with the last one. ``recovery`` is about the words on paper.
    ``retention`` is how long cases are kept; there is none until somebody chose one. ``checked`` is about the check
    as a whole of a large vault.
    """

    second_place: str = ""
    drill: Drill | None = None
    trouble: BackupTrouble | None = None
    recovery: Recovery | None = None
    retention: Term | None = None
    checked: Checked | None = None
