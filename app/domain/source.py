"""Where a statement comes from, and how that source knows it."""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from uuid import UUID

import msgspec

from app.domain.record import Record


class SourceKind(StrEnum):
    """What a source is."""

    PERSON = "persoon"
    CONVERSATION = "gesprek"
    DOCUMENT = "document"
    REPORT = "melding"
    DIGITAL = "digitaal"
    OBSERVATION = "waarneming"


class Contact(StrEnum):
    """With whom the professional was in contact through this source (rule R20 and the recording intensity)."""

    VICTIM = "slachtoffer"
    PERPETRATOR = "pleger"
    OTHER = "ander"


class Knowledge(StrEnum):
    """How a source knows what it says (domain reference 0.3)."""

    SEEN = "zelf_gezien"
    HEARD = "zelf_gehoord"
    TOLD = "gehoord_van"
    DOCUMENT = "document"
    OWN_STATEMENT = "eigen_verklaring"


class Interpreter(StrEnum):
    """Through whom a statement came where somebody spoke another language; never who that was."""

    NONE = "zonder"
    PROFESSIONAL = "tolk"
    ACQUAINTED = "bekende"
    PROGRAM = "vertaalprogramma"


class Source(Record, frozen=True, kw_only=True):
    """A person, conversation or document on which statements rest; shown as B-``number``.

    ``dated`` is the day of the contact or document. ``organisation`` is who keeps it;
    ``exhibits`` are the files it handed over or consists of. ``consent`` tells whether the person concerned agreed that
    this source is used, as a doctor's account asks (domain reference 5.2, rule 10); ``None`` where nobody recorded it.
    """

    label: str
    kind: SourceKind = SourceKind.PERSON
    organisation: str = ""
    dated: date | None = None
    contact: Contact | None = None
    consent: bool | None = None
    note: str = ""
    exhibits: tuple[UUID, ...] = ()


class Citation(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One source of one record: how it knows it, when and to whom it was told, and in which language.

    ``interpreter`` is ``None`` where nobody recorded it, which is not the same as without one (domain reference 5.2).
    """

    source: UUID
    knowledge: Knowledge
    told_on: date | None = None
    note: str = ""
    told_to: str = ""
    language: str = ""
    interpreter: Interpreter | None = None


def named(sources: Iterable[Source], name: str) -> Source | None:
    """Return the first of ``sources`` with this very name, capitals and outer spaces aside.

    Who types the name of a source of the case means that source: one person who told three times is not three sources.
    """
    wanted = name.strip().casefold()
    return next((one for one in sources if one.label.strip().casefold() == wanted), None)
