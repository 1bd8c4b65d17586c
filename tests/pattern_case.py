"""A case on a shelf for tests of the pattern page: read, evaluate and remember without a vault."""

from datetime import UTC, date, datetime
from pathlib import Path
from uuid import UUID

import msgspec

from app.domain.case_file import CaseFile
from app.domain.change import Change
from app.domain.revision import RecordKind
from app.domain.snapshot import CaseSnapshot
from app.i18n import Translator
from app.resources import resource
from app.risk.engine import Pattern, evaluate
from app.viewmodels.desk import InlineDesk
from app.viewmodels.pattern import PatternModel, PatternServices

TODAY = datetime(2025, 3, 20, 12, tzinfo=UTC)


def training_case(name: str = "tc1") -> CaseSnapshot:
    """Return a training case; everybody in it is invented."""
    return msgspec.json.decode(resource(f"training/{name}.json").read_bytes(), type=CaseFile).snapshot()


class Shelf:
    """Holds one case; ``written`` holds the files that were written."""

    def __init__(self, snapshot: CaseSnapshot) -> None:
        self.snapshot = snapshot
        self.desk = InlineDesk()
        self.written: dict[str, bytes] = {}

    def model(self, say: Translator) -> PatternModel:
        """Return the view-model of the pattern page, loaded."""
        model = PatternModel(self.snapshot.case.id, self.services(), self.desk, say, lambda: TODAY)
        model.load()
        return model

    def services(self) -> PatternServices:
        """Return services on this shelf."""
        return PatternServices(
            read_case=lambda _case: self.snapshot,
            pattern_of=self._pattern_of,
            remember_reference=self._remember,
            write_file=self._write,
        )

    def _pattern_of(self, case_id: UUID, *, at: date, window: int) -> Pattern:
        assert case_id == self.snapshot.case.id
        return Pattern(self.snapshot, at, window, evaluate(self.snapshot, at=at, window=window))

    def _remember(self, case_id: UUID, *, at: date, window: int) -> Change:
        case = msgspec.structs.replace(self.snapshot.case, reference_date=at, window=window)
        self.snapshot = msgspec.structs.replace(self.snapshot, case=case)
        return Change(case_id, RecordKind.CASE, case_id)

    def _write(self, path: Path, data: bytes, reason: str) -> None:
        assert reason
        self.written[path.name] = data
