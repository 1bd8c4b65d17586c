"""The widgets that every page is made of."""

import sys
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.charts.theme import contrast
from app.risk.catalogue import load_catalogue
from app.ui.charts.chart_theme import chart_theme
from app.ui.main_window import MainWindow
from app.ui.stylesheet import style_sheet
from app.ui.theme import CONTRAST, DARK, LIGHT, THEMES, Theme, ThemeName, qt_palette
from app.ui.widgets.answer_switch import AnswerSwitch
from app.ui.widgets.card import Card
from app.ui.widgets.checks import Checks
from app.ui.widgets.chip import Chip, on_ground
from app.ui.widgets.empty import EmptyState
from app.ui.widgets.field import Field
from app.ui.widgets.flow import FlowLayout
from app.ui.widgets.link import RecordLink
from app.ui.widgets.pill import Pill
from app.ui.widgets.segmented import Segmented
from app.ui.widgets.text import Text


def test_setting_text_a_thousand_times_loses_no_reference_to_none(qtbot: QtBot) -> None:
    label = QLabel()
    qtbot.addWidget(label)
    before = sys.getrefcount(None)
    for number in range(1000):
        label.setText(str(number))
    assert abs(sys.getrefcount(None) - before) < 100


def test_words_of_a_person_are_never_read_as_markup(qtbot: QtBot) -> None:
    text = Text("<b>vet</b>")
    qtbot.addWidget(text)
    assert text.textFormat() is Qt.TextFormat.PlainText


def test_choosing_a_segment_tells_its_key_once(qtbot: QtBot) -> None:
    segmented = Segmented([("yes", "ja"), ("no", "nee")], "Antwoord")
    qtbot.addWidget(segmented)
    told: list[str] = []
    segmented.chosen.connect(told.append)
    segmented.choose("yes")
    assert told == []
    segmented.button("no").click()
    assert (told, segmented.value) == (["no"], "no")
    segmented.choose("")
    assert segmented.value == ""


def test_the_tab_key_stops_at_the_chosen_segment(qtbot: QtBot) -> None:
    segmented = Segmented([("-1", "–"), ("1", "1"), ("4", "4")], "Ernst")
    qtbot.addWidget(segmented)
    segmented.choose("4")
    stops = [key for key in ("-1", "1", "4") if segmented.button(key).focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert stops == ["4"]


def test_the_tab_key_stops_at_the_answer_that_was_given(qtbot: QtBot) -> None:
    switch = AnswerSwitch([("yes", "ja"), ("no", "nee"), ("not_asked", "niet gevraagd")], "Vraag 5")
    qtbot.addWidget(switch)
    switch.choose("not_asked")
    keys = ("yes", "no", "not_asked")
    assert [key for key in keys if switch.button(key).focusPolicy() & Qt.FocusPolicy.TabFocus] == ["not_asked"]


def test_a_click_puts_the_cursor_in_the_part_of_a_field_that_takes_the_words(qtbot: QtBot) -> None:
    edit, row = QLineEdit(), QWidget()
    row.setFocusProxy(edit)
    field = Field("Waar", row)
    qtbot.addWidget(field)
    assert edit.focusPolicy() is Qt.FocusPolicy.StrongFocus


def test_a_field_names_its_widget_for_screen_readers(qtbot: QtBot) -> None:
    edit = QLineEdit()
    field = Field("&Waar", edit, "straat of plaats")
    qtbot.addWidget(field)
    assert (edit.accessibleName(), edit.accessibleDescription()) == ("Waar", "straat of plaats")
    field.set_hint("dit kan niet", wrong=True)
    assert edit.property("invalid") == "true"


def test_a_record_link_tells_its_key(qtbot: QtBot) -> None:
    link = RecordLink("I-7", "abc")
    qtbot.addWidget(link)
    with qtbot.waitSignal(link.clicked_key) as heard:
        link.click()
    assert heard.args == ["abc"]


@pytest.mark.parametrize("worn", [LIGHT, DARK, CONTRAST])
def test_every_kind_of_behaviour_stands_out_in_every_theme(worn: Theme) -> None:
    drawn = chart_theme(worn)
    asked = 7 if worn is CONTRAST else 3
    for lane in load_catalogue().lanes.values():
        assert contrast(on_ground(lane.colour, qt_palette(worn)).name(), worn.card) >= 3
        assert contrast(drawn.shape(lane.colour), worn.card) >= asked


def test_a_chip_closes_with_the_delete_key(qtbot: QtBot, theme: Theme) -> None:
    chip = Chip("verwurging", theme.critical, closable=True)
    qtbot.addWidget(chip)
    with qtbot.waitSignal(chip.closed):
        QTest.keyClick(chip, Qt.Key.Key_Delete)


def test_a_flow_starts_a_new_row_when_the_width_is_used_up(qtbot: QtBot) -> None:
    box = QWidget()
    qtbot.addWidget(box)
    flow = FlowLayout(box)
    for number in range(12):
        flow.addWidget(RecordLink(f"I-{number}", str(number)))
    assert flow.heightForWidth(2000) < flow.heightForWidth(120)


@pytest.mark.parametrize("name", THEMES)
def test_every_theme_gives_a_style_sheet_without_open_places(name: ThemeName) -> None:
    sheet = style_sheet(THEMES[name])
    assert "{t." not in sheet
    assert sheet.count("{") == sheet.count("}")


def _contrast(first: str, second: str) -> float:
    """Return the contrast of two colours as WCAG 2 defines it."""

    def luminance(colour: str) -> float:
        parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    high, low = sorted((luminance(first), luminance(second)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("name", THEMES)
def test_text_stands_out_from_its_ground_in_every_theme(name: ThemeName) -> None:
    theme = THEMES[name]
    pairs = [
        (theme.ink, theme.ground),
        (theme.ink, theme.card),
        (theme.muted, theme.ground),
        (theme.muted, theme.soft),
        (theme.link, theme.card),
        (theme.on_primary, theme.primary),
        (theme.rail_ink, theme.rail_current),
        (theme.rail_muted, theme.rail),
        (theme.on_fiction, theme.fiction),
        (theme.critical, theme.card),
        *((theme.on_fill, fill) for fill in (theme.fill_critical, theme.fill_high, theme.fill_elevated)),
        (theme.on_fill, theme.fill_information),
    ]
    assert [pair for pair in pairs if _contrast(*pair) < 4.5] == []


@pytest.mark.parametrize(
    "make",
    [
        lambda: Card("Titel"),
        lambda: Field("Waar", QLineEdit()),
        lambda: Segmented([("a", "A"), ("b", "B")]),
        lambda: Pill("critical", "kritiek"),
        lambda: RecordLink("I-1", "x"),
        lambda: EmptyState("Nog niets", action="Toevoegen"),
    ],
)
def test_every_widget_of_the_kit_is_freed(
    make: Callable[[], QWidget], assert_freed: Callable[[Callable[[], QWidget]], None]
) -> None:
    assert_freed(make)


def test_a_long_hint_gets_all_the_lines_that_it_needs(qtbot: QtBot) -> None:
    field = Field("Wanneer", QLineEdit())
    qtbot.addWidget(field)
    field.resize(235, 400)
    field.show()
    field.set_hint(
        "gelezen als: 1 mrt 2026 · Er staat geen jaar bij; dit is de laatste keer die niet in de toekomst ligt."
    )
    QApplication.processEvents()
    assert field.hint.height() >= field.hint.heightForWidth(field.hint.width())


def test_typing_in_a_list_of_ticks_that_points_at_nothing_does_nothing(qtbot: QtBot) -> None:
    checks = Checks("geen kind genoteerd", "geen kinderen")
    qtbot.addWidget(checks)
    checks.show_choices([("a", "Kind")], [])
    QTest.keyClick(checks._list, Qt.Key.Key_Space)
    QTest.keyClicks(checks._list, "Stond")
    assert checks.keys == ()


def test_enter_presses_the_button_that_has_the_focus(qtbot: QtBot) -> None:
    window = MainWindow()
    qtbot.addWidget(window)
    button = QPushButton("Nieuwe kluis")
    qtbot.addWidget(button)
    pressed: list[str] = []
    button.clicked.connect(lambda: pressed.append(button.text()))
    button.show()
    button.setFocus()
    qtbot.waitUntil(button.hasFocus)
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
        assert window.eventFilter(button, QKeyEvent(QKeyEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier))
    assert len(pressed) == 2


@pytest.mark.usefixtures("theme")
def test_the_words_behind_a_label_make_a_field_no_wider_than_its_room(qtbot: QtBot) -> None:
    field = Field("Kopie of schermafbeelding van", QLineEdit(), aside="(waarvan, met adresbalk, datum en nummer)")
    qtbot.addWidget(field)
    assert field.minimumSizeHint().width() < 260


def test_a_new_window_leaves_room_for_its_title_bar(qtbot: QtBot) -> None:
    window = MainWindow()
    qtbot.addWidget(window)
    assert window.height() < window.screen().availableGeometry().height()
