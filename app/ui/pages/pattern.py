"""The pattern of a case: findings beside the timeline, the months in numbers, and what was not asked."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TypeAlias

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from app.charts.drawing import Drawing
from app.charts.theme import Theme as ChartTheme
from app.i18n import Translator
from app.ui.ask import Question, ask_reason
from app.ui.asked import AsksAgain
from app.ui.binding import clear_layout
from app.ui.charts.chart_table import ChartTable
from app.ui.charts.chart_theme import chart_theme
from app.ui.charts.chart_view import ChartView
from app.ui.files import choose_target
from app.ui.loose_words import LooseField
from app.ui.pages.finding_view import FindingView
from app.ui.pages.knowledge_card import KnowledgeCard
from app.ui.pages.open_questions import QuestionsCard
from app.ui.pages.page import Page
from app.ui.pages.pattern_head import PatternHead
from app.ui.theme import Theme
from app.ui.widgets.card import Card
from app.ui.widgets.empty import EmptyState
from app.ui.widgets.kind import set_kind
from app.ui.widgets.scroll import ScrollColumn
from app.ui.widgets.segmented import Segmented
from app.ui.widgets.text import Text
from app.viewmodels.pattern import PatternModel
from app.viewmodels.pattern_state import FindingCard

_ROOM_FOR_BOTH = 46
_ROOM_FOR_HEAD = 40
_CHART_TEXT = 12
_NO_LIMIT = 16777215
_Picture: TypeAlias = Callable[[float, float, ChartTheme], Drawing | None]


class PatternPage(Page, AsksAgain):
    """Shows the state of ``PatternModel``; every number leads to the record that it stands for."""

    def __init__(self, model: PatternModel, say: Translator, theme: Theme) -> None:
        super().__init__(say, theme)
        self._model = model
        self._text = float(theme.px(_CHART_TEXT))
        self._shown: tuple[tuple[FindingCard, ...], ...] = ()
        self.findings: list[FindingView] = []
        self.head = PatternHead(model.state.windows, say, theme)
        self.head.dated.connect(model.choose_reference)
        self.head.today.connect(model.choose_today)
        self.head.windowed.connect(model.choose_window)
        self.column.addWidget(self.head)
        self._scroll = ScrollColumn()
        self.column.addWidget(self._scroll, 1)
        inner = self._scroll.widget()
        if inner is not None:
            # The height follows from the width alone; a hint for the narrowest width would leave an empty foot.
            inner.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        self._across = QHBoxLayout()
        self._across.setSpacing(16)
        self._scroll.column.addLayout(self._across)
        self._scroll.column.addStretch(1)
        self._left, self._left_column = _side()
        self._right, self._right_column = _side()
        self._across.addWidget(self._left, 0, Qt.AlignmentFlag.AlignTop)
        self._across.addWidget(self._right, 1, Qt.AlignmentFlag.AlignTop)
        self._narrow: bool | None = None
        self._tools = QHBoxLayout()
        self._tools_in: QHBoxLayout = self._tools
        self._make_cards()
        self._arrange(narrow=False)
        self.follow(model.changed)
        self.refresh()

    def refresh(self) -> None:
        """Show findings, pictures and questions."""
        state = self._model.state
        self.head.show_state(state)
        cards = (state.seen, state.facts, state.not_seen, state.too_little)
        if cards != self._shown:
            self._shown = cards
            self._show_findings(cards)
        self._nothing.setText(state.nothing_seen)
        self._nothing.setVisible(bool(state.nothing_seen))
        self._closing.setText(state.closing)
        self.switch.choose("loose" if state.loose else "pattern")
        self._show_pictures(loose=state.loose)
        self._narrowed.setText(state.narrowed or state.incidents_note)
        self.widen.setVisible(bool(state.narrowed))
        self.questions.show_questions(state.questions, state.questions_note)
        self.knowledge.show_sights(state.sights, self._drawn(self._model.knowledge))
        self.knowledge.setVisible(state.ready)
        self.months_card.setVisible(state.ready)
        recorded = state.ready and bool(state.incidents.rows or state.narrowed)
        self.matrix_card.setVisible(recorded)
        self.sources_card.setVisible(recorded)
        self.questions.setVisible(state.ready)

    def loose(self) -> Mapping[str, LooseField]:
        """Return where another reference date is typed."""
        return {"reference": self.head.reference}

    def open_key(self, key: str) -> None:
        """Go to the record of a mark; a month, and a number of the matrix, shows its incidents."""
        if key.startswith("month:"):
            self._model.show_month(key)
            self._scroll.ensureWidgetVisible(self.timeline_card)
        elif key.startswith("matrix:"):
            self._model.show_cell(key)
            self._scroll.ensureWidgetVisible(self.timeline_card)
        elif key.startswith("sources:"):
            self._model.show_behaviour(key)
            self._scroll.ensureWidgetVisible(self.timeline_card)
        elif place := self._model.place_of(key):
            self.goto.emit(place, key)

    def save_picture(self, which: str, kind: str, reason: str, path: str) -> None:
        """Write a picture as a file of a kind, ``svg`` or ``png``."""
        if kind == "svg":
            self._model.save_svg(which, Path(path), reason)
        else:
            self._model.save(Path(path), self._views()[which].png(), reason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the findings above the timeline where there is no room beside it, and its switch below its title."""
        super().resizeEvent(event)
        em = self.fontMetrics().height()
        narrow = self.width() < _ROOM_FOR_BOTH * em
        if narrow != self._narrow:
            self._narrow = narrow
            self._arrange(narrow=narrow)
        cramped = self.width() < _ROOM_FOR_HEAD * em
        tools = self._tools if cramped else self.timeline_card.head
        if self._tools_in is not tools:
            self._tools_in = tools
            tools.addWidget(self.switch)
            tools.addWidget(self.timeline.menu_button, 1 if cramped else 0, Qt.AlignmentFlag.AlignLeft)
        if not narrow:
            self._left.setFixedWidth(min(max(round(self.width() * 0.29), 15 * em), 22 * em))

    def _arrange(self, *, narrow: bool) -> None:
        """Put the cards in one column or in two."""
        pictures = (
            self.timeline_card,
            self.months_card,
            self.matrix_card,
            self.sources_card,
            self.knowledge,
            self.questions,
        )
        apart = (self._facts_card, self._not_seen_card, self._too_little_card)
        if narrow:
            self._left.setMinimumWidth(0)
            self._left.setMaximumWidth(_NO_LIMIT)
        left = (self.seen_card, *pictures, *apart) if narrow else (self.seen_card,)
        for card in left:
            self._left_column.addWidget(card)
        for card in () if narrow else (*pictures, *apart):
            self._right_column.addWidget(card)
        self._right.setVisible(not narrow)
        self._across.setStretch(0, 1 if narrow else 0)

    def _make_cards(self) -> None:
        """Build the findings, and apart from them facts, what was not seen and what could not be counted."""
        say = self.say
        self.seen_card = Card(say("What the pattern shows"))
        self._seen = QVBoxLayout()
        self._seen.setSpacing(10)
        self._nothing = Text("", "muted")
        self._closing = Text("", "muted")
        self.seen_card.body.addWidget(self._nothing)
        self.seen_card.body.addLayout(self._seen)
        self.seen_card.body.addWidget(self._closing)
        self._facts_card, self._facts = _apart(say("Facts in a row"), "")
        self._not_seen_card, self._not_seen = _apart(
            say("Not seen in what is recorded"),
            say("Not seen is not the same as not happened; this is no reassurance."),
        )
        self._too_little_card, self._too_little = _apart(
            say("Too little recorded to count"),
            say("More has to be recorded before this can be counted. That too is no reassurance."),
        )
        self._timeline_card()
        self._months_card()
        self.knowledge = KnowledgeCard(say, self.theme)
        self.knowledge.opened.connect(self.open_key)
        self.knowledge.file_asked.connect(self._ask_file)
        self.questions = QuestionsCard(say)
        self.questions.wanted.connect(self._to_question)

    def _timeline_card(self) -> None:
        """Build the card that shows the pattern or single incidents."""
        say = self.say
        self.timeline_card = Card(say("Timeline by kind of behaviour"))
        options = [("loose", say("Single incidents")), ("pattern", say("Pattern"))]
        self.switch = Segmented(options, say("What is shown"))
        self.switch.chosen.connect(self._switched)
        self.timeline = self._view("timeline", wide=2)
        self._tools.addWidget(self.switch)
        self._tools.addWidget(self.timeline.menu_button)
        self.timeline_card.body.addLayout(self._tools)
        self.empty = EmptyState(
            say("Nothing is recorded yet"),
            say("Record an incident; from then on the pattern can be followed here."),
            say("Record an incident"),
        )
        self.empty.asked.connect(self._first_incident)
        self._hint = Text(say("Click a mark to open the incident; with the keyboard: arrow keys and Enter."), "hint")
        self._loose = QWidget()
        loose = QVBoxLayout(self._loose)
        loose.setContentsMargins(0, 0, 0, 0)
        row = QHBoxLayout()
        self._narrowed = Text("", "muted")
        self.widen = QPushButton(say("Show all incidents"))
        set_kind(self.widen, "quiet")
        self.widen.clicked.connect(self._model.show_all)
        row.addWidget(self._narrowed, 1)
        row.addWidget(self.widen)
        loose.addLayout(row)
        self.incidents = ChartTable(self.theme)
        self.incidents.opened.connect(self.open_key)
        loose.addWidget(self.incidents)
        for widget in (self.timeline, self._hint, self._loose, self.empty):
            self.timeline_card.body.addWidget(widget)

    def _months_card(self) -> None:
        """Build the cards with number and severity per month, and with months and sources per behaviour."""
        self.months_card = Card(self.say("Number and severity per month"))
        self.months = self._view("months", wide=0)
        self.months_card.head.addWidget(self.months.menu_button)
        self.months_card.body.addWidget(self.months)

        self.matrix_card = Card(self.say("Behaviour per month"))
        self.matrix = self._view("matrix", wide=2)
        self.matrix_card.head.addWidget(self.matrix.menu_button)
        self.matrix_card.body.addWidget(self.matrix)

        self.sources_card = Card(self.say("Sources per behaviour"))
        self.sources = self._view("sources", wide=0)
        self.sources_card.head.addWidget(self.sources.menu_button)
        self.sources_card.body.addWidget(self.sources)

    def _view(self, which: str, wide: int) -> ChartView:
        """Build one picture with its menu."""
        view = ChartView(which, self.say, self.theme, wide)
        view.opened.connect(self.open_key)
        view.file_asked.connect(self._ask_file)
        return view

    def _drawn(self, picture: _Picture) -> Callable[[float], Drawing | None]:
        """Return what draws a picture of the model for a width; it does not hold the page."""
        return partial(_draw, picture, self._text, chart_theme(self.theme))

    def _show_pictures(self, *, loose: bool) -> None:
        """Show the pictures, or single incidents in the place of the timeline."""
        state = self._model.state
        self.timeline.show_drawing(self._drawn(self._model.timeline))
        self.months.show_drawing(self._drawn(self._model.months))
        self.matrix.show_drawing(self._drawn(self._model.matrix))
        self.sources.show_drawing(self._drawn(self._model.sources))
        title = self.say("Single incidents") if loose else self.say("Timeline by kind of behaviour")
        self.timeline_card.set_title(title)
        nothing = state.ready and not state.incidents.rows and not state.narrowed
        self.empty.setVisible(nothing)
        self.timeline.setVisible(state.ready and not loose and not nothing)
        self.timeline.menu_button.setVisible(not loose and not nothing)
        self._hint.setVisible(state.ready and not loose and not nothing)
        self._loose.setVisible(loose and not nothing)
        if state.ready:
            self.incidents.show_table(state.incidents, self.say("Single incidents"))

    def _show_findings(self, groups: Sequence[Sequence[FindingCard]]) -> None:
        """Show the findings of the four groups."""
        self.findings = []
        places = (self._seen, self._facts, self._not_seen, self._too_little)
        for layout, cards in zip(places, groups, strict=True):
            clear_layout(layout)
            for card in cards:
                view = FindingView(card, self.say)
                view.opened.connect(self.open_key)
                view.listed.connect(self._model.show_finding)
                layout.addWidget(view)
                self.findings.append(view)
        for apart, findings in zip(
            (self._facts_card, self._not_seen_card, self._too_little_card), groups[1:], strict=True
        ):
            apart.setVisible(bool(findings))

    def _switched(self, key: str) -> None:
        """Change between single incidents and the pattern."""
        self._model.show_loose(loose=key == "loose")

    def _to_question(self, key: str) -> None:
        """Go to a question of a checklist."""
        self.goto.emit("checklists", key)

    def _first_incident(self) -> None:
        """Go to the incidents to record the first one."""
        self.goto.emit("incidents", "new")

    def _views(self) -> dict[str, ChartView]:
        """Return the pictures by name."""
        return {
            "timeline": self.timeline,
            "months": self.months,
            "matrix": self.matrix,
            "sources": self.sources,
            "knowledge": self.knowledge.view,
        }

    def ask_again(self, about: str) -> bool:
        """Ask again why a picture is saved."""
        start = f"picture/{self._model.case}/"
        if not about.startswith(start):
            return False
        self._ask_file(*about.removeprefix(start).split("/"))
        return True

    def _ask_file(self, which: str, kind: str) -> None:
        """Warn that a picture is not encrypted, then ask where it goes."""
        question = Question(
            self.say("Save this picture outside the vault?"),
            self.say("The file is not encrypted: whoever has it can see and read what is in the picture."),
            self.say("Choose where …"),
        )
        ask_reason(
            self,
            question,
            self.say,
            partial(_choose_target, self, which, kind),
            about=f"picture/{self._model.case}/{which}/{kind}",
        )


def _draw(picture: _Picture, text: float, theme: ChartTheme, width: float) -> Drawing | None:
    """Draw a picture for a width."""
    return picture(width, text, theme)


def _side() -> tuple[QWidget, QVBoxLayout]:
    """Return a side of the page and its column."""
    side = QWidget()
    column = QVBoxLayout(side)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(16)
    return side, column


def _apart(title: str, words: str) -> tuple[Card, QVBoxLayout]:
    """Return a card for findings that stand apart, with what they must not be taken for."""
    card = Card(title)
    if words:
        card.body.addWidget(Text(words, "muted"))
    column = QVBoxLayout()
    column.setSpacing(10)
    card.body.addLayout(column)
    return card, column


def _choose_target(page: PatternPage, which: str, kind: str, reason: str) -> None:
    """Ask where a picture is written."""
    say = page.say
    name = {
        "timeline": say("timeline"),
        "months": say("months"),
        "matrix": say("behaviour per month"),
        "sources": say("sources per behaviour"),
        "knowledge": say("who knew what"),
    }[which]
    kinds = f"{kind.upper()} (*.{kind})"
    save = partial(page.save_picture, which, kind, reason)
    choose_target(page, page.say("Save the picture"), f"{name}.{kind}", kinds, save)
