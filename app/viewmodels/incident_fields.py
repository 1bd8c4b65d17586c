"""The fields of the incident form as they are typed; they travel to the draft and back as they are."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from app.domain.incident import Actor, EntryKind, Incident
from app.domain.period_text import describe
from app.domain.record import Sensitivity
from app.domain.snapshot import CaseSnapshot
from app.domain.source import Source, SourceKind
from app.i18n import Translator
from app.viewmodels.field_marks import marked, marks_of

YES: Final = "yes"
NO: Final = "no"


@dataclass(frozen=True)
class SourceRow:
    """One source: a known one by id, or a new one by name and kind; how it knows it, when, to whom and how it told."""

    source: str = ""
    name: str = ""
    kind: str = SourceKind.PERSON.value
    knowledge: str = ""
    told: str = ""
    note: str = ""
    told_to: str = ""
    language: str = ""
    interpreter: str = ""

    @property
    def empty(self) -> bool:
        """Whether nothing was filled in."""
        typed = (self.name, self.told, self.told_to, self.language)
        return not (self.source or self.knowledge or self.interpreter or any(words.strip() for words in typed))


@dataclass(frozen=True)
class BreachRow:
    """One measure that was breached, and what was done about it after how many hours."""

    measure: str
    reaction: str = ""
    hours: str = ""


@dataclass(frozen=True)
class IncidentFields:
    """The whole form.

    ``meaning`` is the chosen one of the moments that ``when`` can mean, ``when_unread`` keeps words that no date can be
    read from as "date unknown". ``severity`` 0 follows the proposal, -1 says that no severity is given.
    ``marks`` are the fields that may travel less far than the whole entry; ``where_sensitivity`` is that of the
    place in an older draft, and nothing else. ``target``, ``move`` and ``wish_of`` are "" when they were left open;
    ``wish_of`` may be the id of a child.
    ``informed`` is ``YES``, ``NO``, or "" where nobody recorded it. ``changed`` is a new account of the event that
    ``duplicate_of`` tells: that one needs to say why it is there.
    """

    when: str = ""
    meaning: int = -1
    when_unread: bool = False
    where: str = ""
    where_sensitivity: str = ""
    facts: str = ""
    quote: str = ""
    quote_translation: str = ""
    interpretation: str = ""
    wish: str = ""
    wish_of: str = ""
    not_found: str = ""
    kind: str = EntryKind.ACT.value
    actor: str = Actor.PERPETRATOR.value
    target: str = ""
    move: str = ""
    behaviours: tuple[str, ...] = ()
    severity: int = 0
    severity_reason: str = ""
    effects: tuple[str, ...] = ()
    sources: tuple[SourceRow, ...] = (SourceRow(),)
    children: tuple[str, ...] = ()
    breaches: tuple[BreachRow, ...] = ()
    duplicate_of: str = ""
    changed: bool = False
    changed_because: str = ""
    set_aside: str = ""
    exhibits: tuple[str, ...] = ()
    typical: bool = False
    informed: str = ""
    informed_note: str = ""
    sensitivity: str = Sensitivity.R3.value
    reason: str = ""
    marks: dict[str, str] = field(default_factory=dict)


def fields_of(incident: Incident | None, say: Translator) -> IncidentFields:
    """Return the fields that show an incident, or empty ones."""
    if incident is None:
        return IncidentFields()
    return IncidentFields(
        when=when_words(incident, say),
        where=incident.where,
        facts=incident.facts,
        quote=incident.quote,
        quote_translation=incident.quote_translation,
        interpretation=incident.interpretation,
        wish=incident.wish,
        wish_of=str(incident.wish_by or (incident.wish_of.value if incident.wish_of else "")),
        not_found=incident.not_found,
        kind=incident.kind.value,
        actor=incident.actor.value,
        target=incident.target.value if incident.target else "",
        move=incident.move.value if incident.move else "",
        behaviours=incident.behaviours,
        severity=incident.severity or -1,
        severity_reason=incident.severity_reason,
        effects=incident.effects,
        sources=tuple(
            SourceRow(
                source=str(citation.source),
                knowledge=citation.knowledge.value,
                told=say.day(citation.told_on) if citation.told_on else "",
                note=citation.note,
                told_to=citation.told_to,
                language=citation.language,
                interpreter=citation.interpreter.value if citation.interpreter else "",
            )
            for citation in incident.sources
        )
        or (SourceRow(),),
        children=tuple(str(child) for child in incident.children_present),
        breaches=tuple(
            BreachRow(
                measure=str(breach.measure),
                reaction=breach.reaction,
                hours="" if breach.reaction_hours is None else say.number(breach.reaction_hours),
            )
            for breach in incident.breaches
        ),
        duplicate_of=str(incident.duplicate_of) if incident.duplicate_of else "",
        changed=bool(incident.changed_because),
        changed_because=incident.changed_because,
        set_aside=incident.set_aside,
        exhibits=tuple(str(exhibit) for exhibit in incident.exhibits),
        typical=incident.typical,
        informed={True: YES, False: NO, None: ""}[incident.informed],
        informed_note=incident.informed_note,
        sensitivity=incident.sensitivity.value,
        marks=marks_of(incident),
    )


def as_drafted(fields: IncidentFields) -> IncidentFields:
    """Return the fields of a draft; the mark on the place of an older one stands among the others."""
    if not fields.where_sensitivity:
        return fields
    return replace(fields, marks=marked(fields.marks, "where", fields.where_sensitivity), where_sensitivity="")


def when_words(incident: Incident, say: Translator) -> str:
    """Return the words as said, or the period in words when nobody said any."""
    return incident.when.words or describe(incident.when, say)


def next_fields(fields: IncidentFields, new: Sequence[Source]) -> IncidentFields:
    """Return an empty form that keeps the sources: one conversation often tells of several incidents.

    ``new`` are the sources that were made by the save; they are known from now on.
    """
    known = {source.label.casefold(): str(source.id) for source in new}
    rows = tuple(
        SourceRow(source=row.source or known[row.name.strip().casefold()], knowledge=row.knowledge, told=row.told)
        for row in fields.sources
        if row.source or row.name.strip().casefold() in known
    )
    return IncidentFields(sources=rows or (SourceRow(),), sensitivity=fields.sensitivity)


def without_gone(fields: IncidentFields, snapshot: CaseSnapshot) -> IncidentFields:
    """Return the fields of a draft without what was withdrawn meanwhile; a source is asked again, its words stay.

    A measure stays as well, because of what was typed about its breach; the form says that it was withdrawn.
    """
    known = {str(record.id) for record in snapshot.records()}
    return replace(
        fields,
        sources=tuple(row if row.source in {"", *known} else replace(row, source="") for row in fields.sources),
        children=tuple(child for child in fields.children if child in known),
        exhibits=tuple(exhibit for exhibit in fields.exhibits if exhibit in known),
        duplicate_of=fields.duplicate_of if fields.duplicate_of in known else "",
        wish_of=fields.wish_of if fields.wish_of in {"", *Actor, *known} else "",
    )


def names_gone(fields: IncidentFields, snapshot: CaseSnapshot) -> bool:
    """Whether a breach of a measure stands in the fields that was withdrawn meanwhile."""
    known = {str(measure.id) for measure in snapshot.measures}
    return any(row.measure not in known for row in fields.breaches)
