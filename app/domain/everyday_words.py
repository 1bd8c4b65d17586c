"""Words that somebody sorted for the leak check: which names are words, and what is no street."""

from typing import Final

import msgspec

FILE: Final = "everyday.toml"


class EverydayWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The form of ``everyday.toml``: squeezed words, in small letters and without accents.

    ``names_and_words`` are first names that are words as well, ``only_names`` names among the words of films.
    ``any_street`` are words for any street that are names of streets too, ``no_street`` what only ends as streets do.
    """

    names_and_words: frozenset[str]
    only_names: frozenset[str]
    any_street: frozenset[str]
    no_street: frozenset[str]
