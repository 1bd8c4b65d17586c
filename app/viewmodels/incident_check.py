"""Reading the incident form: what each field means, what stands in the way of saving, and the records it makes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID, uuid4

from app.domain.incident import Actor, Breach, EntryKind, Incident, Move
from app.domain.period import Period
from app.domain.period_text import describe, read_period
from app.domain.record import Sensitivity
from app.domain.snapshot import CaseSnapshot
from app.domain.source import Citation, Interpreter, Knowledge, Source, SourceKind, named
from app.i18n import Translator
from app.risk.catalogue import Catalogue
from app.viewmodels.incident_fields import NO, YES, IncidentFields, SourceRow, when_words
from app.viewmodels.known_day import Hint, read_day
from app.viewmodels.wording_hint import wording_hint


@dataclass(frozen=True)
class Read:
    """How the form is read.

    ``hints`` has a line per field ("when", "severity", "knowledge0" …). ``meanings`` are the moments to choose from and
    ``may_be_unread`` offers to keep the words without a date. ``severity`` is the level that will be saved.
    """

    when: Period | None = None
    meanings: tuple[str, ...] = ()
    may_be_unread: bool = False
    severity: int | None = None
    proposed: int | None = None
    asks_reason: bool = False
    hints: Mapping[str, Hint] = field(default_factory=dict)
    problems: Mapping[str, str] = field(default_factory=dict)


class FormReader:
    """Reads the fields of one form against the case, as on one day, in one language."""

    def __init__(
        self, snapshot: CaseSnapshot, stored: Incident | None, catalogue: Catalogue, say: Translator, today: date
    ) -> None:
        """Read against ``snapshot``; ``stored`` is the version that is being corrected."""
        self._snapshot, self._stored, self._catalogue = snapshot, stored, catalogue
        self._say, self._today = say, today

    def read(self, fields: IncidentFields) -> Read:
        """Return how the fields are read and what is wrong with them."""
        hints: dict[str, Hint] = {}
        problems: dict[str, str] = {}
        when, meanings, unread = self._when(fields, hints, problems)
        if not (fields.facts.strip() or fields.quote.strip()):
            problems["facts"] = self._say("Write down what was observed, or the words that were said.")
        if fields.quote_translation.strip() and not fields.quote.strip():
            problems["quote"] = self._say("A translation stands next to the words as they were said: write those too.")
        for name, words in (("facts", fields.facts), ("interpretation", fields.interpretation)):
            if hint := wording_hint(words, self._say):  # a quote keeps its words as they were said
                hints[name] = hint
        if fields.changed and fields.duplicate_of and not fields.changed_because.strip():
            problems["changed_because"] = self._say("Say why there is a new account.")
        severity, proposed, asks = self._severity(fields, hints, problems)
        for index, row in enumerate(fields.sources):
            self._source(index, row, hints, problems)
        if all(row.empty for row in fields.sources):
            hints["source0"] = Hint(self._say("Without a source nobody can trace this entry."))
        for row_index, breach in enumerate(fields.breaches):
            if breach.hours.strip() and self._hours(breach.hours) is None:
                problems[f"hours{row_index}"] = self._say("Write the hours as a number, for example 2 or 0.5.")
        hints |= {name: Hint(words, wrong=True) for name, words in problems.items()}
        return Read(when, meanings, unread, severity, proposed, asks, hints, problems)

    def _when(
        self, fields: IncidentFields, hints: dict[str, Hint], problems: dict[str, str]
    ) -> tuple[Period | None, tuple[str, ...], bool]:
        """Read when it happened; words that were not changed keep what was read before, in a new account as well."""
        say = self._say
        first = next((one for one in self._snapshot.incidents if str(one.id) == fields.duplicate_of), None)
        for known in (self._stored, first):
            if known is not None and fields.meaning < 0 and fields.when == when_words(known, say):
                hints["when"] = Hint(say("read as: {when}", when=describe(known.when, say)))
                return known.when, (), False
        reading = read_period(fields.when, self._today, say.language)
        period = reading.period
        if 0 <= fields.meaning < len(reading.alternatives):
            period = reading.alternatives[fields.meaning]
        meanings = tuple(describe(meaning, say) for meaning in reading.alternatives)
        if period is None:
            unread = bool(fields.when.strip()) and not meanings
            if unread and fields.when_unread:
                hints["when"] = Hint(say("read as: {when}", when=say("date unknown")))
                return Period(words=fields.when.strip()), (), True
            problems["when"] = say(reading.problem)
            return None, meanings, unread
        words = [say("read as: {when}", when=describe(period, say))]
        words += [say(line) for line in (reading.problem if not meanings else "", reading.note) if line]
        if period.first is not None and period.first > self._today:
            words.append(say("This lies in the future. Planned things go with the events."))
        hints["when"] = Hint(" · ".join(words))
        return period, meanings, False

    def _severity(
        self, fields: IncidentFields, hints: dict[str, Hint], problems: dict[str, str]
    ) -> tuple[int | None, int | None, bool]:
        """Propose a severity from the behaviours; a different one needs a reason (domain reference 3.1)."""
        say, stored = self._say, self._stored
        proposal = self._catalogue.proposed_severity(fields.behaviours) if fields.kind == EntryKind.ACT else None
        severity = fields.severity if fields.severity > 0 else None
        if proposal is None:
            hints["severity"] = Hint(
                say("no proposal: no behaviour was chosen") if fields.kind == EntryKind.ACT else ""
            )
            return severity, None, False
        level, behaviour = proposal
        name = say.label(self._catalogue.behaviours[behaviour].label)
        hints["severity"] = Hint(say("proposal {level}, because of {behaviour}", level=level, behaviour=_lower(name)))
        if fields.severity == 0:
            return level, level, False
        untouched = (
            stored is not None
            and (stored.severity, stored.behaviours, stored.kind) == (severity, fields.behaviours, fields.kind)
            and not stored.severity_reason
        )
        asks = severity != level and not untouched
        if asks and not fields.severity_reason.strip():
            problems["severity_reason"] = say("Say why the severity differs from the proposal.")
        return severity, level, asks or bool(fields.severity_reason)

    def _source(self, index: int, row: SourceRow, hints: dict[str, Hint], problems: dict[str, str]) -> None:
        """Read one source: which, how it knows it, and when it told."""
        say = self._say
        if row.empty:
            return
        if not row.source and not row.name.strip():
            problems[f"source{index}"] = say("Choose a source or write its name.")
        if not row.knowledge:
            problems[f"knowledge{index}"] = say("Choose how this source knows it.")
        if not row.told.strip():
            return
        told, hint = self._told(row)
        if told is None:
            problems[f"told{index}"] = hint.words
        elif told > self._today:
            problems[f"told{index}"] = say("This day has yet to come.")
        else:
            hints[f"told{index}"] = hint

    def _told(self, row: SourceRow) -> tuple[date | None, Hint]:
        stored = self._stored.sources if self._stored else ()
        known = next(
            (each.told_on for each in stored if each.told_on and row.told == self._say.day(each.told_on)), None
        )
        return read_day(row.told, self._today, self._say, known)

    def _hours(self, words: str) -> float | None:
        try:
            hours = float(words.strip().replace(",", "."))
        except ValueError:
            return None
        return hours if 0 <= hours <= 100_000 else None

    def build(self, fields: IncidentFields) -> tuple[Incident, tuple[Source, ...]]:
        """Return the incident and the sources that are new; only for fields without problems."""
        read, stored = self.read(fields), self._stored
        citations, new = self._citations(fields)
        whose = _whose(fields) if fields.wish.strip() else None
        incident = Incident(
            id=stored.id if stored else uuid4(),
            number=stored.number if stored else 0,
            recorded_at=stored.recorded_at if stored else None,
            recorded_by=stored.recorded_by if stored else "",
            sensitivity=Sensitivity(fields.sensitivity),
            field_sensitivity={name: Sensitivity(mark) for name, mark in fields.marks.items() if mark},
            when=read.when or Period(words=fields.when.strip()),
            kind=EntryKind(fields.kind),
            where=fields.where.strip(),
            facts=fields.facts.strip(),
            quote=fields.quote.strip(),
            quote_translation=fields.quote_translation.strip(),
            interpretation=fields.interpretation.strip(),
            interpreted_by=stored.interpreted_by if stored else "",
            wish=fields.wish.strip(),
            wish_of=whose,
            wish_by=UUID(fields.wish_of) if whose is Actor.THIRD and fields.wish_of not in set(Actor) else None,
            not_found=fields.not_found.strip(),
            behaviours=fields.behaviours,
            severity=read.severity,
            severity_reason=fields.severity_reason.strip() if read.severity != read.proposed else "",
            actor=Actor(fields.actor),
            target=Actor(fields.target) if fields.target else None,
            move=Move(fields.move) if fields.move else None,
            effects=fields.effects,
            sources=citations,
            children_present=tuple(UUID(child) for child in fields.children),
            breaches=tuple(
                Breach(measure=UUID(row.measure), reaction=row.reaction.strip(), reaction_hours=self._hours(row.hours))
                for row in fields.breaches
            ),
            duplicate_of=UUID(fields.duplicate_of) if fields.duplicate_of else None,
            changed_because=fields.changed_because.strip() if fields.duplicate_of else "",
            set_aside=fields.set_aside.strip(),
            exhibits=tuple(UUID(exhibit) for exhibit in fields.exhibits),
            typical=fields.typical,
            informed={YES: True, NO: False}.get(fields.informed),
            informed_note=fields.informed_note.strip(),
        )
        return incident, new

    def _citations(self, fields: IncidentFields) -> tuple[tuple[Citation, ...], tuple[Source, ...]]:
        """Return the citations; a name that was typed is the source of that name and kind, or one new source."""
        new: list[Source] = []
        citations = []
        for row in fields.sources:
            if row.empty:
                continue
            if row.source:
                source = UUID(row.source)
            else:
                kind = SourceKind(row.kind)
                alike = [one for one in (*self._snapshot.sources, *new) if one.kind is kind]
                found = named(alike, row.name)
                if found is None:
                    found = Source(label=row.name.strip(), kind=kind)
                    new.append(found)
                source = found.id
            citations.append(
                Citation(
                    source=source,
                    knowledge=Knowledge(row.knowledge),
                    told_on=self._told(row)[0],
                    note=row.note.strip(),
                    told_to=row.told_to.strip(),
                    language=row.language.strip(),
                    interpreter=Interpreter(row.interpreter) if row.interpreter else None,
                )
            )
        return tuple(citations), tuple(new)


def _whose(fields: IncidentFields) -> Actor | None:
    """Return whose a wish is; that of a child, who is named by its id, is of somebody else than the two."""
    if not fields.wish_of:
        return None
    return Actor(fields.wish_of) if fields.wish_of in set(Actor) else Actor.THIRD


def _lower(name: str) -> str:
    """Return a label in the middle of a sentence."""
    return name[:1].lower() + name[1:]
