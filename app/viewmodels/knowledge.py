"""The knowledge of the program, to look up: words, cautions, behaviour, rules, instruments, law and sources."""

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

from app.domain.finding import Weight
from app.i18n import Translator
from app.observable import Signal
from app.risk.catalogue import LawHook, load_catalogue
from app.risk.cautions import load_cautions
from app.risk.explain import definition
from app.risk.glossary import load_glossary
from app.risk.instruments import Licence, load_instruments, outcome_notice
from app.risk.protective import load_protective
from app.risk.rulebook import RuleText, load_rulebook
from app.viewmodels.source_words import known_keys, mark_words, source_card, to_check

_KEY: Final = re.compile(r"\b[A-Z][A-Z0-9]+\b")


@dataclass(frozen=True)
class Entry:
    """One thing to look up: ``pill`` is a short mark beside its title, ``weight`` its colour.

    ``details`` are (label, words); ``keys`` lead to its sources and ``check`` marks what must still be checked.
    """

    id: str
    title: str
    text: str = ""
    details: tuple[tuple[str, str], ...] = ()
    keys: tuple[str, ...] = ()
    check: str = ""
    pill: str = ""
    weight: str = "neutral"


@dataclass(frozen=True)
class KnowledgeState:
    """One part of the knowledge; ``shown`` are the ids of the entries that hold the typed words."""

    title: str
    parts: tuple[tuple[str, str], ...]
    part: str
    note: str
    entries: tuple[Entry, ...]
    words: str = ""
    shown: frozenset[str] = frozenset()
    count: str = ""


class Knowledge:
    """The view-model of the knowledge page; it needs no case."""

    def __init__(self, say: Translator) -> None:
        self._say = say
        self.changed = Signal()
        self._entries: dict[str, tuple[Entry, ...]] = {}
        self.state = self._make("glossary", "")

    def open(self, part: str) -> None:
        """Show another part, with the same words typed."""
        if part in _PARTS and part != self.state.part:
            self.state = self._make(part, self.state.words)
            self.changed.emit()

    def search(self, words: str) -> None:
        """Show only what holds every typed word."""
        if words != self.state.words:
            self.state = self._make(self.state.part, words)
            self.changed.emit()

    def _make(self, part: str, words: str) -> KnowledgeState:
        """Put a part into words; it is made once."""
        say = self._say
        make, note = _PARTS[part]
        if part not in self._entries:
            self._entries[part] = make(say)
        entries = self._entries[part]
        typed = _folded(words).split()
        shown = frozenset(entry.id for entry in entries if all(word in _searched(entry) for word in typed))
        return KnowledgeState(
            title=say("Knowledge"),
            parts=(
                ("glossary", say("Words")),
                ("cautions", say("Cautions")),
                ("behaviours", say("Behaviour")),
                ("rules", say("Rules of the pattern")),
                ("instruments", say("Instruments")),
                ("protective", say("What protects")),
                ("law", say("Law")),
                ("sources", say("Sources")),
            ),
            part=part,
            note=note(say),
            entries=entries,
            words=words,
            shown=shown,
            count=say("{n} of {total}", n=len(shown), total=len(entries)) if typed else "",
        )


def _glossary(say: Translator) -> tuple[Entry, ...]:
    """Return the words of the field in the language of the screen, with the other language beside them."""
    terms = []
    label = say("In English") if say.language == "nl" else say("In Dutch")
    for term in load_glossary():
        other = term.term.en if say.language == "nl" else term.term.nl
        terms.append(Entry(term.term.nl, say.label(term.term), say.label(term.note), ((label, other),)))
    return tuple(sorted(terms, key=lambda entry: _folded(entry.title)))


def _cautions(say: Translator) -> tuple[Entry, ...]:
    return tuple(
        Entry(
            one.id,
            say.label(one.title),
            say.label(one.text),
            keys=known_keys(one.sources),
            check=to_check(one.mark, say),
        )
        for one in load_cautions()
    )


def _behaviours(say: Translator) -> tuple[Entry, ...]:
    """Return every behaviour with why it matters, where its severity starts and the law that it points to."""
    catalogue = load_catalogue()
    anchors = {anchor.level: say.label(anchor.meaning) for anchor in catalogue.severities}
    return tuple(
        Entry(
            one.id,
            say.label(one.label),
            say.label(one.rationale),
            (
                (say("Id"), one.id),
                (say("Kind"), say.label(catalogue.domains[one.domain].label)),
                (say("Severity to start with"), f"{one.severity} · {anchors[one.severity]}"),
                (say("Law"), law_references([one.id], say)),
                (say("Also found under"), "; ".join(one.synonyms.nl if say.language == "nl" else one.synonyms.en)),
            ),
            known_keys((*_KEY.findall(one.rationale.en), *(version.mark for version in _versions([one.id])))),
        )
        for one in catalogue.behaviours.values()
    )


def law_references(behaviours: Iterable[str], say: Translator) -> str:
    """Return the articles that some behaviours point to, each with its days and whether it must still be checked."""
    return "; ".join(_named(one, say) for one in _versions(behaviours))


def _versions(behaviours: Iterable[str]) -> tuple[LawHook, ...]:
    """Return the articles that some behaviours point to, each once with what applied before it."""
    catalogue = load_catalogue()
    named = (hook for one in behaviours if one in catalogue.behaviours for hook in catalogue.behaviours[one].law)
    return tuple(version for hook in dict.fromkeys(named) for version in catalogue.law[hook].versions())


def _named(hook: LawHook, say: Translator) -> str:
    """Return an article, and that it must still be checked where nobody did."""
    return say.label(hook.reference) if hook.verified else f"{say.label(hook.reference)} ({say('to be checked')})"


def _rules(say: Translator) -> tuple[Entry, ...]:
    weights = load_rulebook().weights
    return tuple(
        Entry(
            rule.id,
            f"{rule.id} · {say.label(rule.name)}",
            definition(rule, say),
            (
                (say("Thresholds"), _thresholds(rule, say)),
                (say("Be careful"), say.label(rule.caution)),
                (say("Version"), str(rule.version)),
                (say("Rests on"), mark_words("G", say) if to_check(", ".join(rule.sources), say) else ""),
            ),
            known_keys(rule.sources),
            to_check(", ".join(rule.sources), say),
            say.label(weights[rule.weight]),
            rule.weight.value if rule.weight is not Weight.INFORMATION else "neutral",
        )
        for rule in load_rulebook().rules
    )


def _thresholds(rule: RuleText, say: Translator) -> str:
    """Return the thresholds of a rule, each after what it means."""
    return " · ".join(
        f"{say.label(rule.threshold_names[name])} {say.number(value, 2 if isinstance(value, float) else 0)}"
        for name, value in rule.thresholds.items()
    )


def _instruments(say: Translator) -> tuple[Entry, ...]:
    verdicts = {
        Licence.NO: say("its text may not be in the program"),
        Licence.YES: say("its text may be used with the source"),
        Licence.ASK: say("first ask the owner"),
    }
    return tuple(
        Entry(
            one.id,
            say.label(one.name),
            say.label(one.purpose),
            (
                (say("Licence"), say.label(one.terms)),
                (say("Owner"), say.label(one.owner)),
                (say("What is stored"), say.label(one.stores)),
            ),
            known_keys(one.sources),
            to_check(one.mark, say),
            verdicts[one.licence],
        )
        for one in load_instruments().values()
    )


def _protective(say: Translator) -> tuple[Entry, ...]:
    return tuple(
        Entry(
            one.id,
            say.label(one.label),
            say.label(one.note),
            ((say("Falls away"), say("when the alleged perpetrator stops cooperating")),)
            if one.depends_on_perpetrator
            else (),
            known_keys(one.sources),
            to_check(one.mark, say),
        )
        for one in load_protective().values()
    )


def _law(say: Translator) -> tuple[Entry, ...]:
    catalogue = load_catalogue()
    pointing: dict[str, list[str]] = {}
    for behaviour in catalogue.behaviours.values():
        for hook in behaviour.law:
            pointing.setdefault(hook, []).append(say.label(behaviour.label))
    return tuple(_hook(hook, pointing.get(hook.id, []), say) for hook in catalogue.law.values())


def _hook(hook: LawHook, behaviours: list[str], say: Translator) -> Entry:
    """Return one article with what applied before it and what has to be looked up."""
    details = [(say("Applies"), in_force(hook, say)), (say("To look up"), say.label(hook.check))]
    details += [(say("Before that"), _before(old, say)) for old in hook.versions()[1:]]
    details += [(say("Verified"), mark_words(hook.mark, say)), (say("At behaviour"), "; ".join(behaviours))]
    return Entry(
        hook.id,
        say.label(hook.reference),
        say.label(hook.subject),
        tuple((label, words) for label, words in details if words),
        known_keys(version.mark for version in hook.versions()),
        "" if hook.verified else say("to be checked"),
    )


def _before(old: LawHook, say: Translator) -> str:
    """Return an older article with its days, what has to be looked up, and how it was verified."""
    parts = (_named(old, say), in_force(old, say), say.label(old.check), mark_words(old.mark, say))
    return " · ".join(part for part in parts if part)


def in_force(hook: LawHook, say: Translator) -> str:
    """Return to acts of which days an article applies; nothing when it has no such bounds."""
    if hook.valid_from and hook.valid_until:
        first, last = say.day(hook.valid_from), say.day(hook.valid_until)
        return say("to acts from {first} up to and including {last}", first=first, last=last)
    if hook.valid_from:
        return say("to acts from {first} on", first=say.day(hook.valid_from))
    if hook.valid_until:
        return say("to acts up to and including {last}", last=say.day(hook.valid_until))
    return ""


def _sources(say: Translator) -> tuple[Entry, ...]:
    cards = (source_card(key, say) for key in load_catalogue().sources)
    return tuple(
        Entry(
            card.key,
            card.key,
            card.citation,
            tuple(
                (label, words) for label, words in ((say("Verified"), card.mark), (say("Where"), card.where)) if words
            ),
            check=card.check,
        )
        for card in cards
    )


def _searched(entry: Entry) -> str:
    """Return everything that can be searched in an entry."""
    parts = (entry.id, entry.title, entry.text, entry.pill, *(words for _, words in entry.details), *entry.keys)
    return _folded(" ".join(parts))


def _folded(text: str) -> str:
    """Return a text small and without diacritics."""
    return "".join(one for one in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(one))


def law_note(say: Translator) -> str:
    """Return what a pointer to the law is and is not."""
    return say("Pointers for a lawyer, by the date of the act. They do not qualify what happened.")


_Made = Callable[[Translator], tuple[Entry, ...]]
_PARTS: dict[str, tuple[_Made, Callable[[Translator], str]]] = {
    "glossary": (_glossary, lambda say: say("The words of the field, in Dutch and English.")),
    "cautions": (_cautions, lambda say: say("What to know before relying on any figure.")),
    "behaviours": (
        _behaviours,
        lambda say: say("Why each behaviour matters. The severity is a start; whoever records it may choose another."),
    ),
    "rules": (
        _rules,
        lambda say: say("How every finding is counted. A rule tells what is recorded; it does not predict."),
    ),
    "instruments": (_instruments, lambda say: say.label(outcome_notice())),
    "protective": (
        _protective,
        lambda say: say("Recorded with its date and who verified it; never subtracted from danger."),
    ),
    "law": (_law, law_note),
    "sources": (_sources, lambda say: say("The register of sources, with how each was verified. Nothing is fetched.")),
}
