"""Translation, opinion or wish, and who knows of an entry: typed, kept, told, on paper, and where they may not be."""

# ruff: noqa: ANN401 -- a builder takes any field of its value
from typing import Any

import msgspec
import pytest
from dossier_copies import copy_of, squeezed
from incident_bench import Bench

import builders
from app.domain.hidden import hide
from app.domain.incident import Actor, EntryKind, Incident
from app.domain.person import Person, Role
from app.domain.record import Sensitivity
from app.domain.source import Interpreter
from app.dossier.access import only_about
from app.dossier.render import render
from app.dossier.select import select
from app.i18n import Translator
from app.jobs import Job
from app.risk.profiles import load_profiles
from app.viewmodels.incident_fields import fields_of
from app.viewmodels.told import Teller

NL = Translator("nl")
TYPED: dict[str, Any] = {
    "quote": "Ab gidan dobet.",
    "quote_translation": "Kom naar huis, anders haal ik je.",
    "wish": "Zij wil niet dat hij van de aangifte hoort.",
    "wish_of": Actor.VICTIM,
    "informed": False,
    "informed_note": "Eerst moet het verblijf geregeld zijn.",
}
SANNE = Person(name="Sanne Dijkgraaf", role=Role.VICTIM)
DAAN = Person(name="Daan Vermeer", role=Role.PERPETRATOR)


def told(**fields: Any) -> Incident:
    """Return an incident with everything that the entry rules ask for."""
    return builders.incident("2026-03-14", number=1, facts="Hij stond voor de deur.", **{**TYPED, **fields})


def seen_by(person: Person, incident: Incident, *more: Person) -> Incident:
    """Return the incident as it stands in the copy of somebody."""
    case = builders.snapshot(incident, persons=(SANNE, DAAN, *more))
    profile = load_profiles()["inzage_pleger" if person is DAAN else "inzage_slachtoffer"]
    (seen,) = only_about(select(case, profile=profile, say=NL), person, case, NL).selection.snapshot.incidents
    return seen


def text_of(incident: Incident, profile: str, **more: Any) -> str:
    """Return the text of a copy, without spaces."""
    return squeezed(render(copy_of(builders.snapshot(incident, **more), profile=profile), Job()))


def test_what_the_entry_rules_ask_goes_from_the_form_to_the_vault_and_back() -> None:
    bench = Bench()
    typed = {**TYPED, "wish_of": "slachtoffer", "informed": "no"}
    form = bench.new(when="14-3-2026", facts="Hij stond voor de deur.", **typed)
    form.save()
    assert {name: getattr(bench.saved, name) for name in TYPED} == TYPED
    fields = fields_of(bench.saved, NL)
    assert {name: getattr(fields, name) for name in TYPED} == typed


def test_what_nobody_recorded_is_not_no() -> None:
    bench = Bench()
    bench.new(when="14-3-2026", facts="Hij stond voor de deur.").save()
    assert (bench.saved.informed, bench.saved.wish_of) == (None, None)
    assert "weet niet" not in " ".join(Teller(builders.snapshot(), NL).told(bench.saved).values())


def test_a_translation_needs_the_words_that_it_translates() -> None:
    bench = Bench()
    form = bench.new(when="14-3-2026", facts="Hij stond voor de deur.", quote_translation="Kom naar huis.")
    form.save()
    assert "quote" in form.state.read.problems
    form.edit(quote="Ab gidan dobet.")
    form.save()
    assert bench.saved.quote_translation == "Kom naar huis."


def test_an_incident_of_an_older_program_is_read_with_nothing_in_the_new_fields() -> None:
    older = msgspec.to_builtins(builders.incident(facts="Hij belde."))
    for name in ("quote_translation", "wish", "wish_of", "informed", "informed_note"):
        del older[name]
    read = msgspec.convert(older, type=Incident)
    assert (read.quote_translation, read.wish, read.wish_of, read.informed, read.informed_note) == (
        "",
        "",
        None,
        None,
        "",
    )


def test_the_history_tells_every_one_of_them_by_name() -> None:
    words = Teller(builders.snapshot(), NL).told(told())
    assert words["Vertaling van wat is gezegd"] == TYPED["quote_translation"]
    assert words["Mening of wens"] == TYPED["wish"]
    assert words["Van wie die mening of wens is"] == "vermoedelijk slachtoffer"
    assert words["Betrokkene weet hiervan"] == "nee"
    assert words["Hoe verteld, of waarom niet"] == TYPED["informed_note"]


def test_partners_read_the_translation_as_one_the_wish_as_hers_and_who_knows() -> None:
    sister = builders.source("zus", number=1)
    incident = told(sources=(builders.citation(sister, interpreter=Interpreter.ACQUAINTED),))
    text = text_of(incident, "zorg_straf_overleg", sources=(sister,))
    for words in (
        f"Letterlijk: “{TYPED['quote']}”",
        f"Vertaling (vertaald door een bekende): “{TYPED['quote_translation']}”",
        f"Mening of wens van het vermoedelijke slachtoffer: {TYPED['wish']}",
        f"De betrokkene weet niet van deze regel. {TYPED['informed_note']}",
    ):
        assert words.replace(" ", "") in text


@pytest.mark.parametrize("profile", sorted(load_profiles()))
def test_who_knows_of_an_entry_is_only_in_copies_for_partners(profile: str) -> None:
    (seen,) = select(builders.snapshot(told()), profile=load_profiles()[profile], say=NL).snapshot.incidents
    partners = Sensitivity.R2 in load_profiles()[profile].classes
    assert (seen.informed, seen.informed_note) == ((False, TYPED["informed_note"]) if partners else (None, ""))


def test_no_access_copy_tells_who_knows_of_an_entry() -> None:
    for person in (SANNE, DAAN):
        seen = seen_by(person, told())
        assert (seen.informed, seen.informed_note) == (None, "")


def test_a_wish_is_in_the_access_copy_of_whose_it_is_and_in_no_other() -> None:
    assert seen_by(SANNE, told()).wish == TYPED["wish"]
    assert seen_by(DAAN, told()).wish == ""
    assert seen_by(SANNE, told(wish_of=Actor.PERPETRATOR)).wish == ""
    assert seen_by(SANNE, told(wish_of=None)).wish == ""


def test_what_others_say_that_he_wants_is_not_in_his_copy_but_what_he_stated_is() -> None:
    told_by_her = told(wish_of=Actor.PERPETRATOR)
    stated = told(wish_of=Actor.PERPETRATOR, kind=EntryKind.STATEMENT, actor=Actor.PERPETRATOR)
    assert seen_by(DAAN, told_by_her).wish == ""
    assert seen_by(DAAN, stated).wish == TYPED["wish"]


def test_an_interpretation_is_printed_with_the_name_of_the_professional_but_not_in_an_access_copy() -> None:
    incident = told(interpretation="Past in de opbouw.", interpreted_by="S. de Boer")
    assert "DuidingdoorS.deBoer:Pastindeopbouw." in text_of(incident, "om_processtuk")
    assert "Duiding:Pastindeopbouw." in text_of(told(interpretation="Past in de opbouw."), "om_processtuk")
    assert "Duiding:Pastindeopbouw." in text_of(incident, "inzage_slachtoffer", persons=(SANNE,))
    assert "S.deBoer:Past" not in text_of(incident, "training_anoniem", persons=(SANNE,))


def test_a_childs_wish_is_kept_as_the_childs_and_printed_as_such() -> None:
    child = Person(name="Sem", role=Role.CHILD)
    bench = Bench(persons=(SANNE, DAAN, child))
    form = bench.new(when="14-3-2026", facts="Sem vertelde het op school.", wish="Ik wil bij mama blijven.")
    assert [choice.label for choice in form.state.choices.wishes][-1] == "het kind Sem"
    form.edit(wish_of=str(child.id))
    form.save()
    assert (bench.saved.wish_of, bench.saved.wish_by) == (Actor.THIRD, child.id)
    assert fields_of(bench.saved, NL).wish_of == str(child.id)
    assert Teller(bench.ledger.snapshot, NL).told(bench.saved)["Van wie die mening of wens is"] == "Sem"
    text = text_of(bench.saved, "zorg_straf_overleg", persons=(child,))
    assert "MeningofwensvanhetkindSem:Ikwilbijmamablijven." in text
    assert "MeningofwensvaniemandandersIkwil" not in text


def test_a_child_that_is_not_in_a_copy_is_not_named_by_its_wish() -> None:
    child = Person(name="Sem", role=Role.CHILD, sensitivity=Sensitivity.R0)
    case = builders.snapshot(told(wish_of=Actor.THIRD, wish_by=child.id), persons=(child,))
    (seen,) = select(case, profile=load_profiles()["om_processtuk"], say=NL).snapshot.incidents
    assert (seen.wish_of, seen.wish_by) == (Actor.THIRD, None)
    unnamed = Person(name="Sem", role=Role.CHILD, field_sensitivity={"name": Sensitivity.R2})
    text = text_of(told(wish_of=Actor.THIRD, wish_by=unnamed.id), "om_processtuk", persons=(unnamed,))
    assert "Meningofwensvaneenkind:" in text


def test_a_childs_wish_is_in_no_copy_of_another() -> None:
    child = Person(name="Sem", role=Role.CHILD)
    for person in (SANNE, DAAN):
        seen = seen_by(person, told(wish_of=Actor.THIRD, wish_by=child.id), child)
        assert (seen.wish, seen.wish_by) == ("", None)


@pytest.mark.parametrize("marked", ["quote", "quote_translation"])
def test_a_quote_and_its_translation_go_no_further_than_the_stricter_of_both(marked: str) -> None:
    incident = told(field_sensitivity={marked: Sensitivity.R0})
    assert {incident.mark_of("quote"), incident.mark_of("quote_translation")} == {Sensitivity.R0}
    covered = hide(incident, "verborgen")
    assert (covered.quote, covered.quote_translation) == ("verborgen", "verborgen")
    for profile in load_profiles().values():
        (seen,) = select(builders.snapshot(incident), profile=profile, say=NL).snapshot.incidents
        assert (seen.quote, seen.quote_translation) == ("", "")


def test_a_process_document_names_no_reason_why_somebody_was_not_told() -> None:
    text = text_of(told(), "om_processtuk")
    assert "verblijf" not in text
    assert "dezeregel" not in text
    assert "Vertaling:“Komnaarhuis" in text
