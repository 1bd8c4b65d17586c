"""Why a case was erased, in words."""

from app.domain.erasure import ErasureGround
from app.i18n import Translator


def ground_words(ground: ErasureGround, say: Translator) -> str:
    """Return the ground of an erasure in words."""
    match ground:
        case ErasureGround.TERM:
            return say("the term of keeping is over")
        case ErasureGround.REQUEST:
            return say("somebody concerned asked for it")
        case ErasureGround.COURT:
            return say("a court ordered it")
        case ErasureGround.MISTAKE:
            return say("the case was recorded by mistake")
