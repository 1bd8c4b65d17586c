"""What the forms of events and measures share: typing is kept as a draft, and a failed save keeps every letter.

A form holds plain fields as they are typed. The page calls ``keep`` one second after the last key.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import partial
from typing import Any, ClassVar, Generic, Protocol, TypeVar
from uuid import UUID

import msgspec

from app.domain.change import Change
from app.domain.record import Record
from app.domain.revision import RecordKind, Revision, Withdrawn
from app.domain.snapshot import CaseSnapshot
from app.errors import AppError
from app.i18n import Translator
from app.observable import Signal
from app.viewmodels.desk import Desk
from app.viewmodels.field_marks import holds_hidden, markable, marked, marks_of, with_marks
from app.viewmodels.history import Version, versions_of
from app.viewmodels.kept_draft import Kept, RunningSave, saved_or_kept
from app.viewmodels.known_day import Hint, read_day

F = TypeVar("F")


class SaveFirst(Protocol):
    """Save the first version of a record, with new records that it points to."""

    def __call__(
        self, case: UUID, record: Record, /, *, along: Sequence[Record] = (), draft: str | None = None
    ) -> Change:
        """Save the record and drop its draft."""


class SaveAgain(Protocol):
    """Save a new version of a record."""

    def __call__(
        self, case: UUID, record: Record, /, *, reason: str = "", along: Sequence[Record] = (), draft: str | None = None
    ) -> Change:
        """Save the record and drop its draft."""


class TakeBack(Protocol):
    """Withdraw a record with a reason, or bring it back; its versions stay."""

    def __call__(self, case: UUID, record: UUID, /, *, reason: str) -> Change:
        """Do it."""


class PutBack(Protocol):
    """Make a new version that says the same as an older one, with a reason."""

    def __call__(self, case: UUID, record: UUID, number: int, /, *, reason: str) -> Change:
        """Do it."""


@dataclass(frozen=True)
class EventsServices:
    """What events and measures need done, bound to the open vault; without ``may_record`` forms can only be read."""

    read_case: Callable[[UUID], CaseSnapshot]
    record: SaveFirst
    correct: SaveAgain
    withdraw: TakeBack
    restore: TakeBack
    withdrawn: Callable[[UUID], tuple[Withdrawn, ...]]
    history: Callable[[UUID], tuple[Revision, ...]]
    put_back: PutBack
    keep_draft: Callable[[str, UUID, dict[str, object]], datetime]
    read_draft: Callable[[str], Mapping[str, object] | None]
    drop_draft: Callable[[str], None]
    may_record: bool = field(default=True, kw_only=True)


@dataclass(frozen=True)
class FormDraft(Generic[F]):
    """What is kept of a half-typed record; ``marks`` are how far single fields may travel."""

    fields: F
    marks: dict[str, str] | None = None


@dataclass(frozen=True)
class Checked:
    """How the fields are read: a hint per field, days to choose from, and what stands in the way of saving."""

    hints: Mapping[str, Hint] = field(default_factory=dict)
    alternatives: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()


@dataclass(frozen=True)
class FormState(Generic[F]):
    """A form on the screen, in ready words; a record that was ``withdrawn`` can only be read and brought back.

    ``asking`` while the reason of withdrawing or bringing back is asked; ``reads_only`` for who may not record.
    """

    title: str
    note: str
    fields: F
    checked: Checked
    told: tuple[str, ...] = ()
    is_new: bool = True
    dirty: bool = False
    history: tuple[Version, ...] = ()
    asking: bool = False
    withdrawn: bool = False
    kept_by: str = ""
    reads_only: bool = False
    marks: Mapping[str, str] = field(default_factory=dict)

    @property
    def held(self) -> bool:
        """Whether nothing can be changed now."""
        return self.withdrawn or self.reads_only


class RecordForm(ABC, Generic[F]):
    """The view-model of one form; subclasses say how fields are read and made into a record."""

    kind: ClassVar[str]

    def __init__(
        self,
        snapshot: CaseSnapshot,
        record: Record | None,
        services: EventsServices,
        desk: Desk,
        say: Translator,
        now: Callable[[], datetime],
        *,
        withdrawn: bool = False,
    ) -> None:
        """Show ``record`` of the case, or an empty form."""
        self.changed = Signal()
        self.record = record
        self._snapshot = snapshot
        self._marks = marks_of(record)
        self._services = services
        self._desk = desk
        self._say = say
        self._now = now
        self._fields = self._stored()
        self._history: tuple[Revision, ...] = ()
        self._withdrawn = withdrawn
        self._reads_only = not services.may_record
        self._note = say("withdrawn") if withdrawn else ""
        self._told = False
        self._edits = 0
        self._dirty = False
        self._saving = False
        self._run: RunningSave | None = None
        self._asking = False
        self.state = self._state()

    @property
    def key(self) -> str:
        """Return the key of the draft."""
        return draft_key(self.kind, self._snapshot.case.id, self.record)

    def edit(self, **fields: Any) -> None:  # noqa: ANN401  the fields of F
        """Take over what was typed."""
        if self.state.held:
            return
        fresh = replace(self._fields, **fields)  # type: ignore[type-var]  # F is a frozen dataclass
        if fresh != self._fields:
            self._fields = fresh
            self._edits += 1
            self._dirty, self._asking = True, False
            self._note = self._say("not saved yet")
            self._show()

    @property
    def markable(self) -> frozenset[str]:
        """Return the fields that can be marked one by one."""
        return markable(RecordKind(self.kind))

    @property
    def holds_hidden(self) -> bool:
        """Whether what is typed now, or a field of it, is hidden until asked for."""
        return holds_hidden(self._fields.sensitivity, self._marks)  # type: ignore[attr-defined]  # every F has it

    def mark(self, field: str, mark: str) -> None:
        """Say how far one field may travel; "" means as the whole record."""
        fresh = marked(self._marks, field, mark)
        if not self.state.held and field in self.markable and fresh != self._marks:
            self._marks = fresh
            self._edits += 1
            self._dirty, self._asking = True, False
            self._note = self._say("not saved yet")
            self._show()

    def keep(self) -> None:
        """Keep what was typed as a draft."""
        run = self._run
        if not self._dirty or self._reads_only or (run is not None and not run.passed(self._edits)):
            return
        key, case = self.key, self._snapshot.case.id
        content = self._content()
        self._desk.ask(
            lambda: self._services.keep_draft(run.key() if run is not None else key, case, content), self._kept
        )

    def take_up(self, kept: Kept[FormDraft[F]]) -> None:
        """Put a kept draft on the screen."""
        if kept.apart:
            self._note = self._say("an older draft cannot be shown; it is kept apart")
        elif kept.draft is not None:
            self._fields = kept.draft.fields
            self._marks = self._marks if kept.draft.marks is None else kept.draft.marks
            self._dirty = True
            self._note = self._say("draft taken up again")
        self._show()

    def save(self) -> None:
        """Save the record when nothing stands in its way, else say what does."""
        self._told = True
        if self._saving or self.state.held or self._check().problems:
            self._show()
            return
        edits, is_new, key, case = self._edits, self.record is None, self.key, self._snapshot.case.id
        record, along, reason = self._build()
        record = with_marks(record, self._marks)
        content = self._content()
        self._saving = True
        run = self._run = RunningSave(key, draft_key(self.kind, case, record), edits)

        def work() -> Change:
            if is_new:
                return self._services.record(case, record, along=along, draft=key)
            return self._services.correct(case, record, reason=reason, along=along, draft=key)

        def saved(_change: Change) -> None:
            self._saving, self._told, self._run = False, False, None
            self.record = record
            self._note = self._say("saved {time}", time=f"{self._now():%H:%M:%S}")
            if edits == self._edits:
                self._dirty = False
                self._fields, self._marks = self._stored(), marks_of(record)
            else:
                self.keep()
            self._show()

        def failed(error: AppError) -> None:
            self._saving, self._run = False, None
            self._note = self._say("not saved")
            self._desk.tell(error)
            if run.passed(self._edits):
                self.keep()
            self._show()

        keep = partial(self._services.keep_draft, key, case, content)
        self._desk.do(lambda: saved_or_kept(lambda: run.work(work), keep), saved, failed)

    def discard(self) -> None:
        """Drop what was typed and show the record as it was saved."""
        key = self.key
        self._desk.ask(lambda: self._services.drop_draft(key), self._dropped)

    def ask_why(self) -> None:
        """Ask for the reason first."""
        busy = self.record is None or self._dirty or bool(self._kept_by())
        self._asking = not self._reads_only and (self._withdrawn or not busy)
        self._show()

    def turn_back(self) -> None:
        """Leave the record as it is."""
        self._asking = False
        self._show()

    def withdraw(self, reason: str) -> None:
        """Withdraw the record; only with a reason."""
        record, case = self.record, self._snapshot.case.id
        if record is not None and self._asking and not self._withdrawn and reason.strip():
            self._desk.do(lambda: self._services.withdraw(case, record.id, reason=reason.strip()))

    def restore(self, reason: str) -> None:
        """Bring a withdrawn record back; only with a reason."""
        record, case = self.record, self._snapshot.case.id
        if record is None or not (self._asking and self._withdrawn and reason.strip()):
            return

        def back(_change: Change) -> None:
            self._withdrawn = self._asking = False
            self._note = ""
            self._show()

        self._desk.do(lambda: self._services.restore(case, record.id, reason=reason.strip()), back)

    def put_back(self, number: int, reason: str) -> None:
        """Make an older version the newest one again; only with a reason, and not over what is half typed."""
        record, case = self.record, self._snapshot.case.id
        if record is not None and not (self._dirty or self.state.held) and reason.strip():
            self._desk.do(lambda: self._services.put_back(case, record.id, number, reason=reason.strip()))

    def renew(self, snapshot: CaseSnapshot, history: tuple[Revision, ...]) -> None:
        """Take over the case; what was typed and not saved yet stays."""
        self._snapshot, self._history = snapshot, history
        for record in snapshot.records():
            if self.record is not None and record.id == self.record.id:
                self.record = record
        if not self._dirty and not self._saving:
            self._fields, self._marks = self._stored(), marks_of(self.record)
        self._show()

    @abstractmethod
    def _title(self) -> str:
        """Return what the form is about."""

    @abstractmethod
    def _stored(self) -> F:
        """Return the fields of the record as it is saved, or empty ones."""

    @abstractmethod
    def _check(self) -> Checked:
        """Read the fields."""

    @abstractmethod
    def _build(self) -> tuple[Record, tuple[Record, ...], str]:
        """Return the record, the new records that it needs, and the reason of the correction."""

    @abstractmethod
    def _kept_by(self) -> str:
        """Return what keeps the record from being withdrawn, or nothing."""

    def _content(self) -> dict[str, object]:
        """Return what is kept of the fields."""
        return {"fields": msgspec.to_builtins(self._fields), "marks": self._marks}

    def _dropped(self, _none: None) -> None:
        """Show the record as it was saved."""
        self._fields, self._dirty, self._told, self._note = self._stored(), False, False, ""
        self._marks = marks_of(self.record)
        self._show()

    def _kept(self, at: datetime) -> None:
        """Tell when the draft was kept."""
        self._note = self._say("draft kept {time}", time=f"{at:%H:%M:%S}")
        self._show()

    def _today(self) -> date:
        """Return the day on which the form is used."""
        return self._now().date()

    def _day(self, words: str, stored: date | None = None) -> tuple[date | None, Hint]:
        """Read one known day; words that were not changed keep their day."""
        return read_day(words, self._today(), self._say, stored)

    def _show(self) -> None:
        """Make the state anew and tell the page when it differs."""
        state = self._state()
        if state != self.state:
            self.state = state
            self.changed.emit()

    def _state(self) -> FormState[F]:
        """Return the form in ready words."""
        checked = self._check()
        return FormState(
            title=self._title(),
            note=self._note,
            fields=self._fields,
            checked=checked,
            told=checked.problems if self._told else (),
            is_new=self.record is None,
            dirty=self._dirty,
            history=versions_of(self._history, self._snapshot, self._say),
            asking=self._asking,
            withdrawn=self._withdrawn,
            kept_by=self._kept_by(),
            reads_only=self._reads_only,
            marks=self._marks,
        )


def draft_key(kind: str, case: UUID, record: Record | str | None) -> str:
    """Return the key under which a form keeps its draft; ``record`` may be the id as text, or "new"."""
    return f"{kind}:{case}:{record.id if isinstance(record, Record) else record or 'new'}"


def reads_only_words(say: Translator) -> str:
    """Return what stands above a form for somebody who may not record."""
    return say("To read only: nothing can be changed here now.")
