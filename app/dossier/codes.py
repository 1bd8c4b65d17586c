"""What names one place, line or car by its form alone: postcodes, houses, telephones, mail and number plates."""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from app.dossier.squeeze import words_of

PHONE: Final = re.compile(r"(?:\+|\b00)?\d[\d\s().\-/]{7,}\d")
CODES: Final = (
    re.compile(r"\b[1-9]\d{3}[\s\-]{0,3}[A-Za-z]{2}\b"),
    re.compile(r"(?<![\w.+\-])[\w.+\-]{1,64}@[\w\-]{1,63}(?:\.[\w\-]{1,63}){1,8}"),
    re.compile(r"\b[A-Za-z0-9]{1,3}-[A-Za-z0-9]{2,3}-[A-Za-z0-9]{1,2}\b"),
)
"""Postcodes, addresses of mail and number plates.

No part of them is longer; without a limit a text of many letters without a space would take half a minute.
"""

MONTHS: Final = (
    "januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december|"
    "january|february|march|may|june|july|august|october|jan|feb|mrt|mar|apr|jun|jul|aug|sep|sept|okt|oct|nov|dec"
)
"""The names of the months, for an expression that takes no notice of capitals."""

_SHORT_WORDS: Final = frozenset(
    {"in", "is", "en", "op", "om", "of", "te", "de", "ik", "we", "ze", "er", "al", "na", "uw", "je", "zo", "nu", "af"}
    | {"to", "at", "on", "it", "he", "as", "by", "an", "or", "my", "no", "so", "up"}
)
_LINE: Final = re.compile(r"(?<!\d)\d(?:[\s.\-]?\d){6,7}(?!\d)")
_DAY: Final = re.compile(
    r"\b\d{1,2}[-/.]\d{1,2}[-/.](?:19|20)?\d{2}\b|\b\d{4}-\d{2}-\d{2}\b|(?<!\d)(?:19|20)\d{6}(?!\d)"
)
_STREETS: Final = (
    "straat|str\\.?|laan|weg|plein|kade|gracht|singel|dijk|hof|pad|dreef|steeg|plantsoen|park|wal|haven|brink|erf|ring"
    "|baan|boulevard|veld|burg|horst|kamp|berg|wijk|oord|hoek|markt|meent|sloot|poort|tuin|street|road|avenue|lane"
)
_NUMBER: Final = r"\s+(\d{1,4})(\s?[-/]?\s?[A-Za-z]{1,3}\b|\s?[-/]\s?\d{1,3}\b)?(?![\d:.,]\d)"
_STREET: Final = re.compile(rf"(?<!\w)([^\W\d_][\w'’.\-]{{0,40}}(?:{_STREETS})){_NUMBER}", re.IGNORECASE)
_NAMED: Final = re.compile(rf"(?<=[a-z,;]\s)(?!(?i:{MONTHS})\b)([A-Z][\w'’\-]{{3,40}}){_NUMBER}")
_ABROAD, _MOBILE, _TOWN = 9, 8, 7


class Code(NamedTuple):
    """Squeezed letters; ``inside`` says that they also count inside a longer word, as behind a country code."""

    letters: str
    inside: bool = False


def codes_in(text: str) -> Iterator[Code]:
    """Yield the postcodes, addresses of mail, number plates and telephone numbers of a text.

    A telephone number counts by its last nine figures, and by the seven or eight that are dialled in one town.
    """
    for code in CODES:
        for found in code.findall(text):
            if code is CODES[0] and _is_year(found):
                continue
            letters = "".join(words_of(found))
            if any(letter.isdigit() for letter in letters) or "@" in found:
                yield Code(letters)
    for found in PHONE.findall(text):
        figures = _figures(found)
        if len(figures) >= _ABROAD:
            yield Code(figures[-_ABROAD:], inside=True)
            yield Code(figures[-_MOBILE:])
            yield Code(figures[-_TOWN:])
    for found in _LINE.findall(_DAY.sub(" ", text)):
        yield Code(_figures(found))


def houses_in(text: str) -> Iterator[str]:
    """Yield the squeezed streets with a house number in a text, also without what follows the number."""
    for found in (*_STREET.finditer(text), *_NAMED.finditer(text)):
        street, number, more = ("".join(words_of(part or "")) for part in found.groups())
        for called in {street, re.sub(r"straat$", "str", street)}:
            yield called + number
            if more:
                yield called + number + more


def postcode_figures(text: str) -> Iterator[str]:
    """Yield the figures of the postcodes in a text: they tell a neighbourhood."""
    return (_figures(found) for found in CODES[0].findall(text) if not _is_year(found))


def _is_year(code: str) -> bool:
    """Whether what looks like a postcode is a year before a short word: "in 2025 is hij"."""
    return code[:2] in {"19", "20"} and code[-2:] in _SHORT_WORDS


def _figures(found: str) -> str:
    return "".join(letter for letter in found if letter.isdigit())
