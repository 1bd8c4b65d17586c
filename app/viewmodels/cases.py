"""All cases: a table with what asks attention in each, never a rank."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Final, Protocol
from unicodedata import combining, normalize
from uuid import UUID

from msgspec import structs

from app.domain.case import Case, CaseSummary
from app.domain.change import Change
from app.domain.hidden import hide, hide_in
from app.domain.person import Person
from app.domain.record import Record
from app.domain.snapshot import CaseSnapshot
from app.errors import AppError
from app.i18n import Translator
from app.observable import Signal
from app.viewmodels.desk import Desk
from app.viewmodels.frame import facts
from app.viewmodels.sensitivity import hidden_words

SHOWN: Final = 200
"""So many cases are shown at once; the filter finds the others."""


class Column(StrEnum):
    """What the table can be sorted by."""

    REFERENCE = "reference"
    NAME = "name"
    HOLDER = "holder"
    INCIDENTS = "incidents"
    LAST = "last"


class CorrectRecord(Protocol):
    """Writes a new version of a record."""

    def __call__(self, case: UUID, record: Record, /, *, reason: str = ...) -> Change:
        """Write the version."""


class WithdrawRecord(Protocol):
    """Withdraws a record with a reason."""

    def __call__(self, case: UUID, record: UUID, /, *, reason: str) -> Change:
        """Write the withdrawal."""


@dataclass(frozen=True)
class CasesServices:
    """What can be done with cases."""

    list_cases: Callable[[], tuple[CaseSummary, ...]]
    read_case: Callable[[UUID], CaseSnapshot]
    open_case: Callable[[Case, tuple[Person, ...]], Change]
    record: Callable[[UUID, Record], Change]
    correct: CorrectRecord
    withdraw: WithdrawRecord
    keep_draft: Callable[[str, UUID, dict[str, object]], datetime]
    read_draft: Callable[[str], Mapping[str, object] | None]
    drop_draft: Callable[[str], None]
    import_file: Callable[[Path, str], Change]
    export_file: Callable[[UUID, Path, str], None]


@dataclass(frozen=True)
class CaseRow:
    """One case in words; ``attention`` arrives a moment later than the rest."""

    id: UUID
    reference: str
    name: str
    holder: str
    incidents: str
    last: str
    attention: str
    fictional: bool


@dataclass(frozen=True)
class CasesState:
    """The table as it is shown; ``loaded`` once the list was read."""

    rows: tuple[CaseRow, ...] = ()
    loaded: bool = False
    closed: bool = False
    filter: str = ""
    sort: Column = Column.REFERENCE
    descending: bool = True
    open_count: int = 0
    closed_count: int = 0
    summary: str = ""


@dataclass
class _Known:
    """What was read from the vault."""

    summaries: tuple[CaseSummary, ...] = ()
    attention: dict[UUID, str] = field(default_factory=dict)
    words: dict[UUID, str] = field(default_factory=dict)


class Cases:
    """Lists, filters and sorts the cases of a vault, and passes case files in and out."""

    def __init__(self, services: CasesServices, desk: Desk, say: Translator, now: Callable[[], datetime]) -> None:
        self.state = CasesState()
        self.changed = Signal()
        self.services = services
        self._desk, self._say, self._now = desk, say, now
        self._known = _Known()
        self._looking = False
        desk.on_change(self._on_change)

    def load(self) -> None:
        """Read the list."""
        self._desk.ask(self.services.list_cases, self._listed)

    def look_for(self, words: str) -> None:
        """Show only cases that hold all these words."""
        self._show(filter=words)
        self._look_on()

    def show_closed(self, *, closed: bool) -> None:
        """Show the closed cases, or the open ones."""
        self._show(closed=closed)
        self._look_on()

    def sort_by(self, column: Column) -> None:
        """Sort by a column; again by the same one turns the order round."""
        turned = column is self.state.sort and not self.state.descending
        self._show(sort=column, descending=turned)
        self._look_on()

    def is_closed(self, case: UUID) -> bool:
        """Whether a case is closed, so that opening it asks a reason."""
        return any(one.case.id == case and one.case.closed_on is not None for one in self._known.summaries)

    def references(self) -> frozenset[str]:
        """Return the case numbers that are taken."""
        return frozenset(summary.case.reference for summary in self._known.summaries)

    def import_file(self, path: Path, reason: str, then: Callable[[UUID], None]) -> None:
        """Bring a case file in for a reason, whole or not at all, and go to the case."""

        def done(change: Change) -> None:
            self._desk.say_done(self._say("The case file was imported."))
            then(change.case)

        self._desk.do(lambda: self.services.import_file(path, reason), done)

    def export_file(self, case: UUID, path: Path, reason: str) -> None:
        """Write a case file for a reason; the window has warned that it is not encrypted."""

        def done(_nothing: None) -> None:
            self._desk.say_done(self._say("The case file was written to {name}.", name=path.name))

        self._desk.ask(lambda: self.services.export_file(case, path, reason), done)

    def _on_change(self, change: Change) -> None:
        """Read the list again; only the changed case has to be looked at anew."""
        self._known.attention.pop(change.case, None)
        self.load()

    def _listed(self, summaries: tuple[CaseSummary, ...]) -> None:
        """Show the list, then look into each open case in turn."""
        word = hidden_words(self._say)
        self._known.summaries = tuple(structs.replace(one, case=hide(one.case, word)) for one in summaries)
        heads = [one.case for one in self._known.summaries]
        self._known.words = {head.id: _fold(f"{head.reference} {head.name} {head.holder}") for head in heads}
        self._show(loaded=True)
        self._look_on()

    def _look_on(self) -> None:
        """Look into the next open case that is shown, of which it is not known yet what asks attention."""
        if self._looking or self.state.closed:
            return
        unknown = next((row.id for row in self.state.rows if row.id not in self._known.attention), None)
        if unknown is not None:
            self._looking = True
            case = next(one.case for one in self._known.summaries if one.case.id == unknown)
            self._desk.ask(partial(self._look_into, case), self._looked, self._not_looked)

    def _look_into(self, case: Case) -> tuple[UUID, str]:
        """Put into words what asks attention in a case; off the screen's thread."""
        snapshot = hide_in(self.services.read_case(case.id), hidden_words(self._say))
        at = case.reference_date if case.fictional and case.reference_date else self._now().date()
        marked = [fact.words for fact in facts(snapshot, at, self._say) if fact.mark]
        return case.id, " · ".join(marked)

    def _looked(self, found: tuple[UUID, str]) -> None:
        """Show what asks attention and look on."""
        self._looking = False
        self._known.attention[found[0]] = found[1]
        self._show()
        self._look_on()

    def _not_looked(self, error: AppError) -> None:
        """Tell why a case could not be read, and leave it at that."""
        self._looking = False
        self._desk.tell(error)

    def _show(self, **changes: object) -> None:
        """Make the rows anew from what is known and what the user chose."""
        chosen = replace(self.state, **changes)  # type: ignore[arg-type]  # the verbs above pass typed fields
        wanted = [word for word in _fold(chosen.filter).split() if word]
        kept = [
            summary
            for summary in self._known.summaries
            if (summary.case.closed_on is not None) is chosen.closed and self._holds(summary, wanted)
        ]
        kept.sort(key=lambda summary: _sort_key(summary, chosen.sort), reverse=chosen.descending)
        closed = sum(summary.case.closed_on is not None for summary in self._known.summaries)
        state = replace(
            chosen,
            rows=tuple(self._row(summary) for summary in kept[:SHOWN]),
            open_count=len(self._known.summaries) - closed,
            closed_count=closed,
            summary=self._summary(len(kept)),
        )
        if state != self.state:
            self.state = state
            self.changed.emit()

    def _summary(self, kept: int) -> str:
        """Tell how many cases there are, and that not all of them are shown."""
        if kept > SHOWN:
            return self._say("the first {shown} of {n} cases; the filter finds the others", shown=SHOWN, n=kept)
        return self._say.n("{n} case", "{n} cases", kept)

    def _holds(self, summary: CaseSummary, wanted: list[str]) -> bool:
        """Whether a case holds all wanted words."""
        if not wanted:
            return True
        case = summary.case.id
        text = f"{self._known.words[case]} {_fold(self._known.attention.get(case, ''))}"
        return all(word in text for word in wanted)

    def _row(self, summary: CaseSummary) -> CaseRow:
        """Put a case into words."""
        case, say = summary.case, self._say
        parts = [self._known.attention.get(case.id, "")]
        if summary.drafts:
            parts.append(say.n("{n} draft", "{n} drafts", summary.drafts))
        return CaseRow(
            id=case.id,
            reference=case.reference,
            name=case.name,
            holder=case.holder,
            incidents=str(summary.incidents),
            last=say.day(summary.last_incident) if summary.last_incident is not None else "–",
            attention=" · ".join(part for part in parts if part),
            fictional=case.fictional,
        )


def _sort_key(summary: CaseSummary, column: Column) -> tuple[object, str]:
    """Return what a case is sorted by; equal ones by number."""
    case = summary.case
    keys: dict[Column, object] = {
        Column.REFERENCE: case.reference,
        Column.NAME: _fold(case.name),
        Column.HOLDER: _fold(case.holder),
        Column.INCIDENTS: summary.incidents,
        Column.LAST: summary.last_incident or date.min,
    }
    return keys[column], case.reference


def _fold(text: str) -> str:
    """Return a text without capitals and accents, for searching."""
    return "".join(letter for letter in normalize("NFKD", text.casefold()) if not combining(letter))


def proposed_reference(taken: frozenset[str], year: int) -> str:
    """Return the next free case number of a year: Z-2026-015."""
    start = f"Z-{year}-"
    used = [int(number) for reference in taken if (number := reference.removeprefix(start)).isdigit()]
    return f"{start}{max(used, default=0) + 1:03d}"
