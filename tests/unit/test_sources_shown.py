"""What rests on a source leads to it, and what nobody has read is marked where it is shown (domain reference 0.1)."""

from datetime import date, datetime

import msgspec
import pytest
from case_keeper import NOW, CaseKeeper
from own_texts import LATER, kept
from pattern_case import Shelf, training_case

import builders
from app.domain.assessment import AnswerValue
from app.domain.finding import Figure, Finding, Outcome, Weight
from app.domain.snapshot import CaseSnapshot
from app.i18n import LANGUAGES, Label, Language, Translator
from app.risk.checklist import load_checklists
from app.risk.instruments import load_instruments
from app.risk.own_translation import (
    TranslatedEvidence,
    TranslatedFact,
    TranslatedGroup,
    TranslatedReferral,
    Translation,
)
from app.risk.protective import load_protective
from app.risk.rulebook import load_rulebook
from app.risk.walked import Walk, follow
from app.viewmodels.checklist import ChecklistForm
from app.viewmodels.checklist_rows import group_rows
from app.viewmodels.checklist_standing import evidence_lines, fact_lines, route_lines
from app.viewmodels.circumstances import Circumstances
from app.viewmodels.desk import InlineDesk
from app.viewmodels.outcome_form import OutcomeForm
from app.viewmodels.pattern_rows import finding_rows
from app.viewmodels.protection_form import ProtectionForm
from app.viewmodels.source_words import known_keys, to_check

NL, EN = Translator("nl"), Translator("en")


def now() -> datetime:
    return NOW


def opened(checklist: str, snapshot: CaseSnapshot) -> ChecklistForm:
    services = CaseKeeper(snapshot).checklist_services()
    form = ChecklistForm(snapshot.case.id, load_checklists()[checklist], services, InlineDesk(), NL, now)
    form.load()
    return form


def circumstances() -> Circumstances:
    keeper = CaseKeeper(builders.snapshot())
    model = Circumstances(keeper.case, keeper.events_services(), InlineDesk(), NL, now)
    model.load()
    return model


def test_every_medical_route_leads_to_the_sources_in_its_mark() -> None:
    listed = load_checklists()["nfs"]
    yes = builders.assessment([builders.answer(item.id) for item in listed.items])
    routes = opened("nfs", builders.snapshot(assessments=(yes,))).state.routes
    assert [route.keys for route in routes] == [known_keys((one.mark,)) for one in listed.referrals]
    assert any(route.keys for route in routes)


def test_the_elements_stand_beside_the_list_on_stalking_with_their_own_sources() -> None:
    elements = opened("stk", builders.snapshot()).state.elements
    assert [line.keys for line in elements] == [one.sources for one in load_checklists()["stk"].elements]
    assert not opened("nfs", builders.snapshot()).state.elements


def test_each_element_in_a_case_leads_to_what_it_rests_on() -> None:
    rows = {row.id: row for row in follow(Walk.ELEMENTS, builders.snapshot(), (), NL)}
    assert rows["stk.el.oogmerk"].sources == ("SR17", "PHR")
    assert rows["stk.el.klacht"].sources == ("SR17", "S3")


def test_the_decree_is_translated_below_its_own_words_on_an_english_screen_only() -> None:
    english = follow(Walk.SIGNALS, builders.snapshot(), (), EN)
    dutch = follow(Walk.SIGNALS, builders.snapshot(), (), NL)
    assert all(len(row.translated) == 2 + len(row.facts) and all(row.translated) for row in english)
    assert [row.label for row in english] == [row.label for row in dutch]
    assert not any(row.translated for row in dutch)
    assert not any(row.translated for row in follow(Walk.FLAGS, builders.snapshot(), (), EN))


def test_an_answer_is_told_in_the_words_that_were_asked() -> None:
    newer = load_checklists()["nfs"]
    items = tuple(msgspec.structs.replace(one, label=Label(nl="Anders", en="Else")) for one in newer.items[1:])
    newer = msgspec.structs.replace(newer, version="1.1", items=items)
    dropped, reworded = (one for one in load_checklists()["nfs"].items if one.id in ("nfs.act.hands", "nfs.act.limb"))
    use = builders.assessment([builders.answer(dropped.id), builders.answer(reworded.id)], version="1.0")
    rows = follow(Walk.FLAGS, builders.snapshot(assessments=(use,)), (), NL, {**load_checklists(), "nfs": newer})
    told = " ".join(answer.text for row in rows for answer in row.answers)
    assert dropped.label.nl in told
    assert reworded.label.nl in told
    assert "Anders" not in told


def test_a_stage_names_the_questions_of_own_lists_in_the_words_that_were_asked() -> None:
    use = builders.assessment(
        [builders.answer("own-elders.card", AnswerValue.YES)], checklist="own-elders", version="1.0"
    )
    snapshot = builders.snapshot(assessments=(use,), lists=(kept(offered=False), kept(LATER, "1.1")))
    stages: list[Figure] = [{"stage": 3, "incidents": [], "events": [], "items": ["own-elders.card"], "rules": []}]
    finding = Finding(
        rule="R09", version=1, at=date(2026, 6, 1), window=90, outcome=Outcome.SIGNAL, weight=Weight.HIGH,
        figures={"stages": stages},
    )  # fmt: skip
    assert [row.words for row in finding_rows(finding, snapshot, NL)] == ["Iemand anders heeft de pas"]


def test_what_protects_leads_to_its_sources_and_says_what_must_be_checked() -> None:
    model = circumstances()
    model.new("protection")
    form = model.form
    assert isinstance(form, ProtectionForm)
    for fact in load_protective().values():
        form.edit(fact=fact.id)
        hint = form.state.checked.hints["fact"]
        assert (hint.keys, hint.check) == (fact.sources, to_check(fact.mark, NL))


def test_an_instrument_leads_to_its_sources_and_says_what_must_be_checked() -> None:
    model = circumstances()
    model.new("outcome")
    form = model.form
    assert isinstance(form, OutcomeForm)
    for one in load_instruments().values():
        form.edit(instrument=one.id)
        hint = form.state.checked.hints["instrument"]
        assert (hint.keys, hint.check) == (known_keys(one.sources), to_check(one.mark, NL))


def test_a_finding_says_when_professional_knowledge_is_among_its_sources() -> None:
    state = Shelf(training_case()).model(NL).state
    cards = (*state.seen, *state.facts, *state.not_seen, *state.too_little)
    for card in cards:
        general = "G" in load_rulebook().rule(card.rule).sources
        assert bool(card.professional) == (card.check == "te controleren") == general, card.rule
    assert any(card.professional and card.sources for card in cards)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_list_says_how_to_ask_before_its_stop_rules(language: Language) -> None:
    services = CaseKeeper(builders.snapshot()).checklist_services()
    form = ChecklistForm(
        builders.snapshot().case.id, load_checklists()["nfs"], services, InlineDesk(), Translator(language), now
    )
    form.load()
    words = {"nl": ("alleen", "tolk", "familie", "veilige"), "en": ("alone", "interpreter", "family", "safe")}
    assert all(word in form.state.how_to_ask for word in words[language])


def test_a_translation_of_the_other_parts_stands_below_our_own_words() -> None:
    listed = load_checklists()["nfs"]
    first = {part: getattr(listed, part)[0].id for part in ("groups", "facts", "referrals", "evidence")}
    other = Translation(
        checklist="nfs", version="1.0", language="tr", author="Proeftolk", name="n", stop_rules=(), items=(),
        groups=(TranslatedGroup(id=first["groups"], label="baslik"),),
        facts=(TranslatedFact(id=first["facts"], text="bilgi"),),
        referrals=(TranslatedReferral(id=first["referrals"], when="ne zaman", route="nereye", within="simdi"),),
        evidence=(TranslatedEvidence(id=first["evidence"], what="ne", how="nasil"),),
    )  # fmt: skip
    yes = builders.assessment([builders.answer(item.id) for item in listed.items], version="1.0")
    route = next(line for line in route_lines(listed, yes, NL, other) if "nereye" in line.route)
    assert (route.when.endswith("\nne zaman"), route.within.endswith("\nsimdi")) == (True, True)
    assert evidence_lines(listed, NL, other)[0].text.endswith("\nne")
    assert evidence_lines(listed, NL, other)[0].detail.endswith("\nnasil")
    assert fact_lines(listed, NL, other)[0].text.endswith("\nbilgi")
    groups = group_rows(listed, yes, builders.snapshot(), {}, NL, other)
    assert [group.label.endswith("\nbaslik") for group in groups] == [True, *(False for _ in groups[1:])]
    assert "\n" not in evidence_lines(listed, NL)[0].text
