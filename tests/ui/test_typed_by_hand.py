"""Typing row after row by hand: nothing is muddled, cut off or thrown away by a slip."""

import pytest
from incident_bench import Bench
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.ui.ask import ConfirmDialog
from app.ui.pages.incident_form import IncidentFormView
from app.ui.pages.incidents import IncidentsPage
from app.ui.theme import Theme
from app.ui.widgets.steady import Combo
from probes.incident_probe import IncidentProbe


def _form(qtbot: QtBot, theme: Theme, **fields: object) -> tuple[IncidentFormView, Bench, IncidentsPage]:
    bench = Bench()
    page = IncidentsPage(bench.page, bench.say, theme)
    page.resize(1100, 620)
    qtbot.addWidget(page)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    bench.new(**fields)
    (view,) = page.findChildren(IncidentFormView)
    qtbot.waitUntil(view.card.when.edit.isVisible)
    return view, bench, page


def test_typing_after_alt_b_replaces_the_source_that_stood_there(qtbot: QtBot, theme: Theme) -> None:
    view, _bench, _page = _form(qtbot, theme)
    source = view.card.sources.rows[0].source
    source.setEditText("B-1 · Noor")
    QTest.keyClick(view.card.facts, Qt.Key.Key_B, Qt.KeyboardModifier.AltModifier)
    typed = QApplication.focusWidget()
    assert typed is not None
    QTest.keyClicks(typed, "de buurvrouw")
    assert source.currentText() == "de buurvrouw"


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_every_option_of_an_open_list_is_in_sight(qtbot: QtBot, theme: Theme) -> None:  # noqa: ARG001  the theme is worn
    combo = Combo()
    qtbot.addWidget(combo)
    combo.addItems(["R3", "R2", "R1", "R0"])
    combo.show()
    combo.showPopup()
    view = combo.view()
    qtbot.waitUntil(lambda: view.viewport().height() > view.visualRect(view.model().index(3, 0)).bottom() > 0)
    combo.hidePopup()


def test_what_was_typed_is_thrown_away_only_after_a_question(qtbot: QtBot, theme: Theme) -> None:
    view, _bench, page = _form(qtbot, theme, facts="Hij belde.")
    view.discard.click()
    (asked,) = view.findChildren(ConfirmDialog)
    asked.stay.click()
    assert view.form.state.fields.facts == "Hij belde."
    view.discard.click()
    view.findChildren(ConfirmDialog)[-1].go.click()
    qtbot.waitUntil(lambda: not IncidentProbe(page).has_form)


def test_a_search_for_behaviour_shows_its_whole_list_or_says_that_nothing_was_found(qtbot: QtBot, theme: Theme) -> None:
    view, _bench, _page = _form(qtbot, theme)
    picker, place = view.card.behaviours, view.scrolled.viewport()
    picker.edit.setFocus()
    QTest.keyClicks(picker.edit, "dre")

    def whole() -> bool:
        below = picker.found.mapTo(place, picker.found.rect().bottomLeft()).y()
        return picker.found.isVisible() and below <= place.height()

    qtbot.waitUntil(whole)
    QTest.keyClicks(picker.edit, "xq")
    assert picker.about.isVisible()
    assert picker.about.text().startswith("Niets gevonden.")
