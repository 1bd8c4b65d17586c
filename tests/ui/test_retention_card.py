"""The card about terms of keeping: hidden to others than managers, and nothing is erased without number and reason."""

from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from retention_shelf import CASE, Shelf, model_of

from app.i18n import Translator
from app.ui.pages.retention_card import RetentionCard
from app.ui.pages.retention_dialogs import ErasureDialog, HeldDialog, TermDialog
from app.ui.paper_window import PaperWindow
from app.ui.source_links import SourceDialog, SourceLinks


def button(card: QWidget, words: str) -> QPushButton:
    """Return the button with these words."""
    return next(one for one in card.findChildren(QPushButton) if one.text() == words)


def test_it_is_hidden_to_who_does_not_manage(qtbot: QtBot, say: Translator) -> None:
    card = RetentionCard(model_of(Shelf(manager=False)), say)
    qtbot.addWidget(card)
    assert card.isHidden()


def test_the_sources_of_a_term_can_be_opened(qtbot: QtBot, say: Translator) -> None:
    card = RetentionCard(model_of(Shelf()), say)
    qtbot.addWidget(card)
    card.show()
    links = [one for one in card.findChildren(SourceLinks) if "AFWK" in one.links]
    assert [set(one.links) for one in links] == [{"WMO17", "AFWK"}]
    links[0].links["AFWK"].click()
    assert any(one.isVisible() for one in card.findChildren(SourceDialog))
    assert not any("[" in one.note for one in card.model.state.sources)


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
    assert button(card, "Bewijs …").isEnabled()


def test_a_term_in_own_figures_is_chosen_once_nothing_is_missing(qtbot: QtBot, say: Translator) -> None:
    shelf = Shelf()
    card = RetentionCard(model_of(shelf), say)
    qtbot.addWidget(card)
    card.show()
    button(card, "Termijn van deze zaak …").click()
    dialog = card.findChild(TermDialog)
    assert dialog is not None
    assert (dialog.counts.currentIndex(), dialog.children_rule.currentIndex()) == (-1, -1)
    dialog.years.setText("7")
    dialog.reason.setPlainText("Zo afgesproken.")
    dialog.counts.setCurrentIndex(0)
    assert not dialog.go.isEnabled()
    dialog.children_rule.setCurrentIndex(0)
    dialog.years.setText("700")
    assert not dialog.go.isEnabled()
    dialog.years.setText("7")
    dialog.go.click()
    term = shelf.own[CASE]
    assert term is not None
    assert (term.years, term.reason) == (7, "Zo afgesproken.")
    assert button(card, "Eigen termijn terugnemen …").isEnabled()


def erased(qtbot: QtBot, say: Translator, shelf: Shelf) -> RetentionCard:
    """Return a card on which the case was erased."""
    model = model_of(shelf)
    card = RetentionCard(model, say)
    qtbot.addWidget(card)
    card.show()
    model.propose(CASE, "verzoek", "Er is om gevraagd.")
    model.confirm(model.state.erasures[0], "Z-2001-001", "Nagekeken.")
    return card


def test_the_certificate_opens_in_a_window_and_leaves_only_when_asked(qtbot: QtBot, say: Translator) -> None:
    shelf = Shelf()
    card = erased(qtbot, say, shelf)
    button(card, "Bewijs …").click()
    window = card.findChild(PaperWindow)
    assert window is not None
    assert window.page_words.text() == "pagina 1 van 2"
    assert window.print.isEnabled()
    window.forth.click()
    assert window.page_words.text() == "pagina 2 van 2"
    window.stay.click()
    assert shelf.done == ["Z-2001-001 Nagekeken."]
    assert window.model.state.pdf == b""


def test_backups_are_listed_and_go_only_after_a_reason(qtbot: QtBot, say: Translator) -> None:
    shelf = Shelf()
    card = erased(qtbot, say, shelf)
    button(card, "Reservekopieën die haar bevatten …").click()
    dialog = card.findChild(HeldDialog)
    assert dialog is not None
    assert not dialog.go.isEnabled()
    dialog.reason.setPlainText("De zaak is gewist.")
    dialog.go.click()
    assert shelf.done[-1] == "removed De zaak is gewist."
