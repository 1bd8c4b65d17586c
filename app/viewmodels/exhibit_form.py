"""The form of one exhibit: who made it, how it came here, and through whose hands it went; never its bytes."""

from dataclasses import dataclass, replace
from typing import ClassVar
from uuid import UUID

import msgspec

from app.domain.exhibit import Exhibit, ExhibitForm, ExhibitKind, Transfer
from app.domain.period import Period
from app.domain.period_text import describe, read_period
from app.domain.record import Record, Sensitivity
from app.domain.snapshot import references, shown_number, visible_number
from app.i18n import Translator
from app.viewmodels.choice import Choice
from app.viewmodels.exhibit_words import exhibit_forms, exhibit_kinds
from app.viewmodels.known_day import Hint
from app.viewmodels.plain_input import Input, InputKind
from app.viewmodels.record_form import Checked, RecordForm


@dataclass(frozen=True)
class TransferRow:
    """One transfer as it is typed."""

    when: str = ""
    giver: str = ""
    receiver: str = ""
    note: str = ""

    @property
    def empty(self) -> bool:
        """Whether nothing was filled in."""
        return not f"{self.when}{self.giver}{self.receiver}{self.note}".strip()


@dataclass(frozen=True)
class ExhibitFields:
    """The fields as they are typed; days are words, ``form`` and ``source`` are keys or nothing."""

    title: str = ""
    kind: str = ExhibitKind.OTHER.value
    form: str = ""
    form_of: str = ""
    made_by: str = ""
    made_on: str = ""
    device: str = ""
    time_zone: str = ""
    received_on: str = ""
    received_from: str = ""
    received_by: str = ""
    source: str = ""
    kept_where: str = ""
    release_by: str = ""
    custody: tuple[TransferRow, ...] = ()
    note: str = ""
    sensitivity: str = Sensitivity.R3.value
    reason: str = ""


class ExhibitFactsForm(RecordForm[ExhibitFields]):
    """The view-model of the form of one exhibit that lies in the vault."""

    kind: ClassVar[str] = "exhibit"

    def inputs(self) -> tuple[Input, ...]:
        """Return the fields from top to bottom."""
        say = self._say
        sources = tuple(
            Choice(str(known.id), f"{visible_number(known)} · {known.label}") for known in self._snapshot.sources
        )
        return (
            Input("title", say("What it is"), aside=say("(short: photograph of the front door)")),
            Input("kind", say("Kind"), InputKind.CHOICE, exhibit_kinds(say)),
            Input("form", say("Original or copy"), InputKind.CHOICE, exhibit_forms(say)),
            Input("form_of", say("Copy or screenshot of"), aside=say("(of what, with address bar, date and number)")),
            Input("made_by", say("Who made it")),
            Input("made_on", say("When it was made")),
            Input("device", say("Device")),
            Input("time_zone", say("Time zone"), aside=say("(of the clock of the device)")),
            Input("received_on", say("Received on")),
            Input("received_from", say("Received from")),
            Input("received_by", say("Received by")),
            Input("source", say("Source"), InputKind.CHOICE, (Choice("", say("no source chosen")), *sources)),
            Input("kept_where", say("Where the original is kept")),
            Input("release_by", say("Who may release it")),
            Input("custody", say("Through whose hands it went"), InputKind.TRANSFERS),
            Input("note", say("Note"), InputKind.TEXT),
        )

    def add_transfer(self) -> None:
        """Add an empty line to the custody."""
        self.edit(custody=(*self._fields.custody, TransferRow()))

    def edit_transfer(self, index: int, **fields: str) -> None:
        """Take over what was typed in one line of the custody."""
        rows = list(self._fields.custody)
        rows[index] = replace(rows[index], **fields)
        self.edit(custody=tuple(rows))

    def drop_transfer(self, index: int) -> None:
        """Take one line of the custody away."""
        self.edit(custody=self._fields.custody[:index] + self._fields.custody[index + 1 :])

    @property
    def exhibit(self) -> Exhibit:
        """Return the exhibit that the form is about."""
        assert isinstance(self.record, Exhibit)
        return self.record

    def _title(self) -> str:
        """Return the visible number."""
        return shown_number(self.exhibit, self._say)

    def _stored(self) -> ExhibitFields:
        """Return the fields as they are saved."""
        return _fields(self.exhibit, self._say)

    def _check(self) -> Checked:
        """Read the fields."""
        fields, old = self._fields, self.exhibit
        problems = [] if fields.title.strip() else [self._say("Write in a few words what the exhibit is.")]
        _, received = self._day(fields.received_on, old.received_on)
        _, made = self._read(fields.made_on, old.made_on)
        hints = {"received_on": received, "made_on": made}
        for index, row in enumerate(fields.custody):
            _, hints[f"transfer{index}"] = self._read(row.when, self._known(index))
        problems += [hint.words for hint in hints.values() if hint.wrong]
        return Checked(hints, (), tuple(dict.fromkeys(problems)))

    def _build(self) -> tuple[Record, tuple[Record, ...], str]:
        """Return the exhibit with the same bytes."""
        fields, old = self._fields, self.exhibit
        exhibit = msgspec.structs.replace(
            old,
            title=fields.title.strip(),
            sensitivity=Sensitivity(fields.sensitivity),
            kind=ExhibitKind(fields.kind),
            form=ExhibitForm(fields.form) if fields.form else None,
            form_of=fields.form_of.strip(),
            made_by=fields.made_by.strip(),
            made_on=self._read(fields.made_on, old.made_on)[0],
            device=fields.device.strip(),
            time_zone=fields.time_zone.strip(),
            received_on=self._day(fields.received_on, old.received_on)[0],
            received_from=fields.received_from.strip(),
            received_by=fields.received_by.strip(),
            source=UUID(fields.source) if fields.source else None,
            kept_where=fields.kept_where.strip(),
            release_by=fields.release_by.strip(),
            custody=tuple(
                Transfer(
                    when=self._read(row.when, self._known(index))[0],
                    giver=row.giver.strip(),
                    receiver=row.receiver.strip(),
                    note=row.note.strip(),
                )
                for index, row in enumerate(fields.custody)
                if not row.empty
            ),
            note=fields.note.strip(),
        )
        return exhibit, (), fields.reason.strip()

    def _kept_by(self) -> str:
        """Return what the exhibit shows or belongs to: that points to it."""
        shown = [
            shown_number(one, self._say)
            for one in self._snapshot.records()
            if any(target == self.exhibit.id for _, target in references(one))
        ]
        if not shown:
            return ""
        return self._say("This exhibit cannot be withdrawn: {which} points to it.", which=self._say.series(shown))

    def _known(self, index: int) -> Period:
        """Return when a transfer was, as it is saved."""
        custody = self.exhibit.custody
        words = self._fields.custody[index].when
        return next((one.when for one in custody if _when(one.when, self._say) == words), Period())

    def _read(self, words: str, known: Period) -> tuple[Period, Hint]:
        """Read when something was; words that were not changed keep the period that was read before."""
        say = self._say
        if words == _when(known, say):
            return known, Hint("")
        if not words.strip():
            return Period(), Hint("")
        reading = read_period(words, self._today(), say.language)
        if reading.period is None:
            return Period(), Hint(say(reading.problem), wrong=True)
        return reading.period, Hint(say("read as: {day}", day=describe(reading.period, say)))


def _when(period: Period, say: Translator) -> str:
    """Return a period as it stands in a field."""
    return period.words or (describe(period, say) if period.first or period.last else "")


def _fields(exhibit: Exhibit, say: Translator) -> ExhibitFields:
    """Return the fields of an exhibit as text."""
    return ExhibitFields(
        title=exhibit.title,
        kind=exhibit.kind.value,
        form=exhibit.form.value if exhibit.form else "",
        form_of=exhibit.form_of,
        made_by=exhibit.made_by,
        made_on=_when(exhibit.made_on, say),
        device=exhibit.device,
        time_zone=exhibit.time_zone,
        received_on=say.day(exhibit.received_on) if exhibit.received_on else "",
        received_from=exhibit.received_from,
        received_by=exhibit.received_by,
        source=str(exhibit.source) if exhibit.source else "",
        kept_where=exhibit.kept_where,
        release_by=exhibit.release_by,
        custody=tuple(TransferRow(_when(one.when, say), one.giver, one.receiver, one.note) for one in exhibit.custody),
        note=exhibit.note,
        sensitivity=exhibit.sensitivity.value,
    )
