"""What this recipient may see. Whatever is hidden here never reaches the layout.

R0 leaves in no copy. R1 leaves only in internal copies: a protected source stays visible as a number without a name,
any other R1 record is left out (domain reference 5.4).
"""

from collections import defaultdict
from typing import Any, Final, TypeVar
from uuid import UUID

import msgspec

from app.domain.assessment import Answer, Assessment
from app.domain.dossier import LeftOut
from app.domain.event import ContextEvent
from app.domain.exhibit import Exhibit
from app.domain.incident import Incident
from app.domain.period import Period
from app.domain.record import Record, Sensitivity
from app.domain.retraction import Retraction
from app.domain.snapshot import CaseSnapshot, visible_number
from app.domain.source import Citation, Source
from app.dossier.reviewed import reviews_in
from app.errors import DossierError
from app.i18n import Translator

NEVER: Final = "Records that never leave the program, such as a hiding address or a safety plan."
SEALED: Final = "Records that only leave in a sealed annex for police or prosecutor."
NEVER_NAMED: Final = "Sources that are not named in any copy."
PROTECTED: Final = "Protected sources: their name only leaves in a sealed annex for police or prosecutor."
FIELDS: Final = "Single fields that this copy does not show."

_KEPT: Final = frozenset({"id", "number", "sensitivity", "field_sensitivity"})

R = TypeVar("R", bound=Record)


class Selection(msgspec.Struct, frozen=True):
    """The case as this recipient may see it, and what was left out."""

    snapshot: CaseSnapshot
    left_out: tuple[LeftOut, ...]


def select(snapshot: CaseSnapshot, *, internal: bool, say: Translator) -> Selection:
    """Return what a recipient may see of a case; raise ``DossierError`` when the case itself may not leave."""
    if snapshot.case.sensitivity is Sensitivity.R0:
        raise DossierError(reason="This case is marked as never leaving the program. No dossier can be made of it.")
    selector = _Selector(internal=internal, say=say)
    case = selector.fields(snapshot.case)
    if case is None:
        raise DossierError(reason="This case is marked as never leaving the program. No dossier can be made of it.")
    chosen = CaseSnapshot(
        case=case,
        persons=selector.records(snapshot.persons),
        sources=tuple(selector.source(source) for source in snapshot.sources),
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
        lists=snapshot.lists,
    )
    copy = _without_loose_ends(chosen, selector.masked, say)
    copy = msgspec.structs.replace(copy, reviews=reviews_in(copy, snapshot))
    return Selection(copy, selector.left_out())


class _Selector:
    """Goes through the records and counts what it hides."""

    def __init__(self, *, internal: bool, say: Translator) -> None:
        self.masked: set[UUID] = set()
        self._hidden = {Sensitivity.R0} if internal else {Sensitivity.R0, Sensitivity.R1}
        self._say = say
        self._counts: defaultdict[str, int] = defaultdict(int)
        self._numbers: defaultdict[str, list[str]] = defaultdict(list)

    def records(self, records: tuple[R, ...]) -> tuple[R, ...]:
        """Return the records that may be seen, each without its hidden fields."""
        return tuple(seen for record in records if (seen := self._record(record)) is not None)

    def _record(self, record: R) -> R | None:
        if record.sensitivity is Sensitivity.R0:
            self._counts[NEVER] += 1
            return None
        if record.sensitivity in self._hidden:
            self._count(SEALED, record)
            return None
        return self.fields(record)

    def fields(self, record: R) -> R | None:
        """Return a record without its hidden fields, or ``None`` when nothing sound remains."""
        hidden = [name for name, mark in record.field_sensitivity.items() if mark in self._hidden and name not in _KEPT]
        blank: dict[str, Any] = {"field_sensitivity": {}}
        for field in msgspec.structs.fields(record):
            if field.name in hidden:
                blank[field.name] = _empty(field)
        self._counts[FIELDS] += len(blank) - 1
        try:
            return msgspec.structs.replace(record, **blank)
        except ValueError:
            self._counts[FIELDS] -= len(blank) - 1
            self._counts[NEVER] += 1
            return None

    def source(self, source: Source) -> Source:
        """Return a source, without its name where that is protected."""
        label_mark = source.field_sensitivity.get("label", Sensitivity.R3)
        mark = min(source.sensitivity, label_mark)
        if mark not in self._hidden:
            return self.fields(source) or source
        self.masked.add(source.id)
        if mark is Sensitivity.R0:
            self._counts[NEVER_NAMED] += 1
            return Source(id=source.id, label=self._say("Source not named"), sensitivity=Sensitivity.R0)
        self._count(PROTECTED, source)
        label = self._say("Protected source {number}", number=visible_number(source))
        return Source(id=source.id, number=source.number, label=label, kind=source.kind, sensitivity=source.sensitivity)

    def _count(self, reason: str, record: Record) -> None:
        self._counts[reason] += 1
        if visible_number(record).strip("0123456789"):
            self._numbers[reason].append(visible_number(record))

    def left_out(self) -> tuple[LeftOut, ...]:
        """Return what was hidden, without repeating it."""
        return tuple(
            LeftOut(reason=reason, count=self._counts[reason], numbers=tuple(self._numbers[reason]))
            for reason in (NEVER, SEALED, NEVER_NAMED, PROTECTED, FIELDS)
            if self._counts[reason]
        )


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


def _without_loose_ends(snapshot: CaseSnapshot, masked: set[UUID], say: Translator) -> CaseSnapshot:
    """Take away references to what is hidden, and what citations tell about masked sources."""
    persons = {person.id for person in snapshot.persons}
    measures = {measure.id for measure in snapshot.measures}
    incidents = {incident.id for incident in snapshot.incidents}
    exhibits = {exhibit.id for exhibit in snapshot.exhibits}

    def cited(citations: tuple[Citation, ...]) -> tuple[Citation, ...]:
        return tuple(
            Citation(source=citation.source, knowledge=citation.knowledge) if citation.source in masked else citation
            for citation in citations
        )

    def shown(named: tuple[UUID, ...]) -> tuple[UUID, ...]:
        return tuple(exhibit for exhibit in named if exhibit in exhibits)

    def told(incident: Incident) -> Incident:
        repeats_hidden = incident.duplicate_of is not None and incident.duplicate_of not in incidents
        return msgspec.structs.replace(
            incident,
            sources=cited(incident.sources),
            children_present=tuple(child for child in incident.children_present if child in persons),
            breaches=tuple(breach for breach in incident.breaches if breach.measure in measures),
            duplicate_of=None if repeats_hidden else incident.duplicate_of,
            exhibits=shown(incident.exhibits),
            set_aside=incident.set_aside
            or (say("Tells an incident again that is not in this copy.") if repeats_hidden else ""),
        )

    def answered(answer: Answer) -> Answer:
        known = tuple(incident for incident in answer.incidents if incident in incidents)
        return msgspec.structs.replace(answer, incidents=known)

    def weighed(assessment: Assessment) -> Assessment:
        return msgspec.structs.replace(assessment, answers=tuple(answered(answer) for answer in assessment.answers))

    def around(event: ContextEvent) -> ContextEvent:
        return msgspec.structs.replace(event, sources=cited(event.sources))

    def taken_back(retraction: Retraction) -> Retraction:
        known = tuple(incident for incident in retraction.incidents if incident in incidents)
        return msgspec.structs.replace(retraction, incidents=known, sources=cited(retraction.sources))

    return msgspec.structs.replace(
        snapshot,
        sources=tuple(msgspec.structs.replace(one, exhibits=shown(one.exhibits)) for one in snapshot.sources),
        incidents=tuple(told(incident) for incident in snapshot.incidents),
        events=tuple(around(event) for event in snapshot.events),
        assessments=tuple(weighed(assessment) for assessment in snapshot.assessments),
        fears=tuple(msgspec.structs.replace(fear, sources=cited(fear.sources)) for fear in snapshot.fears),
        retractions=tuple(taken_back(retraction) for retraction in snapshot.retractions),
        exhibits=tuple(_of_masked(one, say) if one.source in masked else one for one in snapshot.exhibits),
    )


def _of_masked(exhibit: Exhibit, say: Translator) -> Exhibit:
    """Return an exhibit without anything that could tell which source it came from."""
    return Exhibit(
        id=exhibit.id,
        number=exhibit.number,
        sensitivity=exhibit.sensitivity,
        title=say("Exhibit of a source that is not named"),
        file_name="",
        media_type=exhibit.media_type,
        size=exhibit.size,
        sha256=exhibit.sha256,
        kind=exhibit.kind,
        form=exhibit.form,
        source=exhibit.source,
    )
