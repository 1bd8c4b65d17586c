"""What a copy for somebody in the case prints, and what it does not: nothing that is for professionals alone."""

import pytest
from dossier_copies import checklist, copy_of, squeezed

import builders
from app.domain.assessment import AnswerValue
from app.domain.incident import Incident
from app.dossier.render import render
from app.jobs import Job


def _printed(profile: str, *incidents: Incident, **fields: object) -> str:
    told = incidents or (builders.incident(facts="Hij bonsde op de deur."),)
    case = builders.snapshot(*told, persons=(builders.person(name="Sanne Dijkgraaf"),))
    return squeezed(render(copy_of(case, profile=profile, **fields), Job()))


@pytest.mark.parametrize("profile", ["inzage_pleger", "inzage_slachtoffer"])
def test_a_copy_for_somebody_in_the_case_does_not_judge_and_holds_no_notes_of_professionals(profile: str) -> None:
    text = _printed(profile, informed=False, not_informed="zij zit ondergedoken", data_sets=())
    assert "Inzage:wateroveruisvastgelegd" in text
    assert "dwingendecontrole" not in text
    assert "ondergedoken" not in text
    assert "meldcode" not in text
    assert "vraagwanneerdecontrolebegon" not in text
    assert "Nodigomdat" in text
    assert "R3" not in text
    assert "vensters" not in text


def test_a_copy_for_somebody_in_the_case_explains_interpretation_only_where_it_holds_any() -> None:
    told = builders.incident(facts="Hij bonsde op de deur.", interpretation="Past in de opbouw.")
    assert "Debetekenisdieeenprofessionaleraangeeft" in _printed("inzage_slachtoffer", told)
    assert "Debetekenisdieeenprofessionaleraangeeft" not in _printed("inzage_pleger")


def test_his_copy_does_not_say_that_nobody_told_what_it_does_not_show() -> None:
    source = builders.source("buurvrouw")
    told = builders.incident(facts="Hij bonsde op de deur.", sources=(builders.citation(source),))
    text = _printed("inzage_pleger", told)
    assert "geenbronvastgelegd" not in text
    assert "Wieeenregelvertelde,staatnietinditexemplaar." in text


def test_a_copy_for_professionals_keeps_the_steps_and_the_reasons() -> None:
    text = _printed("zorg_straf_overleg", informed=False, not_informed="het gevaar wordt groter")
    assert "hetgevaarwordtgroter" in text
    assert "Stappenvandemeldcode" in text
    assert "R3:mageenprocesstukworden" in text


@pytest.mark.parametrize("profile", ["om_processtuk", "familierecht"])
def test_what_is_missing_is_said_of_the_copy_and_not_of_the_case(profile: str) -> None:
    text = _printed(profile, checklists=(checklist(AnswerValue.YES),))
    assert "Ditexemplaarzegtnietsover:" in text or "geengevolgen" in text
    assert "Erisnietsvastgelegd" not in text
    assert "Nietvastgelegd,ofnietinditexemplaar:tijd,plaats,letterlijkewoorden,getuige,letselenbewijs." in text


def test_the_children_have_every_act_that_is_about_them_also_where_none_was_there() -> None:
    threat = builders.incident(quote="Dan zie jij Sem nooit meer.", facts="", behaviours=("thr-take-children",))
    spied = builders.incident(facts="Tracker in de rugzak.", behaviours=("chi-messenger",))
    other = builders.incident(facts="Hij belde.", behaviours=("stk-watch",))
    moment = builders.event("ctx-custody-handover", "2026-04-01", planned=True, note="begeleide overdracht")
    case = builders.snapshot(threat, spied, other, events=(moment,), measures=(builders.measure(),))
    text = squeezed(render(copy_of(case, profile="familierecht"), Job()))
    children = text[text.rindex("Kinderenindit") if "Kinderenindit" in text else text.rindex("Erisgeenkind") :]
    part = children[: children.index("Overdracht,omgangengeboorte") + 300]
    assert "DanziejijSemnooitmeer." in part
    assert "Trackerinderugzak." in part
    assert "Hijbelde." not in part
    assert "begeleideoverdracht" in part
    assert "Maatregelendiegeldenopdepeildatum:M-" in part


def test_fear_and_what_was_taken_back_have_their_source() -> None:
    source = builders.source("wijkagent Zuid")
    cited = (builders.citation(source),)
    case = builders.snapshot(
        builders.incident(facts="Hij bonsde."),
        sources=(source,),
        fears=(builders.fear(sources=cited),),
        retractions=(builders.retraction(sources=cited),),
    )
    text = squeezed(render(copy_of(case, profile="zorg_straf_overleg"), Job()))
    assert text.count("wijkagentZuid") == 3
