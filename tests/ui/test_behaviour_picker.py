"""Choosing behaviour: what is found says why it matters, in sight and for a screen reader."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from app.i18n import Translator
from app.risk.catalogue import load_catalogue
from app.ui.behaviour_picker import BehaviourPicker
from app.ui.source_links import SourceDialog
from app.ui.theme import Theme
from app.ui.widgets.chip import Chip
from app.viewmodels.incident_state import BehaviourChip, chip_of
from app.viewmodels.source_words import source_card

KNOWN = load_catalogue()


@pytest.fixture
def picker(qtbot: QtBot, say: Translator, theme: Theme) -> BehaviourPicker:  # noqa: ARG001  the theme is worn
    def search(words: str) -> tuple[BehaviourChip, ...]:
        return tuple(chip_of(found.id, KNOWN, say) for found in KNOWN.search(words, say.language))

    made = BehaviourPicker(search, say)
    qtbot.addWidget(made)
    made.resize(500, 300)
    with qtbot.waitExposed(made):
        made.show()
    return made


def test_what_is_found_says_below_the_list_why_it_matters(picker: BehaviourPicker) -> None:
    picker.edit.setFocus()
    QTest.keyClicks(picker.edit, "handen om")
    item = picker.found.currentItem()
    assert item is not None
    behaviour = KNOWN.behaviours[str(item.data(Qt.ItemDataRole.UserRole))]
    assert picker.about.text() == behaviour.rationale.nl == item.toolTip()
    assert item.data(Qt.ItemDataRole.AccessibleDescriptionRole) == behaviour.rationale.nl
    QTest.keyClick(picker.edit, Qt.Key.Key_Escape)
    assert not picker.about.isVisible()


def test_the_explanation_follows_the_arrow_keys(picker: BehaviourPicker) -> None:
    picker.edit.setFocus()
    QTest.keyClicks(picker.edit, "dre")
    before = picker.about.text()
    QTest.keyClick(picker.edit, Qt.Key.Key_Down)
    assert picker.about.text() != before


def test_words_that_came_back_into_the_field_show_what_they_find_once_it_has_the_cursor(
    picker: BehaviourPicker, qtbot: QtBot
) -> None:
    picker.edit.clearFocus()
    picker.edit.setText("handen om")
    assert not picker.found.isVisible()
    picker.edit.setFocus()
    qtbot.waitUntil(picker.found.isVisible)
    assert picker.found.count() == 1


def test_a_chosen_behaviour_says_why_it_matters(picker: BehaviourPicker, say: Translator) -> None:
    picker.show_chips([chip_of("str-manual", KNOWN, say)])
    (chip,) = picker.findChildren(Chip)
    assert KNOWN.behaviours["str-manual"].rationale.nl in chip.toolTip()


def test_a_source_that_the_explanation_names_can_be_opened_with_the_keyboard(
    picker: BehaviourPicker, say: Translator
) -> None:
    picker.edit.setFocus()
    QTest.keyClicks(picker.edit, "handen om")
    (link,) = picker.sources.links.values()
    assert (link.key, picker.sources.isVisible()) == ("GLASS08", True)
    QTest.keyClick(picker.edit, Qt.Key.Key_Tab)
    assert link.hasFocus()
    assert picker.about.isVisible()
    QTest.keyClick(link, Qt.Key.Key_Space)
    (dialog,) = picker.window().findChildren(SourceDialog)
    assert dialog.words.text() == source_card("GLASS08", say).citation
    dialog.accept()
    assert picker.sources.isVisible()


def test_a_click_on_a_source_does_not_move_it_away_under_the_mouse(picker: BehaviourPicker) -> None:
    picker.edit.setFocus()
    QTest.keyClicks(picker.edit, "handen om")
    (link,) = picker.sources.links.values()
    before = link.mapToGlobal(link.rect().center())
    QTest.mousePress(link, Qt.MouseButton.LeftButton)
    assert link.mapToGlobal(link.rect().center()) == before
    QTest.mouseRelease(link, Qt.MouseButton.LeftButton)
    assert picker.findChildren(SourceDialog)


def test_the_explanation_and_its_sources_go_when_the_field_is_left(picker: BehaviourPicker) -> None:
    other = QLineEdit(picker)
    other.show()
    picker.edit.setFocus()
    QTest.keyClicks(picker.edit, "handen om")
    other.setFocus()
    assert not any(part.isVisible() for part in (picker.found, picker.about, picker.sources))


def test_a_behaviour_without_a_source_shows_no_links(picker: BehaviourPicker, say: Translator) -> None:
    plain = next(one for one in KNOWN.behaviours.values() if not chip_of(one.id, KNOWN, say).keys)
    picker.edit.setFocus()
    QTest.keyClicks(picker.edit, plain.label.nl)
    assert picker.found.currentItem().data(Qt.ItemDataRole.UserRole) == plain.id
    assert picker.about.isVisible()
    assert not picker.sources.isVisible()


def test_the_sources_of_a_behaviour_are_those_that_its_explanation_names(say: Translator) -> None:
    chips = [chip_of(one, KNOWN, say) for one in KNOWN.behaviours]
    assert any(chip.keys for chip in chips)
    assert all(key in chip.about and key in KNOWN.sources for chip in chips for key in chip.keys)
