"""Small cases with uncertain dates, and readings of them in which every date is one day."""

from datetime import date, timedelta
from random import Random

from hypothesis import strategies as st
from msgspec.structs import replace
from training_cases import findings

import builders
from app.domain.finding import Finding
from app.domain.incident import Actor, Breach, Incident
from app.domain.period import Period, Precision, on
from app.domain.snapshot import CaseSnapshot

AT = date(2026, 3, 31)
LONG_AGO = date(2025, 1, 1)
MEASURE = builders.measure("2025-06-01", number=1)
KINDS = ("stk-watch", "stk-recon", "thr-implied", "phy-hit-kick", "ord-contact", "dig-flood", "eco-money-control")

# Drawn as a whole before a test begins: a run that the clock breaks off while it still draws looks like a strategy that
# changes its mind, and hides what failed.
CHANCE = st.integers(0, 2**32).map(Random)


def ago(days: int) -> str:
    return (AT - timedelta(days=days)).isoformat()


def asked(*incidents: Incident, **fields: object) -> CaseSnapshot:
    """Return a case whose history was taken long ago."""
    return builders.snapshot(*incidents, case=builders.case(coverage_from=LONG_AGO), **fields)


def found(case: CaseSnapshot, rule: str) -> Finding:
    return findings(case, AT, 90)[rule]


def depends(finding: Finding) -> bool:
    return "outcome_depends" in [missing.key for missing in finding.missing]


def at(*days: int, **fields: object) -> list[Incident]:
    return [builders.incident(ago(day), **fields) for day in days]


def vague(first: int, last: int, **fields: object) -> Incident:
    """Return an incident from ``first`` to ``last`` days ago."""
    return builders.incident(builders.between(ago(first), ago(last)), **fields)


@st.composite
def periods(draw: st.DrawFn) -> Period:
    """Return a known day, a month, a short range, an estimate, or something with an open end."""
    first = AT - timedelta(days=draw(st.integers(-10, 330)))
    last = first + timedelta(days=draw(st.integers(0, 60)))
    shapes = {
        "day": on(first),
        "month": builders.month(f"{first:%Y-%m}"),
        "range": Period(first=first, last=last, precision=Precision.RANGE),
        "estimate": Period(first=first, last=last, precision=Precision.RANGE, approximate=True),
        "about": Period(first=first, last=first, precision=Precision.DAY, approximate=True),
        "before": Period(last=last, precision=Precision.BEFORE),
        "after": Period(first=first, precision=Precision.AFTER),
        "unknown": Period(words="ooit"),
    }
    return shapes[draw(st.sampled_from(("day",) * 8 + ("month",) * 2 + ("range",) * 3 + tuple(shapes)))]


@st.composite
def cases(draw: st.DrawFn) -> CaseSnapshot:
    """Return a small case in which outcomes lie close together."""
    incidents = [
        builders.incident(
            when,
            number=number,
            severity=draw(st.sampled_from((None, 2, 3, 3, 4, 5))),
            behaviours=tuple(draw(st.lists(st.sampled_from(KINDS), max_size=2, unique=True))),
            actor=draw(st.sampled_from((Actor.PERPETRATOR,) * 8 + (Actor.VICTIM, Actor.UNKNOWN))),
            breaches=(Breach(measure=MEASURE.id),) if draw(st.integers(0, 9)) == 0 else (),
            sources=(),
        )
        for number, when in enumerate(draw(st.lists(periods(), max_size=12)), start=1)
    ]
    moved = st.sampled_from(("ctx-separation-announced", "ctx-court-date", "ctx-house-sale"))
    return builders.snapshot(
        *incidents,
        case=builders.case(coverage_from=draw(st.sampled_from((LONG_AGO, None, AT - timedelta(days=150))))),
        measures=(MEASURE,),
        events=tuple(
            builders.event(draw(moved), when, number=80 + place)
            for place, when in enumerate(draw(st.lists(periods(), max_size=2)))
        ),
        fears=tuple(builders.fear(score, "2026-03-01", number=1) for score in draw(st.lists(st.just(8), max_size=1))),
        retractions=tuple(builders.retraction(when, number=1) for when in draw(st.lists(periods(), max_size=1))),
    )


def one_day(when: Period, random: Random) -> Period:
    """Return a period read as one day within its bounds; what has no date at all has happened."""
    first = when.first or min(when.last or AT, AT) - timedelta(days=400)
    last = when.last or (AT if when.first is None else max(AT, when.first) + timedelta(days=60))
    days = (last - first).days
    return on(first + timedelta(days=random.choice((0, days, random.randint(0, days)))))


def read(case: CaseSnapshot, random: Random) -> CaseSnapshot:
    """Return a case with every date read as one day."""
    return replace(
        case,
        **{
            field: tuple(replace(one, when=one_day(one.when, random)) for one in getattr(case, field))
            for field in ("incidents", "events", "retractions")
        },
    )
