"""Stands in for a vault in which one case is due."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import UUID

import msgspec

from app.domain.backup import Backup, BackupLabel, BackupReason
from app.domain.change import Change
from app.domain.erasure import Erasure, ErasureGround
from app.domain.retention import Due, Term
from app.domain.revision import RecordKind
from app.i18n import Translator
from app.viewmodels.desk import InlineDesk
from app.viewmodels.dossier_state import PagePicture
from app.viewmodels.retention import Retention, RetentionServices

CASE, TODAY = UUID(int=7), date(2026, 3, 14)
TERM = Term(years=15, reason="Zo besloten.")
_LABEL = BackupLabel(
    vault=UUID(int=1),
    made_at=datetime(2026, 3, 12, tzinfo=UTC),
    reason=BackupReason.DAILY,
    program="1",
    schema=4,
    entries=9,
    head="ab",
    database="cd",
    keyring="ef",
)
HELD = (
    Backup(place=Path("backups/een.backup"), label=_LABEL),
    Backup(place=Path("backups/stuk.backup"), label=None),
)


@dataclass
class Shelf:
    """Stands in for the vault."""

    manager: bool = True
    found: tuple[Due, ...] = (Due(case=CASE, reference="Z-2001-001", term=TERM, own=False, day=date(2016, 5, 1)),)
    proposals: list[Erasure] = field(default_factory=list)
    done: list[str] = field(default_factory=list)
    own: dict[UUID, Term | None] = field(default_factory=dict)
    held: tuple[Backup, ...] = HELD

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

    def choose_for_case(self, case: UUID, term: Term | None) -> Change:
        """Keep the own term of a case."""
        self.own[case] = term
        self.found = tuple(
            msgspec.structs.replace(one, own=term is not None, term=term or TERM) if one.case == case else one
            for one in self.found
        )
        return Change(case, RecordKind.CASE, case)

    def remove(self, _erasure: UUID, reason: str) -> tuple[Backup, ...]:
        """Remove what can be read."""
        self.done.append(f"removed {reason}")
        gone, self.held = self.held[:1], self.held[1:]
        return gone

    def services(self) -> RetentionServices[str]:
        """Return what the view-model is handed."""
        return RetentionServices(
            may_manage=lambda: self.manager,
            term=lambda: TERM,
            list_due=lambda: self.found,
            erasures=lambda: tuple(self.proposals),
            choose=lambda term: self.done.append(f"{term.source or term.years}" if term else "taken back"),
            choose_for_case=self.choose_for_case,
            propose=self.propose,
            confirm=self.confirm,
            cancel=lambda _erasure, _reason: self.proposals[0],
            prepare=lambda _erasure: "bewijs",
            render=lambda paper, _language, _job: paper.encode(),
            deliver=lambda _erasure, pdf, target: self.done.append(f"{target.name} {pdf.decode()}"),
            note_printed=lambda _erasure, pdf: self.done.append(f"printed {pdf.decode()}"),
            picture=lambda _pdf, index, _width, _job: PagePicture(
                index=index, pages=2, width=1, height=1, pixels=bytes(4)
            ),
            holding=lambda _erasure: self.held,
            remove_backups=self.remove,
            today=lambda: TODAY,
        )


def model_of(shelf: Shelf) -> Retention:
    """Return a loaded model."""
    model = Retention(shelf.services(), InlineDesk(), Translator("nl"))
    model.load()
    return model
