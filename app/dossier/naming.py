"""Names of people in the words of records: where somebody is named, and how others are made unrecognisable."""

import re
import unicodedata
from collections.abc import Sequence
from typing import Final, TypeVar
from uuid import UUID

from app.domain.person import Person
from app.domain.record import Record
from app.domain.typed_words import passages_of, retold
from app.i18n import Translator

R = TypeVar("R", bound=Record)

PARTICLES: Final = frozenset(
    {"van", "von", "den", "der", "het", "ten", "ter", "del", "dos", "des", "the"}
    | {"de", "te", "la", "le", "el", "al", "di", "da", "du", "in", "op", "en", "bin", "ben", "ibn"}
)
"""What stands in the names of many people."""

INITIAL: Final = re.compile(r"(?<![\w.])([^\W\d_a-z])\.(?!\w)")
"""A capital with a point, as people write a name that they do not want to write."""

_SHORT: Final = 3
_ALPHABET: Final = 26


class Masks:
    """Replaces the names of some people by letters; the same person has the same letter everywhere."""

    def __init__(self, spared: frozenset[str], others: Sequence[Person], say: Translator) -> None:
        """Mask ``others``; the parts of names in ``spared`` stay, because they are those of the one who asked."""
        self.used: set[UUID] = set()
        self._letters = {one.id: say("person {letter}", letter=_letter(place)) for place, one in enumerate(others)}
        self._patterns = [(one.id, pattern) for one in others if (pattern := _pattern(one, spared)) is not None]
        own = {part[0] for part in spared}
        self._initials = {letter: one for letter, one in initials(others).items() if letter not in own}

    def letter(self, person: Person) -> str:
        """Return what somebody is called."""
        return self._letters[person.id]

    def words(self, text: str) -> str:
        """Return a text in which nobody else is named."""
        plain, places = plain_of(text)
        found = [
            (places[match.start()], places[match.end()], key)
            for key, pattern in self._patterns
            for match in pattern.finditer(plain)
        ]
        for match in INITIAL.finditer(text):
            person = self._initials.get(plain_of(match[1])[0])
            if person is not None:
                found.append((match.start(), match.end(), person.id))
        found.sort()
        parts, end = [], 0
        for start, stop, key in found:
            if start < end:
                continue
            self.used.add(key)
            parts += [text[end:start], self._letters[key]]
            end = stop
        return "".join([*parts, text[end:]])

    def applied(self, record: R) -> R:
        """Return a record in whose typed words nobody else is named."""
        return retold(record, lambda passage: self.words(passage.words))


def masks_of(person: Person, others: Sequence[Person], say: Translator) -> Masks:
    """Return what masks everybody else; a family name that the person shares with somebody stays."""
    return Masks(frozenset(_parts(person)), others, say)


def named_in(person: Person, record: Record) -> bool:
    """Whether the typed words of a record hold the name of somebody, or a part of it."""
    pattern = _pattern(person, frozenset())
    return pattern is not None and any(pattern.search(plain_of(one.words)[0]) for one in passages_of(record))


def initials(people: Sequence[Person]) -> dict[str, Person]:
    """Return who is meant by the first letter of a first name; nobody where several could be."""
    found: dict[str, list[Person]] = {}
    for one in people:
        found.setdefault(plain_of(one.name.strip())[0][:1], []).append(one)
    return {letter: several[0] for letter, several in found.items() if letter and len(several) == 1}


def _pattern(person: Person, spared: frozenset[str]) -> re.Pattern[str] | None:
    """Return what finds the full name of somebody, or a part of it that tells who it is; also before an s."""
    full = " ".join(_words(plain_of(person.name)[0]))
    wanted = [r"\W+".join(map(re.escape, one.split())) for one in (full, *_parts(person)) if one and one not in spared]
    return re.compile(rf"(?<!\w)(?:{'|'.join(wanted)})(?:['’]?s)?(?!\w)") if wanted else None


def _parts(person: Person) -> list[str]:
    """Return the parts of a name, without accents and capitals, the longest first."""
    parts = {part for part in _words(plain_of(person.name)[0]) if len(part) >= _SHORT and part not in PARTICLES}
    first = _words(plain_of(person.name)[0])[:1]
    return sorted(parts | {one for one in first if len(one) > 1}, key=len, reverse=True)


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", text)


def plain_of(text: str) -> tuple[str, list[int]]:
    """Return a text without accents and capitals, and for every letter its place in the text as typed."""
    letters, places = [], []
    for place, char in enumerate(text):
        for letter in unicodedata.normalize("NFKD", char).casefold():
            if not unicodedata.combining(letter):
                letters.append(letter)
                places.append(place)
    return "".join(letters), [*places, len(text)]


def _letter(place: int) -> str:
    """Return A, B and so on; after Z follow AA and AB."""
    before, last = divmod(place, _ALPHABET)
    return (_letter(before - 1) if before else "") + chr(ord("A") + last)
