"""The small button beside a text that says how far that one field may travel."""

from collections.abc import Iterator
from datetime import datetime

import pytest
from case_keeper import NOW, CaseKeeper
from incident_bench import Bench
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

import builders
from app.domain.record import Sensitivity
from app.i18n import Translator
from app.ui.pages.incidents import IncidentsPage
from app.ui.pages.record_form import FormView
from app.ui.pages.record_lists import circumstances_page
from app.ui.theme import Theme
from app.viewmodels.circumstances import Circumstances
from app.viewmodels.desk import InlineDesk


def now() -> datetime:
    return NOW


@pytest.fixture
def keeper() -> CaseKeeper:
    return CaseKeeper(builders.snapshot(protections=(builders.protection(note="Bij M.", sensitivity=Sensitivity.R3),)))


@pytest.fixture
def form(keeper: CaseKeeper, qtbot: QtBot, say: Translator, theme: Theme) -> Iterator[FormView[object]]:
    """Show the open form of a protective fact."""
    model = Circumstances(keeper.case, keeper.events_services(), InlineDesk(), say, now)
    model.load()
    page = circumstances_page(model, say, theme)
    qtbot.addWidget(page)
    page.resize(1200, 800)
    page.show()
    page.show_record(str(keeper.snapshot.protections[0].id))
    assert page.form is not None
    yield page.form
    page.close()


def choose(menu: QMenu, mark: str) -> None:
    next(action for action in menu.actions() if action.data() == mark).trigger()


def test_a_class_is_chosen_with_the_button_and_shown_there(keeper: CaseKeeper, form: FormView[object]) -> None:
    button = form.marks.buttons["note"]
    assert (button.text(), button.focusPolicy()) == ("⋯", Qt.FocusPolicy.NoFocus)
    choose(button.menu_of(), "R0")
    assert (button.text(), button.focusPolicy()) == ("R0", Qt.FocusPolicy.TabFocus)
    assert button.accessibleName() == "Hoe ver ‘Notitie’ mag gaan: R0"
    form.save.click()
    assert keeper.snapshot.protections[0].field_sensitivity == {"note": Sensitivity.R0}
    choose(button.menu_of(), "")
    assert button.text() == "⋯"


def test_the_button_goes_where_the_whole_record_is_r0_already(form: FormView[object]) -> None:
    button = form.marks.buttons["note"]
    assert not button.isHidden()
    form.edit(sensitivity="R0")
    assert button.isHidden()


@pytest.mark.qt_log_ignore("grabbing the keyboard", "raise", extend=True)
def test_the_key_opens_the_classes_of_the_field_with_the_cursor(form: FormView[object], qtbot: QtBot) -> None:
    button = form.marks.buttons["verified_by"]
    form.activateWindow()
    line = form.findChild(type(form.reason), "verified_by")
    assert line is not None
    line.setFocus()
    QTest.keyClick(line, Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert menu.accessibleName() == button.accessibleName()
    menu.close()


def test_fields_of_an_incident_are_marked_in_the_same_way(qtbot: QtBot, say: Translator, theme: Theme) -> None:
    bench = Bench(builders.incident(where="Lindelaan 4"))
    page = IncidentsPage(bench.page, say, theme)
    qtbot.addWidget(page)
    page.show()
    page.show_record(str(bench.ledger.snapshot.incidents[0].id))
    assert page.form_view is not None
    button = page.form_view.card.marks.buttons["where"]
    choose(button.menu_of(), "R0")
    assert button.text() == "R0"
    bench.form.save()
    saved = bench.ledger.snapshot.incidents[0]
    assert (saved.where, saved.field_sensitivity) == ("Lindelaan 4", {"where": Sensitivity.R0})
