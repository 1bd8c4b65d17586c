"""What tells who somebody with a hidden name is: the parts of the name, in capitals or not, and its initials."""

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import Final

from app.domain.person import Person
from app.domain.record import Record
from app.domain.source import Source, SourceKind
from app.dossier.everyday import is_everyday, is_made_of_everyday, is_name
from app.dossier.naming import PARTICLES
from app.dossier.squeeze import words_of

_LETTERS: Final = re.compile(r"[^\W\d_]+")
_INNER: Final = re.compile(r"(?:(?<=[^\s.!?:;\"“”„‘(\[][ -])|(?<=\b[A-Z]\. ))[^\W\d_]+")
_PARTICLES: Final = r"(?:(?:van|von|de|der|den|het|ten|ter|v\.|d\.)\s?){0,3}"
_CAPITALS: Final = re.compile(rf"(?<![\w.])[^\W\d_a-z]\.(?:[\s\-]?{_PARTICLES}[^\W\d_a-z](?:\.|(?!\w))){{1,3}}(?!\w)")
_SMALL: Final = re.compile(r"(?<![\w.])[a-z]\.(?:\s?[a-z]\.){1,3}(?!\w)")
_NO_INITIALS: Final = frozenset(
    {"bv", "nv", "om", "vt", "ov", "pv", "me", "cv", "nb", "ps", "pm", "am", "us", "uk", "eu", "dna", "pi", "va", "vof"}
)
"""What capitals with points mean in this work and are no initials."""
_ABBREVIATED: Final = frozenset(
    {
        "aub",
        "dd",
        "oa",
        "mbt",
        "ivm",
        "ed",
        "zsm",
        "tav",
        "ipv",
        "bv",
        "nv",
        "nvt",
        "pv",
        "pd",
        "pw",
        "va",
        "obv",
        "muv",
    }
    | {"tov", "io", "cq", "ea", "as", "jl", "mi", "nav", "olv", "ua", "wo", "dwz", "dmv", "tbv", "tgv", "itt", "iha"}
    | {"ihb", "maw", "mn", "oid", "pm", "am", "ie", "eg", "us", "uk", "tm", "ps", "nb", "om", "vt", "tzt", "hh", "zgn"}
    | {"zoz", "svp", "bgg", "nl", "ca", "resp", "ong", "aka", "wrt", "vv", "ivm", "igv", "mmv", "zg", "ma", "vs", "na"}
)
"""What small letters with points mean in Dutch and English."""
_SHORTEST: Final = 3


def is_name_of_somebody(record: Record, field: str) -> bool:
    """Whether a field holds the name of somebody."""
    if isinstance(record, Source):
        return field == "label" and record.kind is SourceKind.PERSON
    return isinstance(record, Person) and field == "name"


def name_parts(text: str) -> set[str]:
    """Return the squeezed parts of a name, also as an owner has it, without what stands in many names."""
    return _and_owned(part for part in _parts(text) if len(part) > 1)


def telling_parts(record: Record, text: str) -> set[str]:
    """Return the parts of a name that tell who it is in small letters too: they are no words of every day.

    What a label of a source begins with is often what somebody does, "Orthopedagoog De Wit", and so is one without any
    capital: of these only known names count.
    """
    parts = _parts(text)
    first, rest = (parts[0], parts[1:]) if parts else ("", [])
    loose = [] if parts else [part for part in words_of(text) if part.isalpha() and part not in PARTICLES]
    sure = [part for part in (first, *loose) if is_name(part)]
    if isinstance(record, Person):
        sure += [part for part in (first, *loose) if not is_made_of_everyday(part)]
    return _and_owned(part for part in (*sure, *rest) if len(part) >= _SHORTEST and not is_everyday(part))


def initials_of(text: str) -> set[str]:
    """Return the initials of a name: all of them, and the first with each other."""
    letters = [part[0] for part in _parts(text)]
    return {"".join(letters), *(letters[0] + letter for letter in letters[1:])} if letters[1:] else set()


def initials_in(texts: Iterable[str]) -> defaultdict[str, set[str]]:
    """Return the initials with points in texts, each with its squeezed letters as they were written."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for text in texts:
        for written in _CAPITALS.findall(text):
            letters = "".join(words_of("".join(letter for letter in written if letter.isupper())))
            if letters not in _NO_INITIALS:
                found[letters].add("".join(words_of(written)))
        for written in _SMALL.findall(text):
            letters = "".join(words_of(written))
            if letters not in _ABBREVIATED:
                found[letters].add(letters)
    return found


def capitals_in(texts: Iterable[str]) -> set[str]:
    """Return the squeezed words that have a capital in the middle of a sentence."""
    return {"".join(words_of(found)) for text in texts for found in _INNER.findall(text) if found[0].isupper()}


def _parts(text: str) -> list[str]:
    """Return the words of a name that have a capital, squeezed."""
    parts = ["".join(words_of(part)) for part in _LETTERS.findall(text) if part[0].isupper()]
    return [part for part in parts if part not in PARTICLES]


def _and_owned(parts: Iterable[str]) -> set[str]:
    return {form for part in parts for form in (part, f"{part}s")}
