"""How quickly a passphrase would be guessed, by somebody who knows Dutch, the usual tricks and the names around it.

The estimate is that of zxcvbn, with Dutch words beside its English ones. There are no rules about digits or capitals:
they make people write passphrases down, not make better ones.
"""

import unicodedata
from collections.abc import Callable, Iterable
from functools import cache
from typing import Any, Final

from app.domain.strength import MIN_PASSPHRASE, Strength, counted
from app.resources import read_text

_LISTS: Final = ("words", "written", "first-names", "last-names")
_LONGEST: Final = 64
"""Only so many characters are weighed: whoever types more has enough, and the time grows with the square."""
_NAMES: Final = "user_inputs"

NOT_ENOUGH: Final = "Use at least 12 characters: a few words that have nothing to do with each other work well."
REASONS: Final = {
    "names": "Your name or that of the vault is in it. Whoever knows you tries that first.",
    "people": "Names of people are tried early. Add words that have nothing to do with them.",
    "words": "These words are common or belong together. Add a word that nobody expects.",
    "spatial": "Keys that lie side by side are tried early.",
    "repeat": "What is repeated hardly makes it harder to guess.",
    "sequence": "Rows such as abc and 123 are tried early.",
    "date": "Dates and years are tried early, above all those of yourself and your family.",
    "short": "It would be guessed quickly. Add a word or two.",
}
"""Why a passphrase is not harder to guess; message ids."""
_ENOUGH: Final = 3
_STEPS: Final = (6.0, 8.0, 10.0, 12.0)
"""The powers of ten at which the meter goes up, two higher than those of zxcvbn at the end: a stolen folder is guessed
at without anybody noticing. At a thousand tries a second, which Argon2id makes costly, 10^12 guesses take 30 years."""


def strength_of(passphrase: str, names: Iterable[str]) -> Strength:
    """Return how well a passphrase withstands guessing; ``names`` are words that an attacker knows."""
    typed = unicodedata.normalize("NFKC", passphrase)
    long_enough = counted(passphrase) >= MIN_PASSPHRASE
    if not typed:
        return Strength(long_enough=False, guesses=0.0, meter=0, reason=NOT_ENOUGH)
    known = [part for name in names for part in (name.casefold(), *name.casefold().split()) if len(part) > 2]
    told = _library()(typed[:_LONGEST], user_inputs=known, max_length=_LONGEST)
    guesses = float(told["guesses_log10"])
    meter = sum(guesses >= step for step in _STEPS)
    reason = NOT_ENOUGH if not long_enough else "" if meter > _ENOUGH else _reason(told["sequence"])
    return Strength(long_enough=long_enough, guesses=round(guesses, 1), meter=meter, reason=reason)


@cache
def _library() -> "Callable[..., dict[str, Any]]":
    """Load the library and the Dutch lists once, when the first passphrase is weighed: that takes a moment."""
    from zxcvbn import zxcvbn  # noqa: PLC0415  only who makes a passphrase needs it
    from zxcvbn.matching import add_frequency_lists  # noqa: PLC0415

    add_frequency_lists({f"dutch-{name}": read_text(f"passphrase/{name}.txt").split() for name in _LISTS})
    return zxcvbn


def _reason(parts: list[dict[str, Any]]) -> str:
    """Return the sentence about the longest part that makes the passphrase easy."""
    longest = max((part for part in parts if part["pattern"] != "bruteforce"), key=_length, default=None)
    if longest is None:
        return REASONS["short"]
    pattern = str(longest["pattern"])
    if pattern == "dictionary":
        name = str(longest["dictionary_name"])
        return REASONS["names" if name == _NAMES else "people" if "name" in name else "words"]
    return REASONS["date" if pattern == "regex" else pattern]


def _length(part: dict[str, Any]) -> int:
    return len(str(part["token"]))
