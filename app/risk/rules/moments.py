"""R10: planned moments that lie ahead, and what was recorded around earlier ones of the same kind."""

from collections.abc import Mapping
from datetime import date, timedelta

from app.domain.event import ContextEvent
from app.domain.finding import Figure, Finding, Missing, Outcome
from app.risk.telling import Telling
from app.risk.view import Row, View, started_by

RULE = "R10"


def find(view: View) -> Finding:
    """Look ahead from T to planned moments (domain reference 4.1, R10)."""
    first, last = view.at + timedelta(days=1), view.at + timedelta(days=view.ahead)
    planned = sorted(
        (event for event in view.snapshot.events if event.planned and _later(event, first)),
        key=lambda event: (event.when.sort_key, event.number, event.id),
    )
    moments = [event for event in planned if event.when.surely_within(first, last)]
    perhaps = [event for event in planned if event not in moments and event.when.possibly_within(first, last)]
    earlier = {event.type: _earlier(view, event.type) for event in moments}
    around = {event.number: _around(view, event) for events in earlier.values() for event in events}
    outcome = Outcome.SIGNAL if moments else Outcome.NO_SIGNAL
    missing = [
        *([] if planned else [Missing(key="no_planned")]),
        *_named("planned_uncertain", [*perhaps, *(event for event in moments if event.when.approximate)]),
        *_named("earlier_moment_day", [one for events in earlier.values() for one in events if one.when.exact is None]),
    ]
    if planned and not any(not event.when.approximate for event in moments) and (perhaps or moments):
        missing.append(Missing(key="outcome_depends"))
    return view.finding(
        RULE,
        outcome if planned else Outcome.INSUFFICIENT,
        {
            "ahead": view.ahead,
            "until": last.isoformat(),
            "moments": [
                {
                    "event": f"G-{event.number}",
                    "type": event.type,
                    "date": _day(event),
                    "earlier": [
                        {"event": f"G-{one.number}", "date": _day(one), "incidents": view.numbers(around[one.number])}
                        for one in earlier[event.type]
                    ],
                }
                for event in moments
            ],
            "perhaps": [f"G-{event.number}" for event in perhaps],
            "ends": _ends(view, first, last),
        },
        incidents=(incident for incidents in around.values() for incident in incidents),
        missing=missing,
    )


def tell(telling: Telling) -> list[str]:
    """Say what is planned, what ends, and what was recorded around earlier moments."""
    moments, ends = telling.rows("moments"), telling.rows("ends")
    sentences = []
    if moments:
        named = [f"{telling.context(str(row['type']))} ({telling.value(row['date'])})" for row in moments]
        sentences.append(telling.sentence(n=telling.figure("ahead"), lijst="; ".join(named)))
    elif telling.finding.outcome is Outcome.INSUFFICIENT:
        sentences.append(telling.insufficient())
    else:
        sentences.append(telling.words("none", n=telling.figure("ahead")))
    if ends:
        named = [f"{_ending(telling, row)} ({telling.value(row['date'])})" for row in ends]
        sentences.append(telling.words("ends", lijst="; ".join(named)))
    if moments:
        refs = telling.refs(telling.finding.incidents)
        sentences.append(telling.words("around", refs=refs) if refs else telling.words("not_around"))
    return sentences


def _later(event: ContextEvent, first: date) -> bool:
    """Whether a moment may still come."""
    return event.when.last is None or event.when.last >= first


def _earlier(view: View, kind: str) -> list[ContextEvent]:
    """Return the moments of a kind up to T, oldest first."""
    return sorted(
        (
            event
            for event in view.snapshot.events
            if event.type == kind and not event.planned and started_by(event.when, view.at)
        ),
        key=lambda event: (event.when.sort_key, event.number, event.id),
    )


def _around(view: View, event: ContextEvent) -> tuple[Row, ...]:
    """Return the incidents on known days near a moment with a known day."""
    day, near = event.when.exact, timedelta(days=int(view.threshold(RULE, "near_days")))
    if day is None:
        return ()
    return view.between(day - near, day + near)


def _ends(view: View, first: date, last: date) -> list[Figure]:
    """Return the measures and protections whose last day lies ahead."""
    found: list[tuple[date, str, dict[str, Figure]]] = [
        (one.end, f"M-{one.number}", {"label": one.label})
        for one in view.snapshot.measures
        if one.end is not None and one.start <= view.at and first <= one.end <= last
    ]
    found += [
        (one.until, f"P-{one.number}", {"fact": one.fact})
        for one in view.snapshot.protections
        if one.until is not None and (one.since is None or one.since <= view.at) and first <= one.until <= last
    ]
    return [
        {"record": record, "date": day.isoformat(), **what}
        for day, record, what in sorted(found, key=lambda row: row[:2])
    ]


def _ending(telling: Telling, row: Mapping[str, Figure]) -> str:
    """Return how a measure or protection that ends is called."""
    return str(row["label"]) if "label" in row else telling.protection(str(row["fact"]))


def _day(event: ContextEvent) -> str:
    """Return the known day of a moment, or the words with which it was told."""
    return event.when.exact.isoformat() if event.when.exact else event.when.words


def _named(key: str, events: list[ContextEvent]) -> list[Missing]:
    """Return one sentence that names moments, or nothing."""
    refs = ", ".join(f"G-{event.number}" for event in events)
    return [Missing(key=key, fields={"refs": refs})] if events else []
