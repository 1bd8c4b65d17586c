"""The knowledge page, the lists of others and own lists, on the screen."""

from collections.abc import Callable
from functools import partial

import own_texts
from case_keeper import NOW, CaseKeeper
from own_texts import kept, model, own
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

import builders
from app.i18n import Translator
from app.risk.own_translation import read_own_translation
from app.ui.ask import ConfirmDialog, ReasonDialog
from app.ui.pages.checklists import ChecklistsPage
from app.ui.pages.crosswalk import CrosswalkView
from app.ui.pages.knowledge import KnowledgePage
from app.ui.pages.own_lists import OwnListsCard
from app.ui.source_links import SourceDialog
from app.ui.theme import Theme
from app.viewmodels.checklists import Checklists
from app.viewmodels.desk import InlineDesk
from app.viewmodels.knowledge import Knowledge


def knowledge(say: Translator, theme: Theme) -> KnowledgePage:
    """Return the page."""
    return KnowledgePage(Knowledge(say), say, theme)


def shown(page: QWidget, qtbot: QtBot, width: int = 1100) -> None:
    """Show a page."""
    qtbot.addWidget(page)
    page.resize(width, 700)
    page.show()


def test_typed_words_hide_what_does_not_hold_them(qtbot: QtBot, say: Translator, theme: Theme) -> None:
    page = knowledge(say, theme)
    shown(page, qtbot)
    page.parts.button("rules").click()
    assert len(page.views) == 22
    page.search.setText("stiltes")
    assert [key for key, view in page.views.items() if view.isVisible()] == ["R14"]


def test_a_source_of_a_rule_opens_what_it_stands_for(qtbot: QtBot, say: Translator, theme: Theme) -> None:
    page = knowledge(say, theme)
    shown(page, qtbot)
    page.parts.button("rules").click()
    page.views["R01"].sources.links["MONCK20"].click()
    dialog = next(one for one in page.findChildren(SourceDialog) if one.isVisible())
    assert "Monckton" in dialog.words.text()
    dialog.close_button.click()
    assert not dialog.isVisible()


def test_the_parts_become_a_list_where_there_is_no_room(qtbot: QtBot, say: Translator, theme: Theme) -> None:
    page = knowledge(say, theme)
    shown(page, qtbot, 360)
    assert page.part_list.isVisible()
    assert not page.parts.isVisible()


def test_the_knowledge_page_is_freed(
    assert_freed: Callable[[Callable[[], QWidget]], None], say: Translator, theme: Theme
) -> None:
    assert_freed(partial(knowledge, say, theme))


def checklists(keeper: CaseKeeper, say: Translator, theme: Theme) -> ChecklistsPage:
    """Return the checklists page."""
    lists = Checklists(keeper.case, keeper.checklist_services(), InlineDesk(), say, lambda: NOW)
    page = ChecklistsPage(lists, say, theme)
    lists.load()
    return page


def walk_of(page: ChecklistsPage) -> CrosswalkView:
    """Return the list of others that is open."""
    assert page.walk is not None
    return page.walk


def test_a_list_of_others_leads_to_incidents_and_questions(qtbot: QtBot, say: Translator, theme: Theme) -> None:
    incident = builders.incident("2026-03-01", number=3, behaviours=("thr-kill-victim",))
    used = builders.assessment([builders.answer("lth.weapon")], checklist="lth", version="1.0")
    page = checklists(CaseKeeper(builders.snapshot(incident, assessments=(used,))), say, theme)
    shown(page, qtbot)
    page.walks["flags"].clicked_key.emit("flags")
    rows = walk_of(page).rows
    assert len(rows) == 11
    with qtbot.waitSignal(page.goto) as asked:
        rows["rv.threat"].opened.emit("incidents", str(incident.id))
    assert asked.args == ["incidents", str(incident.id)]
    assert page.place() == "flags"
    rows["rv.weapon"].opened.emit("checklists", "lth/lth.weapon")
    assert page.walk is None
    assert page.view is not None
    assert page.view.form.checklist.id == "lth"


def test_a_list_is_written_to_the_file_that_was_chosen(qtbot: QtBot, say: Translator, theme: Theme) -> None:
    keeper = CaseKeeper(builders.snapshot())
    page = checklists(keeper, say, theme)
    shown(page, qtbot)
    page.show_record("signals")
    assert page.walk is not None
    page.walk.export.click()
    dialog = next(one for one in page.findChildren(ReasonDialog) if one.isVisible())
    assert "niet versleuteld" in dialog.words.text()
    assert not dialog.go.isEnabled()
    dialog.reject()
    page.walk.model.deliver("voor de officier", "uit.csv")
    assert [(walk.value, target.name, told["reason"]) for walk, target, told in keeper.delivered] == [
        ("signals", "uit.csv", "voor de officier")
    ]


def test_a_translation_is_read_below_the_question(qtbot: QtBot, say: Translator, theme: Theme) -> None:
    keeper = CaseKeeper(builders.snapshot(lists=(kept(),)))
    keeper.translations = (read_own_translation(own_texts.turkish().encode(), "tr.toml"),)
    page = checklists(keeper, say, theme)
    shown(page, qtbot)
    page.open("chd")
    assert page.view is not None
    assert page.view.language.isVisible()
    page.view.form.speak("tr")
    first = page.view.rows[next(iter(page.view.rows))]
    assert "Sor." in {label.text() for label in first.findChildren(QLabel)}


def test_an_own_list_is_taken_away_only_after_a_question(qtbot: QtBot, say: Translator, theme: Theme) -> None:
    lists, renewed = model((own(),))
    card = OwnListsCard(lists, say)
    shown(card, qtbot)
    assert theme is not None
    card.ask_to_remove(lists.state.rows[0])
    dialog = next(one for one in card.findChildren(ConfirmDialog) if one.isVisible())
    assert renewed == []
    dialog.go.click()
    assert renewed == ["case"]
    assert lists.state.rows == ()
