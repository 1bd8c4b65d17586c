"""What a picture of a case shows at a reference date, and what it leaves out and why."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto

from app.domain.event import ContextEvent
from app.domain.incident import Actor, EntryKind, Incident
from app.domain.measure import Measure
from app.domain.snapshot import CaseSnapshot
from app.i18n import Translator
from app.risk.view import in_order, started_by


class Absent(Enum):
    """Why an incident or event is not drawn."""

    DUPLICATE = auto()
    SET_ASIDE = auto()
    NOT_AN_ACT = auto()
    BY_ANOTHER = auto()
    UNDATED = auto()
    LATER = auto()


@dataclass(frozen=True)
class Shown:
    """The acts that are drawn (oldest first; ``certain`` those by the alleged perpetrator), and what lies around them.

    ``past`` are events up to the reference date, ``planned`` those announced after it. ``absent`` counts what is left
    out per reason.
    """

    at: date
    acts: tuple[Incident, ...]
    past: tuple[ContextEvent, ...]
    planned: tuple[ContextEvent, ...]
    measures: tuple[Measure, ...]
    absent: Counter[Absent]

    @property
    def certain(self) -> tuple[Incident, ...]:
        """The acts that are told of the alleged perpetrator; only these are counted."""
        return tuple(incident for incident in self.acts if incident.actor is Actor.PERPETRATOR)


def shown_at(snapshot: CaseSnapshot, at: date) -> Shown:
    """Choose what is drawn; the same choice as the rules make (domain reference 4.0), with unknown actors kept."""
    absent: Counter[Absent] = Counter()
    acts = []
    for incident in snapshot.incidents:
        reason = _reason(incident, at)
        if reason is None:
            acts.append(incident)
        else:
            absent[reason] += 1
    past, planned = [], []
    for event in sorted(snapshot.events, key=lambda event: (event.when.sort_key, event.number)):
        if event.when.first is None and event.when.last is None:
            absent[Absent.UNDATED] += 1
        elif started_by(event.when, at):
            past.append(event)
        elif event.planned:
            planned.append(event)
        else:
            absent[Absent.LATER] += 1
    measures = tuple(measure for measure in snapshot.measures if measure.start <= at)
    absent[Absent.LATER] += len(snapshot.measures) - len(measures)
    return Shown(at=at, acts=in_order(acts), past=tuple(past), planned=tuple(planned), measures=measures, absent=absent)


def _reason(incident: Incident, at: date) -> Absent | None:
    """Return why an incident is not drawn, or nothing."""
    if incident.duplicate_of is not None:
        return Absent.DUPLICATE
    if incident.set_aside:
        return Absent.SET_ASIDE
    if incident.kind is not EntryKind.ACT:
        return Absent.NOT_AN_ACT
    if incident.actor not in {Actor.PERPETRATOR, Actor.UNKNOWN}:
        return Absent.BY_ANOTHER
    if incident.when.first is None and incident.when.last is None:
        return Absent.UNDATED
    return None if started_by(incident.when, at) else Absent.LATER


def absent_note(shown: Shown, say: Translator) -> str:
    """Say what is left out of the picture, or nothing."""
    count = shown.absent
    parts = (
        (count[Absent.DUPLICATE], say.n("{n} told again", "{n} told again", count[Absent.DUPLICATE])),
        (count[Absent.SET_ASIDE], say.n("{n} set aside", "{n} set aside", count[Absent.SET_ASIDE])),
        (
            count[Absent.NOT_AN_ACT],
            say.n("{n} effect or statement", "{n} effects or statements", count[Absent.NOT_AN_ACT]),
        ),
        (count[Absent.BY_ANOTHER], say.n("{n} act by another", "{n} acts by others", count[Absent.BY_ANOTHER])),
        (count[Absent.UNDATED], say.n("{n} without a date", "{n} without a date", count[Absent.UNDATED])),
        (
            count[Absent.LATER],
            say.n("{n} after the reference date", "{n} after the reference date", count[Absent.LATER]),
        ),
    )
    told = [words for number, words in parts if number]
    return say("Not drawn: {parts}.", parts=say.series(told)) if told else ""
