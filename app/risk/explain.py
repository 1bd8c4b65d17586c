"""Say a finding in plain words: the same finding always gives the same sentence."""

from uuid import UUID

import msgspec

from app.domain.finding import Finding, Outcome
from app.domain.snapshot import CaseSnapshot
from app.i18n import Translator
from app.risk.catalogue import load_catalogue
from app.risk.rule_table import RULES
from app.risk.rulebook import Rulebook, RuleText, load_rulebook
from app.risk.shelf import checklists_of
from app.risk.telling import Telling


class NotPlaced(msgspec.Struct, frozen=True, kw_only=True):
    """Incidents that a rule could not place for one reason; ``words`` names them with the reason."""

    reason: str
    incidents: tuple[UUID, ...]
    words: str


class Explanation(msgspec.Struct, frozen=True, kw_only=True):
    """A finding in words: what it saw, what it must not claim, what was missing and how it was counted.

    ``outcome`` is what the rule says of the case; a rule that never signals tells "for information". ``parts`` are the
    pieces of which ``sentence`` is made, the most important first. ``beside`` are extra figures on which no outcome
    rests. ``unplaced`` names what could not be counted, a reason at a time.
    """

    title: str
    outcome: str
    sentence: str
    parts: tuple[str, ...]
    caution: str
    missing: tuple[str, ...]
    beside: tuple[str, ...]
    unplaced: tuple[NotPlaced, ...]
    definition: str
    sources: str


def explain(finding: Finding, snapshot: CaseSnapshot, say: Translator) -> Explanation:
    """Return a finding in the language of ``say``; only its own figures and the names of records are used."""
    rulebook = load_rulebook()
    text = rulebook.rule(finding.rule)
    telling = Telling(
        finding=finding,
        text=text,
        rulebook=rulebook,
        catalogue=load_catalogue(),
        checklists=checklists_of(snapshot),
        incidents={incident.id: incident for incident in snapshot.incidents},
        say=say,
    )
    rule = RULES[finding.rule]
    parts = tuple(part for part in rule.tell(telling) if part)
    return Explanation(
        title=say.label(text.title if finding.outcome is Outcome.SIGNAL else text.name),
        outcome=_outcome(finding, text, rulebook, say),
        sentence=" ".join(parts),
        parts=parts,
        caution=say.label(text.caution),
        missing=tuple(telling.missing(missing) for missing in finding.missing),
        beside=tuple(rule.beside(telling)),
        unplaced=_not_placed(telling),
        definition=definition(text, say),
        sources="; ".join(_source(key, rulebook, say) for key in text.sources),
    )


def _not_placed(telling: Telling) -> tuple[NotPlaced, ...]:
    """Return what could not be counted, in the order in which the finding names the reasons."""
    found: dict[str, list[UUID]] = {}
    for one in telling.finding.unplaced:
        found.setdefault(one.reason, []).append(one.incident)
    told = []
    for key, incidents in found.items():
        reason = telling.say.label(telling.rulebook.unplaced[key])
        words = telling.common("unplaced", reason=reason, refs=telling.refs(incidents))
        told.append(NotPlaced(reason=reason, incidents=tuple(incidents), words=words))
    return tuple(told)


def _outcome(finding: Finding, text: RuleText, rulebook: Rulebook, say: Translator) -> str:
    """Return the outcome in words; "no signal" would read as a finding where a rule only tells facts."""
    if finding.outcome is Outcome.NO_SIGNAL and not text.signals:
        return say.label(rulebook.common["for_information"])
    return say.label(rulebook.outcomes[finding.outcome])


def definition(text: RuleText, say: Translator) -> str:
    """Return how a rule counts, with its thresholds filled in."""
    filled = {
        key: say.number(value, 2) if isinstance(value, float) else value for key, value in text.thresholds.items()
    }
    return say.label(text.definition).format(**filled)


def _source(key: str, rulebook: Rulebook, say: Translator) -> str:
    """Return the citation of a source; what nobody has read yet is named as such."""
    known = load_catalogue().sources.get(key)
    return say.label(known.citation) if known else say.label(rulebook.common["professional"])
