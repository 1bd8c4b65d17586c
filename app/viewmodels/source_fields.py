"""What forms with sources share: a line per source, how it knows it, and when it told."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Generic, TypeVar
from uuid import UUID

from app.domain.period import Period
from app.domain.period_text import describe, read_period
from app.domain.snapshot import visible_number
from app.domain.source import Citation, Interpreter, Knowledge, Source, named
from app.i18n import Translator
from app.viewmodels.choice import Choice
from app.viewmodels.known_day import Hint
from app.viewmodels.record_form import RecordForm


@dataclass(frozen=True)
class SourceFields:
    """One source as it is typed: a known source by id or a new one by name; how it knows it, when and how it told."""

    source: str = ""
    name: str = ""
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
        return not (self.source or self.interpreter or any(words.strip() for words in typed))


@dataclass(frozen=True)
class SourcedFields:
    """Fields of a form that names its sources."""

    sources: tuple[SourceFields, ...] = ()


@dataclass(frozen=True)
class SaidFields(SourcedFields):
    """Fields of a form that says when; ``meaning`` is the chosen one of the days that the words can mean."""

    when: str = ""
    meaning: int = -1


S = TypeVar("S", bound=SourcedFields)
W = TypeVar("W", bound=SaidFields)


class SourcedForm(RecordForm[S], Generic[S]):
    """The view-model of a form that names its sources."""

    def add_source(self) -> None:
        """Add an empty line for a source."""
        self.edit(sources=(*self._fields.sources, SourceFields(knowledge=Knowledge.DOCUMENT.value)))

    def edit_source(self, index: int, **fields: str) -> None:
        """Take over what was typed in one line of sources."""
        lines = list(self._fields.sources)
        lines[index] = replace(lines[index], **fields)
        self.edit(sources=tuple(lines))

    def drop_source(self, index: int) -> None:
        """Take one line of sources away."""
        self.edit(sources=self._fields.sources[:index] + self._fields.sources[index + 1 :])

    def source_choices(self) -> tuple[Choice, ...]:
        """Return the sources of the case."""
        return tuple(
            Choice(str(known.id), f"{visible_number(known)} · {known.label}") for known in self._snapshot.sources
        )

    def _check_sources(self) -> tuple[dict[str, Hint], list[str]]:
        """Return a hint per day on which a source told, and what stands in the way of saving."""
        hints: dict[str, Hint] = {}
        problems: list[str] = []
        for index, line in enumerate(self._fields.sources):
            _, hint = self._day(line.told)
            hints[f"told{index}"] = hint
            if line.empty:
                continue
            if hint.wrong:
                problems.append(hint.words)
            if not line.source and not line.name.strip():
                problems.append(self._say("Choose a source or write its name."))
        return hints, problems

    def _cited(self) -> tuple[tuple[Citation, ...], tuple[Source, ...]]:
        """Return the citations, and the sources that are new."""
        new: list[Source] = []
        citations: list[Citation] = []
        for line in self._fields.sources:
            if line.empty:
                continue
            if line.source:
                source = UUID(line.source)
            elif known := named((*self._snapshot.sources, *new), line.name):
                source = known.id
            else:
                new.append(Source(label=line.name.strip()))
                source = new[-1].id
            told, _ = self._day(line.told)
            knowledge = Knowledge(line.knowledge or Knowledge.DOCUMENT)
            citations.append(
                Citation(
                    source=source,
                    knowledge=knowledge,
                    told_on=told,
                    note=line.note,
                    told_to=line.told_to.strip(),
                    language=line.language.strip(),
                    interpreter=Interpreter(line.interpreter) if line.interpreter else None,
                )
            )
        return tuple(citations), tuple(new)


class SaidForm(SourcedForm[W], Generic[W]):
    """The view-model of a form that says when something was, in the words of whoever told it."""

    def choose_meaning(self, index: int) -> None:
        """Choose one of the days that the words can mean."""
        self.edit(meaning=index)

    def say_when(self, words: str) -> None:
        """Take over when it was or will be; an earlier choice of meaning no longer holds."""
        if words != self._fields.when:
            self.edit(when=words, meaning=-1)

    def _when(self, known: Period | None) -> tuple[Period | None, Hint, tuple[Period, ...]]:
        """Read when it was; words that were not changed keep the ``known`` period that was read when they were said."""
        say, fields = self._say, self._fields
        if known is not None and fields.when == said_words(known, say) and fields.meaning < 0:
            return known, Hint(say("read as: {day}", day=describe(known, say))), ()
        if not fields.when.strip():
            return None, Hint(""), ()
        reading = read_period(fields.when, self._today(), say.language)
        if reading.alternatives and 0 <= fields.meaning < len(reading.alternatives):
            chosen = reading.alternatives[fields.meaning]
            return chosen, Hint(say("read as: {day}", day=describe(chosen, say))), reading.alternatives
        if reading.period is None:
            return None, Hint(say(reading.problem), wrong=True), reading.alternatives
        words = [say("read as: {day}", day=describe(reading.period, say))]
        words += [say(line) for line in (reading.problem, reading.note) if line]
        return reading.period, Hint(" · ".join(words)), ()

    def _meanings(self, periods: Sequence[Period]) -> tuple[str, ...]:
        """Return the days to choose from, in words."""
        return tuple(describe(meaning, self._say) for meaning in periods)


def said_words(period: Period, say: Translator) -> str:
    """Return the words as said, or the period in words when nobody said any."""
    return period.words or describe(period, say)


def source_fields(citations: Sequence[Citation], say: Translator) -> tuple[SourceFields, ...]:
    """Return citations as they are typed."""
    return tuple(
        SourceFields(
            source=str(citation.source),
            knowledge=citation.knowledge.value,
            told=_day(citation.told_on, say),
            note=citation.note,
            told_to=citation.told_to,
            language=citation.language,
            interpreter=citation.interpreter.value if citation.interpreter else "",
        )
        for citation in citations
    )


def source_words(citations: Sequence[Citation], numbers: Mapping[UUID, str], say: Translator) -> str:
    """Return the visible numbers of sources in one line."""
    known = [numbers[citation.source] for citation in citations if citation.source in numbers]
    return say("source {which}", which=say.series(known)) if known else say("no source")


def _day(day: date | None, say: Translator) -> str:
    return say.day(day) if day else ""
