"""The form of one source: who or what it is, which organisation keeps it, and with whom there was contact."""

from dataclasses import dataclass
from typing import ClassVar

from app.domain.record import Record, Sensitivity
from app.domain.snapshot import references, shown_number, visible_number
from app.domain.source import Contact, Source, SourceKind
from app.i18n import Translator
from app.viewmodels.choice import Choice
from app.viewmodels.incident_fields import NO, YES
from app.viewmodels.incident_words import informed_choices
from app.viewmodels.plain_input import Input, InputKind, identity
from app.viewmodels.record_form import Checked, RecordForm


@dataclass(frozen=True)
class SourceFormFields:
    """The fields as they are typed; the day is words, ``contact`` a role, ``consent`` an answer, or nothing."""

    label: str = ""
    kind: str = SourceKind.PERSON.value
    organisation: str = ""
    dated: str = ""
    contact: str = ""
    consent: str = ""
    note: str = ""
    sensitivity: str = Sensitivity.R3.value
    reason: str = ""


class SourceForm(RecordForm[SourceFormFields]):
    """The view-model of the form of one source."""

    kind: ClassVar[str] = "source"

    def inputs(self) -> tuple[Input, ...]:
        """Return the fields from top to bottom."""
        say = self._say
        kinds = tuple(Choice(kind.value, source_kind(kind, say)) for kind in SourceKind)
        contacts = (Choice("", say("no contact, or not known")), *_contacts(say))
        return (
            Input("label", say("Name of the source"), aside=say("(who or what)")),
            Input("kind", say("What kind of source"), InputKind.CHOICE, kinds),
            Input("organisation", say("Organisation"), aside=say("(that keeps it or heard it)")),
            Input("dated", say("Day of the contact or the document")),
            Input("contact", say("Contact with"), InputKind.CHOICE, contacts),
            Input(
                "consent",
                say("Consent of the person concerned"),
                InputKind.CHOICE,
                informed_choices(say),
                aside=say("(to use what a doctor or therapist tells)"),
            ),
            Input("note", say("Note"), InputKind.TEXT),
        )

    @property
    def _source(self) -> Source | None:
        """Return the source that the form is about."""
        return self.record if isinstance(self.record, Source) else None

    def _title(self) -> str:
        """Return the visible number, or that the source is new."""
        if self.record is None or not self.record.number:
            return self._say("New source")
        return self._say("Source {number}", number=visible_number(self.record))

    def _stored(self) -> SourceFormFields:
        """Return the fields as they are saved."""
        return _fields(self._source, self._say)

    def _check(self) -> Checked:
        """Read the fields."""
        old = self._source
        _, dated = self._day(self._fields.dated, old.dated if old else None)
        problems = [] if self._fields.label.strip() else [self._say("Write who or what the source is.")]
        problems += [dated.words] if dated.wrong else []
        return Checked({"dated": dated}, (), tuple(problems))

    def _build(self) -> tuple[Record, tuple[Record, ...], str]:
        """Return the source."""
        fields, old = self._fields, self._source
        dated, _ = self._day(fields.dated, old.dated if old else None)
        source = Source(
            **identity(old, fields.sensitivity),
            label=fields.label.strip(),
            kind=SourceKind(fields.kind),
            organisation=fields.organisation.strip(),
            dated=dated,
            contact=Contact(fields.contact) if fields.contact else None,
            consent={YES: True, NO: False}.get(fields.consent),
            note=fields.note.strip(),
            exhibits=old.exhibits if old else (),
        )
        return source, (), fields.reason.strip()

    def _kept_by(self) -> str:
        """Return which records rest on the source: they point to it."""
        if self.record is None:
            return ""
        resting = [
            shown_number(one, self._say)
            for one in self._snapshot.records()
            if any(target == self.record.id for _, target in references(one))
        ]
        if not resting:
            return ""
        return self._say("This source cannot be withdrawn: {which} rests on it.", which=self._say.series(resting))


def source_kind(kind: SourceKind, say: Translator) -> str:
    """Return what kind of source it is, in words."""
    return {
        SourceKind.PERSON: say("person"),
        SourceKind.CONVERSATION: say("conversation"),
        SourceKind.DOCUMENT: say("document"),
        SourceKind.REPORT: say("report"),
        SourceKind.DIGITAL: say("digital"),
        SourceKind.OBSERVATION: say("observation"),
    }[kind]


def _contacts(say: Translator) -> tuple[Choice, ...]:
    words = {
        Contact.VICTIM: say("alleged victim"),
        Contact.PERPETRATOR: say("alleged perpetrator"),
        Contact.OTHER: say("somebody else"),
    }
    return tuple(Choice(contact.value, text) for contact, text in words.items())


def _fields(source: Source | None, say: Translator) -> SourceFormFields:
    """Return the fields of a source as text."""
    if source is None:
        return SourceFormFields()
    return SourceFormFields(
        label=source.label,
        kind=source.kind.value,
        organisation=source.organisation,
        dated=say.day(source.dated) if source.dated else "",
        contact=source.contact.value if source.contact else "",
        consent={True: YES, False: NO, None: ""}[source.consent],
        note=source.note,
        sensitivity=source.sensitivity.value,
    )
