"""Events and measures: the lists, and the forms that keep what is typed."""

from datetime import date, datetime

import pytest
from case_keeper import NOW, CaseKeeper

import builders
from app.domain.event import ContextEvent
from app.domain.incident import Breach
from app.domain.period import Precision
from app.domain.record import Sensitivity
from app.domain.snapshot import CaseSnapshot
from app.i18n import Translator
from app.viewmodels.desk import InlineDesk
from app.viewmodels.event_form import EventForm
from app.viewmodels.events import Events
from app.viewmodels.measure_form import MeasureForm


def now() -> datetime:
    return NOW


def opened(snapshot: CaseSnapshot) -> tuple[Events, CaseKeeper, InlineDesk]:
    keeper, desk = CaseKeeper(snapshot), InlineDesk()
    model = Events(keeper.case, keeper.events_services(), desk, Translator("nl"), now)
    model.load()
    return model, keeper, desk


def saved(keeper: CaseKeeper) -> list[ContextEvent]:
    return list(keeper.snapshot.events)


def event_form(model: Events) -> EventForm:
    assert isinstance(model.form, EventForm)
    return model.form


def measure_form(model: Events) -> MeasureForm:
    assert isinstance(model.form, MeasureForm)
    return model.form


def test_planned_events_stand_apart_and_say_how_near_they_are() -> None:
    hearing = builders.event("ctx-court-date", "2026-03-30", planned=True)
    missed = builders.event("ctx-custody-handover", "2026-03-20", planned=True)
    breakup = builders.event("ctx-separation-announced", "2026-01-18")
    model, _, _ = opened(builders.snapshot(events=(breakup, missed, hearing)))
    assert [(line.title, line.status) for line in model.state.coming] == [
        ("Zitting of beschikking", "gepland, over 6 dagen")
    ]
    assert [line.status for line in model.state.past] == ["gepland, de dag is voorbij: is het doorgegaan?", ""]


def test_all_sixteen_kinds_of_events_can_be_chosen() -> None:
    model, _, _ = opened(builders.snapshot())
    assert len(model.state.types) == 16


def test_a_measure_says_whether_it_is_in_force_and_how_it_was_breached() -> None:
    ban = builders.measure("2026-01-01", "2026-04-01")
    old = builders.measure("2024-01-01", "2024-02-01")
    breach = builders.incident(
        "2026-02-03", breaches=(Breach(measure=ban.id, reaction="politie gebeld", reaction_hours=5),)
    )
    silent = builders.incident("2026-02-09", breaches=(Breach(measure=ban.id),))
    model, _, _ = opened(builders.snapshot(silent, breach, measures=(old, ban)))
    first, second = model.state.measures
    assert (first.in_force, first.status) == (True, "van kracht, loopt af over 8 dagen")
    assert [(line.incident, line.reaction) for line in first.breaches] == [
        (str(breach.id), "politie gebeld, na 5 uur"),
        (str(silent.id), "geen reactie vastgelegd"),
    ]
    assert (second.in_force, second.status) == (False, "afgelopen op 1 feb 2024")
    assert second.breaches_title == "Geen schending vastgelegd. Dat is niet hetzelfde als geen schending."


def test_an_event_is_recorded_with_the_words_as_said_and_a_new_source() -> None:
    model, keeper, _ = opened(builders.snapshot())
    model.new_event()
    form = event_form(model)
    form.edit(type="ctx-separation-announced", note="Zegt dat zij wil scheiden.")
    form.say_when("half maart 2026")
    form.add_source()
    form.edit_source(0, name="zus", told="20-3-2026")
    assert form.state.checked.hints["when"].words.startswith("gelezen als: ca.")
    form.save()
    (event,) = keeper.snapshot.events
    (source,) = keeper.snapshot.sources
    assert (event.when.words, event.when.precision, event.when.approximate) == (
        "half maart 2026",
        Precision.RANGE,
        True,
    )
    assert (source.label, event.sources[0].source, event.sources[0].told_on) == ("zus", source.id, date(2026, 3, 20))
    assert model.state.opened == str(event.id)
    assert form.state.note == "opgeslagen 14:02:11"


def test_words_with_two_meanings_wait_until_one_is_chosen() -> None:
    model, keeper, _ = opened(builders.snapshot())
    model.new_event()
    form = event_form(model)
    form.edit(type="ctx-court-date")
    form.say_when("4-3-2026")
    if not form.state.checked.alternatives:
        form.say_when("04/03/2026")
    assert len(form.state.checked.alternatives) == 2
    form.save()
    assert not saved(keeper)
    assert form.state.told
    form.choose_meaning(1)
    form.save()
    assert len(saved(keeper)) == 1
    form.say_when("5 maart 2026")
    assert form.state.fields.meaning == -1


def test_a_correction_keeps_the_day_that_relative_words_meant_when_they_were_said() -> None:
    said = builders.event(when=builders.between("2025-01-06", "2025-01-12"), number=4)
    model, keeper, _ = opened(builders.snapshot(events=(said,)))
    model.open(str(said.id))
    form = event_form(model)
    form.edit(note="Zus was erbij.", reason="aangevuld", sensitivity="R1")
    form.save()
    (event,) = keeper.snapshot.events
    assert (event.when, event.number, event.sensitivity) == (said.when, 4, Sensitivity.R1)
    assert [revision.reason for revision in keeper.history(event.id)] == ["aangevuld"]
    assert "verbeterd" in form.state.history[0].heading


def test_a_failed_save_of_an_event_keeps_what_was_typed() -> None:
    model, keeper, desk = opened(builders.snapshot())
    model.new_event()
    form = event_form(model)
    form.edit(type="ctx-court-date", note="Zitting")
    form.say_when("1 april 2026")
    keeper.fill_the_disk()
    form.save()
    assert (form.state.fields.note, form.state.dirty, form.state.note) == ("Zitting", True, "niet opgeslagen")
    assert len(desk.told) == 1


def test_a_half_typed_event_comes_back_after_a_lock() -> None:
    model, keeper, _ = opened(builders.snapshot())
    model.new_event()
    event_form(model).edit(note="Nog niet klaar")
    event_form(model).keep()
    again = Events(keeper.case, keeper.events_services(), InlineDesk(), Translator("en"), now)
    again.load()
    form = event_form(again)
    assert (form.state.fields.note, form.state.note) == ("Nog niet klaar", "draft taken up again")
    form.discard()
    assert (form.state.fields.note, keeper.drafts) == ("", {})


def test_an_event_is_withdrawn_only_with_a_reason() -> None:
    event = builders.event()
    model, keeper, _ = opened(builders.snapshot(events=(event,)))
    model.open(str(event.id))
    form = event_form(model)
    form.ask_why()
    form.withdraw("  ")
    assert len(saved(keeper)) == 1
    form.withdraw("verkeerde zaak")
    assert not saved(keeper)
    assert not model.state.opened


def test_a_measure_with_a_breach_cannot_be_withdrawn() -> None:
    ban = builders.measure(number=1)
    breach = builders.incident(number=7, breaches=(Breach(measure=ban.id),))
    model, _, _ = opened(builders.snapshot(breach, measures=(ban,)))
    model.open(str(ban.id))
    form = measure_form(model)
    form.ask_why()
    assert not form.state.asking
    assert "I-7" in form.state.kept_by


def test_a_measure_is_recorded_with_days_as_people_write_them() -> None:
    model, keeper, _ = opened(builders.snapshot())
    model.new_measure()
    form = measure_form(model)
    form.edit(
        label="Contactverbod", issued_by="rechtbank", start="1 februari 2026", end="31-8-2026", verified="gisteren"
    )
    form.save()
    assert form.state.told == ()
    (measure,) = keeper.snapshot.measures
    assert (measure.start, measure.verified_on) == (date(2026, 2, 1), date(2026, 3, 23))


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ({"label": "", "start": "1 februari 2026"}, "Schrijf op wat de maatregel is, bijvoorbeeld: contactverbod."),
        ({"label": "Verbod", "start": ""}, "Schrijf op vanaf welke dag de maatregel geldt."),
        ({"label": "Verbod", "start": "begin 2024"}, "Schrijf één dag op, bijvoorbeeld 24 maart 2026."),
        (
            {"label": "Verbod", "start": "1 februari 2026", "end": "1 januari 2026"},
            "De maatregel eindigt voordat die begint.",
        ),
        (
            {"label": "Verbod", "start": "1-8-2026"},
            "Dit kan 1 aug 2026 of 8 jan 2026 zijn: schrijf de maand met letters.",
        ),
    ],
)
def test_a_measure_that_cannot_be_is_not_saved(fields: dict[str, str], problem: str) -> None:
    model, keeper, _ = opened(builders.snapshot())
    model.new_measure()
    form = measure_form(model)
    form.edit(**fields)
    form.save()
    assert problem in form.state.told
    assert keeper.snapshot.measures == ()


def test_a_future_day_asks_whether_the_event_is_planned() -> None:
    model, _, _ = opened(builders.snapshot())
    model.new_event()
    form = event_form(model)
    form.say_when("1 april 2026")
    assert form.state.checked.hints["planned"].words == "Deze dag moet nog komen: is het gepland?"
    form.edit(planned=True)
    assert "planned" not in form.state.checked.hints


def test_a_withdrawn_measure_can_be_read_and_brought_back() -> None:
    ban = builders.measure("2026-01-01", label="Contactverbod", number=3)
    model, keeper, _ = opened(builders.snapshot(measures=(ban,)))
    model.open(str(ban.id))
    measure_form(model).ask_why()
    measure_form(model).withdraw("dubbel ingevoerd")
    assert (model.form, model.state.measures) == (None, ())
    (line,) = model.state.withdrawn
    assert (line.number, line.title) == ("M-3", "Contactverbod")
    assert line.note.endswith("door S. de Boer: dubbel ingevoerd")
    model.open(line.id)
    form = measure_form(model)
    form.edit(label="Iets anders")
    form.save()
    assert (form.state.withdrawn, form.state.fields.label) == (True, "Contactverbod")
    assert "ingetrokken" in form.state.history[-1].heading
    form.ask_why()
    form.restore("  ")
    form.restore("toch geldig")
    assert not form.state.withdrawn
    assert keeper.snapshot.measures == (ban,)
    assert model.state.withdrawn == ()
    form.edit(label="Contactverbod straat")
    assert form.state.dirty


def test_a_withdrawn_event_is_listed_with_what_it_was() -> None:
    event = builders.event("ctx-court-date", "2026-02-01", number=8)
    model, _, _ = opened(builders.snapshot(events=(event,)))
    model.open(str(event.id))
    event_form(model).ask_why()
    event_form(model).withdraw("verkeerde zaak")
    (line,) = model.state.withdrawn
    assert (line.number, line.when, line.title) == ("G-8", "1 feb 2026", "Zitting of beschikking")


def test_what_is_half_typed_must_be_saved_or_dropped_before_withdrawing() -> None:
    event = builders.event()
    model, _, _ = opened(builders.snapshot(events=(event,)))
    model.open(str(event.id))
    event_form(model).edit(note="Half")
    event_form(model).ask_why()
    assert not event_form(model).state.asking


def test_a_draft_of_an_event_that_cannot_be_shown_is_kept_apart() -> None:
    model, keeper, _ = opened(builders.snapshot())
    key = f"event:{keeper.case}:new"
    keeper.drafts[key] = {"fields": {"planned": "misschien"}}
    model.new_event()
    assert event_form(model).state.note == "een ouder concept kan niet worden getoond; het is apart bewaard"
    event_form(model).edit(note="Nieuw")
    event_form(model).keep()
    apart = [content for name, content in keeper.drafts.items() if name.startswith(f"apart:{key}:")]
    assert apart == [{"fields": {"planned": "misschien"}}]


def test_opening_the_same_form_again_keeps_what_was_typed_meanwhile() -> None:
    model, _, _ = opened(builders.snapshot())
    model.new_event()
    event_form(model).edit(note="Nog niet bewaard")
    model.new_event()
    assert event_form(model).state.fields.note == "Nog niet bewaard"


def test_a_report_asks_for_the_complaint_and_a_decision_for_its_reason() -> None:
    model, keeper, _ = opened(builders.snapshot())
    model.new_event()
    form = event_form(model)
    form.edit(type="ctx-new-partner", when="5 januari 2026")
    fields = form.state.fields
    assert (fields.asks_complaint, fields.asks_decision) == (False, False)
    form.edit(type="ctx-police-report", complaint="ooit", decision="Sepot.", decision_reason="Te weinig bewijs.")
    assert form.state.checked.problems
    form.edit(complaint="6 januari 2026")
    form.save()
    (event,) = saved(keeper)
    assert (event.complaint_on, event.decision) == (date(2026, 1, 6), "Sepot.")
    assert event.decision_reason == "Te weinig bewijs."
    model.open(str(event.id))
    form = event_form(model)
    assert (form.state.fields.complaint, form.state.fields.asks_complaint) == ("6 jan 2026", True)
    form.edit(type="ctx-new-partner")
    assert form.state.fields.asks_decision
