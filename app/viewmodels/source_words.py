"""Entries of the source register in words, for wherever a text names what it rests on."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from app.i18n import Translator
from app.risk.catalogue import load_catalogue

_MARK = re.compile(r"[^A-Za-z0-9*]+")


@dataclass(frozen=True)
class SourceCard:
    """One source: what it is, how it was verified, where it is found; ``check`` marks what nobody read."""

    key: str
    citation: str
    mark: str
    check: str
    where: str


def source_card(key: str, say: Translator) -> SourceCard:
    """Return a source by its key; a key that the register does not have says so."""
    source = load_catalogue().sources.get(key)
    if source is None:
        return SourceCard(key, say("professional knowledge, not in the source register"), "", to_check("G", say), "")
    return SourceCard(
        key,
        say.label(source.citation),
        mark_words(source.mark, say),
        to_check(source.mark, say),
        say.label(source.where),
    )


def known_keys(keys: Iterable[str]) -> tuple[str, ...]:
    """Return the keys that the register has, each once; marks and empty places between them fall out."""
    known = load_catalogue().sources
    return tuple(dict.fromkeys(key for one in keys for key in re.split(r"[,\s]+", one) if key in known))


def keys_in(words: str) -> tuple[str, ...]:
    """Return the keys of the register that a text names, each once, in the order of the text."""
    return known_keys(re.findall(r"\w+", words))


def to_check(mark: str, say: Translator) -> str:
    """Return "to be checked" for what was marked as general knowledge (domain reference 0.1), else nothing."""
    return say("to be checked") if "G" in _MARK.split(mark) else ""


def mark_words(mark: str, say: Translator) -> str:
    """Return how a text was verified, in words (domain reference 0.1)."""
    words = {
        "V": say("read in full"),
        "V*": say("read in part"),
        "G": say("professional knowledge, not read in a source"),
    }
    return say.series([words[part] for part in dict.fromkeys(_MARK.split(mark)) if part in words])
