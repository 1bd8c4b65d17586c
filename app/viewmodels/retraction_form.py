"""The form of one statement that was taken back: which, when, in which words. What was told before keeps counting."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from app.domain.incident import Incident
from app.domain.period import Period
from app.domain.period_text import describe
from app.domain.record import Record, Sensitivity
from app.domain.retraction import Retraction
from app.domain.snapshot import CaseSnapshot, visible_number
from app.i18n import Translator
from app.viewmodels.choice import Choice
from app.viewmodels.plain_input import Input, InputKind, identity
from app.viewmodels.record_form import Checked
from app.viewmodels.source_fields import SaidFields, SaidForm, said_words, source_fields


@dataclass(frozen=True)
class RetractionFields(SaidFields):
    """The fields as they are typed; ``incidents`` are ids of the incidents it was about."""

    what: str = ""
    quote: str = ""
    incidents: tuple[str, ...] = ()
    sensitivity: str = Sensitivity.R3.value
    reason: str = ""


class RetractionForm(SaidForm[RetractionFields]):
    """The view-model of the form of one statement that was taken back."""

    kind: ClassVar[str] = "retraction"

    def inputs(self) -> tuple[Input, ...]:
        """Return the fields from top to bottom."""
        say = self._say
        return (
            Input("when", say("When"), InputKind.WHEN),
            Input("what", say("What was taken back"), aside=say("(which statement or report)")),
            Input("quote", say("In own words"), InputKind.TEXT),
            Input(
                "incidents",
                say("About which incidents"),
                InputKind.CHECKS,
                incident_choices(self._snapshot, say),
                nothing=say("none chosen"),
            ),
            Input("sources", say("Sources"), InputKind.SOURCES),
        )

    @property
    def _retraction(self) -> Retraction | None:
        """Return the record that the form is about."""
        return self.record if isinstance(self.record, Retraction) else None

    def _title(self) -> str:
        """Return the visible number, or that it is new."""
        if self.record is None or not self.record.number:
            return self._say("New statement taken back")
        return self._say("Taken back {number}", number=visible_number(self.record))

    def _stored(self) -> RetractionFields:
        """Return the fields as they are saved."""
        return _fields(self._retraction, self._say)

    def _check(self) -> Checked:
        """Read the fields."""
        say, fields, old = self._say, self._fields, self._retraction
        period, when, meanings = self._when(old.when if old else None)
        sources, wrong = self._check_sources()
        problems = [] if fields.what.strip() else [say("Write which statement was taken back.")]
        if not fields.when.strip():
            problems.append(say("Say when it was; “unknown” is also an answer."))
        elif period is None:
            problems.append(when.words)
        return Checked({"when": when, **sources}, self._meanings(meanings), tuple(dict.fromkeys([*problems, *wrong])))

    def _build(self) -> tuple[Record, tuple[Record, ...], str]:
        """Return the record with the sources that are new."""
        fields, old = self._fields, self._retraction
        period, _, _ = self._when(old.when if old else None)
        citations, new = self._cited()
        known = {str(incident.id) for incident in self._snapshot.incidents}
        retraction = Retraction(
            **identity(old, fields.sensitivity),
            when=period or Period(words=fields.when),
            what=fields.what.strip(),
            quote=fields.quote.strip(),
            incidents=tuple(UUID(incident) for incident in fields.incidents if incident in known),
            sources=citations,
        )
        return retraction, new, fields.reason.strip()

    def _kept_by(self) -> str:
        """Return nothing: no record points to it."""
        return ""


def incident_choices(snapshot: CaseSnapshot, say: Translator) -> tuple[Choice, ...]:
    """Return the incidents of a case by number, day and first words, oldest first."""
    ordered = sorted(snapshot.incidents, key=lambda incident: (incident.when.sort_key, incident.number))
    return tuple(Choice(str(incident.id), incident_words(incident, say)) for incident in ordered)


def incident_words(incident: Incident, say: Translator) -> str:
    """Return an incident in a few words."""
    told = " ".join((incident.facts or incident.quote).split())
    told = told if len(told) <= _SNIPPET else f"{told[: _SNIPPET - 1].rstrip()}…"
    return f"{visible_number(incident)} · {describe(incident.when, say)} · {told}"


_SNIPPET = 48


def _fields(retraction: Retraction | None, say: Translator) -> RetractionFields:
    """Return the fields of a record as text."""
    if retraction is None:
        return RetractionFields()
    return RetractionFields(
        when=said_words(retraction.when, say),
        what=retraction.what,
        quote=retraction.quote,
        incidents=tuple(str(incident) for incident in retraction.incidents),
        sensitivity=retraction.sensitivity.value,
        sources=source_fields(retraction.sources, say),
    )
