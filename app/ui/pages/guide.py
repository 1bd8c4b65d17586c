"""The user guide: its chapters beside the text, with a field to find words in all of them."""

from collections.abc import Mapping

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QBoxLayout, QComboBox, QHBoxLayout, QLineEdit, QListWidget, QListWidgetItem, QPushButton

from app.i18n import Translator
from app.ui.binding import show_options, show_text
from app.ui.loose_words import LooseField
from app.ui.models.wrap import WrapDelegate
from app.ui.pages.page import Page
from app.ui.source_links import open_source
from app.ui.theme import Theme
from app.ui.widgets.card import Card
from app.ui.widgets.guide_text import GuideText
from app.ui.widgets.kind import set_kind
from app.ui.widgets.steady import Combo
from app.ui.widgets.text import Text
from app.viewmodels.guide import ChapterLine, Guide
from app.viewmodels.source_words import known_keys

_LIST = 280
_READING = 820
_SIDE_BY_SIDE = 680
_NO_LIMIT = 16777215
_KEY = Qt.ItemDataRole.UserRole


class GuidePage(Page):
    """Shows the state of ``Guide``; Ctrl+F finds, F3 and Shift+F3 go along the places."""

    def __init__(self, model: Guide, say: Translator, theme: Theme) -> None:
        super().__init__(say, theme)
        self._model = model
        self._lines: tuple[ChapterLine, ...] = ()
        self.column.addWidget(Text(say("Guide"), "title", wrap=False))
        self._across = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._across.setSpacing(16)
        self.column.addLayout(self._across, 1)
        self._side = self._make_side()
        reading = Card()
        reading.setMaximumWidth(theme.px(_READING))
        self.text = GuideText(theme)
        self.text.asked.connect(self._model.show)
        self.text.source_asked.connect(self._open_source)
        reading.body.addWidget(self.text)
        self._across.addWidget(self._side)
        self._across.addWidget(reading, 1)
        self._across.addStretch()
        self._make_keys()
        self.follow(model.changed)
        self.refresh()

    def refresh(self) -> None:
        """Show the chapters and the chosen one."""
        state = self._model.state
        show_text(self.sought, state.sought)
        self._show_chapters(state.chapters, state.chosen)
        self.found.setText(state.found)
        self.found.setVisible(bool(state.found))
        for button in (self.previous, self.next):
            button.setVisible(bool(state.marked))
        self.text.show_chapter(state.text, state.title)
        self.text.mark(state.marked, state.place)

    def show_record(self, record: str) -> None:
        """Show a chapter by its key."""
        self._model.show(record)

    def loose(self) -> Mapping[str, LooseField]:
        """Return where one narrows what is shown."""
        return {"words": self.sought}

    def focus_first(self) -> None:
        """Put the cursor into the text, so that the keys scroll it."""
        self.text.setFocus()

    def place(self) -> str:
        """Return the key of the chapter."""
        return self._model.state.chosen

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the chapters above the text, as a list to open, where there is no room beside it."""
        super().resizeEvent(event)
        px, beside = self.theme.px, self.width() >= self.theme.px(_SIDE_BY_SIDE)
        self._across.setDirection(QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom)
        self._side.setMinimumWidth(px(_LIST) if beside else 0)
        self._side.setMaximumWidth(px(_LIST) if beside else _NO_LIMIT)
        self.chapters.setVisible(beside)
        self.choice.setVisible(not beside)

    def _make_side(self) -> Card:
        """Build the field to find words and the list of chapters."""
        say = self.say
        card = Card()
        self.sought = QLineEdit()
        self.sought.setPlaceholderText(say("Find in the guide"))
        self.sought.setAccessibleName(say("Find in the guide"))
        self.sought.setClearButtonEnabled(True)
        self.sought.textChanged.connect(self._model.look_for)
        self.sought.returnPressed.connect(self._next)
        self.found = Text("", "hint")
        self.previous, self.next = QPushButton("‹"), QPushButton("›")
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(self.found, 1)
        for button, words, keys, slot in (
            (self.previous, say("Previous place"), "Shift+F3", self._previous),
            (self.next, say("Next place"), "F3", self._next),
        ):
            set_kind(button, "quiet")
            button.setAccessibleName(words)
            button.setToolTip(f"{words}  {keys}")
            button.clicked.connect(slot)
            row.addWidget(button)
        self.chapters = QListWidget()
        self.chapters.setAccessibleName(say("Chapters"))
        self.chapters.setWordWrap(True)
        self.chapters.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.chapters.setResizeMode(QListWidget.ResizeMode.Adjust)
        self._wrap = WrapDelegate(self.theme)
        self.chapters.setItemDelegate(self._wrap)
        self.chapters.currentItemChanged.connect(self._chosen)
        self.choice = Combo()
        self.choice.setAccessibleName(say("Chapters"))
        self.choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.choice.setMinimumContentsLength(12)
        self.choice.activated.connect(self._picked)
        card.body.addWidget(self.sought)
        card.body.addLayout(row)
        card.body.addWidget(self.chapters, 1)
        card.body.addWidget(self.choice)
        return card

    def _make_keys(self) -> None:
        """Connect the keys of this page."""
        for keys, slot in (("Ctrl+F", self._find), ("F3", self._next), ("Shift+F3", self._previous)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(slot)

    def _show_chapters(self, lines: tuple[ChapterLine, ...], chosen: str) -> None:
        """Show the list; its items stay the same while only the numbers change."""
        with QSignalBlocker(self.chapters):
            if [line.key for line in lines] != [line.key for line in self._lines]:
                self.chapters.clear()
                for line in lines:
                    item = QListWidgetItem()
                    item.setData(_KEY, line.key)
                    self.chapters.addItem(item)
            for row, line in enumerate(lines):
                item = self.chapters.item(row)
                item.setText(_words(line))
                if line.key == chosen:
                    self.chapters.setCurrentItem(item)
            self.chapters.doItemsLayout()
        show_options(self.choice, [(line.key, _words(line)) for line in lines], chosen)
        self._lines = lines

    def _chosen(self, item: QListWidgetItem | None) -> None:
        """Show the chapter that was chosen in the list."""
        if item is not None:
            self._model.show(str(item.data(_KEY)))

    def _picked(self) -> None:
        """Show the chapter that was picked from the list that opens."""
        self._model.show(str(self.choice.currentData()))

    def _open_source(self, key: str) -> None:
        """Open a source that the register has."""
        if known_keys((key,)) == (key,):
            open_source(self, key, self.say)

    def _find(self) -> None:
        """Go to the field to find words."""
        self.sought.setFocus()
        self.sought.selectAll()

    def _next(self) -> None:
        """Go to the next place."""
        self._model.step(1)

    def _previous(self) -> None:
        """Go to the place before."""
        self._model.step(-1)


def _words(line: ChapterLine) -> str:
    """Return a chapter as it stands in the list."""
    return f"{line.title} ({line.hits})" if line.hits else line.title
