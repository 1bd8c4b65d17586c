"""Half-typed input: kept in the vault a second after the last key, gone when it is saved or dropped."""

from datetime import datetime
from uuid import UUID

from app.domain.whole_text import whole
from app.storage.store import Store


def keep_draft(store: Store, key: str, case_id: UUID, content: dict[str, object]) -> datetime:
    """Keep what was typed and return when that was."""
    with store.drafts() as drafts:
        return drafts.keep(key, case_id, whole(content))


def read_draft(store: Store, key: str) -> dict[str, object] | None:
    """Return what was typed, or ``None`` when there is no draft."""
    with store.read() as reader:
        return reader.draft(key)


def list_drafts(store: Store, case_id: UUID) -> tuple[str, ...]:
    """Return the keys of the drafts of a case, the oldest first."""
    with store.read() as reader:
        return reader.draft_keys(case_id)


def drop_draft(store: Store, key: str) -> None:
    """Throw a draft away."""
    with store.drafts() as drafts:
        drafts.drop(key)
