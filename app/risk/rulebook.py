"""The texts and thresholds of the rules, read from ``resources/rules.toml``."""

from functools import cache

import msgspec

from app.domain.finding import Outcome, Weight
from app.i18n import Label
from app.resources import read_toml
from app.risk.catalogue import load_catalogue
from app.risk.references import known, once

FILE = "rules.toml"

Threshold = int | float


class RuleText(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What one rule is called, how it counts, what it says and what it must not claim (domain reference 4.1 and 4.3).

    ``title`` heads a signal, ``name`` everything else. ``weight`` orders a signal on the screen. ``sentence`` is the
    fixed text of table 4.3; ``insufficient`` stands in its place when the rule cannot compare. ``words`` are further
    sentences of this rule. ``sources`` are keys of ``resources/sources.toml``; ``G`` is professional knowledge.
    ``beside_sources`` are those of the extra figures on which no outcome rests. ``figures`` says what each key of
    ``Finding.figures`` holds, ``threshold_names`` what each threshold means.
    """

    id: str
    version: int
    weight: Weight
    name: Label
    title: Label
    definition: Label
    sentence: Label
    insufficient: Label
    caution: Label
    sources: tuple[str, ...]
    figures: dict[str, str]
    thresholds: dict[str, Threshold] = {}
    threshold_names: dict[str, Label] = {}
    beside_sources: tuple[str, ...] = ()
    words: dict[str, Label] = {}

    @property
    def signals(self) -> bool:
        """Whether the rule can signal at all; one of weight "information" only tells what is recorded."""
        return self.weight is not Weight.INFORMATION


class WindowText(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The windows and days ahead that can be chosen, in days, and what difference in recording is said.

    ``recording_factor`` is how many times as many professional contacts in one window than in the other
    (domain reference 4.0).
    """

    days: tuple[int, ...]
    usual: int
    ahead: tuple[int, ...]
    usual_ahead: int
    recording_factor: Threshold

    def __post_init__(self) -> None:
        """Refuse a usual choice that cannot be chosen."""
        if self.usual not in self.days or self.usual_ahead not in self.ahead:
            raise ValueError("the usual number of days is one of those that can be chosen")


class Rulebook(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """All rules with the texts they share; ``closing`` stands under every list of findings."""

    version: int
    windows: WindowText
    closing: Label
    weights: dict[Weight, Label]
    outcomes: dict[Outcome, Label]
    common: dict[str, Label]
    missing: dict[str, Label]
    unplaced: dict[str, Label]
    rules: tuple[RuleText, ...]

    def rule(self, rule: str) -> RuleText:
        """Return the texts of a rule."""
        for text in self.rules:
            if text.id == rule:
                return text
        raise KeyError(rule)


@cache
def load_rulebook() -> Rulebook:
    """Read the shipped rules once; every source and every threshold in them can be looked up."""
    rulebook = read_toml(FILE, Rulebook)
    check(rulebook)
    return rulebook


def check(rulebook: Rulebook) -> None:
    """Refuse a rule that is there twice, names a source that does not exist or has a threshold without words.

    Raises:
        ResourceError: the file and the rule that is wrong.
    """
    once((rule.id for rule in rulebook.rules), FILE)
    for rule in rulebook.rules:
        known(rule.sources, {*load_catalogue().sources, "G"}, FILE, rule.id)
        known(rule.beside_sources, load_catalogue().sources, FILE, rule.id)
        known(rule.thresholds, rule.threshold_names, FILE, rule.id)
        known(rule.threshold_names, rule.thresholds, FILE, rule.id)
