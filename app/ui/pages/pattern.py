"""The pattern of a case: findings beside the timeline, the months in numbers, and what was not asked."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.charts.drawing import Drawing
from app.i18n import Translator
from app.ui.ask import Question, confirm
from app.ui.binding import clear_layout
from app.ui.charts.chart_table import ChartTable
from app.ui.charts.chart_theme import chart_theme
from app.ui.charts.chart_view import ChartView
from app.ui.files import choose_target
from app.ui.pages.finding_view import FindingView
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
_CHART_TEXT = 12


class PatternPage(Page):
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
        self._across = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._across.setSpacing(16)
        self._scroll.column.addLayout(self._across)
        self._scroll.column.addStretch(1)
        self._across.addWidget(self._left_side(), 0, Qt.AlignmentFlag.AlignTop)
        self._across.addWidget(self._right_side(), 1, Qt.AlignmentFlag.AlignTop)
        self.follow(model.changed)
        self.refresh()

    def refresh(self) -> None:
        """Show findings, pictures and questions."""
        state = self._model.state
        self.head.show_state(state)
        cards = (state.seen, state.not_seen, state.too_little)
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
        self.months_card.setVisible(state.ready)
        self.questions.setVisible(state.ready)

    def open_key(self, key: str) -> None:
        """Go to the record of a mark; a month shows its incidents."""
        if key.startswith("month:"):
            self._model.show_month(key)
            self._scroll.ensureWidgetVisible(self.timeline_card)
        elif place := self._model.place_of(key):
            self.goto.emit(place, key)

    def save_picture(self, which: str, kind: str, path: str) -> None:
        """Write a picture as a file of a kind, ``svg`` or ``png``."""
        if kind == "svg":
            self._model.save_svg(which, Path(path))
        else:
            self._model.save(Path(path), self._views()[which].png())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the findings below each other and above the pictures where there is no room beside them."""
        super().resizeEvent(event)
        self._share()

    def _share(self) -> None:
        """Share the width between findings and pictures."""
        em = self.fontMetrics().height()
        narrow = self.width() < _ROOM_FOR_BOTH * em
        direction = QBoxLayout.Direction.BottomToTop if narrow else QBoxLayout.Direction.LeftToRight
        self._across.setDirection(direction)
        if narrow:
            self._left.setMinimumWidth(0)
            self._left.setMaximumWidth(16777215)
        else:
            self._left.setFixedWidth(min(max(round(self.width() * 0.29), 15 * em), 22 * em))

    def _left_side(self) -> QWidget:
        """Build the findings, and apart from them what was not seen or could not be counted."""
        self._left = QWidget()
        column = QVBoxLayout(self._left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        say = self.say
        seen = Card(say("What the pattern shows"))
        self._seen = QVBoxLayout()
        self._seen.setSpacing(10)
        self._nothing = Text("", "muted")
        self._closing = Text("", "muted")
        seen.body.addWidget(self._nothing)
        seen.body.addLayout(self._seen)
        seen.body.addWidget(self._closing)
        column.addWidget(seen)
        self._not_seen_card = Card(say("Not seen in what is recorded"))
        self._not_seen_card.body.addWidget(
            Text(say("Not seen is not the same as not happened; this is no reassurance."), "muted")
        )
        self._not_seen = QVBoxLayout()
        self._not_seen_card.body.addLayout(self._not_seen)
        column.addWidget(self._not_seen_card)
        self._too_little_card = Card(say("Too little recorded to count"))
        self._too_little_card.body.addWidget(
            Text(say("More has to be recorded before this can be counted. That too is no reassurance."), "muted")
        )
        self._too_little = QVBoxLayout()
        self._too_little_card.body.addLayout(self._too_little)
        column.addWidget(self._too_little_card)
        return self._left

    def _right_side(self) -> QWidget:
        """Build the timeline, the months and the open questions."""
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        column.addWidget(self._timeline_card())
        column.addWidget(self._months_card())
        self.questions = QuestionsCard(self.say)
        self.questions.wanted.connect(self._to_question)
        column.addWidget(self.questions)
        return side

    def _timeline_card(self) -> Card:
        """Build the card that shows the pattern or single incidents."""
        say = self.say
        self.timeline_card = Card(say("Timeline by kind of behaviour"))
        options = [("loose", say("Single incidents")), ("pattern", say("Pattern"))]
        self.switch = Segmented(options, say("What is shown"))
        self.switch.chosen.connect(self._switched)
        self.timeline = self._view("timeline", wide=2)
        self.timeline_card.head.addWidget(self.switch)
        self.timeline_card.head.addWidget(self.timeline.menu_button)
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
        return self.timeline_card

    def _months_card(self) -> Card:
        """Build the card with number and severity per month."""
        self.months_card = Card(self.say("Number and severity per month"))
        self.months = self._view("months", wide=0)
        self.months_card.head.addWidget(self.months.menu_button)
        self.months_card.body.addWidget(self.months)
        return self.months_card

    def _view(self, which: str, wide: int) -> ChartView:
        """Build one picture with its menu."""
        view = ChartView(which, self.say, self.theme, wide)
        view.opened.connect(self.open_key)
        view.file_asked.connect(self._ask_file)
        return view

    def _draw_timeline(self, width: float) -> Drawing | None:
        """Draw the timeline for a width."""
        return self._model.timeline(width, self._text, chart_theme(self.theme))

    def _draw_months(self, width: float) -> Drawing | None:
        """Draw the months for a width."""
        return self._model.months(width, self._text, chart_theme(self.theme))

    def _show_pictures(self, *, loose: bool) -> None:
        """Show the pictures, or single incidents in the place of the timeline."""
        state = self._model.state
        self.timeline.show_drawing(self._draw_timeline)
        self.months.show_drawing(self._draw_months)
        nothing = state.ready and not state.incidents.rows and not state.narrowed
        self.empty.setVisible(nothing)
        self.timeline.setVisible(state.ready and not loose and not nothing)
        self.timeline.menu_button.setVisible(not loose and not nothing)
        self._hint.setVisible(state.ready and not loose and not nothing)
        self._loose.setVisible(loose and not nothing)
        if state.ready:
            self.incidents.show_table(state.incidents, self.say("Single incidents"))

    def _show_findings(self, groups: Sequence[Sequence[FindingCard]]) -> None:
        """Show the findings of the three groups."""
        self.findings = []
        places = (self._seen, self._not_seen, self._too_little)
        for layout, cards in zip(places, groups, strict=True):
            clear_layout(layout)
            for card in cards:
                view = FindingView(card, self.say)
                view.opened.connect(self.open_key)
                view.listed.connect(self._model.show_finding)
                layout.addWidget(view)
                self.findings.append(view)
        self._not_seen_card.setVisible(bool(groups[1]))
        self._too_little_card.setVisible(bool(groups[2]))

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
        return {"timeline": self.timeline, "months": self.months}

    def _ask_file(self, which: str, kind: str) -> None:
        """Warn that a picture is not encrypted, then ask where it goes."""
        question = Question(
            self.say("Save this picture outside the vault?"),
            self.say("The file is not encrypted: whoever has it can see and read what is in the picture."),
            self.say("Choose where …"),
        )
        confirm(self, question, self.say, partial(_choose_target, self, which, kind))


def _choose_target(page: PatternPage, which: str, kind: str) -> None:
    """Ask where a picture is written."""
    name = page.say("timeline") if which == "timeline" else page.say("months")
    kinds = f"{kind.upper()} (*.{kind})"
    choose_target(page, page.say("Save the picture"), f"{name}.{kind}", kinds, partial(page.save_picture, which, kind))
