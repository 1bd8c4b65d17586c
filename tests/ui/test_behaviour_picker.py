"""Choosing behaviour: what is found says why it matters, in sight and for a screen reader."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.i18n import Translator
from app.risk.catalogue import load_catalogue
from app.ui.theme import Theme
from app.ui.widgets.behaviour_picker import BehaviourPicker
from app.ui.widgets.chip import Chip
from app.viewmodels.incident_state import BehaviourChip, chip_of

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


def test_a_chosen_behaviour_says_why_it_matters(picker: BehaviourPicker, say: Translator) -> None:
    picker.show_chips([chip_of("str-manual", KNOWN, say)])
    (chip,) = picker.findChildren(Chip)
    assert KNOWN.behaviours["str-manual"].rationale.nl in chip.toolTip()
