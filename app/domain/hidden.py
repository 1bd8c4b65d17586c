"""What is hidden on the screen until somebody asks for it (domain reference 5.4).

A fact of class R0 never leaves the program, and it does not stand open on a screen either: an address behind a shoulder
is an address that leaked. ``hide_in`` gives the case as it may be shown. Codes, days and numbers stay, so that what the
rules count does not change with what is shown; every text that somebody typed is replaced.

A record that was hidden must never be saved: what works on a record asks for it first (``hides``) and takes the whole
one.
"""

from collections.abc import Collection, Iterable
from typing import Final, TypeVar
from uuid import UUID

from msgspec.structs import replace

from app.domain.case import Case
from app.domain.record import Record, Sensitivity
from app.domain.snapshot import CaseSnapshot
from app.domain.typed_words import class_of, retold

R = TypeVar("R", bound=Record)

HIDDEN: Final = frozenset({Sensitivity.R0})
"""The classes that are hidden until asked for."""

_HEAD: Final = frozenset({"reference", "holder"})


def hides(record: Record) -> bool:
    """Whether a record, or a part of it, is hidden until asked for."""
    return record.sensitivity in HIDDEN or not HIDDEN.isdisjoint(record.marks())


def hides_field(record: Record, field: str) -> bool:
    """Whether a field of a record is hidden until asked for."""
    return class_of(record, field) in HIDDEN


def hide(record: R, word: str) -> R:
    """Return a record with ``word`` in the place of every text that is hidden; its codes, days and numbers stay.

    The number and the holder of a case stay too: without them nobody could find it.
    """
    if not hides(record):
        return record
    kept = _HEAD if isinstance(record, Case) else frozenset()
    return retold(record, lambda one: word if one.mark in HIDDEN and one.field not in kept else one.words)


def hide_in(snapshot: CaseSnapshot, word: str, *, shown: Collection[UUID] = ()) -> CaseSnapshot:
    """Return a case as it may be shown: every hidden text is ``word``, but in the records that were asked for."""
    if not any(hides(record) and record.id not in shown for record in snapshot.records()):
        return snapshot
    return replace(
        snapshot,
        case=snapshot.case if snapshot.case.id in shown else hide(snapshot.case, word),
        persons=_all(snapshot.persons, word, shown),
        sources=_all(snapshot.sources, word, shown),
        incidents=_all(snapshot.incidents, word, shown),
        events=_all(snapshot.events, word, shown),
        measures=_all(snapshot.measures, word, shown),
        assessments=_all(snapshot.assessments, word, shown),
        fears=_all(snapshot.fears, word, shown),
        protections=_all(snapshot.protections, word, shown),
        outcomes=_all(snapshot.outcomes, word, shown),
        reviews=_all(snapshot.reviews, word, shown),
        retractions=_all(snapshot.retractions, word, shown),
        exhibits=_all(snapshot.exhibits, word, shown),
        steps=_all(snapshot.steps, word, shown),
    )


def without_kinds(snapshot: CaseSnapshot, word: str) -> CaseSnapshot:
    """Return a case in which ``word`` stands for what kind of event, protection or instrument a hidden record is.

    A planned departure says enough by its kind. Rules need the kinds, so this is only for what is drawn and named.
    """
    return replace(
        snapshot,
        events=tuple(replace(one, type=word) if hides_field(one, "type") else one for one in snapshot.events),
        protections=tuple(replace(one, fact=word) if hides_field(one, "fact") else one for one in snapshot.protections),
        outcomes=tuple(
            replace(one, instrument=word) if hides_field(one, "instrument") else one for one in snapshot.outcomes
        ),
    )


def _all(records: Iterable[R], word: str, shown: Collection[UUID]) -> tuple[R, ...]:
    return tuple(record if record.id in shown else hide(record, word) for record in records)
