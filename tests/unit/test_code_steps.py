"""The steps of the reporting code: typed, kept, listed with what nobody recorded, and on paper."""

from datetime import date, datetime

import pytest
from case_keeper import NOW, CaseKeeper
from dossier_copies import copy_of, page_texts

import builders
from app.domain.code_step import CodeStep, Standing, Step
from app.domain.person import Role
from app.domain.record import Sensitivity
from app.domain.snapshot import CaseSnapshot
from app.dossier.render import render
from app.i18n import Translator
from app.jobs import Job
from app.viewmodels.desk import InlineDesk
from app.viewmodels.step_form import StepForm
from app.viewmodels.weighings import Weighings


def now() -> datetime:
    return NOW


def opened(snapshot: CaseSnapshot) -> tuple[Weighings, CaseKeeper]:
    keeper = CaseKeeper(snapshot)
    model = Weighings(keeper.case, keeper.weighing_services(), InlineDesk(), Translator("nl"), now)
    model.load()
    return model, keeper


def begun() -> tuple[StepForm, Weighings, CaseKeeper]:
    model, keeper = opened(builders.snapshot())
    model.new("step")
    assert isinstance(model.form, StepForm)
    return model.form, model, keeper


def printed(snapshot: CaseSnapshot, profile: str) -> str:
    return " ".join(page_texts(render(copy_of(snapshot, profile=profile), Job())))


def test_a_step_goes_from_the_form_to_the_vault() -> None:
    form, model, keeper = begun()
    form.edit(step="overleg", taken="20-3-2026", taken_by="S. de Boer", with_whom="Veilig Thuis")
    form.edit(outcome="Advies: melden.", why="Kind in huis.")
    form.save()
    (step,) = keeper.snapshot.steps
    assert (step.step, step.standing, step.taken_on) == (Step.CONSULT, Standing.TAKEN, date(2026, 3, 20))
    assert (step.taken_by, step.with_whom) == ("S. de Boer", "Veilig Thuis")
    assert (step.outcome, step.why) == ("Advies: melden.", "Kind in huis.")
    assert step.sensitivity is Sensitivity.R2
    (line,) = model.state.steps.lines
    assert (line.title, line.when) == ("2 Overleg met collega of Veilig Thuis", "20 mrt 2026")


def test_a_step_can_be_left_out_because_it_was_not_safe_and_says_why() -> None:
    form, model, keeper = begun()
    form.edit(step="gesprek", standing="onveilig")
    form.save()
    assert form.state.checked.problems == ("Schrijf op waarom de stap is overgeslagen.",)
    assert not keeper.snapshot.steps
    form.edit(why="Hij leest haar telefoon.")
    form.save()
    assert keeper.snapshot.steps[0].standing is Standing.UNSAFE
    assert model.state.steps.lines[0].status == "overgeslagen, omdat het niet veilig was"


def test_a_step_that_was_left_out_without_a_reason_is_refused() -> None:
    with pytest.raises(ValueError, match="says why"):
        CodeStep(step=Step.TALK, standing=Standing.SKIPPED)


def test_the_list_says_which_steps_nobody_recorded_and_never_that_they_were_not_taken() -> None:
    model, _ = opened(builders.snapshot(steps=(builders.step(),)))
    assert model.state.steps.caution.startswith("Niet vastgelegd: 1 Signalen in kaart gebracht, 3 Gesproken")
    assert model.state.steps.caution.endswith("kan wel zijn gedaan.")


def test_a_hidden_step_tells_nothing_not_even_by_what_is_missing() -> None:
    hidden = builders.step(outcome="Melden", sensitivity=Sensitivity.R0)
    model, _ = opened(builders.snapshot(steps=(hidden,)))
    (line,) = model.state.steps.lines
    assert line.hidden
    assert "Melden" not in repr(model.state)
    assert "Niet vastgelegd" not in model.state.steps.caution
    model.show(str(hidden.id))
    assert model.state.steps.lines[0].told == ("Melden",)


def test_a_withdrawn_step_stands_below_and_can_be_brought_back() -> None:
    step = builders.step()
    model, _ = opened(builders.snapshot(steps=(step,)))
    model.open(str(step.id))
    assert model.form is not None
    model.form.ask_why()
    model.form.withdraw("dubbel")
    assert not model.state.steps.lines
    assert [line.title for line in model.state.withdrawn] == ["2 Overleg met collega of Veilig Thuis"]


def test_the_dossier_tells_each_step_and_says_of_the_others_that_nobody_recorded_them() -> None:
    taken = builders.step(number=1, with_whom="Veilig Thuis", outcome="Advies: melden.", why="Kind in huis.")
    unsafe = builders.step(number=2, step=Step.TALK, standing=Standing.UNSAFE, why="Hij leest haar telefoon.")
    text = printed(builders.snapshot(steps=(taken, unsafe)), "zorg_straf_overleg")
    assert "2 Overleg met collega of Veilig Thuis S-1 2 mrt 2026 S. de Boer met Veilig Thuis" in text
    assert "gezet Advies: melden. Waarom: Kind in huis." in text
    assert "overgeslagen, omdat het niet veilig was Waarom: Hij leest haar telefoon." in text
    assert "1 Signalen in kaart gebracht niet vastgelegd" in text
    assert "5 Besloten over melden en over hulp niet vastgelegd" in text


@pytest.mark.parametrize("profile", ["om_processtuk", "inzage_slachtoffer", "inzage_pleger", "training_anoniem"])
def test_a_step_for_partners_is_in_no_other_copy(profile: str) -> None:
    people = (builders.person(number=1), builders.person(number=2, name="Bram", role=Role.PERPETRATOR))
    case = builders.snapshot(persons=people, steps=(builders.step(outcome="Advies: melden."),))
    text = printed(case, profile)
    assert "Advies: melden." not in text
    assert ("Stappen van de meldcode" in text) == (profile == "om_processtuk")
