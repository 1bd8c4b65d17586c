"""Put a case before every rule. Pure: the same case, reference date and window give the same findings."""

from datetime import date

import msgspec

from app.domain.finding import Finding, Weight
from app.domain.snapshot import CaseSnapshot
from app.risk.catalogue import load_catalogue
from app.risk.checklist import load_checklists
from app.risk.rule_table import RULES
from app.risk.rulebook import load_rulebook
from app.risk.view import view_of

_SCREEN_ORDER = {weight: place for place, weight in enumerate(Weight)}


class Pattern(msgspec.Struct, frozen=True):
    """What the rules saw in a case at a reference date over a window of days."""

    snapshot: CaseSnapshot
    at: date
    window: int
    findings: tuple[Finding, ...]


def evaluate(snapshot: CaseSnapshot, *, at: date, window: int) -> tuple[Finding, ...]:
    """Return the finding of every rule, critical ones first and then by rule id; there is no score.

    Raises:
        ValueError: the window is shorter than a day.
    """
    if window < 1:
        raise ValueError("a window has at least one day")
    view = view_of(
        snapshot,
        at,
        window,
        rulebook=load_rulebook(),
        catalogue=load_catalogue(),
        checklists=load_checklists(),
    )
    findings = (rule.find(view) for rule in RULES.values())
    return tuple(sorted(findings, key=lambda finding: (_SCREEN_ORDER[finding.weight], finding.rule)))
