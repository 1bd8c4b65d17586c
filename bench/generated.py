"""Invented cases of any size, always the same for the same size, and the name of the machine for the figures."""

import os
import platform
import random
import time
from collections.abc import Callable
from datetime import date, timedelta
from uuid import UUID

from app.domain.case import Case
from app.domain.event import ContextEvent
from app.domain.incident import Actor, Incident
from app.domain.measure import Measure
from app.domain.period import Period, Precision, on
from app.domain.person import Person, Role
from app.domain.snapshot import CaseSnapshot
from app.domain.source import Citation, Knowledge, Source
from app.risk.catalogue import load_catalogue

LAST_DAY = date(2025, 12, 31)
YEARS = 3


def case(incidents: int, seed: int = 7) -> CaseSnapshot:
    """Return a fictional case with so many incidents spread over three years."""
    chance = random.Random(seed)  # noqa: S311  repeatable figures, not secrets
    people = (Person(name="A.", role=Role.VICTIM), Person(name="B.", role=Role.PERPETRATOR))
    sources = tuple(
        Source(id=_id(chance), number=n, label=f"Bron {n}", organisation=f"Organisatie {n % 4}") for n in range(1, 13)
    )
    rows = tuple(_incident(chance, number, sources) for number in range(1, incidents + 1))
    left = ContextEvent(
        id=_id(chance), number=incidents + 1, type="ctx-separation-announced", when=on(LAST_DAY - timedelta(days=120))
    )
    ban = Measure(id=_id(chance), number=1, label="Contactverbod", start=LAST_DAY - timedelta(days=90))
    return CaseSnapshot(
        case=Case(id=_id(chance), reference="Z-2025-001", name="Meetzaak", fictional=True),
        persons=people,
        sources=sources,
        incidents=rows,
        events=(left,),
        measures=(ban,),
    )


def _incident(chance: random.Random, number: int, sources: tuple[Source, ...]) -> Incident:
    """Return one incident; one in ten is known to the month only."""
    day = LAST_DAY - timedelta(days=chance.randrange(YEARS * 365))
    behaviours = tuple(sorted(chance.sample(sorted(load_catalogue().behaviours), k=chance.choice((1, 1, 2)))))
    return Incident(
        id=_id(chance),
        number=number,
        when=_month(day) if chance.random() < 0.1 else on(day),
        facts=f"Meting {number}: "
        + "hij belde, stond voor de deur en riep door de brievenbus. " * chance.randint(1, 5),
        quote="Je komt hier niet meer weg." if chance.random() < 0.3 else "",
        behaviours=behaviours,
        severity=chance.randint(1, 5),
        actor=Actor.PERPETRATOR,
        sources=(Citation(source=chance.choice(sources).id, knowledge=Knowledge.SEEN),),
    )


def _month(day: date) -> Period:
    """Return the whole month around a day."""
    first = day.replace(day=1)
    last = (first + timedelta(days=32)).replace(day=1) - timedelta(days=1)
    return Period(words=f"{first:%m-%Y}", first=first, last=last, precision=Precision.MONTH)


def _id(chance: random.Random) -> UUID:
    """Return a repeatable id."""
    return UUID(int=chance.getrandbits(128), version=4)


def machine() -> str:
    """Return what the figures were measured on."""
    return f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"


def seconds_of(work: Callable[[], object]) -> float:
    """Return how long something takes, in seconds."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def median_seconds(work: Callable[[], object], runs: int = 5) -> float:
    """Return the median time of some runs, in seconds."""
    return sorted(seconds_of(work) for _ in range(runs))[runs // 2]
