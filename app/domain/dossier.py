"""What is asked before a dossier is made: for whom, what for, on which ground, and what it may show."""

from datetime import date
from typing import Final, Literal

import msgspec

from app.i18n import Language

Paper = Literal["A4", "Letter"]
Extent = Literal["whole", "overview"]

NO_RECIPIENT: Final = "Fill in who receives this copy."
NO_PURPOSE: Final = "Fill in what this copy is for."
NO_GROUND: Final = "Fill in on which ground it may be shared."


class DossierRequest(msgspec.Struct, frozen=True, kw_only=True):
    """One copy for one recipient.

    ``internal`` copies name protected sources (R1); R0 leaves in no copy at all (domain reference 5.4). ``at`` and
    ``window`` are the reference date T and the window W of the pattern. ``extent`` is the whole dossier or only the
    overview of one page; ``grey`` needs no colour to be read, ``large_print`` is set in 16 points or more.
    """

    recipient: str
    purpose: str
    ground: str
    author: str
    language: Language
    at: date
    window: int
    internal: bool = False
    paper: Paper = "A4"
    extent: Extent = "whole"
    grey: bool = False
    large_print: bool = False


def unanswered(*, recipient: str, purpose: str, ground: str, internal: bool) -> dict[str, str]:
    """Return a sentence for every question that a copy cannot do without.

    What leaves the organisation needs a legal ground; a copy for the own file needs none.
    """
    questions = {"recipient": (recipient, NO_RECIPIENT), "purpose": (purpose, NO_PURPOSE)}
    if not internal:
        questions["ground"] = (ground, NO_GROUND)
    return {name: sentence for name, (words, sentence) in questions.items() if not words.strip()}


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
