"""Streets in texts, also without a number: whoever knows the street finds the house."""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from app.dossier.everyday import is_everyday, is_made_of_everyday, load_listed
from app.dossier.squeeze import words_of

_TELLING: Final = (
    "straat",
    "laan",
    "weg",
    "plein",
    "kade",
    "gracht",
    "singel",
    "dijk",
    "dreef",
    "steeg",
    "plantsoen",
    "str",
)
"""What only streets end with."""
_CAPITAL: Final = (
    "hof",
    "pad",
    "park",
    "erf",
    "boulevard",
    "brink",
    "meent",
    "hoeve",
    "allee",
    "einde",
    "vaart",
    "wal",
)
"""What streets end with, and other words too: it counts with a capital."""
_ENDS: Final = _TELLING + _CAPITAL
_FEWEST: Final = 2
_WORD: Final = re.compile(r"[^\W\d_][\w'’]{2,60}")
_ARTICLES: Final = r"(?:van|der|de|den|het|'t|’t|ter|ten|op|aan|naar|in)"
_OF: Final = re.compile(
    rf"(?<!\w)(?:Laan|Plein|Weg|Straat|Kade|Hof|Dijk|Park|Singel|Pad)(?:\s+{_ARTICLES}){{1,3}}\s+[A-Z][\w'’\-]{{1,40}}"
)
_TWO_WORDS: Final = re.compile(
    r"(?<!\w)(?!(?:De|Het|Een|In|Op|Bij|Naar|Die|Deze|Zijn|Haar|Aan|Van)\s)[A-Z][\w'’\-]{1,40}"
    r"\s(?:Straat|Gracht|Laan|Weg|Dijk|Kade|Singel|Plein|Haven|Markt|Steeg|Hof|Pad|Einde|Vaart|Wal|Voorhout)(?!\w)"
)
_ENGLISH: Final = re.compile(
    r"(?<!\w)(?!(?:The|This|That|His|Her|Their|My|Our|In|On|At|From|To)\s)[A-Z][\w'’]{1,40}(?:\s[A-Z][\w'’]{1,40})?"
    r"\s(?:Street|Road|Lane|Avenue|Drive|Close|Square|Crescent|Terrace|Gardens|Grove|Mews)(?!\w)"
)
_RUN: Final = r"([A-Z][\w'’\-]{1,40}(?:\s[A-Z][\w'’\-]{1,40}){0,2})"
_HOUSE: Final = r"\s\d{1,4}(?:\s?[\-/]?\s?[A-Za-z0-9]{1,3})?"
_AT: Final = re.compile(rf"(?<!\w)(?i:aan|adres:?|address:?)\s(?i:(?:de|het|is|'t)\s){{0,2}}{_RUN}{_HOUSE}(?!\w)")
_POSTED: Final = re.compile(rf"(?<!\w){_RUN}{_HOUSE},?\s[1-9]\d{{3}}\s?[A-Z]{{2}}(?!\w)")


class Place(NamedTuple):
    """Squeezed letters of the name of a place; ``usual`` says that only a capital makes it a name."""

    letters: str
    usual: bool = False


def streets_in(text: str) -> Iterator[Place]:
    """Yield the streets that a text names: by their last part, or because a house number or postcode follows."""
    for word in _WORD.findall(text):
        if word.lower().endswith(_ENDS):
            yield from _by_its_end(word)
    for found in (
        *_OF.findall(text),
        *_TWO_WORDS.findall(text),
        *_ENGLISH.findall(text),
        *_AT.findall(text),
        *_POSTED.findall(text),
    ):
        words = words_of(found)
        name = "".join(words)
        if len(words) > 1 or not is_everyday(name):
            yield Place(name, len(words) == 1 and is_made_of_everyday(name))


def _by_its_end(word: str) -> Iterator[Place]:
    """Yield a word that ends as streets do, in its short form as well."""
    name = "".join(words_of(word))
    for end in _TELLING:
        if name.endswith(end):
            if len(name) - len(end) >= _FEWEST and name not in load_listed().no_street and not name.endswith("slaan"):
                usual = name in load_listed().any_street
                if word[0].isupper() or not usual:
                    root = re.sub(r"str(?:aat)?$", "", name)
                    ends = ("",) if root == name else ("straat", "str")
                    yield from (Place(root + one, usual) for one in ends)
            return
    if word[0].isupper() and any(name.endswith(end) and len(name) - len(end) > _FEWEST for end in _CAPITAL):
        yield Place(name, is_made_of_everyday(name))
