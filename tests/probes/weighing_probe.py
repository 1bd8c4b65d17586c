"""The page of weighings as a user sees it."""

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.ui.ask import ConfirmDialog
from app.ui.pages.weighing_form import WeighingFormView
from app.ui.pages.weighings import WeighingsPage
from app.ui.widgets.link import RecordLink


class WeighingProbe:
    """Types a weighing, signs it, and follows its links; ``went`` is where the page wanted to go."""

    def __init__(self, page: WeighingsPage, qtbot: QtBot) -> None:
        self.page = page
        qtbot.addWidget(page)
        self.went: list[tuple[str, str]] = []
        page.goto.connect(self._goes)

    def _goes(self, page: str, record: str) -> None:
        self.went.append((page, record))

    @property
    def form(self) -> WeighingFormView:
        """Return the form, which must be open."""
        assert isinstance(self.page.form, WeighingFormView)
        return self.page.form

    def begin(self, concern: str, reason: str) -> None:
        """Begin a weighing and type a concern and a reason."""
        self.page.new.click()
        QTest.keyClicks(self.form.judgement, concern)
        QTest.keyClicks(self.form.grounds.lines[0].words, reason)

    def lean_on(self, incident: str) -> None:
        """Let the first reason lean on an incident."""
        self.form.grounds.lines[0].incidents.action(incident).trigger()

    def sign(self) -> None:
        """Sign and agree that nothing can change any more."""
        self.form.sign.click()
        dialog = self.page.window().findChild(ConfirmDialog)
        assert isinstance(dialog, ConfirmDialog)
        dialog.go.click()

    def click_link(self, text: str) -> None:
        """Click a number."""
        next(link for link in self.page.findChildren(RecordLink) if link.text() == text and link.isEnabled()).click()

    def words(self, widget: QWidget | None = None) -> str:
        """Return all words that are shown."""
        labels = (widget or self.page).findChildren(QLabel)
        return "\n".join(label.text() for label in labels if not label.isHidden())
