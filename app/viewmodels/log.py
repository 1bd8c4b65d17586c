"""The log in words: who did what when and why, narrowed to words, a person, a period or a case."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any, Protocol
from uuid import UUID

from app.domain.change import Change
from app.domain.log import LogLine, LogPart
from app.domain.period import Period
from app.domain.period_text import describe, read_period
from app.domain.revision import AuditEntry
from app.errors import AppError
from app.i18n import Translator
from app.observable import Signal
from app.viewmodels.choice import Choice
from app.viewmodels.desk import Desk
from app.viewmodels.dossier_check import CheckServices, DossierCheck
from app.viewmodels.log_words import action_words, reason_words, subject_words


class DeliverLog(Protocol):
    """Write rows of the log to a file, with a reason."""

    def __call__(self, case: UUID | None, rows: Sequence[Sequence[str]], target: Path, /, *, reason: str) -> None:
        """Write and log it."""


@dataclass(frozen=True)
class LogServices:
    """What the page needs from the vault; ``held_by`` finds the entry of a printed code.

    ``check`` is what looking at a dossier that came back needs.
    """

    read_log: Callable[[UUID | None], LogPart]
    deliver: DeliverLog
    held_by: Callable[[str], AuditEntry]
    check: CheckServices


@dataclass(frozen=True)
class LogRow:
    """One entry in words."""

    number: str
    moment: str
    who: str
    action: str
    subject: str
    reason: str

    def cells(self) -> tuple[str, ...]:
        """Return the words of the row, from left to right."""
        return (self.number, self.moment, self.who, self.action, self.subject, self.reason)


@dataclass(frozen=True)
class LogState:
    """The page in words; ``answer`` tells what became of a code that was typed."""

    ready: bool = False
    rows: tuple[LogRow, ...] = ()
    summary: str = ""
    code: str = ""
    cases: tuple[Choice, ...] = ()
    case: str = ""
    people: tuple[Choice, ...] = ()
    person: str = ""
    text: str = ""
    period: str = ""
    period_hint: str = ""
    period_wrong: bool = False
    answer: str = ""
    answer_wrong: bool = False
    headings: tuple[str, ...] = field(default=())


class LogModel:
    """The view-model of the page; ``load`` reads the log, ``choose_case`` narrows it to one case."""

    def __init__(self, services: LogServices, desk: Desk, say: Translator, now: Callable[[], datetime]) -> None:
        """Show the log once it is loaded."""
        self.changed = Signal()
        self._services, self._desk, self._say, self._now = services, desk, say, now
        self._part: LogPart | None = None
        self._case: UUID | None = None
        self._cases: dict[UUID, str] = {}
        headings = (say("No."), say("When"), say("Who"), say("What was done"), say("About"), say("Reason"))
        self.state = LogState(headings=headings)
        desk.on_change(self._on_change)

    def load(self) -> None:
        """Read the log."""
        case = self._case
        self._desk.ask(lambda: self._services.read_log(case), self._loaded)

    def choose_case(self, case: str) -> None:
        """Show the log of one case (its id as text), or of the whole vault ("")."""
        self._case = UUID(case) if case else None
        self.load()

    def narrow(self, **fields: Any) -> None:  # noqa: ANN401  text, person and period of the state
        """Narrow what is shown."""
        self._show(replace(self.state, **fields))

    def check(self, code: str) -> None:
        """Look up the entry of a code that was printed before."""
        if not code.strip():
            self._show(replace(self.state, answer="", answer_wrong=False))
            return
        self._desk.ask(lambda: self._services.held_by(code), self._found, self._not_found)

    def dossier_check(self) -> DossierCheck:
        """Return what checks a dossier that came back."""
        return DossierCheck(self._services.check, self._desk, self._say)

    def deliver(self, reason: str, path: str) -> None:
        """Write what is shown to a file."""
        case, target = self._case, Path(path)
        rows = (self.state.headings, *(row.cells() for row in self.state.rows))
        done = self._say("Saved as {name}.", name=target.name)

        def written(_none: None) -> None:
            self._desk.say_done(done)
            self.load()

        self._desk.ask(lambda: self._services.deliver(case, rows, target, reason=reason), written)

    def _on_change(self, _change: Change) -> None:
        """Read the log again after every change, once it is on the screen."""
        if self._part is not None:
            self.load()

    def _loaded(self, part: LogPart) -> None:
        self._part = part
        self._cases.update({line.case: line.reference for line in part.lines if line.case is not None})
        self._show(self.state)

    def _found(self, entry: AuditEntry) -> None:
        say = self._say
        words = say(
            "The code belongs to entry {number} of {moment} by {who}: it is still there, and so is all before it.",
            number=entry.number,
            moment=say.moment(entry.at),
            who=entry.by,
        )
        self._show(replace(self.state, answer=words, answer_wrong=False))

    def _not_found(self, error: AppError) -> None:
        self._show(replace(self.state, answer=self._say.error(error), answer_wrong=True))

    def _show(self, wanted: LogState) -> None:
        """Make the rows anew and tell the page."""
        part, say = self._part, self._say
        if part is None:
            self.state = wanted
            return
        period, hint, wrong = self._period(wanted.period)
        people = sorted({line.entry.by for line in part.lines})
        told = ((line, self._row(line)) for line in part.lines)
        rows = [row for line, row in told if _fits(line, row, wanted, period)]
        summary = say("{shown} of {total} entries", shown=len(rows), total=part.total)
        if part.total > len(part.lines):
            summary += " · " + say("only the newest {n} are searched; choose a case for older ones", n=len(part.lines))
        self.state = replace(
            wanted,
            ready=True,
            rows=tuple(rows),
            summary=summary,
            code=part.code,
            cases=(
                Choice("", say("the whole vault")),
                *(Choice(str(case), name) for case, name in sorted(self._cases.items(), key=lambda one: one[1])),
            ),
            case=str(self._case or ""),
            people=(Choice("", say("everybody")), *(Choice(name, name) for name in people)),
            period_hint=hint,
            period_wrong=wrong,
        )
        self.changed.emit()

    def _row(self, line: LogLine) -> LogRow:
        entry, say = line.entry, self._say
        return LogRow(
            number=str(entry.number),
            moment=say.moment(entry.at),
            who=entry.by,
            action=action_words(entry.action, say),
            subject=subject_words(line, say),
            reason=reason_words(line, say),
        )

    def _period(self, words: str) -> tuple[Period | None, str, bool]:
        """Read the period; of two meanings none is taken."""
        if not words.strip():
            return None, "", False
        reading = read_period(words, self._now().date(), self._say.language)
        if reading.period is None:
            return None, self._say(reading.problem), True
        return reading.period, self._say("read as: {when}", when=describe(reading.period, self._say)), False


def _fits(line: LogLine, row: LogRow, wanted: LogState, period: Period | None) -> bool:
    """Whether an entry is within what is asked for."""
    if wanted.person and line.entry.by != wanted.person:
        return False
    if period is not None:
        day = line.entry.at.date()
        if not (period.first or date.min) <= day <= (period.last or date.max):
            return False
    told = " ".join(row.cells()).casefold()
    return all(word in told for word in wanted.text.casefold().split())
