"""A case along the flags, signals or elements of others."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.i18n import Translator
from app.ui.ask import Question, ask_reason
from app.ui.asked import AsksAgain
from app.ui.binding import clear_layout
from app.ui.files import choose_target
from app.ui.source_links import SourceLinks
from app.ui.widgets.card import Card
from app.ui.widgets.flow import FlowLayout
from app.ui.widgets.kind import set_kind
from app.ui.widgets.link import RecordLink
from app.ui.widgets.rule_line import RuleLine
from app.ui.widgets.scroll import ScrollColumn
from app.ui.widgets.text import Text
from app.ui.widgets.wrap_link import WrapLink
from app.viewmodels.crosswalk import Crosswalk, CrosswalkState, Named, WalkRow


class WalkRowView(QWidget):
    """One flag, signal or element; ``opened`` carries a page name and a key."""

    opened = Signal(str, str)

    def __init__(self, row: WalkRow, say: Translator) -> None:
        super().__init__()
        self._pages = {one.key: one.page for one in (*row.answers, *row.confirmed, *row.pointing)}
        self._say = say
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 8)
        column.setSpacing(4)
        if row.heading:
            heading = Text(row.heading, "heading")
            heading.setContentsMargins(0, 10, 0, 4)
            column.addWidget(heading)
            if row.heading_translated:
                column.addWidget(Text(row.heading_translated, "aside"))
        column.addWidget(RuleLine())
        self._show_entry(row, column)
        if row.keys:
            column.addWidget(SourceLinks(row.keys, say, say("Sources:")))
        for answer in row.answers:
            link = WrapLink(answer.text, answer.key)
            link.setAccessibleName(answer.name)
            link.clicked_key.connect(self._open)
            column.addWidget(link)
        for words, records in ((say("Confirmed:"), row.confirmed), (say("Points the same way:"), row.pointing)):
            if records:
                column.addWidget(self._records(words, records))
        for finding in row.findings:
            column.addWidget(Text(say("Signal of the rules: {title}", title=finding)))
        for note in row.notes:
            column.addWidget(Text(note, "aside"))

    def _show_entry(self, row: WalkRow, column: QVBoxLayout) -> None:
        """Show the words of the entry, each with its translation below where it has one."""
        title, *facts = row.translated or ("",) * (1 + len(row.facts))
        column.addWidget(Text(row.title, "strong"))
        if title:
            column.addWidget(Text(title, "aside"))
        for fact, translated in zip(row.facts, facts, strict=True):
            column.addWidget(Text(f"– {fact}\n   {translated}" if translated else f"– {fact}", "hint"))

    def _records(self, words: str, records: Sequence[Named]) -> QWidget:
        """Build the numbers of incidents and events."""
        place = QWidget()
        flow = FlowLayout(place, gap=5)
        flow.addWidget(Text(words, "hint", wrap=False))
        for record in records:
            link = RecordLink(record.text, record.key, record.name)
            link.clicked_key.connect(self._open)
            flow.addWidget(link)
        return place

    def _open(self, key: str) -> None:
        """Ask for the page of a record or a question."""
        self.opened.emit(self._pages[key], key)


class CrosswalkView(QWidget, AsksAgain):
    """The whole list; ``opened`` carries a page name and a key, ``closed`` leads back."""

    opened = Signal(str, str)
    closed = Signal()

    def __init__(self, model: Crosswalk, say: Translator) -> None:
        super().__init__()
        self.model, self._say = model, say
        self._shown: CrosswalkState | None = None
        self.rows: dict[str, WalkRowView] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self.card = Card(model.state.title)
        self.export = QPushButton(say("Write to a file …"))
        self.export.clicked.connect(self._ask_file)
        self.back = QPushButton(say("All lists"))
        set_kind(self.back, "quiet")
        self.back.clicked.connect(self.closed)
        buttons = QHBoxLayout()
        buttons.addWidget(self.export)
        buttons.addWidget(self.back)
        buttons.addStretch(1)
        self._note = Text("", "muted")
        self._about = Text("", "label")
        self._sources = SourceLinks((), say, say("Sources:"))
        self._list = ScrollColumn(gap=0, snug=True)
        self._list.column.setContentsMargins(0, 0, 10, 0)
        for text in (self._note, self._about):
            self.card.body.addWidget(text)
        self.card.body.addWidget(self._sources)
        self.card.body.addLayout(buttons)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        self._list.column.addLayout(self._rows)
        self._list.column.addStretch(1)
        self.card.body.addWidget(self._list, 1)
        column.addWidget(self.card, 1)
        model.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show what is recorded."""
        state = self.model.state
        if state == self._shown:
            return
        self._shown = state
        self._note.setText(state.note)
        self._about.setText(state.about)
        self._sources.show_keys(state.keys)
        self.export.setEnabled(bool(state.rows))
        clear_layout(self._rows)
        self.rows = {}
        for row in state.rows:
            view = WalkRowView(row, self._say)
            view.opened.connect(self.opened)
            self.rows[row.id] = view
            self._rows.addWidget(view)

    def ask_again(self, about: str) -> bool:
        """Ask again why the list is written."""
        if about != f"crosswalk/{self.model.case}":
            return False
        self._ask_file()
        return True

    def _ask_file(self) -> None:
        """Warn that the file is not encrypted, then ask where it goes."""
        say = self._say
        question = Question(
            say("Write this list outside the vault?"),
            say(
                "The file is not encrypted. It names answers, dates and incident numbers. What only leaves sealed or "
                "never leaves the program is not in it."
            ),
            say("Choose where …"),
        )
        ask_reason(self, question, say, partial(_choose, self, say), about=f"crosswalk/{self.model.case}")


def _choose(view: CrosswalkView, say: Translator, reason: str) -> None:
    """Ask where the list is written."""
    kinds = say("Text (*.txt);;Table (*.csv)")
    choose_target(view, say("Write the list"), view.model.state.file_name, kinds, partial(view.model.deliver, reason))
