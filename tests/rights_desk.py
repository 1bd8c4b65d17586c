"""Stands in for a vault with one case, of which somebody asks something."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from uuid import UUID

import builders
from app.domain.change import Change
from app.domain.person import Person, Role
from app.domain.record import Sensitivity
from app.domain.revision import RecordKind
from app.domain.rights import Decision, RequestKind
from app.domain.snapshot import CaseSnapshot
from app.errors import AppError
from app.i18n import Translator
from app.viewmodels.desk import InlineDesk
from app.viewmodels.rights_form import RightsForm, RightsServices

SAY = Translator("nl")
NOW = datetime(2026, 3, 14, 10, tzinfo=UTC)
SANNE = builders.person(name="Sanne Proef")
DAAN = builders.person(name="Daan Proef", role=Role.PERPETRATOR)
HIDDEN = Person(name="Mila Schuil", role=Role.CHILD, sensitivity=Sensitivity.R0)


@dataclass
class RightsDesk:
    """Stands in for the vault."""

    snapshot: CaseSnapshot = field(default_factory=lambda: builders.snapshot(persons=(SANNE, DAAN, HIDDEN)))
    requests: list[tuple[UUID, RequestKind, Decision, date, str]] = field(default_factory=list)
    statements: list[tuple[UUID, str, date, str, str]] = field(default_factory=list)
    drafts: dict[str, dict[str, object]] = field(default_factory=dict)
    refusal: AppError | None = None

    def request(self, case: UUID, person: UUID, kind: RequestKind, decision: Decision, day: date, why: str) -> Change:
        """Log a request, or refuse."""
        if self.refusal is not None:
            raise self.refusal
        self.requests.append((person, kind, decision, day, why))
        return Change(case, RecordKind.PERSON, person)

    def statement(self, case: UUID, person: UUID, words: str, day: date, title: str, origin: str) -> Change:
        """Record own words."""
        self.statements.append((person, words, day, title, origin))
        return Change(case, RecordKind.INCIDENT, person)

    def keep(self, key: str, _case: UUID, content: dict[str, object]) -> datetime:
        """Keep a draft."""
        self.drafts[key] = content
        return NOW

    def drop(self, key: str) -> None:
        """Drop a draft."""
        self.drafts.pop(key, None)

    def blank(self, *, statement: bool) -> RightsForm:
        """Return a form that was not read yet."""
        services = RightsServices(
            read_case=lambda _case: self.snapshot,
            record_request=self.request,
            record_statement=self.statement,
            keep_draft=self.keep,
            read_draft=self.drafts.get,
            drop_draft=self.drop,
        )
        return RightsForm(self.snapshot.case.id, services, InlineDesk(), SAY, lambda: NOW, statement=statement)

    def form(self, *, statement: bool) -> RightsForm:
        """Return a form that was read."""
        form = self.blank(statement=statement)
        form.load()
        return form
