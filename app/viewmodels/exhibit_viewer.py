"""The viewer of one exhibit: its bytes are read from the vault, shown in memory, and dropped when it closes."""

from dataclasses import dataclass, replace
from enum import Enum, auto
from functools import partial
from pathlib import Path, PurePath
from typing import Final

from app.domain.change import Change
from app.domain.exhibit import Exhibit
from app.domain.snapshot import CaseSnapshot, shown_number
from app.errors import AppError
from app.i18n import Translator
from app.jobs import Job
from app.observable import Signal
from app.viewmodels.desk import Desk
from app.viewmodels.exhibit_services import ExhibitServices, Painted
from app.viewmodels.exhibit_words import exhibit_facts

_TEXTS: Final = frozenset({"text/plain", "text/csv", "application/json", "message/rfc822"})
_PICTURES: Final = frozenset({"image/png", "image/jpeg", "image/gif", "image/bmp", "image/tiff", "image/webp"})
_PDF: Final = "application/pdf"
_MOST_TEXT: Final = 1_000_000
_ENDINGS: Final = {"image/jpeg": ".jpg", "image/png": ".png", _PDF: ".pdf", "text/plain": ".txt", "text/csv": ".csv"}
_ZOOMS: Final = (0.25, 0.5, 0.75, 1.0, 1.5, 2.0, 3.0, 4.0)
_QUARTER: Final = 90


class Shows(Enum):
    """What the viewer shows."""

    NOTHING_YET = auto()
    PICTURE = auto()
    TEXT = auto()
    WORDS = auto()


@dataclass(frozen=True)
class ViewerState:
    """The viewer in ready words; ``zoom`` 0 fits the picture into its place, ``turned`` is in degrees clockwise."""

    title: str
    subtitle: str
    facts: tuple[tuple[str, str], ...]
    shows: Shows = Shows.NOTHING_YET
    words: str = ""
    text: str = ""
    picture: Painted | None = None
    page_words: str = ""
    zoom: float = 0.0
    turned: int = 0
    can_copy: bool = False

    @property
    def several(self) -> bool:
        """Whether there are pages to leaf through."""
        return self.picture is not None and self.picture.pages > 1


class ExhibitViewer:
    """The view-model of the viewer."""

    def __init__(
        self, snapshot: CaseSnapshot, exhibit: Exhibit, services: ExhibitServices, desk: Desk, say: Translator
    ) -> None:
        """Show ``exhibit``; ``load`` reads it."""
        self.changed = Signal()
        self.exhibit = exhibit
        self._case = snapshot.case.id
        self._services, self._desk, self._say = services, desk, say
        self._data = b""
        self._job: Job | None = None
        self._closed = False
        self.state = ViewerState(
            title=shown_number(exhibit, say),
            subtitle=exhibit.title,
            facts=exhibit_facts(exhibit, snapshot, say),
            words=say("The exhibit is being read."),
        )

    @property
    def proposal(self) -> str:
        """Return a file name that names nobody."""
        known = _ENDINGS.get(self.exhibit.media_type)
        name = shown_number(self.exhibit, self._say).lower().replace(" ", "-")
        return f"{name}{known or PurePath(self.exhibit.file_name).suffix.lower()}"

    def load(self) -> None:
        """Read the bytes and compare them with their hash; then show them."""
        case, exhibit = self._case, self.exhibit.id
        if not self._can_show():
            self._show(
                shows=Shows.WORDS,
                can_copy=True,
                words=self._say(
                    "There is no viewer for this kind of file. Save a copy outside the vault to open it with another "
                    "program, and only when you trust where it came from."
                ),
            )
            return
        self._desk.ask(lambda: self._services.read_bytes(case, exhibit), self._take, self._failed)

    def show_page(self, index: int) -> None:
        """Show another page of a document."""
        picture = self.state.picture
        if picture is not None and 0 <= index < picture.pages and index != picture.index:
            self._paint(index)

    def turn(self) -> None:
        """Turn the picture a quarter to the right; the exhibit stays as it is."""
        self._show(turned=(self.state.turned + _QUARTER) % 360)

    def fit(self) -> None:
        """Fit the picture into its place."""
        self._show(zoom=0.0)

    def zoom(self, by: int, shown: float) -> None:
        """Show the picture a step larger or smaller than the ``shown`` scale."""
        steps = [step for step in _ZOOMS if (step > shown * 1.01 if by > 0 else step < shown * 0.99)]
        if steps:
            self._show(zoom=steps[0] if by > 0 else steps[-1])

    def save_copy(self, target: Path, reason: str) -> None:
        """Write a copy outside the vault with a reason."""
        case, exhibit = self._case, self.exhibit.id

        def saved(_change: Change) -> None:
            self._desk.say_done(self._say("A copy was saved outside the vault. The log keeps the reason."))

        self._desk.do(lambda: self._services.save_copy(case, exhibit, target, reason=reason), saved)

    def close(self) -> None:
        """Let go of the bytes and of what was painted."""
        self._closed = True
        self._data = b""
        if self._job is not None:
            self._job.cancel()
        self.state = replace(self.state, picture=None, text="")

    def _can_show(self) -> bool:
        return self.exhibit.media_type in _TEXTS | _PICTURES | {_PDF}

    def _take(self, data: bytes) -> None:
        """Show what was read."""
        if self._closed:
            return
        self._data = data
        if self.exhibit.media_type in _TEXTS:
            text, whole = text_of(data)
            words = "" if whole else self._say("Only the beginning of this long text is shown.")
            self._show(shows=Shows.TEXT, text=text, words=words, can_copy=True)
        else:
            self._paint(0)

    def _paint(self, index: int) -> None:
        """Paint a picture or a page in the heavy lane."""
        if self._job is not None:
            self._job.cancel()
        if self.exhibit.media_type == _PDF:
            work = partial(self._services.page, self._data, index)
        else:
            work = partial(self._services.picture, self._data, self.exhibit.media_type)
        self._job = self._desk.start(work, self._painted, self._failed, self._say("The exhibit is being read."))

    def _painted(self, picture: Painted) -> None:
        if not self._closed:
            words = self._say("page {page} of {pages}", page=picture.index + 1, pages=picture.pages)
            self._show(
                shows=Shows.PICTURE,
                picture=picture,
                words="",
                page_words=words if picture.pages > 1 else "",
                can_copy=True,
            )

    def _failed(self, error: AppError) -> None:
        if not self._closed:
            self._show(shows=Shows.WORDS, words=self._say.error(error), picture=None, can_copy=True)

    def _show(self, **fields: object) -> None:
        state = replace(self.state, **fields)  # type: ignore[arg-type]  # the fields of the state
        if state != self.state:
            self.state = state
            self.changed.emit()


def text_of(data: bytes) -> tuple[str, bool]:
    """Return the words of a text file and whether these are all of them.

    UTF-8, UTF-16 with a mark, else the Windows page for western Europe; what that has no sign for becomes "�".
    """
    whole = len(data) <= _MOST_TEXT
    part = data[:_MOST_TEXT]
    if part.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = part[: len(part) // 2 * 2].decode("utf-16", "replace")
    else:
        try:
            text = part.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            cut = not whole and error.start > len(part) - 4
            text = part[: error.start].decode("utf-8-sig") if cut else part.decode("cp1252", "replace")
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "�"), whole
