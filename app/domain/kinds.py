"""The kinds of records, the types that hold them, and what may point to what."""

from collections.abc import Mapping
from types import MappingProxyType

from app.domain.assessment import Assessment
from app.domain.case import Case
from app.domain.code_step import CodeStep
from app.domain.event import ContextEvent
from app.domain.exhibit import Exhibit
from app.domain.fear import FearScore
from app.domain.incident import Incident
from app.domain.instrument import InstrumentOutcome
from app.domain.measure import Measure
from app.domain.person import Person
from app.domain.protection import Protection
from app.domain.record import Record
from app.domain.retraction import Retraction
from app.domain.review import Review
from app.domain.revision import RecordKind
from app.domain.source import Source

RECORD_TYPES: Mapping[RecordKind, type[Record]] = MappingProxyType(
    {
        RecordKind.CASE: Case,
        RecordKind.PERSON: Person,
        RecordKind.SOURCE: Source,
        RecordKind.INCIDENT: Incident,
        RecordKind.EVENT: ContextEvent,
        RecordKind.MEASURE: Measure,
        RecordKind.ASSESSMENT: Assessment,
        RecordKind.FEAR: FearScore,
        RecordKind.PROTECTION: Protection,
        RecordKind.OUTCOME: InstrumentOutcome,
        RecordKind.REVIEW: Review,
        RecordKind.RETRACTION: Retraction,
        RecordKind.EXHIBIT: Exhibit,
        RecordKind.STEP: CodeStep,
    }
)
_KINDS = {record_type: kind for kind, record_type in RECORD_TYPES.items()}
_TARGETS = {
    "source": RecordKind.SOURCE,
    "children_present": RecordKind.PERSON,
    "wish_by": RecordKind.PERSON,
    "measure": RecordKind.MEASURE,
    "duplicate_of": RecordKind.INCIDENT,
    "incidents": RecordKind.INCIDENT,
    "exhibits": RecordKind.EXHIBIT,
}


def kind_of(record: Record) -> RecordKind:
    """Return the kind of a record."""
    return _KINDS[type(record)]


def series_of(kind: RecordKind) -> str:
    """Return the row of visible numbers a kind counts in: incidents and events share one."""
    return "chronology" if kind in {RecordKind.INCIDENT, RecordKind.EVENT} else kind.value


def target_kind(field: str) -> RecordKind:
    """Return what a reference field (as ``snapshot.references`` names it) must point to."""
    return _TARGETS[field.rpartition(".")[2].partition("[")[0]]
