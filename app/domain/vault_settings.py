"""What a vault has been set to. It travels with the vault, so everybody who opens it works with the same choices."""

from datetime import date, datetime

import msgspec


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


class VaultSettings(msgspec.Struct, frozen=True, kw_only=True):
    """Every choice and what it starts with; a vault keeps only what differs.

    ``second_place`` is the folder outside the vault to which backups go as well, "" for none; ``drill`` is the last
    check of a backup and ``trouble`` what was wrong with the last one.
    """

    second_place: str = ""
    drill: Drill | None = None
    trouble: BackupTrouble | None = None
