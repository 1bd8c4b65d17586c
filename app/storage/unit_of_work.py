"""One user action: everything in it is written together with its audit entry, or nothing is."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from uuid import UUID

import msgspec
from sqlalchemy import delete, insert, update
from sqlalchemy.orm import Session

from app.domain.member import Scope
from app.domain.record import Record
from app.domain.revision import AuditEntry, Revision
from app.domain.snapshot import references
from app.domain.vault_settings import VaultSettings
from app.domain.whole_text import whole
from app.storage.audit import Written, next_entry, revisions_hash, version_hash
from app.storage.contents import entry_columns, record_columns, reference_columns, revision_columns
from app.storage.drafts import DraftKeeper
from app.storage.erasures import ErasureKeeper
from app.storage.exhibits import Intake, take_in
from app.storage.inspection import small_tables_hash
from app.storage.members import MemberKeeper
from app.storage.own_texts import OwnTextKeeper
from app.storage.reading import Reader
from app.storage.rows import AuditRow, RecordRow, ReferenceRow, RevisionRow
from app.storage.scope import refuse_outside
from app.storage.search import SearchKeeper
from app.storage.vault_settings import write_settings


class NewRecord(msgspec.Struct, frozen=True):
    """A record that the vault does not hold yet, with all its versions."""

    record: Record
    revisions: tuple[Revision, ...]
    withdrawn: bool = False


class UnitOfWork(Reader):
    """Reads and writes inside one transaction; leaving it without ``commit`` undoes everything."""

    def __init__(
        self,
        session: Session,
        *,
        user: str,
        now: datetime,
        reads: Scope = Scope.ALL,
        writes: Scope = Scope.ALL,
        own: UUID | None = None,
    ) -> None:
        """Write as ``user`` at ``now``, in the cases to which that user's roles extend and the ``own`` new one."""
        super().__init__(session, reads, own)
        self._writes = writes
        self.user = user
        self.now = now
        self.drafts = DraftKeeper(session, now, writes, own)
        self.own = OwnTextKeeper(session, now=now, user=user)
        self.membership = MemberKeeper(session, now=now, user=user)
        self._search = SearchKeeper(session)
        last = self.last_entry()
        self._last = last
        self.written: AuditEntry | None = None
        self._entry = last.number + 1 if last else 1
        self.erasing = ErasureKeeper(session, self._entry)
        self._written: list[str] = []
        self._tables = small_tables_hash(session)

    @property
    def number(self) -> int:
        """Return the number of the entry that this transaction writes in the log."""
        return self._entry

    def insert(self, case_id: UUID, news: Sequence[NewRecord]) -> None:
        """Write new records of a case, the case itself first; they may point to each other."""
        if not news:
            return
        refuse_outside(self._session, self._writes, case_id, [new.record for new in news])
        self._session.execute(
            insert(RecordRow),
            [record_columns(case_id, new.record, new.revisions[-1].number, withdrawn=new.withdrawn) for new in news],
        )
        current = [new.record for new in news if not new.withdrawn]
        self._refer(current)
        self._search.add(case_id, current)
        self._remember(case_id, [revision for new in news for revision in new.revisions])

    def take_in(self, exhibit_id: UUID, pieces: Iterable[bytes]) -> Intake:
        """Write the bytes of an exhibit and return their size and hash; its record follows in the same transaction."""
        return take_in(self._session, exhibit_id, pieces)

    def revise(self, case_id: UUID, record: Record, revision: Revision, *, withdrawn: bool = False) -> None:
        """Write the next version of a record."""
        refuse_outside(self._session, self._writes, case_id, [record])
        self._session.execute(delete(ReferenceRow).where(ReferenceRow.record_id == record.id))
        self._session.execute(
            update(RecordRow)
            .where(RecordRow.id == record.id)
            .values(**record_columns(case_id, record, revision.number, withdrawn=withdrawn))
        )
        self._search.remove(record.id)
        if not withdrawn:
            self._refer([record])
            self._search.add(case_id, [record])
        self._remember(case_id, [revision])

    def take_over(self, revisions: Sequence[Revision], cases: Mapping[UUID, UUID]) -> None:
        """Write versions of records that lie there already; ``cases`` holds the case of each record."""
        for revision in revisions:
            self._remember(cases[revision.record], [revision])

    def set(self, settings: VaultSettings) -> None:
        """Set the vault to something else; what stays the same is not written."""
        write_settings(self._session, settings)

    def commit(self, action: str, subject: str, detail: str = "") -> AuditEntry:
        """Write the audit entry and make everything of this transaction final. This is the only commit."""
        self._session.flush()
        written = Written(
            revisions=revisions_hash(self._written), before=self._tables, after=small_tables_hash(self._session)
        )
        entry = next_entry(
            self._last,
            at=self.now,
            by=self.user,
            action=action,
            subject=subject,
            detail=whole(detail),
            content=written.words(),
        )
        self._session.execute(insert(AuditRow), [entry_columns(entry)])
        self._session.commit()
        self.written = entry
        return entry

    def _refer(self, records: Sequence[Record]) -> None:
        rows = [columns for record in records if any(references(record)) for columns in reference_columns(record)]
        if rows:
            self._session.execute(insert(ReferenceRow), rows)

    def _remember(self, case_id: UUID, revisions: Sequence[Revision]) -> None:
        self._session.execute(insert(RevisionRow), [revision_columns(revision, self._entry) for revision in revisions])
        self._written.extend(version_hash(str(case_id), revision) for revision in revisions)
