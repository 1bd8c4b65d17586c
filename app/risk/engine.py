"""Put a case before every rule. Pure: the same case, reference date and window give the same findings."""

from collections.abc import Collection
from datetime import date

import msgspec

from app.domain.finding import Finding, Weight
from app.domain.snapshot import CaseSnapshot
from app.risk.catalogue import load_catalogue
from app.risk.rule_table import RULES
from app.risk.rulebook import load_rulebook
from app.risk.shelf import checklists_of
from app.risk.view import View, view_of
from app.risk.windows import DEFAULT_AHEAD

_SCREEN_ORDER = {weight: place for place, weight in enumerate(Weight)}


class Pattern(msgspec.Struct, frozen=True):
    """What the rules saw in a case at a reference date over a window of days, and ``ahead`` days after it."""

    snapshot: CaseSnapshot
    at: date
    window: int
    findings: tuple[Finding, ...]
    ahead: int = DEFAULT_AHEAD


def evaluate(
    snapshot: CaseSnapshot, *, at: date, window: int, ahead: int = DEFAULT_AHEAD, rules: Collection[str] = ()
) -> tuple[Finding, ...]:
    """Return the finding of every rule, critical ones first and then by rule id; there is no score.

    ``ahead`` is how many days after T are looked at. ``rules`` are the ids of the only rules to ask; none means all.

    Raises:
        ValueError: the window is shorter than a day.
    """
    if window < 1:
        raise ValueError("a window has at least one day")
    if ahead < 1:
        raise ValueError("looking ahead takes at least one day")
    view = view_of(
        snapshot,
        at,
        window,
        ahead=ahead,
        rulebook=load_rulebook(),
        catalogue=load_catalogue(),
        checklists=checklists_of(snapshot),
    )
    return tuple(sorted(asked(view, rules or RULES), key=lambda finding: (_SCREEN_ORDER[finding.weight], finding.rule)))


def asked(view: View, rules: Collection[str]) -> list[Finding]:
    """Return what the rules with these ids find, in the order of the rules."""
    return [view.ask(rule.find) for name, rule in RULES.items() if name in rules]
