"""The form of one measure that should protect: an order, a ban, an agreement."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import uuid4

from app.domain.measure import Measure
from app.domain.record import Record, Sensitivity
from app.domain.snapshot import visible_number
from app.i18n import Translator
from app.viewmodels.record_form import Checked, RecordForm


@dataclass(frozen=True)
class MeasureFields:
    """The fields as they are typed; days are words."""

    label: str = ""
    issued_by: str = ""
    start: str = ""
    end: str = ""
    terms: str = ""
    verified: str = ""
    sensitivity: str = Sensitivity.R3.value
    reason: str = ""


class MeasureForm(RecordForm[MeasureFields]):
    """The view-model of the form of one measure."""

    kind: ClassVar[str] = "measure"

    @property
    def _measure(self) -> Measure | None:
        """Return the measure that the form is about."""
        return self.record if isinstance(self.record, Measure) else None

    def _title(self) -> str:
        """Return the visible number, or that the measure is new."""
        if self.record is None or not self.record.number:
            return self._say("New measure")
        return self._say("Measure {number}", number=visible_number(self.record))

    def _stored(self) -> MeasureFields:
        """Return the fields of the measure as it is saved."""
        return _fields(self._measure, self._say)

    def _check(self) -> Checked:
        """Read the fields."""
        say, fields, old = self._say, self._fields, self._measure
        start, start_hint = self._day(fields.start, old.start if old else None)
        end, end_hint = self._day(fields.end, old.end if old else None)
        _, verified_hint = self._day(fields.verified, old.verified_on if old else None)
        hints = {"start": start_hint, "end": end_hint, "verified": verified_hint}
        problems = [] if fields.label.strip() else [say("Write what the measure is, for example: no-contact order.")]
        if not fields.start.strip():
            problems.append(say("Write from which day the measure is in force."))
        problems += [hint.words for hint in hints.values() if hint.wrong]
        if start and end and end < start:
            problems.append(say("The measure ends before it starts."))
        return Checked(hints, (), tuple(dict.fromkeys(problems)))

    def _build(self) -> tuple[Record, tuple[Record, ...], str]:
        """Return the measure."""
        fields, old = self._fields, self._measure
        start, _ = self._day(fields.start, old.start if old else None)
        end, _ = self._day(fields.end, old.end if old else None)
        verified, _ = self._day(fields.verified, old.verified_on if old else None)
        measure = Measure(
            id=old.id if old else uuid4(),
            number=old.number if old else 0,
            field_sensitivity=old.field_sensitivity if old else {},
            recorded_at=old.recorded_at if old else None,
            recorded_by=old.recorded_by if old else "",
            sensitivity=Sensitivity(fields.sensitivity),
            label=fields.label.strip(),
            start=start or self._today(),
            end=end,
            issued_by=fields.issued_by.strip(),
            terms=fields.terms.strip(),
            verified_on=verified,
        )
        return measure, (), fields.reason.strip()

    def _kept_by(self) -> str:
        """Return which incidents breached the measure: they point to it."""
        if self.record is None:
            return ""
        numbers = [
            visible_number(incident)
            for incident in self._snapshot.incidents
            if any(breach.measure == self.record.id for breach in incident.breaches)
        ]
        if not numbers:
            return ""
        return self._say(
            "This measure cannot be withdrawn: {which} is recorded as a breach of it.", which=self._say.series(numbers)
        )


def _fields(measure: Measure | None, say: Translator) -> MeasureFields:
    """Return the fields of a measure as text."""
    if measure is None:
        return MeasureFields()
    return MeasureFields(
        label=measure.label,
        issued_by=measure.issued_by,
        start=say.day(measure.start),
        end=say.day(measure.end) if measure.end else "",
        terms=measure.terms,
        verified=say.day(measure.verified_on) if measure.verified_on else "",
        sensitivity=measure.sensitivity.value,
    )
