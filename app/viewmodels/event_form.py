"""The form of one event around the incidents: a separation, a hearing, a release; happened or planned."""

from dataclasses import dataclass
from typing import ClassVar

from app.domain.event import DECISIONS, REPORT, ContextEvent
from app.domain.period import Period
from app.domain.record import Record, Sensitivity
from app.domain.snapshot import visible_number
from app.i18n import Translator
from app.viewmodels.known_day import Hint
from app.viewmodels.plain_input import identity
from app.viewmodels.record_form import Checked
from app.viewmodels.source_fields import SaidFields, SaidForm, said_words, source_fields


@dataclass(frozen=True)
class EventFields(SaidFields):
    """The fields as they are typed; the day of the ``complaint`` is words."""

    type: str = ""
    planned: bool = False
    note: str = ""
    complaint: str = ""
    decision: str = ""
    decision_reason: str = ""
    sensitivity: str = Sensitivity.R3.value
    reason: str = ""

    @property
    def asks_complaint(self) -> bool:
        """Whether a complaint can be made about it; what was typed stays in sight."""
        return self.type == REPORT or bool(self.complaint.strip())

    @property
    def asks_decision(self) -> bool:
        """Whether something is decided of it; what was typed stays in sight."""
        return self.type in DECISIONS or bool(self.decision.strip() or self.decision_reason.strip())


class EventForm(SaidForm[EventFields]):
    """The view-model of the form of one event."""

    kind: ClassVar[str] = "event"

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

    def _check(self) -> Checked:
        """Read the fields."""
        say, fields = self._say, self._fields
        period, when, meanings = self._when(self._event.when if self._event else None)
        problems = [] if fields.type else [say("Choose what kind of event it is.")]
        if not fields.when.strip():
            problems.append(say("Say when it was or is planned; “unknown” is also an answer."))
        elif period is None:
            problems.append(when.words)
        _, complaint = self._day(fields.complaint, self._event.complaint_on if self._event else None)
        if complaint.wrong:
            problems.append(complaint.words)
        hints = {"when": when, "complaint": complaint}
        if period and period.first and period.first > self._today() and not fields.planned:
            hints["planned"] = Hint(say("This day has yet to come: is it planned?"))
        sources, wrong = self._check_sources()
        return Checked({**hints, **sources}, self._meanings(meanings), tuple(dict.fromkeys([*problems, *wrong])))

    def _build(self) -> tuple[Record, tuple[Record, ...], str]:
        """Return the event with the sources that are new."""
        fields, old = self._fields, self._event
        period, _, _ = self._when(old.when if old else None)
        complaint, _ = self._day(fields.complaint, old.complaint_on if old else None)
        citations, new = self._cited()
        event = ContextEvent(
            **identity(old, fields.sensitivity),
            type=fields.type,
            when=period or Period(words=fields.when),
            planned=fields.planned,
            note=fields.note.strip(),
            complaint_on=complaint,
            decision=fields.decision.strip(),
            decision_reason=fields.decision_reason.strip(),
            sources=citations,
        )
        return event, new, fields.reason.strip()

    def _kept_by(self) -> str:
        """Return nothing: no record points to an event."""
        return ""


def _fields(event: ContextEvent | None, say: Translator) -> EventFields:
    """Return the fields of an event as text."""
    if event is None:
        return EventFields()
    return EventFields(
        type=event.type,
        when=said_words(event.when, say),
        planned=event.planned,
        note=event.note,
        complaint=say.day(event.complaint_on) if event.complaint_on else "",
        decision=event.decision,
        decision_reason=event.decision_reason,
        sensitivity=event.sensitivity.value,
        sources=source_fields(event.sources, say),
    )
