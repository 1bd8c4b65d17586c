"""Questions to an unlocked vault. A reader has no commit."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any, Final, TypeVar
from uuid import UUID

import msgspec
from sqlalchemy import ColumnElement, Select, and_, func, select
from sqlalchemy.orm import Session

from app.domain.assessment import Assessment
from app.domain.case import Case, CaseSummary
from app.domain.code_step import CodeStep
from app.domain.draft import APART
from app.domain.erasure import Erasure
from app.domain.event import ContextEvent
from app.domain.exhibit import Exhibit
from app.domain.fear import FearScore
from app.domain.incident import Incident
from app.domain.instrument import InstrumentOutcome
from app.domain.log import LogPart
from app.domain.measure import Measure
from app.domain.member import Member, Scope
from app.domain.own_text import OwnText
from app.domain.person import Person
from app.domain.protection import Protection
from app.domain.record import Record
from app.domain.retraction import Retraction
from app.domain.review import Review
from app.domain.revision import AuditEntry, RecordKind, Revision, Withdrawn
from app.domain.search import Term
from app.domain.snapshot import CaseSnapshot
from app.domain.source import Source
from app.domain.vault_settings import VaultSettings
from app.errors import RefusedError
from app.storage.contents import Stored, decode_record, entry_of, revision_of
from app.storage.erasures import erasures, is_swept
from app.storage.exhibits import exhibit_pieces, stray_pieces
from app.storage.inspection import Inspection
from app.storage.log import entries_of, read_part
from app.storage.members import living_slots, members
from app.storage.outside import Announced, announced
from app.storage.own_texts import lists_for, own_texts
from app.storage.rows import AuditRow, DraftRow, RecordRow, ReferenceRow, RevisionRow, VaultRow
from app.storage.scope import drafts_within, within
from app.storage.search import FoundRow, found_records
from app.storage.vault_settings import read_settings

T = TypeVar("T", bound=Record)
_DAY_ZERO: Final = 1_721_424.5


class Reader:
    """Answers inside one read transaction: everything it says is of the same moment."""

    def __init__(self, session: Session, scope: Scope = Scope.ALL, own: UUID | None = None) -> None:
        """Ask through an open session; cases outside ``scope`` are not there, drafts of the ``own`` new one are."""
        self._session = session
        self._scope = scope
        self._own = own

    def cases(self) -> tuple[CaseSummary, ...]:
        """Return the cases that were not withdrawn, the latest first.

        Days are compared as numbers: SQLCipher locks the memory of every text that SQLite copies, which made the list
        of a large vault four times as slow.
        """
        incidents = self._per_case(
            select(
                RecordRow.case_id,
                func.count(),
                func.max(func.julianday(func.coalesce(RecordRow.last_day, RecordRow.first_day))),
            )
            .where(RecordRow.kind == RecordKind.INCIDENT.value, ~RecordRow.withdrawn)
            .group_by(RecordRow.case_id)
        )
        drafts = self._per_case(
            select(DraftRow.case_id, func.count())
            .where(~DraftRow.key.startswith(APART, autoescape=True))
            .group_by(DraftRow.case_id)
        )
        heads = self._contents(RecordRow.kind == RecordKind.CASE.value, ~RecordRow.withdrawn)
        return tuple(
            CaseSummary(
                case=head,
                incidents=incidents[head.id][0] if head.id in incidents else 0,
                last_incident=_day_of(incidents[head.id][1]) if head.id in incidents else None,
                drafts=drafts[head.id][0] if head.id in drafts else 0,
            )
            for head in sorted(_of_type(heads, Case), key=_latest, reverse=True)
        )

    def references(self) -> set[str]:
        """Return every case number that is taken, also of cases that are not shown: no number is given twice."""
        number = func.json_extract(RecordRow.content, "$.reference")
        found = select(number).where(RecordRow.kind == RecordKind.CASE.value, ~RecordRow.withdrawn)
        return {str(reference) for reference in self._session.scalars(found)}

    def snapshot(self, case_id: UUID) -> CaseSnapshot:
        """Return the current, not withdrawn records of a case, each kind in the order of its numbers."""
        records = self._contents(RecordRow.case_id == case_id, ~RecordRow.withdrawn)
        cases = _of_type(records, Case)
        if not cases:
            raise RefusedError(reason="This case is not in the vault.")
        return CaseSnapshot(
            case=cases[0],
            persons=_of_type(records, Person),
            sources=_of_type(records, Source),
            incidents=_of_type(records, Incident),
            events=_of_type(records, ContextEvent),
            measures=_of_type(records, Measure),
            assessments=_of_type(records, Assessment),
            fears=_of_type(records, FearScore),
            protections=_of_type(records, Protection),
            outcomes=_of_type(records, InstrumentOutcome),
            reviews=_of_type(records, Review),
            retractions=_of_type(records, Retraction),
            exhibits=_of_type(records, Exhibit),
            steps=_of_type(records, CodeStep),
            lists=lists_for(self._session, case_id),
        )

    def withdrawn(self, case_id: UUID) -> tuple[Withdrawn, ...]:
        """Return the records that were taken out of a case, each kind in the order of its numbers."""
        rows = self._session.execute(
            select(RecordRow.kind, RecordRow.content, RevisionRow.at, RevisionRow.by, RevisionRow.reason)
            .join(RevisionRow, and_(RevisionRow.record_id == RecordRow.id, RevisionRow.number == RecordRow.revision))
            .where(RecordRow.case_id == case_id, RecordRow.withdrawn, RecordRow.kind != RecordKind.CASE.value)
            .where(*within(self._scope, RecordRow.case_id))
            .order_by(RecordRow.kind, RecordRow.number, RecordRow.id)
        )
        return tuple(
            Withdrawn(
                record=decode_record(row.kind, row.content),
                at=datetime.fromisoformat(row.at),
                by=row.by,
                reason=row.reason,
            )
            for row in rows
        )

    def stored(self, record_id: UUID) -> Stored | None:
        """Return a record with its state, withdrawn or not."""
        row = self._session.execute(
            select(RecordRow.kind, RecordRow.case_id, RecordRow.content, RecordRow.revision, RecordRow.withdrawn).where(
                RecordRow.id == record_id, *within(self._scope, RecordRow.case_id)
            )
        ).one_or_none()
        if row is None:
            return None
        return Stored(
            decode_record(row.kind, row.content), RecordKind(row.kind), row.case_id, row.revision, row.withdrawn
        )

    def pointing_to(self, record_id: UUID) -> tuple[tuple[Record, str], ...]:
        """Return (record, field) for everything that points to a record."""
        rows = self._session.execute(
            select(RecordRow.kind, RecordRow.content, ReferenceRow.field)
            .join(RecordRow, RecordRow.id == ReferenceRow.record_id)
            .where(ReferenceRow.target_id == record_id, *within(self._scope, RecordRow.case_id))
            .order_by(RecordRow.number)
        )
        return tuple((decode_record(row.kind, row.content), row.field) for row in rows)

    def find(self, terms: Sequence[Term], case_id: UUID | None = None) -> tuple[list[FoundRow], bool]:
        """Return the records that hold all terms, and whether there are more than are worth weighing."""
        return found_records(self._session, self._scope, terms, case_id)

    def next_number(self, case_id: UUID, series: str) -> int:
        """Return the next visible number; numbers of withdrawn records are not given again."""
        return 1 + (
            self._session.scalar(
                select(func.max(RecordRow.number)).where(RecordRow.case_id == case_id, RecordRow.series == series)
            )
            or 0
        )

    def history(self, record_id: UUID) -> tuple[Revision, ...]:
        """Return the versions of a record, the first account first."""
        return self._revisions(select(RecordRow.id).where(RecordRow.id == record_id))

    def case_history(self, case_id: UUID) -> tuple[Revision, ...]:
        """Return the versions of every record of a case, also of withdrawn ones, in the order they were written."""
        return self._revisions(select(RecordRow.id).where(RecordRow.case_id == case_id))

    def exhibit_bytes(self, exhibit: Exhibit) -> Iterator[bytes]:
        """Yield the bytes of an exhibit piece by piece; raise ``DamagedExhibitError`` when they are not its own.

        The hash is known at the end only: whoever reads may use nothing before the last piece was read.
        """
        return exhibit_pieces(self._session, exhibit)

    def exhibits(self, case_id: UUID | None = None) -> tuple[Exhibit, ...]:
        """Return the exhibits of a case, or of every case, also the withdrawn ones, in the order of their numbers."""
        mine = () if case_id is None else (RecordRow.case_id == case_id,)
        return _of_type(self._contents(RecordRow.kind == RecordKind.EXHIBIT.value, *mine), Exhibit)

    def own_texts(self) -> tuple[OwnText, ...]:
        """Return the own checklists and translations of the vault, checklists first."""
        return own_texts(self._session)

    def settings(self) -> VaultSettings:
        """Return what the vault has been set to."""
        return read_settings(self._session)

    def draft(self, key: str) -> dict[str, object] | None:
        """Return what was typed, or ``None``."""
        content = self._session.scalar(
            select(DraftRow.content).where(
                DraftRow.key == key, *drafts_within(self._scope, DraftRow.case_id, self._own)
            )
        )
        return None if content is None else msgspec.json.decode(content, type=dict[str, object])

    def draft_keys(self, case_id: UUID) -> tuple[str, ...]:
        """Return the keys of the drafts of a case, the oldest first."""
        mine = drafts_within(self._scope, DraftRow.case_id, self._own)
        found = select(DraftRow.key).where(DraftRow.case_id == case_id, *mine)
        return tuple(self._session.scalars(found.order_by(DraftRow.kept_at, DraftRow.key)))

    def announced(self) -> tuple[Announced, ...]:
        """Return the files that were being written outside the vault when a program was stopped."""
        return announced(self._session)

    def members(self) -> tuple[Member, ...]:
        """Return everybody who may open the vault or could once, in the order in which they came."""
        return members(self._session)

    def living_slots(self) -> set[UUID]:
        """Return the key slots that may come in."""
        return living_slots(self._session)

    def audit(self) -> Iterator[AuditEntry]:
        """Yield the audit chain from its first entry."""
        for entries, _ in self.inspection().log():
            yield from entries

    def entries_of(self, action: str, subject: str | None = None) -> tuple[AuditEntry, ...]:
        """Return the entries of one action, about one subject or about all that may be seen, the oldest first."""
        return entries_of(self._session, self._scope, action, subject)

    def last_entry(self) -> AuditEntry | None:
        """Return the newest entry of the audit chain: its ``hash`` is the head."""
        row = self._session.scalars(select(AuditRow).order_by(AuditRow.number.desc()).limit(1)).one_or_none()
        return None if row is None else entry_of(row)

    def entry(self, number: int) -> AuditEntry | None:
        """Return one entry of the audit chain."""
        row = self._session.get(AuditRow, number)
        return None if row is None else entry_of(row)

    def entries_after(self, number: int) -> tuple[AuditEntry, ...]:
        """Return the entries of the audit chain that were written after this one."""
        rows = self._session.scalars(select(AuditRow).where(AuditRow.number > number).order_by(AuditRow.number))
        return tuple(entry_of(row) for row in rows)

    def erasures(self) -> tuple[Erasure, ...]:
        """Return every proposal to erase a case and what became of it, the newest first."""
        return erasures(self._session)

    def is_swept(self) -> bool:
        """Whether the file was cleaned after the last erasure."""
        return is_swept(self._session)

    def last_change(self, case_id: UUID) -> date | None:
        """Return the day on which something of a case was last written."""
        mine = select(RecordRow.id).where(RecordRow.case_id == case_id)
        newest = select(func.max(RevisionRow.at)).where(RevisionRow.record_id.in_(mine))
        moment = self._session.scalar(newest)
        return None if moment is None else datetime.fromisoformat(moment).date()

    def persons(self, case_id: UUID) -> tuple[Person, ...]:
        """Return the people of a case."""
        mine = (RecordRow.case_id == case_id, RecordRow.kind == RecordKind.PERSON.value, ~RecordRow.withdrawn)
        return _of_type(self._contents(*mine), Person)

    def vault_id(self) -> UUID:
        """Return the id of the vault."""
        return self._session.scalars(select(VaultRow.id)).one()

    def log(self, case_id: UUID | None, most: int) -> LogPart:
        """Return the newest entries of the log with the records they are about."""
        return read_part(self._session, self._scope, case_id, most)

    def inspection(self) -> Inspection:
        """Return what answers the questions of the walk through the whole vault, about the same moment."""
        return Inspection(self._session)

    def whole(self) -> bool:
        """Whether every page of the database file is as it was written and fits the others."""
        pages = self._session.connection().exec_driver_sql("PRAGMA cipher_integrity_check")
        damage = pages.first() if pages.returns_rows else None  # a copy in memory has no encrypted pages
        fits = self._session.connection().exec_driver_sql("PRAGMA integrity_check(1)").scalar()
        return damage is None and fits == "ok"

    def linked(self) -> bool:
        """Whether no row points to a row that is not there or of another kind."""
        loose = self._session.connection().exec_driver_sql("PRAGMA foreign_key_check").first()
        return loose is None and not stray_pieces(self._session)

    def _contents(self, *where: ColumnElement[bool]) -> list[Record]:
        rows = self._session.execute(
            select(RecordRow.kind, RecordRow.content)
            .where(*where, *within(self._scope, RecordRow.case_id))
            .order_by(RecordRow.number, RecordRow.id)
        )
        return [decode_record(row.kind, row.content) for row in rows]

    def _per_case(self, question: Any) -> dict[UUID, Sequence[Any]]:  # noqa: ANN401  a select of any columns
        return {row[0]: row[1:] for row in self._session.execute(question)}

    def _revisions(self, records: Select[UUID]) -> tuple[Revision, ...]:
        rows = self._session.scalars(
            select(RevisionRow)
            .where(RevisionRow.record_id.in_(records.where(*within(self._scope, RecordRow.case_id))))
            .order_by(RevisionRow.entry, RevisionRow.record_id, RevisionRow.number)
        )
        return tuple(revision_of(row) for row in rows)


def _day_of(julian: float | None) -> date | None:
    """Return a day that SQLite told as a Julian day."""
    return None if julian is None else date.fromordinal(int(julian - _DAY_ZERO))


def _latest(case: Case) -> tuple[float, str]:
    return case.recorded_at.timestamp() if case.recorded_at else 0.0, case.reference


def _of_type(records: Sequence[Record], record_type: type[T]) -> tuple[T, ...]:
    return tuple(record for record in records if isinstance(record, record_type))
