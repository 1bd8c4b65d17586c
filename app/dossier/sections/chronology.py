"""The chronology: every row with facts, verbatim words and interpretation in three styles, and how it is known."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Final
from uuid import UUID

from reportlab.platypus import Flowable

from app.domain.duplicates import only_told_later
from app.domain.event import DECISIONS, ContextEvent
from app.domain.incident import EntryKind, Incident
from app.domain.period import Precision
from app.domain.period_text import describe
from app.domain.snapshot import shown_number, visible_number
from app.domain.source import Citation, Interpreter, Knowledge, Source
from app.domain.source_say import knowledge_words
from app.dossier.flow import Cell, Passage, Row
from app.dossier.sections.entry_words import (
    actor_words,
    befell_words,
    interpreter_words,
    move_words,
    quoted,
    target_words,
    wish_words,
)
from app.dossier.sections.measures import reaction_words
from app.dossier.sections.reports import decided
from app.dossier.sections.sources import sources
from app.dossier.sheet import Sheet, anchor_of, named
from app.dossier.styles import (
    CELL,
    CELL_STRONG,
    FACT,
    INTERPRETATION,
    NOT_FOUND,
    QUOTE,
    SMALL,
    SMALL_STRONG,
    TRANSLATION,
    WISH,
)
from app.dossier.text import Style

_MARKS: Final[Mapping[Knowledge, str]] = {
    Knowledge.SEEN: "●",
    Knowledge.HEARD: "●",
    Knowledge.TOLD: "○",
    Knowledge.DOCUMENT: "▭",
    Knowledge.OWN_STATEMENT: "◇",
}
_PLAIN: Final = frozenset({Precision.DAY, Precision.MONTH, Precision.YEAR})
_EVENT_GROUND: Final = "#F4F5F3"
_QUIET: Final = Style(FACT.face, FACT.size, SMALL.colour)


def chronology(sheet: Sheet) -> list[Flowable]:
    """Return the section."""
    say = sheet.say
    legend = say(
        "Facts, verbatim words, interpretation and opinion or wish stand apart. ● own perception ○ heard from others "
        "▭ document ◇ own statement. Grey rows are events around the incidents (G). Where no language or interpreter "
        "is told, nobody recorded it."
    )
    if not sheet.shows_sources:
        legend = say("Who told a row is not in this copy.")
    story = [sheet.paragraph(legend, SMALL, after=6)]
    if sheet.input.snapshot.incidents or sheet.input.snapshot.events:
        titles = say("No."), say("When"), say("What was observed"), say("Source")
        widths = (0.085, 0.155, 0.56, 0.2) if sheet.shows_sources else (0.085, 0.155, 0.76)
        story.append(sheet.table(widths, Teller(sheet).rows(), *titles[: len(widths)]))
    else:
        story.append(sheet.paragraph(say("There are no rows in this copy.")))
    return [*story, *(sources(sheet) if sheet.shows_sources else [])]


class Teller:
    """Turns records into rows; the words that come back are translated once."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet
        self._say = sheet.say
        snapshot = sheet.input.snapshot
        self._sources: dict[UUID, Source] = {source.id: source for source in snapshot.sources}
        self._numbers = {record.id: shown_number(record, sheet.say) for record in snapshot.records()}
        self._people = {person.id: person.name for person in snapshot.persons}
        self._only_later = only_told_later(snapshot.incidents)
        self._later: defaultdict[UUID, list[str]] = defaultdict(list)
        for incident in snapshot.incidents:
            if incident.duplicate_of is not None:
                self._later[incident.duplicate_of].append(visible_number(incident))
        self._measures = {measure.id: (named(measure), measure.label) for measure in snapshot.measures}
        self._knowledge = knowledge_words(self._say)
        self._interpreters = interpreter_words(self._say)
        self._actors = actor_words(self._say)
        self._targets = {EntryKind.ACT: target_words(self._say), EntryKind.EFFECT: befell_words(self._say)}
        self._moves = move_words(self._say)
        self._wishes = wish_words(self._say)

    def rows(self) -> Iterator[Row]:
        """Yield incidents and events, the earliest first; the first of every year is a bookmark."""
        snapshot = self._sheet.input.snapshot
        records: list[Incident | ContextEvent] = [*snapshot.incidents, *snapshot.events]
        year = ""
        for record in sorted(records, key=lambda record: (record.when.sort_key, record.number)):
            self._sheet.job.check()
            row = self._incident(record) if isinstance(record, Incident) else self._event(record)
            first = record.when.first or record.when.last
            this_year = str(first.year) if first else self._say("Date unknown")
            if this_year != year:
                row.outline = year = this_year
            yield row

    def _incident(self, incident: Incident) -> Row:
        return Row(
            [self._number(incident), self._when(incident), self.told(incident), *self.cited(incident.sources)],
            anchor=anchor_of(visible_number(incident)),
        )

    def told(self, incident: Incident) -> Cell:
        """Return all that is told of an incident: facts, words, meaning, what is around it and what shows it."""
        return [*self._account(incident), *self._around(incident), *self._shown(incident)]

    def _event(self, event: ContextEvent) -> Row:
        label = self._sheet.input.labels.contexts.get(event.type, event.type)
        told = [self._sheet.passage(label, CELL_STRONG)]
        if event.note:
            told.append(self._sheet.passage(event.note, FACT, before=1))
        if "D10" not in self._sheet.input.sections or event.type not in DECISIONS:
            told += decided(self._sheet, event)
        if event.planned:
            told.append(self._sheet.passage(self._say("planned"), SMALL_STRONG, before=1))
        return Row(
            [self._number(event), self._when(event), told, *self.cited(event.sources)],
            anchor=anchor_of(visible_number(event)),
            ground=_EVENT_GROUND,
        )

    def _number(self, record: Incident | ContextEvent) -> Cell:
        return self._sheet.cell(visible_number(record), CELL_STRONG)

    def _when(self, record: Incident | ContextEvent) -> Cell:
        """Say when, and the words as they were said where those tell more."""
        read = describe(record.when, self._say)
        passages = [self._sheet.passage(read, CELL)]
        plain = record.when.precision in _PLAIN and not record.when.approximate
        if not plain and record.when.words and record.when.words != read:
            passages.append(self._sheet.passage(self._say("said: {words}", words=record.when.words), SMALL, before=1))
        return passages

    def _account(self, incident: Incident) -> Iterator[Passage]:
        """Yield facts, verbatim words, interpretation and what was not found, each in its own style."""
        sheet, say = self._sheet, self._say
        heading = self._standing(incident)
        if heading:
            yield sheet.passage(heading, SMALL_STRONG)
        yield from self._accounts(incident)
        counted = incident.duplicate_of is None and not incident.set_aside
        if incident.facts.strip():
            yield sheet.passage(incident.facts, FACT if counted else _QUIET, before=1)
        if incident.quote.strip():
            yield Passage(
                sheet.span(say("Verbatim:") + " ", CELL_STRONG),
                sheet.span(quoted(incident.quote), QUOTE),
                before=1,
                kept=True,
            )
        if incident.quote_translation.strip():
            yield Passage(
                sheet.span(f"{self._translated(incident)} ", CELL_STRONG),
                sheet.span(quoted(incident.quote_translation), TRANSLATION),
                before=1,
                kept=True,
            )
        if incident.interpretation.strip():
            words = say("Interpretation: {words}", words=incident.interpretation)
            if incident.interpreted_by and not sheet.is_access:
                who = incident.interpreted_by
                words = say("Interpretation by {who}: {words}", who=who, words=incident.interpretation)
            yield sheet.passage(words, INTERPRETATION, before=1)
        if incident.wish.strip():
            yield Passage(
                sheet.span(f"{self._whose(incident)} ", CELL_STRONG),
                sheet.span(incident.wish, WISH),
                before=1,
            )
        if incident.not_found.strip():
            yield Passage(
                sheet.span(say("Looked for and not found:") + " ", CELL_STRONG),
                sheet.span(incident.not_found, NOT_FOUND),
                before=1,
            )

    def _whose(self, incident: Incident) -> str:
        """Say before an opinion or a wish whose it is; a child by name where this copy names it."""
        if incident.wish_by is None:
            return self._wishes[incident.wish_of]
        name = self._people[incident.wish_by]
        say = self._say
        return say("Opinion or wish of the child {name}:", name=name) if name else say("Opinion or wish of a child:")

    def _translated(self, incident: Incident) -> str:
        """Say that words are a translation and, where this copy tells of sources, through whom; never who that was."""
        say = self._say
        through = {cited.interpreter for cited in incident.sources if self._sheet.shows_sources}
        told = [words for one, words in self._interpreters.items() if one in through - {Interpreter.NONE}]
        return say("Translation ({through}):", through=say.series(told)) if told else say("Translation:")

    def _standing(self, incident: Incident) -> str:
        """Say that a row is not counted, or is a statement or an effect and no act."""
        say = self._say
        parts = []
        if incident.kind is EntryKind.STATEMENT:
            parts.append(say("Statement or counter-statement, printed whole; it is not counted as an incident"))
        if incident.kind is EntryKind.EFFECT:
            parts.append(say("Effect, not an act"))
        if incident.set_aside:
            parts.append(say("Set aside, not counted: {reason}", reason=incident.set_aside))
        return ". ".join(parts)

    def _accounts(self, incident: Incident) -> Iterator[Passage]:
        """Yield where the same event is told as well: first, and later (domain reference 5.2, rule 11)."""
        sheet, say = self._sheet, self._say
        if incident.duplicate_of is not None:
            words = say("Tells the event of {number} again; not counted twice", number="\n")
            if incident.changed_because:
                words = say(
                    "New account of {number} – the first one stays as it was told; not counted twice", number="\n"
                )
                words = f"{words}. {say('Why: {why}', why=incident.changed_because)}"
            before, _, after = words.partition("\n")
            number = sheet.number(self._numbers[incident.duplicate_of], SMALL_STRONG)
            yield Passage(sheet.span(before, SMALL_STRONG), *number, sheet.span(after, SMALL_STRONG))
        if new := self._only_later.get(incident.id):
            labels = self._sheet.input.labels.behaviours
            what = say.series([labels.get(behaviour, behaviour) for behaviour in new])
            yield sheet.passage(say("Only in this account, and not counted: {what}", what=what), SMALL_STRONG)
        if later := self._later.get(incident.id):
            words = say("The same event is told again: see also {numbers}", numbers="\n")
            before, _, after = words.partition("\n")
            yield Passage(
                sheet.span(before, SMALL_STRONG),
                *sheet.numbers(later, SMALL_STRONG),
                sheet.span(after, SMALL_STRONG),
            )

    def _around(self, incident: Incident) -> Iterator[Passage]:
        """Yield place, behaviours, severity, effects, children and breaches."""
        sheet, say, labels = self._sheet, self._say, self._sheet.input.labels
        parts = [labels.behaviours.get(behaviour, behaviour) for behaviour in incident.behaviours]
        if incident.severity is not None:
            parts.append(say("severity {level}", level=incident.severity))
        parts += self._direction(incident)
        if incident.where:
            parts.append(say("place: {where}", where=incident.where))
        if parts:
            yield sheet.passage(" · ".join(parts), SMALL, before=2)
        if incident.severity_reason:
            yield sheet.passage(say("Reason for the severity: {reason}", reason=incident.severity_reason), SMALL)
        if incident.effects:
            effects = ", ".join(labels.effects.get(effect, effect) for effect in incident.effects)
            yield sheet.passage(say("Effects: {effects}", effects=effects), SMALL)
        if incident.children_present:
            children = ", ".join(self._people[child] or say("a child") for child in incident.children_present)
            yield sheet.passage(say("Children present: {children}", children=children), SMALL)
        for breach in incident.breaches:
            words = say(
                "In breach of {measure}. Reaction: {reaction}", measure="\n", reaction=reaction_words(breach, say)
            )
            before, _, after = words.partition("\n")
            number, label = self._measures[breach.measure]
            yield Passage(
                sheet.span(before, SMALL_STRONG),
                *sheet.number(number, SMALL_STRONG),
                sheet.span(f" {label}{after}", SMALL_STRONG),
            )

    def _shown(self, incident: Incident) -> Iterator[Passage]:
        """Yield the exhibits that show it."""
        yield from self._informed(incident)
        numbers = [self._numbers[exhibit] for exhibit in incident.exhibits]
        if numbers:
            sheet = self._sheet
            yield Passage(sheet.span(self._say("Evidence:") + " ", SMALL), *sheet.numbers(numbers, SMALL))

    def _informed(self, incident: Incident) -> Iterator[Passage]:
        """Yield whether the person concerned knows of the entry, where somebody recorded it (domain reference 5.2)."""
        say, note = self._say, incident.informed_note.strip()
        knows = {
            True: say("The person concerned knows of this entry."),
            False: say("The person concerned does not know of this entry."),
            None: say("Whether the person concerned knows of this entry is not recorded."),
        }
        if incident.informed is not None or note:
            yield self._sheet.passage(f"{knows[incident.informed]} {note}".rstrip(), SMALL, before=1)

    def _direction(self, incident: Incident) -> Iterator[str]:
        """Yield who did it, against whom and who began, as far as told; of an effect only whom it befell."""
        if incident.set_aside:
            return
        if incident.kind is EntryKind.ACT:
            yield self._actors[incident.actor]
        if incident.target is not None and incident.kind in self._targets:
            yield self._targets[incident.kind][incident.target]
        if incident.move is not None and incident.kind is EntryKind.ACT:
            yield self._moves[incident.move]

    def cited(self, citations: Sequence[Citation]) -> list[Cell]:
        """Return the source line, who and how they know it, in a cell; none in a copy that tells no sources."""
        sheet, say = self._sheet, self._say
        if not sheet.shows_sources:
            return []
        if not citations:
            return [sheet.cell(say("no source recorded"), SMALL)]
        passages: list[Passage] = []
        for citation in citations:
            source = self._sources[citation.source]
            name = source.label
            if source.number and visible_number(source) not in name:
                name = f"{visible_number(source)} {name}"
            known = ", ".join(self._known(citation))
            link = sheet.anchor(visible_number(source)) if source.number else ""
            passages.append(
                Passage(
                    sheet.span(f"{_MARKS[citation.knowledge]} ", CELL),
                    sheet.span(name, CELL, link),
                    sheet.span(f", {known}", SMALL),
                    before=2,
                )
            )
            if citation.note:
                passages.append(sheet.passage(citation.note, SMALL))
        return [passages]

    def _known(self, citation: Citation) -> Iterator[str]:
        """Yield how a source knows it, when and to whom it told, and in which language."""
        say = self._say
        yield self._knowledge[citation.knowledge]
        if citation.told_on:
            yield say("told on {day}", day=say.day(citation.told_on))
        if citation.told_to:
            yield say("told to {whom}", whom=citation.told_to)
        if citation.language:
            yield say("language: {language}", language=citation.language)
        if citation.interpreter is not None:
            yield self._interpreters[citation.interpreter]
