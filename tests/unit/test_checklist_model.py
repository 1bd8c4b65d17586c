"""One checklist in a case: nobody but the professional sets an answer, and nothing that was not asked is a no."""

from datetime import date, datetime, timedelta

import msgspec
import pytest
from case_keeper import NOW, CaseKeeper

import builders
from app.domain.assessment import AnswerValue, Assessment, Basis
from app.domain.incident import EntryKind
from app.domain.record import Sensitivity
from app.domain.snapshot import CaseSnapshot
from app.i18n import Translator
from app.risk.checklist import load_checklists
from app.viewmodels.checklist import ChecklistForm
from app.viewmodels.checklist_rows import ItemRow
from app.viewmodels.checklists import Checklists
from app.viewmodels.desk import InlineDesk

HANDS, LIMB, LOSS = "nfs.act.hands", "nfs.act.limb", "nfs.sym.loc"


def now() -> datetime:
    return NOW


def opened(snapshot: CaseSnapshot, language: str = "nl") -> tuple[ChecklistForm, CaseKeeper]:
    keeper = CaseKeeper(snapshot)
    return again(keeper, language), keeper


def again(keeper: CaseKeeper, language: str = "nl") -> ChecklistForm:
    say = Translator("nl" if language == "nl" else "en")
    form = ChecklistForm(keeper.case, load_checklists()["nfs"], keeper.checklist_services(), InlineDesk(), say, now)
    form.load()
    return form


def row(form: ChecklistForm, item: str) -> ItemRow:
    return next(row for group in form.state.groups for row in group.items if row.id == item)


def saved(keeper: CaseKeeper) -> list[Assessment]:
    return list(keeper.snapshot.assessments)


def counts(form: ChecklistForm) -> list[str]:
    return [line.count for line in form.state.stand]


def test_no_item_starts_as_a_no() -> None:
    form, keeper = opened(builders.snapshot())
    rows = [row for group in form.state.groups for row in group.items]
    assert len(rows) == 27
    assert [row.number for row in rows] == list(range(1, 28))
    assert {row.answer for row in rows} == {AnswerValue.NOT_ASKED}
    assert counts(form) == ["0", "0", "0", "27"]
    assert keeper.saves == 0


def test_the_stop_rules_stand_above_the_list() -> None:
    form, _ = opened(builders.snapshot())
    assert len(form.state.stop_rules) == 4
    assert "112" in form.state.stop_rules[0]


def test_an_answer_is_saved_with_day_and_author_and_makes_no_second_assessment() -> None:
    form, keeper = opened(builders.snapshot())
    form.answer(HANDS, AnswerValue.YES)
    assert form.state.saved == "nog niet bewaard"
    form.keep()
    form.rest_on(HANDS, Basis.VICTIM.value)
    form.keep()
    (assessment,) = keeper.snapshot.assessments
    answer = assessment.answer(HANDS)
    assert (answer.value, answer.basis, answer.asked_on, answer.asked_by) == (
        AnswerValue.YES,
        Basis.VICTIM,
        date(2026, 3, 24),
        "S. de Boer",
    )
    assert (len(keeper.history(assessment.id)), form.state.saved) == (2, "opgeslagen 14:02:11")


def test_taking_an_answer_back_forgets_what_it_rested_on_but_keeps_the_note() -> None:
    form, keeper = opened(builders.snapshot())
    form.answer(HANDS, AnswerValue.NO)
    form.note(HANDS, "Wilde er niet over praten.")
    form.answer(HANDS, AnswerValue.NOT_ASKED)
    form.keep()
    answer = keeper.snapshot.assessments[0].answer(HANDS)
    assert (answer.asked_on, answer.asked_by, answer.basis) == (None, "", None)
    assert answer.note == "Wilde er niet over praten."


def test_an_incident_is_proposed_and_confirmed_one_at_a_time_and_never_sets_the_answer() -> None:
    first = builders.incident(behaviours=("str-manual",), number=7)
    second = builders.incident("2026-03-16", behaviours=("str-manual",), number=13)
    form, keeper = opened(builders.snapshot(first, second))
    assert [(support.number, support.confirmed) for support in row(form, HANDS).incidents] == [
        ("I-7", False),
        ("I-13", False),
    ]
    form.confirm(HANDS, first.id)
    assert [support.confirmed for support in row(form, HANDS).incidents] == [True, False]
    assert row(form, HANDS).answer is AnswerValue.NOT_ASKED
    form.keep()
    assert keeper.snapshot.assessments[0].answer(HANDS).incidents == (first.id,)
    form.confirm(HANDS, first.id)
    assert [support.confirmed for support in row(form, HANDS).incidents] == [False, False]


def test_a_confirmed_incident_that_was_set_aside_stays_visible_and_no_longer_counts() -> None:
    gone = builders.incident(behaviours=("str-manual",), number=7, set_aside="andere woning")
    made = builders.assessment([builders.answer(HANDS, AnswerValue.NO, incidents=(gone.id,))], number=1)
    form, keeper = opened(builders.snapshot(gone, assessments=(made,)))
    (support,) = row(form, HANDS).incidents
    assert support.account.startswith("telt niet meer mee")
    assert row(form, HANDS).contradiction == ""
    form.confirm(HANDS, gone.id)
    form.keep()
    assert keeper.snapshot.assessments[0].answer(HANDS).incidents == ()


def test_a_no_against_incidents_is_named_in_words() -> None:
    first = builders.incident(behaviours=("str-manual",), number=7)
    second = builders.incident("2026-03-16", behaviours=("str-manual",), number=13)
    form, _ = opened(builders.snapshot(first, second))
    form.answer(HANDS, AnswerValue.NO)
    assert row(form, HANDS).contradiction == "Nee, maar I-7 en I-13 wijzen hierop"


def test_a_yes_without_a_basis_is_named_in_words() -> None:
    form, _ = opened(builders.snapshot())
    form.answer(LIMB, AnswerValue.YES)
    assert row(form, LIMB).contradiction.startswith("Ja zonder grond")
    form.rest_on(LIMB, Basis.DOCUMENT.value)
    assert row(form, LIMB).contradiction == ""


def test_events_that_point_at_a_question_are_shown() -> None:
    pregnancy = builders.event("ctx-pregnancy", "2026-02-01", number=16)
    form, _ = opened(builders.snapshot(events=(pregnancy,)))
    (support,) = row(form, "nfs.ctx.pregnant").events
    assert (support.number, support.id) == ("G-16", pregnancy.id)


def test_what_speaks_against_a_question_stands_beside_what_supports_it_and_says_why() -> None:
    act = builders.incident(behaviours=("str-manual",), number=7)
    denial = builders.incident(
        "2026-03-15", behaviours=("str-manual",), kind=EntryKind.STATEMENT, quote="Zo was het niet.", facts="", number=8
    )
    aside = builders.incident("2026-03-16", behaviours=("str-manual",), set_aside="andere woning", number=9)
    taken_back = builders.retraction("2026-03-20", what="de aangifte", incidents=(act.id,), number=2)
    form, _ = opened(builders.snapshot(act, denial, aside, retractions=(taken_back,)))
    shown = row(form, HANDS)
    assert [(one.number, one.page, one.id) for one in shown.against] == [
        ("I-8", "incidents", denial.id),
        ("I-9", "incidents", aside.id),
        ("H-2", "circumstances", taken_back.id),
    ]
    reasons = [one.account for one in shown.against]
    assert reasons[0].startswith("verklaring")
    assert "Zo was het niet." in reasons[0]
    assert reasons[1].startswith("terzijde gelegd: andere woning")
    assert reasons[2].startswith("teruggenomen")
    assert reasons[2].endswith("de aangifte")
    assert [support.number for support in shown.incidents] == ["I-7"]


def test_what_is_typed_is_kept_as_a_draft_and_survives_a_kill() -> None:
    form, keeper = opened(builders.snapshot())
    form.answer(HANDS, AnswerValue.YES)
    form.keep()
    form.judge("Acuut gevaar. Vandaag over")
    form.keep()
    assert keeper.snapshot.assessments[0].judgement == ""
    survivor = again(keeper)
    assert (survivor.state.judgement, survivor.state.saved) == ("Acuut gevaar. Vandaag over", "concept teruggehaald")
    assert row(survivor, HANDS).answer is AnswerValue.YES
    survivor.commit()
    assert keeper.snapshot.assessments[0].judgement == "Acuut gevaar. Vandaag over"
    assert keeper.drafts == {}


def test_words_typed_before_the_first_answer_survive_as_well() -> None:
    form, keeper = opened(builders.snapshot())
    form.judge("Eerst even bellen.")
    form.keep()
    assert not saved(keeper)
    assert again(keeper).state.judgement == "Eerst even bellen."


def test_a_failed_save_keeps_every_answer_on_the_screen() -> None:
    form, keeper = opened(builders.snapshot())
    keeper.fill_the_disk()
    form.answer(HANDS, AnswerValue.YES)
    form.keep()
    assert (row(form, HANDS).answer, form.state.saved) == (AnswerValue.YES, "niet opgeslagen")


def test_the_day_of_asking_is_read_from_words_and_only_one_known_day_is_taken_over() -> None:
    form, keeper = opened(builders.snapshot())
    form.answer(HANDS, AnswerValue.YES)
    form.asked(HANDS, "gisteren")
    assert row(form, HANDS).asked_reading == "gelezen als: 23 mrt 2026"
    form.asked(HANDS, "ergens in maart")
    assert row(form, HANDS).asked_problem
    form.keep()
    assert keeper.snapshot.assessments[0].answer(HANDS).asked_on == date(2026, 3, 23)


def test_signing_first_names_the_open_critical_questions_and_then_locks() -> None:
    form, keeper = opened(builders.snapshot())
    assert not form.state.may_sign
    form.answer(HANDS, AnswerValue.YES)
    form.sign()
    assert not saved(keeper)
    form.ask_to_sign()
    assert form.state.signing is not None
    assert any("bewustzijn" in item.text.lower() for item in form.state.signing.open_items)
    assert any("Ja zonder grond" in words for words in form.state.signing.contradictions)
    assert form.state.signing.judgement == "Het oordeel van de professional is nog leeg."
    form.sign()
    assert keeper.snapshot.assessments[0].signed_at == NOW
    assert form.state.read_only
    before = form.state
    form.answer(LIMB, AnswerValue.NO)
    form.note(HANDS, "later")
    form.judge("later")
    form.asked(HANDS, "gisteren")
    form.keep()
    assert form.state == before


def test_a_new_assessment_starts_empty_and_says_what_changed_since_the_last() -> None:
    signed = builders.assessment(
        [builders.answer(HANDS), builders.answer(LIMB, AnswerValue.NO)], number=2, signed_at=NOW, signed_by="S. de Boer"
    )
    form, keeper = opened(builders.snapshot(assessments=(signed,)))
    assert form.state.may_start
    form.start_new()
    assert counts(form) == ["0", "0", "0", "27"]
    assert form.state.subtitle.split(" · ")[1] == "nieuwe afname"
    form.answer(LIMB, AnswerValue.YES)
    form.keep()
    assert form.state.changes_title == "Veranderd sinds afname 2"
    assert ("vraag 2", "nee", "ja") in [(change.word, change.before, change.after) for change in form.state.changes]
    assert keeper.snapshot.assessments[0] == signed


def test_a_changed_case_shows_at_once_without_losing_an_unsaved_answer() -> None:
    keeper, desk = CaseKeeper(builders.snapshot()), InlineDesk()
    form = ChecklistForm(
        keeper.case, load_checklists()["nfs"], keeper.checklist_services(), desk, Translator("nl"), now
    )
    form.load()
    form.answer(LOSS, AnswerValue.UNKNOWN)
    desk.do(lambda: keeper.record(keeper.case, builders.incident(behaviours=("str-manual",))))
    assert len(row(form, HANDS).incidents) == 1
    assert row(form, LOSS).answer is AnswerValue.UNKNOWN


def test_an_answer_that_needs_a_doctor_names_the_route_and_what_must_be_checked() -> None:
    form, _ = opened(builders.snapshot())
    form.answer(HANDS, AnswerValue.YES)
    assert any("vanwege vraag 1" in route.because for route in form.state.routes)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_no_sentence_of_the_page_calls_anything_low_or_safe(language: str) -> None:
    form, _ = opened(builders.snapshot(), language)
    form.answer(HANDS, AnswerValue.NO)
    words = str(form.state.stand) + form.state.stand_note + form.state.routes_note
    assert not any(word in words.lower() for word in ("laag", "veilig", "low", "safe", "%"))


def test_the_list_of_lists_says_where_each_list_stands() -> None:
    older = builders.assessment([builders.answer(HANDS)], "2026-02-01", number=1, signed_at=NOW, signed_by="S. de Boer")
    newer = builders.assessment([builders.answer(HANDS, AnswerValue.NO)], "2026-03-20", number=2)
    keeper = CaseKeeper(builders.snapshot(assessments=(older, newer)))
    model = Checklists(keeper.case, keeper.checklist_services(), InlineDesk(), Translator("nl"), now)
    model.load()
    line = next(line for line in model.state.lists if line.id == "nfs")
    assert line.last == "afname 2 · 20 mrt 2026 · concept"
    assert line.stand == "0 ja · 1 nee · 0 onbekend · 26 niet gevraagd"
    assert [made.id for made in line.assessments] == [str(newer.id), str(older.id)]
    assert "kritieke vragen open" in line.critical
    assert model.list_of(str(older.id)) == "nfs"
    assert model.open("nfs", older.id).state.read_only


def test_a_draft_of_another_form_is_kept_apart() -> None:
    _, keeper = opened(builders.snapshot())
    key, old = f"assessment:{keeper.case}:new-nfs", {"assessment": {"nonsense": 1}, "days": {}}
    keeper.drafts[key] = dict(old)
    form = again(keeper)
    assert form.state.saved == "een ouder concept kan niet worden getoond; het is apart bewaard"
    form.judge("Nieuw.")
    form.keep()
    assert [content for name, content in keeper.drafts.items() if name.startswith(f"apart:{key}:")] == [old]


def test_a_next_assessment_that_was_half_typed_comes_back() -> None:
    signed = builders.assessment([builders.answer(HANDS)], number=2, signed_at=NOW, signed_by="S. de Boer")
    form, keeper = opened(builders.snapshot(assessments=(signed,)))
    form.start_new()
    form.judge("Nog te wegen.")
    form.keep()
    assert again(keeper).state.judgement == "Nog te wegen."
    looked_back = ChecklistForm(
        keeper.case, load_checklists()["nfs"], keeper.checklist_services(), InlineDesk(), Translator("nl"), now
    )
    looked_back.load(signed.id)
    looked_back.start_new()
    assert looked_back.state.judgement == "Nog te wegen."


def test_nothing_can_be_typed_before_the_list_was_read() -> None:
    keeper = CaseKeeper(builders.snapshot())
    form = ChecklistForm(
        keeper.case, load_checklists()["nfs"], keeper.checklist_services(), InlineDesk(), Translator("nl"), now
    )
    form.judge("Te vroeg.")
    form.note(HANDS, "Te vroeg.")
    form.answer(HANDS, AnswerValue.YES)
    form.keep()
    assert (keeper.drafts, keeper.saves) == ({}, 0)


def test_signed_long_ago_stays_readable_with_its_own_version() -> None:
    old = builders.assessment([builders.answer(HANDS)], version="0.9", number=1, signed_at=NOW - timedelta(days=300))
    keeper = CaseKeeper(msgspec.structs.replace(builders.snapshot(), assessments=(old,)))
    assert again(keeper).state.subtitle.startswith("versie 0.9 · afname 1")


def test_an_old_assessment_keeps_its_version_and_a_new_one_starts_with_the_newest() -> None:
    used = load_checklists()["nfs"]
    later = msgspec.structs.replace(used, version="2.0", items=used.items[:1])
    signed = builders.assessment([builders.answer(HANDS)], version="1.0", signed_at=NOW, signed_by="S. de Boer")
    keeper = CaseKeeper(builders.snapshot(assessments=(signed,)))
    form = ChecklistForm(keeper.case, later, keeper.checklist_services(), InlineDesk(), Translator("nl"), now)
    form.load()
    assert form.checklist == used
    assert counts(form) == ["1", "0", "0", "26"]
    form.start_new()
    assert form.checklist == later
    form.answer(HANDS, AnswerValue.NO)
    assert counts(form) == ["0", "1", "0", "0"]


def test_an_assessment_and_its_judgement_say_how_far_they_may_travel() -> None:
    form, keeper = opened(builders.snapshot())
    form.answer(HANDS, AnswerValue.YES)
    form.judge("Zij logeert bij haar zus.")
    form.travel("R2")
    form.mark("judgement", "R1")
    form.mark("answers", "R0")
    form.keep()
    (saved_one,) = saved(keeper)
    assert saved_one.sensitivity is Sensitivity.R2
    assert saved_one.field_sensitivity == {"judgement": Sensitivity.R1}
    assert (form.state.sensitivity, form.state.marks) == ("R2", {"judgement": "R1"})


def shown_after(form: ChecklistForm) -> tuple[bool, str, AnswerValue, str]:
    """Ask for a hidden assessment; return whether it is hidden still, its judgement, and an answer with its note."""
    assert "zus" not in repr(form.state)
    form.answer(HANDS, AnswerValue.NO)
    form.show()
    asked = row(form, HANDS)
    return form.state.gate is not None, form.state.judgement, asked.answer, asked.note


def test_a_hidden_assessment_is_shown_only_to_who_asks_and_until_the_page_is_left() -> None:
    form, keeper = opened(builders.snapshot())
    form.answer(HANDS, AnswerValue.YES)
    form.note(HANDS, "Bij haar zus.")
    form.judge("Zij logeert bij haar zus.")
    form.mark("judgement", "R0")
    assert form.state.judgement == "Zij logeert bij haar zus."
    form.keep()
    form.hide_again()
    expected = (False, "Zij logeert bij haar zus.", AnswerValue.YES, "Bij haar zus.")
    assert [shown_after(one) for one in (form, again(keeper))] == [expected, expected]


def test_a_half_typed_hidden_judgement_stays_hidden_after_a_lock() -> None:
    form, keeper = opened(builders.snapshot())
    form.answer(HANDS, AnswerValue.YES)
    form.mark("judgement", "R0")
    form.keep()
    form.judge("Zij logeert bij haar zus.")
    form.keep()
    after = again(keeper)
    assert after.state.gate is not None
    assert "zus" not in repr(after.state)
    after.show()
    assert after.state.judgement == "Zij logeert bij haar zus."
