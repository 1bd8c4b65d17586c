"""Find words in everything that was typed, as far as the user may see it."""

from collections.abc import Sequence
from typing import Final
from uuid import UUID

import msgspec

from app.domain.hidden import HIDDEN, hides_field
from app.domain.kinds import kind_of
from app.domain.search import Found, Hit, Span, Term, pieces_around, spans_in, terms_of
from app.domain.snapshot import visible_number
from app.domain.typed_words import Passage, searched
from app.storage.search import FoundRow
from app.storage.store import Store

MOST: Final = 50
"""So many hits are shown."""


class _Weighed(msgspec.Struct, frozen=True):
    """The best passage of a record: how many terms stand in it, how many of them to the letter."""

    row: FoundRow
    passage: Passage
    spans: tuple[Span, ...]
    terms: int
    exact: int
    hidden: bool


def find(store: Store, text: str, *, case: UUID | None = None, most: int = MOST) -> Found:
    """Return the records in which all words stand, those with most of them in one field first, then the latest.

    With ``case`` only that case is searched; it is taken to be open on the screen.
    """
    terms = terms_of(text)
    if not terms:
        return Found()
    with store.read() as reader:
        rows, more = reader.find(terms, case)
    weighed = sorted((_weigh(row, terms) for row in rows), key=_rank)
    hits = tuple(_hit(one, shown=case == one.row.case.id) for one in weighed[:most])
    return Found(hits, more=more or len(weighed) > most)


def reveal(store: Store, text: str, hit: Hit) -> Hit:
    """Return a hit with the words that are hidden because they are R0, because somebody asked for them."""
    terms = terms_of(text)
    with store.read() as reader:
        stored = reader.stored(hit.record)
        head = reader.stored(hit.case)
    if stored is None or head is None or not terms or hit.closed:
        return hit
    passages = [one for one in searched(stored.record) if one.field == hit.field]
    passage, spans = max(((one, spans_in(one.words, terms)) for one in passages), key=lambda one: len(one[1]))
    return msgspec.structs.replace(hit, pieces=pieces_around(passage.words, spans), hidden=False)


def _weigh(row: FoundRow, terms: Sequence[Term]) -> _Weighed:
    candidates = []
    for passage in searched(row.record):
        spans = spans_in(passage.words, tuple(terms))
        hidden = not HIDDEN.isdisjoint({row.case.sensitivity, passage.mark})
        found = {span.term for span in spans}
        exact = {span.term for span in spans if span.exact}
        candidates.append(_Weighed(row, passage, spans, len(found), len(exact), hidden))
    return max(candidates, key=lambda one: (one.terms, one.exact, not one.hidden))


def _rank(one: _Weighed) -> tuple[int, int, int, str]:
    day = one.row.day.toordinal() if one.row.day else 0
    return -one.terms, -one.exact, -day, str(one.row.record.id)


def _hit(one: _Weighed, *, shown: bool) -> Hit:
    record, case = one.row.record, one.row.case
    closed = case.closed_on is not None and not shown
    hidden = one.hidden and not closed
    return Hit(
        case=case.id,
        reference="" if hides_field(case, "reference") else case.reference,
        name="" if hides_field(case, "name") else case.name,
        closed=closed,
        record=record.id,
        kind=kind_of(record),
        number=visible_number(record),
        field=one.passage.field,
        pieces=() if closed or hidden else pieces_around(one.passage.words, one.spans),
        day=one.row.day,
        hidden=hidden,
    )
