"""A calm line below a field about words that say more than a fact or an interpretation can carry."""

from app.i18n import Translator
from app.risk.wording import Loaded, WordingKind, loaded_words
from app.viewmodels.known_day import Hint

_SHOWN = 2


def wording_hint(text: str, say: Translator) -> Hint | None:
    """Return what to write instead of the loaded words of a text, or ``None``; it never stands in the way of saving."""
    found = loaded_words(text)
    return Hint(" ".join(_line(one, say) for one in found[:_SHOWN])) if found else None


def _line(found: Loaded, say: Translator) -> str:
    """Return how the words of one entry may be read, and what to write instead."""
    words = ", ".join(f"“{word}”" for word in found.words)
    match found.entry.kind:
        case WordingKind.DIAGNOSIS:
            reads = say("{words} may read as a diagnosis.", words=words)
        case WordingKind.GUILT:
            reads = say("{words} may read as a verdict of guilt.", words=words)
        case WordingKind.JUDGEMENT:
            reads = say("{words} may read as a judgement about a person.", words=words)
    return f"{reads} {say.label(found.entry.instead)}"
