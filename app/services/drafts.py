"""Half-typed input: kept in the vault a second after the last key, gone when it is saved or dropped."""

from datetime import datetime
from typing import Final
from uuid import UUID

from app.domain.whole_text import whole
from app.errors import (
    DiskFaultError,
    DiskFullError,
    NoFolderError,
    NotWritableError,
    VaultGoneError,
    VaultInUseError,
    VaultReplacedError,
)
from app.storage.store import Store

UNWRITABLE: Final = (
    DiskFaultError,
    DiskFullError,
    NoFolderError,
    NotWritableError,
    VaultGoneError,
    VaultInUseError,
    VaultReplacedError,
)
"""What keeps a draft out of the vault although who typed it may write there."""


def keep_draft(store: Store, key: str, case_id: UUID, content: dict[str, object]) -> datetime:
    """Keep what was typed and return when that was.

    What cannot be written because the folder fell away or the disk fails waits sealed in memory, also while the vault
    is locked; the error is raised all the same.
    """
    typed = whole(content)
    try:
        with store.drafts() as drafts:
            at = drafts.keep(key, case_id, typed)
    except UNWRITABLE:
        store.keep_aside(key, case_id, typed)
        raise
    return at


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
    store.forget_aside(key)
    with store.drafts() as drafts:
        drafts.drop(key)
