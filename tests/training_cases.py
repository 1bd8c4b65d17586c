"""The shipped training cases as snapshots, and the findings of the rules by id."""

from datetime import date

import msgspec

from app.domain.case_file import CaseFile
from app.domain.finding import Finding
from app.domain.snapshot import CaseSnapshot
from app.resources import resource
from app.risk.engine import evaluate
from app.risk.windows import DEFAULT_AHEAD


def training_case(name: str) -> CaseSnapshot:
    """Return a training case as it is when it has been imported."""
    file = msgspec.json.decode(resource(f"training/{name}.json").read_bytes(), type=CaseFile)
    return CaseSnapshot(**{field: getattr(file, field) for field in CaseSnapshot.__struct_fields__})


def findings(
    snapshot: CaseSnapshot, at: str | date | None = None, window: int | None = None, ahead: int = DEFAULT_AHEAD
) -> dict[str, Finding]:
    """Return the findings by rule, at the reference date and window of the case unless others are given."""
    day = date.fromisoformat(at) if isinstance(at, str) else at or snapshot.case.reference_date
    assert day is not None
    seen = evaluate(snapshot, at=day, window=window or snapshot.case.window, ahead=ahead)
    return {found.rule: found for found in seen}
