"""What pages with lists of records and one form share: open, begin, put away, and read again when something changed."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, ClassVar, Protocol
from uuid import UUID

from app.domain.change import Change
from app.domain.record import Record
from app.domain.revision import Revision, Withdrawn
from app.domain.snapshot import CaseSnapshot
from app.i18n import Translator
from app.observable import Signal
from app.viewmodels.desk import Desk
from app.viewmodels.kept_draft import Kept, read_kept
from app.viewmodels.record_form import EventsServices, FormDraft, RecordForm, draft_key
from app.viewmodels.sensitivity import NEW, Gate, Screen


class MakeForm(Protocol):
    """Make the form of a record of one kind; ``None`` begins a new one."""

    def __call__(
        self,
        snapshot: CaseSnapshot,
        record: Any,  # noqa: ANN401  a record of the kind of the form
        services: Any,  # noqa: ANN401  what that form needs
        desk: Desk,
        say: Translator,
        now: Callable[[], datetime],
        *,
        withdrawn: bool = False,
    ) -> RecordForm[Any]:
        """Return the form."""


@dataclass(frozen=True)
class FormKind:
    """One kind of record on a page: the name of its drafts, its type, the shape of a draft, and its form."""

    name: str
    record: type[Record]
    draft: Any
    make: MakeForm


@dataclass(frozen=True)
class Read:
    """What was read from the vault: the case, what was withdrawn, and the versions and drafts of what is opened."""

    snapshot: CaseSnapshot
    withdrawn: tuple[Withdrawn, ...]
    history: tuple[Revision, ...] = ()
    drafts: Mapping[str, Kept[FormDraft[Any]]] = field(default_factory=dict)


class RecordPage(ABC):
    """The view-model of a page with lists of records and the form of one of them; subclasses write the lists.

    ``gate`` stands in the place of the form while the record that was opened is hidden.
    """

    kinds: ClassVar[tuple[FormKind, ...]]

    def __init__(
        self, case: UUID, services: EventsServices, desk: Desk, say: Translator, now: Callable[[], datetime]
    ) -> None:
        """Show the records of ``case``; ``load`` fills the lists."""
        self.case = case
        self.changed = Signal()
        self.form: RecordForm[Any] | None = None
        self.gate: Gate | None = None
        self.screen = Screen(say)
        self._services = services
        self._desk = desk
        self._say = say
        self._now = now
        self._seen: Read | None = None
        self._gated = ""
        desk.on_change(self._on_change)

    @property
    def may_record(self) -> bool:
        """Whether something can be added or changed."""
        return self._services.may_record

    @property
    def opened(self) -> str:
        """Return the id of the record in the form, "" for none and for a new one."""
        if self.gate is not None:
            return "" if self.gate.record == NEW else self.gate.record
        return str(self.form.record.id) if self.form is not None and self.form.record is not None else ""

    def load(self) -> None:
        """Read the case; a new record that was half typed is put on the screen again."""

        def loaded(read: Read) -> None:
            for kind in self.kinds:
                if read.drafts[kind.name].draft is not None:
                    self._open(kind, read, None)
                    break
            self._show(read)

        self._desk.ask(lambda: self._read(None, drafts_of=NEW), loaded)

    def open(self, record: str) -> None:
        """Open a record in its form; a withdrawn one to read it and to bring it back."""
        wanted = UUID(record)

        def opened(read: Read) -> None:
            gone = [one.record for one in read.withdrawn]
            for found in (*read.snapshot.records(), *gone):
                kind = self._kind_of(found)
                if found.id == wanted and kind is not None:
                    self._open(kind, read, found, withdrawn=found in gone)
            self._show(read)

        self._desk.ask(lambda: self._read(wanted, drafts_of=record), opened)

    def show(self, record: str) -> None:
        """Show a hidden record until the page is left; its form opens when that was asked for before."""
        self.screen.show_named(record)
        if self.gate is not None and record == self.gate.record == NEW:
            self.new(self._gated)
        elif self.gate is not None and self.gate.record == record:
            self.open(record)
        elif self._seen is not None:
            self._show(self._seen)

    def hide_again(self) -> None:
        """Hide what was shown, because the page is left; what was typed in a hidden record stays as a draft."""
        self.screen.hide_again()
        form = self.form
        hidden = form is not None and form.record is not None and self.screen.covers(form.record)
        if form is not None and (hidden or (form.state.dirty and form.holds_hidden)):
            form.keep()
            self._cover(form)
        if self._seen is not None:
            self._show(self._seen)

    def new(self, name: str) -> None:
        """Open an empty form of a kind, or the one that was half typed."""
        if not self.may_record:
            return
        kind = next(kind for kind in self.kinds if kind.name == name)

        def opened(read: Read) -> None:
            self._open(kind, read, None)
            self._show(read)

        self._desk.ask(lambda: self._read(None, drafts_of=NEW), opened)

    def close_form(self) -> None:
        """Put the form away; what was typed stays as a draft."""
        if self._seen is not None:
            if self.form is not None:
                self.form.keep()
            self.form = self.gate = None
            self._show(self._seen)

    @abstractmethod
    def _write(self, read: Read) -> None:
        """Make the state anew; what is hidden is hidden in ``read`` already."""

    def _make(self, kind: FormKind, read: Read, record: Record | None, *, withdrawn: bool) -> RecordForm[Any]:
        """Return a form; subclasses give it what else it needs."""
        return kind.make(read.snapshot, record, self._services, self._desk, self._say, self._now, withdrawn=withdrawn)

    def _read(self, record: UUID | None, *, drafts_of: str = "") -> Read:
        """Read the case with the versions of a record, and the drafts of a record (an id or "new")."""
        services, case = self._services, self.case
        drafts = {
            kind.name: read_kept(services, draft_key(kind.name, case, drafts_of), case, kind.draft)
            for kind in self.kinds
            if drafts_of
        }
        history = services.history(record) if record else ()
        return Read(services.read_case(case), services.withdrawn(case), history, drafts)

    def _kind_of(self, record: Record) -> FormKind | None:
        return next((kind for kind in self.kinds if isinstance(record, kind.record)), None)

    def _open(self, kind: FormKind, read: Read, record: Record | None, *, withdrawn: bool = False) -> None:
        """Show a form; whatever was typed in the one before meanwhile is kept, and the same form simply stays."""
        if record is not None and self.screen.covers(record):
            if self.form is not None:
                self.form.keep()
            self.form, self.gate = None, self.screen.gate(record)
            return
        self.gate, asked = None, self.screen.shows(record)
        read = replace(read, snapshot=self._for_form(read, record))
        form = self._make(kind, read, record, withdrawn=withdrawn)
        if self.form is not None:
            if self.form.key == form.key and self.form.state.dirty:
                return
            self.form.keep()
        form.renew(read.snapshot, read.history)
        draft = read.drafts[kind.name]
        if not withdrawn:
            form.take_up(draft)
        if draft.draft is not None and form.holds_hidden and not (asked or withdrawn):
            self._cover(form)
            return
        self.form = form

    def _cover(self, form: RecordForm[Any]) -> None:
        """Put the gate in the place of a form with something hidden."""
        self._gated = form.kind
        self.form, self.gate = None, self.screen.gate(form.record, form.state.title)

    def _on_change(self, change: Change) -> None:
        """Read the case again when something in it changed."""
        if change.case != self.case or self._seen is None:
            return
        record = self.form.record if self.form else None

        def reloaded(read: Read) -> None:
            if self.form is not None and self.form.record is not None:
                known = {one.id for one in read.snapshot.records()}
                if self.form.record.id not in known and not self.form.state.withdrawn:
                    self.form = None
            if self.form is not None:
                self.form.renew(self._for_form(read, self.form.record), read.history)
            self._show(read)

        self._desk.ask(lambda: self._read(record.id if record else None), reloaded)

    def _show(self, read: Read) -> None:
        """Make the state anew and tell the page."""
        self._seen = read
        self._write(replace(read, snapshot=self.screen.case(read.snapshot), withdrawn=self.screen.gone(read.withdrawn)))
        self.changed.emit()

    def _for_form(self, read: Read, record: Record | None) -> CaseSnapshot:
        """Return the case for a form: its own record stays whole, also when it becomes R0 while it is open."""
        if record is not None:
            self.screen.show(record.id)
        return self.screen.case(read.snapshot)
