"""The file in which a whole case travels from one vault to another: JSON, documented in docs/help/case-format.md."""

from collections.abc import Iterable, Sequence
from typing import Any, Final, Literal
from uuid import UUID

import msgspec

from app.domain.assessment import Assessment
from app.domain.case import Case
from app.domain.code_step import CodeStep
from app.domain.event import ContextEvent
from app.domain.exhibit import Exhibit
from app.domain.fear import FearScore
from app.domain.incident import Incident
from app.domain.instrument import InstrumentOutcome
from app.domain.json_schema import json_schema
from app.domain.kinds import RECORD_TYPES
from app.domain.measure import Measure
from app.domain.own_text import KeptList, OwnList
from app.domain.person import Person
from app.domain.protection import Protection
from app.domain.record import Record
from app.domain.retraction import Retraction
from app.domain.review import Review
from app.domain.revision import RecordKind, Revision
from app.domain.snapshot import CaseSnapshot
from app.domain.source import Source

FORMAT: Final = "patroonzicht.case"
VERSION: Final = 1


class ExhibitFile(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The bytes of one exhibit, written in base64; those of a withdrawn exhibit travel as well."""

    exhibit: UUID
    data: bytes


class CaseFile(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A case with its current records and every version of every record, also of those that were withdrawn.

    ``lists`` are the own checklists that its assessments used, so that their questions can be read everywhere.
    ``files`` are the bytes of its exhibits.
    """

    format: Literal["patroonzicht.case"]
    version: Literal[1]
    case: Case
    persons: tuple[Person, ...] = ()
    sources: tuple[Source, ...] = ()
    incidents: tuple[Incident, ...] = ()
    events: tuple[ContextEvent, ...] = ()
    measures: tuple[Measure, ...] = ()
    assessments: tuple[Assessment, ...] = ()
    fears: tuple[FearScore, ...] = ()
    protections: tuple[Protection, ...] = ()
    outcomes: tuple[InstrumentOutcome, ...] = ()
    reviews: tuple[Review, ...] = ()
    retractions: tuple[Retraction, ...] = ()
    exhibits: tuple[Exhibit, ...] = ()
    steps: tuple[CodeStep, ...] = ()
    lists: tuple[OwnList, ...] = ()
    history: tuple[Revision, ...] = ()
    files: tuple[ExhibitFile, ...] = ()

    def snapshot(self) -> CaseSnapshot:
        """Return the current records."""
        return CaseSnapshot(
            case=self.case,
            persons=self.persons,
            sources=self.sources,
            incidents=self.incidents,
            events=self.events,
            measures=self.measures,
            assessments=self.assessments,
            fears=self.fears,
            protections=self.protections,
            outcomes=self.outcomes,
            reviews=self.reviews,
            retractions=self.retractions,
            exhibits=self.exhibits,
            steps=self.steps,
            lists=tuple(KeptList(list=own, offered=False) for own in self.lists),
        )


def case_file(snapshot: CaseSnapshot, history: Sequence[Revision], files: Sequence[ExhibitFile] = ()) -> CaseFile:
    """Return the file of a case; the order of its history does not depend on the vault it comes from."""
    return CaseFile(
        format=FORMAT,
        version=VERSION,
        case=snapshot.case,
        persons=snapshot.persons,
        sources=snapshot.sources,
        incidents=snapshot.incidents,
        events=snapshot.events,
        measures=snapshot.measures,
        assessments=snapshot.assessments,
        fears=snapshot.fears,
        protections=snapshot.protections,
        outcomes=snapshot.outcomes,
        reviews=snapshot.reviews,
        retractions=snapshot.retractions,
        exhibits=snapshot.exhibits,
        steps=snapshot.steps,
        lists=_used_lists(snapshot, history),
        history=tuple(_ordered(history)),
        files=tuple(sorted(files, key=lambda one: one.exhibit)),
    )


def used_lists(records: Iterable[Record], history: Iterable[Revision]) -> set[tuple[str, str]]:
    """Return id and version of every checklist that an assessment or an earlier version of one used."""
    used = {(one.checklist, one.version) for one in records if isinstance(one, Assessment)}
    for revision in history:
        if revision.kind is RecordKind.ASSESSMENT:
            used.add((str(revision.content.get("checklist")), str(revision.content.get("version"))))
    return used


def _used_lists(snapshot: CaseSnapshot, history: Sequence[Revision]) -> tuple[OwnList, ...]:
    """Return the own checklists that the case needs, in an order that does not depend on the vault."""
    used = used_lists(snapshot.assessments, history)
    own = (kept.list for kept in snapshot.lists if (kept.list.id, kept.list.version) in used)
    return tuple(sorted(own, key=lambda one: (one.id, one.version)))


def write_case_file(file: CaseFile) -> bytes:
    """Return the bytes of a case file; the same case always gives the same bytes."""
    return msgspec.json.format(msgspec.json.encode(file, order="deterministic"), indent=2) + b"\n"


def case_schema() -> bytes:
    """Return the JSON schema of a case file, as ``resources/schema/case.schema.json`` holds it."""
    return json_schema(CaseFile, FORMAT, _any_value)


def version_content(revision: Revision) -> Record:
    """Return the record as it was in one version; raise ``msgspec.ValidationError`` when it is not one."""
    return msgspec.convert(revision.content, RECORD_TYPES[revision.kind], strict=True)


def _any_value(_type: type) -> dict[str, Any]:
    """Describe the content of a version; the reader checks it against the form of its kind."""
    return {"description": "a value of the record as it was, in the form of its kind"}


def _ordered(history: Sequence[Revision]) -> list[Revision]:
    """Put the versions of a record together, the records by kind and visible number."""
    kinds = list(RECORD_TYPES)
    numbers: dict[UUID, int] = {
        revision.record: number for revision in history if isinstance(number := revision.content.get("number"), int)
    }
    return sorted(
        history,
        key=lambda one: (kinds.index(one.kind), numbers.get(one.record, 0), one.record, one.number),
    )
