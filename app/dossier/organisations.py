"""Schools, day care, shelters, places of work and other organisations in texts: where somebody can be waited for."""

import re
from collections.abc import Iterator
from typing import Final

from app.dossier.everyday import is_everyday, is_made_of_everyday, is_name, is_well_known
from app.dossier.naming import PARTICLES
from app.dossier.squeeze import words_of
from app.dossier.streets import Place

_KINDS: Final = (
    r"school|college|lyceum|gymnasium|opvang|opvanghuis|dagverblijf|kdv|speelzaal|cr[eè]che|bso|blijfhuis|safehouse"
    r"|hotel|camping|pension|kliniek|ziekenhuis|verpleeghuis|verzorgingstehuis|stichting|vereniging|club|kerk|moskee"
    r"|bedrijf|firma|winkel|restaurant|caf[eé]|kapsalon|praktijk|care|nursery|shelter|hospital|kindergarten|shop"
    r"|company|clinic|refuge|obs|cbs|rkbs|pcbs|sbo|vso|mbo|roc"
)
"""What organisations are, or the end of it: "basisschool"."""
_NAME: Final = (
    r"((?:(?:de|het|'t|’t|the|sint|st\.?)\s){0,2}[A-Z][\w'’\-]{1,40}"
    r"(?:\s(?:(?:van|de|der|den|het|en|of|the|and|&)\s){0,2}[A-Z][\w'’\-]{1,40}){0,3})"
)
_AFTER: Final = re.compile(rf"(?i:{_KINDS})(?:\s(?:heet|genaamd|called|named))?\s[\"“‘']?{_NAME}")
_BEGUN: Final = re.compile(r"\w+$")
_WORK: Final = re.compile(
    r"(?<!\w)(?i:werk|werkt|werkte|werken|werkzaam|baan|stage|dienst|works|worked|working|job)\s(?:[a-z]{1,15}\s){0,3}?"
    rf"(?i:bij|voor|at|for)\s{_NAME}"
)
_BEFORE: Final = re.compile(
    r"(?<!\w)(?!(?:The|This|That|His|Her|Their|My|Our|In|On|At|From|To|Primary|High|Secondary)\s)"
    r"([A-Z][\w'’\-]{1,40}(?:\s[A-Z][\w'’\-]{1,40})?\s(?:School|College|Nursery|Shelter|Hospital|Hotel|Clinic|Refuge))"
    r"(?!\w)"
)
_ONE_WORD: Final = re.compile(r"(?<!\w)[A-Z][\w'’\-]{3,40}(?:school|college|lyceum|huis|opvang)(?!\w)")
_WITH_ARTICLE: Final = re.compile(r"\s*(?:De|Het|'t|’t|The)\s([A-Z][\w'’\-]{2,40})\s*")
_SHORTEST, _LONGEST = 4, 40


def organisations_in(text: str) -> Iterator[Place]:
    """Yield the organisations that a text names: after a word for their kind, before it, or as a place of work."""
    for found in _AFTER.finditer(text):
        before = _BEGUN.search(text[max(0, found.start() - _LONGEST) : found.start()])
        yield Place("".join(words_of((before[0] if before else "") + found[0])))
        yield from _names(found[1])
    for name in _WORK.findall(text):
        yield from _names(name, firm=True)
    for name in _BEFORE.findall(text):
        yield from _names(name)
    for name in _ONE_WORD.findall(text):
        letters = "".join(words_of(name))
        if not is_everyday(letters):
            yield Place(letters, is_made_of_everyday(letters))
    whole = _WITH_ARTICLE.fullmatch(text)
    if whole is not None:
        yield from _names(text.strip())


def _names(name: str, *, firm: bool = False) -> Iterator[Place]:
    """Yield a name as a whole, and its first word where that tells it: "De Regenboog Noord" is called Regenboog.

    That of a ``firm`` may be its trade: "Kwekerij Jorissen".
    """
    words = words_of(name)
    telling = [word for word in words if word not in PARTICLES]
    if len(telling) > 1:
        yield Place("".join(words))
    first = telling[0] if telling else ""
    if len(first) < _SHORTEST or (len(telling) > 1 and (firm or is_name(first))):
        return
    has_article = words[0] != first
    if not (is_everyday(first) or is_well_known(first)):
        yield Place(first, is_name(first) or is_made_of_everyday(first))
    elif has_article:
        # "Ziekenhuis Utrecht" is no reason to stop at every Utrecht; "De Brug" with its capital is a name.
        yield Place(first, usual=True)
