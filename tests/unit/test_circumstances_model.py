"""Fear, protection, outcomes and statements taken back: the lists, and the forms that keep what is typed."""

from datetime import date, datetime

from case_keeper import NOW, CaseKeeper

import builders
from app.domain.person import Role
from app.domain.record import Sensitivity
from app.domain.snapshot import CaseSnapshot
from app.i18n import Translator
from app.viewmodels.circumstance_lines import RecordLine
from app.viewmodels.circumstances import Circumstances
from app.viewmodels.desk import InlineDesk
from app.viewmodels.fear_form import FearForm
from app.viewmodels.outcome_form import OutcomeForm
from app.viewmodels.protection_form import ProtectionForm
from app.viewmodels.retraction_form import RetractionForm


def now() -> datetime:
    return NOW


def opened(snapshot: CaseSnapshot) -> tuple[Circumstances, CaseKeeper, InlineDesk]:
    keeper, desk = CaseKeeper(snapshot), InlineDesk()
    model = Circumstances(keeper.case, keeper.events_services(), desk, Translator("nl"), now)
    model.load()
    return model, keeper, desk


def lines(model: Circumstances, kind: str) -> tuple[RecordLine, ...]:
    return next(one.lines for one in model.state.lists if one.kind == kind)


def fear_form(model: Circumstances) -> FearForm:
    assert isinstance(model.form, FearForm)
    return model.form


def protection_form(model: Circumstances) -> ProtectionForm:
    assert isinstance(model.form, ProtectionForm)
    return model.form


def outcome_form(model: Circumstances) -> OutcomeForm:
    assert isinstance(model.form, OutcomeForm)
    return model.form


def retraction_form(model: Circumstances) -> RetractionForm:
    assert isinstance(model.form, RetractionForm)
    return model.form


def test_every_empty_list_says_that_nothing_recorded_is_not_nothing_there() -> None:
    model, _, _ = opened(builders.snapshot())
    assert [one.kind for one in model.state.lists] == ["fear", "protection", "outcome", "retraction"]
    assert "vraag ernaar" in model.state.lists[1].empty
    assert all(not one.lines for one in model.state.lists)


def test_fear_is_recorded_with_its_number_its_day_and_its_words() -> None:
    sister = builders.source("zus", number=3)
    model, keeper, _ = opened(builders.snapshot(sources=(sister,)))
    model.new("fear")
    form = fear_form(model)
    form.edit(score="8", given="14 maart 2026", words="Ik slaap met de stoel tegen de deur.")
    form.add_source()
    form.edit_source(0, source=str(sister.id), told="15-3-2026")
    form.save()
    (fear,) = keeper.snapshot.fears
    assert (fear.score, fear.given_on, fear.role) == (8, date(2026, 3, 14), Role.VICTIM)
    assert fear.sources[0].told_on == date(2026, 3, 15)
    assert (lines(model, "fear")[0].title, lines(model, "fear")[0].told) == (
        "8 van 10",
        ("“Ik slaap met de stoel tegen de deur.”",),
    )


def test_fear_without_a_number_or_on_a_day_to_come_is_not_saved() -> None:
    model, keeper, _ = opened(builders.snapshot())
    model.new("fear")
    fear_form(model).edit(given="30-3-2026")
    fear_form(model).save()
    assert fear_form(model).state.told == ("Kies het cijfer dat is genoemd.", "Deze dag moet nog komen.")
    assert not keeper.snapshot.fears


def test_a_protected_address_is_always_r0() -> None:
    model, keeper, _ = opened(builders.snapshot())
    model.new("protection")
    form = protection_form(model)
    form.edit(fact="pf.safe-address")
    form.edit(sensitivity=Sensitivity.R3.value)
    form.save()
    assert keeper.snapshot.protections[0].sensitivity is Sensitivity.R0


def test_a_fact_brings_how_far_it_may_travel_and_on_whom_it_depends() -> None:
    model, keeper, _ = opened(builders.snapshot())
    model.new("protection")
    form = protection_form(model)
    form.edit(fact="pf.offender-care")
    assert "valt weg" in form.state.checked.hints["depends_on"].words
    form.edit(since="1 jan 2026", until="1 apr 2026", verified="2 jan 2026", verified_by="reclassering")
    form.save()
    (fact,) = keeper.snapshot.protections
    assert (fact.depends_on, fact.until, fact.verified_by) == (Role.PERPETRATOR, date(2026, 4, 1), "reclassering")
    (line,) = lines(model, "protection")
    assert (line.status, line.asks) == ("loopt af over 8 dagen", True)
    assert line.note == "nagegaan op 2 jan 2026 door reclassering"


def test_a_protection_that_ends_before_it_starts_is_refused_in_words() -> None:
    model, keeper, _ = opened(builders.snapshot())
    model.new("protection")
    protection_form(model).edit(fact="pf.network", since="1 mrt 2026", until="1 feb 2026")
    protection_form(model).save()
    assert protection_form(model).state.told == ("Het eindigt voordat het begint.",)
    assert not keeper.snapshot.protections


def test_an_outcome_names_the_owner_and_the_licence_and_holds_no_questions() -> None:
    model, keeper, _ = opened(builders.snapshot())
    model.new("outcome")
    form = outcome_form(model)
    form.edit(instrument="inst.sash", taken="20 feb 2026", trained="no", outcome="verhoogde zorg", valid="20 mrt 2026")
    assert "mag niet in dit programma staan" in form.state.checked.hints["instrument"].words
    form.save()
    (outcome,) = keeper.snapshot.outcomes
    assert (outcome.trained, outcome.valid_until) == (False, date(2026, 3, 20))
    (line,) = lines(model, "outcome")
    assert (line.status, line.asks) == ("gold tot en met 20 mrt 2026", True)
    assert "niet geschoold" in line.note


def test_a_statement_taken_back_keeps_its_incidents_and_takes_days_as_people_say_them() -> None:
    threat = builders.incident("2026-01-03", number=7)
    model, keeper, _ = opened(builders.snapshot(threat))
    model.new("retraction")
    form = retraction_form(model)
    form.say_when("half maart 2026")
    form.edit(what="Aangifte van bedreiging", incidents=(str(threat.id),))
    form.save()
    (back,) = keeper.snapshot.retractions
    assert (back.incidents, back.when.words, back.when.approximate) == ((threat.id,), "half maart 2026", True)
    assert [link.text for link in lines(model, "retraction")[0].links] == ["I-7"]
    assert keeper.snapshot.incidents == (threat,)


def test_what_is_half_typed_is_taken_up_again() -> None:
    model, keeper, _ = opened(builders.snapshot())
    model.new("retraction")
    retraction_form(model).edit(what="Melding bij school")
    model.close_form()
    again = Circumstances(keeper.case, keeper.events_services(), InlineDesk(), Translator("nl"), now)
    again.load()
    assert retraction_form(again).state.fields.what == "Melding bij school"


def test_a_correction_makes_a_version_and_withdrawing_asks_why() -> None:
    fear = builders.fear(3, number=2)
    model, keeper, _ = opened(builders.snapshot(fears=(fear,)))
    model.open(str(fear.id))
    fear_form(model).edit(score="4", reason="verkeerd gehoord")
    fear_form(model).save()
    assert keeper.history(fear.id)[-1].reason == "verkeerd gehoord"
    fear_form(model).ask_why()
    fear_form(model).withdraw("dubbel")
    assert model.form is None
    (gone,) = model.state.withdrawn
    assert (gone.number, "dubbel" in gone.note) == ("A-2", True)
    model.open(gone.id)
    assert fear_form(model).state.withdrawn
    fear_form(model).ask_why()
    fear_form(model).restore("toch niet")
    assert [one.score for one in keeper.snapshot.fears] == [4]


def test_a_failed_save_keeps_what_was_typed() -> None:
    model, keeper, desk = opened(builders.snapshot())
    model.new("fear")
    fear_form(model).edit(score="9", given="vandaag")
    keeper.fill_the_disk()
    fear_form(model).save()
    assert desk.told
    assert fear_form(model).state.fields.score == "9"
