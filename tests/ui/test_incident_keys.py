"""The tab key goes through the form of an incident as the eye does."""

from incident_bench import Bench
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.ui.pages.incident_form import IncidentFormView
from app.ui.pages.incidents import IncidentsPage
from app.ui.theme import Theme
from app.ui.widgets.chip import Chip


def test_from_the_moment_to_the_source_and_then_to_save(qtbot: QtBot, qapp: QApplication, theme: Theme) -> None:
    bench = Bench()
    page = IncidentsPage(bench.page, bench.say, theme)
    qtbot.addWidget(page)
    page.resize(1100, 800)
    page.show()
    page.activateWindow()
    bench.new(when="3/4/2026", behaviours=["psy-verbal-abuse", "thr-kill-victim"], actor="slachtoffer")
    (view,) = page.findChildren(IncidentFormView)
    qtbot.waitUntil(view.card.when.edit.isVisible)
    qapp.processEvents()
    place: QWidget | None = view.card.when.edit
    view.card.when.edit.setFocus()
    passed = []
    while place is not None and place is not view.save:
        passed.append(place)
        QTest.keyClick(place, Qt.Key.Key_Tab)
        place = qapp.focusWidget()
        assert place not in passed
    card, source = view.card, view.card.sources.rows[0]
    wanted = [
        card.when.edit,
        *card.when.choices,
        card.where,
        card.facts,
        card.quote,
        *card.findChildren(Chip),
        card.behaviours.edit,
        card.severity.button(card.severity.value),
        card.kind,
        card.actor,
        card.target,
        card.began,
        source.source,
        source.knowledge,
        card.sources.more,
        card.exhibits.add,
        card.more,
    ]
    assert [widget for widget in passed if widget in wanted] == wanted
    told_by_their_words = {*card.when.choices, card.sources.more, card.more}
    assert all(widget.accessibleName() or widget in told_by_their_words for widget in passed)
