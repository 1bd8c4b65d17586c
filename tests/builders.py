"""Valid records for tests: give only what the test is about. Everybody in them is invented."""

# ruff: noqa: ANN401 -- a builder takes any field of its record
from collections.abc import Sequence
from datetime import date
from hashlib import sha256
from itertools import count
from typing import Any
from uuid import UUID

from app.domain.assessment import Answer, AnswerValue, Assessment, Basis
from app.domain.case import Case
from app.domain.code_step import CodeStep, Step
from app.domain.event import ContextEvent
from app.domain.exhibit import Exhibit, ExhibitKind
from app.domain.fear import FearScore
from app.domain.incident import Actor, Incident
from app.domain.instrument import InstrumentOutcome
from app.domain.measure import Measure
from app.domain.period import Period, Precision, on
from app.domain.person import Person, Role
from app.domain.protection import Protection
from app.domain.retraction import Retraction
from app.domain.review import Review
from app.domain.snapshot import CaseSnapshot
from app.domain.source import Citation, Knowledge, Source
from app.risk.checklist import load_checklists

_numbers = count(1)


def day(text: str) -> Period:
    """Return the period of one known day, from ``2026-03-14``."""
    return on(date.fromisoformat(text))


def month(text: str) -> Period:
    """Return the period of one month, from ``2026-03``."""
    first = date.fromisoformat(f"{text}-01")
    last = date.fromordinal((date(first.year + first.month // 12, first.month % 12 + 1, 1)).toordinal() - 1)
    return Period(words=text, first=first, last=last, precision=Precision.MONTH)


def between(first: str, last: str, *, approximate: bool = False) -> Period:
    """Return a period somewhere between two days."""
    return Period(
        words=f"tussen {first} en {last}",
        first=date.fromisoformat(first),
        last=date.fromisoformat(last),
        precision=Precision.RANGE,
        approximate=approximate,
    )


def case(**fields: Any) -> Case:
    """Return the head of a case."""
    return Case(**{"reference": "Z-2026-001", "name": "Proefzaak", **fields})


def person(**fields: Any) -> Person:
    """Return somebody; a victim by default."""
    return Person(**{"name": "Sanne Proef", "role": Role.VICTIM, **fields})


def source(label: str = "Sanne", **fields: Any) -> Source:
    """Return a source."""
    return Source(**{"label": label, "number": next(_numbers), **fields})


def citation(of: Source | UUID, **fields: Any) -> Citation:
    """Return a citation of a source that saw it with its own eyes."""
    return Citation(**{"source": of.id if isinstance(of, Source) else of, "knowledge": Knowledge.SEEN, **fields})


def incident(when: str | Period = "2026-03-14", **fields: Any) -> Incident:
    """Return an act of the alleged perpetrator on a known day."""
    return Incident(
        **{
            "when": day(when) if isinstance(when, str) else when,
            "facts": "Hij stond voor de deur.",
            "actor": Actor.PERPETRATOR,
            "behaviours": ("stk-watch",),
            "severity": 4,
            "number": next(_numbers),
            **fields,
        }
    )


def event(type_: str = "ctx-separation-announced", when: str | Period = "2026-03-01", **fields: Any) -> ContextEvent:
    """Return an event around the incidents."""
    period = day(when) if isinstance(when, str) else when
    return ContextEvent(**{"type": type_, "when": period, "number": next(_numbers), **fields})


def measure(start: str = "2026-01-01", end: str | None = None, **fields: Any) -> Measure:
    """Return a measure."""
    return Measure(
        **{
            "label": "Contactverbod",
            "start": date.fromisoformat(start),
            "end": date.fromisoformat(end) if end else None,
            "number": next(_numbers),
            **fields,
        }
    )


def fear(score: int = 5, given: str = "2026-03-14", **fields: Any) -> FearScore:
    """Return a fear score of the alleged victim."""
    return FearScore(**{"score": score, "given_on": date.fromisoformat(given), "number": next(_numbers), **fields})


def protection(fact: str = "pf.network", **fields: Any) -> Protection:
    """Return a protective fact."""
    return Protection(**{"fact": fact, "number": next(_numbers), **fields})


def retraction(when: str | Period = "2026-03-14", **fields: Any) -> Retraction:
    """Return a report that was taken back."""
    period = day(when) if isinstance(when, str) else when
    return Retraction(**{"when": period, "what": "de aangifte", "number": next(_numbers), **fields})


def exhibit(title: str = "Foto van de deur", **fields: Any) -> Exhibit:
    """Return an exhibit; its bytes are those of ``b"foto"``."""
    known = {
        "file_name": "IMG_0001.jpg",
        "media_type": "image/jpeg",
        "size": 4,
        "sha256": sha256(b"foto").hexdigest(),
        "kind": ExhibitKind.PHOTO,
        "number": next(_numbers),
    }
    return Exhibit(**{"title": title, **known, **fields})


def answer(item: str, value: AnswerValue = AnswerValue.YES, **fields: Any) -> Answer:
    """Return an answer that rests on what the victim said."""
    return Answer(**{"item": item, "value": value, "basis": Basis.VICTIM, **fields})


def assessment(answers: Sequence[Answer] = (), started: str = "2026-03-14", **fields: Any) -> Assessment:
    """Return a use of the checklist on strangulation."""
    return Assessment(
        **{
            "checklist": "nfs",
            "version": "1",
            "started_on": date.fromisoformat(started),
            "answers": tuple(answers),
            "number": next(_numbers),
            **fields,
        }
    )


def other_lists_closed() -> tuple[Assessment, ...]:
    """Return a use of every list but that on strangulation, with no for every question."""
    return tuple(
        assessment(
            [answer(item.id, AnswerValue.NO) for item in checklist.items],
            checklist=checklist.id,
            version=checklist.version,
        )
        for checklist in load_checklists().values()
        if checklist.id != "nfs"
    )


def snapshot(*incidents: Incident, **fields: Any) -> CaseSnapshot:
    """Return a case with these incidents and the sources they need."""
    return CaseSnapshot(**{"case": case(), "incidents": tuple(incidents), **fields})


def step(taken: str = "2026-03-02", **fields: Any) -> CodeStep:
    """Return a step of the reporting code that was taken."""
    known = {"step": Step.CONSULT, "taken_by": "S. de Boer", "number": next(_numbers)}
    return CodeStep(taken_on=date.fromisoformat(taken), **{**known, **fields})


def outcome(taken: str = "2026-03-01", **fields: Any) -> InstrumentOutcome:
    """Return an outcome of an instrument of somebody else."""
    known = {"instrument": "inst.sash", "outcome": "verhoogde zorg", "number": next(_numbers)}
    return InstrumentOutcome(taken_on=date.fromisoformat(taken), **{**known, **fields})


def review(reviewed: str = "2026-03-14", **fields: Any) -> Review:
    """Return a weighing that is not signed yet."""
    told = {"judgement": "Hij zoekt haar steeds op.", "number": next(_numbers)}
    return Review(reviewed_on=date.fromisoformat(reviewed), **{**told, **fields})
