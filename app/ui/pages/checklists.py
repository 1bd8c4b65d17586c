"""The checklists of a case: the list of lists, and the one that is open."""

from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout

from app.i18n import Translator
from app.ui.pages.checklist import ChecklistView
from app.ui.pages.crosswalk import CrosswalkView
from app.ui.pages.page import Page
from app.ui.pages.stop_rules import StopRules
from app.ui.theme import Theme
from app.ui.widgets.card import Card
from app.ui.widgets.kind import set_kind
from app.ui.widgets.pill import Pill
from app.ui.widgets.rule_line import RuleLine
from app.ui.widgets.scroll import ScrollColumn
from app.ui.widgets.text import Text
from app.ui.widgets.wrap_link import WrapLink
from app.viewmodels.checklists import Checklists, ListLine


class ListCard(Card):
    """One checklist with its assessments; ``wanted`` carries the list and an assessment ("" for the present one)."""

    wanted = Signal(str, str)

    def __init__(self, line: ListLine, say: Translator) -> None:
        super().__init__(line.title)
        self._list = line.id
        if line.own:
            self.head.insertWidget(1, Pill("neutral", line.own))
        row = QHBoxLayout()
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(Text(line.note, "muted"))
        words.addWidget(Text(line.last, "strong"))
        for text, kind in ((line.stand, ""), (line.critical, "alert")):
            if text:
                words.addWidget(Text(text, kind))
        row.addLayout(words, 1)
        self.button = QPushButton(line.action)
        set_kind(self.button, "primary")
        self.button.setAccessibleName(f"{line.title}: {line.action}")
        self.button.clicked.connect(self._clicked)
        row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(row)
        if len(line.assessments) > 1:
            self.body.addWidget(RuleLine())
            self.body.addWidget(Text(say("All assessments"), "label"))
            for made in line.assessments:
                link = WrapLink(f"{made.text} · {made.stand}", made.id)
                link.clicked_key.connect(self._named)
                self.body.addWidget(link)

    def _clicked(self) -> None:
        """Open the present assessment."""
        self.wanted.emit(self._list, "")

    def _named(self, assessment: str) -> None:
        """Open one assessment."""
        self.wanted.emit(self._list, assessment)


class ChecklistsPage(Page):
    """The list of lists; a chosen list takes its place."""

    def __init__(self, model: Checklists, say: Translator, theme: Theme) -> None:
        super().__init__(say, theme)
        self._model = model
        self._stack = QStackedWidget()
        self._lists = ScrollColumn(snug=True)
        self._stop_card = Card()
        self._stop = StopRules()
        self._stop_card.body.addWidget(self._stop)
        self._stack.addWidget(self._lists)
        self.column.addWidget(self._stack, 1)
        self._cards: list[ListCard] = []
        self._lists.column.addWidget(self._stop_card)
        self._lists.column.addStretch(1)
        self._walks = Card()
        self.walks: dict[str, WrapLink] = {}
        self._lists.column.insertWidget(1, self._walks)
        self._shown: tuple[ListLine, ...] = ()
        self.walk: CrosswalkView | None = None
        self.view: ChecklistView | None = None
        self._wanted = ""
        self.follow(model.changed)
        self.refresh()

    def refresh(self) -> None:
        """Show the list of lists."""
        state = self._model.state
        self._stop_card.setVisible(bool(state.stop_rules))
        self._stop.show_rules(state.stop_title, state.stop_rules, state.how_to_ask)
        if state.lists != self._shown:
            self._shown = state.lists
            for card in self._cards:
                card.hide()
                card.deleteLater()
            self._cards = [ListCard(line, self.say) for line in state.lists]
            for place, card in enumerate(self._cards, start=1):
                card.wanted.connect(self.open)
                self._lists.column.insertWidget(place, card)
        self._show_walks()
        if self._wanted:
            self.show_record(self._wanted)

    def open(self, checklist: str, assessment: str = "") -> None:
        """Open one list, at an assessment when given."""
        self.close_list()
        form = self._model.open(checklist, UUID(assessment) if assessment else None)
        self.view = ChecklistView(form, self.say)
        self.view.opened.connect(self._followed)
        self.view.closed.connect(self.close_list)
        self._stack.addWidget(self.view)
        self._stack.setCurrentWidget(self.view)

    def follow_walk(self, walk: str) -> None:
        """Follow the case along a list of others."""
        self.close_list()
        self.walk = CrosswalkView(self._model.follow(walk), self.say)
        self.walk.opened.connect(self._followed)
        self.walk.closed.connect(self.close_list)
        self._stack.addWidget(self.walk)
        self._stack.setCurrentWidget(self.walk)

    def close_list(self) -> None:
        """Go back to the list of lists."""
        self._wanted = ""
        if self.walk is not None:
            self._stack.removeWidget(self.walk)
            self.walk.hide()
            self.walk.deleteLater()
            self.walk = None
        if self.view is not None:
            self.view.leave()
            self._stack.removeWidget(self.view)
            self.view.hide()
            self.view.deleteLater()
            self.view = None

    def show_record(self, record: str) -> None:
        """Open an assessment, a list, or a question ("list/question") by its key."""
        checklist, _, item = record.partition("/")
        known = {line.id for line in self._model.state.lists}
        if not known:
            self._wanted = record
        elif checklist in {walk for walk, _, _ in self._model.state.walks}:
            self._wanted = ""
            self.follow_walk(checklist)
        elif checklist in known:
            self._wanted = ""
            self.open(checklist)
            if item and self.view is not None:
                self.view.bring_when_shown(item)
        elif found := self._model.list_of(record):
            self._wanted = ""
            self.open(found, record)

    def _show_walks(self) -> None:
        """Show the lists of others, once."""
        state = self._model.state
        self._walks.setVisible(bool(state.walks))
        if not state.walks or self.walks:
            return
        self._walks.set_title(state.walks_title)
        for walk, title, note in state.walks:
            self._walks.body.addWidget(RuleLine())
            link = WrapLink(title, walk)
            link.clicked_key.connect(self.follow_walk)
            self.walks[walk] = link
            self._walks.body.addWidget(link)
            self._walks.body.addWidget(Text(note, "hint"))

    def _followed(self, page: str, key: str) -> None:
        """Go to a question here, or to a record on its page."""
        if page == "checklists":
            self.show_record(key)
        else:
            self.goto.emit(page, key)

    def focus_first(self) -> None:
        """Begin at the first question of an open list, or at the button of a list of others."""
        if self.walk is not None:
            self.walk.export.setFocus()
        elif self.view is not None:
            self.view.focus_first()
        else:
            super().focus_first()

    def leave(self) -> None:
        """Keep what is half typed."""
        if self.view is not None:
            self.view.leave()

    def hide_again(self) -> None:
        """Hide an assessment that was asked for."""
        if self.view is not None:
            self.view.form.hide_again()

    def place(self) -> str:
        """Return the open assessment, or the list of one that was never saved."""
        if self.walk is not None:
            return self.walk.model.walk.value
        if self.view is None:
            return ""
        current = self.view.form.state.current
        return current if self._model.list_of(current) else self.view.form.checklist.id
