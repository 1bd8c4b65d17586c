"""A copy for somebody about whom the case is: only what is about him or her, and nobody else can be recognised.

Everybody has a right to the data about himself and to nobody else's (AVG art. 15; art. 5.3.2 Wmo 2015; domain reference
5.7). Works on what ``select`` already left over, so that classes, kinds and sources are as the profile has them.

About somebody is: an act of which he or she is the actor or the target in that role, an incident at which he or she was
present as a child, and every row whose words hold the name. An effect is about whom it befell and a statement about
whose it is, whomever they name. With several people in one role only the name tells whose a row is. What only the
organisation thinks or does (meaning, severity, what was done about a breach) and what it did to the alleged victim are
in the copy of the alleged victim and in no other. An opinion or a wish is in the copy of whose it is, and who knows of
an entry is in none. Rows in which a name was masked are to be looked at: a street or a
job can tell who somebody is as well.

What somebody told who is protected (R0, R1) tells by itself who that was: "he said it to one person only". A row that
rests on nothing else is in the copy of the alleged victim alone, and so is a row that only tells another row again.
"""

from collections.abc import Sequence
from typing import Any, Final, TypeVar
from uuid import UUID

import msgspec

from app.domain.dossier import LeftOut, LookAt
from app.domain.event import ContextEvent
from app.domain.fear import FearScore
from app.domain.incident import Actor, EntryKind, Incident, assumed_target
from app.domain.measure import Measure
from app.domain.person import Person, Role
from app.domain.record import Record, Sensitivity
from app.domain.retraction import Retraction
from app.domain.snapshot import CaseSnapshot, shown_number
from app.domain.typed_words import class_of
from app.dossier.naming import Masks, masks_of, named_in
from app.dossier.select import Selection
from app.i18n import Translator

OTHERS: Final = (
    "Rows and fields that are not about the person who asked, or that are left out to protect somebody else."
)
MASKED: Final = "Names of other people were replaced in these rows; their words may still tell who it is."

_PROTECTED: Final = frozenset({Sensitivity.R0, Sensitivity.R1})
_SIDES: Final = {Role.VICTIM: Actor.VICTIM, Role.PERPETRATOR: Actor.PERPETRATOR}
_KNOWN_ROLES: Final = frozenset({Role.VICTIM, Role.PERPETRATOR, Role.CHILD})

R = TypeVar("R", bound=Record)


class Access(msgspec.Struct, frozen=True):
    """The copy of one person, and the rows to look at before it is handed over."""

    selection: Selection
    look_at: tuple[LookAt, ...]


def only_about(selection: Selection, person: Person, whole: CaseSnapshot, say: Translator) -> Access:
    """Return what one person may see; ``whole`` is the case with what is hidden already.

    How much was left out is not told: a number of rows can betray what somebody else said.
    """
    shown = selection.snapshot
    others = [one for one in whole.persons if one.id != person.id]
    view = _View(shown, person, others, say)
    own = next((one for one in shown.persons if one.id == person.id), _unnamed(person))
    betraying = set() if person.role is Role.VICTIM else _betraying(shown, whole)
    chosen = CaseSnapshot(
        case=msgspec.structs.replace(shown.case, name="", holder="", note=""),
        incidents=tuple(
            view.incident(one) for one in shown.incidents if view.is_about(one) and one.id not in betraying
        ),
        events=view.kept(shown.events),
        measures=view.kept(shown.measures),
        fears=view.kept(shown.fears),
        protections=view.kept(shown.protections),
        retractions=view.kept(shown.retractions),
        outcomes=view.kept(shown.outcomes),
        exhibits=view.kept(shown.exhibits),
        sources=view.kept(shown.sources),
        lists=shown.lists,
    )
    copy = _without_loose_ends(msgspec.structs.replace(chosen, persons=view.persons(own)))
    rows = tuple(shown_number(record, say) for record in copy.records() if record.id in view.touched)
    return Access(
        Selection(copy, (LeftOut(reason=OTHERS, count=0),)),
        (LookAt(reason=MASKED, rows=rows),) if rows else (),
    )


def _unnamed(person: Person) -> Person:
    """Return somebody whose record is hidden as a whole: only that there is such a person, and the role."""
    return Person(id=person.id, number=person.number, name="", role=person.role)


def _betraying(shown: CaseSnapshot, whole: CaseSnapshot) -> set[UUID]:
    """Return the incidents that tell who spoke: they rest on protected sources only, or tell a shown one again."""
    protected = {one.id for one in whole.sources if class_of(one, "label") in _PROTECTED}
    known = {one.id for one in shown.incidents}
    return {
        one.id
        for one in whole.incidents
        if one.duplicate_of in known or (one.sources and protected.issuperset(cited.source for cited in one.sources))
    }


class _View:
    """Tells what is about one person, and masks all others in it."""

    def __init__(self, shown: CaseSnapshot, person: Person, others: Sequence[Person], say: Translator) -> None:
        self.touched: set[UUID] = set()
        self._shown, self._person, self._others, self._say = shown, person, others, say
        self._masks: Masks = masks_of(person, others, say)
        self._alone = not any(one.role is person.role for one in others)
        told: tuple[Incident | ContextEvent | FearScore | Retraction, ...] = (
            *shown.incidents,
            *shown.events,
            *shown.fears,
            *shown.retractions,
        )
        self._cited = {citation.source for one in told if self.is_about(one) for citation in one.sources}
        self._shown_exhibits = {key for one in shown.incidents if self.is_about(one) for key in one.exhibits}

    def is_about(self, record: Record) -> bool:
        """Whether a row is about the person."""
        if isinstance(record, Incident) and self._person.role is not Role.VICTIM and record.kind is not EntryKind.ACT:
            return self._alone and self._is_own(record)
        if named_in(self._person, record):
            return True
        match record:
            case Incident():
                return self._person.id in record.children_present or (self._alone and self._is_side(record))
            case FearScore():
                return self._alone and record.role is self._person.role
            case Measure():
                return self._alone and self._person.role in _SIDES
            case _:
                return self._alone and self._person.role is Role.VICTIM and self._belongs(record)

    def _is_side(self, incident: Incident) -> bool:
        """Whether it was done by the person or to the person.

        An act of which nobody recorded who did it and to whom is taken to have befallen the alleged victim: a row that
        was not filled in further must not vanish from that copy.
        """
        side = _SIDES.get(self._person.role)
        target = incident.target or assumed_target(incident.kind, incident.actor)
        if target is None and incident.actor is Actor.UNKNOWN and incident.kind is EntryKind.ACT:
            return side is Actor.VICTIM
        return side is not None and side in {incident.actor, target}

    def _is_own(self, incident: Incident) -> bool:
        """Whether an effect befell the person, or a statement is the person's own; those of others are theirs."""
        side = _SIDES.get(self._person.role)
        return side is not None and side is (
            incident.actor if incident.kind is EntryKind.STATEMENT else incident.target
        )

    def _belongs(self, record: Record) -> bool:
        """Whether what names nobody is about the alleged victim: what befell her, and what her rows lean on."""
        if record in self._shown.sources:
            return record.id in self._cited
        if record in self._shown.exhibits:
            return record.id in self._shown_exhibits
        return True

    def kept(self, records: tuple[R, ...]) -> tuple[R, ...]:
        """Return the rows about the person, all others masked in them."""
        return tuple(self._masked(record) for record in records if self.is_about(record))

    def incident(self, incident: Incident) -> Incident:
        """Return an incident; only the alleged victim gets what the organisation makes of it and what it looked for."""
        if self._person.role is not Role.VICTIM:
            incident = msgspec.structs.replace(
                incident,
                interpretation="",
                not_found="",
                severity=None,
                severity_reason="",
                set_aside="",
                duplicate_of=None,
                changed_because="",
                breaches=(),
                effects=incident.effects if incident.kind is EntryKind.EFFECT else (),
            )
        present = tuple(child for child in incident.children_present if child == self._person.id)
        own_wish = self._is_own_wish(incident)
        return self._masked(
            msgspec.structs.replace(
                incident,
                children_present=present,
                wish=incident.wish if own_wish else "",
                wish_of=incident.wish_of if own_wish else None,
                wish_by=incident.wish_by if own_wish else None,
                informed=None,
                informed_note="",
            )
        )

    def _is_own_wish(self, incident: Incident) -> bool:
        """Whether a wish is the person's own; the alleged perpetrator's only where he told it himself."""
        if incident.wish_by is not None:
            return incident.wish_by == self._person.id
        side = _SIDES.get(self._person.role)
        own = self._alone and side is not None and incident.wish_of is side
        return own and (side is Actor.VICTIM or (incident.kind is EntryKind.STATEMENT and self._is_own(incident)))

    def persons(self, own: Person) -> tuple[Person, ...]:
        """Return the person as selected (``own``), and under a letter everybody of whom the copy speaks."""
        return (
            self._masked(own),
            *(
                Person(id=one.id, number=one.number, name=self._masks.letter(one), role=self._role(one))
                for one in self._others
                if one.id in self._masks.used
            ),
        )

    def _role(self, other: Person) -> Role:
        """Return the role of somebody else; that there is a witness or a helper is not told."""
        return other.role if other.role in _KNOWN_ROLES else Role.OTHER

    def _masked(self, record: R) -> R:
        masked = self._masks.applied(record)
        if masked != record:
            self.touched.add(record.id)
        return masked


def _without_loose_ends(copy: CaseSnapshot) -> CaseSnapshot:
    """Take away what points to something that is not in the copy."""
    known = {record.id for record in copy.records()}

    def sound(record: R) -> R:
        values: dict[str, Any] = {}
        for name in ("sources", "breaches", "incidents", "exhibits"):
            told = getattr(record, name, None)
            if isinstance(told, tuple):
                values[name] = tuple(one for one in told if _target(one) in known)
        for name in ("duplicate_of", "source", "wish_by"):
            target = getattr(record, name, None)
            if isinstance(target, UUID) and target not in known:
                values[name] = None
        return msgspec.structs.replace(record, **values) if values else record

    return msgspec.structs.replace(
        copy,
        incidents=tuple(map(sound, copy.incidents)),
        events=tuple(map(sound, copy.events)),
        fears=tuple(map(sound, copy.fears)),
        retractions=tuple(map(sound, copy.retractions)),
        exhibits=tuple(map(sound, copy.exhibits)),
        sources=tuple(map(sound, copy.sources)),
    )


def _target(one: object) -> object:
    """Return what a citation, a breach or an id points to."""
    return getattr(one, "source", None) or getattr(one, "measure", None) or one
