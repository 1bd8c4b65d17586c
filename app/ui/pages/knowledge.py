"""Look up what the program knows: words, cautions, rules, instruments, law and sources."""

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.i18n import Translator
from app.ui.binding import clear_layout, show_options, show_text
from app.ui.loose_words import LooseField
from app.ui.pages.page import Page
from app.ui.source_links import SourceLinks
from app.ui.theme import Theme
from app.ui.widgets.card import Card
from app.ui.widgets.pill import Pill
from app.ui.widgets.rule_line import RuleLine
from app.ui.widgets.scroll import ScrollColumn
from app.ui.widgets.segmented import Segmented
from app.ui.widgets.steady import Combo
from app.ui.widgets.text import Text
from app.viewmodels.knowledge import Entry, Knowledge


class EntryView(QWidget):
    """One thing to look up."""

    def __init__(self, entry: Entry, say: Translator) -> None:
        super().__init__()
        self.entry = entry
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 6)
        column.setSpacing(4)
        column.addWidget(RuleLine())
        head = QHBoxLayout()
        head.setSpacing(8)
        title = Text(entry.title, "strong")
        head.addWidget(title, 1)
        for weight, words in ((entry.weight, entry.pill), ("neutral", entry.check)):
            if words:
                head.addWidget(Pill(weight, words), 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(head)
        if entry.text:
            column.addWidget(Text(entry.text))
        for label, words in entry.details:
            if words:
                column.addWidget(Text(say("{label}: {words}", label=label, words=words), "hint"))
        self.sources = SourceLinks(entry.keys, say, say("Sources:"))
        if entry.keys:
            column.addWidget(self.sources)
        else:
            self.sources.setParent(self)
            self.sources.hide()


class KnowledgePage(Page):
    """Shows the state of ``Knowledge``: one part at a time, narrowed by the words that are typed."""

    def __init__(self, model: Knowledge, say: Translator, theme: Theme) -> None:
        super().__init__(say, theme)
        self._model = model
        self.views: dict[str, EntryView] = {}
        self._part = ""
        head = QHBoxLayout()
        head.addWidget(Text(model.state.title, "title", wrap=False))
        head.addStretch(1)
        self.search = QLineEdit()
        self.search.setObjectName("knowledge_search")
        self.search.setClearButtonEnabled(True)
        self.search.setPlaceholderText(say("Search in this part"))
        self.search.setAccessibleName(say("Search in this part"))
        self.search.setMinimumWidth(theme.px(240))
        self.search.textChanged.connect(model.search)
        head.addWidget(self.search)
        self.column.addLayout(head)
        self.parts = Segmented(model.state.parts, say("Parts of the knowledge"))
        self.parts.chosen.connect(model.open)
        self.parts.setMinimumWidth(1)
        self.part_list = Combo()
        self.part_list.setAccessibleName(say("Parts of the knowledge"))
        self.part_list.activated.connect(self._picked)
        self.column.addWidget(self.parts, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addWidget(self.part_list)
        self.reading = ScrollColumn(snug=True)
        self._card = Card()
        self._note = Text("", "muted")
        self._count = Text("", "label")
        self._list = QVBoxLayout()
        self._list.setSpacing(2)
        for part in (self._note, self._count):
            self._card.body.addWidget(part)
        self._card.body.addLayout(self._list)
        self.reading.column.addWidget(self._card)
        self.reading.column.addStretch(1)
        self.column.addWidget(self.reading, 1)
        self.follow(model.changed)
        self.refresh()

    def refresh(self) -> None:
        """Show the part and what of it holds the typed words."""
        state = self._model.state
        self.parts.choose(state.part)
        show_options(self.part_list, state.parts, state.part)
        show_text(self.search, state.words)
        self._note.setText(state.note)
        self._count.setText(state.count)
        self._count.setVisible(bool(state.count))
        if self._part != state.part:
            self._part = state.part
            self._card.setAccessibleName(dict(state.parts)[state.part])
            clear_layout(self._list)
            self.views = {}
            for entry in state.entries:
                view = EntryView(entry, self.say)
                self.views[entry.id] = view
                self._list.addWidget(view)
            self.reading.verticalScrollBar().setValue(0)
        for key, view in self.views.items():
            view.setVisible(key in state.shown)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the parts as a list where there is no room for them side by side."""
        super().resizeEvent(event)
        roomy = self.parts.sizeHint().width() <= self.width()
        self.parts.setVisible(roomy)
        self.part_list.setVisible(not roomy)

    def loose(self) -> Mapping[str, LooseField]:
        """Return where one narrows what is shown."""
        return {"words": self.search}

    def focus_first(self) -> None:
        """Begin with the words that are looked for."""
        self.search.setFocus()

    def show_record(self, record: str) -> None:
        """Open a part by its name."""
        self._model.open(record)

    def place(self) -> str:
        """Return the open part."""
        return self._model.state.part

    def _picked(self) -> None:
        """Open the part that was picked from the list."""
        self._model.open(str(self.part_list.currentData()))
