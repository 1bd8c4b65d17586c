"""How well a passphrase withstands guessing, in words; the colours of the meter only repeat them."""

from dataclasses import dataclass

from app.domain.strength import MIN_PASSPHRASE, Strength
from app.i18n import Translator


@dataclass(frozen=True)
class StrengthWords:
    """A meter from 0 to 4, what it means, and why it is not more ("" when there is nothing to say)."""

    meter: int = 0
    words: str = ""
    reason: str = ""


def strength_words(strength: Strength | None, say: Translator) -> StrengthWords:
    """Put an estimate into words; nothing while nothing was typed. It advises and never refuses."""
    if strength is None:
        return StrengthWords()
    words = (
        say("would be guessed at once")
        if strength.meter == 0
        else say("would be guessed soon")
        if strength.meter == 1
        else say("withstands guessing for a while")
        if strength.meter == 2
        else say("withstands guessing for a long time")
        if strength.meter == 3
        else say("withstands guessing for years")
    )
    if not strength.long_enough:
        return StrengthWords(0, say("too short: at least {n} characters", n=MIN_PASSPHRASE), say(strength.reason))
    return StrengthWords(strength.meter, words, say(strength.reason) if strength.reason else "")
