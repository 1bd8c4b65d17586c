"""Take a draft up again without ever losing one: what a form cannot show is kept apart before the form may write.

A form writes its drafts over the one under its own key. It may only do so once it has shown that one.
"""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, Protocol, TypeVar
from uuid import UUID

import msgspec

from app.domain.change import Change
from app.domain.draft import apart_key
from app.errors import AppError

D = TypeVar("D")


class DraftServices(Protocol):
    """What is needed to keep and read drafts."""

    @property
    def keep_draft(self) -> Callable[[str, UUID, dict[str, object]], datetime]:
        """Return what keeps a draft of a case under a key."""

    @property
    def read_draft(self) -> Callable[[str], Mapping[str, object] | None]:
        """Return what reads the draft under a key."""


@dataclass(frozen=True)
class Kept(Generic[D]):
    """What was found under a key: the draft, nothing, or something that was kept ``apart`` because it has no form."""

    draft: D | None = None
    apart: bool = False


class RunningSave:
    """A save that was handed in: under which key what is typed meanwhile is kept once it is over.

    A lock may come before its answer. The draft is then written behind it in the data lane: under the key of the record
    when that was saved, else under the key that the form had.
    """

    def __init__(self, before: str, after: str, edits: int) -> None:
        """Begin with a form that was changed ``edits`` times."""
        self._key, self._after, self._edits = before, after, edits

    def passed(self, edits: int) -> bool:
        """Whether something was typed since."""
        return edits != self._edits

    def work(self, save: Callable[[], Change]) -> Change:
        """Save, in the data lane."""
        change = save()
        self._key = self._after
        return change

    def key(self) -> str:
        """Return the key for a draft now; in the data lane."""
        return self._key


def saved_or_kept(save: Callable[[], Change], keep: Callable[[], object]) -> Change:
    """Save, in the data lane; what cannot be saved is kept as a draft at once, because a lock may come first."""
    try:
        return save()
    except AppError:
        with suppress(AppError):
            keep()
        raise


def read_kept(services: DraftServices, key: str, case: UUID, form: type[D]) -> Kept[D]:
    """Read a draft in its form, in the data lane."""
    content = services.read_draft(key)
    if content is None:
        return Kept()
    try:
        return Kept(msgspec.convert(content, form))
    except msgspec.ValidationError:
        services.keep_draft(apart_key(key, content), case, dict(content))
        return Kept(apart=True)
