"""A paper on the screen: its real pages in memory, printed or saved only when that is chosen."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any, Final

from app.i18n import Translator
from app.jobs import Job
from app.observable import Signal
from app.viewmodels.desk import Desk, ignore
from app.viewmodels.dossier_state import PagePicture

_PAGE_WIDTH: Final = 760


@dataclass(frozen=True)
class PaperState:
    """The page that is shown; ``pdf`` is the whole paper once it was made."""

    picture: PagePicture | None = None
    page_words: str = ""
    pdf: bytes = b""


class PaperView:
    """Makes a paper anew each time it is opened: what it tells of may have changed.

    ``file_name`` is what the file is called unless somebody says otherwise; it names no case.
    """

    def __init__(
        self,
        *,
        title: str,
        file_name: str,
        prepare: Callable[[], Any],
        render: Callable[[Any, Job], bytes],
        picture: Callable[[bytes, int, int, Job], PagePicture],
        deliver: Callable[[bytes, Path], object],
        note_printed: Callable[[bytes], object] = ignore,
        desk: Desk,
        say: Translator,
    ) -> None:
        self.changed = Signal()
        self.title, self.file_name = title, file_name
        self.state = PaperState()
        self._prepare, self._render, self._picture = prepare, render, picture
        self._deliver, self._note_printed = deliver, note_printed
        self._desk, self._say = desk, say
        self._width = _PAGE_WIDTH
        self._closed = False

    def load(self) -> None:
        """Make the paper and show its first page; nothing is written."""
        self._desk.ask(self._prepare, self._prepared)

    def show_page(self, index: int) -> None:
        """Show another page."""
        picture = self.state.picture
        if picture is not None and 0 <= index < picture.pages and index != picture.index:
            self._paint(index)

    def fit(self, width: int) -> None:
        """Have pages painted this many dots wide from now on."""
        if width != self._width:
            self._width = width
            if self.state.picture is not None:
                self._paint(self.state.picture.index)

    def save(self, target: Path) -> None:
        """Write the paper where the user wants it."""
        pdf, words = self.state.pdf, self._say("Written: {file}", file=target.name)
        self._desk.ask(lambda: self._deliver(pdf, target), lambda _: self._desk.say_done(words))

    def log_printing(self, go: Callable[[], None]) -> None:
        """Log that the paper goes to a printer; ``go`` is called once that is in the log."""
        pdf = self.state.pdf
        self._desk.ask(lambda: self._note_printed(pdf), lambda _noted: go())

    def close(self) -> None:
        """Let go of the paper."""
        self._closed = True
        self.state = PaperState()

    def _prepared(self, paper: object) -> None:
        self._desk.start(partial(self._render, paper), self._made)

    def _made(self, pdf: bytes) -> None:
        if not self._closed:
            self.state = PaperState(pdf=pdf)
            self._paint(0)

    def _paint(self, index: int) -> None:
        self._desk.start(partial(self._picture, self.state.pdf, index, self._width), self._painted)

    def _painted(self, picture: PagePicture) -> None:
        if self._closed:
            return
        words = self._say("page {page} of {pages}", page=picture.index + 1, pages=picture.pages)
        self.state = replace(self.state, picture=picture, page_words=words)
        self.changed.emit()
