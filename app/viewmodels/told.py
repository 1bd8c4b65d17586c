"""What a record says, field by field, in the words of the screen: every kind of record, for its history."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from uuid import UUID

import msgspec

from app.domain.assessment import Assessment
from app.domain.case import Case
from app.domain.code_step import CodeStep
from app.domain.event import ContextEvent
from app.domain.exhibit import Exhibit
from app.domain.fear import FearScore
from app.domain.incident import Incident
from app.domain.instrument import InstrumentOutcome
from app.domain.measure import Measure
from app.domain.period import Period, Precision
from app.domain.period_text import describe
from app.domain.person import Person
from app.domain.protection import Protection
from app.domain.record import Record, Sensitivity
from app.domain.retraction import Retraction
from app.domain.review import Review
from app.domain.snapshot import CaseSnapshot, shown_number, visible_number
from app.domain.source import Citation, Contact, Source
from app.i18n import Label, Translator
from app.risk.catalogue import load_catalogue
from app.risk.instruments import load_instruments
from app.risk.protective import load_protective
from app.risk.shelf import list_as_used
from app.viewmodels.checklist_rows import answer_word, basis_word
from app.viewmodels.choice import Choice
from app.viewmodels.exhibit_words import form_words, kind_words
from app.viewmodels.incident_words import (
    actor_choices,
    interpreter_choices,
    kind_choices,
    knowledge_choices,
    move_choices,
    source_kind_choices,
    target_choices,
    wish_choices,
)
from app.viewmodels.roles import role_name
from app.viewmodels.step_words import standing_words, step_words

_PROBE = "\0"
Told = dict[str, str]


class Teller:
    """Tells records; what they point to is named as the case has it now."""

    def __init__(self, snapshot: CaseSnapshot, say: Translator) -> None:
        """Tell against ``snapshot``."""
        self._snapshot, self._say = snapshot, say
        self._names: Mapping[UUID, str] = {one.id: _name(one, say) for one in snapshot.records()}
        self._kinds: dict[type[Record], Callable[..., Told]] = {
            Case: self._case,
            Person: self._person,
            Source: self._source,
            Incident: self._incident,
            ContextEvent: self._event,
            Measure: self._measure,
            Assessment: self._assessment,
            FearScore: self._fear,
            Protection: self._protection,
            InstrumentOutcome: self._outcome,
            Review: self._review,
            Retraction: self._retraction,
            Exhibit: self._exhibit,
            CodeStep: self._step,
        }

    def told(self, record: Record) -> Told:
        """Return every field of a record in words, by its name on the screen; "" where nothing was filled in."""
        say = self._say
        told = self._kinds[type(record)](record)
        told[say("Sensitivity")] = record.sensitivity.value
        for field, mark in record.field_sensitivity.items():
            told[self._mark_label(record, field)] = mark.value
        return told

    def _mark_label(self, record: Record, field: str) -> str:
        """Return the name of the mark on a field: by the words under which a text in that field is told."""
        if not isinstance(getattr(record, field, None), str):
            return self._say("Sensitivity of a field")
        told = self._kinds[type(record)](msgspec.structs.replace(record, **{field: _PROBE}))
        label = next((name for name, words in told.items() if _PROBE in words), field)
        return self._say("Sensitivity of “{field}”", field=label)

    def _case(self, case: Case) -> Told:
        say = self._say
        return {
            say("Case number"): case.reference,
            say("Name"): case.name,
            say("Case holder"): case.holder,
            say("Opened on"): self._day(case.opened_on),
            say("Closed on"): self._day(case.closed_on),
            say("History asked from"): self._day(case.coverage_from),
            say("Fictional"): say("yes") if case.fictional else say("no"),
            say("Reference date"): self._day(case.reference_date),
            say("Compared period (days)"): str(case.window),
            say("Note"): case.note,
        }

    def _person(self, person: Person) -> Told:
        say = self._say
        return {
            say("Name"): person.name,
            say("Role"): role_name(person.role, say),
            say("Relation"): person.relation,
            say("Year of birth"): str(person.birth_year or ""),
            say("Note"): person.note,
        }

    def _source(self, source: Source) -> Told:
        say = self._say
        contacts = {
            Contact.VICTIM: say("alleged victim"),
            Contact.PERPETRATOR: say("alleged perpetrator"),
            Contact.OTHER: say("somebody else"),
        }
        return {
            say("Name of the source"): source.label,
            say("What kind of source"): _word(source_kind_choices(say), source.kind.value),
            say("Organisation"): source.organisation,
            say("Day of the contact or the document"): self._day(source.dated),
            say("Contact with"): contacts[source.contact] if source.contact else "",
            say("Consent of the person concerned"): {True: say("yes"), False: say("no"), None: ""}[source.consent],
            say("Note"): source.note,
        }

    def _incident(self, incident: Incident) -> Told:
        say, known = self._say, load_catalogue()
        known_words = {True: say("yes"), False: say("no"), None: ""}
        return {
            say("When"): self._when(incident.when),
            say("Where"): incident.where,
            say("What was observed"): incident.facts,
            say("Said word for word"): incident.quote,
            say("Translation of what was said"): incident.quote_translation,
            say("Interpretation by the professional"): incident.interpretation,
            say("Whose interpretation"): incident.interpreted_by,
            say("Opinion or wish"): incident.wish,
            say("Whose opinion or wish"): self._named(incident.wish_by)
            or (_word(wish_choices(say), incident.wish_of.value) if incident.wish_of else ""),
            say("Looked for and not found"): incident.not_found,
            say("Typical of the pattern"): say("yes") if incident.typical else "",
            say("Known to the person concerned"): known_words[incident.informed],
            say("How told, or why not"): incident.informed_note,
            say("Behaviour"): self._labels(incident.behaviours, {k: b.label for k, b in known.behaviours.items()}),
            say("Severity"): str(incident.severity or ""),
            say("Why this severity"): incident.severity_reason,
            say("Effect on the client"): self._labels(
                incident.effects, {key: effect.label for key, effect in known.effects.items()}
            ),
            say("Against"): ", ".join(
                _joined(
                    self._named(breach.measure),
                    breach.reaction,
                    say("{hours} h later", hours=say.number(breach.reaction_hours))
                    if breach.reaction_hours is not None
                    else "",
                )
                for breach in incident.breaches
            ),
            say("Who did it"): _word(actor_choices(say), incident.actor.value),
            say("Against whom"): _word(target_choices(say), incident.target.value) if incident.target else "",
            say("Who began / defence"): _word(move_choices(say), incident.move.value) if incident.move else "",
            say("Kind of entry"): _word(kind_choices(say), incident.kind.value),
            say("Children"): self._all(incident.children_present),
            say("Sources"): self._cited(incident.sources),
            say("Exhibits"): self._all(incident.exhibits),
            say("Same as"): self._named(incident.duplicate_of),
            say("Why there is a new account"): incident.changed_because,
            say("Set aside"): incident.set_aside,
        }

    def _event(self, event: ContextEvent) -> Told:
        say = self._say
        contexts = {key: context.label for key, context in load_catalogue().contexts.items()}
        return {
            say("What kind of event"): self._labels((event.type,), contexts),
            say("When"): self._when(event.when),
            say("Happened or planned"): say("planned") if event.planned else say("happened"),
            say("Day of the complaint"): self._day(event.complaint_on),
            say("What was decided"): event.decision,
            say("Reason of the decision"): event.decision_reason,
            say("Note"): event.note,
            say("Sources"): self._cited(event.sources),
        }

    def _measure(self, measure: Measure) -> Told:
        say = self._say
        return {
            say("Measure"): measure.label,
            say("In force from"): self._day(measure.start),
            say("Up to and including"): self._day(measure.end),
            say("Issued by"): measure.issued_by,
            say("Terms"): measure.terms,
            say("Last checked with who issued it"): self._day(measure.verified_on),
        }

    def _assessment(self, assessment: Assessment) -> Told:
        say = self._say
        used = list_as_used(self._snapshot, assessment)
        questions = {item.id: say.label(item.label) for item in used.items} if used else {}
        told = {
            say("Checklist"): f"{say.label(used.name) if used else assessment.checklist} {assessment.version}",
            say("Begun on"): self._day(assessment.started_on),
            say("Judgement in own words"): assessment.judgement,
            say("Signed"): self._signed(assessment),
        }
        for answer in assessment.answers:
            told[questions.get(answer.item, answer.item)] = _joined(
                answer_word(answer.value, say),
                self._day(answer.asked_on),
                answer.asked_by,
                basis_word(answer.basis, say) if answer.basis else "",
                answer.note,
                self._all(answer.incidents),
            )
        for answer in assessment.answers:
            if answer.note_sensitivity is not Sensitivity.R3:
                question = questions.get(answer.item, answer.item)
                told[say("Sensitivity of the note with “{question}”", question=question)] = (
                    answer.note_sensitivity.value
                )
        return told

    def _fear(self, fear: FearScore) -> Told:
        say = self._say
        return {
            say("How afraid, from 0 to 10"): str(fear.score),
            say("Said on"): self._day(fear.given_on),
            say("In own words"): fear.words,
            say("Whose fear"): role_name(fear.role, say),
            say("Sources"): self._cited(fear.sources),
        }

    def _protection(self, fact: Protection) -> Told:
        say = self._say
        return {
            say("What protects"): self._labels(
                (fact.fact,), {key: one.label for key, one in load_protective().items()}
            ),
            say("Since"): self._day(fact.since),
            say("Up to and including"): self._day(fact.until),
            say("Last verified on"): self._day(fact.verified_on),
            say("Verified by"): fact.verified_by,
            say("Takes the cooperation of"): role_name(fact.depends_on, say) if fact.depends_on else "",
            say("Note"): fact.note,
        }

    def _outcome(self, outcome: InstrumentOutcome) -> Told:
        say = self._say
        names = {key: one.name for key, one in load_instruments().items()}
        trained = {True: say("yes"), False: say("no"), None: ""}
        return {
            say("Instrument"): self._labels((outcome.instrument,), names),
            say("Version"): outcome.version,
            say("Used on"): self._day(outcome.taken_on),
            say("Used by"): outcome.taken_by,
            say("Trained in this instrument"): trained[outcome.trained],
            say("Outcome"): outcome.outcome,
            say("Holds until"): self._day(outcome.valid_until),
            say("Note"): outcome.note,
        }

    def _review(self, review: Review) -> Told:
        say = self._say
        told = {
            say("Weighed on"): self._day(review.reviewed_on),
            say("Compared period (days)"): str(review.window),
            say("Concern in own words"): review.judgement,
        }
        for place, ground in enumerate(review.grounds, start=1):
            told[say("Reason {n}", n=place)] = _joined(
                ground.words, self._all(ground.incidents), ", ".join(ground.rules)
            )
        told[say("What could happen")] = review.scenarios
        told[say("What would change this weighing")] = review.would_change
        for place, action in enumerate(review.actions, start=1):
            told[say("Action {n}", n=place)] = _joined(action.what, action.owner, self._day(action.due))
        told[say("Weigh again on")] = self._day(review.next_on)
        told[say("Signed")] = self._signed(review)
        return told

    def _retraction(self, retraction: Retraction) -> Told:
        say = self._say
        return {
            say("What was taken back"): retraction.what,
            say("When"): self._when(retraction.when),
            say("Said word for word"): retraction.quote,
            say("About which incidents"): self._all(retraction.incidents),
            say("Sources"): self._cited(retraction.sources),
        }

    def _step(self, step: CodeStep) -> Told:
        say = self._say
        return {
            say("Step"): step_words(say)[step.step],
            say("Was it taken"): standing_words(say)[step.standing],
            say("On which day"): self._day(step.taken_on),
            say("By whom"): step.taken_by,
            say("With whom"): step.with_whom,
            say("Outcome or decision"): step.outcome,
            say("Why"): step.why,
        }

    def _exhibit(self, exhibit: Exhibit) -> Told:
        say = self._say
        return {
            say("What it is"): exhibit.title,
            say("File as received"): exhibit.file_name,
            say("Kind"): kind_words(exhibit, say),
            say("Who made it"): exhibit.made_by,
            say("When it was made"): self._when(exhibit.made_on),
            say("Device"): exhibit.device,
            say("Time zone"): exhibit.time_zone,
            say("Received on"): self._day(exhibit.received_on),
            say("Received from"): exhibit.received_from,
            say("Received by"): exhibit.received_by,
            say("Original or copy"): form_words(exhibit, say) if exhibit.form or exhibit.form_of else "",
            say("Where the original is kept"): exhibit.kept_where,
            say("Who may release it"): exhibit.release_by,
            say("Through whose hands"): "; ".join(
                _joined(self._when(one.when), one.giver, one.receiver, one.note) for one in exhibit.custody
            ),
            say("Source"): self._named(exhibit.source),
            say("Note"): exhibit.note,
        }

    def _day(self, day: date | None) -> str:
        return self._say.day(day) if day else ""

    def _when(self, when: Period) -> str:
        """Return a period as it was said, and how it was read."""
        if when.precision is Precision.UNKNOWN and not when.words:
            return ""
        read = describe(when, self._say)
        return f"{when.words} ({read})" if when.words not in {"", read} else read

    def _labels(self, keys: Iterable[str], labels: Mapping[str, Label]) -> str:
        return ", ".join(self._say.label(labels[key]) if key in labels else key for key in keys)

    def _named(self, record: UUID | None) -> str:
        """Return the number and the name of a record; of one that is gone, that it is."""
        if record is None:
            return ""
        return self._names.get(record, self._say("no longer in the case"))

    def _all(self, records: Iterable[UUID]) -> str:
        return ", ".join(self._named(record) for record in records)

    def _cited(self, sources: Iterable[Citation]) -> str:
        say = self._say
        words, through = knowledge_choices(say), interpreter_choices(say)
        return "; ".join(
            _joined(
                self._named(one.source),
                _word(words, one.knowledge.value),
                self._day(one.told_on),
                say("told to {whom}", whom=one.told_to) if one.told_to else "",
                say("language: {language}", language=one.language) if one.language else "",
                _word(through, one.interpreter.value) if one.interpreter else "",
                one.note,
            )
            for one in sources
        )

    def _signed(self, record: Assessment | Review) -> str:
        if record.signed_at is None:
            return ""
        return self._say("{moment} by {who}", moment=self._say.moment(record.signed_at), who=record.signed_by)


def _name(record: Record, say: Translator) -> str:
    """Return how a record is called in the history of another."""
    match record:
        case Person():
            return record.name
        case Source() | Measure():
            return f"{visible_number(record)} {record.label}"
        case _:
            return shown_number(record, say)


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)


def _word(choices: Iterable[Choice], key: str) -> str:
    return next((choice.label for choice in choices if choice.key == key), key)
