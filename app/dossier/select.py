"""What this recipient may see. Whatever is hidden here never reaches the layout.

The profile says which classes and kinds may be seen; R0 leaves in no copy. A protected source stays visible as a number
without a name, any other hidden record is left out (domain reference 5.4). Within what the profile allows whoever makes
the copy can leave out more.
"""

from collections import defaultdict
from datetime import date
from functools import cache
from typing import Any, Final, TypeVar
from uuid import UUID

import msgspec

from app.domain.assessment import Assessment
from app.domain.case import Case
from app.domain.dossier import Choice, LeftOut
from app.domain.event import ContextEvent
from app.domain.incident import Incident
from app.domain.kinds import kind_of
from app.domain.period import Period
from app.domain.profile import Naming, Profile
from app.domain.record import Record, Sensitivity
from app.domain.revision import RecordKind
from app.domain.snapshot import CaseSnapshot, references, shown_number, visible_number
from app.domain.source import Source
from app.domain.typed_words import Passage, class_of, retold
from app.dossier.loose_ends import without_loose_ends
from app.dossier.reviewed import reviews_in
from app.errors import DossierError
from app.i18n import Translator

NEVER: Final = "Records that never leave the program, such as a hiding address or a safety plan."
SEALED: Final = "Records that only leave in a sealed annex for police or prosecutor."
PARTNERS: Final = "Records that only go to partners with a ground for this purpose."
NEVER_NAMED: Final = "Sources that are not named in any copy."
PROTECTED: Final = "Protected sources: their name only leaves in a sealed annex for police or prosecutor."
NUMBERED: Final = "Sources that this kind of copy calls by their number only."
FIELDS: Final = "Single fields that this copy does not show."
KINDS: Final = "Records of a kind that this kind of copy does not show."
PERIOD: Final = "Rows outside the period that was chosen for this copy."
NOTE: Final = "The note beside this answer is not in this copy."
RESTED: Final = "Sources on which only rows rest that this copy does not show."
CHOSEN: Final = "Rows that whoever made this copy left out."

_REASONS: Final = (NEVER, SEALED, PARTNERS, NEVER_NAMED, PROTECTED, NUMBERED, FIELDS, KINDS, RESTED, PERIOD, CHOSEN)
_EVERYTHING: Final = Choice()
_KEPT: Final = frozenset({"id", "number", "sensitivity", "field_sensitivity"})

R = TypeVar("R", bound=Record)


class Selection(msgspec.Struct, frozen=True):
    """The case as this recipient may see it, and what was left out."""

    snapshot: CaseSnapshot
    left_out: tuple[LeftOut, ...]


def select(snapshot: CaseSnapshot, *, profile: Profile, say: Translator, choice: Choice = _EVERYTHING) -> Selection:
    """Return what a recipient may see of a case; raise ``DossierError`` when the case itself may not leave."""
    if snapshot.case.sensitivity is Sensitivity.R0:
        raise DossierError(reason="This case is marked as never leaving the program. No dossier can be made of it.")
    selector = _Selector(profile, choice, say)
    case = selector.case(snapshot.case)
    chosen = CaseSnapshot(
        case=case,
        persons=selector.records(snapshot.persons),
        sources=selector.sources(snapshot),
        incidents=selector.records(snapshot.incidents),
        events=selector.records(snapshot.events),
        measures=selector.records(snapshot.measures),
        assessments=selector.records(snapshot.assessments),
        fears=selector.records(snapshot.fears),
        protections=selector.records(snapshot.protections),
        outcomes=selector.records(snapshot.outcomes),
        reviews=selector.records(snapshot.reviews),
        retractions=selector.records(snapshot.retractions),
        exhibits=selector.records(snapshot.exhibits),
        steps=selector.records(snapshot.steps),
        lists=snapshot.lists,
    )
    copy = without_loose_ends(chosen, selector.masked, say)
    copy = _unsigned(msgspec.structs.replace(copy, reviews=reviews_in(copy, snapshot)), snapshot, profile)
    return Selection(copy, selector.left_out())


def hidden_classes(profile: Profile) -> frozenset[Sensitivity]:
    """Return the classes that a kind of copy does not show; R0 is always one of them."""
    return frozenset(Sensitivity) - frozenset(profile.classes)


def _unsigned(copy: CaseSnapshot, whole: CaseSnapshot, profile: Profile) -> CaseSnapshot:
    """Take away who signed or explained something where that is a person of the case whose name is hidden.

    Nobody typed that name there, so nobody could correct the row that would stop the copy.
    """
    out = hidden_classes(profile)
    hidden = {one.name.strip().casefold() for one in whole.persons if class_of(one, "name") in out}
    if not hidden:
        return copy

    def told(name: str) -> str:
        return "" if name.strip().casefold() in hidden else name

    change = msgspec.structs.replace
    return change(
        copy,
        incidents=tuple(change(one, interpreted_by=told(one.interpreted_by)) for one in copy.incidents),
        assessments=tuple(change(one, signed_by=told(one.signed_by)) for one in copy.assessments),
        reviews=tuple(change(one, signed_by=told(one.signed_by)) for one in copy.reviews),
    )


class _Selector:
    """Goes through the records and counts what it hides."""

    def __init__(self, profile: Profile, choice: Choice, say: Translator) -> None:
        self.masked: set[UUID] = set()
        self._profile, self._choice, self._say = profile, choice, say
        self._hidden = hidden_classes(profile)
        self._counts: defaultdict[str, int] = defaultdict(int)
        self._numbers: defaultdict[str, list[str]] = defaultdict(list)

    def case(self, case: Case) -> Case:
        """Return the head of the case, without its words where it is hidden."""
        seen = self.fields(case)
        if seen is None:
            raise DossierError(reason="This case is marked as never leaving the program. No dossier can be made of it.")
        return retold(seen, lambda one: one.words if self._shows(one) or one.field == "reference" else "")

    def records(self, records: tuple[R, ...]) -> tuple[R, ...]:
        """Return the records that may be seen, each without its hidden fields."""
        return tuple(seen for record in records if (seen := self._record(record)) is not None)

    def _record(self, record: R) -> R | None:
        if _whole_class(record) is Sensitivity.R0:
            self._counts[NEVER] += 1
            return None
        reason = self._refusal(record)
        if reason:
            self._count(reason, record)
            return None
        seen = self.fields(record)
        if seen is None or self._hidden.isdisjoint(record.marks()):
            return seen
        return retold(seen, self._inside)

    def _refusal(self, record: Record) -> str:
        """Return why a record is not in this copy, or nothing."""
        whole = _whole_class(record)
        if whole in self._hidden:
            return SEALED if whole is Sensitivity.R1 else PARTNERS
        if kind_of(record) not in self._profile.kinds:
            return KINDS
        if record.id in self._choice.without:
            return CHOSEN
        return "" if self._choice.holds(_days(record)) else PERIOD

    def sources(self, snapshot: CaseSnapshot) -> tuple[Source, ...]:
        """Return the sources, by name or by number; one that only tells what is hidden would tell that it is there."""
        if RecordKind.SOURCE not in self._profile.kinds:
            self._counts[KINDS] += len(snapshot.sources)
            return ()
        behind = self._behind_hidden(snapshot)
        self._counts[RESTED] = sum(source.id in behind for source in snapshot.sources)
        return tuple(self._source(source) for source in snapshot.sources if source.id not in behind)

    def _behind_hidden(self, snapshot: CaseSnapshot) -> set[UUID]:
        """Return what only records point to whose class this copy does not show."""
        hidden: set[UUID] = set()
        shown: set[UUID] = set()
        for row in snapshot.records():
            (hidden if _whole_class(row) in self._hidden else shown).update(to for _, to in references(row))
        return hidden - shown

    def fields(self, record: R) -> R | None:
        """Return a record without its hidden fields, or ``None`` when nothing sound remains."""
        blank: dict[str, Any] = {"field_sensitivity": {}}
        for field in _fields(type(record)):
            if field.name not in _KEPT and record.mark_of(field.name) in self._hidden:
                empty = _empty(field)
                # What nobody filled in and nobody marked is not hidden: it would only be counted.
                if field.name in record.field_sensitivity or getattr(record, field.name) != empty:
                    blank[field.name] = empty
        self._counts[FIELDS] += len(blank) - 1
        try:
            return msgspec.structs.replace(record, **blank)
        except ValueError:
            self._counts[FIELDS] -= len(blank) - 1
            self._counts[NEVER] += 1
            return None

    def _shows(self, passage: Passage) -> bool:
        return passage.mark not in self._hidden

    def _inside(self, passage: Passage) -> str:
        """Return a text of a field that is shown; the note beside an answer may be hidden, and then that is said.

        A "no" without any written reason would count otherwise (domain reference 4.1, R11).
        """
        if self._shows(passage):
            return passage.words
        self._counts[FIELDS] += 1
        return self._say(NOTE)

    def _source(self, source: Source) -> Source:
        """Return a source, without its name where that is protected."""
        mark = class_of(source, "label")
        if mark not in self._hidden:
            seen = self.fields(source) or source
            return self._numbered(seen) if self._profile.naming is Naming.NUMBERED else seen
        self.masked.add(source.id)
        if mark is Sensitivity.R0:
            self._counts[NEVER_NAMED] += 1
            return Source(id=source.id, label=self._say("Source not named"), sensitivity=Sensitivity.R0)
        self._count(PROTECTED, source)
        return self._protected(source)

    def _numbered(self, source: Source) -> Source:
        """Return a source of a copy that names none; whether the person concerned consented names nobody."""
        self.masked.add(source.id)
        self._count(NUMBERED, source)
        label = self._say("Source {number}", number=visible_number(source))
        return Source(
            id=source.id,
            number=source.number,
            label=label,
            kind=source.kind,
            sensitivity=source.sensitivity,
            consent=source.consent,
        )

    def _protected(self, source: Source) -> Source:
        """Return a source whose name is sealed."""
        label = self._say("Protected source {number}", number=visible_number(source))
        return Source(id=source.id, number=source.number, label=label, kind=source.kind, sensitivity=source.sensitivity)

    def _count(self, reason: str, record: Record) -> None:
        self._counts[reason] += 1
        if visible_number(record).strip("0123456789"):
            self._numbers[reason].append(shown_number(record, self._say))

    def left_out(self) -> tuple[LeftOut, ...]:
        """Return what was hidden, without repeating it."""
        return tuple(
            LeftOut(reason=reason, count=self._counts[reason], numbers=tuple(self._numbers[reason]))
            for reason in _REASONS
            if self._counts[reason]
        )


@cache
def _fields(kind: type[Record]) -> tuple[msgspec.structs.FieldInfo, ...]:
    """Return the fields of a kind of record."""
    return msgspec.structs.fields(kind)


def _whole_class(record: Record) -> Sensitivity:
    """Return how far a record may travel; a checklist goes with its answers, or it would say that none was given."""
    return class_of(record, "answers") if isinstance(record, Assessment) else record.sensitivity


def _days(record: Record) -> tuple[date | None, date | None] | None:
    """Return the first and last possible day of what happened, or ``None`` for a record that has no day of its own."""
    if isinstance(record, Incident | ContextEvent):
        return record.when.first, record.when.last
    return None


def _empty(field: msgspec.structs.FieldInfo) -> Any:  # noqa: ANN401  the type is that of the field
    """Return what stands in a hidden field."""
    if field.default is not msgspec.NODEFAULT:
        return field.default
    if field.default_factory is not msgspec.NODEFAULT:
        return field.default_factory()
    if field.type is Period:
        return Period()
    if field.type is str:
        return ""
    raise DossierError(reason="A field that is needed in the dossier is marked as never leaving the program.")
