"""How well a passphrase withstands guessing."""

import unicodedata
from typing import Final

import msgspec

MIN_PASSPHRASE: Final = 12
"""The least number of characters of a passphrase. There are no rules about digits, capitals or signs."""


class Strength(msgspec.Struct, frozen=True, kw_only=True):
    """How many guesses a passphrase takes, as a power of ten, and as a meter from 0 to 4.

    ``reason`` is the message id of the sentence that says why it is not more; "" when there is nothing to say.
    """

    long_enough: bool
    guesses: float
    meter: int
    reason: str = ""


def counted(passphrase: str) -> int:
    """Return the number of characters as the vault takes them: the same on every system (NFKC)."""
    return len(unicodedata.normalize("NFKC", passphrase))
