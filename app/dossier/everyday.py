"""Words of every day: who is called so is not named by the word alone, and a place that is called so is any place."""

import re
from functools import cache
from typing import Final

from app.domain.everyday_words import FILE, EverydayWords
from app.dossier.squeeze import words_of
from app.i18n import LANGUAGES, sentences
from app.resources import read_text, read_toml

_LISTS: Final = "passphrase"
"""What people say and write, and how they are called (resources/passphrase/NOTICE.txt)."""

_FEWEST: Final = 3


@cache
def load_listed() -> EverydayWords:
    """Return the words that somebody sorted; ``ResourceError`` when the file is unsound."""
    return read_toml(FILE, EverydayWords)


def is_everyday(word: str) -> bool:
    """Whether a squeezed word is one that people, or the program, write without meaning somebody."""
    return word in _said() or word in load_listed().names_and_words or (word in _spoken() and not is_name(word))


def is_name(word: str) -> bool:
    """Whether a squeezed word is a name that is no word as well."""
    known = load_listed()
    if word in known.only_names or (word in _first_names() and word not in known.names_and_words):
        return True
    return word in _last_names() and word not in _spoken()


def is_made_of_everyday(word: str) -> bool:
    """Whether a squeezed word is one of every day, or two of them in one: "wijkagent"."""
    return is_everyday(word) or any(
        is_everyday(word[:place])
        and (is_everyday(word[place:]) or (word[place] == "s" and is_everyday(word[place + 1 :])))
        for place in range(_FEWEST, len(word) - _FEWEST + 1)
    )


def is_well_known(word: str) -> bool:
    """Whether a squeezed word is frequent in an encyclopedia, as large towns and countries are."""
    return word in _written()


@cache
def _said() -> frozenset[str]:
    """Return the words that the program itself writes without a capital."""
    said = " ".join(sentence for language in LANGUAGES for sentence in sentences(language))
    return frozenset(words_of(" ".join(word for word in re.findall(r"[^\W\d_]+", said) if word.islower())))


@cache
def _spoken() -> frozenset[str]:
    return _listed("words")


@cache
def _written() -> frozenset[str]:
    return _listed("written")


@cache
def _first_names() -> frozenset[str]:
    return _listed("first-names")


@cache
def _last_names() -> frozenset[str]:
    return _listed("last-names")


def _listed(name: str) -> frozenset[str]:
    return frozenset(words_of(read_text(f"{_LISTS}/{name}.txt")))
