"""Half-typed input in the vault. It is no part of a case, so it has no versions and no audit entry."""

from datetime import datetime
from uuid import UUID

import msgspec
from sqlalchemy import delete, select, update
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.orm import Session

from app.domain.draft import NO_CASE, apart_key, own_key
from app.domain.member import Scope
from app.errors import NoRightError
from app.storage.aside import Typed
from app.storage.outside import Announced, announce, forget
from app.storage.rows import DraftRow
from app.storage.scope import refuse_draft_outside


class DraftKeeper:
    """Keeps and drops drafts inside a transaction."""

    def __init__(self, session: Session, now: datetime, writes: Scope = Scope.ALL, own: UUID | None = None) -> None:
        """Write through an open session at ``now``, for the cases in ``writes`` and the ``own`` new case."""
        self._session = session
        self._now = now
        self._writes = writes
        self._own = own

    def keep(self, key: str, case_id: UUID, content: dict[str, object]) -> datetime:
        """Keep what was typed, in the place of an older draft with this key.

        Raises ``NoRightError`` when the draft, or the older one, lies in a case in which nothing may be recorded.
        """
        self.refuse_outside(key, case_id)
        row = {"case_id": case_id, "kept_at": self._now.isoformat(), "content": msgspec.json.encode(content).decode()}
        self._session.execute(
            insert(DraftRow).values(key=key, **row).on_conflict_do_update(index_elements=[DraftRow.key], set_=row)
        )
        return self._now

    def take_back(self, typed: Typed) -> None:
        """Keep what waited in memory.

        It goes beside the draft that has its place when that is newer, or when whoever typed it has no right there.
        """
        newer = self._session.scalar(select(DraftRow.kept_at).where(DraftRow.key == typed.key))
        content = msgspec.json.encode(typed.content).decode()
        overtaken = newer is not None and datetime.fromisoformat(newer) > typed.kept_at
        row = {
            "key": apart_key(typed.key, typed.content) if overtaken or not self._may(typed) else typed.key,
            "case_id": typed.case,
            "kept_at": typed.kept_at.isoformat(),
            "content": content,
        }
        self._session.execute(
            insert(DraftRow).values(**row).on_conflict_do_update(index_elements=[DraftRow.key], set_=row)
        )

    def drop(self, key: str) -> None:
        """Remove a draft; one that is not there is no matter.

        Raises ``NoRightError`` when it lies in a case in which nothing may be recorded.
        """
        self.refuse_outside(key)
        self._session.execute(delete(DraftRow).where(DraftRow.key == key))

    def announce(self, file: Announced) -> None:
        """Keep in mind that a file is being written outside the vault."""
        announce(self._session, file, self._now)

    def forget(self, file: Announced) -> None:
        """Let go of a file outside the vault that has its own name, or is not there."""
        forget(self._session, file)

    def adopt(self, own: UUID) -> None:
        """Give the one half-typed new case of a vault from before there were members to whom ``own`` belongs."""
        for key in self._session.scalars(select(DraftRow.key).where(DraftRow.case_id == NO_CASE)).all():
            self._session.execute(
                update(DraftRow).where(DraftRow.key == key).values(key=own_key(key, own), case_id=own)
            )

    def refuse_outside(self, key: str, place: UUID | None = None) -> None:
        """Raise ``NoRightError`` when a draft lies, or would come to lie at ``place``, where nothing may be written."""
        there = self._session.scalar(select(DraftRow.case_id).where(DraftRow.key == key))
        for case_id in (place, there):
            if case_id is not None:
                refuse_draft_outside(self._session, self._writes, case_id, self._own)

    def _may(self, typed: Typed) -> bool:
        """Whether who typed it could have kept it; the disk failed before that was looked at."""
        try:
            DraftKeeper(self._session, self._now, typed.writes, typed.own).refuse_outside(typed.key, typed.case)
        except NoRightError:
            return False
        return True
