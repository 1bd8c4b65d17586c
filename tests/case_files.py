"""Generated cases for property tests: every kind of record, with texts that nobody expects."""

import hashlib
from datetime import date, datetime, timedelta, timezone
from typing import Any
from uuid import UUID

import msgspec
from hypothesis import strategies as st

import builders
from app.domain.assessment import Answer, AnswerValue, Assessment, Basis
from app.domain.case_file import ExhibitFile
from app.domain.case_reading import KnownIds
from app.domain.code_step import CodeStep, Standing, Step
from app.domain.event import ContextEvent
from app.domain.exhibit import Exhibit, ExhibitForm, ExhibitKind, Transfer
from app.domain.fear import FearScore
from app.domain.incident import Actor, Breach, EntryKind, Incident
from app.domain.instrument import InstrumentOutcome
from app.domain.measure import Measure
from app.domain.period import Period, Precision, TimeOfDay
from app.domain.period_span import month_span, year_span
from app.domain.person import Person, Role
from app.domain.protection import Protection
from app.domain.record import Sensitivity
from app.domain.retraction import Retraction
from app.domain.review import Action, Ground, Review, Seen
from app.domain.revision import RecordKind
from app.domain.snapshot import CaseSnapshot
from app.domain.source import Citation, Contact, Interpreter, Knowledge, Source, SourceKind

texts = st.text(st.characters(codec="utf-8"), max_size=30)
days = st.dates(date(1990, 1, 1), date(2035, 12, 31))
moments = st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1), timezones=st.just(timezone(timedelta(hours=2))))
clock_times = st.builds(TimeOfDay, start=st.times(), end=st.times())


@st.composite
def periods(draw: st.DrawFn) -> Period:
    """Return any valid period."""
    first, last = sorted((draw(days), draw(days)))
    precision = draw(st.sampled_from(Precision))
    bounds: dict[Precision, tuple[date | None, date | None]] = {
        Precision.DAY: (first, first),
        Precision.BEFORE: (None, last),
        Precision.AFTER: (first, None),
        Precision.UNKNOWN: (None, None),
    }
    if precision in {Precision.MONTH, Precision.YEAR}:
        span = month_span(first.year, first.month) if precision is Precision.MONTH else year_span(first.year)
        first, last = span.first, span.last
    low, high = bounds.get(precision, (first, last))
    return Period(
        words=draw(texts),
        first=low,
        last=high,
        precision=precision,
        approximate=draw(st.booleans()),
        time_of_day=draw(st.none() | clock_times),
    )


@st.composite
def snapshots(draw: st.DrawFn, known: KnownIds) -> CaseSnapshot:
    """Return a sound case of a few records of every kind."""
    marks = st.dictionaries(st.sampled_from(("name", "role", "note")), st.sampled_from(Sensitivity), max_size=2)
    numbers = iter(range(1, 100))
    persons = tuple(
        Person(number=n, name=draw(texts), role=draw(st.sampled_from(Role)), field_sensitivity=draw(marks))
        for n in range(1, draw(st.integers(1, 3)))
    )
    sources = tuple(
        Source(
            number=n,
            label=draw(texts),
            kind=draw(st.sampled_from(SourceKind)),
            contact=draw(st.none() | st.sampled_from(Contact)),
            dated=draw(st.none() | days),
            sensitivity=draw(st.sampled_from(Sensitivity)),
        )
        for n in range(1, draw(st.integers(1, 3)))
    )
    measures = tuple(
        Measure(number=n, label=draw(texts), start=date(2026, 1, 1), verified_on=draw(st.none() | days))
        for n in range(1, draw(st.integers(1, 3)))
    )
    citations = (
        st.lists(
            st.builds(
                Citation,
                source=st.sampled_from([source.id for source in sources]),
                knowledge=st.sampled_from(Knowledge),
                told_on=st.none() | days,
                note=texts,
                told_to=texts,
                language=texts,
                interpreter=st.none() | st.sampled_from(Interpreter),
            ),
            max_size=2,
            unique_by=lambda citation: citation.source,
        ).map(tuple)
        if sources
        else st.just(())
    )
    shown = draw(exhibits(tuple(one.id for one in sources)))
    held = draw(st.lists(st.sampled_from([one.id for one in shown]), unique=True).map(tuple) if shown else st.just(()))
    sources = tuple(msgspec.structs.replace(one, exhibits=held) for one in sources)
    incidents: list[Incident] = []
    for number in list(numbers)[: draw(st.integers(0, 4))]:
        firsts = [one.id for one in incidents if one.duplicate_of is None]
        incidents.append(
            builders.incident(
                draw(periods()),
                number=number,
                kind=draw(st.sampled_from(EntryKind)),
                facts=f".{draw(texts)}",
                quote=draw(texts),
                quote_translation=draw(texts),
                wish=draw(texts),
                wish_of=draw(st.none() | st.sampled_from(Actor)),
                wish_by=draw(st.sampled_from([None, *(person.id for person in persons)])),
                informed=draw(st.none() | st.booleans()),
                informed_note=draw(texts),
                behaviours=tuple(draw(st.lists(st.sampled_from(sorted(known.behaviours)), max_size=2, unique=True))),
                effects=tuple(draw(st.lists(st.sampled_from(sorted(known.effects)), max_size=2, unique=True))),
                severity=draw(st.none() | st.integers(1, 5)),
                actor=draw(st.sampled_from(Actor)),
                sources=draw(citations),
                children_present=tuple(person.id for person in persons),
                breaches=tuple(
                    Breach(measure=one.id, reaction_hours=draw(st.none() | st.floats(0, 1e6))) for one in measures
                ),
                duplicate_of=draw(st.none() | st.sampled_from(firsts)) if firsts else None,
                changed_because=draw(texts),
                exhibits=held,
                recorded_at=draw(st.none() | moments),
            )
        )
    events = tuple(
        ContextEvent(
            number=n, type=draw(st.sampled_from(sorted(known.contexts))), when=draw(periods()), note=draw(texts)
        )
        for n in range(100, 100 + draw(st.integers(0, 2)))
    )
    checklist, items = draw(st.sampled_from(sorted(known.items.items())))
    assessment = Assessment(
        number=1,
        checklist=checklist[0],
        version=checklist[1],
        started_on=draw(days),
        judgement=draw(texts),
        signed_at=draw(st.none() | moments),
        answers=tuple(
            Answer(
                item=item,
                value=draw(st.sampled_from(AnswerValue)),
                basis=draw(st.none() | st.sampled_from(Basis)),
                note=draw(texts),
                note_sensitivity=draw(st.sampled_from(Sensitivity)),
                incidents=tuple(one.id for one in incidents),
            )
            for item in sorted(items)[:2]
        ),
    )
    return CaseSnapshot(
        case=builders.case(number=1, name=draw(texts), coverage_from=draw(st.none() | days)),
        persons=persons,
        sources=sources,
        incidents=tuple(incidents),
        events=events,
        measures=measures,
        exhibits=shown,
        assessments=(assessment,) if draw(st.booleans()) else (),
        **draw(later_records(known, tuple(one.id for one in incidents))),
    )


@st.composite
def exhibits(draw: st.DrawFn, sources: tuple[UUID, ...]) -> tuple[Exhibit, ...]:
    """Return up to two exhibits whose bytes are ``exhibit_bytes`` of their number."""
    return tuple(
        Exhibit(
            number=n,
            title=f".{draw(texts)}",
            file_name=draw(texts),
            size=len(exhibit_bytes(n)),
            sha256=hashlib.sha256(exhibit_bytes(n)).hexdigest(),
            kind=draw(st.sampled_from(ExhibitKind)),
            made_on=draw(periods()),
            received_on=draw(st.none() | days),
            form=draw(st.none() | st.sampled_from(ExhibitForm)),
            custody=tuple(Transfer(when=draw(periods()), giver=draw(texts)) for _ in range(draw(st.integers(0, 2)))),
            source=draw(st.none() | st.sampled_from(sources)) if sources else None,
        )
        for n in range(1, 1 + draw(st.integers(0, 2)))
    )


def exhibit_bytes(number: int) -> bytes:
    """Return the bytes of an exhibit of a generated case."""
    return b"bijlage" * number


def files_of(snapshot: CaseSnapshot) -> list[ExhibitFile]:
    """Return the bytes of the exhibits of a generated case, as a case file carries them."""
    return [ExhibitFile(exhibit=one.id, data=exhibit_bytes(one.number)) for one in snapshot.exhibits]


@st.composite
def later_records(draw: st.DrawFn, known: KnownIds, incidents: tuple[UUID, ...]) -> dict[str, Any]:
    """Return fear scores, protections, outcomes, a weighing and retractions, by the list they stand in."""
    times = st.integers(0, 1)
    since = draw(st.none() | days)
    review = Review(
        number=1,
        reviewed_on=draw(days),
        judgement=draw(texts),
        grounds=(Ground(words=draw(texts), incidents=incidents, rules=("R03",)),),
        scenarios=draw(texts),
        would_change=draw(texts),
        actions=(Action(what=draw(texts), owner=draw(texts), due=draw(st.none() | days)),),
        next_on=draw(st.none() | days),
        signed_at=draw(st.none() | moments),
        seen=tuple(
            Seen(record=one, kind=RecordKind.INCIDENT, name="I-1", fingerprint=draw(texts)) for one in incidents
        ),
    )
    return {
        "fears": tuple(
            FearScore(number=n, score=draw(st.integers(0, 10)), given_on=draw(days), words=draw(texts))
            for n in range(1, 1 + draw(times))
        ),
        "protections": tuple(
            Protection(
                number=n,
                fact=draw(st.sampled_from(sorted(known.protections))),
                since=since,
                until=since,
                depends_on=draw(st.none() | st.sampled_from(Role)),
            )
            for n in range(1, 1 + draw(times))
            if known.protections
        ),
        "outcomes": tuple(
            InstrumentOutcome(
                number=n,
                instrument=draw(st.sampled_from(sorted(known.instruments))),
                taken_on=draw(days),
                outcome=f".{draw(texts)}",
                trained=draw(st.none() | st.booleans()),
            )
            for n in range(1, 1 + draw(times))
            if known.instruments
        ),
        "reviews": (review,) if draw(st.booleans()) else (),
        "steps": tuple(
            CodeStep(
                number=n,
                step=draw(st.sampled_from(Step)),
                standing=draw(st.sampled_from(Standing)),
                taken_on=draw(st.none() | days),
                taken_by=draw(texts),
                outcome=draw(texts),
                why=f".{draw(texts)}",
            )
            for n in range(1, 1 + draw(times))
        ),
        "retractions": tuple(
            Retraction(number=n, when=draw(periods()), what=f".{draw(texts)}", incidents=incidents)
            for n in range(1, 1 + draw(times))
        ),
    }
