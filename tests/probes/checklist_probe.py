"""Uses the checklists page as somebody does; only this file knows its widgets."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPlainTextEdit

from app.domain.assessment import AnswerValue
from app.ui.pages.checklist import ChecklistView
from app.ui.pages.checklist_details import ItemDetails
from app.ui.pages.checklist_row import ChecklistRow
from app.ui.pages.checklists import ChecklistsPage
from app.ui.source_links import SourceDialog, SourceLinks
from app.ui.widgets.field_marks import MarkButton
from app.ui.widgets.link import RecordLink


class ChecklistProbe:
    """The checklists page in a user's hands."""

    def __init__(self, page: ChecklistsPage) -> None:
        self.page = page

    def open(self, checklist: str = "nfs") -> None:
        """Open a list."""
        self.page.open(checklist)

    @property
    def view(self) -> ChecklistView:
        """Return the open list."""
        assert self.page.view is not None
        return self.page.view

    @property
    def gated(self) -> bool:
        """Whether the open list is hidden until somebody asks for it."""
        return self.view.gate is not None

    def row(self, item: str) -> ChecklistRow:
        """Return a question."""
        return self.view.rows[item]

    def is_in_view(self, item: str) -> bool:
        """Whether a question stands within what is scrolled to."""
        return bool(self.row(item).height()) and not self.row(item).visibleRegion().isEmpty()

    def choose(self, item: str, answer: AnswerValue) -> None:
        """Click an answer."""
        self.row(item).switch.button(answer.value).click()

    def press(self, item: str, key: Qt.Key) -> None:
        """Press a key on a question."""
        switch = self.row(item).switch
        QTest.keyClick(switch.button(switch.value), key)

    def answer(self, item: str) -> str:
        """Return the answer shown."""
        return self.row(item).switch.value

    def words(self, item: str) -> str:
        """Return everything that is readable in a question."""
        QApplication.processEvents()
        return "\n".join(label.text() for label in self.row(item).findChildren(QLabel) if not label.isHidden())

    def details(self, item: str) -> ItemDetails:
        """Open what an answer rests on."""
        self.row(item).open_details()
        return next(iter(self.row(item).findChildren(ItemDetails)))

    def note(self, item: str, text: str | None = None) -> str:
        """Type a note beside an answer; return what stands there."""
        note = self.details(item).note
        if text is not None:
            note.setPlainText(text)
        return note.toPlainText()

    def mark_button(self, item: str) -> MarkButton:
        """Return the button that says how far the note may travel."""
        return self.details(item).marks.buttons["note"]

    def mark_note(self, item: str, mark: str) -> None:
        """Choose how far the note may travel."""
        menu = self.mark_button(item).menu_of()
        next(action for action in menu.actions() if action.data() == mark).trigger()

    def note_mark(self, item: str) -> str:
        """Return what the button beside the note says."""
        return self.mark_button(item).text()

    def written(self) -> str:
        """Return what stands in every text field of the open list, also where nobody sees it."""
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        return "\n".join(text.toPlainText() for text in self.view.findChildren(QPlainTextEdit))

    def source(self, item: str, key: str) -> SourceDialog:
        """Open a source of a question."""
        links = self.row(item).findChildren(SourceLinks)
        next(row.links[key] for row in links if key in row.links).click()
        return next(dialog for dialog in self.page.window().findChildren(SourceDialog) if dialog.isVisible())

    def chips(self, item: str) -> dict[str, bool]:
        """Return the incidents that point at a question and whether they are confirmed."""
        return {button.text(): button.isChecked() for button in self.row(item)._buttons.values()}

    def click_chip(self, item: str, text: str) -> None:
        """Click an incident that points at a question."""
        next(button for button in self.row(item)._buttons.values() if button.text() == text).click()

    def against(self, item: str) -> dict[str, RecordLink]:
        """Return the links to what speaks against a question."""
        return {link.text(): link for link in self.row(item)._against.findChildren(RecordLink)}

    def side(self) -> str:
        """Return everything that is readable beside the questions."""
        QApplication.processEvents()
        return "\n".join(label.text() for label in self.view.side.findChildren(QLabel) if not label.isHidden())
