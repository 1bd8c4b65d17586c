"""What happened, told in facts, verbatim words and interpretation, kept apart (domain reference 5.2)."""

from enum import StrEnum
from typing import Final
from uuid import UUID

import msgspec

from app.domain.period import Period
from app.domain.record import Record, Sensitivity
from app.domain.source import Citation


class Actor(StrEnum):
    """Who did it, as a role (domain reference 0.3)."""

    PERPETRATOR = "pleger"
    VICTIM = "slachtoffer"
    THIRD = "derde"
    UNKNOWN = "onbekend"


class EntryKind(StrEnum):
    """What kind of entry a row of the chronology is. Only an act can enter a count."""

    ACT = "handeling"
    EFFECT = "gevolg"
    STATEMENT = "verklaring"


class Move(StrEnum):
    """What part an act had when violence went both ways, as it was told (domain reference 4.1, R17)."""

    FIRST = "eerste"
    DEFENCE = "verweer"


_OTHER = {Actor.PERPETRATOR: Actor.VICTIM, Actor.VICTIM: Actor.PERPETRATOR}

_SAME_WORDS: Final = frozenset({"quote", "quote_translation"})
_INTERNAL: Final = frozenset({"informed", "informed_note"})


def assumed_target(kind: EntryKind, actor: Actor) -> Actor | None:
    """Return against whom an entry is taken to be when that was left open; of an effect the alleged victim."""
    return Actor.VICTIM if kind is EntryKind.EFFECT else _OTHER.get(actor)


class Breach(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The incident breached a measure; ``reaction`` is what was done and after how many hours."""

    measure: UUID
    reaction: str = ""
    reaction_hours: float | None = None


class Incident(Record, frozen=True, kw_only=True):
    """One row of the chronology; shown as I-``number``.

    ``set_aside`` is the reason why the row does not belong to the pattern (another address, a mistake): it stays
    visible and is never counted. ``duplicate_of`` is the first account of the event that this row tells again: from
    another source, or, with ``changed_because``, because the account itself changed (domain reference 5.2, rule 11).
    ``behaviours`` and ``effects`` are ids of the behaviour catalogue; ``severity`` is 1-5 (domain reference 3.1) and
    ``severity_reason`` says why it differs from the proposed one. ``children_present`` holds person ids and
    ``exhibits`` those of the exhibits that show it. ``target`` is
    against whom it was (of an effect: whom it befell); left open, the alleged perpetrator's acts are taken to be
    against the alleged victim and the other way round. ``move`` is told, never concluded.
    ``not_found`` is what was looked for and not found: it is told as well (domain reference 5.2, rule 7).
    ``typical`` is a professional's choice: this one stands for the others (domain reference 5.3, D3).
    ``quote_translation`` stands next to verbatim words and never in their place (5.2, rule 5). ``wish`` is an opinion
    or a wish and ``wish_of`` whose, ``None`` where nobody recorded it: neither a fact nor an interpretation (rule 3).
    ``wish_by`` is the person where it is a child's; ``wish_of`` then says somebody else.
    ``interpreted_by`` is the professional who gave the interpretation as it stands, set when it is saved (rule 2).
    ``informed`` tells whether the person concerned knows of the entry, ``None`` where nobody recorded it, which is not
    the same as no; ``informed_note`` says how, or why not (rule 12).
    """

    when: Period
    kind: EntryKind = EntryKind.ACT
    where: str = ""
    facts: str = ""
    quote: str = ""
    quote_translation: str = ""
    interpretation: str = ""
    interpreted_by: str = ""
    wish: str = ""
    wish_of: Actor | None = None
    wish_by: UUID | None = None
    not_found: str = ""
    behaviours: tuple[str, ...] = ()
    severity: int | None = None
    severity_reason: str = ""
    actor: Actor = Actor.UNKNOWN
    target: Actor | None = None
    move: Move | None = None
    effects: tuple[str, ...] = ()
    sources: tuple[Citation, ...] = ()
    children_present: tuple[UUID, ...] = ()
    breaches: tuple[Breach, ...] = ()
    duplicate_of: UUID | None = None
    changed_because: str = ""
    set_aside: str = ""
    exhibits: tuple[UUID, ...] = ()
    typical: bool = False
    informed: bool | None = None
    informed_note: str = ""

    def __post_init__(self) -> None:
        """Refuse an incident without any account or with a severity outside 1-5."""
        if not (self.facts.strip() or self.quote.strip()):
            raise ValueError("an incident needs facts or verbatim words")
        if self.severity is not None and not 1 <= self.severity <= 5:
            raise ValueError("severity is a whole number from 1 to 5")

    def mark_of(self, field: str) -> Sensitivity:
        """Return how far one field may travel by itself.

        A translation says what the quote says, so both go no further than the stricter of the two. Who knows of an
        entry goes to partners with a ground at most: why somebody was not told must not reach whoever may read a
        process document.
        """
        own = self.field_sensitivity.get(field, Sensitivity.R3)
        if field in _SAME_WORDS:
            return min(own, *(self.field_sensitivity.get(name, own) for name in _SAME_WORDS))
        return min(own, Sensitivity.R2) if field in _INTERNAL else own
