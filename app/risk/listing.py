"""The findings of a pattern as a plain list, for JSON output."""

from app.domain.finding import Figure, Finding
from app.domain.snapshot import CaseSnapshot, visible_number
from app.i18n import Translator
from app.risk.engine import Pattern
from app.risk.explain import explain


def finding_list(pattern: Pattern, say: Translator) -> list[dict[str, Figure]]:
    """Return one entry per rule, in screen order; records are named by their visible number (I-17)."""
    return [_entry(finding, pattern.snapshot, say) for finding in pattern.findings]


def _entry(finding: Finding, snapshot: CaseSnapshot, say: Translator) -> dict[str, Figure]:
    """Return one finding with its words."""
    told = explain(finding, snapshot, say)
    numbers = {incident.id: visible_number(incident) for incident in snapshot.incidents}
    return {
        "rule": finding.rule,
        "version": finding.version,
        "outcome": finding.outcome.value,
        "weight": finding.weight.value,
        "at": finding.at.isoformat(),
        "window": finding.window,
        "figures": finding.figures,
        "incidents": [numbers[incident] for incident in finding.incidents],
        "unplaced": [{"incident": numbers[item.incident], "reason": item.reason} for item in finding.unplaced],
        "missing": list(told.missing),
        "title": told.title,
        "text": told.sentence,
        "caution": told.caution,
        "definition": told.definition,
        "sources": told.sources,
    }
