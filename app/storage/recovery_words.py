"""256 random bits as 24 words on paper, by the published scheme (BIP 39) with our own list of Dutch words.

Eight check bits stand in the last word, so most slips of the pen are noticed. The first four letters of every word of
the list are its own.
"""

import secrets
import unicodedata
from functools import cache
from typing import TYPE_CHECKING, Final

from app.errors import RecoveryWordError, RecoveryWordsError
from app.resources import read_text

if TYPE_CHECKING:
    from mnemonic import Mnemonic

HOW_MANY: Final = 24
_OWN_LETTERS: Final = 4
_BITS: Final = 256


def fresh_bits() -> bytes:
    """Return 256 random bits."""
    return secrets.token_bytes(_BITS // 8)


def words_of(bits: bytes) -> tuple[str, ...]:
    """Return the 24 words of 256 bits."""
    return tuple(_scheme().to_mnemonic(bits).split(" "))


def bits_of(typed: str) -> bytes:
    """Return the bits of words as they were typed: capitals, spaces and what follows the fourth letter are no matter.

    Raises:
        RecoveryWordError: a word is not in the list; its ``position`` counts from 1.
        RecoveryWordsError: there are more or fewer than 24 words, or they do not fit together.
    """
    words = unicodedata.normalize("NFKC", typed).casefold().replace(",", " ").split()
    found = [_known(position, word) for position, word in enumerate(words, start=1)]
    if len(found) != HOW_MANY:
        raise RecoveryWordsError(reason="The paper has 24 words.")
    try:
        return bytes(_scheme().to_entropy(found))
    except ValueError as error:
        raise RecoveryWordsError(
            reason="Every word is in the list, but together they are not right. Compare each with the paper."
        ) from error


@cache
def word_list() -> tuple[str, ...]:
    """Return the 2048 words, in the order of the alphabet."""
    return tuple(read_text("recovery/dutch.txt").split())


@cache
def _scheme() -> "Mnemonic":
    from mnemonic import Mnemonic  # noqa: PLC0415  only who makes or types the words needs it

    return Mnemonic(language="dutch", wordlist=list(word_list()))


@cache
def _by_letters() -> dict[str, str]:
    return {word[:_OWN_LETTERS]: word for word in word_list()}


def _known(position: int, word: str) -> str:
    """Return the word of the list that was typed, whole or its first letters."""
    found = _by_letters().get(word[:_OWN_LETTERS])
    if found is None or not found.startswith(word):
        raise RecoveryWordError(position=position, word=word)
    return found
