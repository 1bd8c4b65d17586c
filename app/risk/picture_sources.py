"""On which sources each behaviour rests, and how they know it, as a field of numbers (domain reference 4.1, R13)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, TypeAlias
from uuid import UUID

from app.charts.drawing import Drawing
from app.charts.lettering import measure
from app.charts.matrix import Field, Heading, MatrixPlan, matrix
from app.charts.table import Table, TableRow
from app.charts.theme import Theme
from app.charts.timeline import BASE_TEXT
from app.domain.incident import Incident
from app.domain.snapshot import CaseSnapshot, visible_number
from app.domain.source import Citation, Knowledge
from app.domain.source_say import knowledge_words
from app.i18n import Translator
from app.risk.catalogue import load_catalogue
from app.risk.rules.sources import told_again
from app.risk.shown import shown_at

Again: TypeAlias = Mapping[UUID, Sequence[Citation]]
_LETTERS: Final = "ABCDE"
_SMALL: Final = 0.85
_PART: Final = 0.62
_TOTAL: Final = 2.6


@dataclass(frozen=True)
class _Behind:
    """What a behaviour rests on: its incidents, and the names and numbers of its sources per way of knowing."""

    label: str
    incidents: tuple[UUID, ...]
    known: Mapping[Knowledge, frozenset[str]]
    numbers: tuple[str, ...]

    @property
    def sources(self) -> int:
        """Return how many different sources there are; two with the same name are one."""
        return len(frozenset().union(*self.known.values()))


def sources_picture(
    snapshot: CaseSnapshot, *, at: date, width: float, say: Translator, theme: Theme, text: float = BASE_TEXT
) -> Drawing:
    """Draw how many different sources know of each behaviour and in which way, up to a reference date.

    What is counted is what R13 counts; a row that tells another again brings its sources to that one.
    """
    rows = _rows(snapshot, at, say)
    columns, notes = _columns(rows, width, text, say)
    plan = MatrixPlan(
        rows=tuple(row.label for row in rows),
        columns=columns,
        fields=tuple(
            Field(index, column, len(row.known[how]), 0, f"sources:{index}")
            for index, row in enumerate(rows)
            for column, how in enumerate(Knowledge)
            if how in row.known
        ),
        totals=tuple(row.sources for row in rows),
        notes=notes,
        title=say("Sources per behaviour"),
        description=_description(rows, say),
        table=_table(rows, say),
    )
    return matrix(plan, width=width, theme=theme, text=text)


def sources_incidents(snapshot: CaseSnapshot, key: str, *, at: date, say: Translator) -> tuple[str, frozenset[UUID]]:
    """Return the behaviour of a row (``sources:2``), and the incidents in which it was recorded."""
    row = _rows(snapshot, at, say)[int(key.removeprefix("sources:"))]
    return row.label, frozenset(row.incidents)


def _rows(snapshot: CaseSnapshot, at: date, say: Translator) -> list[_Behind]:
    """Return every behaviour that was recorded, in the order of the catalogue."""
    acts = shown_at(snapshot, at).certain
    again = told_again(snapshot.incidents)
    return [
        _behind(say.label(behaviour.label), [act for act in acts if name in act.behaviours], snapshot, again)
        for name, behaviour in load_catalogue().behaviours.items()
        if any(name in act.behaviours for act in acts)
    ]


def _behind(label: str, acts: Sequence[Incident], snapshot: CaseSnapshot, again: Again) -> _Behind:
    sources = {source.id: source for source in snapshot.sources}
    cited = [one for act in acts for one in (*act.sources, *again.get(act.id, ())) if one.source in sources]
    known: dict[Knowledge, frozenset[str]] = {}
    for one in cited:
        name = sources[one.source].label.strip().casefold()
        known[one.knowledge] = known.get(one.knowledge, frozenset()) | {name}
    numbers = sorted({sources[one.source].number for one in cited})
    by_number = {source.number: visible_number(source) for source in sources.values()}
    return _Behind(label, tuple(act.id for act in acts), known, tuple(by_number[number] for number in numbers))


def _columns(
    rows: Sequence[_Behind], width: float, text: float, say: Translator
) -> tuple[tuple[Heading, ...], tuple[str, ...]]:
    """Return the heads of the columns, as letters where the words do not fit, and how to read them."""
    words = list(knowledge_words(say).values())
    room = (_PART * width - _TOTAL * text) / len(words)
    fits = all(measure(one, _SMALL * text) < room - 1 for one in words)
    heads = tuple(Heading("", head) for head in (words if fits else _LETTERS))
    notes = [] if fits else [", ".join(f"{letter} = {one}" for letter, one in zip(_LETTERS, words, strict=True)) + "."]
    notes.append(
        say(
            "A number is how many different sources know it in this way; the last column is how many there are "
            "together. Two sources with the same name count as one."
        )
    )
    if rows:
        notes.append(say("One source is no weakness of who told it. It is work for the file."))
    return heads, tuple(notes)


def _description(rows: Sequence[_Behind], say: Translator) -> str:
    """Return the picture in words, for who cannot see it."""
    if not rows:
        return say("There is nothing to draw yet.")
    single = [row.label for row in rows if row.sources == 1]
    without = [row.label for row in rows if not row.sources]
    told = [say.n("{n} behaviour", "{n} behaviours", len(rows)) + "."]
    if single:
        told.append(say("On one source rest: {which}.", which="; ".join(single)))
    if without:
        told.append(say("Without a source: {which}.", which="; ".join(without)))
    return " ".join(told)


def _table(rows: Sequence[_Behind], say: Translator) -> Table:
    """Return a row per behaviour with its sources and how they know it."""
    words = knowledge_words(say)
    told = [
        TableRow(
            f"sources:{index}",
            (
                row.label,
                str(row.sources),
                "; ".join(f"{words[how]}: {len(row.known[how])}" for how in Knowledge if how in row.known),
                ", ".join(row.numbers),
                str(len(row.incidents)),
            ),
        )
        for index, row in enumerate(rows)
    ]
    columns = (say("Behaviour"), say("Sources"), say("How known"), say("Which"), say("Incidents"))
    return Table(columns=columns, rows=tuple(told))
