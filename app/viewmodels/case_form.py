"""Open a new case, or change a case and its people."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Final
from uuid import UUID, uuid4

import msgspec

from app.domain.case import Case
from app.domain.change import Change
from app.domain.draft import NO_CASE
from app.domain.period_text import read_period
from app.domain.person import Person, Role
from app.domain.record import Sensitivity
from app.domain.snapshot import CaseSnapshot
from app.errors import AppError
from app.i18n import Translator
from app.observable import Signal
from app.viewmodels.case_draft import CaseDraft, PersonRow, case_key
from app.viewmodels.cases import CasesServices, proposed_reference
from app.viewmodels.desk import Desk, ignore
from app.viewmodels.field_marks import holds_hidden, marked, marks_of, with_marks
from app.viewmodels.kept_draft import Kept
from app.viewmodels.roles import role_name
from app.viewmodels.sensitivity import hidden_words

OLDEST_BIRTH_YEAR = 1900
NOTHING: Final[Kept[CaseDraft]] = Kept()


@dataclass(frozen=True)
class CaseFormState:
    """The form as typed; ``coverage_read`` shows how the day was understood, ``note`` that a draft was taken up.

    ``covered`` while the name is hidden and was not asked for; then it cannot be changed. ``stays_real`` when the vault
    holds it as a real case: with its history it never becomes a practice case.
    """

    title: str
    reference: str
    note: str = ""
    name: str = ""
    holder: str = ""
    coverage: str = ""
    coverage_read: str = ""
    fictional: bool = False
    stays_real: bool = False
    closed: bool = False
    sensitivity: str = Sensitivity.R3.value
    marks: dict[str, str] = field(default_factory=dict)
    covered: bool = False
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
        self._name: str | None = None
        self._hidden: dict[UUID, PersonRow] = {}
        self._kept = self._typed()
        self._dropped = False

    @property
    def is_new(self) -> bool:
        """Whether the case does not exist yet."""
        return self._before is None

    def roles(self) -> tuple[tuple[str, str], ...]:
        """Return the roles that somebody can have, in words."""
        return tuple((role.value, role_name(role, self._say)) for role in Role)

    @property
    def half_typed(self) -> bool:
        """Whether something was typed that is neither saved nor kept."""
        state = self.state
        return not (state.busy or state.saved or self._dropped) and self._typed() != self._kept

    def begin(self, taken: frozenset[str], holder: str, kept: Kept[CaseDraft] = NOTHING) -> None:
        """Start a new case with a free number and places for the two people it is about, or go on with the draft."""
        self._taken = taken
        self._start(
            CaseFormState(
                title=self._say("New case"),
                reference=proposed_reference(taken, self._now().year),
                holder=holder,
                persons=(PersonRow(uuid4(), role=Role.VICTIM), PersonRow(uuid4(), role=Role.PERPETRATOR)),
            ),
            kept,
        )

    def begin_from(self, snapshot: CaseSnapshot, taken: frozenset[str], kept: Kept[CaseDraft] = NOTHING) -> None:
        """Change an existing case, or go on with what was half typed about it."""
        case = snapshot.case
        self._before = snapshot
        self._taken = taken - {case.reference}
        self._coverage = case.coverage_from
        self._start(
            CaseFormState(
                title=self._say("Case {reference}", reference=case.reference),
                reference=case.reference,
                name=case.name,
                holder=case.holder,
                coverage=self._say.day(case.coverage_from) if case.coverage_from else "",
                fictional=case.fictional,
                stays_real=not case.fictional,
                closed=case.closed_on is not None,
                sensitivity=case.sensitivity.value,
                marks=marks_of(case),
                persons=tuple(_row(person) for person in snapshot.persons),
            ),
            kept,
        )

    def keep(self) -> None:
        """Keep what is half typed as a draft."""
        if self.half_typed:
            typed = self._kept = self._typed()
            self._desk.ask(lambda: self._keep(typed), ignore)

    def discard(self) -> None:
        """Throw away what was typed, with its draft."""
        self._dropped = True
        self._desk.ask(lambda: self._services.drop_draft(case_key(self._case_id)), ignore)

    def edit(
        self,
        *,
        reference: str | None = None,
        name: str | None = None,
        holder: str | None = None,
        fictional: bool | None = None,
        closed: bool | None = None,
        sensitivity: str | None = None,
    ) -> None:
        """Take over what was typed about the case; a hidden name is not typed over."""
        old = self.state
        name = None if old.covered else name
        self._set(
            replace(
                old,
                reference=old.reference if reference is None else reference,
                name=old.name if name is None else name,
                holder=old.holder if holder is None else holder,
                fictional=old.fictional if fictional is None or old.stays_real else fictional,
                closed=old.closed if closed is None else closed,
                sensitivity=old.sensitivity if sensitivity is None or old.covered else sensitivity,
                error="",
                wrong_field="",
            )
        )

    def mark(self, field: str, mark: str) -> None:
        """Say how far a field of the head of the case may travel; "" means as the whole case."""
        if not self.state.covered:
            self._set(replace(self.state, marks=marked(self.state.marks, field, mark)))

    def mark_person(self, row: int, field: str, mark: str) -> None:
        """Say how far a field about somebody may travel; "" means as the rest about them."""
        self._change_person(row, lambda old: replace(old, marks=marked(old.marks, field, mark)))

    def show_hidden(self) -> None:
        """Show what is hidden in this form until it is closed."""
        state = self.state
        name = state.name if self._name is None else self._name
        persons = self._people()
        self._name, self._hidden = None, {}
        self._set(replace(state, name=name, covered=False, persons=persons))

    def edit_coverage(self, words: str) -> None:
        """Read the day from which history was asked."""
        read = self._read_coverage(words)
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
        note: str | None = None,
        sensitivity: str | None = None,
    ) -> None:
        """Take over what was typed about somebody; a row that is hidden stays as it is."""
        self._change_person(
            row,
            lambda old: replace(
                old,
                name=old.name if name is None else name,
                role=role or old.role,
                relation=old.relation if relation is None else relation,
                birth_year=old.birth_year if birth_year is None else birth_year,
                note=old.note if note is None else note,
                sensitivity=sensitivity or old.sensitivity,
            ),
        )

    def _change_person(self, row: int, change: Callable[[PersonRow], PersonRow]) -> None:
        """Change a row that is not hidden."""
        old = self.state.persons[row]
        if not old.covered:
            persons = (*self.state.persons[:row], change(old), *self.state.persons[row + 1 :])
            self._set(replace(self.state, persons=persons, error="", wrong_field=""))

    def remove_person(self, row: int) -> None:
        """Take somebody out of the form; withdrawn when the form is saved. A hidden row is shown first."""
        if self.state.persons[row].covered:
            return
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
        case, persons, typed, before = self._case(), self._persons(), self._typed(), self._before
        self._kept = typed

        def work() -> Change:
            # Kept first: a lock may come before the answer, and then this is all that is left of a refused save.
            self._keep(typed)
            written = self._services.open_case(case, persons) if before is None else self._write(before, case, persons)
            self._services.drop_draft(case_key(before.case.id if before is not None else None))
            return written

        self._desk.do(work, self._done, self._failed)

    @property
    def _case_id(self) -> UUID | None:
        """Return which case is changed; nothing for a new one."""
        return self._before.case.id if self._before is not None else None

    def _typed(self) -> CaseDraft:
        """Return the fields as they are typed."""
        state = self.state
        return CaseDraft(
            reference=state.reference,
            name=self._whole_name(),
            holder=state.holder,
            coverage=state.coverage,
            fictional=state.fictional,
            closed=state.closed,
            sensitivity=state.sensitivity,
            marks=state.marks,
            persons=self._people(),
            known=tuple(person.id for person in self._before.persons) if self._before is not None else (),
        )

    def _whole_name(self) -> str:
        """Return the name of the case, also while it is hidden."""
        return self.state.name if self._name is None else self._name

    def _people(self) -> tuple[PersonRow, ...]:
        """Return the people as typed, also those who are hidden."""
        return tuple(self._hidden.get(row.id, row) for row in self.state.persons)

    def _cover(self, state: CaseFormState) -> CaseFormState:
        """Hide what is of class R0; the whole of it stays here, so that a mask is never saved."""
        word = hidden_words(self._say)
        shown = tuple(row.cover(word) for row in state.persons)
        self._hidden = {row.id: row for row, seen in zip(state.persons, shown, strict=True) if seen.covered}
        self._name = None
        if holds_hidden(state.sensitivity, state.marks):
            self._name = state.name
            state = replace(state, name=word, covered=True)
        return replace(state, persons=shown)

    def _start(self, state: CaseFormState, kept: Kept[CaseDraft]) -> None:
        """Show the case as it is stored, or what was half typed about it."""
        draft = kept.draft
        if kept.apart:
            state = replace(state, note=self._say("an older draft cannot be shown; it is kept apart"))
        if draft is not None:
            typed = {name: getattr(draft, name) for name in ("reference", "name", "holder", "coverage", "closed")}
            typed["fictional"] = draft.fictional and not state.stays_real
            if draft.marks is not None:
                typed |= {"sensitivity": draft.sensitivity, "marks": draft.marks}
            state = replace(
                state,
                **typed,
                coverage_read=self._read_coverage(draft.coverage) if draft.coverage != state.coverage else "",
                persons=draft.people_now(state.persons if self._before is not None else ()),
                note=self._say("draft taken up again"),
            )
        self._set(self._cover(state))
        self._kept = self._typed()

    def _keep(self, typed: CaseDraft) -> None:
        """Keep a draft; in the data lane."""
        self._services.keep_draft(case_key(self._case_id), self._case_id or NO_CASE, msgspec.to_builtins(typed))

    def _read_coverage(self, words: str) -> str:
        """Read a day and return how it was understood."""
        self._coverage = None
        if not words.strip():
            return ""
        reading = read_period(words, self._now().date(), self._say.language)
        if reading.period is None or reading.period.first is None:
            return self._say("not read yet; for example: January 2024")
        self._coverage = reading.period.first
        return self._say("read as: from {day}", day=self._say.day(self._coverage))

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
        if not self._whole_name().strip():
            return "name", say("Give the case a name, such as the client's name or initials.")
        if state.coverage.strip() and self._coverage is None:
            return "coverage", say("This day was not understood; for example: January 2024.")
        return self._person_objection()

    def _person_objection(self) -> tuple[str, str] | None:
        """Return the first line of a person that is not acceptable and why."""
        for row, person in enumerate(self._people()):
            if not person.name.strip() and (person.relation + person.birth_year + person.note).strip():
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
            with_marks(base, state.marks),
            sensitivity=Sensitivity(state.sensitivity),
            reference=state.reference.strip(),
            name=self._whole_name().strip(),
            holder=state.holder.strip(),
            coverage_from=self._coverage,
            fictional=state.fictional,
            closed_on=closed_on,
        )

    def _persons(self) -> tuple[Person, ...]:
        """Make the people from what was typed; lines without a name are left out."""
        known = {person.id: person for person in self._before.persons} if self._before is not None else {}
        made = []
        for row in self._people():
            if row.name.strip():
                base = known.get(row.id, Person(id=row.id, name="", role=row.role))
                made.append(
                    msgspec.structs.replace(
                        with_marks(base, row.marks),
                        sensitivity=Sensitivity(row.sensitivity),
                        note=row.note.strip(),
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


def _row(person: Person) -> PersonRow:
    """Return somebody as a line of the form."""
    year = str(person.birth_year) if person.birth_year is not None else ""
    return PersonRow(
        person.id,
        person.name,
        person.role,
        person.relation,
        year,
        person.note,
        person.sensitivity.value,
        marks_of(person),
    )
