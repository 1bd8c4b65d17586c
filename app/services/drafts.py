"""Half-typed input: kept in the vault a second after the last key, gone when it is saved or dropped."""

from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime
from typing import Final
from uuid import UUID

from app.domain.draft import LOOSE, NO_CASE, own_key
from app.domain.whole_text import whole
from app.errors import (
    DatabaseDamagedError,
    DiskFaultError,
    DiskFullError,
    FoundDamagedError,
    NoFolderError,
    NotWritableError,
    VaultGoneError,
    VaultInUseError,
    VaultReplacedError,
)
from app.storage.aside import ASIDE
from app.storage.store import Store

UNWRITABLE: Final = (
    DatabaseDamagedError,
    DiskFaultError,
    DiskFullError,
    FoundDamagedError,
    NoFolderError,
    NotWritableError,
    VaultGoneError,
    VaultInUseError,
    VaultReplacedError,
)
"""What keeps a draft out of the vault although who typed it may write there."""


def keep_draft(store: Store, key: str, case_id: UUID, content: dict[str, object]) -> datetime:
    """Keep what was typed and return when that was; what is typed of a new case is of the member alone.

    What cannot be written because the folder fell away or the disk fails waits sealed in memory, also while the vault
    is locked; the error is raised all the same.
    """
    typed = whole(content)
    key, case_id = own_key(key, store.own_place), _place(store, case_id)
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
        return reader.draft(own_key(key, store.own_place))


def list_drafts(store: Store, case_id: UUID) -> tuple[str, ...]:
    """Return the keys of the drafts of a case, the oldest first."""
    with store.read() as reader:
        return reader.draft_keys(_place(store, case_id))


def drop_draft(store: Store, key: str) -> None:
    """Throw a draft away."""
    key = own_key(key, store.own_place)
    store.forget_aside(key)
    with store.drafts() as drafts:
        drafts.drop(key)


def keep_loose(store: Store, words: Mapping[str, str]) -> None:
    """Keep what the member typed outside the forms, such as a reason or words to look for; nothing when it is empty.

    Everybody may: it lies in the member's own place. Where the vault cannot be written it waits as other drafts do. Of
    a vault that is only read nothing is kept.
    """
    if store.read_only is not None:
        return
    key, own = own_key(LOOSE, store.own_place), store.own_place
    content: dict[str, object] = whole({"words": dict(words)})
    try:
        with store.drafts(needs=None) as drafts:
            if words:
                drafts.keep(key, own, content)
            else:
                drafts.drop(key)
        store.forget_aside(key)
    except UNWRITABLE:
        if words:
            store.keep_aside(key, own, content)
        else:
            store.forget_aside(key)
        raise


def read_loose(store: Store) -> dict[str, str]:
    """Return what the member typed outside the forms."""
    with store.read() as reader:
        content = reader.draft(own_key(LOOSE, store.own_place)) or {}
    words = content.get("words")
    return {str(place): str(typed) for place, typed in words.items()} if isinstance(words, dict) else {}


def take_drafts_back(store: Store) -> None:
    """Write what waits in memory into the vault, when it can be written; what cannot goes on waiting."""
    if ASIDE and store.read_only is None:
        with suppress(*UNWRITABLE), store.drafts(needs=None):
            pass


def waiting_drafts() -> bool:
    """Whether something that was typed is in the memory of this program only."""
    return bool(ASIDE)


def _place(store: Store, case_id: UUID) -> UUID:
    """Return the case in which a draft lies, or the own place of the member for a case that is not there yet."""
    return store.own_place if case_id == NO_CASE else case_id
