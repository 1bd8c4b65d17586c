"""Pointers to the law for chosen behaviour, by the date of the act (domain reference 3.5)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from app.domain.period import Period
from app.i18n import Translator
from app.risk.catalogue import Catalogue
from app.viewmodels.knowledge import in_force, law_note
from app.viewmodels.source_words import known_keys

_BESIDE = timedelta(days=31)


@dataclass(frozen=True)
class LawLine:
    """One article; ``check`` marks what is not verified and ``look_up`` says what a lawyer has to look up."""

    reference: str
    subject: str
    applies: str
    check: str
    look_up: str
    keys: tuple[str, ...]


def law_lines(
    behaviours: Sequence[str], when: Period | None, catalogue: Catalogue, say: Translator
) -> tuple[LawLine, ...]:
    """Return the articles that applied on some day on which it can have happened, each once.

    An estimate may lie a month beside its bounds, so that near a change of the law both articles are named.
    """
    first = (when.first if when else None) or date.min
    last = (when.last if when else None) or date.max
    if when is not None and when.approximate:
        first = first - _BESIDE if first - date.min > _BESIDE else date.min
        last = last + _BESIDE if date.max - last > _BESIDE else date.max
    hooks = dict.fromkeys(hook for one in behaviours for hook in catalogue.law_for(one, first, last))
    return tuple(
        LawLine(
            reference=say.label(hook.reference),
            subject=say.label(hook.subject),
            applies=in_force(hook, say),
            check="" if hook.verified else say("to be checked"),
            look_up=say.label(hook.check),
            keys=known_keys((hook.mark,)),
        )
        for hook in hooks
    )


def law_words(when: Period | None, say: Translator) -> str:
    """Return what the pointers are; without a date both the old and the new article can apply."""
    if when is None or (when.first is None and when.last is None):
        return (
            law_note(say)
            + " "
            + say("The date is not known yet, so articles of before and after a change are both here.")
        )
    return law_note(say)
