"""The form of one outcome of an instrument of somebody else: what came out, never its questions."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from app.domain.instrument import InstrumentOutcome
from app.domain.record import Record, Sensitivity
from app.domain.snapshot import visible_number
from app.i18n import Translator
from app.risk.instruments import Instrument, Licence, load_instruments
from app.viewmodels.choice import Choice
from app.viewmodels.known_day import Hint
from app.viewmodels.plain_input import Input, InputKind, identity
from app.viewmodels.record_form import Checked, RecordForm
from app.viewmodels.source_words import known_keys, to_check

_TRAINED = {"": None, "yes": True, "no": False}


@dataclass(frozen=True)
class OutcomeFields:
    """The fields as they are typed; days are words and ``trained`` is yes, no or nothing."""

    instrument: str = ""
    version: str = ""
    taken: str = ""
    taken_by: str = ""
    trained: str = ""
    outcome: str = ""
    valid: str = ""
    note: str = ""
    sensitivity: str = Sensitivity.R2.value
    reason: str = ""


class OutcomeForm(RecordForm[OutcomeFields]):
    """The view-model of the form of one outcome."""

    kind: ClassVar[str] = "outcome"

    def inputs(self) -> tuple[Input, ...]:
        """Return the fields from top to bottom."""
        say = self._say
        known = tuple(Choice(one.id, say.label(one.name)) for one in load_instruments().values())
        trained = (Choice("", say("not known")), Choice("yes", say("yes")), Choice("no", say("no")))
        return (
            Input("instrument", say("Instrument"), InputKind.CHOICE, (Choice("", say("choose …")), *known)),
            Input("version", say("Version"), aside=say("(of the instrument)")),
            Input("taken", say("Used on")),
            Input("taken_by", say("Used by")),
            Input("trained", say("Trained in this instrument"), InputKind.CHOICE, trained),
            Input("outcome", say("Outcome"), InputKind.TEXT, aside=say("(in the words of its owner)")),
            Input("valid", say("Holds until"), aside=say("(empty: not known)")),
            Input("note", say("Note on the licence or the use"), InputKind.TEXT),
        )

    @property
    def _outcome(self) -> InstrumentOutcome | None:
        """Return the outcome that the form is about."""
        return self.record if isinstance(self.record, InstrumentOutcome) else None

    def _title(self) -> str:
        """Return the visible number, or that the outcome is new."""
        if self.record is None or not self.record.number:
            return self._say("New outcome")
        return self._say("Outcome {number}", number=visible_number(self.record))

    def _stored(self) -> OutcomeFields:
        """Return the fields as they are saved."""
        return _fields(self._outcome, self._say)

    def _days(self) -> dict[str, tuple[date | None, Hint]]:
        """Read the days."""
        fields, old = self._fields, self._outcome
        return {
            "taken": self._day(fields.taken, old.taken_on if old else None),
            "valid": self._day(fields.valid, old.valid_until if old else None),
        }

    def _check(self) -> Checked:
        """Read the fields."""
        say, fields, days = self._say, self._fields, self._days()
        hints = {name: hint for name, (_, hint) in days.items()}
        known = load_instruments().get(fields.instrument)
        if known is not None:
            hints["instrument"] = Hint(
                licence_words(known, say), keys=known_keys(known.sources), check=to_check(known.mark, say)
            )
        problems = [] if known else [say("Choose the instrument.")]
        if not fields.taken.strip():
            problems.append(say("Write on which day it was used."))
        if not fields.outcome.strip():
            problems.append(say("Write the outcome in the words of the instrument."))
        problems += [hint.words for hint in hints.values() if hint.wrong]
        taken, valid = days["taken"][0], days["valid"][0]
        if taken and valid and valid < taken:
            problems.append(say("It ends before it starts."))
        return Checked(hints, (), tuple(dict.fromkeys(problems)))

    def _build(self) -> tuple[Record, tuple[Record, ...], str]:
        """Return the outcome."""
        fields, old, days = self._fields, self._outcome, self._days()
        outcome = InstrumentOutcome(
            **identity(old, fields.sensitivity),
            instrument=fields.instrument,
            taken_on=days["taken"][0] or self._today(),
            outcome=fields.outcome.strip(),
            version=fields.version.strip(),
            taken_by=fields.taken_by.strip(),
            trained=_TRAINED[fields.trained],
            valid_until=days["valid"][0],
            note=fields.note.strip(),
        )
        return outcome, (), fields.reason.strip()

    def _kept_by(self) -> str:
        """Return nothing: no record points to an outcome."""
        return ""


def licence_words(instrument: Instrument, say: Translator) -> str:
    """Return whose an instrument is and what may be used of it."""
    may = {
        Licence.NO: say("No text of it may stand in this program."),
        Licence.YES: say("Its text may be used with the source."),
        Licence.ASK: say("Its owner must be asked first."),
    }[instrument.licence]
    return " ".join(
        part
        for part in (say("Owner: {owner}.", owner=say.label(instrument.owner)), may, say.label(instrument.terms))
        if part
    )


def _fields(outcome: InstrumentOutcome | None, say: Translator) -> OutcomeFields:
    """Return the fields of an outcome as text."""
    if outcome is None:
        return OutcomeFields()
    return OutcomeFields(
        instrument=outcome.instrument,
        version=outcome.version,
        taken=say.day(outcome.taken_on),
        taken_by=outcome.taken_by,
        trained=next(key for key, value in _TRAINED.items() if value is outcome.trained),
        outcome=outcome.outcome,
        valid=say.day(outcome.valid_until) if outcome.valid_until else "",
        note=outcome.note,
        sensitivity=outcome.sensitivity.value,
    )
