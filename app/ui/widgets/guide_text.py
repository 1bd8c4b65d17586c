"""A chapter of the guide: Markdown in the looks of the program, with places marked. It never fetches anything."""

from itertools import product
from typing import Any

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import (
    QColor,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextFrame,
    QTextFrameFormat,
    QTextLength,
    QTextTable,
)
from PySide6.QtWidgets import QTextBrowser, QTextEdit

from app.ui.theme import FONT, Theme
from app.ui.widgets.kind import set_kind

_MARKDOWN = QTextDocument.MarkdownFeature.MarkdownDialectGitHub | QTextDocument.MarkdownFeature.MarkdownNoHTML
# Steps above the size of the text, by level of heading; Markdown's own are larger.
_STEPS = {1: 2, 2: 1}
_LINE_HEIGHT = 130.0
_ENDING = ".md"
_MONO = "Noto Sans Mono"
_SOURCE = "source"


class GuideText(QTextBrowser):
    """Shows one chapter; ``asked`` carries the key of a chapter whose link was chosen, ``source_asked`` of a source."""

    asked = Signal(str)
    source_asked = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._shown = ""
        set_kind(self, "guide")
        self.setOpenLinks(False)
        self.setOpenExternalLinks(False)
        self.setUndoRedoEnabled(False)
        self.document().setDocumentMargin(theme.px(4))
        self.anchorClicked.connect(self._chosen)

    def loadResource(self, _kind: int, _name: QUrl | str) -> Any:  # noqa: ANN401  the type of the overridden method
        """Load nothing: a chapter holds words only."""
        return None

    def show_chapter(self, text: str, title: str) -> None:
        """Show a chapter from its beginning, unless it is shown already."""
        if text == self._shown:
            return
        self._shown = text
        self.setAccessibleName(title)
        document = self.document()
        document.setMarkdown(text, _MARKDOWN)
        block = document.begin()
        while block.isValid():
            self._dress(block)
            block = block.next()
        for frame in document.rootFrame().childFrames():
            self._dress_table(frame)
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self.verticalScrollBar().setValue(0)

    def mark(self, words: str, place: int) -> int:
        """Mark every place with these words, bring one into view, and return how many there are."""
        found = []
        cursor = self.document().find(words) if words else QTextCursor()
        while not cursor.isNull():
            found.append(cursor)
            cursor = self.document().find(words, cursor)
        current = min(place, len(found) - 1)
        self.setExtraSelections([self._selection(each, number == current) for number, each in enumerate(found)])
        if current >= 0:
            there = QTextCursor(found[current])
            there.setPosition(there.selectionStart())
            self.setTextCursor(there)
            self.ensureCursorVisible()
        return len(found)

    def _chosen(self, address: QUrl) -> None:
        """Pass on a link to another chapter or to a source (``source:KEY``); a chapter has no other links."""
        if address.scheme() == "" and address.path().endswith(_ENDING):
            self.asked.emit(address.path().removesuffix(_ENDING))
        elif address.scheme() == _SOURCE:
            self.source_asked.emit(address.path())

    def _selection(self, cursor: QTextCursor, current: bool) -> QTextEdit.ExtraSelection:
        """Return the mark of one place."""
        theme = self._theme
        selection = QTextEdit.ExtraSelection()
        selection.cursor = cursor
        looks = QTextCharFormat()
        looks.setBackground(QColor(theme.primary if current else theme.fiction))
        looks.setForeground(QColor(theme.on_primary if current else theme.on_fiction))
        selection.format = looks
        return selection

    def _dress(self, block: QTextBlock) -> None:
        """Give a heading or a paragraph its size and its room."""
        px, level = self._theme.px, block.blockFormat().headingLevel()
        cursor = QTextCursor(block)
        room = QTextBlockFormat()
        in_table = cursor.currentTable() is not None
        room.setLineHeight(_LINE_HEIGHT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        room.setTopMargin(px(16) if level > 1 else 0)
        room.setBottomMargin(0 if in_table else px(4 if level or block.textList() is not None else 8))
        if _is_code(block):
            room.setLineHeight(100, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
            room.setTopMargin(0)
            room.setBottomMargin(0 if _is_code(block.next()) else px(10))
            room.setLeftMargin(px(14))
            room.setNonBreakableLines(False)
            room.setBackground(QColor(self._theme.soft))
        cursor.mergeBlockFormat(room)
        cursor.select(QTextCursor.SelectionType.BlockUnderCursor)
        size = QTextCharFormat()
        size.setProperty(QTextFormat.Property.FontSizeAdjustment.value, _STEPS.get(level, 0))
        code = _is_code(block)
        size.setFontFamilies([*([_MONO] if code else []), FONT, "Noto Sans Arabic", "Noto Sans Hebrew", "sans-serif"])
        size.setFontFixedPitch(code)
        if level:
            size.setFontWeight(600)
        cursor.mergeCharFormat(size)

    def _dress_table(self, frame: QTextFrame) -> None:
        """Give a table a line below each row, room in its cells and the whole width."""
        if not isinstance(frame, QTextTable):
            return
        px, theme = self._theme.px, self._theme
        looks = frame.format().toTableFormat()
        looks.setBorderCollapse(True)
        looks.setBorder(0)
        looks.setCellSpacing(0)
        looks.setCellPadding(px(5))
        looks.setTopMargin(px(4))
        looks.setBottomMargin(px(10))
        looks.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
        frame.setFormat(looks)
        for row, column in product(range(frame.rows()), range(frame.columns())):
            cell = frame.cellAt(row, column)
            lined = cell.format().toTableCellFormat()
            lined.setBottomBorder(1)
            lined.setBottomBorderBrush(QColor(theme.edge if row == 0 else theme.line))
            lined.setBottomBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
            cell.setFormat(lined)


def _is_code(block: QTextBlock) -> bool:
    """Whether a line stands in an example of a file."""
    looks = block.blockFormat()
    marks = (QTextFormat.Property.BlockCodeFence, QTextFormat.Property.BlockCodeLanguage)
    return any(looks.hasProperty(mark.value) for mark in marks)
