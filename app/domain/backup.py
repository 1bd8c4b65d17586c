"""Backups of a vault: what one is, what became of making one, and which ones are kept."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Final, Literal
from uuid import UUID

import msgspec

from app.domain.vault_settings import BackupTrouble, Drill

DAYS: Final = 7
WEEKS: Final = 4
MONTHS: Final = 12

MIGRATION: Final = timedelta(days=30)
"""So long the backup of before a migration stays: what a migration did wrong may show only after weeks of work."""


class BackupReason(StrEnum):
    """What made the program make a backup."""

    CLOSING = "closing"
    DAILY = "daily"
    ASKED = "asked"
    MIGRATION = "migration"


class BackupLabel(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What lies beside a backup in the clear; nothing in it is about a case.

    ``entries`` and ``head`` are the length and the newest hash of the log, which anchor everything before it.
    ``database`` and ``keyring`` are the SHA-256 of the two files, ``checksum`` that of the rest of the label.
    """

    format: Literal["patroonzicht.backup"] = "patroonzicht.backup"
    version: int = 1
    vault: UUID
    made_at: datetime
    reason: BackupReason
    program: str
    schema: int
    entries: int
    head: str
    database: str
    keyring: str
    checksum: str = ""


class Backup(msgspec.Struct, frozen=True, kw_only=True):
    """A backup on a disk; ``label`` is ``None`` when what lies beside it cannot be read."""

    place: Path
    label: BackupLabel | None


class BackupDone(msgspec.Struct, frozen=True, kw_only=True):
    """What became of a backup: ``made`` is ``None`` when nothing had changed, or when it went wrong.

    ``second`` is the copy in the second place; ``absent`` says that this place was not there. ``trouble`` says what
    went wrong.
    """

    made: Backup | None = None
    second: Path | None = None
    absent: bool = False
    trouble: BackupTrouble | None = None


class BackupsSeen(msgspec.Struct, frozen=True, kw_only=True):
    """The backups that can be found now, the newest first, and how it stands with them."""

    here: tuple[Backup, ...]
    second: tuple[Backup, ...]
    second_place: str
    absent: bool
    drill: Drill | None
    trouble: BackupTrouble | None


def kept(moments: Iterable[datetime]) -> frozenset[datetime]:
    """Return which backups are kept: the newest of each of the last 7 days, 4 weeks and 12 months that have one.

    Days, weeks (ISO) and months without a backup do not count, so that a long holiday costs nothing.
    """
    newest_first = sorted(moments, reverse=True)
    chosen: set[datetime] = set()
    for unit, most in ((_day, DAYS), (_week, WEEKS), (_month, MONTHS)):
        newest: dict[object, datetime] = {}
        for moment in newest_first:
            newest.setdefault(unit(moment), moment)
        chosen.update(list(newest.values())[:most])
    return frozenset(chosen)


def needed(labels: Iterable[BackupLabel]) -> frozenset[BackupLabel]:
    """Return the backups that are kept: by their moment, and after a migration the newest of each older schema.

    The newest backup says which day it is, so that a wrong clock removes nothing by itself.
    """
    every = sorted(labels, key=lambda label: label.made_at)
    moments = kept(label.made_at for label in every)
    migrations = {label.schema: label for label in every if label.reason is BackupReason.MIGRATION}
    young = {label for label in migrations.values() if every[-1].made_at - label.made_at <= MIGRATION}
    return frozenset(young | {label for label in every if label.made_at in moments})


def _day(moment: datetime) -> date:
    return moment.date()


def _week(moment: datetime) -> tuple[int, int]:
    calendar = moment.isocalendar()
    return calendar.year, calendar.week


def _month(moment: datetime) -> tuple[int, int]:
    return moment.year, moment.month
