"""What people do to each other and what surrounds it: behaviours, events, effects, severity, law and sources.

Everything here is data in ``resources/*.toml`` (domain reference 3 and 9); ids are stable and never re-used.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from types import MappingProxyType
from typing import TypeVar

import msgspec

from app.errors import ResourceError
from app.i18n import Label, Language
from app.resources import read_toml
from app.risk.references import Level, known, marked, once


class Lane(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A row of the timeline; ``mark`` is the shape that tells it apart where colour does not."""

    id: str
    label: Label
    colour: str
    mark: str


class SeverityAnchor(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One level of the severity scale: what it means and what is typical of it (domain reference 3.1)."""

    level: Level
    meaning: Label
    anchor: Label


class Domain(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A kind of behaviour; ``lane`` is the id of the row in which it is drawn."""

    code: str
    label: Label
    lane: str


class Synonyms(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Other words under which a behaviour is found."""

    nl: tuple[str, ...]
    en: tuple[str, ...]


class Behaviour(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One type of behaviour; ``severity`` is a start value and ``rationale`` says why it matters.

    ``law`` holds ids of law hooks: pointers for a lawyer, not a qualification.
    """

    id: str
    label: Label
    domain: str
    severity: Level
    rationale: Label
    law: tuple[str, ...] = ()
    synonyms: Synonyms


class ContextType(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A type of event around the incidents (domain reference 3.4)."""

    id: str
    label: Label


class Effect(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A type of effect on the victim or a child (domain reference 3.4)."""

    id: str
    label: Label


class LawHook(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A pointer to an article; never with a penalty (domain reference 0.1).

    ``mark`` is how the article was verified, with the keys of its sources, and ``check`` is what a lawyer has to look
    up before it is relied on. It applies to acts from ``valid_from`` up to and including ``valid_until``;
    ``earlier`` is the article that applied before (domain reference 3.5, note 2).
    """

    id: str
    reference: Label
    subject: Label
    mark: str
    check: Label = Label(nl="", en="")
    valid_from: date | None = None
    valid_until: date | None = None
    earlier: "LawHook | None" = None

    def applies(self, first: date, last: date) -> bool:
        """Whether it applies to an act on some day between two days, both included."""
        return (self.valid_from is None or self.valid_from <= last) and (
            self.valid_until is None or first <= self.valid_until
        )

    def versions(self) -> "tuple[LawHook, ...]":
        """Return the article and what applied before it, newest first."""
        return (self, *(self.earlier.versions() if self.earlier else ()))

    @property
    def verified(self) -> bool:
        """Whether the text itself was read and nothing is left to check."""
        return self.mark.split(" ", 1)[0] == "V" and not self.check.en


class Publication(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An entry of the source register (domain reference 9); ``mark`` is V, V* or G."""

    key: str
    citation: Label
    mark: str
    where: Label = Label(nl="", en="")


class BehaviourFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The form of ``behaviours.toml``: rows of the timeline, severities, kinds of behaviour and behaviours."""

    lanes: tuple[Lane, ...]
    severities: tuple[SeverityAnchor, ...]
    domains: tuple[Domain, ...]
    behaviours: tuple[Behaviour, ...]


class ContextFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The form of ``contexts.toml``."""

    contexts: tuple[ContextType, ...]


class EffectFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The form of ``effects.toml``."""

    effects: tuple[Effect, ...]


class LawFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The form of ``law.toml``."""

    hooks: tuple[LawHook, ...]


class SourceFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The form of ``sources.toml``."""

    sources: tuple[Publication, ...]


@dataclass(frozen=True, kw_only=True)
class Catalogue:
    """All catalogues of the domain by id, each in the order in which it is shown."""

    lanes: Mapping[str, Lane]
    severities: tuple[SeverityAnchor, ...]
    domains: Mapping[str, Domain]
    behaviours: Mapping[str, Behaviour]
    contexts: Mapping[str, ContextType]
    effects: Mapping[str, Effect]
    law: Mapping[str, LawHook]
    sources: Mapping[str, Publication]

    def lane_of(self, behaviour: str) -> Lane:
        """Return the row of the timeline in which a behaviour stands."""
        return self.lanes[self.domains[self.behaviours[behaviour].domain].lane]

    def proposed_severity(self, behaviours: Sequence[str]) -> tuple[int, str] | None:
        """Return the highest start value of some behaviours and the first of them that gives it."""
        known = [self.behaviours[behaviour] for behaviour in behaviours if behaviour in self.behaviours]
        if not known:
            return None
        worst = max(known, key=lambda behaviour: behaviour.severity)
        return worst.severity, worst.id

    def law_for(self, behaviour: str, on: date, until: date | None = None) -> tuple[LawHook, ...]:
        """Return the law hooks of a behaviour for an act on a day; with ``until`` for an act on any day up to then.

        Sexual offences were renumbered on 1 July 2024, so an act before that day gets the old number and an act whose
        day is not known well enough gets both.
        """
        hooks = (version for hook in self.behaviours[behaviour].law for version in self.law[hook].versions())
        return tuple(dict.fromkeys(hook for hook in hooks if hook.applies(on, until or on)))

    def search(self, text: str, language: Language) -> tuple[Behaviour, ...]:
        """Return the behaviours in which every typed word starts a word, best first; without words all of them.

        A hit in the label comes before one in the id or a synonym of the language, and that before one in the kind
        of behaviour or in the other language.
        """
        typed = _words(text)
        ranked = []
        for position, behaviour in enumerate(self.behaviours.values()):
            ranks = [_rank(word, self._searched(behaviour.id, language)) for word in typed]
            if None not in ranks:
                ranked.append((sum(rank for rank in ranks if rank is not None), position, behaviour))
        return tuple(behaviour for _, _, behaviour in sorted(ranked, key=lambda one: one[:2]))

    def _searched(self, behaviour: str, language: Language) -> tuple[tuple[str, ...], ...]:
        """Return the words of a behaviour, those that count most first."""
        return _searched(self.behaviours[behaviour], self.domains[self.behaviours[behaviour].domain], language)


@cache
def _searched(behaviour: Behaviour, domain: Domain, language: Language) -> tuple[tuple[str, ...], ...]:
    """Return the words of a behaviour, those that count most first."""
    dutch, english = _said(behaviour, domain, "nl"), _said(behaviour, domain, "en")
    own, other = (dutch, english) if language == "nl" else (english, dutch)
    return own[0], (*_words(behaviour.id), *own[1]), (*own[2], *other[0], *other[1], *other[2])


def _said(behaviour: Behaviour, domain: Domain, language: Language) -> tuple[tuple[str, ...], ...]:
    """Return the words of the label, of the synonyms and of the kind of behaviour in one language."""
    synonyms = behaviour.synonyms.nl if language == "nl" else behaviour.synonyms.en
    label, kind = (behaviour.label.nl, domain.label.nl) if language == "nl" else (behaviour.label.en, domain.label.en)
    return _words(label), _words(" ".join(synonyms)), _words(kind)


def _rank(word: str, groups: Iterable[tuple[str, ...]]) -> int | None:
    """Return the first group in which a word starts a word or stands inside one; a start counts more."""
    for rank, group in enumerate(groups):
        if any(other.startswith(word) for other in group):
            return 2 * rank
        if any(word in other for other in group):
            return 2 * rank + 1
    return None


def _words(text: str) -> tuple[str, ...]:
    """Return the words of a text, small and without diacritics."""
    bare = "".join(char for char in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(char))
    return tuple(re.findall(r"\w+", bare))


T = TypeVar("T", Lane, Domain, Behaviour, ContextType, Effect, LawHook, Publication)


def _by_id(entries: Iterable[T], name: str) -> Mapping[str, T]:
    """Return entries by their id; the same id twice is refused with its place."""
    found: dict[str, T] = {}
    for entry in entries:
        match entry:
            case Domain():
                key = entry.code
            case Publication():
                key = entry.key
            case _:
                key = entry.id
        if key in found:
            raise ResourceError(name=name, reason=f"{key} is in it twice")
        found[key] = entry
    return MappingProxyType(found)


@cache
def load_catalogue() -> Catalogue:
    """Read the shipped catalogues once; every reference between them is checked."""
    told = read_toml("behaviours.toml", BehaviourFile)
    catalogue = Catalogue(
        lanes=_by_id(told.lanes, "behaviours.toml"),
        severities=told.severities,
        domains=_by_id(told.domains, "behaviours.toml"),
        behaviours=_by_id(told.behaviours, "behaviours.toml"),
        contexts=_by_id(read_toml("contexts.toml", ContextFile).contexts, "contexts.toml"),
        effects=_by_id(read_toml("effects.toml", EffectFile).effects, "effects.toml"),
        law=_by_id(read_toml("law.toml", LawFile).hooks, "law.toml"),
        sources=_by_id(read_toml("sources.toml", SourceFile).sources, "sources.toml"),
    )
    check(catalogue)
    return catalogue


def check(catalogue: Catalogue) -> None:
    """Refuse a catalogue in which an entry names something that does not exist, or a level or article is there twice.

    Raises:
        ResourceError: the file and the entry that is wrong.
    """
    once((str(anchor.level) for anchor in catalogue.severities), "behaviours.toml")
    for domain in catalogue.domains.values():
        known((domain.lane,), catalogue.lanes, "behaviours.toml", domain.code)
    for one in catalogue.behaviours.values():
        known((one.domain,), catalogue.domains, "behaviours.toml", one.id)
        known(one.law, catalogue.law, "behaviours.toml", one.id)
    versions = [version for hook in catalogue.law.values() for version in hook.versions()]
    once((version.id for version in versions), "law.toml")
    for version in versions:
        marked(version.mark, catalogue.sources, "law.toml", version.id)
    for source in catalogue.sources.values():
        marked(source.mark, (), "sources.toml", source.key)
