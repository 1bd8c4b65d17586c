"""What is class R0 on the pages, as somebody sees it and as a screen reader says it."""

from datetime import datetime

import pytest
from case_keeper import NOW, CaseKeeper
from exhibit_shelf import exhibit_services
from incident_bench import Ledger
from planted import SECRET, planted_case
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractItemView, QLabel, QLineEdit, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.i18n import Translator
from app.ui.pages.events import EventsPage
from app.ui.pages.incidents import IncidentsPage
from app.ui.pages.lists_and_form import ListsAndForm
from app.ui.pages.record_lists import circumstances_page
from app.ui.pages.sources import SourcesPage
from app.ui.theme import Theme
from app.ui.widgets.link import ShowLink
from app.viewmodels.circumstances import Circumstances
from app.viewmodels.desk import InlineDesk
from app.viewmodels.events import Events
from app.viewmodels.incidents import Incidents
from app.viewmodels.sources import Sources


def now() -> datetime:
    return NOW


def made(name: str, say: Translator, theme: Theme) -> ListsAndForm | EventsPage | IncidentsPage:
    keeper = CaseKeeper(planted_case())
    services, shelf, desk = keeper.events_services(), exhibit_services(keeper), InlineDesk()
    if name == "events":
        events = Events(keeper.case, services, desk, say, now)
        events.load()
        return EventsPage(events, say, theme)
    if name == "incidents":
        ledger = Ledger(keeper.snapshot)
        return IncidentsPage(Incidents(keeper.case, ledger.services(), shelf, desk, say, now), say, theme)
    if name == "sources":
        sources = Sources(keeper.case, services, shelf, desk, say, now)
        sources.load()
        return SourcesPage(sources, say, theme)
    model = Circumstances(keeper.case, services, desk, say, now)
    model.load()
    return circumstances_page(model, say, theme)


def spoken(page: QWidget) -> str:
    """Return everything that the widgets of a page show or tell."""
    told = [page.windowTitle()]
    for widget in (page, *page.findChildren(QWidget)):
        told += [widget.accessibleName(), widget.accessibleDescription(), widget.toolTip()]
        if isinstance(widget, QLabel | QPushButton | QLineEdit):
            told.append(widget.text())
        elif isinstance(widget, QPlainTextEdit):
            told.append(widget.toPlainText())
        elif isinstance(widget, QAbstractItemView) and widget.model() is not None:
            model = widget.model()
            told += [
                str(model.index(row, column).data())
                for row in range(model.rowCount())
                for column in range(model.columnCount())
            ]
    told += [action.text() for action in page.findChildren(QAction)]
    return "\n".join(told)


@pytest.mark.parametrize("name", ["events", "circumstances", "sources", "incidents"])
def test_no_widget_of_a_page_tells_a_hidden_text(name: str, qtbot: QtBot, say: Translator, theme: Theme) -> None:
    page = made(name, say, theme)
    qtbot.addWidget(page)
    page.show()
    assert "Verborgen (R0)" in spoken(page)
    assert SECRET not in spoken(page)


@pytest.mark.parametrize("name", ["events", "circumstances", "sources"])
def test_a_row_is_shown_until_the_page_is_left(name: str, qtbot: QtBot, say: Translator, theme: Theme) -> None:
    page = made(name, say, theme)
    qtbot.addWidget(page)
    page.show()
    show = page.findChildren(ShowLink)[0]
    assert show.accessibleName().endswith("· Verborgen (R0) · Tonen")
    show.click()
    assert SECRET in spoken(page)
    page.hide_again()
    qtbot.waitUntil(lambda: SECRET not in spoken(page))


def record_of(page: ListsAndForm | EventsPage | IncidentsPage) -> str:
    """Return the first record that a page lists."""
    if isinstance(page, IncidentsPage):
        return page.model.state.rows[0].id
    return page.findChildren(ShowLink)[0].key


@pytest.mark.parametrize("name", ["events", "circumstances", "sources", "incidents"])
def test_a_hidden_record_is_shown_with_a_button_where_its_form_stands(
    name: str, qtbot: QtBot, say: Translator, theme: Theme
) -> None:
    page = made(name, say, theme)
    qtbot.addWidget(page)
    page.resize(1200, 800)
    page.show()
    page.show_record(record_of(page))
    assert page.gate is not None
    assert SECRET not in spoken(page)
    page.gate.show_it.click()
    assert SECRET in spoken(page)
    page.hide_again()
    assert page.gate is not None
    qtbot.waitUntil(lambda: SECRET not in spoken(page))
