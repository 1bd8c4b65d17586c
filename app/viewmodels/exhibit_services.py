"""What pages with exhibits need done, and how files become exhibits."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol
from uuid import UUID

from app.domain.change import Change
from app.domain.exhibit import Exhibit, ExhibitKind
from app.errors import AppError, SameExhibitError
from app.i18n import Translator
from app.jobs import Job
from app.observable import Signal
from app.viewmodels.desk import Desk

_KINDS = {
    ".jpg": ExhibitKind.PHOTO,
    ".jpeg": ExhibitKind.PHOTO,
    ".heic": ExhibitKind.PHOTO,
    ".tif": ExhibitKind.PHOTO,
    ".tiff": ExhibitKind.PHOTO,
    ".png": ExhibitKind.SCREENSHOT,
    ".pdf": ExhibitKind.DOCUMENT,
    ".doc": ExhibitKind.DOCUMENT,
    ".docx": ExhibitKind.DOCUMENT,
    ".odt": ExhibitKind.DOCUMENT,
    ".eml": ExhibitKind.DOCUMENT,
    ".txt": ExhibitKind.CHAT,
    ".mp3": ExhibitKind.AUDIO,
    ".m4a": ExhibitKind.AUDIO,
    ".wav": ExhibitKind.AUDIO,
    ".ogg": ExhibitKind.AUDIO,
    ".opus": ExhibitKind.AUDIO,
    ".mp4": ExhibitKind.VIDEO,
    ".mov": ExhibitKind.VIDEO,
    ".webm": ExhibitKind.VIDEO,
}


@dataclass(frozen=True)
class Painted:
    """A picture or a page: ``pixels`` are rows of blue, green, red and one unused byte; ``pages`` counts pages."""

    index: int
    pages: int
    width: int
    height: int
    pixels: bytes


class SaveCopy(Protocol):
    """Write a copy of an exhibit outside the vault."""

    def __call__(self, case: UUID, exhibit: UUID, target: Path, /, *, reason: str) -> Change:
        """Write it and log the reason."""


@dataclass(frozen=True)
class ExhibitServices:
    """What exhibits need done, bound to the open vault; ``author`` is who works in it.

    ``picture`` decodes an image and ``page`` paints a page (index counts from 0) of a document, both in the heavy lane;
    they raise an ``AppError`` for what cannot be shown.
    """

    author: str
    attach: Callable[[UUID, Path, Exhibit], Change]
    read_bytes: Callable[[UUID, UUID], bytes]
    save_copy: SaveCopy
    picture: Callable[[bytes, str, Job], Painted]
    page: Callable[[bytes, int, Job], Painted]


class ExhibitIntake:
    """Takes files in one after another; ``words`` say which one is being taken in."""

    def __init__(
        self, case: UUID, services: ExhibitServices, desk: Desk, say: Translator, now: Callable[[], datetime]
    ) -> None:
        """Take files into ``case``."""
        self.changed = Signal()
        self.words = ""
        self._case, self._services, self._desk, self._say, self._now = case, services, desk, say, now

    def add(self, paths: Sequence[Path], then: Callable[[UUID], None]) -> None:
        """Take every file in; ``then`` gets the id of each exhibit, also of one that has the same bytes already."""
        if not paths:
            self._tell("")
            return
        path, rest = paths[0], paths[1:]
        self._tell(self._say("{file} is being added …", file=path.name))
        exhibit = Exhibit(
            title=path.stem.strip() or path.name,
            file_name=path.name,
            kind=_KINDS.get(path.suffix.lower(), ExhibitKind.OTHER),
            received_on=self._now().date(),
            received_by=self._services.author,
        )

        def added(change: Change) -> None:
            then(change.record)
            self.add(rest, then)

        def refused(error: AppError) -> None:
            self._desk.tell(error)
            if isinstance(error, SameExhibitError) and isinstance(known := error.fields["id"], UUID):
                then(known)
            self.add(rest, then)

        self._desk.do(lambda: self._services.attach(self._case, path, exhibit), added, refused)

    def _tell(self, words: str) -> None:
        if words != self.words:
            self.words = words
            self.changed.emit()
