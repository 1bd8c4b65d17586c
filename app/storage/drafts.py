"""Half-typed input in the vault. It is no part of a case, so it has no versions and no audit entry."""

from datetime import datetime
from uuid import UUID

import msgspec
from sqlalchemy import delete, select
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.orm import Session

from app.domain.draft import apart_key
from app.domain.member import Scope
from app.storage.aside import Typed
from app.storage.rows import DraftRow
from app.storage.scope import refuse_outside


class DraftKeeper:
    """Keeps and drops drafts inside a transaction."""

    def __init__(self, session: Session, now: datetime, writes: Scope = Scope.ALL) -> None:
        """Write through an open session at ``now``, for the cases in ``writes``."""
        self._session = session
        self._now = now
        self._writes = writes

    def keep(self, key: str, case_id: UUID, content: dict[str, object]) -> datetime:
        """Keep what was typed, in the place of an older draft with this key."""
        refuse_outside(self._session, self._writes, case_id)
        row = {"case_id": case_id, "kept_at": self._now.isoformat(), "content": msgspec.json.encode(content).decode()}
        self._session.execute(
            insert(DraftRow).values(key=key, **row).on_conflict_do_update(index_elements=[DraftRow.key], set_=row)
        )
        return self._now

    def take_back(self, typed: Typed) -> None:
        """Keep what waited in memory; when a newer draft has its place it goes beside that one."""
        newer = self._session.scalar(select(DraftRow.kept_at).where(DraftRow.key == typed.key))
        content = msgspec.json.encode(typed.content).decode()
        overtaken = newer is not None and datetime.fromisoformat(newer) > typed.kept_at
        row = {
            "key": apart_key(typed.key, typed.content) if overtaken else typed.key,
            "case_id": typed.case,
            "kept_at": typed.kept_at.isoformat(),
            "content": content,
        }
        self._session.execute(
            insert(DraftRow).values(**row).on_conflict_do_update(index_elements=[DraftRow.key], set_=row)
        )

    def drop(self, key: str) -> None:
        """Remove a draft; one that is not there is no matter."""
        self._session.execute(delete(DraftRow).where(DraftRow.key == key))
