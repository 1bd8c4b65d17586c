"""The checklists page, as somebody uses it."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from case_keeper import NOW, CaseKeeper
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

import builders
from app.domain.assessment import AnswerValue
from app.domain.incident import EntryKind
from app.domain.record import Sensitivity
from app.domain.snapshot import CaseSnapshot
from app.i18n import Translator
from app.ui.pages.checklists import ChecklistsPage
from app.ui.paper_window import PaperWindow
from app.ui.source_links import SourceLinks
from app.ui.stylesheet import dress
from app.ui.theme import Theme
from app.viewmodels.checklists import Checklists
from app.viewmodels.desk import InlineDesk
from probes.checklist_probe import ChecklistProbe

BESIDE_THE_RAIL = 680
"""What a page has of a window of 1024 pixels, with letters of 200 percent."""

HANDS, LIMB = "nfs.act.hands", "nfs.act.limb"


def now() -> datetime:
    return NOW


def page_of(keeper: CaseKeeper, say: Translator, theme: Theme) -> ChecklistsPage:
    model = Checklists(keeper.case, keeper.checklist_services(), InlineDesk(), say, now)
    model.load()
    return ChecklistsPage(model, say, theme)


@pytest.fixture
def shown(qtbot: QtBot, say: Translator, theme: Theme) -> Callable[[CaseSnapshot], tuple[ChecklistProbe, CaseKeeper]]:
    def show(snapshot: CaseSnapshot) -> tuple[ChecklistProbe, CaseKeeper]:
        keeper = CaseKeeper(snapshot)
        page = page_of(keeper, say, theme)
        qtbot.addWidget(page)
        page.resize(1000, 700)
        page.show()
        probe = ChecklistProbe(page)
        probe.open()
        return probe, keeper

    return show


Shown = Callable[[CaseSnapshot], tuple[ChecklistProbe, CaseKeeper]]


def test_every_question_begins_as_not_asked_and_looks_unlike_a_no(shown: Shown) -> None:
    probe, _ = shown(builders.snapshot())
    assert {probe.answer(item) for item in probe.view.rows} == {"niet_gevraagd"}
    not_asked = probe.row(HANDS).switch.grab().toImage()
    probe.choose(HANDS, AnswerValue.NO)
    assert probe.row(HANDS).switch.grab().toImage() != not_asked


def test_an_answer_is_saved_a_second_after_the_click(shown: Shown, qtbot: QtBot) -> None:
    probe, keeper = shown(builders.snapshot())
    probe.choose(HANDS, AnswerValue.YES)
    assert not list(keeper.snapshot.assessments)
    qtbot.waitUntil(lambda: len(keeper.snapshot.assessments) == 1, timeout=3000)
    assert keeper.snapshot.assessments[0].answer(HANDS).value is AnswerValue.YES


def test_a_note_is_marked_with_its_button_and_its_list_is_hidden_once_the_page_is_left(shown: Shown) -> None:
    probe, keeper = shown(builders.snapshot())
    probe.choose(HANDS, AnswerValue.NO)
    probe.note(HANDS, "Zij is bij haar zus.")
    probe.mark_note(HANDS, "R0")
    assert (probe.note_mark(HANDS), probe.note_mark(LIMB)) == ("R0", "⋯")
    assert "zus" in probe.written()
    probe.page.leave()
    (saved,) = keeper.snapshot.assessments
    marked = {answer.item: (answer.value, answer.note_sensitivity) for answer in saved.answers}
    assert marked == {HANDS: (AnswerValue.NO, Sensitivity.R0)}
    probe.view.form.hide_again()
    before = probe.gated
    assert "zus" not in probe.written() + probe.side()
    probe.view.form.show()
    assert (before, probe.gated) == (True, False)
    assert probe.note(HANDS) == "Zij is bij haar zus."


@pytest.fixture
def large(qapp: QApplication, theme: Theme) -> Iterator[None]:
    """Wear letters of 200 percent."""
    dress(qapp, replace(theme, percent=200))
    yield
    dress(qapp, theme)


@pytest.mark.usefixtures("large")
def test_a_list_and_its_gate_fit_beside_the_rail_with_letters_of_200_percent(shown: Shown) -> None:
    note = builders.answer(HANDS, note="Zij is bij haar zus.", note_sensitivity=Sensitivity.R0)
    hidden = builders.assessment([note], version="1.0", number=1)
    probe, _ = shown(builders.snapshot(assessments=(hidden,)))
    assert (probe.gated, probe.page.minimumSizeHint().width() < BESIDE_THE_RAIL) == (True, True)
    probe.view.form.show()
    probe.page.resize(BESIDE_THE_RAIL, 600)
    assert probe.details(HANDS).note.height() >= 3 * probe.details(HANDS).note.fontMetrics().lineSpacing()
    assert probe.page.minimumSizeHint().width() < BESIDE_THE_RAIL


def test_a_note_of_a_locked_list_keeps_its_mark(shown: Shown) -> None:
    note = builders.answer(HANDS, note="Zij is bij haar zus.", note_sensitivity=Sensitivity.R1)
    signed = builders.assessment([note], version="1.0", number=1, signed_at=NOW, signed_by="S. de Boer")
    probe, _ = shown(builders.snapshot(assessments=(signed,)))
    assert probe.note_mark(HANDS) == "R1"
    assert not probe.mark_button(HANDS).isEnabled()


@pytest.mark.parametrize(
    ("key", "answer"),
    [
        (Qt.Key.Key_1, "ja"),
        (Qt.Key.Key_J, "ja"),
        (Qt.Key.Key_2, "nee"),
        (Qt.Key.Key_N, "nee"),
        (Qt.Key.Key_3, "onbekend"),
        (Qt.Key.Key_O, "onbekend"),
    ],
)
def test_keys_answer_the_question_that_has_the_focus(shown: Shown, key: Qt.Key, answer: str) -> None:
    probe, _ = shown(builders.snapshot())
    probe.press(HANDS, key)
    assert (probe.answer(HANDS), probe.answer(LIMB)) == (answer, "niet_gevraagd")
    probe.press(HANDS, Qt.Key.Key_G)
    assert probe.answer(HANDS) == "niet_gevraagd"


def test_down_goes_to_the_next_question_without_answering(shown: Shown, qtbot: QtBot) -> None:
    probe, _ = shown(builders.snapshot())
    probe.view.bring(HANDS)
    probe.press(HANDS, Qt.Key.Key_Down)
    qtbot.waitUntil(probe.row(LIMB).switch.button("niet_gevraagd").hasFocus)
    assert probe.answer(HANDS) == probe.answer(LIMB) == "niet_gevraagd"


def test_a_chip_is_confirmed_and_taken_back_and_leaves_the_answer_alone(shown: Shown) -> None:
    incident = builders.incident(behaviours=("str-manual",), number=7)
    probe, _ = shown(builders.snapshot(incident))
    assert probe.chips(HANDS) == {"I-7 ?": False}
    probe.click_chip(HANDS, "I-7 ?")
    assert probe.chips(HANDS) == {"I-7": True}
    assert probe.answer(HANDS) == "niet_gevraagd"
    probe.click_chip(HANDS, "I-7")
    assert probe.chips(HANDS) == {"I-7 ?": False}


def test_a_contradiction_stands_in_words_under_the_question(shown: Shown) -> None:
    probe, _ = shown(builders.snapshot(builders.incident(behaviours=("str-manual",), number=7)))
    probe.choose(HANDS, AnswerValue.NO)
    assert "Nee, maar I-7 wijst hierop" in probe.words(HANDS)


def test_the_incident_in_words_leads_to_its_page(shown: Shown, qtbot: QtBot) -> None:
    incident = builders.incident(behaviours=("str-manual",), number=7)
    probe, _ = shown(builders.snapshot(incident))
    probe.row(HANDS).open_details()
    assert "Hij stond voor de deur." in probe.words(HANDS)
    source = probe.source(HANDS, "GLASS08")
    assert "Glass" in source.words.text()
    assert "helemaal gelezen" in {label.text() for label in source.findChildren(QLabel)}
    source.accept()
    details = probe.row(HANDS)._details
    assert details is not None
    with qtbot.waitSignal(probe.page.goto) as asked:
        details.opened.emit("incidents", str(incident.id))
    assert asked.args == ["incidents", str(incident.id)]


def test_what_speaks_against_a_question_is_said_in_words_and_leads_to_its_page(shown: Shown, qtbot: QtBot) -> None:
    act = builders.incident(behaviours=("str-manual",), number=7)
    denial = builders.incident(behaviours=("str-manual",), kind=EntryKind.STATEMENT, number=8)
    taken_back = builders.retraction(incidents=(act.id,), number=2)
    probe, _ = shown(builders.snapshot(act, denial, retractions=(taken_back,)))
    assert "Spreekt tegen:" in probe.words(HANDS)
    assert probe.against(LIMB) == {}
    links = probe.against(HANDS)
    assert list(links) == ["I-8", "H-2"]
    assert "spreekt tegen" in links["I-8"].accessibleDescription()
    for number, where in (("I-8", ["incidents", str(denial.id)]), ("H-2", ["circumstances", str(taken_back.id)])):
        with qtbot.waitSignal(probe.page.goto) as asked:
            links[number].click()
        assert asked.args == where
    probe.row(HANDS).open_details()
    assert "I-8 · verklaring" in probe.words(HANDS)


def test_a_note_is_typed_as_a_draft_and_saved_when_its_field_is_left(shown: Shown) -> None:
    probe, keeper = shown(builders.snapshot())
    probe.row(HANDS).open_details()
    details = probe.row(HANDS)._details
    assert details is not None
    details.note.setPlainText("Zij wees het aan.")
    probe.page.leave()
    assert list(keeper.drafts) == [f"assessment:{keeper.case}:new-nfs"]
    details.left.emit()
    assert keeper.snapshot.assessments[0].answer(HANDS).note == "Zij wees het aan."
    assert not keeper.drafts


def test_signing_names_what_is_open_and_locks_every_answer(shown: Shown) -> None:
    probe, keeper = shown(builders.snapshot())
    probe.choose(LIMB, AnswerValue.NO)
    side = probe.view.side
    assert side.confirm.isHidden() or not side._signing.isVisible()
    side.sign.click()
    assert "Handen om of tegen de hals (niet gevraagd)" in probe.side()
    side.confirm.click()
    assert keeper.snapshot.assessments[0].signed_at == NOW
    probe.press(LIMB, Qt.Key.Key_1)
    assert probe.answer(LIMB) == "nee"
    side.new.click()
    assert probe.answer(LIMB) == "niet_gevraagd"


def test_a_named_open_question_can_be_gone_to(shown: Shown, qtbot: QtBot) -> None:
    probe, _ = shown(builders.snapshot())
    probe.view.side.asked_for.emit("nfs.ctx.pregnant")
    qtbot.waitUntil(probe.row("nfs.ctx.pregnant").switch.button("niet_gevraagd").hasFocus)


def test_large_text_in_a_small_window_shows_one_column_at_a_time(shown: Shown, qtbot: QtBot) -> None:
    probe, _ = shown(builders.snapshot())
    probe.page.resize(500, 500)
    qtbot.waitUntil(probe.view.turn.isVisible)
    assert not probe.view.side.isVisible()
    probe.view.turn.click()
    assert probe.view.side.isVisible()


def test_every_answer_button_has_a_name_of_its_own(shown: Shown) -> None:
    probe, _ = shown(builders.snapshot())
    names = [
        row.switch.button(value.value).accessibleName() for row in probe.view.rows.values() for value in AnswerValue
    ]
    assert len(names) == len(set(names)) == 27 * 4
    assert all(row.accessibleName().startswith("Vraag ") for row in probe.view.rows.values())


def test_an_assessment_is_found_again_after_a_lock(qtbot: QtBot, say: Translator, theme: Theme) -> None:
    made = builders.assessment([builders.answer(HANDS)], number=2)
    keeper = CaseKeeper(builders.snapshot(assessments=(made,)))
    page = page_of(keeper, say, theme)
    qtbot.addWidget(page)
    page.show_record(str(made.id))
    assert page.place() == str(made.id)
    page.close_list()
    assert page.place() == ""


def test_a_question_that_is_asked_for_from_elsewhere_comes_into_view(shown: Shown, qtbot: QtBot) -> None:
    probe, _ = shown(builders.snapshot())
    probe.page.show_record("nfs/nfs.ctx.pregnant")
    qtbot.waitUntil(lambda: probe.is_in_view("nfs.ctx.pregnant"))
    assert not probe.is_in_view(HANDS)


def test_the_elements_beside_the_list_on_stalking_lead_to_the_case_along_them(
    qtbot: QtBot, say: Translator, theme: Theme
) -> None:
    page = page_of(CaseKeeper(builders.snapshot()), say, theme)
    qtbot.addWidget(page)
    page.open("stk")
    assert page.view is not None
    assert page.view.side.elements_link.isVisibleTo(page.view.side)
    page.view.side.elements_link.clicked_key.emit("elements")
    assert page.walk is not None
    links = {
        row: [key for one in view.findChildren(SourceLinks) for key in one.links]
        for row, view in page.walk.rows.items()
    }
    assert links["stk.el.oogmerk"] == ["SR17", "PHR"]
    page.open("nfs")
    assert page.view is not None
    assert not page.view.side.elements_link.isVisibleTo(page.view.side)


def test_a_medical_route_opens_its_sources(shown: Shown) -> None:
    probe, _ = shown(builders.snapshot())
    probe.choose("nfs.sym.breath", AnswerValue.YES)
    links = [key for one in probe.view.side._routes.findChildren(SourceLinks) for key in one.links]
    assert "ACI" in links


def test_the_law_behind_a_question_leads_to_the_knowledge(shown: Shown, qtbot: QtBot) -> None:
    probe, _ = shown(builders.snapshot())
    probe.row(HANDS).open_details()
    assert "art. 302 jo 45 Sr" in probe.words(HANDS)
    details = probe.row(HANDS)._details
    assert details is not None
    with qtbot.waitSignal(probe.page.goto) as asked:
        details.law.clicked_key.emit("law")
    assert asked.args == ["knowledge", "law"]


def test_how_to_ask_stands_above_the_stop_rules(shown: Shown) -> None:
    probe, _ = shown(builders.snapshot())
    words = [label.text() for label in probe.view._stop.findChildren(QLabel)]
    assert "beroepstolk" in words[1]
    assert words[2].startswith("1. ")


def test_the_checklists_page_is_freed(
    assert_freed: Callable[[Callable[[], QWidget]], None], say: Translator, theme: Theme
) -> None:
    def make() -> QWidget:
        page = page_of(CaseKeeper(builders.snapshot(builders.incident(behaviours=("str-manual",)))), say, theme)
        page.open("nfs")
        assert page.view is not None
        page.view.rows[HANDS].open_details()
        return page

    assert_freed(make)


def test_the_blank_form_is_looked_at_before_it_leaves(shown: Shown) -> None:
    probe, keeper = shown(builders.snapshot())
    menu = probe.view.blank.menu()
    assert [action.text() for action in menu.actions()] == ["A4", "Letter"]
    menu.actions()[1].trigger()
    window = probe.view.findChild(PaperWindow)
    assert window is not None
    assert window.model.state.pdf == b"nfs nl Letter"
    assert window.page_words.text() == "pagina 1 van 2"
    window.model.save(Path("leeg.pdf"))
    window.stay.click()
    assert keeper.blanks == [("nfs nl Letter", "leeg.pdf")]
    assert keeper.saves == 0
