"""Words that make a diagnosis, a verdict or a judgement of an entry (domain reference 5.2, rule 9)."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Final

import msgspec

from app.i18n import Label
from app.resources import read_toml
from app.risk.catalogue import load_catalogue
from app.risk.references import known, marked, once

FILE = "wording.toml"

_QUOTED: Final = re.compile(r"“[^“”\n]*”|„[^„“”\n]*[“”]|«[^«»\n]*»|‘[^‘’\n]*’|\"[^\"\n]*\"|(?<!\w)'[^'\n]*'(?!\w)")


class WordingKind(StrEnum):
    """What a word makes of an entry: a diagnosis, a verdict of guilt, or a judgement about a person."""

    DIAGNOSIS = "diagnose"
    GUILT = "schuld"
    JUDGEMENT = "oordeel"


class Wording(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Words of one meaning in both languages, and what to write ``instead``.

    ``fine`` are phrases in which such a word says nothing too much. ``sources`` are keys of the source register and
    ``mark`` is how they were verified.
    """

    id: str
    kind: WordingKind
    nl: tuple[str, ...]
    en: tuple[str, ...]
    fine: tuple[str, ...]
    instead: Label
    sources: tuple[str, ...]
    mark: str


class WordingFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The form of ``wording.toml``."""

    entries: tuple[Wording, ...]


@dataclass(frozen=True)
class Loaded:
    """An entry with the words of a text that it speaks of, as they were typed, each once."""

    entry: Wording
    words: tuple[str, ...]


@cache
def load_wording() -> tuple[Wording, ...]:
    """Read the word list once; a word that is in it twice is refused."""
    entries = read_toml(FILE, WordingFile).entries
    once((entry.id for entry in entries), FILE)
    once((_bare(word) for entry in entries for word in (*entry.nl, *entry.en)), FILE)
    for entry in entries:
        known(entry.sources, load_catalogue().sources, FILE, entry.id)
        marked(entry.mark, (), FILE, entry.id)
    return entries


def loaded_words(text: str) -> tuple[Loaded, ...]:
    """Return the entries whose words stand in a text, in the order of the list.

    Only whole words count, whatever their accents and capitals; words between quotation marks are somebody's own and
    are left alone.
    """
    letters, places = _spread(_QUOTED.sub(lambda quote: " " * len(quote[0]), text))
    found = []
    for entry, pattern in _patterns():
        words = {
            _bare(match["word"]): " ".join(text[places[match.start()] : places[match.end()]].split())
            for match in pattern.finditer(letters)
            if match["word"]
        }
        if words:
            found.append(Loaded(entry, tuple(words.values())))
    return tuple(found)


@cache
def _patterns() -> tuple[tuple[Wording, re.Pattern[str]], ...]:
    """Return what to look for per entry; a phrase that is fine is taken first, so that its word is not found."""
    found = []
    for entry in load_wording():
        fine, words = _either(entry.fine) or "(?!)", _either((*entry.nl, *entry.en))
        found.append((entry, re.compile(rf"(?<!\w)(?:(?:{fine})|(?P<word>{words}))(?!\w)")))
    return tuple(found)


def _either(words: Iterable[str]) -> str:
    """Return a pattern for any of the words, the longest first; between two words any space will do."""
    longest_first = sorted(map(_bare, words), key=len, reverse=True)
    return "|".join(r"\s+".join(map(re.escape, word.split())) for word in longest_first)


def _bare(text: str) -> str:
    """Return a text small and without accents."""
    return _spread(text)[0]


def _spread(text: str) -> tuple[str, list[int]]:
    """Return a text small and without accents, with the place that each letter and the end had before."""
    letters = [
        (letter, place)
        for place, char in enumerate(text)
        for letter in unicodedata.normalize("NFKD", char.casefold())
        if not unicodedata.combining(letter)
    ]
    return "".join(letter for letter, _ in letters), [*(place for _, place in letters), len(text)]
