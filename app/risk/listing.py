"""What the rules see in a case as plain values, for JSON output (docs/help/pattern-json.md)."""

from collections.abc import Mapping
from uuid import UUID

from app.domain.finding import Figure, Finding
from app.domain.snapshot import CaseSnapshot, visible_number
from app.i18n import Translator
from app.risk.engine import Pattern
from app.risk.explain import explain
from app.risk.knowledge import Knower, Sight, WhoKnewWhat
from app.risk.rulebook import load_rulebook
from app.risk.support_listing import support_list

_Numbers = Mapping[UUID, str]


def pattern_report(pattern: Pattern, seen: WhoKnewWhat, say: Translator) -> dict[str, Figure]:
    """Return the findings of all rules, who knew what, and what supports what; records are named I-17 or B-3."""
    return {
        "case": pattern.snapshot.case.reference,
        "at": pattern.at.isoformat(),
        "window": pattern.window,
        "ahead": pattern.ahead,
        "findings": finding_list(pattern, say),
        "who_knew_what": knowledge_list(seen, pattern.snapshot, say),
        "support": support_list(pattern.snapshot, pattern.at, say),
    }


def finding_list(pattern: Pattern, say: Translator) -> list[Figure]:
    """Return one entry per rule, in screen order."""
    return [_entry(finding, pattern.snapshot, say) for finding in pattern.findings]


def knowledge_list(seen: WhoKnewWhat, snapshot: CaseSnapshot, say: Translator) -> dict[str, Figure]:
    """Return what each organisation knew and saw alone, beside what all of it together shows."""
    numbers = {record.id: visible_number(record) for record in (*snapshot.incidents, *snapshot.sources)}
    return {
        "organisations": [_knower(knower, snapshot, numbers, say) for knower in seen.knowers],
        "together": _sight(seen.together, snapshot, numbers, say),
    }


def _knower(knower: Knower, snapshot: CaseSnapshot, numbers: _Numbers, say: Translator) -> dict[str, Figure]:
    """Return one organisation."""
    return {
        "organisation": knower.organisation,
        "knew": [
            {
                "incident": numbers[known.incident],
                "since": known.since.isoformat() if known.since else None,
                "sources": [numbers[source] for source in known.sources],
            }
            for known in knower.known
        ],
        "alone": _sight(knower.alone, snapshot, numbers, say),
        "did_not_know": [numbers[incident] for incident in knower.unseen],
    }


def _sight(sight: Sight, snapshot: CaseSnapshot, numbers: _Numbers, say: Translator) -> dict[str, Figure]:
    """Return what some incidents show by themselves."""
    return {
        "incidents": [numbers[incident] for incident in sight.incidents],
        "event_days": sight.event_days,
        "first_day": sight.first_day.isoformat() if sight.first_day else None,
        "last_day": sight.last_day.isoformat() if sight.last_day else None,
        "highest_severity": sight.highest_severity,
        "severe": sight.severe,
        "domains": sight.domains,
        "findings": [_entry(finding, snapshot, say) for finding in sight.findings],
    }


def _entry(finding: Finding, snapshot: CaseSnapshot, say: Translator) -> dict[str, Figure]:
    """Return one finding with its words and with what each of its figures holds."""
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
        "figure_meanings": load_rulebook().rule(finding.rule).figures,
        "incidents": [numbers[incident] for incident in finding.incidents],
        "unplaced": [
            {
                "incident": numbers[item.incident],
                "reason": item.reason,
                "why": say.label(load_rulebook().unplaced[item.reason]),
            }
            for item in finding.unplaced
        ],
        "missing": list(told.missing),
        "title": told.title,
        "text": told.sentence,
        "beside": list(told.beside),
        "caution": told.caution,
        "definition": told.definition,
        "sources": told.sources,
    }
