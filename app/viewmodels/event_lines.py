"""Events and measures as lines of a list, in words: what is coming, what is in force, how it was breached."""

from dataclasses import dataclass
from datetime import date

from app.domain.event import ContextEvent
from app.domain.incident import Incident
from app.domain.measure import Measure
from app.domain.period_text import describe
from app.domain.revision import Withdrawn
from app.domain.snapshot import CaseSnapshot, visible_number
from app.i18n import Translator
from app.risk.catalogue import load_catalogue
from app.viewmodels.sensitivity import Screen

SOON = 30


@dataclass(frozen=True)
class EventLine:
    """One event in the list."""

    id: str
    number: str
    when: str
    title: str
    note: str
    status: str
    sources: str
    hidden: bool = False


@dataclass(frozen=True)
class BreachLine:
    """One incident that breached a measure, with the reaction that was recorded."""

    incident: str
    number: str
    when: str
    reaction: str
    reacted: bool


@dataclass(frozen=True)
class MeasureLine:
    """One measure in the list; ``in_force`` on the day on which the list is read."""

    id: str
    number: str
    title: str
    period: str
    status: str
    in_force: bool
    detail: str
    breaches_title: str
    breaches: tuple[BreachLine, ...]
    hidden: bool = False


@dataclass(frozen=True)
class WithdrawnLine:
    """One event or measure that was withdrawn: what it was, and when, by whom and why it was withdrawn."""

    id: str
    number: str
    when: str
    title: str
    note: str


class LineWriter:
    """Writes the lines of one case on one day."""

    def __init__(self, snapshot: CaseSnapshot, today: date, say: Translator, screen: Screen) -> None:
        """Write about ``snapshot`` as it is ``today`` and as ``screen`` may show it."""
        self._snapshot, self._today, self._say, self._screen = snapshot, today, say, screen

    def event(self, event: ContextEvent) -> EventLine:
        """Return one event in words; of a hidden one only that it is there."""
        say = self._say
        if self._screen.covers_all(event):
            return EventLine(str(event.id), visible_number(event), "", self._screen.word, "", "", "", hidden=True)
        context = load_catalogue().contexts.get(event.type)
        labels = {source.id: visible_number(source) for source in self._snapshot.sources}
        sources = [labels[citation.source] for citation in event.sources if citation.source in labels]
        return EventLine(
            id=str(event.id),
            number=visible_number(event),
            when=describe(event.when, say),
            title=say.label(context.label) if context else event.type,
            note=event.note,
            status=self._status(event),
            sources=say("source {which}", which=say.series(sources)) if sources else say("no source"),
        )

    def _status(self, event: ContextEvent) -> str:
        """Return whether a planned event is near or should be looked at again."""
        say, today = self._say, self._today
        if not event.planned:
            return ""
        if event.when.last and event.when.last < today:
            return say("planned, the day is past: did it happen?")
        if event.when.first and 0 <= (event.when.first - today).days <= SOON:
            days = (event.when.first - today).days
            return say.n("planned, in {n} day", "planned, in {n} days", days) if days else say("planned, today")
        return say("planned")

    def measure(self, measure: Measure) -> MeasureLine:
        """Return one measure in words; of a hidden one only that it is there."""
        say, screen = self._say, self._screen
        if screen.covers_all(measure):
            in_force_ = in_force(measure, self._today)
            return MeasureLine(
                str(measure.id), visible_number(measure), screen.word, "", "", in_force_, "", "", (), hidden=True
            )
        breaches = sorted(
            (
                incident
                for incident in self._snapshot.incidents
                if any(b.measure == measure.id for b in incident.breaches)
            ),
            key=lambda incident: (incident.when.sort_key, incident.number),
        )
        detail = [
            measure.issued_by,
            measure.terms,
            say("checked on {day}", day=say.day(measure.verified_on))
            if measure.verified_on
            else say("not checked with who issued it"),
        ]
        return MeasureLine(
            id=str(measure.id),
            number=visible_number(measure),
            title=measure.label,
            period=self._period(measure),
            status=self._force(measure),
            in_force=in_force(measure, self._today),
            detail=" · ".join(part for part in detail if part),
            breaches_title=say.n("{n} breach recorded", "{n} breaches recorded", len(breaches))
            if breaches
            else say("No breach recorded. That is not the same as no breach."),
            breaches=tuple(self._breach(incident, measure) for incident in breaches),
        )

    def _period(self, measure: Measure) -> str:
        """Return from when until when a measure holds."""
        say = self._say
        return f"{say.day(measure.start)} – {say.day(measure.end) if measure.end else say('no end known')}"

    def _force(self, measure: Measure) -> str:
        """Return whether a measure is in force, and whether its end is near."""
        say, today = self._say, self._today
        if measure.start > today:
            return say("starts on {day}", day=say.day(measure.start))
        if measure.end is None:
            return say("in force, end not known")
        left = (measure.end - today).days
        if left < 0:
            return say("ended on {day}", day=say.day(measure.end))
        if left <= SOON:
            return (
                say.n("in force, ends in {n} day", "in force, ends in {n} days", left)
                if left
                else say("in force, ends today")
            )
        return say("in force until {day}", day=say.day(measure.end))

    def _breach(self, incident: Incident, measure: Measure) -> BreachLine:
        """Return one breach with its reaction."""
        say = self._say
        breach = next(breach for breach in incident.breaches if breach.measure == measure.id)
        reaction = breach.reaction.strip()
        if reaction and breach.reaction_hours is not None:
            words = say("{reaction}, after {hours} hours", reaction=reaction, hours=say.number(breach.reaction_hours))
        else:
            words = reaction or say("no reaction recorded")
        return BreachLine(
            str(incident.id), visible_number(incident), describe(incident.when, say), words, reacted=bool(reaction)
        )

    def withdrawn(self, gone: Withdrawn) -> WithdrawnLine | None:
        """Return one withdrawn event or measure, or nothing for another record."""
        record, say = gone.record, self._say
        if isinstance(record, ContextEvent):
            line = self.event(record)
            number, when, title = line.number, line.when, line.title
        elif isinstance(record, Measure):
            number, when, title = visible_number(record), self._period(record), record.label
            when = "" if self._screen.covers_all(record) else when
        else:
            return None
        note = say("withdrawn {moment} by {who}: {reason}", moment=say.moment(gone.at), who=gone.by, reason=gone.reason)
        return WithdrawnLine(str(record.id), number, when, title, note)


def yet_to_come(event: ContextEvent, today: date) -> bool:
    """Whether an event is planned and its day is not past."""
    return event.planned and (event.when.last is None or event.when.last >= today)


def in_force(measure: Measure, today: date) -> bool:
    """Whether a measure is in force on a day."""
    return measure.start <= today and (measure.end is None or measure.end >= today)
