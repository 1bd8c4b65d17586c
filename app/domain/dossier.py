"""What is asked before a dossier is made: for whom, what for, on which ground, and what it may show."""

from datetime import date
from enum import StrEnum
from typing import Final, Literal
from uuid import UUID

import msgspec

from app.domain.profile import NARROWEST
from app.domain.record import Moment
from app.i18n import Language

Paper = Literal["A4", "Letter"]
Extent = Literal["whole", "overview"]
Archive = Literal["3a", "2a"]

NO_RECIPIENT: Final = "Fill in who receives this copy."
NO_PURPOSE: Final = "Fill in what this copy is for."
NO_GROUND: Final = "Fill in on which ground it may be shared."
NO_REASON: Final = "Fill in why sharing is needed and why less will not do."
NO_FILES: Final = "PDF/A-2a holds no files. Choose PDF/A-3a, or give the exhibits in another way."
NOT_INFORMED: Final = "Say whether the person concerned was told; if not, fill in why."


class ExhibitsShown(StrEnum):
    """How the exhibits of a copy are given: as a list, printed on pages, or as the files themselves in the PDF."""

    LIST = "list"
    PAGES = "pages"
    EMBEDDED = "embedded"


class Choice(msgspec.Struct, frozen=True, kw_only=True):
    """What whoever makes a copy leaves out, within what its profile allows.

    Only rows that may lie between ``first`` and ``last`` are in it, both included; ``without`` are records and
    ``sections`` the ids of sections that are left out.
    """

    first: date | None = None
    last: date | None = None
    without: tuple[UUID, ...] = ()
    sections: tuple[str, ...] = ()

    def holds(self, days: tuple[date | None, date | None] | None) -> bool:
        """Whether something of which the first and last possible day are known lies, or may lie, in the period."""
        if days is None:
            return True
        first, last = days
        return not (
            (self.first is not None and last is not None and last < self.first)
            or (self.last is not None and first is not None and first > self.last)
        )


class DossierRequest(msgspec.Struct, frozen=True, kw_only=True):
    """One copy for one recipient, with what is recorded of sharing it (domain reference 5.5).

    ``profile`` is the id of a kind of copy. ``at`` and ``window`` are the reference date T and the window W of the
    pattern. ``reason`` says why sharing is needed and why less will not do. ``informed`` says whether the person
    concerned was told, ``None`` when nobody said so; ``not_informed`` why not. ``method`` is how it is handed over and
    ``review_on`` when sharing is looked at again. ``person`` is about whom it is, where the profile is for one person
    and the case has several whom it could be about. ``extent`` is the whole dossier or only the overview of one page;
    ``grey`` needs no colour to be read, ``large_print`` is set in 16 points or more. ``archive`` is the part and the
    level of ISO 19005 that the file keeps: only part 3 may hold files.
    """

    recipient: str
    purpose: str
    ground: str
    author: str
    language: Language
    at: date
    window: int
    profile: str = NARROWEST
    reason: str = ""
    informed: bool | None = None
    not_informed: str = ""
    method: str = ""
    review_on: date | None = None
    choice: Choice = Choice()
    person: UUID | None = None
    paper: Paper = "A4"
    exhibits: ExhibitsShown = ExhibitsShown.LIST
    extent: Extent = "whole"
    grey: bool = False
    large_print: bool = False
    archive: Archive = "3a"

    def unanswered(self, *, outside: bool) -> dict[str, str]:
        """Return a sentence for every question that a copy cannot do without.

        What goes ``outside`` the organisation needs a ground and a reason, and somebody who thought about telling the
        person concerned; a copy for the own file needs none of these.
        """
        missing = {"recipient": (self.recipient, NO_RECIPIENT), "purpose": (self.purpose, NO_PURPOSE)}
        if outside:
            told = "told" if self.informed else self.not_informed if self.informed is False else ""
            missing |= {
                "ground": (self.ground, NO_GROUND),
                "reason": (self.reason, NO_REASON),
                "not_informed": (told, NOT_INFORMED),
            }
        asked = {name: sentence for name, (words, sentence) in missing.items() if not words.strip()}
        if self.archive == "2a" and self.exhibits is ExhibitsShown.EMBEDDED:
            asked["archive"] = NO_FILES
        return asked


class LeftOut(msgspec.Struct, frozen=True, kw_only=True):
    """Something that this recipient does not see.

    ``reason`` is a complete English sentence that is translated where it is shown; it never repeats what it hides.
    ``numbers`` are visible numbers that may be named, such as B-8.
    """

    reason: str
    count: int
    numbers: tuple[str, ...] = ()


class LookAt(msgspec.Struct, frozen=True, kw_only=True):
    """Rows that somebody should look at before a copy leaves the organisation.

    ``reason`` is a complete English sentence that is translated where it is shown; ``rows`` are what people call them.
    """

    reason: str
    rows: tuple[str, ...]


class CopyGiven(msgspec.Struct, frozen=True, kw_only=True):
    """A copy that was given, as the log tells it; ``number`` counts the copies of a case from 1."""

    number: int
    at: Moment
    by: str
    dossier: str = ""
    sha256: str = ""
    profile: str = ""
    recipient: str = ""
    purpose: str = ""
    ground: str = ""
    reason: str = ""
    informed: bool | None = None
    not_informed: str = ""
    classes: tuple[str, ...] = ()
    method: str = ""
    review_on: date | None = None
