"""Rows that somebody should look at before a copy leaves: what a machine cannot see in typed words.

A mark on one field says nothing about the other words of the same row: "the flat of her sister" may stand in the facts
as well as in the place (domain reference 5.4).
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from typing import Final
from uuid import UUID

from app.domain.assessment import Assessment
from app.domain.case import Case
from app.domain.dossier import LookAt
from app.domain.event import ContextEvent
from app.domain.incident import Incident
from app.domain.person import Person, Role
from app.domain.profile import Profile
from app.domain.record import Record, Sensitivity
from app.domain.snapshot import CaseSnapshot, shown_number
from app.domain.typed_words import class_of
from app.dossier.secrets import Secrets, called_on_screen, texts_of
from app.dossier.select import hidden_classes
from app.dossier.squeeze import squeeze, squeeze_all, words_of
from app.errors import Leak
from app.i18n import Translator

SHARED: Final = "Marked R2 and in this copy: only for a partner with a ground for this purpose."
AROUND: Final = "A field was left out of these rows; their other words may still tell it."
MASKED: Final = "The name of a source was left out of these rows; their words may still tell who it is."
REPEATED: Final = "These rows repeat words that were left out elsewhere."

PLACES: Final = "Verbatim words that may name a place."
TIMES: Final = "These rows tell a time and a school or day care: together they say where a child is."
WORKERS: Final = "These rows name a professional."

_PLACE: Final = re.compile(r"\b(?:in|bij|naar|op|te|van|at|near|to|from)\s+(?:de\s+|het\s+|the\s+)?[A-Z][\w'’-]+")
_SCHOOL: Final = re.compile(
    r"\b(?:school|schoolplein|juf|klas|opvang|bso|kinderopvang|crèche|peuterspeelzaal|day care|daycare|nursery)\b",
    re.IGNORECASE,
)
_TIME: Final = re.compile(r"\b(?:[01]?\d|2[0-3])[:.][0-5]\d\b|\b\d{1,2}\s?(?:uur|o'clock|am|pm)\b", re.IGNORECASE)

# Shorter words occur everywhere by chance.
_TELLING: Final = 4


def look_at(
    whole: CaseSnapshot, seen: CaseSnapshot, secrets: Secrets, *, profile: Profile, say: Translator
) -> tuple[LookAt, ...]:
    """Return the rows of ``whole`` to look at because they are in ``seen``, what the recipient sees of it."""
    if not profile.outside:
        return ()
    out = hidden_classes(profile)
    shown = {record.id for record in seen.records()}
    told = [record for record in whole.records() if record.id in shown]
    shared = tuple(
        called_on_screen(record, say)
        for record in told
        if Sensitivity.R2 not in out and Sensitivity.R2 in {record.sensitivity, *record.marks()}
    )
    around = tuple(
        called_on_screen(record, say)
        for record in told
        if record.sensitivity not in out and not out.isdisjoint(record.marks())
    )
    hidden = {source.id for source in whole.sources if class_of(source, "label") in out}
    masked = tuple(called_on_screen(record, say) for record in told if not hidden.isdisjoint(_sources(record)))
    repeated = tuple(called_on_screen(record, say) for record in _repeating(seen, secrets))
    places = tuple(called_on_screen(record, say) for record in _quoted_places(seen))
    times = tuple(called_on_screen(record, say) for record in _school_times(seen))
    workers = tuple(called_on_screen(record, say) for record in _workers(whole, seen))
    found = (
        (REPEATED, repeated),
        (SHARED, shared),
        (AROUND, around),
        (MASKED, masked),
        (PLACES, places),
        (TIMES, times),
        (WORKERS, workers),
    )
    return tuple(LookAt(reason=reason, rows=rows) for reason, rows in found if rows)


def with_rows(leaks: Iterable[Leak], seen: CaseSnapshot, secrets: Secrets, say: Translator) -> tuple[Leak, ...]:
    """Return leaks with the rows that the recipient sees and that repeat their words, of each words the first row."""
    found = tuple(leaks)
    records, texts = [], []
    for record in seen.records():
        for passage in texts_of(record):
            records.append(record)
            texts.append(passage.words)
    told, starts = squeeze_all(texts)
    rows: dict[str, dict[str, None]] = {leak.record: {} for leak in found}
    for secret in secrets.stops:
        if secret.record in rows:
            at = told.find(secret.letters, inside=secret.inside)
            if at >= 0:
                rows[secret.record][called_on_screen(records[bisect_right(starts, at) - 1], say)] = None
    return tuple(leak._replace(rows=tuple(rows[leak.record])) for leak in found)


def _sources(record: Record) -> Iterator[UUID]:
    """Yield the sources that a record cites."""
    if isinstance(record, Incident | ContextEvent):
        yield from (citation.source for citation in record.sources)


def _repeating(seen: CaseSnapshot, secrets: Secrets) -> Iterator[Record]:
    """Yield the records that the recipient sees and that hold words which are hidden elsewhere."""
    hidden = (*secrets.stops, *secrets.doubts)
    if not hidden:
        return
    for record in seen.records():
        told = squeeze("\n".join(one.words for one in texts_of(record)))
        if any(told.find(one.letters, inside=one.inside) >= 0 for one in hidden):
            yield record


def _quoted_places(seen: CaseSnapshot) -> Iterator[Record]:
    """Yield the incidents with a verbatim quote that names a place or anything else with a capital."""
    return (one for one in seen.incidents if _PLACE.search(one.quote) or _PLACE.search(one.quote_translation))


def _school_times(seen: CaseSnapshot) -> Iterator[Record]:
    """Yield the records that tell a time near a word for school or day care."""
    for record in seen.records():
        told = " ".join(one.words for one in texts_of(record))
        if _SCHOOL.search(told) and _TIME.search(told):
            yield record


def _workers(whole: CaseSnapshot, seen: CaseSnapshot) -> Iterator[Record]:
    """Yield the records whose words name a professional of the case."""
    names = {word for one in whole.in_role(Role.PROFESSIONAL) for word in words_of(one.name) if len(word) >= _TELLING}
    if not names:
        return
    for record in seen.records():
        if not isinstance(record, Person) and names & {
            word for one in texts_of(record) for word in words_of(one.words)
        }:
            yield record


def called(record: Record, say: Translator) -> str:
    """Return how people call a record."""
    if isinstance(record, Case):
        return say("the head of the case")
    if isinstance(record, Person):
        return record.name
    if isinstance(record, Assessment):
        return f"{record.checklist} {record.number}"
    return shown_number(record, say)
