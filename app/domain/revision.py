"""Versions of records and entries of the log: append-only, first accounts stay first."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

import msgspec

from app.domain.record import Moment, Record


class RevisionAction(StrEnum):
    """What a version did."""

    RECORDED = "recorded"
    CORRECTED = "corrected"
    WITHDRAWN = "withdrawn"
    RESTORED = "restored"
    SIGNED = "signed"


class RecordKind(StrEnum):
    """The kinds of records a case holds."""

    CASE = "case"
    PERSON = "person"
    SOURCE = "source"
    INCIDENT = "incident"
    EVENT = "event"
    MEASURE = "measure"
    ASSESSMENT = "assessment"
    FEAR = "fear"
    PROTECTION = "protection"
    OUTCOME = "outcome"
    REVIEW = "review"
    RETRACTION = "retraction"
    EXHIBIT = "exhibit"
    STEP = "step"


class Revision(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One version of one record, ``number`` 1 being the first account; ``content`` is the record as it was."""

    record: UUID
    kind: RecordKind
    number: int
    action: RevisionAction
    at: Moment
    by: str
    reason: str = ""
    content: dict[str, object]


class Withdrawn(msgspec.Struct, frozen=True, kw_only=True):
    """A record that was taken out of its case, as it was, and when, by whom and why that was done."""

    record: Record
    at: datetime
    by: str
    reason: str


class AuditEntry(msgspec.Struct, frozen=True, kw_only=True):
    """One link of the audit chain; ``hash`` covers the entry and the hash before it (domain reference 5.6).

    ``content`` says what was written with it, as hashes: the versions of records, and the tables without versions
    (``storage.audit.Written``).
    """

    number: int
    at: datetime
    by: str
    action: str
    subject: str
    detail: str
    content: str
    previous: str
    hash: str


class VerifyReport(msgspec.Struct, frozen=True, kw_only=True):
    """What a walk through the whole vault counted when nothing was wrong; ``head`` is the hash of the last entry."""

    entries: int
    head: str
    records: int
    revisions: int
    exhibits: int
