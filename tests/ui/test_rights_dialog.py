"""The forms about requests and own words, as they stand on the screen."""

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from rights_desk import DAAN, RightsDesk

from app.i18n import Translator
from app.ui.rights_dialog import RightsDialog, show_rights_form


@pytest.fixture
def over(qtbot: QtBot) -> QWidget:
    """Return a small window to stand over."""
    parent = QWidget()
    parent.resize(1024, 700)
    qtbot.addWidget(parent)
    parent.show()
    return parent


def choose(dialog: RightsDialog, name: str, key: str) -> None:
    """Choose in a list."""
    combo = dialog.combos[name]
    combo.setCurrentIndex(combo.findData(key))
    combo.activated.emit(combo.currentIndex())


def test_a_refusal_is_recorded_with_its_ground(over: QWidget, say: Translator) -> None:
    desk = RightsDesk()
    dialog = show_rights_form(over, desk.blank(statement=False), say)
    assert {combo.currentIndex() for combo in dialog.combos.values()} == {-1}
    choose(dialog, "person", str(DAAN.id))
    choose(dialog, "what", "inzage")
    choose(dialog, "decision", "geweigerd")
    dialog.save.click()
    assert dialog.fields["reason"].hint.text() == "Vul dit in."
    assert desk.requests == []
    dialog.texts["reason"].setFocus()
    QTest.keyClicks(dialog.texts["reason"], "Om een ander te beschermen.")
    dialog.save.click()
    assert desk.requests[0][4] == "Om een ander te beschermen."
    assert dialog.isHidden()


@pytest.mark.parametrize("thrown_away", [True, False])
def test_closing_keeps_half_typed_words_and_cancel_throws_them_away(
    over: QWidget, say: Translator, *, thrown_away: bool
) -> None:
    desk = RightsDesk()
    dialog = show_rights_form(over, desk.blank(statement=True), say)
    QTest.keyClicks(dialog.texts["words"], "Zo was het niet.")
    if thrown_away:
        dialog.cancel.click()
    else:
        dialog.reject()
    assert bool(desk.drafts) is not thrown_away
