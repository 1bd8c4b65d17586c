"""What the dossier page shows, and what it keeps of the fields that are typed."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from datetime import date, datetime
from pathlib import Path
from typing import Final, Generic, Protocol, TypedDict, TypeVar
from uuid import UUID

from app.domain.change import Change
from app.domain.dossier import Archive, CopyGiven, DossierRequest, ExhibitsShown, Extent, LeftOut, LookAt, Paper
from app.domain.dossier import Choice as Choosing
from app.domain.profile import NARROWEST
from app.domain.snapshot import CaseSnapshot
from app.i18n import Language
from app.jobs import Job
from app.risk.profiles import load_profiles
from app.viewmodels.choice import Choice
from app.viewmodels.known_day import Hint


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

CHOOSE: Final = "Choose the person whom this copy is about."
NO_ONE: Final = "There is nobody in this case whom this kind of copy is about."


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
    """What can be done with a dossier; ``author`` is who works in the vault.

    ``seal`` signs a rendered copy with a certificate file and its password.
    """

    author: str
    read_case: Callable[[UUID], CaseSnapshot]
    copies: Callable[[UUID], tuple[CopyGiven, ...]]
    prepare: Callable[[UUID, DossierRequest], P]
    render: Callable[[P, Job], bytes]
    seal: Callable[[bytes, Path, str], bytes]
    deliver: Callable[[P, bytes, Path], Change]
    picture: Callable[[bytes, int, int, Job], PagePicture]
    keep_draft: Callable[[str, UUID, dict[str, object]], datetime]
    read_draft: Callable[[str], Mapping[str, object] | None]
    may_record: bool = True


@dataclass(frozen=True)
class DossierDraft:
    """What is kept of one kind of copy: what was typed and what was left out; the kind is chosen anew each time."""

    recipient: str = ""
    purpose: str = ""
    ground: str = ""
    reason: str = ""
    informed: bool | None = None
    not_informed: str = ""
    method: str = ""
    review_on: str = ""
    first: str = ""
    last: str = ""
    without: str = ""
    sections: tuple[str, ...] = ()
    person: str = ""
    exhibits: ExhibitsShown = ExhibitsShown.LIST
    archive: Archive = "3a"
    paper: Paper = "A4"
    extent: Extent = "whole"
    grey: bool = False
    large_print: bool = False


class Fields(TypedDict, total=False):
    """What the user can change."""

    recipient: str
    purpose: str
    ground: str
    reason: str
    informed: bool | None
    not_informed: str
    method: str
    review_on: str
    first: str
    last: str
    without: str
    exhibits: ExhibitsShown
    archive: Archive
    certificate: Path | None
    language: Language
    paper: Paper
    extent: Extent
    grey: bool
    large_print: bool
    at: date
    window: int
    person: str


@dataclass(frozen=True)
class GroundWords:
    """A ground on which a copy is often shared: its words, what to look up first, and the keys of its sources."""

    words: str
    check: str
    keys: tuple[str, ...] = ()


@dataclass(frozen=True)
class ProfileWords:
    """What a kind of copy shows and leaves out, in words, and what it is often shared on.

    ``grounds`` hold their words and what has to be looked up first. ``needs`` says whether a ground, a reason and
    telling the person concerned are asked.
    """

    description: str = ""
    shows: str = ""
    leaves_out: str = ""
    warnings: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    grounds: tuple[GroundWords, ...] = ()
    needs: bool = True


@dataclass(frozen=True)
class Read:
    """What the typed days and numbers mean, with a line per field that says how it was read.

    ``left_out`` are the incidents that are, by their number in digits.
    """

    review_on: date | None = None
    choice: Choosing = field(default_factory=Choosing)
    hints: dict[str, Hint] = field(default_factory=dict)
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True)
class Part:
    """A section; a ``fixed`` one cannot be left out."""

    key: str
    label: str
    shown: bool
    fixed: bool = False


@dataclass(frozen=True)
class DossierState:
    """What the page shows.

    ``sections`` are the ids of those left out, ``rows`` the incidents that can be: their number in digits, and words.
    ``certificate`` is the file with which the copy is signed.
    ``asked`` holds a sentence per field that still has to be filled in. ``stale`` when the pages shown are older than
    the fields; ``busy`` while pages are made; ``stopped`` when they were not made, and are only tried again when the
    user wants it. ``persons`` are those about whom a copy for one person can be, ``person`` the id of the one chosen.
    ``leaks`` are the places at which the finished pages held hidden words, ``checked`` says that they
    held none.
    """

    loaded: bool = False
    profile: str = NARROWEST
    profiles: tuple[Choice, ...] = ()
    profile_words: ProfileWords = ProfileWords()
    recipient: str = ""
    purpose: str = ""
    ground: str = ""
    reason: str = ""
    informed: bool | None = None
    not_informed: str = ""
    method: str = ""
    review_on: str = ""
    first: str = ""
    last: str = ""
    without: str = ""
    sections: tuple[str, ...] = ()
    read: Read = field(default_factory=Read)
    parts: tuple[Part, ...] = ()
    rows: tuple[tuple[str, str], ...] = ()
    exhibits: ExhibitsShown = ExhibitsShown.LIST
    archive: Archive = "3a"
    certificate: Path | None = None
    language: Language = "nl"
    paper: Paper = "A4"
    extent: Extent = "whole"
    grey: bool = False
    large_print: bool = False
    at: date = date.min
    window: int = 90
    windows: tuple[Choice, ...] = ()
    person: str = ""
    persons: tuple[Choice, ...] = ()
    asked: dict[str, str] = field(default_factory=dict)
    left_out: tuple[tuple[str, str], ...] = ()
    look_at: tuple[str, ...] = ()
    leaks: tuple[str, ...] = ()
    checked: str = ""
    copies: tuple[str, ...] = ()
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
    def lists_only(self) -> bool:
        """Whether this kind of copy never holds the files of exhibits."""
        return load_profiles()[self.profile].lists_exhibits_only

    @property
    def about_one(self) -> bool:
        """Whether this kind of copy is about one person."""
        return load_profiles()[self.profile].about is not None

    @property
    def waiting(self) -> bool:
        """Whether pages have to be made without being asked for."""
        return self.stale and self.complete and not self.stopped

    @property
    def draft(self) -> DossierDraft:
        """Return what is kept."""
        return DossierDraft(**{one.name: getattr(self, one.name) for one in fields(DossierDraft)})

    def request(self, author: str) -> DossierRequest:
        """Return what is asked for."""
        return DossierRequest(
            recipient=self.recipient.strip(),
            purpose=self.purpose.strip(),
            ground=self.ground.strip(),
            author=author,
            language=self.language,
            at=self.at,
            window=self.window,
            profile=self.profile,
            reason=self.reason.strip(),
            informed=self.informed,
            not_informed=self.not_informed.strip(),
            method=self.method.strip(),
            review_on=self.read.review_on,
            choice=self.read.choice,
            exhibits=ExhibitsShown.LIST if self.lists_only else self.exhibits,
            paper=self.paper,
            extent=self.extent,
            grey=self.grey,
            large_print=self.large_print,
            archive=self.archive,
            person=UUID(self.person) if self.person else None,
        )

    @property
    def unanswered(self) -> dict[str, str]:
        """Return a sentence for every field that this kind of copy cannot do without."""
        wrong = {name: hint.words for name, hint in self.read.hints.items() if hint.wrong}
        return self.request("").unanswered(outside=load_profiles()[self.profile].outside) | wrong | self._nobody

    @property
    def _nobody(self) -> dict[str, str]:
        """Return a sentence when it is not known about whom a copy for one person is."""
        if not self.about_one or self.person:
            return {}
        return {"person": CHOOSE if self.persons else NO_ONE}
