"""The form of a case and its people."""

from datetime import date, datetime
from uuid import UUID

import pytest

import builders
from app.domain.case import Case, CaseSummary
from app.domain.change import Change
from app.domain.person import Person, Role
from app.domain.record import Record, Sensitivity
from app.domain.revision import RecordKind
from app.domain.snapshot import CaseSnapshot
from app.errors import DiskFullError, StillUsedError
from app.i18n import Translator
from app.viewmodels.case_draft import case_key, read_case_draft
from app.viewmodels.case_form import CaseForm
from app.viewmodels.cases import CasesServices
from app.viewmodels.desk import InlineDesk

NOW = datetime(2026, 3, 24, 14, 2).astimezone()


class Vault:
    """Remembers what was written."""

    def __init__(self) -> None:
        self.written: list[tuple[str, Record]] = []
        self.withdrawn: list[UUID] = []
        self.full = False
        self.used: UUID | None = None
        self.stored = CaseSnapshot(case=builders.case())
        self.drafts: dict[str, dict[str, object]] = {}

    def keep_draft(self, key: str, _case: UUID, content: dict[str, object]) -> datetime:
        """Keep a draft."""
        self.drafts[key] = content
        return NOW

    def drop_draft(self, key: str) -> None:
        """Throw a draft away."""
        self.drafts.pop(key, None)

    def read_case(self, case: UUID) -> CaseSnapshot:
        """Return what was stored before anything was written."""
        del case
        return self.stored

    def open_case(self, case: Case, persons: tuple[Person, ...]) -> Change:
        """Write a new case."""
        if self.full:
            raise DiskFullError
        self.written += [("opened", case), *(("opened", person) for person in persons)]
        return Change(case.id, RecordKind.CASE, case.id)

    def record(self, case: UUID, record: Record) -> Change:
        """Write a first version."""
        self.written.append(("recorded", record))
        return Change(case, RecordKind.PERSON, record.id)

    def correct(self, case: UUID, record: Record, *, reason: str = "") -> Change:
        """Write a next version."""
        del reason
        self.written.append(("corrected", record))
        return Change(case, RecordKind.PERSON, record.id)

    def withdraw(self, case: UUID, record: UUID, *, reason: str) -> Change:
        """Withdraw."""
        assert reason
        if record == self.used:
            raise StillUsedError(places="I-1")
        self.withdrawn.append(record)
        return Change(case, RecordKind.PERSON, record)


def _no_cases() -> tuple[CaseSummary, ...]:
    return ()


def _form(vault: Vault) -> tuple[CaseForm, list[UUID]]:
    saved: list[UUID] = []
    services = _services(vault)
    return CaseForm(services, InlineDesk(), Translator("nl"), lambda: NOW, saved.append), saved


def _services(vault: Vault) -> CasesServices:
    return CasesServices(
        list_cases=_no_cases,
        read_case=vault.read_case,
        open_case=vault.open_case,
        record=vault.record,
        correct=vault.correct,
        withdraw=vault.withdraw,
        keep_draft=vault.keep_draft,
        read_draft=vault.drafts.get,
        drop_draft=vault.drop_draft,
        import_file=lambda _path, _reason: Change(UUID(int=0), RecordKind.CASE, UUID(int=0)),
        export_file=lambda _case, _path, _reason: None,
    )


def test_a_new_case_starts_with_a_free_number_and_its_two_people() -> None:
    form, _ = _form(Vault())
    form.begin(frozenset({"Z-2026-003"}), "S. de Boer")
    assert (form.state.reference, form.state.holder) == ("Z-2026-004", "S. de Boer")
    assert [person.role for person in form.state.persons] == [Role.VICTIM, Role.PERPETRATOR]


def test_a_new_case_is_saved_with_the_people_that_have_a_name() -> None:
    vault = Vault()
    form, saved = _form(vault)
    form.begin(frozenset(), "S. de Boer")
    form.edit(name=" A. Yilmaz ")
    form.edit_coverage("januari 2024")
    form.edit_person(0, name="A. Yilmaz")
    form.add_person(Role.CHILD)
    form.edit_person(2, name="D.", birth_year="2017")
    form.save()
    case = vault.written[0][1]
    assert isinstance(case, Case)
    assert (case.name, case.coverage_from) == ("A. Yilmaz", date(2024, 1, 1))
    people = [record for _, record in vault.written[1:] if isinstance(record, Person)]
    assert [(person.name, person.role, person.birth_year) for person in people] == [
        ("A. Yilmaz", Role.VICTIM, None),
        ("D.", Role.CHILD, 2017),
    ]
    assert saved == [case.id]
    assert form.state.saved


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"reference": " "}, "reference"),
        ({"reference": "Z-2026-001"}, "reference"),
        ({"name": ""}, "name"),
    ],
)
def test_a_case_is_not_saved_while_something_is_missing(fields: dict[str, str], wrong: str) -> None:
    vault = Vault()
    form, _ = _form(vault)
    form.begin(frozenset({"Z-2026-001"}), "")
    form.edit(name="A")
    form.edit(**fields)  # type: ignore[arg-type]  # the table above holds names of text fields
    form.save()
    assert (form.state.wrong_field, vault.written) == (wrong, [])


@pytest.mark.parametrize("year", ["17", "2027", "1899", "tien", "²²²²"])
def test_an_impossible_year_of_birth_is_told_at_its_line(year: str) -> None:
    form, _ = _form(Vault())
    form.begin(frozenset(), "")
    form.edit(name="A")
    form.edit_person(1, name="B", birth_year=year)
    form.save()
    assert form.state.wrong_field == "person1"


def test_a_day_that_is_not_understood_is_told() -> None:
    form, _ = _form(Vault())
    form.begin(frozenset(), "")
    form.edit(name="A")
    form.edit_coverage("ergens een keer")
    form.save()
    assert form.state.wrong_field == "coverage"


def test_a_failed_save_keeps_what_was_typed() -> None:
    vault = Vault()
    vault.full = True
    form, saved = _form(vault)
    form.begin(frozenset(), "")
    form.edit(name="A. Yilmaz")
    form.save()
    assert (form.state.name, form.state.busy, saved) == ("A. Yilmaz", False, [])
    assert "schijf" in form.state.error


def test_a_change_writes_only_what_differs() -> None:
    vault = Vault()
    form, _ = _form(vault)
    stays = builders.person(name="A. Yilmaz", role=Role.VICTIM)
    changes = builders.person(name="M. Visser", role=Role.PERPETRATOR)
    goes = builders.person(name="Iemand", role=Role.OTHER)
    case = builders.case(reference="Z-2026-014", name="A. Yilmaz")
    vault.stored = CaseSnapshot(case=case, persons=(stays, changes, goes))
    form.begin_from(vault.stored, frozenset({"Z-2026-014"}))
    form.edit_person(1, relation="ex-partner")
    form.remove_person(2)
    form.add_person(Role.RELATIVE)
    form.edit_person(2, name="Zus")
    form.save()
    assert [(action, getattr(record, "name", "")) for action, record in vault.written] == [
        ("corrected", "M. Visser"),
        ("recorded", "Zus"),
    ]
    assert vault.withdrawn == [goes.id]


def test_nothing_is_written_when_somebody_cannot_go() -> None:
    vault = Vault()
    form, _ = _form(vault)
    goes = builders.person(name="Sem", role=Role.CHILD)
    vault.used = goes.id
    vault.stored = CaseSnapshot(case=builders.case(reference="Z-2026-014"), persons=(goes,))
    form.begin_from(vault.stored, frozenset())
    form.remove_person(0)
    form.add_person(Role.RELATIVE)
    form.edit_person(0, name="Zus")
    form.save()
    assert (vault.written, form.state.saved) == ([], False)
    assert "I-1" in form.state.error


def test_a_second_attempt_does_not_write_again_what_was_written() -> None:
    vault = Vault()
    form, _ = _form(vault)
    vault.stored = CaseSnapshot(case=builders.case(reference="Z-2026-014"))
    form.begin_from(vault.stored, frozenset())
    form.add_person(Role.RELATIVE)
    form.edit_person(0, name="Zus")
    form.save()
    written = vault.written[0][1]
    assert isinstance(written, Person)
    vault.stored = CaseSnapshot(case=vault.stored.case, persons=(written,))
    form.edit_person(0, relation="zus van cliënt")
    form.save()
    assert [action for action, _ in vault.written] == ["recorded", "corrected"]


def test_closing_a_case_keeps_the_day() -> None:
    vault = Vault()
    form, _ = _form(vault)
    vault.stored = CaseSnapshot(case=builders.case(reference="Z-2026-014", name="A"))
    form.begin_from(vault.stored, frozenset())
    form.edit(closed=True)
    form.save()
    case = vault.written[-1][1]
    assert isinstance(case, Case)
    assert case.closed_on == NOW.date()


def test_what_was_half_typed_about_a_new_case_is_given_back() -> None:
    vault = Vault()
    form, _ = _form(vault)
    form.begin(frozenset(), "S. de Boer")
    form.keep()
    assert not vault.drafts, "nothing was typed"
    form.edit(name="A. Yilmaz")
    form.edit_coverage("januari 2024")
    form.add_person(Role.CHILD)
    form.edit_person(2, name="D.")
    form.keep()
    again, _ = _form(vault)
    again.begin(frozenset(), "S. de Boer", read_case_draft(_services(vault), None))
    assert (again.state.name, again.state.coverage_read) == ("A. Yilmaz", "gelezen als: vanaf 1 jan 2024")
    assert again.state.persons == form.state.persons
    assert again.state.note == "concept teruggehaald"
    assert not again.half_typed


def test_a_draft_goes_with_the_save_and_with_what_is_thrown_away() -> None:
    vault = Vault()
    for leave in (CaseForm.save, CaseForm.discard):
        form, _ = _form(vault)
        form.begin(frozenset(), "S. de Boer")
        form.edit(name="A. Yilmaz")
        form.keep()
        assert vault.drafts
        leave(form)
        form.keep()
        assert not vault.drafts


def test_a_save_that_is_refused_leaves_the_draft() -> None:
    vault = Vault()
    form, _ = _form(vault)
    form.begin(frozenset(), "S. de Boer")
    form.edit(name="A. Yilmaz")
    vault.full = True
    form.save()
    assert vault.drafts[case_key(None)]["name"] == "A. Yilmaz"


def test_a_draft_of_a_case_meets_the_people_as_they_are_by_then() -> None:
    vault = Vault()
    stays, goes, comes = (builders.person(name=name) for name in ("A.", "B.", "C."))
    vault.stored = CaseSnapshot(case=builders.case(), persons=(stays, goes))
    form, _ = _form(vault)
    form.begin_from(vault.stored, frozenset())
    form.edit_person(0, relation="buurvrouw")
    form.keep()
    vault.stored = CaseSnapshot(case=vault.stored.case, persons=(stays, comes))
    again, _ = _form(vault)
    again.begin_from(vault.stored, frozenset(), read_case_draft(_services(vault), vault.stored.case.id))
    assert [(row.name, row.relation) for row in again.state.persons] == [("A.", "buurvrouw"), ("C.", comes.relation)]


def test_a_draft_that_cannot_be_shown_is_kept_apart() -> None:
    vault = Vault()
    vault.drafts[case_key(None)] = {"name": 5}
    form, _ = _form(vault)
    form.begin(frozenset(), "S. de Boer", read_case_draft(_services(vault), None))
    assert "apart bewaard" in form.state.note
    assert len(vault.drafts) == 2


SECRET = "Kastanjehof 3"
HIDDEN = "Verborgen (R0)"


def hidden_case() -> CaseSnapshot:
    """Return a case with a hidden name, somebody who is R0, and somebody with a hidden address in the note."""
    return CaseSnapshot(
        case=builders.case(name=f"naam {SECRET}", field_sensitivity={"name": Sensitivity.R0}),
        persons=(
            builders.person(name=f"wie {SECRET}", relation=f"zus {SECRET}", sensitivity=Sensitivity.R0),
            builders.person(name="M. Proef", note=SECRET, field_sensitivity={"note": Sensitivity.R0}),
        ),
    )


def begun(vault: Vault, say: Translator) -> CaseForm:
    """Return the form of the stored case, with what was half typed about it."""
    form = CaseForm(_services(vault), InlineDesk(), say, lambda: NOW, lambda _case: None)
    form.begin_from(vault.stored, frozenset(), read_case_draft(_services(vault), vault.stored.case.id))
    return form


def test_what_is_r0_is_hidden_in_the_form_until_asked_for_and_is_never_saved_as_a_mask() -> None:
    vault, say = Vault(), Translator("nl")
    vault.stored = hidden_case()
    form = begun(vault, say)
    assert SECRET not in str(form.state)
    assert [row.name for row in form.state.persons] == [HIDDEN, "M. Proef"]
    form.edit(name="overschreven", holder="B. Nieuw")
    form.edit_person(0, name="overschreven")
    form.remove_person(1)
    form.save()
    assert [record for _, record in vault.written if isinstance(record, Person)] == []
    (case,) = [record for _, record in vault.written if isinstance(record, Case)]
    assert (case.name, case.holder) == (f"naam {SECRET}", "B. Nieuw")


def test_shown_people_are_changed_and_keep_their_marks() -> None:
    vault, say = Vault(), Translator("nl")
    vault.stored = hidden_case()
    form = begun(vault, say)
    form.show_hidden()
    assert form.state.persons[1].note == SECRET
    form.edit_person(1, name="M. Anders")
    form.mark_person(1, "name", "R1")
    form.edit_person(0, sensitivity="R1")
    form.save()
    first, second = [record for _, record in vault.written if isinstance(record, Person)]
    assert (first.name, first.sensitivity) == (f"wie {SECRET}", Sensitivity.R1)
    assert (second.name, second.note) == ("M. Anders", SECRET)
    assert second.field_sensitivity == {"note": Sensitivity.R0, "name": Sensitivity.R1}


def test_a_half_typed_address_of_r0_is_hidden_when_the_form_comes_back() -> None:
    vault, say = Vault(), Translator("nl")
    vault.stored = CaseSnapshot(case=builders.case(), persons=(builders.person(name="M. Proef"),))
    form = begun(vault, say)
    form.edit_person(0, note=SECRET)
    form.mark_person(0, "note", "R0")
    form.mark("name", "R0")
    form.keep()
    again = begun(vault, say)
    assert SECRET not in str(again.state)
    assert (again.state.name, again.state.persons[0].note) == (HIDDEN, HIDDEN)
    again.save()
    (person,) = [record for _, record in vault.written if isinstance(record, Person)]
    assert (person.note, person.field_sensitivity) == (SECRET, {"note": Sensitivity.R0})


def test_the_form_of_a_real_case_makes_no_practice_case_of_it() -> None:
    vault = Vault()
    form, _ = _form(vault)
    form.begin_from(vault.stored, frozenset())
    assert form.state.stays_real
    form.edit(name="A. Yilmaz", fictional=True)
    assert (form.state.name, form.state.fictional) == ("A. Yilmaz", False)


def test_a_draft_that_would_make_a_practice_case_of_a_real_one_is_taken_up_without_that() -> None:
    vault = Vault()
    form, _ = _form(vault)
    form.begin_from(vault.stored, frozenset())
    form.edit(name="A. Yilmaz")
    form.keep()
    key = case_key(vault.stored.case.id)
    vault.drafts[key] = {**vault.drafts[key], "fictional": True}
    again, _ = _form(vault)
    again.begin_from(vault.stored, frozenset(), read_case_draft(_services(vault), vault.stored.case.id))
    assert (again.state.name, again.state.fictional) == ("A. Yilmaz", False)


def test_a_new_case_and_a_practice_case_can_be_changed_either_way() -> None:
    vault = Vault()
    form, _ = _form(vault)
    form.begin(frozenset(), "S. de Boer")
    form.edit(fictional=True)
    assert form.state.fictional
    vault.stored = CaseSnapshot(case=builders.case(fictional=True))
    form.begin_from(vault.stored, frozenset())
    form.edit(fictional=False)
    assert (form.state.stays_real, form.state.fictional) == (False, False)
