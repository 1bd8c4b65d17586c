"""How far single fields may travel: marked in every form, kept in drafts, hidden when a draft comes back."""

from datetime import datetime
from typing import Any

import msgspec
import pytest
from case_keeper import NOW, CaseKeeper
from exhibit_shelf import exhibit_services
from incident_bench import Bench
from planted import SECRET, planted_fields

import builders
from app.domain.kinds import kind_of
from app.domain.record import Record, Sensitivity
from app.domain.snapshot import CaseSnapshot
from app.dossier.select import select
from app.i18n import Translator
from app.risk.profiles import load_profiles
from app.viewmodels.circumstances import Circumstances
from app.viewmodels.desk import InlineDesk
from app.viewmodels.events import Events
from app.viewmodels.field_marks import mark_choices, markable, shown_mark
from app.viewmodels.record_page import RecordPage
from app.viewmodels.sensitivity import NEW
from app.viewmodels.sources import Sources
from app.viewmodels.told import Teller
from app.viewmodels.weighings import Weighings

SAY = Translator("nl")
R0, R3 = Sensitivity.R0, Sensitivity.R3

RECORDS: dict[str, Record] = {
    "note": builders.event(note=SECRET, sensitivity=R3),
    "terms": builders.measure("2026-01-01", terms=SECRET, sensitivity=R3),
    "words": builders.fear(words=SECRET, sensitivity=R3),
    "verified_by": builders.protection(verified_by=SECRET, sensitivity=R3),
    "taken_by": builders.outcome(taken_by=SECRET, sensitivity=R3),
    "organisation": builders.source(organisation=SECRET, sensitivity=R3),
    "kept_where": builders.exhibit(kept_where=SECRET, sensitivity=R3),
    "judgement": builders.review(judgement=SECRET, sensitivity=R3),
    "with_whom": builders.step(with_whom=SECRET, sensitivity=R3),
    "quote": builders.retraction("2026-03-12", quote=SECRET, sensitivity=R3),
}
FIELDS = sorted(RECORDS)


def now() -> datetime:
    return NOW


def case_with(record: Record) -> CaseSnapshot:
    """Return a case with one record more."""
    names = {"fear": "fears", "review": "reviews"}
    kind = kind_of(record).value
    return builders.snapshot(**{names.get(kind, f"{kind}s"): (record,)})


def page_of(keeper: CaseKeeper, record: Record) -> Events | RecordPage:
    """Return the loaded page on which a kind of record is opened, as after unlocking."""
    services, desk, case = keeper.events_services(), InlineDesk(), keeper.case
    page: Events | RecordPage
    match kind_of(record).value:
        case "event" | "measure":
            page = Events(case, services, desk, SAY, now)
        case "source" | "exhibit":
            page = Sources(case, services, exhibit_services(keeper), desk, SAY, now)
        case "review" | "step":
            page = Weighings(case, keeper.weighing_services(), desk, SAY, now)
        case _:
            page = Circumstances(case, services, desk, SAY, now)
    page.load()
    return page


def stored(keeper: CaseKeeper, record: Record) -> Record:
    return next(one for one in keeper.snapshot.records() if one.id == record.id)


def form_of(page: Events | RecordPage) -> Any:  # noqa: ANN401 -- the form of any record
    assert page.form is not None
    return page.form


@pytest.mark.parametrize("field", FIELDS)
def test_a_field_is_marked_and_saved_with_its_own_words(field: str) -> None:
    record = RECORDS[field]
    keeper = CaseKeeper(case_with(record))
    page = page_of(keeper, record)
    page.open(str(record.id))
    form = form_of(page)
    form.mark(field, "R0")
    form.save()
    saved = stored(keeper, record)
    assert saved.field_sensitivity == {field: R0}
    assert getattr(saved, field) == SECRET
    form.mark(field, "")
    form.save()
    assert stored(keeper, record).field_sensitivity == {}


@pytest.mark.parametrize("field", FIELDS)
def test_a_half_typed_mark_is_kept_and_comes_back_behind_the_gate(field: str) -> None:
    record = RECORDS[field]
    keeper = CaseKeeper(case_with(record))
    page = page_of(keeper, record)
    page.open(str(record.id))
    form_of(page).mark(field, "R0")
    form_of(page).keep()
    again = page_of(keeper, record)
    again.open(str(record.id))
    assert again.form is None
    assert again.gate is not None
    again.show(str(record.id))
    assert form_of(again).state.marks == {field: "R0"}
    form_of(again).save()
    assert stored(keeper, record).field_sensitivity == {field: R0}
    assert getattr(stored(keeper, record), field) == SECRET


def test_a_new_record_that_was_half_typed_as_r0_comes_back_behind_the_gate() -> None:
    keeper = CaseKeeper(builders.snapshot())
    page = Circumstances(keeper.case, keeper.events_services(), InlineDesk(), SAY, now)
    page.load()
    page.new("protection")
    assert page.gate is None
    form_of(page).edit(note=SECRET)
    page.hide_again()
    assert page.form is None
    again = Circumstances(keeper.case, keeper.events_services(), InlineDesk(), SAY, now)
    again.load()
    assert (again.form, again.opened) == (None, "")
    assert again.gate is not None
    assert (again.gate.record, SECRET in str(again.gate)) == (NEW, False)
    again.show(NEW)
    assert form_of(again).state.fields.note == SECRET


@pytest.mark.parametrize("kind", ["event", "measure"])
def test_a_new_event_or_measure_that_was_half_typed_as_r0_comes_back_behind_the_gate(kind: str) -> None:
    keeper = CaseKeeper(builders.snapshot())
    page = Events(keeper.case, keeper.events_services(), InlineDesk(), SAY, now)
    page.load()
    (page.new_event if kind == "event" else page.new_measure)()
    field = "note" if kind == "event" else "terms"
    form_of(page).edit(**{field: SECRET})
    form_of(page).mark(field, "R0")
    page.hide_again()
    assert page.form is None
    again = Events(keeper.case, keeper.events_services(), InlineDesk(), SAY, now)
    again.load()
    assert (again.form, again.state.opened) == (None, "")
    again.show(NEW)
    assert (getattr(form_of(again).state.fields, field), form_of(again).state.marks) == (SECRET, {field: "R0"})


def test_a_half_typed_incident_with_a_field_of_r0_comes_back_behind_the_gate() -> None:
    incident = builders.incident(where="Lindelaan 4")
    bench = Bench(incident)
    for key in ("new", str(incident.id)):
        bench.page.open(key)
        bench.form.edit(where=SECRET)
        bench.form.mark("where", "R0")
        bench.form.keep_draft()
        again = bench.again()
        again.open(key)
        assert (again.form, again.opened) == (None, key)
        again.show(key)
        assert (bench.form.state.fields.where, bench.form.state.fields.marks) == (SECRET, {"where": "R0"})


def test_an_older_draft_keeps_the_mark_on_its_place() -> None:
    bench = Bench()
    form = bench.new(where=SECRET)
    form.keep_draft()
    (draft,) = bench.ledger.drafts.values()
    fields: Any = draft["fields"]
    fields |= {"where_sensitivity": "R0"}
    del fields["marks"]
    again = bench.again()
    again.open("new")
    again.show("new")
    assert bench.form.state.fields.marks == {"where": "R0"}


def test_only_stricter_classes_than_of_the_record_are_offered_and_shown() -> None:
    assert [choice.key for choice in mark_choices("R2", SAY)] == ["", "R1", "R0"]
    assert mark_choices("R0", SAY) == ()
    assert [shown_mark("R1", of) for of in ("R3", "R2", "R1", "R0")] == ["R1", "R1", "", ""]


def test_what_keeps_a_row_from_counting_cannot_be_marked() -> None:
    incident = builders.incident()
    assert "set_aside" not in markable(kind_of(incident))
    texts = {"where", "facts", "quote", "interpretation", "not_found", "severity_reason", "wish", "informed_note"}
    texts |= {"changed_because"}
    assert texts | {"when", "sources", "breaches"} == markable(kind_of(incident))


def test_the_history_names_the_field_that_was_marked() -> None:
    incident = msgspec.structs.replace(
        builders.incident(where="thuis", quote="Kom terug."), field_sensitivity={"where": R0, "quote": Sensitivity.R1}
    )
    told = Teller(builders.snapshot(incident), SAY).told(incident)
    assert told["Gevoeligheid van ‘Waar’"] == "R0"
    assert told[f"Gevoeligheid van ‘{SAY('Said word for word')}’"] == "R1"


@pytest.mark.parametrize("profile", sorted(load_profiles()))
def test_no_copy_of_any_kind_holds_a_field_of_r0(profile: str) -> None:
    copy = select(planted_fields(), profile=load_profiles()[profile], say=SAY)
    assert SECRET not in msgspec.json.encode(copy.snapshot).decode()
