"""Own checklists and translations in the vault, inside a transaction."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, func, select
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.orm import Session

from app.domain.own_text import KeptList, OwnKind, OwnList, OwnText
from app.domain.revision import RecordKind
from app.storage.rows import DraftRow, OwnTextRow, RecordRow, RevisionRow

_LIST, _VERSION = "$.checklist", "$.version"


def own_texts(session: Session) -> tuple[OwnText, ...]:
    """Return every own text, checklists first."""
    rows = session.scalars(select(OwnTextRow).order_by(OwnTextRow.kind, OwnTextRow.key, OwnTextRow.added_at)).all()
    if not rows:
        return ()
    used = _used(session)
    return tuple(
        OwnText(
            kind=OwnKind(row.kind),
            key=row.key,
            version=row.version,
            file=row.file,
            text=row.text,
            offered=row.offered,
            added_at=datetime.fromisoformat(row.added_at),
            added_by=row.added_by,
            used=row.kind == OwnKind.CHECKLIST.value and (row.key, row.version) in used,
        )
        for row in rows
    )


def lists_for(session: Session, case_id: UUID) -> tuple[KeptList, ...]:
    """Return the own checklists that are offered, and every version that this case ever used."""
    rows = session.scalars(
        select(OwnTextRow)
        .where(OwnTextRow.kind == OwnKind.CHECKLIST.value)
        .order_by(OwnTextRow.key, OwnTextRow.version)
    ).all()
    if not rows:
        return ()
    used = _used(session, case_id)
    return tuple(
        KeptList(list=OwnList(id=row.key, version=row.version, text=row.text), offered=row.offered)
        for row in rows
        if row.offered or (row.key, row.version) in used
    )


def _used(session: Session, case_id: UUID | None = None) -> Collection[tuple[str, str]]:
    """Return id and version of every list that any version of an assessment, or its draft, rests on."""
    told = (
        select(func.json_extract(RevisionRow.content, _LIST), func.json_extract(RevisionRow.content, _VERSION))
        .where(RevisionRow.kind == RecordKind.ASSESSMENT.value)
        .distinct()
    )
    typed = (
        select(
            func.json_extract(DraftRow.content, f"$.assessment{_LIST[1:]}"),
            func.json_extract(DraftRow.content, f"$.assessment{_VERSION[1:]}"),
        )
        .where(DraftRow.key.startswith("assessment:"))
        .distinct()
    )
    if case_id is not None:
        told = told.join(RecordRow, RecordRow.id == RevisionRow.record_id).where(RecordRow.case_id == case_id)
        typed = typed.where(DraftRow.case_id == case_id)
    return {(str(row[0]), str(row[1])) for question in (told, typed) for row in session.execute(question)}


class OwnTextKeeper:
    """Adds own texts to a vault and takes them away."""

    def __init__(self, session: Session, *, now: datetime, user: str) -> None:
        """Write through an open session."""
        self._session, self._now, self._user = session, now, user

    def put(self, kind: OwnKind, key: str, version: str, *, file: str, text: str, offered: bool) -> None:
        """Add a text, or take the place of one with this key and version."""
        row = {
            "file": file,
            "text": text,
            "offered": offered,
            "added_at": self._now.isoformat(),
            "added_by": self._user,
        }
        self._session.execute(
            insert(OwnTextRow)
            .values(kind=kind.value, key=key, version=version, **row)
            .on_conflict_do_update(index_elements=[OwnTextRow.kind, OwnTextRow.key, OwnTextRow.version], set_=row)
        )

    def offer(self, key: str, version: str) -> None:
        """Offer this version of a checklist for new assessments and no other one; "" offers none."""
        for row in self._session.scalars(
            select(OwnTextRow).where(OwnTextRow.kind == OwnKind.CHECKLIST.value, OwnTextRow.key == key)
        ):
            row.offered = row.version == version
        self._session.flush()

    def drop(self, kind: OwnKind, key: str, version: str) -> None:
        """Take a text out of the vault."""
        self._session.execute(
            delete(OwnTextRow).where(
                OwnTextRow.kind == kind.value, OwnTextRow.key == key, OwnTextRow.version == version
            )
        )
