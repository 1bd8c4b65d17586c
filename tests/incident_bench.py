"""A page with incidents on a vault in a dictionary, for tests of its view-model and its screen."""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, TypeVar
from uuid import UUID

import msgspec
from exhibit_shelf import ExhibitShelf
from fixed_clock import FixedClock

import builders
from app.domain.change import Change
from app.domain.exhibit import Exhibit
from app.domain.incident import Incident
from app.domain.record import Record
from app.domain.revision import RecordKind, Revision, RevisionAction, Withdrawn
from app.domain.snapshot import CaseSnapshot
from app.domain.source import Source
from app.errors import AppError, DiskFaultError, DiskFullError
from app.i18n import Language, Translator
from app.viewmodels.desk import InlineDesk
from app.viewmodels.incident_form import IncidentForm, IncidentsServices
from app.viewmodels.incidents import Incidents

T = TypeVar("T")
NOW = datetime(2026, 3, 23, 14, 2, 11, tzinfo=UTC)


class Ledger:
    """A vault in a dictionary: it keeps records, versions and drafts, and refuses when ``full`` or ``unreadable``."""

    def __init__(self, snapshot: CaseSnapshot) -> None:
        self.snapshot = snapshot
        self.drafts: dict[str, dict[str, object]] = {}
        self.revisions: dict[UUID, list[Revision]] = {}
        self.reasons: list[str] = []
        self.gone: list[Withdrawn] = []
        self.full = self.unreadable = False
        self.clock = FixedClock(NOW)

    def services(self) -> IncidentsServices:
        """Return what the page asks for."""
        return IncidentsServices(
            read_case=lambda _case: self.snapshot,
            record=self.record,
            correct=self.correct,
            withdraw=self.withdraw,
            restore=self.restore,
            withdrawn=lambda _case: tuple(self.gone),
            history=lambda record: tuple(self.revisions.get(record, ())),
            put_back=self.put_back,
            keep_draft=self.keep_draft,
            read_draft=self.read_draft,
            drop_draft=self.drop_draft,
            list_drafts=lambda _case: tuple(self.drafts),
        )

    def put_back(self, case: UUID, record: UUID, number: int, /, *, reason: str) -> Change:
        """Correct an incident to what an older version said."""
        older = self.revisions[record][number - 1]
        return self.correct(case, msgspec.convert(older.content, Incident), reason=reason)

    def read_draft(self, key: str) -> dict[str, object] | None:
        """Read a draft, or fail."""
        if self.unreadable:
            raise DiskFaultError(folder="Proef.vault")
        return self.drafts.get(key)

    def drop_draft(self, key: str) -> None:
        """Drop a draft."""
        self.drafts.pop(key, None)

    def keep_draft(self, key: str, _case: UUID, content: Mapping[str, object]) -> datetime:
        """Keep a draft."""
        self._check()
        self.drafts[key] = dict(content)
        return self.clock.now()

    def record(
        self, case: UUID, record: Record, /, *, along: Sequence[Record] = (), draft: str | None = None
    ) -> Change:
        """Save a first version."""
        self._check()
        assert isinstance(record, Incident)
        record = msgspec.structs.replace(record, number=len(self.revisions) + 101)
        return self._write(case, record, RevisionAction.RECORDED, "", along, draft)

    def correct(
        self, case: UUID, record: Record, /, *, reason: str = "", along: Sequence[Record] = (), draft: str | None = None
    ) -> Change:
        """Save a new version."""
        self._check()
        return self._write(case, record, RevisionAction.CORRECTED, reason, along, draft)

    def withdraw(self, case: UUID, record: UUID, /, *, reason: str) -> Change:
        """Withdraw an incident."""
        gone = next(each for each in self.snapshot.incidents if each.id == record)
        change = self._write(case, gone, RevisionAction.WITHDRAWN, reason, (), None)
        rest = tuple(each for each in self.snapshot.incidents if each.id != record)
        self.snapshot = msgspec.structs.replace(self.snapshot, incidents=rest)
        self.gone.append(Withdrawn(record=gone, at=NOW, by="S.", reason=reason))
        return change

    def restore(self, case: UUID, record: UUID, /, *, reason: str) -> Change:
        """Bring an incident back."""
        back = msgspec.convert(self.revisions[record][-1].content, Incident)
        self.gone = [one for one in self.gone if one.record.id != record]
        return self._write(case, back, RevisionAction.RESTORED, reason, (), None)

    def _check(self) -> None:
        if self.full:
            raise DiskFullError

    def _write(
        self,
        case: UUID,
        record: Record,
        action: RevisionAction,
        reason: str,
        along: Sequence[Record],
        draft: str | None,
    ) -> Change:
        assert isinstance(record, Incident)
        rest = tuple(each for each in self.snapshot.incidents if each.id != record.id)
        new = tuple(each for each in along if isinstance(each, Source))
        self.snapshot = msgspec.structs.replace(
            self.snapshot, incidents=(*rest, record), sources=(*self.snapshot.sources, *new)
        )
        versions = self.revisions.setdefault(record.id, [])
        versions.append(
            Revision(
                record=record.id, kind=RecordKind.INCIDENT, number=len(versions) + 1, action=action, at=NOW, by="S.",
                reason=reason, content=msgspec.to_builtins(record),
            )
        )  # fmt: skip
        if draft:
            self.drafts.pop(draft, None)
        self.reasons.append(reason)
        return Change(case=case, kind=RecordKind.INCIDENT, record=record.id)


class HeldDesk(InlineDesk):
    """A desk that does nothing while ``held``; ``let_go`` does what waited, in its order."""

    def __init__(self) -> None:
        super().__init__()
        self.held = False
        self._waiting: list[Callable[[], None]] = []

    def ask(
        self, work: Callable[[], T], then: Callable[[T], None], failed: Callable[[AppError], None] | None = None
    ) -> None:
        """Do the work now, or when it is let go."""
        if self.held:
            done = super().ask
            self._waiting.append(lambda: done(work, then, failed))
        else:
            super().ask(work, then, failed)

    def let_go(self) -> None:
        """Do what waited."""
        self.held = False
        waited, self._waiting = self._waiting, []
        for act in waited:
            act()


class Bench:
    """The page's view-model on a ledger."""

    def __init__(self, *incidents: Incident, language: Language = "nl", **fields: Any) -> None:  # noqa: ANN401
        self.ledger = Ledger(builders.snapshot(*incidents, **fields))
        self.shelf = ExhibitShelf(lambda: self.ledger.snapshot.exhibits, self._shelve)
        self.desk = HeldDesk()
        self.say = Translator(language)
        self.page = self.again()

    def again(self) -> Incidents:
        """Open the page anew, as after a lock or a crash."""
        page = Incidents(
            self.ledger.snapshot.case.id,
            self.ledger.services(),
            self.shelf.services(),
            self.desk,
            self.say,
            self.ledger.clock.now,
        )
        page.load()
        self.page = page
        return page

    def _shelve(self, case: UUID, exhibit: Exhibit) -> Change:
        """Add an exhibit to the case."""
        snapshot = self.ledger.snapshot
        numbered = msgspec.structs.replace(exhibit, number=len(snapshot.exhibits) + 1)
        self.ledger.snapshot = msgspec.structs.replace(snapshot, exhibits=(*snapshot.exhibits, numbered))
        return Change(case, RecordKind.EXHIBIT, exhibit.id)

    def new(self, **fields: Any) -> IncidentForm:  # noqa: ANN401
        """Open an empty form and type into it."""
        self.page.new()
        self.form.edit(**fields)
        return self.form

    @property
    def form(self) -> IncidentForm:
        """Return the open form."""
        assert self.page.form is not None
        return self.page.form

    @property
    def saved(self) -> Incident:
        """Return the incident that was written last."""
        return self.ledger.snapshot.incidents[-1]
