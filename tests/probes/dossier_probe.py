"""The dossier page as a user sees it."""

from typing import Any

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from app.ui.certificate_password import CertificatePassword
from app.ui.pages.dossier import DossierPage
from app.ui.widgets.card import Card
from app.ui.widgets.field import Field


class DossierProbe:
    """Types, looks and saves."""

    def __init__(self, page: DossierPage, qtbot: QtBot) -> None:
        self.page = page
        self._qtbot = qtbot

    def type(self, **fields: str) -> None:
        """Type into fields, one key after the other."""
        for name, words in fields.items():
            edit: QLineEdit = self.page.form.edits[name]
            edit.setFocus()
            QTest.keyClicks(edit, words)

    def fill(self, **fields: str) -> None:
        """Fill in everything; the person concerned was not told."""
        self.page.form.informed.button("no").click()
        self.type(**fields)

    def choose(self, profile: str) -> None:
        """Choose a kind of copy."""
        kind = self.page.form.kind
        kind.setCurrentIndex(kind.findData(profile))
        kind.activated.emit(kind.currentIndex())

    def hint(self, name: str) -> str:
        """Return what a field asks."""
        return self.hint_of(self.page.form.fields[name])

    def hint_of(self, field: Field) -> str:
        """Return what stands below a field."""
        return "" if field.hint.isHidden() else field.hint.text()

    def password(self) -> CertificatePassword:
        """Return the question for the password of a certificate."""
        asked = self.page.findChildren(CertificatePassword)
        assert asked
        return asked[-1]

    def wait_for_pages(self) -> None:
        """Wait until the page shows pages that are up to date."""
        model: Any = self.page._model
        self._qtbot.waitUntil(lambda: model.state.picture is not None and not model.state.stale, timeout=5000)

    @property
    def place(self) -> str:
        """Return which page is shown, or nothing."""
        return "" if self.page.place_words.isHidden() else self.page.place_words.text()

    @property
    def shows_paper(self) -> bool:
        """Whether a page of paper is shown that is not blank."""
        image = self.page.paper.grab().toImage()
        middle = image.width() // 2
        return len({image.pixel(middle, y) for y in range(0, image.height(), 3)}) > 2

    @property
    def left_out(self) -> str:
        """Return what is said about what was left out."""
        return _words(self.page.form._left_out_card)

    @property
    def look_at(self) -> str:
        """Return which rows are to be looked at, or nothing."""
        card = self.page.form._look_at_card
        return "" if card.isHidden() else _words(card)

    def turn(self) -> None:
        """Go to the next page."""
        self.page.forth.click()

    def click_save(self) -> QFileDialog | None:
        """Click the main action; return the dialog that asks where."""
        self.page.save.click()
        return self.page.findChild(QFileDialog)

    def save_as(self, path: str) -> None:
        """Answer where the copy is written."""
        dialog = self.click_save()
        assert dialog is not None
        dialog.fileSelected.emit(path)
        dialog.reject()


def _words(card: Card) -> str:
    """Return the words in a card, without its title."""
    items = [card.body.itemAt(index) for index in range(card.body.count())]
    widgets = [item.widget() for item in items if item is not None]
    return " ".join(widget.text() for widget in widgets if isinstance(widget, QLabel))
