"""The dossier: for whom, what for, what it may show; real pages before anything is written; saving one copy."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import Final, Generic, Protocol, TypedDict, TypeVar, Unpack
from uuid import UUID

import msgspec

from app.domain.change import Change
from app.domain.dossier import DossierRequest, LeftOut, LookAt, unanswered
from app.domain.draft import APART
from app.domain.snapshot import CaseSnapshot
from app.errors import AppError
from app.i18n import Language, Translator
from app.jobs import Job
from app.observable import Signal
from app.viewmodels.choice import Choice, window_choices
from app.viewmodels.desk import Desk
from app.viewmodels.kept_draft import Kept, read_kept

_PAGE_WIDTH: Final = 760


class Prepared(Protocol):
    """One copy, ready to render."""

    @property
    def left_out(self) -> tuple[LeftOut, ...]:
        """Return what the recipient does not see."""

    @property
    def look_at(self) -> tuple[LookAt, ...]:
        """Return the rows to look at before the copy leaves."""

    @property
    def file_name(self) -> str:
        """Return a file name that names nobody."""


P = TypeVar("P", bound=Prepared)


@dataclass(frozen=True)
class PagePicture:
    """A page as it will be printed: ``pixels`` are rows of blue, green, red and one unused byte."""

    index: int
    pages: int
    width: int
    height: int
    pixels: bytes


@dataclass(frozen=True)
class DossierServices(Generic[P]):
    """What can be done with a dossier; ``author`` is who works in the vault."""

    author: str
    read_case: Callable[[UUID], CaseSnapshot]
    prepare: Callable[[UUID, DossierRequest], P]
    render: Callable[[P, Job], bytes]
    deliver: Callable[[P, bytes, Path], Change]
    picture: Callable[[bytes, int, int, Job], PagePicture]
    keep_draft: Callable[[str, UUID, dict[str, object]], datetime]
    read_draft: Callable[[str], Mapping[str, object] | None]
    may_record: bool = True


@dataclass(frozen=True)
class DossierDraft:
    """What is kept of the fields that are typed; an internal copy is chosen anew each time."""

    recipient: str
    purpose: str
    ground: str


class Fields(TypedDict, total=False):
    """What the user can change."""

    recipient: str
    purpose: str
    ground: str
    internal: bool
    language: Language
    at: date
    window: int


@dataclass(frozen=True)
class DossierState:
    """What the page shows. ``asked`` holds a sentence per field that still has to be filled in.

    ``stale`` when the pages shown are older than the fields; ``busy`` while pages are made; ``stopped`` when they were
    not made, and are only tried again when the user wants it.
    """

    loaded: bool = False
    recipient: str = ""
    purpose: str = ""
    ground: str = ""
    internal: bool = False
    language: Language = "nl"
    at: date = date.min
    window: int = 90
    windows: tuple[Choice, ...] = ()
    asked: dict[str, str] = field(default_factory=dict)
    left_out: tuple[tuple[str, str], ...] = ()
    look_at: tuple[str, ...] = ()
    picture: PagePicture | None = None
    page_words: str = ""
    file_name: str = ""
    stale: bool = False
    busy: bool = False
    stopped: bool = False
    saved: str = ""
    may_save: bool = True

    @property
    def complete(self) -> bool:
        """Whether everything was filled in that a copy needs."""
        return not self.unanswered

    @property
    def waiting(self) -> bool:
        """Whether pages have to be made without being asked for."""
        return self.stale and self.complete and not self.stopped

    @property
    def unanswered(self) -> dict[str, str]:
        """Return a sentence for every field that this kind of copy cannot do without."""
        return unanswered(recipient=self.recipient, purpose=self.purpose, ground=self.ground, internal=self.internal)


@dataclass(frozen=True)
class _Made(Generic[P]):
    """A rendered copy."""

    prepared: P
    pdf: bytes


class Dossier(Generic[P]):
    """Asks what a copy needs, shows its pages and writes it."""

    def __init__(
        self,
        case: UUID,
        services: DossierServices[P],
        desk: Desk,
        say: Translator,
        now: Callable[[], datetime],
    ) -> None:
        """Make dossiers of one case."""
        self.changed = Signal()
        self.state = DossierState(
            language=say.language, at=now().date(), windows=window_choices(), may_save=services.may_record
        )
        self._case, self._services, self._desk, self._say = case, services, desk, say
        self._made: _Made[P] | None = None
        self._job: Job | None = None
        self._run = 0
        self._width = _PAGE_WIDTH
        self._own: Change | None = None
        self._kept = DossierDraft("", "", "")
        desk.on_change(self._on_change)

    def load(self) -> None:
        """Take the reference date and the window from the case, and what was typed before."""
        services, case, key = self._services, self._case, self._key

        def read() -> tuple[CaseSnapshot, Kept[DossierDraft]]:
            return services.read_case(case), read_kept(services, key, case, DossierDraft)

        self._desk.ask(read, self._read)

    def keep(self) -> None:
        """Keep what was typed, for after a lock or a change of language."""
        state = self.state
        typed = DossierDraft(state.recipient, state.purpose, state.ground)
        if state.loaded and typed != self._kept and self._services.may_record:
            content: dict[str, object] = msgspec.to_builtins(typed)

            def kept(_at: datetime) -> None:
                self._kept = typed

            self._desk.ask(lambda: self._services.keep_draft(self._key, self._case, content), kept)

    def edit(self, **fields: Unpack[Fields]) -> None:
        """Change what was filled in, once it is known what was typed before."""
        fresh = replace(self.state, **fields)
        if fresh == self.state or not self.state.loaded:
            return
        asked = {name: words for name, words in fresh.asked.items() if name in fresh.unanswered}
        self._made = None
        self._show(replace(fresh, asked=asked, stale=True, stopped=False, saved=""))

    def check(self) -> bool:
        """Ask for what is still empty, at its own place; returns whether nothing is."""
        asked = {name: self._say(sentence) for name, sentence in self.state.unanswered.items()}
        self._show(replace(self.state, asked=asked))
        return not asked

    def preview(self) -> None:
        """Make the pages anew and show one; nothing is written."""
        if self.state.loaded and self.state.complete:
            self._make(self._rendered)

    def show_page(self, index: int) -> None:
        """Show another page of the copy that was made."""
        picture = self.state.picture
        if self._made is None or picture is None or not 0 <= index < picture.pages or index == picture.index:
            return
        self._paint(index)

    def fit(self, width: int) -> None:
        """Have pages painted this many dots wide from now on."""
        if width != self._width:
            self._width = width
            if self._made is not None and self.state.picture is not None:
                self._paint(self.state.picture.index)

    def cancel(self) -> None:
        """Stop making pages; what was shown stays."""
        self._run += 1
        if self._job is not None:
            self._job.cancel()
        self._show(replace(self.state, busy=False, stale=True, stopped=True))

    def save(self, target: Path) -> None:
        """Write the copy where the user wants it; makes it first when the fields changed."""
        if not (self.state.may_save and self.check()):
            return
        if self._made is not None and not self.state.stale:
            self._deliver(target, self._made)
        else:
            self._make(partial(self._rendered_to_save, target))

    def _make(self, then: Callable[[_Made[P]], None]) -> None:
        """Prepare in the data lane, then render in the heavy lane."""
        if self._job is not None:
            self._job.cancel()
        self._run += 1
        state = self.state
        request = DossierRequest(
            recipient=state.recipient.strip(),
            purpose=state.purpose.strip(),
            ground=state.ground.strip(),
            author=self._services.author,
            language=state.language,
            at=state.at,
            window=state.window,
            internal=state.internal,
        )
        self._show(replace(state, busy=True, stale=False, stopped=False))
        work = partial(self._services.prepare, self._case, request)
        self._desk.ask(work, partial(self._prepared, self._run, then), partial(self._failed, self._run))

    def _prepared(self, run: int, then: Callable[[_Made[P]], None], prepared: P) -> None:
        if run != self._run:
            return
        say = self._say
        left_out = tuple(
            (str(part.count), " ".join((say(part.reason), ", ".join(part.numbers))).strip())
            for part in prepared.left_out
        )
        look_at = tuple(f"{say(part.reason)} {', '.join(part.rows)}" for part in prepared.look_at)
        self._show(replace(self.state, left_out=left_out, look_at=look_at, file_name=prepared.file_name))
        self._job = self._desk.start(
            partial(self._services.render, prepared),
            partial(self._finished, run, then, prepared),
            partial(self._failed, run),
            say("Making the dossier"),
        )
        self._job.on_cancel(partial(self._stopped, run))

    def _stopped(self, run: int) -> None:
        """Stop waiting when somebody else stopped the work, such as the progress panel."""
        if run == self._run:
            self._run += 1
            self._show(replace(self.state, busy=False, stale=True, stopped=True))

    def _finished(self, run: int, then: Callable[[_Made[P]], None], prepared: P, pdf: bytes) -> None:
        if run == self._run:
            self._made = _Made(prepared, pdf)
            then(self._made)

    def _rendered(self, _made: _Made[P]) -> None:
        picture = self.state.picture
        self._paint(picture.index if picture else 0)

    def _rendered_to_save(self, target: Path, made: _Made[P]) -> None:
        self._rendered(made)
        self._deliver(target, made)

    def _paint(self, index: int) -> None:
        """Paint one page in the heavy lane."""
        if self._made is None:
            return
        work = partial(self._services.picture, self._made.pdf, index, self._width)
        self._desk.start(work, partial(self._painted, self._run), partial(self._failed, self._run))

    def _painted(self, run: int, picture: PagePicture) -> None:
        if run != self._run:
            return
        words = self._say("page {page} of {pages}", page=picture.index + 1, pages=picture.pages)
        self._show(replace(self.state, picture=picture, page_words=words, busy=False))

    def _deliver(self, target: Path, made: _Made[P]) -> None:
        work = partial(self._services.deliver, made.prepared, made.pdf, target)
        self._desk.do(work, partial(self._delivered, target), partial(self._failed, self._run))

    def _delivered(self, target: Path, change: Change) -> None:
        self._own = change
        words = self._say("Saved as {file}. The copy is in the log.", file=target.name)
        self._show(replace(self.state, saved=words, busy=False))
        self._desk.say_done(words)

    def _failed(self, run: int, error: AppError) -> None:
        if run == self._run:
            made = self._made is not None
            self._show(replace(self.state, busy=False, stale=not made, stopped=not made))
        self._desk.tell(error)

    @property
    def _key(self) -> str:
        """Return the key of the draft; nobody has to finish it, so it is no open draft of the case."""
        return f"{APART}dossier:{self._case}"

    def _read(self, read: tuple[CaseSnapshot, Kept[DossierDraft]]) -> None:
        case, kept = read[0].case, read[1].draft
        if self.state.loaded:
            return
        self._kept = kept or self._kept
        typed = self._kept
        self._show(
            replace(
                self.state,
                loaded=True,
                at=case.reference_date or self.state.at,
                window=case.window,
                recipient=typed.recipient,
                purpose=typed.purpose,
                ground=typed.ground,
                stale=kept is not None,
            )
        )

    def _on_change(self, change: Change) -> None:
        """Pages of another moment are no longer those of the case."""
        if change.case != self._case or change is self._own:
            return
        self._made = None
        if self.state.picture is not None:
            self._show(replace(self.state, stale=True, saved=""))

    def _show(self, state: DossierState) -> None:
        if state != self.state:
            self.state = state
            self.changed.emit()
