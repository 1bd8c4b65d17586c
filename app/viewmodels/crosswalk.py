"""A case along the flags, signals or elements of others: what is recorded about each, never a verdict."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import Protocol
from uuid import UUID

from app.domain.change import Change
from app.domain.hidden import hide_in
from app.domain.snapshot import CaseSnapshot
from app.i18n import Language, Translator
from app.observable import Signal
from app.risk.engine import evaluate
from app.risk.walked import ToldAnswer, ToldRecord, ToldRow, Walk, follow, walk_source
from app.viewmodels.desk import Desk
from app.viewmodels.sensitivity import hidden_words
from app.viewmodels.source_words import known_keys


class Deliver(Protocol):
    """Write a list of others with what is recorded to a file, and log it."""

    def __call__(
        self, case: UUID, walk: Walk, target: Path, /, *, at: date, window: int, language: Language, reason: str
    ) -> Change:
        """Write the file."""


@dataclass(frozen=True)
class CrosswalkServices:
    """What a crosswalk needs, bound to the open vault."""

    read_case: Callable[[UUID], CaseSnapshot]
    deliver: Deliver


@dataclass(frozen=True)
class Named:
    """Something that can be clicked: its page, its key, its words and what a screen reader says."""

    page: str
    key: str
    text: str
    name: str


@dataclass(frozen=True)
class WalkRow:
    """One flag, signal or element in words; ``heading`` stands above it when a new block begins.

    ``keys`` lead to the sources of this entry alone; ``translated`` (title and facts) stands below words that are told
    as they are.
    """

    id: str
    heading: str
    title: str
    facts: tuple[str, ...]
    answers: tuple[Named, ...]
    confirmed: tuple[Named, ...]
    pointing: tuple[Named, ...]
    findings: tuple[str, ...]
    notes: tuple[str, ...]
    keys: tuple[str, ...] = ()
    heading_translated: str = ""
    translated: tuple[str, ...] = ()


@dataclass(frozen=True)
class CrosswalkState:
    """The whole list in words; ``keys`` lead to its source."""

    title: str = ""
    note: str = ""
    about: str = ""
    keys: tuple[str, ...] = ()
    rows: tuple[WalkRow, ...] = ()
    file_name: str = ""


class Crosswalk:
    """The view-model of one list of others in one case."""

    def __init__(
        self,
        case: UUID,
        walk: Walk,
        services: CrosswalkServices,
        desk: Desk,
        say: Translator,
        now: Callable[[], datetime],
    ) -> None:
        self.case, self.walk = case, walk
        self.changed = Signal()
        self.state = CrosswalkState(title=walk_title(walk, say))
        self._services, self._desk, self._say, self._now = services, desk, say, now
        self._at, self._window = now().date(), 90
        desk.on_change(self._on_change)

    def load(self) -> None:
        """Read the case and follow it; off the screen's thread, because it evaluates the rules."""
        self._desk.ask(self._read, self._show)

    def deliver(self, reason: str, path: str) -> None:
        """Write the list to a file: a table when its name ends in ``.csv``, else text; the log keeps why."""
        work = partial(
            self._services.deliver,
            self.case,
            self.walk,
            Path(path),
            at=self._at,
            window=self._window,
            language=self._say.language,
            reason=reason,
        )
        self._desk.do(work, self._delivered)

    def _delivered(self, _change: Change) -> None:
        self._desk.say_done(self._say("The list was written. The file is not encrypted."))

    def _on_change(self, change: Change) -> None:
        """Read again when something in the case changed."""
        if change.case == self.case and self.state.rows:
            self.load()

    def _read(self) -> tuple[CrosswalkState, date, int]:
        snapshot = hide_in(self._services.read_case(self.case), hidden_words(self._say))
        at = snapshot.case.reference_date or self._now().date()
        window = snapshot.case.window
        rows = follow(self.walk, snapshot, evaluate(snapshot, at=at, window=window), self._say)
        return self._make(snapshot, rows, at, window), at, window

    def _show(self, read: tuple[CrosswalkState, date, int]) -> None:
        state, self._at, self._window = read
        if state != self.state:
            self.state = state
            self.changed.emit()

    def _make(self, snapshot: CaseSnapshot, rows: tuple[ToldRow, ...], at: date, window: int) -> CrosswalkState:
        """Put the list into words."""
        say = self._say
        block = ""
        made = []
        for row in rows:
            made.append(self._row(row, row.block if row.block != block else ""))
            block = row.block
        return CrosswalkState(
            title=walk_title(self.walk, say),
            note=walk_note(self.walk, say),
            about=say("Reference date {at}, window {window} days.", at=say.day(at), window=window),
            keys=(walk_source(self.walk),),
            rows=tuple(made),
            file_name=f"{snapshot.case.reference}-{self.walk}.txt",
        )

    def _row(self, row: ToldRow, heading: str) -> WalkRow:
        """Return one entry in words."""
        say = self._say
        notes = [row.note] if row.note else []
        if row.silent:
            notes.append(say("Nothing recorded points at this; that is not a no."))
        if row.not_asked:
            notes.append(
                say.n(
                    "{n} question about this was not asked.", "{n} questions about this were not asked.", row.not_asked
                )
            )
        return WalkRow(
            id=row.id,
            heading=heading,
            title=f"{row.letter}. {row.label}" if row.letter else row.label,
            facts=row.facts,
            answers=tuple(self._answer(answer) for answer in row.answers),
            confirmed=tuple(self._record(one, "incidents") for one in row.confirmed),
            pointing=(
                *(self._record(one, "incidents") for one in row.pointing),
                *(self._record(one, "events") for one in row.events),
            ),
            findings=row.findings,
            notes=tuple(notes),
            keys=known_keys(row.sources),
            heading_translated=row.translated[0] if heading and row.translated else "",
            translated=row.translated[1:],
        )

    def _answer(self, answer: ToldAnswer) -> Named:
        return Named(
            "checklists", answer.key, answer.text, self._say("Go to question: {question}", question=answer.text)
        )

    def _record(self, record: ToldRecord, page: str) -> Named:
        return Named(page, str(record.record), record.number, f"{record.number} · {record.when}")


def walk_title(walk: Walk, say: Translator) -> str:
    """Return the heading of a list of others."""
    return {
        Walk.FLAGS: say("Dutch red flags (11)"),
        Walk.SIGNALS: say("Signals of the Besluit tijdelijk huisverbod (20)"),
        Walk.ELEMENTS: say("Elements of article 285b Sr (belaging)"),
    }[walk]


def walk_note(walk: Walk, say: Translator) -> str:
    """Return what a list of others is, and what it is not."""
    return {
        Walk.FLAGS: say("What is recorded at each flag of others. It is no count and no score; not asked is not a no."),
        Walk.SIGNALS: say(
            "In the words of the decree. What is recorded stands below each signal; the assistant public prosecutor "
            "weighs it, not this program."
        ),
        Walk.ELEMENTS: say(
            "What is recorded per element, for a lawyer. Whether an element is fulfilled is never told here."
        ),
    }[walk]
