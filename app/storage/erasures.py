"""Proposals to erase a case, and taking everything of it out of the database.

What the log says of the case goes as well: reasons, recipients and names of files are words of the case. The entries
themselves stay, each with a seal over what is left of it, and with the hashes of the versions that went, so that the
chain and all other cases can be proven as before.
"""

import hashlib
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

import msgspec
from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.orm import Session

from app.domain.draft import LOOSE
from app.domain.erasure import ErasedCounts, Erasure
from app.domain.own_text import OwnKind, OwnList
from app.domain.revision import AuditEntry, Revision
from app.storage.audit import canonical, chain_hash, read_written, schema_3_hash, version_hash
from app.storage.contents import entry_of, revision_of
from app.storage.own_texts import lists_for, own_texts
from app.storage.rows import (
    AuditRow,
    DraftRow,
    ErasedEntryRow,
    ErasureRow,
    ExhibitChunkRow,
    OwnTextRow,
    RecordRow,
    ReferenceRow,
    RevisionRow,
)
from app.storage.search import forget_case

ERASED: Final = "case.erased"
SWEPT: Final = "erasure.swept"
OWN_ACTIONS: Final = (ERASED, "erasure.")
"""What erasing itself writes in the log; these entries keep their words."""

NOT_WRITTEN: Final = "file.not_written"
"""The entry about a file that was logged and then could not be put in its place; its detail names the other entry."""

_LEFT: Final = (
    "dossier.exported",
    "case.exported",
    "picture.exported",
    "crosswalk.exported",
    "log.exported",
    "exhibit.copied",
)


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """What an entry of the log says about an erasure: the hashes of its row and of what went from the log."""

    erasure: UUID
    reason: str
    sha256: str
    entries: str = ""


class ErasedEntry(msgspec.Struct, frozen=True):
    """What went from one entry of the log."""

    entry: int
    versions: tuple[str, ...]
    seal: str


def erasures(session: Session) -> tuple[Erasure, ...]:
    """Return every proposal and what became of it, the newest first."""
    found = [msgspec.json.decode(content, type=Erasure) for content in session.scalars(select(ErasureRow.content))]
    return tuple(sorted(found, key=lambda one: (one.proposed_at, one.id), reverse=True))


def erased_entries(session: Session, erasure: UUID) -> tuple[ErasedEntry, ...]:
    """Return what went from the log with one erasure, in the order of the log."""
    rows = session.scalars(
        select(ErasedEntryRow).where(ErasedEntryRow.erasure_id == erasure).order_by(ErasedEntryRow.entry)
    )
    return tuple(ErasedEntry(row.entry, tuple(row.versions.split()), row.seal) for row in rows)


def seals(session: Session) -> Mapping[int, str]:
    """Return the seal of every entry of the log whose words are gone."""
    rows = session.execute(select(ErasedEntryRow.entry, ErasedEntryRow.seal).where(ErasedEntryRow.seal != ""))
    return {row.entry: row.seal for row in rows}


def is_swept(session: Session) -> bool:
    """Whether the file was cleaned after the last erasure."""
    newest = session.scalar(select(func.max(ErasureRow.entry)))
    if newest is None:
        return True
    done = select(AuditRow.number).where(AuditRow.number > newest, AuditRow.action == SWEPT).limit(1)
    return session.scalar(done) is not None


def words_of(erasure: Erasure, reason: str, entries: Sequence[ErasedEntry] = ()) -> str:
    """Return what the log keeps of a step of an erasure."""
    told = Told(
        erasure=erasure.id,
        reason=reason,
        sha256=content_print(erasure),
        entries=entries_print(entries) if entries else "",
    )
    return canonical(told).decode()


def read_erased(entry: AuditEntry) -> Told | None:
    """Return what an entry says about an erasure, ``None`` when it is about something else."""
    if not entry.action.startswith(OWN_ACTIONS) or entry.action == SWEPT:
        return None
    try:
        return msgspec.json.decode(entry.detail, type=Told)
    except msgspec.DecodeError:
        return None


def content_print(erasure: Erasure) -> str:
    """Return the SHA-256 of an erasure, which the log keeps."""
    return hashlib.sha256(canonical(erasure)).hexdigest()


def entries_print(entries: Sequence[ErasedEntry]) -> str:
    """Return the SHA-256 of what went from the log, which the log keeps."""
    return hashlib.sha256(canonical(entries)).hexdigest()


class ErasureKeeper:
    """Writes proposals and erases, inside the transaction of log entry ``entry``."""

    def __init__(self, session: Session, entry: int) -> None:
        """Write through an open session."""
        self._session, self._entry = session, entry

    def put(self, erasure: Erasure) -> None:
        """Write a proposal, or what became of one."""
        row = {"entry": erasure.entry or None, "content": canonical(erasure).decode()}
        if self._session.get(ErasureRow, erasure.id) is None:
            self._session.execute(insert(ErasureRow), [{"id": erasure.id, "case_id": erasure.case, **row}])
        else:
            self._session.execute(update(ErasureRow).where(ErasureRow.id == erasure.id).values(**row))

    def erase(self, erasure: Erasure, *, by: str, reason: str, at: datetime) -> tuple[Erasure, str]:
        """Take everything of a case out of the tables; returns what is left to tell, and the words for the log.

        The entry of this transaction must follow.
        """
        case = erasure.case
        mine = select(RecordRow.id).where(RecordRow.case_id == case)
        written = self._written(case)
        about = self._about({str(one) for one in self._session.scalars(mine)})
        done = msgspec.structs.replace(
            erasure,
            second=by,
            second_reason=reason,
            erased_at=at,
            first_entry=min([*written, *(entry.number for entry in about)]),
            entry=self._entry,
            counts=self._counts(case, sum(map(len, written.values())), about),
        )
        self.put(done)
        self._session.flush()
        forget_case(self._session, case)
        lists = [kept.list for kept in lists_for(self._session, case) if not kept.offered]
        for statement in (
            delete(ReferenceRow).where(ReferenceRow.record_id.in_(mine)),
            delete(ExhibitChunkRow).where(ExhibitChunkRow.exhibit_id.in_(mine)),
            delete(RevisionRow).where(RevisionRow.record_id.in_(mine)),
            delete(DraftRow).where(DraftRow.case_id == case),
            # Reasons and words to look for lie with their writer and can name anybody, so those of everybody go.
            delete(DraftRow).where(DraftRow.key.startswith(f"{LOOSE}:")),
            delete(RecordRow).where(RecordRow.case_id == case, RecordRow.id != case),
            delete(RecordRow).where(RecordRow.id == case),
        ):
            self._session.execute(statement, execution_options={"synchronize_session": False})
        self._drop_unused(lists)
        self._forget(erasure.id, self._kept_hashes(written), about)
        return done, words_of(done, reason, erased_entries(self._session, done.id))

    def _written(self, case: UUID) -> dict[int, list[tuple[str, Revision]]]:
        """Return the versions of a case under the entry that wrote them, each with the id of the case."""
        rows = self._session.scalars(
            select(RevisionRow)
            .join(RecordRow, RecordRow.id == RevisionRow.record_id)
            .where(RecordRow.case_id == case)
            .order_by(RevisionRow.entry, RevisionRow.record_id, RevisionRow.number)
        )
        found: dict[int, list[tuple[str, Revision]]] = {}
        for row in rows:
            found.setdefault(row.entry, []).append((str(case), revision_of(row)))
        return found

    def _kept_hashes(self, written: Mapping[int, list[tuple[str, Revision]]]) -> dict[int, list[str]]:
        """Return what each entry can be held against once its versions went.

        That is a hash per version; an entry of schema 3 tells one hash that was made of its versions at once.
        """
        kept = {}
        for entry, pairs in written.items():
            told = read_written(self._session.scalars(select(AuditRow.content).where(AuditRow.number == entry)).one())
            older = told is not None and told.revisions == schema_3_hash(pairs)
            kept[entry] = [told.revisions] if told is not None and older else [version_hash(*pair) for pair in pairs]
        return kept

    def _about(self, subjects: set[str]) -> list[AuditEntry]:
        """Return the entries about something of a case, but those about its erasure."""
        numbers = [
            row.number
            for row in self._session.execute(select(AuditRow.number, AuditRow.subject, AuditRow.action))
            if row.subject in subjects and not row.action.startswith(OWN_ACTIONS)
        ]
        return [entry_of(row) for number in numbers if (row := self._session.get(AuditRow, number)) is not None]

    def _counts(self, case: UUID, versions: int, about: Sequence[AuditEntry]) -> ErasedCounts:
        kinds = self._session.execute(
            select(RecordRow.kind, func.count()).where(RecordRow.case_id == case).group_by(RecordRow.kind)
        )
        size = func.sum(func.length(ExhibitChunkRow.data))
        chunks = select(size).where(
            ExhibitChunkRow.exhibit_id.in_(select(RecordRow.id).where(RecordRow.case_id == case))
        )
        drafts = select(func.count()).select_from(DraftRow).where(DraftRow.case_id == case)
        return ErasedCounts(
            records={row[0]: row[1] for row in kinds},
            versions=versions,
            drafts=self._session.scalar(drafts) or 0,
            exhibit_bytes=self._session.scalar(chunks) or 0,
            copies=sum(entry.action in _LEFT for entry in about) - sum(entry.action == NOT_WRITTEN for entry in about),
        )

    def _drop_unused(self, lists: Sequence[OwnList]) -> None:
        """Take away the own lists that were only kept for the case."""
        used = {(own.key, own.version) for own in own_texts(self._session) if own.used}
        for one in lists:
            if (one.id, one.version) not in used:
                mine = (OwnTextRow.kind == OwnKind.CHECKLIST.value, OwnTextRow.key == one.id)
                self._session.execute(delete(OwnTextRow).where(*mine, OwnTextRow.version == one.version))

    def _forget(self, erasure: UUID, written: Mapping[int, list[str]], about: Sequence[AuditEntry]) -> None:
        """Take the words about the case out of the log, and write down what went from which entry.

        The marks of own texts that are still in the vault stay: the log must go on to name these.
        """
        needed = {f"sha256:{hashlib.sha256(own.text.encode()).hexdigest()}" for own in own_texts(self._session)}
        left = {entry.number: _without_words(entry, needed) for entry in about}
        worded = {entry.number: entry.detail for entry in about if left[entry.number].detail != entry.detail}
        numbers = sorted({*written, *worded})
        rows = [
            {
                "entry": number,
                "erasure_id": erasure,
                "versions": " ".join(written.get(number, ())),
                "seal": chain_hash(left[number]) if number in worded else "",
            }
            for number in numbers
        ]
        self._session.execute(insert(ErasedEntryRow), rows)
        for number in worded:
            self._session.execute(
                update(AuditRow).where(AuditRow.number == number).values(detail=left[number].detail),
                execution_options={"synchronize_session": False},
            )


def _without_words(entry: AuditEntry, needed: set[str]) -> AuditEntry:
    """Return an entry that no longer tells anything of its case."""
    return msgspec.structs.replace(entry, detail=" ".join(word for word in entry.detail.split() if word in needed))
