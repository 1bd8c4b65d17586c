"""The pattern of a case as it may be shown: the rules see everything, the words tell nothing of class R0."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import cast

from msgspec.structs import replace

from app.domain.finding import Figure, Finding, Missing
from app.domain.hidden import hide_in, hides_field, without_kinds
from app.domain.snapshot import CaseSnapshot, visible_number
from app.risk.engine import Pattern, evaluate
from app.risk.knowledge import Sight, WhoKnewWhat, who_knew_what

_NAMES = ("event", "record")
_KINDS = ("type", "fact", "label")
# What tells which event a rule took for the separation: its number, its day, and what is counted back from that day.
_TURN = "separation_event"
_OF_A_TURN = ("separation", _TURN)
_MISSING_OF_A_TURN = ("event", "date", "needed")


def as_shown(pattern: Pattern, word: str) -> Pattern:
    """Return a pattern without a hidden text; the rules look at codes and days, so they see the same.

    A rule that counts a hidden event because of its kind says that it does, and not which event or when: that would
    tell the kind.
    """
    shown = hide_in(pattern.snapshot, word)
    if shown is pattern.snapshot:
        return pattern
    found = evaluate(shown, at=pattern.at, window=pattern.window, ahead=pattern.ahead)
    return replace(pattern, snapshot=without_kinds(shown, word), findings=_without_kinds(found, shown, word))


def knowledge_as_shown(pattern: Pattern, word: str) -> WhoKnewWhat:
    """Return who knew what in the case of a whole pattern, with nothing in it that ``as_shown`` leaves out."""
    shown = hide_in(pattern.snapshot, word)
    seen = who_knew_what(shown, at=pattern.at, window=pattern.window)
    if shown is pattern.snapshot:
        return seen

    def told(sight: Sight) -> Sight:
        return replace(sight, findings=_without_kinds(sight.findings, shown, word))

    knowers = tuple(replace(one, alone=told(one.alone)) for one in seen.knowers)
    return replace(seen, knowers=knowers, together=told(seen.together))


def _without_kinds(findings: Iterable[Finding], shown: CaseSnapshot, word: str) -> tuple[Finding, ...]:
    """Return findings that tell nothing of the kind of what is hidden in a case."""
    hidden = {
        *(visible_number(one) for one in shown.events if hides_field(one, "type")),
        *(visible_number(one) for one in shown.protections if hides_field(one, "fact")),
    }
    return tuple(_without_kind(one, hidden, word) for one in findings)


def _without_kind(finding: Finding, hidden: Collection[str], word: str) -> Finding:
    """Return a finding that tells nothing of the kind of what is hidden."""
    figures = {name: _named(figure, hidden, word) for name, figure in finding.figures.items()}
    missing, count = finding.missing, 0
    if any(missed.fields.get("event") in hidden for missed in missing) or finding.figures.get(_TURN) in hidden:
        figures |= {name: word for name in _OF_A_TURN if name in figures}
        missing = tuple(
            replace(
                one, fields={name: word if name in _MISSING_OF_A_TURN else part for name, part in one.fields.items()}
            )
            if one.key.startswith("separation")
            else one
            for one in missing
        )
        count = 1
    if isinstance(stages := figures.get("stages"), Sequence):
        rows = [_row_without(cast("Mapping[str, Figure]", row), hidden) for row in stages]
        figures["stages"] = [row for row, _ in rows]
        count = sum(gone for _, gone in rows)
    if count:
        missing = (*missing, Missing(key="hidden_events", fields={"n": count}))
    return replace(finding, figures=figures, missing=missing)


def _row_without(row: Mapping[str, Figure], hidden: Collection[str]) -> tuple[Mapping[str, Figure], int]:
    """Return what is recorded of a stage without the events that are hidden, and how many those are."""
    events = row.get("events")
    if not isinstance(events, Sequence) or isinstance(events, str):
        return row, 0
    left = tuple(one for one in events if one not in hidden)
    return {**row, "events": left}, len(events) - len(left)


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
