"""Checklists and translations that a professional added to a vault, as the text of their file."""

from datetime import datetime
from enum import StrEnum

import msgspec


class OwnKind(StrEnum):
    """What a file of one's own is."""

    CHECKLIST = "checklist"
    TRANSLATION = "translation"


class OwnList(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One version of an own checklist; ``text`` is its TOML file, as the author wrote it."""

    id: str
    version: str
    text: str


class KeptList(msgspec.Struct, frozen=True, kw_only=True):
    """An own list as a case sees it: ``offered`` for new assessments, or only kept for those that used it."""

    list: OwnList
    offered: bool


class OwnText(msgspec.Struct, frozen=True, kw_only=True):
    """A file of one's own in the vault.

    ``key`` is the id of a checklist, or checklist and language of a translation (``chd/tr``). ``used`` says that an
    assessment or its draft rests on it, so that its words have to stay.
    """

    kind: OwnKind
    key: str
    version: str
    file: str
    text: str
    offered: bool
    added_at: datetime
    added_by: str
    used: bool = False
