"""The versions of what a case is about: the case itself, its people and its assessments, one of them at a time.

Incidents and the other records show their versions in their own form; these have a form that shows several at once.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from uuid import UUID

from app.domain.assessment import Assessment
from app.domain.case import Case
from app.domain.change import Change
from app.domain.person import Person
from app.domain.record import Record
from app.domain.revision import Revision, Withdrawn
from app.domain.signing import is_signed
from app.domain.snapshot import CaseSnapshot, shown_number
from app.errors import AppError
from app.i18n import Translator
from app.observable import Signal
from app.risk.shelf import list_as_used
from app.viewmodels.choice import Choice
from app.viewmodels.desk import Desk
from app.viewmodels.history import Version, versions_of
from app.viewmodels.record_form import PutBack
from app.viewmodels.roles import people_called, role_name
from app.viewmodels.sensitivity import Gate, Screen


@dataclass(frozen=True)
class HistoryServices:
    """What the history of a case needs, bound to the open vault; without ``may_record`` nothing is put back."""

    read_case: Callable[[UUID], CaseSnapshot]
    withdrawn: Callable[[UUID], tuple[Withdrawn, ...]]
    history: Callable[[UUID], tuple[Revision, ...]]
    put_back: PutBack
    may_record: bool = field(default=True, kw_only=True)


@dataclass(frozen=True)
class CaseHistoryState:
    """What there is to choose from, and the versions of what was chosen.

    ``gate`` stands in the place of the versions while they are hidden; ``held`` says why no version can be put back,
    ``error`` why putting one back was refused.
    """

    choices: tuple[Choice, ...] = ()
    chosen: str = ""
    versions: tuple[Version, ...] = ()
    gate: Gate | None = None
    held: str = ""
    changeable: bool = False
    error: str = ""


@dataclass(frozen=True)
class _Read:
    snapshot: CaseSnapshot
    withdrawn: tuple[Withdrawn, ...]
    history: tuple[Revision, ...]


class CaseHistory:
    """The view-model of the history of one case."""

    def __init__(self, case: UUID, services: HistoryServices, desk: Desk, say: Translator) -> None:
        """Begin at the case itself; ``load`` reads it."""
        self.case = case
        self.changed = Signal()
        self.state = CaseHistoryState()
        self._services, self._desk, self._say = services, desk, say
        self._chosen = case
        self._screen = Screen(say)
        self._seen: _Read | None = None
        self._error = ""
        desk.on_change(self._on_change)

    def load(self, record: str = "") -> None:
        """Read the versions of a record of the case, or of the case itself."""
        self._chosen, self._error = UUID(record) if record else self.case, ""
        self._read_again()

    def show(self) -> None:
        """Show the chosen record although it is hidden, until the window closes."""
        self._screen.show(self._chosen)
        self._show()

    def put_back(self, number: int, reason: str) -> None:
        """Make an older version the newest one again; only with a reason."""
        record = self._chosen
        if self.state.changeable and reason.strip():
            self._error = ""
            self._desk.do(
                lambda: self._services.put_back(self.case, record, number, reason=reason.strip()), failed=self._refused
            )

    def _refused(self, error: AppError) -> None:
        self._error = self._say.error(error)
        self._show()

    def _read_again(self) -> None:
        services, case, chosen = self._services, self.case, self._chosen
        self._desk.ask(
            lambda: _Read(services.read_case(case), services.withdrawn(case), services.history(chosen)), self._take
        )

    def _take(self, read: _Read) -> None:
        self._seen = read
        self._show()

    def _on_change(self, change: Change) -> None:
        """Read again when something in the case changed."""
        if change.case == self.case and self._seen is not None:
            self._read_again()

    def _show(self) -> None:
        """Make the state anew and tell the window when it differs."""
        if self._seen is None:
            return
        state = self._state(self._seen)
        if state != self.state:
            self.state = state
            self.changed.emit()

    def _state(self, read: _Read) -> CaseHistoryState:
        gone = {one.record.id for one in read.withdrawn}
        every = {one.id: one for one in (*read.snapshot.records(), *(one.record for one in read.withdrawn))}
        record = every.get(self._chosen)
        shown = self._screen.case(read.snapshot)
        left = [one.record for one in self._screen.gone(read.withdrawn) if isinstance(one.record, Person | Assessment)]
        people = (*read.snapshot.persons, *(one.record for one in read.withdrawn if isinstance(one.record, Person)))
        called = people_called(people, self._say)
        state = CaseHistoryState(
            choices=(
                *(self._choice(one, shown, called) for one in (shown.case, *shown.persons, *shown.assessments)),
                *(self._choice(one, shown, called, gone=True) for one in left),
            ),
            chosen=str(self._chosen),
            error=self._error,
        )
        if record is None:
            return state
        if self._screen.covers(record):
            gate = self._screen.gate(record)
            means = self._say("It is shown until you close this window. Look who can see the screen first.")
            return replace(state, gate=replace(gate, title=self._name(record, shown, called), means=means))
        held = self._held(record, withdrawn=record.id in gone)
        return replace(
            state,
            versions=versions_of(read.history, shown, self._say),
            held=held,
            changeable=not held and self._services.may_record,
        )

    def _held(self, record: Record, *, withdrawn: bool) -> str:
        """Return why a record gets no new version."""
        if is_signed(record):
            return self._say("Signed: its versions can be read, and none can be put back.")
        if withdrawn:
            return self._say("Taken out of the case: its versions can be read, and none can be put back.")
        return ""

    def _choice(self, record: Record, shown: CaseSnapshot, called: Mapping[UUID, str], *, gone: bool = False) -> Choice:
        name = self._name(record, shown, called)
        return Choice(str(record.id), self._say("{name} · taken out of the case", name=name) if gone else name)

    def _name(self, record: Record, shown: CaseSnapshot, called: Mapping[UUID, str]) -> str:
        """Return how something is called in the list; a hidden name stays hidden."""
        say = self._say
        match record:
            case Case():
                return say("Case {reference}", reference=record.reference)
            case Person():
                if self._screen.covers(record):
                    return called[record.id]
                return f"{record.name} · {role_name(record.role, say)}"
            case Assessment():
                used = list_as_used(shown, record)
                name = say.label(used.name) if used else record.checklist
                return f"{name} {record.number} · {say.day(record.started_on)}"
        return shown_number(record, say)
