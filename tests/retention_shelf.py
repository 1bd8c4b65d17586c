"""Stands in for a vault in which one case is due."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from uuid import UUID

import msgspec

from app.domain.erasure import Erasure, ErasureGround
from app.domain.retention import Due, Term
from app.i18n import Translator
from app.viewmodels.desk import InlineDesk
from app.viewmodels.retention import Retention, RetentionServices

CASE, TODAY = UUID(int=7), date(2026, 3, 14)
TERM = Term(years=15, reason="Zo besloten.")


@dataclass
class Shelf:
    """Stands in for the vault."""

    manager: bool = True
    found: tuple[Due, ...] = (Due(case=CASE, reference="Z-2001-001", term=TERM, own=False, day=date(2016, 5, 1)),)
    proposals: list[Erasure] = field(default_factory=list)
    done: list[str] = field(default_factory=list)

    def propose(self, case: UUID, ground: ErasureGround, reason: str) -> Erasure:
        """Keep a proposal."""
        at = datetime(2026, 3, 14, tzinfo=UTC)
        one = Erasure(case=case, reference="Z-2001-001", ground=ground, reason=reason, proposed_at=at, proposed_by="A")
        self.proposals.append(one)
        return one

    def confirm(self, erasure: UUID, number: str, reason: str) -> Erasure:
        """Erase."""
        self.done.append(f"{number} {reason}")
        one = msgspec.structs.replace(self.proposals[0], erased_at=datetime(2026, 3, 14, tzinfo=UTC), second="B")
        assert one.id == erasure
        self.proposals[0], self.found = one, ()
        return one

    def services(self) -> RetentionServices[str]:
        """Return what the view-model is handed."""
        return RetentionServices(
            may_manage=lambda: self.manager,
            term=lambda: TERM,
            list_due=lambda: self.found,
            erasures=lambda: tuple(self.proposals),
            choose=lambda term: self.done.append(term.source),
            propose=self.propose,
            confirm=self.confirm,
            cancel=lambda _erasure, _reason: self.proposals[0],
            prepare=lambda _erasure: "bewijs",
            render=lambda paper, _language, _job: paper.encode(),
            deliver=lambda _erasure, pdf, target: self.done.append(f"{target.name} {pdf.decode()}"),
            today=lambda: TODAY,
        )


def model_of(shelf: Shelf) -> Retention:
    """Return a loaded model."""
    model = Retention(shelf.services(), InlineDesk(), Translator("nl"))
    model.load()
    return model
