"""The form of one event around the incidents: a separation, a hearing, a release; happened or planned."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import ClassVar
from uuid import UUID, uuid4

from app.domain.event import ContextEvent
from app.domain.period import Period
from app.domain.period_text import describe, read_period
from app.domain.record import Record, Sensitivity
from app.domain.snapshot import CaseSnapshot, visible_number
from app.domain.source import Citation, Knowledge, Source
from app.i18n import Translator
from app.viewmodels.choice import Choice
from app.viewmodels.desk import Desk
from app.viewmodels.known_day import Hint
from app.viewmodels.record_form import Checked, EventsServices, RecordForm


@dataclass(frozen=True)
class SourceFields:
    """One source as it is typed: a known source by id or a new one by name, how it knows it, and when it told."""

    source: str = ""
    name: str = ""
    knowledge: str = ""
    told: str = ""
    note: str = ""

    @property
    def empty(self) -> bool:
        """Whether nothing was filled in."""
        return not (self.source or self.name.strip() or self.told.strip())


@dataclass(frozen=True)
class EventFields:
    """The fields as they are typed; ``meaning`` is the chosen one of the days that the words can mean."""

    type: str = ""
    when: str = ""
    meaning: int = -1
    planned: bool = False
    note: str = ""
    sensitivity: str = Sensitivity.R3.value
    sources: tuple[SourceFields, ...] = ()
    reason: str = ""


class EventForm(RecordForm[EventFields]):
    """The view-model of the form of one event."""

    kind: ClassVar[str] = "event"

    def __init__(
        self,
        snapshot: CaseSnapshot,
        record: ContextEvent | None,
        services: EventsServices,
        desk: Desk,
        say: Translator,
        now: Callable[[], datetime],
        *,
        withdrawn: bool = False,
    ) -> None:
        """Show ``record``, or an empty form."""
        super().__init__(snapshot, record, _fields(record, say), services, desk, say, now, withdrawn=withdrawn)

    def choose_meaning(self, index: int) -> None:
        """Choose one of the days that the words can mean."""
        self.edit(meaning=index)

    def say_when(self, words: str) -> None:
        """Take over when it happened or will happen; an earlier choice of meaning no longer holds."""
        if words != self._fields.when:
            self.edit(when=words, meaning=-1)

    def add_source(self) -> None:
        """Add an empty line for a source."""
        self.edit(sources=(*self._fields.sources, SourceFields(knowledge=Knowledge.DOCUMENT.value)))

    def edit_source(self, index: int, **fields: str) -> None:
        """Take over what was typed in one line of sources."""
        lines = list(self._fields.sources)
        lines[index] = replace(lines[index], **fields)
        self.edit(sources=tuple(lines))

    def drop_source(self, index: int) -> None:
        """Take one line of sources away."""
        self.edit(sources=self._fields.sources[:index] + self._fields.sources[index + 1 :])

    def source_choices(self) -> tuple[Choice, ...]:
        """Return the sources of the case."""
        return tuple(Choice(str(known.id), _source_word(known)) for known in self._snapshot.sources)

    def _title(self) -> str:
        """Return the visible number, or that the event is new."""
        return (
            self._say("Event {number}", number=visible_number(self.record))
            if self.record and self.record.number
            else self._say("New event")
        )

    def _stored(self) -> EventFields:
        """Return the fields of the event as it is saved."""
        return _fields(self._event, self._say)

    @property
    def _event(self) -> ContextEvent | None:
        """Return the event that the form is about."""
        return self.record if isinstance(self.record, ContextEvent) else None

    def _when(self) -> tuple[Period | None, Hint, tuple[Period, ...]]:
        """Read when it was; words that were not changed keep the period that was read when they were said."""
        say, fields, event = self._say, self._fields, self._event
        if event is not None and fields.when == _when_words(event, say) and fields.meaning < 0:
            return event.when, Hint(say("read as: {day}", day=describe(event.when, say))), ()
        if not fields.when.strip():
            return None, Hint(""), ()
        reading = read_period(fields.when, self._today(), say.language)
        if reading.alternatives and 0 <= fields.meaning < len(reading.alternatives):
            chosen = reading.alternatives[fields.meaning]
            return chosen, Hint(say("read as: {day}", day=describe(chosen, say))), reading.alternatives
        if reading.period is None:
            return None, Hint(say(reading.problem), wrong=True), reading.alternatives
        words = [say("read as: {day}", day=describe(reading.period, say))]
        words += [say(line) for line in (reading.problem, reading.note) if line]
        return reading.period, Hint(" · ".join(words)), ()

    def _check(self) -> Checked:
        """Read the fields."""
        say, fields = self._say, self._fields
        period, when, meanings = self._when()
        problems = [] if fields.type else [say("Choose what kind of event it is.")]
        if not fields.when.strip():
            problems.append(say("Say when it was or is planned; “unknown” is also an answer."))
        elif period is None:
            problems.append(when.words)
        hints = {"when": when}
        if period and period.first and period.first > self._today() and not fields.planned:
            hints["planned"] = Hint(say("This day has yet to come: is it planned?"))
        for index, line in enumerate(fields.sources):
            _, hint = self._day(line.told)
            hints[f"told{index}"] = hint
            if line.empty:
                continue
            if hint.wrong:
                problems.append(hint.words)
            if not line.source and not line.name.strip():
                problems.append(say("Choose a source or write its name."))
        return Checked(hints, tuple(describe(meaning, say) for meaning in meanings), tuple(dict.fromkeys(problems)))

    def _build(self) -> tuple[Record, tuple[Record, ...], str]:
        """Return the event with the sources that are new."""
        fields, old = self._fields, self._event
        period, _, _ = self._when()
        new: list[Source] = []
        citations: list[Citation] = []
        for line in fields.sources:
            if line.empty:
                continue
            if line.source:
                source = UUID(line.source)
            else:
                new.append(Source(label=line.name.strip()))
                source = new[-1].id
            told, _ = self._day(line.told)
            citations.append(
                Citation(
                    source=source,
                    knowledge=Knowledge(line.knowledge or Knowledge.DOCUMENT),
                    told_on=told,
                    note=line.note,
                )
            )
        event = ContextEvent(
            id=old.id if old else uuid4(),
            number=old.number if old else 0,
            field_sensitivity=old.field_sensitivity if old else {},
            recorded_at=old.recorded_at if old else None,
            recorded_by=old.recorded_by if old else "",
            sensitivity=Sensitivity(fields.sensitivity),
            type=fields.type,
            when=period or Period(words=fields.when),
            planned=fields.planned,
            note=fields.note.strip(),
            sources=tuple(citations),
        )
        return event, tuple(new), fields.reason.strip()

    def _kept_by(self) -> str:
        """Return nothing: no record points to an event."""
        return ""


def knowledge_choices(say: Translator) -> tuple[Choice, ...]:
    """Return the ways in which a source can know something."""
    words = {
        Knowledge.SEEN: say("saw it"),
        Knowledge.HEARD: say("heard it"),
        Knowledge.TOLD: say("was told"),
        Knowledge.DOCUMENT: say("document"),
        Knowledge.OWN_STATEMENT: say("own statement"),
    }
    return tuple(Choice(knowledge.value, text) for knowledge, text in words.items())


def _when_words(event: ContextEvent, say: Translator) -> str:
    """Return the words as said, or the period in words when nobody said any."""
    return event.when.words or describe(event.when, say)


def _source_word(source: Source) -> str:
    """Return a source by number and name."""
    return f"{visible_number(source)} · {source.label}"


def _fields(event: ContextEvent | None, say: Translator) -> EventFields:
    """Return the fields of an event as text."""
    if event is None:
        return EventFields()
    return EventFields(
        type=event.type,
        when=_when_words(event, say),
        planned=event.planned,
        note=event.note,
        sensitivity=event.sensitivity.value,
        sources=tuple(
            SourceFields(
                source=str(citation.source),
                knowledge=citation.knowledge.value,
                told=say.day(citation.told_on) if citation.told_on else "",
                note=citation.note,
            )
            for citation in event.sources
        ),
    )
