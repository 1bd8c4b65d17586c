"""What kind of copy a dossier is: which classes, kinds and sections its recipients may see (domain reference 5.4).

The profiles are data (``resources/profiles.toml``); the code knows only the narrowest one by name.
"""

from collections.abc import Collection
from enum import StrEnum
from typing import Final, Literal

import msgspec

from app.domain.person import Role
from app.domain.record import Sensitivity
from app.domain.revision import RecordKind
from app.i18n import Label

SectionId = Literal[
    "D0", "D1", "D2", "D3", "D4", "D5", "D6", "D7", "D8", "D9", "D10", "D11", "D12", "D13", "D14", "D15", "D16"
]
"""A section of the dossier, as the domain reference numbers them (5.3)."""

FIXED: Final[frozenset[SectionId]] = frozenset({"D0", "D15", "D16"})
"""What no copy goes without: for whom and what for, the account of it, and the manifest."""

NARROWEST: Final = "om_processtuk"
"""The profile that a copy has when nobody chose one: only what may become a process document."""


class Naming(StrEnum):
    """How a copy speaks of its sources: by name (protected ones excepted) or only by number and kind."""

    NAMED = "named"
    NUMBERED = "numbered"


class LegalGround(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A ground on which such a copy is often shared; help, not advice (domain reference 5.5).

    ``mark`` is how it was verified, with keys of the source register; ``check`` is what has to be looked up first.
    """

    id: str
    label: Label
    mark: str
    check: Label = Label(nl="", en="")


class Profile(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One kind of copy.

    ``classes`` and ``kinds`` may be shown, nothing else; R0 can be in none of them. ``sections`` stand in the order in
    which they are printed. ``outside`` says that the copy leaves the organisation and so needs a ground and a reason.
    ``about`` limits it to what is about the people in one role, everybody else masked; ``pseudonymised`` replaces every
    name, place and day. ``intro`` stands on the cover, ``description`` where the profile is chosen.
    """

    id: str
    label: Label
    description: Label
    intro: Label
    classes: tuple[Sensitivity, ...]
    kinds: tuple[RecordKind, ...]
    sections: tuple[SectionId, ...]
    naming: Naming
    outside: bool
    about: Role | None = None
    pseudonymised: bool = False
    recipients: tuple[Label, ...] = ()
    grounds: tuple[LegalGround, ...] = ()
    warnings: tuple[Label, ...] = ()

    def __post_init__(self) -> None:
        """Refuse a profile that would let R0 out, or that prints a section twice or goes without its account."""
        if Sensitivity.R0 in self.classes:
            raise ValueError("R0 never leaves the program")
        if len(set(self.sections)) != len(self.sections):
            raise ValueError("a section is in it twice")
        if not set(self.sections) >= FIXED:
            raise ValueError("no copy goes without its cover, its account and its manifest")

    @property
    def shows_weighing(self) -> bool:
        """Whether the weighing by the professional may be in it."""
        return RecordKind.REVIEW in self.kinds and "D14" in self.sections

    @property
    def lists_exhibits_only(self) -> bool:
        """Whether the files of exhibits stay out of it, because they may show other people."""
        return self.pseudonymised or self.about is not None


def sections_of(profile: Profile, without: Collection[str] = ()) -> tuple[SectionId, ...]:
    """Return the sections of a copy in the order of its profile; what no copy goes without stays in."""
    return tuple(one for one in profile.sections if one in FIXED or one not in without)
