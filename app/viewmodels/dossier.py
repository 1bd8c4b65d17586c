"""The dossier: for whom, what for, what it may show; real pages before anything is written; saving one copy."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, fields, replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Final, Generic, Unpack
from uuid import UUID

import msgspec

from app.domain.change import Change
from app.domain.dossier import CopyGiven
from app.domain.draft import APART
from app.domain.snapshot import CaseSnapshot
from app.errors import AppError, LeakFoundError
from app.i18n import Translator
from app.jobs import Job
from app.observable import Signal
from app.risk.profiles import load_profiles
from app.viewmodels.choice import window_choices
from app.viewmodels.desk import Desk
from app.viewmodels.dossier_state import (
    DossierDraft,
    DossierServices,
    DossierState,
    Fields,
    P,
    PagePicture,
    Prepared,
)
from app.viewmodels.dossier_words import (
    about_whom,
    copy_lines,
    incident_rows,
    leak_lines,
    profile_choices,
    profile_words,
    read_choice,
    section_parts,
)
from app.viewmodels.kept_draft import Kept, read_kept

__all__ = ["Dossier", "DossierServices", "DossierState", "PagePicture", "Prepared"]

_PAGE_WIDTH: Final = 760


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
            language=say.language,
            at=now().date(),
            windows=window_choices(),
            profiles=profile_choices(say),
            may_save=services.may_record,
        )
        self._case, self._services, self._desk, self._say = case, services, desk, say
        self._made: _Made[P] | None = None
        self._job: Job | None = None
        self._run = 0
        self._leaked = False
        self._width = _PAGE_WIDTH
        self._own: Change | None = None
        self._kept = DossierDraft()
        self._whole: CaseSnapshot | None = None
        self._today = now().date()
        desk.on_change(self._on_change)

    def load(self) -> None:
        """Take the reference date and the window from the case, and what was typed before."""
        services, case, key = self._services, self._case, self._key

        def read() -> tuple[CaseSnapshot, Kept[DossierDraft], tuple[CopyGiven, ...]]:
            return services.read_case(case), read_kept(services, key, case, DossierDraft), services.copies(case)

        self._desk.ask(read, self._read)

    def keep(self) -> None:
        """Keep what was typed and left out, for after a lock, a change of language or another copy of this kind."""
        state = self.state
        typed = state.draft
        if state.loaded and typed != self._kept and state.may_save:
            key = self._key
            content: dict[str, object] = msgspec.to_builtins(typed)

            def kept(_at: datetime) -> None:
                if key == self._key:
                    self._kept = typed

            self._desk.ask(lambda: self._services.keep_draft(key, self._case, content), kept)

    def choose_profile(self, profile: str) -> None:
        """Make another kind of copy; what was filled in for that kind before comes back."""
        if profile == self.state.profile or not self.state.loaded:
            return
        self.keep()
        typed = replace(self.state.draft, first="", last="", without="", sections=(), person="")
        self._kept = DossierDraft()
        self._change(_with(replace(self.state, profile=profile, asked={}), typed))
        services, case, key = self._services, self._case, self._key

        def taken_up(kept: Kept[DossierDraft]) -> None:
            if key == self._key and replace(self.state.draft, person="") == typed:
                self._kept = kept.draft or self._kept
                self._change(_with(self.state, kept.draft or typed))

        self._desk.ask(lambda: read_kept(services, key, case, DossierDraft), taken_up)

    def edit(self, **changed: Unpack[Fields]) -> None:
        """Change what was filled in, once it is known what was typed before."""
        fresh = replace(self.state, **changed)
        if fresh != self.state and self.state.loaded:
            self._change(fresh)

    def show_sections(self, shown: Collection[str]) -> None:
        """Leave out the sections that are not shown."""
        out = tuple(part.key for part in self.state.parts if not part.fixed and part.key not in shown)
        if out != self.state.sections and self.state.loaded:
            self._change(replace(self.state, sections=out))

    def leave_out(self, number: str, out: bool) -> None:
        """Leave an incident out, by its number in digits, or put it back."""
        left = [*(one for one in self.state.read.left_out if one != number), *([number] if out else [])]
        self.edit(without=", ".join(f"I-{one}" for one in sorted(left, key=int)))

    def _change(self, fresh: DossierState) -> None:
        """Show what was filled in; the pages are no longer of that."""
        asked = {name: words for name, words in fresh.asked.items() if name in fresh.unanswered}
        fresh = replace(self._worded(fresh), asked=asked, saved="")
        if fresh.request("") == self.state.request("") and not self.state.stale:
            # Only how the pages are signed became another.
            self._show(fresh)
            return
        self._made = None
        self._show(replace(fresh, stale=True, stopped=False, leaks=(), checked=""))

    def _worded(self, state: DossierState) -> DossierState:
        """Return a state with the words of its kind of copy, and how its days and numbers were read."""
        profile, say = load_profiles()[state.profile], self._say
        persons, person = about_whom(profile, self._whole, state.person, say)
        return replace(
            state,
            persons=persons,
            person=person,
            profile_words=profile_words(profile, say),
            parts=section_parts(profile, state.sections, say),
            read=read_choice(state.draft, self._whole, self._today, say) if self._whole else state.read,
        )

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

    def save(self, target: Path, password: str = "") -> None:
        """Write the copy where the user wants it; makes it first when the fields changed.

        ``password`` opens the certificate with which it is signed, and is kept nowhere.
        """
        if not (self.state.may_save and self.check()):
            return
        if self._made is not None and not self.state.stale:
            self._seal(target, password, self._made)
        else:
            self._make(partial(self._rendered_to_save, target, password))

    def _make(self, then: Callable[[_Made[P]], None]) -> None:
        """Prepare in the data lane, then render in the heavy lane."""
        if self._job is not None:
            self._job.cancel()
        self._run += 1
        state = self.state
        request = state.request(self._services.author)
        self._show(replace(state, busy=True, stale=False, stopped=False, leaks=(), checked=""))
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
            words = self._say("The finished pages, their file data and their links hold none of the hidden words.")
            self._show(replace(self.state, checked=words))
            if self._leaked:  # the refusal that still stands in sight no longer holds
                self._leaked = False
                self._desk.say_done(words)
            then(self._made)

    def _rendered(self, _made: _Made[P]) -> None:
        picture = self.state.picture
        self._paint(picture.index if picture else 0)

    def _rendered_to_save(self, target: Path, password: str, made: _Made[P]) -> None:
        self._rendered(made)
        self._seal(target, password, made)

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

    def _seal(self, target: Path, password: str, made: _Made[P]) -> None:
        """Sign the copy in the heavy lane, where that is asked for, before it is written."""
        certificate = self.state.certificate
        if certificate is None:
            self._deliver(target, made.prepared, made.pdf)
            return
        services, run = self._services, self._run

        def signed(_job: Job) -> bytes:
            return services.seal(made.pdf, certificate, password)

        def deliver(pdf: bytes) -> None:
            if run == self._run:
                self._deliver(target, made.prepared, pdf)

        self._desk.start(signed, deliver, partial(self._failed, run), self._say("Signing the dossier"))

    def _deliver(self, target: Path, prepared: P, pdf: bytes) -> None:
        work = partial(self._services.deliver, prepared, pdf, target)
        self._desk.do(work, partial(self._delivered, target), partial(self._failed, self._run))

    def _delivered(self, target: Path, change: Change) -> None:
        self._own = change
        words = self._say("Saved as {file}. The copy is in the log.", file=target.name)
        self._show(replace(self.state, saved=words, busy=False))
        self._desk.say_done(words)
        self._list_copies()

    def _failed(self, run: int, error: AppError) -> None:
        if run == self._run:
            made = self._made is not None
            leaks = leak_lines(error.leaks, self._say) if isinstance(error, LeakFoundError) else ()
            picture = None if leaks else self.state.picture
            self._leaked = bool(leaks)
            self._show(replace(self.state, busy=False, stale=not made, stopped=not made, leaks=leaks, picture=picture))
        self._desk.tell(error)

    @property
    def _key(self) -> str:
        """Return the key of the draft; nobody has to finish it, so it is no open draft of the case."""
        return f"{APART}dossier:{self._case}:{self.state.profile}"

    def _read(self, read: tuple[CaseSnapshot, Kept[DossierDraft], tuple[CopyGiven, ...]]) -> None:
        whole, kept, copies = read[0], read[1].draft, read[2]
        if self.state.loaded:
            return
        self._whole = whole
        self._kept = kept or self._kept
        at, window = whole.case.reference_date or self.state.at, whole.case.window
        state = replace(_with(self.state, self._kept), loaded=True, at=at, window=window, stale=kept is not None)
        rows = incident_rows(whole, self._say)
        self._show(replace(self._worded(state), rows=rows, copies=copy_lines(copies, self._say)))

    def _list_copies(self) -> None:
        """Show which copies were given."""

        def listed(copies: tuple[CopyGiven, ...]) -> None:
            self._show(replace(self.state, copies=copy_lines(copies, self._say)))

        self._desk.ask(lambda: self._services.copies(self._case), listed)

    def _on_change(self, change: Change) -> None:
        """Pages of another moment are no longer those of the case."""
        if change.case != self._case or change is self._own:
            return
        self._made = None
        self._desk.ask(lambda: self._services.read_case(self._case), self._took_over)
        if self.state.picture is not None or self.state.leaks:
            self._show(replace(self.state, stale=True, stopped=False, saved="", leaks=(), checked=""))

    def _took_over(self, whole: CaseSnapshot) -> None:
        """Offer the rows as they are now."""
        self._whole = whole
        if self.state.loaded:
            self._show(replace(self._worded(self.state), rows=incident_rows(whole, self._say)))

    def _show(self, state: DossierState) -> None:
        if state != self.state:
            self.state = state
            self.changed.emit()


def _with(state: DossierState, draft: DossierDraft) -> DossierState:
    """Return a state with what was kept filled in."""
    return replace(state, **{one.name: getattr(draft, one.name) for one in fields(draft)})
