"""Terms of keeping: what the sources say, what was chosen, which cases somebody has to decide about, and erasing."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, Generic, TypeVar
from uuid import UUID

from app.domain.backup import Backup
from app.domain.change import Change
from app.domain.erasure import Erasure, ErasureGround
from app.domain.erasure_say import ground_words
from app.domain.retention import Due, Term
from app.errors import AppError
from app.i18n import Language, Translator
from app.jobs import Job
from app.observable import Signal
from app.risk.retention import RetentionRow, load_retention
from app.viewmodels.backup_words import backup_line
from app.viewmodels.desk import Desk
from app.viewmodels.dossier_state import PagePicture
from app.viewmodels.paper_view import PaperView
from app.viewmodels.retention_words import due_words, erasure_words, term_words
from app.viewmodels.source_words import known_keys, to_check

Paper = TypeVar("Paper")
"""What a certificate is printed from; only handed on here."""

_LISTED = 20


@dataclass(frozen=True)
class RetentionServices(Generic[Paper]):
    """What can be done about keeping and erasing, bound to the open vault; for managers only."""

    may_manage: Callable[[], bool]
    term: Callable[[], Term | None]
    list_due: Callable[[], tuple[Due, ...]]
    erasures: Callable[[], tuple[Erasure, ...]]
    choose: Callable[[Term | None], object]
    choose_for_case: Callable[[UUID, Term | None], Change]
    propose: Callable[[UUID, ErasureGround, str], Erasure]
    confirm: Callable[[UUID, str, str], Erasure]
    cancel: Callable[[UUID, str], Erasure]
    prepare: Callable[[UUID], Paper]
    render: Callable[[Paper, Language, Job], bytes]
    deliver: Callable[[UUID, bytes, Path], object]
    note_printed: Callable[[UUID, bytes], object]
    picture: Callable[[bytes, int, int, Job], PagePicture]
    holding: Callable[[Erasure], tuple[Backup, ...]]
    remove_backups: Callable[[UUID, str], tuple[Backup, ...]]
    today: Callable[[], date]


@dataclass(frozen=True)
class SourceRow:
    """What one source says; ``key`` is "" when it is for information only.

    ``keys`` are those of the source register, and ``check`` is told when it must still be checked.
    """

    key: str
    words: str
    note: str
    keys: tuple[str, ...] = ()
    check: str = ""


@dataclass(frozen=True)
class CaseRow:
    """A case and when somebody has to decide about it; ``own`` when it has a term of its own."""

    case: UUID
    reference: str
    words: str
    is_due: bool
    own: bool = False


@dataclass(frozen=True)
class ErasureRow:
    """A proposal to erase a case, or what became of it."""

    id: UUID
    case: UUID
    reference: str
    words: str
    is_open: bool
    is_erased: bool


@dataclass(frozen=True)
class HeldRow:
    """The backups that still hold an erased case, in words; without ``going`` there is none that can be removed."""

    erasure: ErasureRow
    lines: tuple[str, ...]
    going: int


@dataclass(frozen=True)
class RetentionState:
    """What is shown; nothing but ``ask`` to somebody who does not manage the vault."""

    may_manage: bool = False
    ask: str = ""
    term: str = ""
    chosen: bool = False
    sources: tuple[SourceRow, ...] = ()
    cases: tuple[CaseRow, ...] = ()
    more: str = ""
    erasures: tuple[ErasureRow, ...] = ()


class Retention:
    """The view-model of the terms; everything it changes is asked back with a reason first."""

    def __init__(self, services: RetentionServices[Any], desk: Desk, say: Translator) -> None:
        self.changed = Signal()
        self.erasing, self.erased, self.held_found, self.removed = Signal(), Signal(), Signal(), Signal()
        self.going: UUID | None = None
        self.held: HeldRow | None = None
        self._listed = _LISTED
        self._rows: dict[UUID, CaseRow] = {}
        self._erasures: dict[UUID, Erasure] = {}
        self._services, self._desk, self._say = services, desk, say
        file = load_retention()
        self.state = RetentionState(ask=say.label(file.ask), sources=tuple(self._source(row) for row in file.rows))

    def load(self) -> None:
        """Read the term, the list and the proposals."""
        if self._services.may_manage():
            self._desk.ask(self._read, self._show)

    def grounds(self) -> tuple[tuple[str, str], ...]:
        """Return the grounds on which a case can be erased, with their words."""
        return tuple((ground.value, ground_words(ground, self._say)) for ground in ErasureGround)

    def choose(self, key: str, reason: str) -> None:
        """Choose the term of a source for the vault."""
        row = next(one for one in load_retention().rows if one.id == key)
        term = row.term(reason)
        if term is not None:
            self._change(lambda: self._services.choose(term), self._say("The term was chosen. Nothing was erased."))

    def choose_own(self, case: UUID | None, term: Term) -> None:
        """Choose a term in own figures, for the vault or for one case."""
        if case is None:
            self._change(lambda: self._services.choose(term), self._say("The term was chosen. Nothing was erased."))
        else:
            self._change_case(case, term, self._say("The case has a term of its own. Nothing was erased."))

    def take_back(self, case: UUID | None) -> None:
        """Take back the term of the vault, or the own term of a case."""
        if case is None:
            self._change(lambda: self._services.choose(None), self._say("The term was taken back."))
        else:
            self._change_case(case, None, self._say("The term of the vault counts for this case again."))

    def case_row(self, case: UUID) -> CaseRow | None:
        """Return what is known of a case, also of one further down the list; nobody but a manager knows it."""
        return self._rows.get(case)

    def show_more(self) -> None:
        """Show some more of the cases that come later."""
        self._listed += _LISTED
        self.load()

    def propose(self, case: UUID, ground: str, reason: str) -> None:
        """Propose that a case is erased."""
        told = self._say("It was proposed to erase the case. Nothing was erased yet.")
        self._change(lambda: self._services.propose(case, ErasureGround(ground), reason), told)

    def confirm(self, erasure: ErasureRow, number: str, reason: str) -> None:
        """Erase a case for good; its pages close first, so that no draft of it is kept afterwards."""
        told = self._say("The case was erased. Keep the certificate.")

        self.going = erasure.case
        self.erasing.emit()
        self._change(lambda: self._services.confirm(erasure.id, number, reason), told, self.erased.emit)

    def cancel(self, erasure: UUID, reason: str) -> None:
        """Decide that a case stays."""
        self._change(lambda: self._services.cancel(erasure, reason), self._say("The case stays."))

    def certificate(self, erasure: UUID) -> PaperView:
        """Return the certificate of an erasure, to look at before it is printed or saved."""
        services, language = self._services, self._say.language

        def render(paper: object, job: Job) -> bytes:
            return services.render(paper, language, job)

        return PaperView(
            title=self._say("Certificate of erasure"),
            file_name="bewijs-van-wissen.pdf",
            prepare=partial(services.prepare, erasure),
            render=render,
            picture=services.picture,
            deliver=partial(services.deliver, erasure),
            note_printed=partial(services.note_printed, erasure),
            desk=self._desk,
            say=self._say,
        )

    def look_for_backups(self, row: ErasureRow) -> None:
        """Look which backups still hold an erased case; ``held_found`` tells when ``held`` is known."""
        erasure, say = self._erasures[row.id], self._say

        def found(holding: tuple[Backup, ...]) -> None:
            going = sum(one.label is not None for one in holding)
            self.held = HeldRow(row, tuple(f"{one.place.parent}: {backup_line(one, say)}" for one in holding), going)
            if holding:
                self.held_found.emit()
            else:
                self._desk.say_done(say("No backup that can be found now holds this case."))

        self._desk.ask(lambda: self._services.holding(erasure), found)

    def remove_backups(self, erasure: UUID, reason: str) -> None:
        """Remove the backups that still hold an erased case, for good."""

        def removed(gone: tuple[Backup, ...]) -> None:
            self._desk.say_done(self._say.n("{n} backup was removed.", "{n} backups were removed.", len(gone)))
            self.removed.emit()

        self._desk.ask(lambda: self._services.remove_backups(erasure, reason), removed)

    def _change_case(self, case: UUID, term: Term | None, told: str) -> None:
        """Change the head of one case, and tell every page that shows it."""

        def done(_change: Change) -> None:
            self._desk.say_done(told)
            self.load()

        self._desk.do(lambda: self._services.choose_for_case(case, term), done)

    def _change(self, work: Callable[[], object], told: str, after: Callable[[], None] | None = None) -> None:
        def done(_result: object) -> None:
            self._desk.say_done(told)
            if after is not None:
                after()
            self.load()

        def failed(error: AppError) -> None:
            self._desk.tell(error)
            self.load()

        self._desk.ask(work, done, failed)

    def _read(self) -> tuple[Term | None, tuple[Due, ...], tuple[Erasure, ...]]:
        services = self._services
        return services.term(), services.list_due(), services.erasures()

    def _show(self, read: tuple[Term | None, tuple[Due, ...], tuple[Erasure, ...]]) -> None:
        term, found, erasures = read
        say, today = self._say, self._services.today()
        proposed = {one.case for one in erasures if one.is_open}
        cases = [
            CaseRow(
                one.case, one.reference, due_words(one, today, say), one.day is not None and one.day <= today, one.own
            )
            for one in found
            if one.case not in proposed
        ]
        self._rows = {one.case: one for one in cases}
        self._erasures = {one.id: one for one in erasures}
        rest = len(cases) - self._listed
        open_numbers = {one.case: one.reference for one in found}
        chosen = say("{term}. Reason: {reason}", term=term_words(term, say), reason=term.reason) if term else ""
        self.state = replace(
            self.state,
            may_manage=True,
            chosen=term is not None,
            term=chosen or say("No term was chosen."),
            cases=tuple(cases[: self._listed]),
            more=say.n("and {n} later case", "and {n} later cases", rest) if rest > 0 else "",
            erasures=tuple(
                ErasureRow(
                    one.id,
                    one.case,
                    open_numbers.get(one.case, "") or one.reference or "—",
                    erasure_words(one, say),
                    one.is_open,
                    one.erased_at is not None,
                )
                for one in erasures
            ),
        )
        self.changed.emit()

    def _source(self, row: RetentionRow) -> SourceRow:
        say = self._say
        words = f"{say.label(row.body)}: {say.label(row.period)}"
        return SourceRow(
            key=row.id if row.years is not None else "",
            words=words,
            note=say.label(row.note),
            keys=known_keys(row.sources),
            check=to_check(row.mark, say),
        )
