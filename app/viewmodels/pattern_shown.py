"""The pattern of a case as it may be shown: the rules see everything, the words tell nothing of class R0."""

from collections.abc import Collection, Mapping, Sequence

from msgspec.structs import replace

from app.domain.finding import Figure
from app.domain.hidden import hide_in, hides_field, without_kinds
from app.domain.snapshot import visible_number
from app.risk.engine import Pattern, evaluate

_NAMES = ("event", "record")
_KINDS = ("type", "fact", "label")


def as_shown(pattern: Pattern, word: str) -> Pattern:
    """Return a pattern without a hidden text; the rules look at codes and days, so they see the same."""
    shown = hide_in(pattern.snapshot, word)
    if shown is pattern.snapshot:
        return pattern
    hidden = {
        *(visible_number(one) for one in shown.events if hides_field(one, "type")),
        *(visible_number(one) for one in shown.protections if hides_field(one, "fact")),
    }
    found = evaluate(shown, at=pattern.at, window=pattern.window, ahead=pattern.ahead)
    return replace(
        pattern,
        snapshot=without_kinds(shown, word),
        findings=tuple(
            replace(one, figures={name: _named(figure, hidden, word) for name, figure in one.figures.items()})
            for one in found
        ),
    )


def _named(figure: Figure, hidden: Collection[str], word: str) -> Figure:
    """Return a figure in which a row about a hidden record has ``word`` for the kind of that record."""
    if isinstance(figure, Mapping):
        about = any(figure.get(name) in hidden for name in _NAMES if isinstance(figure.get(name), str))
        return {
            name: word if about and name in _KINDS and part else _named(part, hidden, word)
            for name, part in figure.items()
        }
    if isinstance(figure, Sequence) and not isinstance(figure, str):
        return [_named(part, hidden, word) for part in figure]
    return figure
