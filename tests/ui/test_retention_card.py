"""The card about terms of keeping: hidden to others than managers, and nothing is erased without number and reason."""

from PySide6.QtWidgets import QLineEdit, QPushButton
from pytestqt.qtbot import QtBot
from retention_shelf import Shelf, model_of

from app.i18n import Translator
from app.ui.pages.retention_card import ErasureDialog, RetentionCard


def button(card: RetentionCard, words: str) -> QPushButton:
    """Return the button with these words."""
    return next(one for one in card.findChildren(QPushButton) if one.text() == words)


def test_it_is_hidden_to_who_does_not_manage(qtbot: QtBot, say: Translator) -> None:
    card = RetentionCard(model_of(Shelf(manager=False)), say)
    qtbot.addWidget(card)
    assert card.isHidden()


def test_a_case_is_proposed_and_erased_with_its_number_and_reasons(qtbot: QtBot, say: Translator) -> None:
    shelf = Shelf()
    card = RetentionCard(model_of(shelf), say)
    qtbot.addWidget(card)
    card.show()
    button(card, "Wissen voorstellen …").click()
    dialog = card.findChild(ErasureDialog)
    assert dialog is not None
    assert not dialog.go.isEnabled()
    dialog.reason.setPlainText("De termijn is voorbij.")
    dialog.go.click()
    assert shelf.proposals[0].reason == "De termijn is voorbij."
    assert shelf.done == []

    button(card, "Bevestigen en wissen …").click()
    second = next(one for one in card.findChildren(ErasureDialog) if isinstance(one.first, QLineEdit))
    second.reason.setPlainText("Nagekeken.")
    assert not second.go.isEnabled()
    assert isinstance(second.first, QLineEdit)
    second.first.setText("Z-2001-001")
    second.go.click()
    assert shelf.done == ["Z-2001-001 Nagekeken."]
    assert button(card, "Bewijs (PDF) …").isEnabled()
