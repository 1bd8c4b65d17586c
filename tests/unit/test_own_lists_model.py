"""Own lists on the settings page, in words, and on the checklists page."""

from pathlib import Path

import own_texts
from case_keeper import NOW, CaseKeeper
from own_texts import kept, model, own

import builders
from app.domain.assessment import Assessment
from app.errors import OwnFileError
from app.i18n import Translator
from app.risk.own_translation import read_own_translation
from app.viewmodels.checklist_services import ChecklistServices
from app.viewmodels.checklists import Checklists
from app.viewmodels.desk import InlineDesk
from app.viewmodels.own_lists import Listed

NL = Translator("nl")


def test_an_own_list_is_told_with_its_mark_and_standing() -> None:
    row = model((own(),))[0].state.rows[0]
    assert (row.title, row.mark) == ("Ouderen", "eigen lijst")
    assert row.note == "versie 1.0 · 2 vragen · ouderen.toml, toegevoegd op 14 mrt 2026 door Anke"
    assert (row.offer, row.remove) == ("", "Verwijderen …")


def test_a_used_list_can_be_offered_no_longer_and_offered_again_but_never_removed() -> None:
    assert model((own(used=True),))[0].state.rows[0].remove == "Niet meer aanbieden …"
    kept = model((own(offered=False, used=True),))[0].state.rows[0]
    assert (kept.offer, kept.remove) == ("Aanbieden", "")


def test_a_refused_file_is_told_and_renews_nothing() -> None:
    def refuse(_path: Path) -> Listed:
        raise OwnFileError(
            name="fout.toml",
            line=15,
            place="items[0].cls",
            reason="This value is none of those that are possible here.",
        )

    made, renewed = model((own(),), refuse)
    made.add("fout.toml")
    assert "Regel 15, items[0].cls" in made.state.refused
    assert len(made.state.rows) == 1
    assert renewed == []
    made.remove(made.state.rows[0])
    assert made.state.refused == ""
    assert made.state.nothing
    assert renewed == ["case"]


def lists(keeper: CaseKeeper, services: ChecklistServices | None = None) -> Checklists:
    """Return the checklists of a case."""
    made = Checklists(keeper.case, services or keeper.checklist_services(), InlineDesk(), NL, lambda: NOW)
    made.load()
    return made


def signed() -> Assessment:
    """Return a signed use of the own list."""
    answers = [builders.answer("own-elders.card")]
    return builders.assessment(answers, checklist="own-elders", version="1.0", signed_at=NOW)


def test_an_own_list_stands_among_the_lists_with_its_mark() -> None:
    lines = lists(CaseKeeper(builders.snapshot(lists=(kept(),)))).state.lists
    assert [(line.title, line.own) for line in lines][-1] == ("Ouderen", "eigen lijst")
    assert {line.own for line in lines[:-1]} == {""}


def test_an_old_assessment_keeps_its_words_and_a_new_one_gets_those_of_the_new_version() -> None:
    old = builders.assessment(
        [builders.answer("own-elders.card")], checklist="own-elders", version="1.0", signed_at=NOW
    )
    both = (kept(offered=False), kept(own_texts.LATER, "1.1"))
    form = lists(CaseKeeper(builders.snapshot(assessments=(old,), lists=both))).open("own-elders")
    assert form.state.groups[0].items[0].label == "Iemand anders heeft de pas"
    assert "eigen lijst" in form.state.subtitle
    form.start_new()
    assert form.state.groups[0].items[0].label == "Iemand anders bewaart de pas"


def test_a_list_that_is_no_longer_offered_can_be_read_but_not_started() -> None:
    old = builders.assessment(
        [builders.answer("own-elders.card")], checklist="own-elders", version="1.0", signed_at=NOW
    )
    form = lists(CaseKeeper(builders.snapshot(assessments=(old,), lists=(kept(offered=False),)))).open("own-elders")
    assert form.state.groups
    assert not form.state.may_start


def test_a_translation_stands_below_the_questions_and_the_stop_rules() -> None:
    keeper = CaseKeeper(builders.snapshot())
    keeper.translations = (read_own_translation(own_texts.turkish().encode(), "tr.toml"),)
    made = lists(keeper)
    form = made.open("chd")
    assert [choice.key for choice in form.state.languages] == ["", "tr"]
    form.speak("tr")
    row = form.state.groups[0].items[0]
    assert row.translated == (f"{row.id} sorusu", "Sor.")
    assert form.state.stop_rules[0].endswith("Önce güvenlik 1")
    assert made.open("stk").state.languages == ()
