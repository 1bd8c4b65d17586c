"""Open a new case, or change a case and its people."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID, uuid4

import msgspec

from app.domain.case import Case
from app.domain.change import Change
from app.domain.period_text import read_period
from app.domain.person import Person, Role
from app.domain.snapshot import CaseSnapshot
from app.errors import AppError
from app.i18n import Translator
from app.observable import Signal
from app.viewmodels.cases import CasesServices, proposed_reference
from app.viewmodels.desk import Desk
from app.viewmodels.roles import role_name

OLDEST_BIRTH_YEAR = 1900


@dataclass(frozen=True)
class PersonRow:
    """Somebody as typed."""

    id: UUID
    name: str = ""
    role: Role = Role.OTHER
    relation: str = ""
    birth_year: str = ""


@dataclass(frozen=True)
class CaseFormState:
    """The form as typed; ``coverage_read`` shows how the day was understood."""

    title: str
    reference: str
    name: str = ""
    holder: str = ""
    coverage: str = ""
    coverage_read: str = ""
    fictional: bool = False
    closed: bool = False
    persons: tuple[PersonRow, ...] = ()
    error: str = ""
    wrong_field: str = ""
    busy: bool = False
    saved: bool = False


class CaseForm:
    """Holds what is typed about a case; saves the case and its people together."""

    def __init__(
        self,
        services: CasesServices,
        desk: Desk,
        say: Translator,
        now: Callable[[], datetime],
        saved: Callable[[UUID], None],
    ) -> None:
        self.changed = Signal()
        self._services, self._desk, self._say, self._now, self._saved = services, desk, say, now, saved
        self._taken: frozenset[str] = frozenset()
        self._before: CaseSnapshot | None = None
        self._coverage: date | None = None
        self.state = CaseFormState(title=say("New case"), reference="")

    @property
    def is_new(self) -> bool:
        """Whether the case does not exist yet."""
        return self._before is None

    def roles(self) -> tuple[tuple[str, str], ...]:
        """Return the roles that somebody can have, in words."""
        return tuple((role.value, role_name(role, self._say)) for role in Role)

    def begin(self, taken: frozenset[str], holder: str) -> None:
        """Start a new case with a free number and places for the two people it is about."""
        self._taken = taken
        self._set(
            CaseFormState(
                title=self._say("New case"),
                reference=proposed_reference(taken, self._now().year),
                holder=holder,
                persons=(PersonRow(uuid4(), role=Role.VICTIM), PersonRow(uuid4(), role=Role.PERPETRATOR)),
            )
        )

    def begin_from(self, snapshot: CaseSnapshot, taken: frozenset[str]) -> None:
        """Change an existing case."""
        case = snapshot.case
        self._before = snapshot
        self._taken = taken - {case.reference}
        self._coverage = case.coverage_from
        self._set(
            CaseFormState(
                title=self._say("Case {reference}", reference=case.reference),
                reference=case.reference,
                name=case.name,
                holder=case.holder,
                coverage=self._say.day(case.coverage_from) if case.coverage_from else "",
                fictional=case.fictional,
                closed=case.closed_on is not None,
                persons=tuple(_typed(person) for person in snapshot.persons),
            )
        )

    def edit(
        self,
        *,
        reference: str | None = None,
        name: str | None = None,
        holder: str | None = None,
        fictional: bool | None = None,
        closed: bool | None = None,
    ) -> None:
        """Take over what was typed about the case."""
        old = self.state
        self._set(
            replace(
                old,
                reference=old.reference if reference is None else reference,
                name=old.name if name is None else name,
                holder=old.holder if holder is None else holder,
                fictional=old.fictional if fictional is None else fictional,
                closed=old.closed if closed is None else closed,
                error="",
                wrong_field="",
            )
        )

    def edit_coverage(self, words: str) -> None:
        """Read the day from which history was asked."""
        read, self._coverage = "", None
        if words.strip():
            reading = read_period(words, self._now().date(), self._say.language)
            if reading.period is not None and reading.period.first is not None:
                self._coverage = reading.period.first
                read = self._say("read as: from {day}", day=self._say.day(self._coverage))
            else:
                read = self._say("not read yet; for example: January 2024")
        self._set(replace(self.state, coverage=words, coverage_read=read, error="", wrong_field=""))

    def add_person(self, role: Role) -> None:
        """Add a place for somebody."""
        self._set(replace(self.state, persons=(*self.state.persons, PersonRow(uuid4(), role=role))))

    def edit_person(
        self,
        row: int,
        *,
        name: str | None = None,
        role: Role | None = None,
        relation: str | None = None,
        birth_year: str | None = None,
    ) -> None:
        """Take over what was typed about somebody."""
        old = self.state.persons[row]
        fresh = replace(
            old,
            name=old.name if name is None else name,
            role=role or old.role,
            relation=old.relation if relation is None else relation,
            birth_year=old.birth_year if birth_year is None else birth_year,
        )
        persons = (*self.state.persons[:row], fresh, *self.state.persons[row + 1 :])
        self._set(replace(self.state, persons=persons, error="", wrong_field=""))

    def remove_person(self, row: int) -> None:
        """Take somebody out of the form; withdrawn when the form is saved."""
        persons = (*self.state.persons[:row], *self.state.persons[row + 1 :])
        self._set(replace(self.state, persons=persons))

    def save(self) -> None:
        """Save the case and its people, unless something is missing."""
        if self.state.busy:
            return
        wrong = self._objection()
        if wrong is not None:
            self._set(replace(self.state, wrong_field=wrong[0], error=wrong[1]))
            return
        self._set(replace(self.state, busy=True, error="", wrong_field=""))
        case, persons = self._case(), self._persons()
        before = self._before
        if before is None:
            self._desk.do(lambda: self._services.open_case(case, persons), self._done, self._failed)
        else:
            self._desk.do(lambda: self._write(before, case, persons), self._done, self._failed)

    def _write(self, before: CaseSnapshot, case: Case, persons: tuple[Person, ...]) -> Change:
        """Write what differs from what is stored now; each record is a version of its own.

        Whoever goes is taken out first, because that alone can be refused; a next attempt after a failure goes on
        where the first one stopped.
        """
        stored = self._services.read_case(case.id)
        known = {person.id: person for person in stored.persons}
        kept = {person.id for person in persons}
        change = None
        for gone in [person.id for person in before.persons if person.id in known.keys() - kept]:
            change = self._services.withdraw(case.id, gone, reason=self._say("Removed from the case"))
        for person in persons:
            if person.id not in known:
                change = self._services.record(case.id, person)
            elif person != known[person.id]:
                change = self._services.correct(case.id, person)
        if case != stored.case or change is None:
            change = self._services.correct(case.id, case)
        return change

    def _objection(self) -> tuple[str, str] | None:
        """Return the first field that is not acceptable and why."""
        say, state = self._say, self.state
        if not state.reference.strip():
            return "reference", say("Give the case a number.")
        if state.reference.strip() in self._taken:
            return "reference", say("There is already a case with this number.")
        if not state.name.strip():
            return "name", say("Give the case a name, such as the client's name or initials.")
        if state.coverage.strip() and self._coverage is None:
            return "coverage", say("This day was not understood; for example: January 2024.")
        return self._person_objection()

    def _person_objection(self) -> tuple[str, str] | None:
        """Return the first line of a person that is not acceptable and why."""
        for row, person in enumerate(self.state.persons):
            if not person.name.strip() and (person.relation.strip() or person.birth_year.strip()):
                return f"person{row}", self._say("Fill in the name, or remove this line.")
            if person.birth_year.strip() and not self._is_birth_year(person.birth_year):
                return f"person{row}", self._say("A year of birth has four digits.")
        return None

    def _is_birth_year(self, text: str) -> bool:
        """Whether a text is a possible year of birth."""
        return text.strip().isdecimal() and OLDEST_BIRTH_YEAR <= int(text) <= self._now().year

    def _case(self) -> Case:
        """Make the case from what was typed."""
        state, today = self.state, self._now().date()
        base = self._before.case if self._before is not None else Case(reference="", name="", opened_on=today)
        closed_on = (base.closed_on or today) if state.closed else None
        return msgspec.structs.replace(
            base,
            reference=state.reference.strip(),
            name=state.name.strip(),
            holder=state.holder.strip(),
            coverage_from=self._coverage,
            fictional=state.fictional,
            closed_on=closed_on,
        )

    def _persons(self) -> tuple[Person, ...]:
        """Make the people from what was typed; lines without a name are left out."""
        known = {person.id: person for person in self._before.persons} if self._before is not None else {}
        made = []
        for row in self.state.persons:
            if row.name.strip():
                base = known.get(row.id, Person(id=row.id, name="", role=row.role))
                made.append(
                    msgspec.structs.replace(
                        base,
                        name=row.name.strip(),
                        role=row.role,
                        relation=row.relation.strip(),
                        birth_year=int(row.birth_year) if row.birth_year.strip() else None,
                    )
                )
        return tuple(made)

    def _done(self, change: Change) -> None:
        """The case is saved."""
        self._set(replace(self.state, busy=False, saved=True))
        self._desk.say_done(self._say("Saved."))
        self._saved(change.case)

    def _failed(self, error: AppError) -> None:
        """Show why it was not saved; everything typed stays."""
        self._set(replace(self.state, busy=False, error=self._say.error(error)))

    def _set(self, state: CaseFormState) -> None:
        """Take a new state and tell."""
        if state != self.state:
            self.state = state
            self.changed.emit()


def _typed(person: Person) -> PersonRow:
    """Return somebody as a line of the form."""
    year = str(person.birth_year) if person.birth_year is not None else ""
    return PersonRow(person.id, person.name, person.role, person.relation, year)
