"""Scrolling a form changes nothing in it."""

import pytest
from incident_bench import Bench
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QComboBox, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from app.ui.pages.incidents import IncidentsPage
from app.ui.theme import Theme
from app.ui.widgets.steady import Combo, DayEdit


def _scroll(widget: QWidget) -> bool:
    """Turn the wheel over a widget and return whether it kept the wheel for itself."""
    place = QPointF(widget.rect().center())
    event = QWheelEvent(
        place,
        widget.mapToGlobal(place),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    event.ignore()
    QApplication.sendEvent(widget, event)
    return event.isAccepted()


@pytest.mark.parametrize("kind", [Combo, DayEdit])
def test_the_wheel_is_left_to_the_page(qtbot: QtBot, kind: type[Combo | DayEdit]) -> None:
    widget = kind()
    qtbot.addWidget(widget)
    if isinstance(widget, Combo):
        widget.addItems(["een", "twee"])
    widget.show()
    assert not _scroll(widget)
    assert not isinstance(widget, Combo) or widget.currentIndex() == 0


def test_scrolling_over_how_a_source_knows_it_changes_nothing(qtbot: QtBot, theme: Theme) -> None:
    bench = Bench()
    page = IncidentsPage(bench.page, bench.say, theme)
    qtbot.addWidget(page)
    page.show()
    before = bench.new(facts="Hij belde.").state.fields
    for combo in page.findChildren(Combo):
        if combo.isVisible():
            _scroll(combo)
    assert bench.form.state.fields == before


def test_scrolling_a_form_leaves_the_cursor_where_one_types(qtbot: QtBot, theme: Theme) -> None:
    bench = Bench()
    page = IncidentsPage(bench.page, bench.say, theme)
    qtbot.addWidget(page)
    page.show()
    bench.new(facts="Hij belde.")
    assert page.form_view is not None
    fields = [*page.form_view.findChildren(QComboBox), *page.form_view.findChildren(QPlainTextEdit)]
    assert len(fields) > 8
    assert [one.objectName() for one in fields if one.focusPolicy() is not Qt.FocusPolicy.StrongFocus] == []


def test_scrolling_over_a_day_does_not_bring_the_cursor(qtbot: QtBot) -> None:
    day = DayEdit()
    qtbot.addWidget(day)
    assert day.focusPolicy() is Qt.FocusPolicy.StrongFocus
