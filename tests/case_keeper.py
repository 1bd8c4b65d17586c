"""A vault in memory with the same verbs as the services, for tests of view-models and pages."""

from collections.abc import Mapping, Sequence
from dataclasses import fields
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import UUID

import msgspec

from app.domain.change import Change
from app.domain.dossier import Paper
from app.domain.kinds import RECORD_TYPES, kind_of
from app.domain.record import Record
from app.domain.review import Review
from app.domain.revision import RecordKind, Revision, RevisionAction, Withdrawn
from app.domain.seen import seen_in
from app.domain.signing import Signable
from app.domain.snapshot import CaseSnapshot
from app.errors import AppError, DiskFullError
from app.i18n import Language
from app.jobs import Job
from app.risk.checklist import Checklist
from app.risk.engine import Pattern, evaluate
from app.risk.own_translation import Translation
from app.risk.walked import Walk
from app.viewmodels.checklist_services import BlankForms, ChecklistServices
from app.viewmodels.dossier_state import PagePicture
from app.viewmodels.record_form import EventsServices
from app.viewmodels.weighing_form import WeighingServices

NOW = datetime(2026, 3, 24, 14, 2, 11, tzinfo=UTC)
_FIELDS: Mapping[RecordKind, str] = {
    RecordKind.PERSON: "persons",
    RecordKind.SOURCE: "sources",
    RecordKind.INCIDENT: "incidents",
    RecordKind.EVENT: "events",
    RecordKind.MEASURE: "measures",
    RecordKind.ASSESSMENT: "assessments",
    RecordKind.FEAR: "fears",
    RecordKind.PROTECTION: "protections",
    RecordKind.OUTCOME: "outcomes",
    RecordKind.REVIEW: "reviews",
    RecordKind.RETRACTION: "retractions",
    RecordKind.EXHIBIT: "exhibits",
    RecordKind.STEP: "steps",
}


class CaseKeeper:
    """Keeps one case, its versions and its drafts."""

    def __init__(self, snapshot: CaseSnapshot) -> None:
        self.snapshot = snapshot
        self.drafts: dict[str, dict[str, object]] = {}
        self.versions: dict[UUID, list[Revision]] = {}
        self.gone: list[Withdrawn] = []
        self.failure: AppError | None = None
        self.translations: tuple[Translation, ...] = ()
        self.delivered: list[tuple[Walk, Path, dict[str, object]]] = []
        self.blanks: list[tuple[str, str]] = []
        self.saves = 0
        self._numbers = 500

    @property
    def case(self) -> UUID:
        """Return the id of the case."""
        return self.snapshot.case.id

    def checklist_services(self) -> ChecklistServices:
        """Return what the checklists need."""
        return ChecklistServices(
            author="S. de Boer",
            read_case=self.read_case,
            record=self.record,
            correct=self.correct,
            sign=self.sign,
            keep_draft=self.keep_draft,
            read_draft=self.read_draft,
            deliver=self.deliver,
            blank=BlankForms(self.render_blank, self.picture_blank, self.deliver_blank),
            translations=self.read_translations,
        )

    def events_services(self) -> EventsServices:
        """Return what events and measures need."""
        return EventsServices(
            read_case=self.read_case,
            record=self.record,
            correct=self.correct,
            withdraw=self.withdraw,
            restore=self.restore,
            withdrawn=lambda _case: tuple(self.gone),
            history=self.history,
            put_back=self.put_back,
            keep_draft=self.keep_draft,
            read_draft=self.read_draft,
            drop_draft=self.drop_draft,
        )

    def weighing_services(self) -> WeighingServices:
        """Return what weighings need."""
        shared = self.events_services()
        return WeighingServices(
            **{field.name: getattr(shared, field.name) for field in fields(shared)},
            sign=self.sign,
            pattern_of=self.pattern_of,
        )

    def put_back(self, case: UUID, record: UUID, number: int, /, *, reason: str) -> Change:
        """Correct a record to what an older version said."""
        older = self.history(record)[number - 1]
        return self.correct(case, msgspec.convert(older.content, RECORD_TYPES[older.kind]), reason=reason)

    def read_translations(self) -> tuple[Translation, ...]:
        """Return the translations."""
        return self.translations

    def deliver(self, case: UUID, walk: Walk, target: Path, /, **told: object) -> Change:
        """Remember what was asked to be written."""
        self.delivered.append((walk, target, told))
        return Change(case, RecordKind.CASE, case)

    def render_blank(self, checklist: Checklist, language: Language, paper: Paper, _job: Job, /) -> bytes:
        """Return what stands for a blank form."""
        return f"{checklist.id} {language} {paper}".encode()

    def picture_blank(self, _pdf: bytes, index: int, _width: int, _job: Job, /) -> PagePicture:
        """Return a small page."""
        return PagePicture(pages=2, index=index, width=1, height=1, pixels=b"\xff" * 4)

    def deliver_blank(self, pdf: bytes, target: Path, /) -> None:
        """Remember where a blank form was written."""
        self.blanks.append((pdf.decode(), target.name))

    def fill_the_disk(self) -> None:
        """Let every save fail from now on."""
        self.failure = DiskFullError()

    def read_case(self, _case: UUID) -> CaseSnapshot:
        """Return the case."""
        return self.snapshot

    def record(
        self, case: UUID, record: Record, /, *, along: Sequence[Record] = (), draft: str | None = None
    ) -> Change:
        """Save the first version of a record."""
        for new in (*along, record):
            self._numbers += 1
            self._put(msgspec.structs.replace(new, number=self._numbers), RevisionAction.RECORDED, "")
        self._done(draft)
        return Change(case, kind_of(record), record.id)

    def correct(
        self, case: UUID, record: Record, /, *, reason: str = "", along: Sequence[Record] = (), draft: str | None = None
    ) -> Change:
        """Save a next version of a record."""
        for new in along:
            self.record(case, new)
        stored = next(known for known in self.snapshot.records() if known.id == record.id)
        self._put(msgspec.structs.replace(record, number=stored.number), RevisionAction.CORRECTED, reason)
        self._done(draft)
        return Change(case, kind_of(record), record.id)

    def sign(self, case: UUID, record: Signable, /, *, draft: str | None = None) -> Change:
        """Save and lock an assessment or a weighing."""
        stored = next((known for known in self.snapshot.records() if known.id == record.id), None)
        self._numbers += 1
        if isinstance(record, Review):
            record = msgspec.structs.replace(record, seen=seen_in(self.snapshot))
        number = stored.number if stored else self._numbers
        signed = msgspec.structs.replace(record, number=number, signed_at=NOW, signed_by="S. de Boer")
        self._put(signed, RevisionAction.SIGNED, "")
        self._done(draft)
        return Change(case, kind_of(record), record.id)

    def pattern_of(self, case_id: UUID, *, at: date, window: int) -> Pattern:
        """Return what the rules see."""
        assert case_id == self.case
        return Pattern(self.snapshot, at, window, evaluate(self.snapshot, at=at, window=window))

    def withdraw(self, case: UUID, record: UUID, /, *, reason: str) -> Change:
        """Take a record out of the case."""
        gone = next(known for known in self.snapshot.records() if known.id == record)
        field = _FIELDS[kind_of(gone)]
        kept = tuple(known for known in getattr(self.snapshot, field) if known.id != record)
        self.snapshot = msgspec.structs.replace(self.snapshot, **{field: kept})
        self._version(gone, RevisionAction.WITHDRAWN, reason)
        self.gone.append(Withdrawn(record=gone, at=NOW, by="S. de Boer", reason=reason))
        return Change(case, kind_of(gone), record)

    def restore(self, case: UUID, record: UUID, /, *, reason: str) -> Change:
        """Bring a record back."""
        back = next(one.record for one in self.gone if one.record.id == record)
        self.gone = [one for one in self.gone if one.record.id != record]
        self._put(back, RevisionAction.RESTORED, reason)
        return Change(case, kind_of(back), record)

    def history(self, record: UUID) -> tuple[Revision, ...]:
        """Return the versions of a record."""
        return tuple(self.versions.get(record, ()))

    def keep_draft(self, key: str, _case: UUID, content: dict[str, object]) -> datetime:
        """Keep what was typed, as JSON does."""
        self.drafts[key] = msgspec.json.decode(msgspec.json.encode(content))
        return NOW

    def read_draft(self, key: str) -> dict[str, object] | None:
        """Return what was typed."""
        return self.drafts.get(key)

    def drop_draft(self, key: str) -> None:
        """Throw a draft away."""
        self.drafts.pop(key, None)

    def _done(self, draft: str | None) -> None:
        """Count the save and drop its draft."""
        self.saves += 1
        if draft is not None:
            self.drop_draft(draft)

    def _put(self, record: Record, action: RevisionAction, reason: str) -> None:
        """Put a record in the case."""
        if self.failure is not None:
            raise self.failure
        field = _FIELDS[kind_of(record)]
        others = tuple(known for known in getattr(self.snapshot, field) if known.id != record.id)
        self.snapshot = msgspec.structs.replace(self.snapshot, **{field: (*others, record)})
        self._version(record, action, reason)

    def _version(self, record: Record, action: RevisionAction, reason: str) -> None:
        """Remember a version."""
        versions = self.versions.setdefault(record.id, [])
        content = msgspec.convert(msgspec.to_builtins(record), dict[str, object])
        versions.append(
            Revision(
                record=record.id,
                kind=kind_of(record),
                number=len(versions) + 1,
                action=action,
                at=NOW,
                by="S. de Boer",
                reason=reason,
                content=content,
            )
        )


assert set(_FIELDS) | {RecordKind.CASE} == set(RECORD_TYPES)
