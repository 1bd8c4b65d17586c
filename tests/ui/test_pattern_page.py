"""The pattern page: every number and every dot leads to what it stands for."""

from collections.abc import Callable
from pathlib import Path

import pytest
from pattern_case import Shelf, training_case
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

import builders
from app.domain.snapshot import CaseSnapshot
from app.i18n import Translator
from app.ui.pages.pattern import PatternPage
from app.ui.theme import Theme
from probes.pattern_probe import PatternProbe


@pytest.fixture(scope="module")
def tc1() -> CaseSnapshot:
    """Return the first training case."""
    return training_case()


@pytest.fixture
def shelf(tc1: CaseSnapshot) -> Shelf:
    """Return the first training case on a shelf."""
    return Shelf(tc1)


@pytest.fixture
def pattern(shelf: Shelf, qtbot: QtBot, say: Translator, theme: Theme) -> PatternProbe:
    """Return the page of the first training case, shown."""
    return shown(shelf, qtbot, say, theme)


def shown(shelf: Shelf, qtbot: QtBot, say: Translator, theme: Theme, width: int = 1180) -> PatternProbe:
    """Return the page of a case, shown."""
    page = PatternPage(shelf.model(say), say, theme)
    qtbot.addWidget(page)
    page.resize(width, 760)
    page.show()
    return PatternProbe(page, qtbot)


def key_of(snapshot: CaseSnapshot, number: int) -> str:
    """Return the key of a record by its visible number."""
    return next(str(record.id) for record in (*snapshot.incidents, *snapshot.events) if record.number == number)


def test_a_number_in_a_finding_leads_to_its_incident(pattern: PatternProbe, tc1: CaseSnapshot) -> None:
    pattern.click_link("R14", "I-4")
    assert pattern.went == [("incidents", key_of(tc1, 4))]


def test_a_dot_leads_to_its_incident(pattern: PatternProbe, tc1: CaseSnapshot) -> None:
    for number in (2, 12, 26):
        pattern.click_mark(key_of(tc1, number))
    assert pattern.went == [("incidents", key_of(tc1, number)) for number in (2, 12, 26)]


def test_the_label_of_an_event_leads_to_the_event(pattern: PatternProbe, tc1: CaseSnapshot) -> None:
    pattern.click_mark(key_of(tc1, 16))
    assert pattern.went == [("events", key_of(tc1, 16))]


def test_the_mouse_on_a_dot_tells_what_it_is(pattern: PatternProbe, tc1: CaseSnapshot) -> None:
    words = pattern.words_at(key_of(tc1, 12))
    assert words.startswith("I-12 · 6 okt 2024 · ")
    assert words.endswith("ernst 4")


def test_arrow_keys_walk_along_the_marks_and_enter_opens(pattern: PatternProbe, tc1: CaseSnapshot) -> None:
    pattern.press(Qt.Key.Key_Home)
    first = pattern.canvas.current
    pattern.press(Qt.Key.Key_Right)
    pattern.press(Qt.Key.Key_Right)
    assert pattern.canvas.current not in {"", first}
    assert pattern.canvas.accessibleDescription().startswith(("I-", "G-"))
    pattern.press(Qt.Key.Key_Left)
    pattern.press(Qt.Key.Key_Left)
    assert pattern.canvas.current == first
    while pattern.canvas.current != key_of(tc1, 3):
        pattern.press(Qt.Key.Key_Right)
    pattern.press(Qt.Key.Key_Return)
    assert pattern.went == [("incidents", key_of(tc1, 3))]
    pattern.press(Qt.Key.Key_Escape)
    assert pattern.canvas.current == ""
    assert "20 incidenten" in pattern.canvas.accessibleDescription()


def test_the_pictures_have_a_name_and_a_description_for_a_screen_reader(pattern: PatternProbe) -> None:
    assert pattern.canvas.accessibleName() == "Tijdlijn naar soort gedrag"
    assert "Peildatum 14 mrt 2025" in pattern.canvas.accessibleDescription()
    assert pattern.page.months.canvas.accessibleName() == "Aantal en ernst per maand"


def test_a_number_of_the_matrix_shows_its_incidents(pattern: PatternProbe) -> None:
    assert pattern.page.matrix.canvas.accessibleName() == "Gedrag per maand"
    drawing = pattern.page.matrix.canvas.drawing
    assert drawing is not None
    row = drawing.table.rows[0]
    pattern.page.open_key(row.key)
    assert pattern.page.switch.value == "loose"
    assert 0 < len(pattern.page._model.state.incidents.rows) <= int(row.cells[1])
    assert row.cells[0] in pattern.page._model.state.narrowed


def test_a_number_of_the_sources_per_behaviour_shows_the_incidents_behind_it(pattern: PatternProbe) -> None:
    assert pattern.page.sources.canvas.accessibleName() == "Bronnen per gedrag"
    drawing = pattern.page.sources.canvas.drawing
    assert drawing is not None
    row = drawing.table.rows[0]
    pattern.page.open_key(row.key)
    assert pattern.page.switch.value == "loose"
    assert len(pattern.page._model.state.incidents.rows) == int(row.cells[-1])
    assert row.cells[0] in pattern.page._model.state.narrowed


def test_how_it_was_counted_is_told_when_asked(pattern: PatternProbe) -> None:
    assert "Rekenregel R07" in pattern.open_how("R07")


def test_many_incidents_are_listed_and_the_list_leads_on(pattern: PatternProbe, tc1: CaseSnapshot) -> None:
    view = next(view for view in pattern.page.findings if view.card.rule == "R07")
    pattern.click_link("R07", view.card.everything)
    assert pattern.seen(pattern.page.incidents)
    assert not pattern.seen(pattern.page.timeline)
    assert pattern.seen(pattern.page.widen)
    rows = pattern.rows()
    pattern.open_row(0)
    assert pattern.went == [("incidents", key_of(tc1, int(rows[0].removeprefix("I-"))))]
    pattern.page.widen.click()
    assert len(pattern.rows()) == len(tc1.incidents)
    pattern.choose("pattern")
    assert pattern.seen(pattern.page.timeline)


def test_a_month_leads_to_its_incidents(pattern: PatternProbe) -> None:
    pattern.click_month("month:2025-01")
    assert pattern.rows() == ["I-15", "I-17", "I-18"]


def test_a_typed_reference_date_changes_the_page(pattern: PatternProbe, shelf: Shelf) -> None:
    pattern.type_reference("1 feb 2025")
    assert pattern.page.head.reference.text() == "1 feb 2025"
    assert "Peildatum 1 feb 2025" in pattern.canvas.accessibleDescription()
    assert str(shelf.snapshot.case.reference_date) == "2025-02-01"


def test_a_date_that_is_not_understood_stays_and_is_marked(pattern: PatternProbe) -> None:
    pattern.type_reference("ooit")
    assert pattern.page.head.reference.text() == "ooit"
    assert pattern.page.head.reference.property("invalid") == "true"
    assert pattern.page.head.hint.text()


def test_another_window_is_chosen_with_one_click(pattern: PatternProbe, shelf: Shelf) -> None:
    pattern.page.head.windows.button("30").click()
    assert shelf.snapshot.case.window == 30
    assert pattern.page.head.windows.value == "30"


def test_each_picture_has_a_table_twin(pattern: PatternProbe) -> None:
    for view in (pattern.page.timeline, pattern.page.months):
        view.as_table.setChecked(True)
        assert pattern.seen(view.table)
        assert not pattern.seen(view.canvas)
        assert view.canvas.drawing is not None
        assert pattern.rows(view) == [row.cells[0] for row in view.canvas.drawing.table.rows]


def test_an_open_question_leads_to_its_place_in_the_checklist(pattern: PatternProbe) -> None:
    pattern.go_to_question(0)
    ((page, key),) = pattern.went
    assert page == "checklists"
    assert key.startswith("nfs/")


def test_the_other_open_questions_are_shown_when_asked(pattern: PatternProbe) -> None:
    card = pattern.page.questions
    assert [pattern.seen(row) for row in card.rows()].count(True) == 6
    card.more.click()
    assert all(pattern.seen(row) for row in card.rows())


def test_a_picture_is_saved_only_after_the_warning_and_holds_the_drawing(
    pattern: PatternProbe, shelf: Shelf, tmp_path: Path
) -> None:
    pattern.page.timeline.save_svg.trigger()
    question = pattern.dialog()
    assert question is not None
    question.reject()
    pattern.page.save_picture("timeline", "svg", "rapport", str(tmp_path / "a.svg"))
    pattern.page.save_picture("months", "png", "rapport", str(tmp_path / "b.png"))
    assert b"I-12" not in shelf.written["a.svg"]
    assert b"Dwingende controle" in shelf.written["a.svg"]
    image = QImage.fromData(shelf.written["b.png"])
    assert image.width() > 1000


def test_the_pictures_follow_the_width(shelf: Shelf, qtbot: QtBot, say: Translator, theme: Theme) -> None:
    narrow = shown(shelf, qtbot, say, theme, width=774)
    for view in (narrow.page.timeline, narrow.page.months):
        assert view.canvas.drawing is not None
        assert view.canvas.drawing.width == pytest.approx(view.canvas.width(), abs=1)
        assert view.canvas.width() < 774
    assert all(narrow.seen(view) for view in narrow.page.findings)


def test_the_findings_come_before_the_timeline_where_they_have_no_room_beside_it(
    shelf: Shelf, qtbot: QtBot, say: Translator, theme: Theme
) -> None:
    page = shown(shelf, qtbot, say, theme, width=774).page
    findings, timeline = page.seen_card, page.timeline_card
    assert findings.mapTo(page, QPoint()).y() < timeline.mapTo(page, QPoint()).y()
    assert findings.mapTo(page, QPoint()).x() == timeline.mapTo(page, QPoint()).x()
    page.resize(1200, page.height())
    qtbot.waitUntil(lambda: findings.mapTo(page, QPoint()).y() == timeline.mapTo(page, QPoint()).y())
    assert findings.mapTo(page, QPoint()).x() < timeline.mapTo(page, QPoint()).x()


def test_an_empty_case_offers_to_record_an_incident(qtbot: QtBot, say: Translator, theme: Theme) -> None:
    empty = shown(Shelf(builders.snapshot()), qtbot, say, theme)
    assert not empty.seen(empty.page.timeline)
    empty.page.empty.button.click()
    assert empty.went == [("incidents", "new")]


def test_the_page_is_freed_when_it_is_closed(
    assert_freed: Callable[[Callable[[], QWidget]], None], shelf: Shelf, say: Translator, theme: Theme
) -> None:
    model = shelf.model(say)
    assert_freed(lambda: PatternPage(model, say, theme))
