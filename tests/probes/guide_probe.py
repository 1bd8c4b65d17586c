"""The page of the guide as somebody reads it."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.ui.pages.guide import GuidePage


class GuideProbe:
    """Reads, chooses chapters and looks for words."""

    def __init__(self, page: GuidePage) -> None:
        self.page = page

    @property
    def text(self) -> str:
        """Return the words of the chapter."""
        return self.page.text.toPlainText()

    @property
    def title(self) -> str:
        """Return the first line of the chapter."""
        return self.text.partition("\n")[0]

    @property
    def chapters(self) -> list[str]:
        """Return the list of chapters."""
        return [self.page.chapters.item(row).text() for row in range(self.page.chapters.count())]

    @property
    def marked(self) -> list[str]:
        """Return the words that are marked in the text."""
        return [mark.cursor.selectedText() for mark in self.page.text.extraSelections()]

    @property
    def here(self) -> str:
        """Return the words from the place that is in view to the end of their line."""
        cursor = self.page.text.textCursor()
        return cursor.block().text()[cursor.positionInBlock() :]

    def choose(self, row: int) -> None:
        """Choose a chapter in the list."""
        self.page.chapters.setCurrentRow(row)

    def look_for(self, words: str) -> None:
        """Type words to find."""
        self.page.sought.setFocus()
        self.page.sought.clear()
        QTest.keyClicks(self.page.sought, words)

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key on the page."""
        QTest.keyClick(self.page.sought, key, modifiers)
