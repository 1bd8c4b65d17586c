"""What the field knows about behaviour: behaviours in kinds and lanes, events, effects, severity and law references.

Everything is data in ``resources/``; ids, labels and start values come from the domain reference, chapter 3.
"""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import msgspec

from app.i18n import Label, Language
from app.resources import read_toml


class _Entry(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A typed line of a data file; unknown keys are refused."""


class Lane(_Entry, frozen=True, kw_only=True):
    """A row of the timeline, with the colour and the mark that tell it from the others."""

    id: str
    label: Label
    colour: str
    mark: str


class Domain(_Entry, frozen=True, kw_only=True):
    """A kind of behaviour (domain reference 3.2) and the lane it is drawn in."""

    code: str
    label: Label
    lane: str


class Words(_Entry, frozen=True, kw_only=True):
    """Other words that people type for a behaviour."""

    nl: tuple[str, ...]
    en: tuple[str, ...]


class Behaviour(_Entry, frozen=True, kw_only=True):
    """A behaviour that can be recorded (domain reference 3.3); ``severity`` is a start value, 1-5."""

    id: str
    domain: str
    label: Label
    severity: int
    rationale: Label
    law: tuple[str, ...]
    words: Words


class SeverityAnchor(_Entry, frozen=True, kw_only=True):
    """What a level of severity means, with examples (domain reference 3.1)."""

    level: int
    meaning: Label
    anchor: Label


class ContextType(_Entry, frozen=True, kw_only=True):
    """A type of event around the incidents (domain reference 3.4)."""

    id: str
    label: Label


class Effect(_Entry, frozen=True, kw_only=True):
    """What it does to the victim (domain reference 3.4)."""

    id: str
    label: Label


class LawHook(_Entry, frozen=True, kw_only=True):
    """A pointer to the law for a lawyer, not a qualification; unverified ones are shown as to be checked."""

    id: str
    reference: Label
    subject: Label
    verified: bool
    mark: str


class SourceReference(_Entry, frozen=True, kw_only=True):
    """A source of the domain reference: citation, verification mark and where to find it."""

    key: str
    citation: str
    mark: str
    where: str


@dataclass(frozen=True)
class Catalogue:
    """Everything that can be chosen for an incident or event, by id and in the order of the data files."""

    lanes: dict[str, Lane]
    severities: tuple[SeverityAnchor, ...]
    domains: dict[str, Domain]
    behaviours: dict[str, Behaviour]
    contexts: dict[str, ContextType]
    effects: dict[str, Effect]
    law: dict[str, LawHook]
    sources: dict[str, SourceReference]

    def lane_of(self, behaviour: str) -> Lane:
        """Return the lane in which a behaviour is drawn."""
        return self.lanes[self.domains[self.behaviours[behaviour].domain].lane]

    def proposed_severity(self, behaviours: Sequence[str]) -> tuple[int, str] | None:
        """Return the highest start value and the behaviour that gives it, the first of equals, or ``None``."""
        known = [self.behaviours[name] for name in behaviours if name in self.behaviours]
        if not known:
            return None
        heaviest = max(known, key=lambda behaviour: behaviour.severity)
        return heaviest.severity, heaviest.id

    def search(self, text: str, language: Language) -> tuple[Behaviour, ...]:
        """Return the behaviours in which every typed word occurs, those whose label starts with it first.

        Accents and capitals do not matter. Labels, other words, kinds and ids are searched.
        """
        wanted = _folded(text).split()
        found = []
        for place, behaviour in enumerate(self.behaviours.values()):
            label = behaviour.label.nl if language == "nl" else behaviour.label.en
            hay = self._haystack(behaviour, language)
            if all(word in hay for word in wanted):
                rank = (not _folded(label).startswith(" ".join(wanted)), not _starts(_folded(label), wanted), place)
                found.append((rank, behaviour))
        return tuple(behaviour for _, behaviour in sorted(found, key=lambda pair: pair[0]))

    def _haystack(self, behaviour: Behaviour, language: Language) -> str:
        domain = self.domains[behaviour.domain].label
        words = behaviour.words.nl if language == "nl" else behaviour.words.en
        labels = (behaviour.label.nl, domain.nl) if language == "nl" else (behaviour.label.en, domain.en)
        return _folded(" ".join((*labels, *words, behaviour.id)))


def _starts(label: str, wanted: Sequence[str]) -> bool:
    """Whether every typed word begins a word of the label."""
    words = label.split()
    return all(any(word.startswith(part) for word in words) for part in wanted)


def _folded(text: str) -> str:
    """Return text without accents and capitals."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


class _BehaviourFile(_Entry, frozen=True, kw_only=True):
    lanes: tuple[Lane, ...]
    severities: tuple[SeverityAnchor, ...]
    domains: tuple[Domain, ...]
    behaviours: tuple[Behaviour, ...]


class _ContextFile(_Entry, frozen=True, kw_only=True):
    contexts: tuple[ContextType, ...]


class _EffectFile(_Entry, frozen=True, kw_only=True):
    effects: tuple[Effect, ...]


class _LawFile(_Entry, frozen=True, kw_only=True):
    hooks: tuple[LawHook, ...]


class _SourceFile(_Entry, frozen=True, kw_only=True):
    sources: tuple[SourceReference, ...]


@cache
def load_catalogue() -> Catalogue:
    """Read the catalogue from the data files, once; raise ``ResourceError`` with the place of a fault."""
    main = read_toml("behaviours.toml", _BehaviourFile)
    return Catalogue(
        lanes={lane.id: lane for lane in main.lanes},
        severities=main.severities,
        domains={domain.code: domain for domain in main.domains},
        behaviours={behaviour.id: behaviour for behaviour in main.behaviours},
        contexts={context.id: context for context in read_toml("contexts.toml", _ContextFile).contexts},
        effects={effect.id: effect for effect in read_toml("effects.toml", _EffectFile).effects},
        law={hook.id: hook for hook in read_toml("law.toml", _LawFile).hooks},
        sources={source.key: source for source in read_toml("sources.toml", _SourceFile).sources},
    )
