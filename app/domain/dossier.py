"""What is asked before a dossier is made: for whom, what for, on which ground, and what it may show."""

from datetime import date
from typing import Literal

import msgspec

from app.i18n import Language

Paper = Literal["A4", "Letter"]


class DossierRequest(msgspec.Struct, frozen=True, kw_only=True):
    """One copy for one recipient.

    ``internal`` copies name protected sources (R1); R0 leaves in no copy at all (domain reference 5.4). ``at`` and
    ``window`` are the reference date T and the window W of the pattern.
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


class LeftOut(msgspec.Struct, frozen=True, kw_only=True):
    """Something that this recipient does not see.

    ``reason`` is a complete English sentence that is translated where it is shown; it never repeats what it hides.
    ``numbers`` are visible numbers that may be named, such as B-8.
    """

    reason: str
    count: int
    numbers: tuple[str, ...] = ()
