"""Names of people in the names of files: a file that leaves the vault must not tell whom it is about."""

import re
import unicodedata
from collections.abc import Iterable

from app.domain.person import Person

_SHORTEST_NAME = 3


def names_somebody(text: str, persons: Iterable[Person]) -> bool:
    """Whether a text holds a part of somebody's name."""
    parts = {part for person in persons for part in _words(person.name) if len(part) >= _SHORTEST_NAME}
    return not parts.isdisjoint(_words(text))


def _words(text: str) -> set[str]:
    """Return the words of a text, small and without accents."""
    bare = "".join(char for char in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(char))
    return set(re.findall(r"[^\W\d_]+", bare))
