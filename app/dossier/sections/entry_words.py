"""The words for what is recorded about an entry: how it was told, who did it to whom, and whose wish it is."""

from collections.abc import Mapping
from typing import Final

from app.domain.incident import Actor, Move
from app.domain.source import Interpreter
from app.i18n import Translator

_QUOTES: Final = frozenset("“”„\"‘’'")


def interpreter_words(say: Translator) -> Mapping[Interpreter, str]:
    """Return the words for through whom a statement came."""
    return {
        Interpreter.NONE: say("without interpreter"),
        Interpreter.PROFESSIONAL: say("with a professional interpreter"),
        Interpreter.ACQUAINTED: say("translated by somebody they know"),
        Interpreter.PROGRAM: say("with a translation program"),
    }


def actor_words(say: Translator) -> Mapping[Actor, str]:
    """Return the words for who did it."""
    return {
        Actor.PERPETRATOR: say("by the alleged perpetrator"),
        Actor.VICTIM: say("by the alleged victim"),
        Actor.THIRD: say("by a third party"),
        Actor.UNKNOWN: say("by whom is unknown"),
    }


def target_words(say: Translator) -> Mapping[Actor, str]:
    """Return the words for against whom it was."""
    return {
        Actor.PERPETRATOR: say("against the alleged perpetrator"),
        Actor.VICTIM: say("against the alleged victim"),
        Actor.THIRD: say("against a third party"),
        Actor.UNKNOWN: say("against whom is unknown"),
    }


def befell_words(say: Translator) -> Mapping[Actor, str]:
    """Return the words for whom an effect befell."""
    return {
        Actor.PERPETRATOR: say("befell the alleged perpetrator"),
        Actor.VICTIM: say("befell the alleged victim"),
        Actor.THIRD: say("befell a third party"),
        Actor.UNKNOWN: say("whom it befell is unknown"),
    }


def wish_words(say: Translator) -> Mapping[Actor | None, str]:
    """Return the words before an opinion or a wish: whose it is, as far as somebody recorded it."""
    return {
        None: say("Opinion or wish:"),
        Actor.PERPETRATOR: say("Opinion or wish of the alleged perpetrator:"),
        Actor.VICTIM: say("Opinion or wish of the alleged victim:"),
        Actor.THIRD: say("Opinion or wish of somebody else:"),
        Actor.UNKNOWN: say("Opinion or wish, not known whose:"),
    }


def move_words(say: Translator) -> Mapping[Move, str]:
    """Return the words for what part an act had, as it was told."""
    return {Move.FIRST: say("told as first move"), Move.DEFENCE: say("told as defence")}


def quoted(words: str) -> str:
    """Return words between quotation marks, once."""
    stripped = words.strip()
    bare = stripped[1:-1].strip()
    framed = {stripped[:1], stripped[-1:]} <= _QUOTES and not _QUOTES & set(bare)
    return f"“{bare if framed and bare else stripped}”"
