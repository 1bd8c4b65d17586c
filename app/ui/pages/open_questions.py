"""What was not asked yet: the critical questions without an answer, each with the way to it."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.i18n import Translator
from app.ui.binding import clear_layout
from app.ui.widgets.card import Card
from app.ui.widgets.kind import set_kind
from app.ui.widgets.link import RecordLink
from app.ui.widgets.pill import Pill
from app.ui.widgets.rule_line import RuleLine
from app.ui.widgets.text import Text
from app.viewmodels.pattern_state import OpenQuestion

_FIRST = 6


class QuestionRow(QWidget):
    """A critical question without an answer; ``wanted`` carries the way to it."""

    wanted = Signal(str)

    def __init__(self, question: OpenQuestion, say: Translator) -> None:
        super().__init__()
        self.question = question
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 5, 0, 5)
        row.setSpacing(10)
        row.addWidget(Text(question.text), 1)
        row.addWidget(Pill("neutral", question.standing))
        self.button = RecordLink(say("Go to question"), question.key, question.name)
        self.button.setAccessibleName(question.name)
        self.button.clicked_key.connect(self.wanted)
        row.addWidget(self.button)


class QuestionsCard(Card):
    """The first questions, and the others when they are asked for; ``wanted`` carries the way to a question."""

    wanted = Signal(str)

    def __init__(self, say: Translator) -> None:
        super().__init__(say("Not asked yet"))
        self._say = say
        self._shown: tuple[OpenQuestion, ...] | None = None
        self._made: list[QuestionRow] = []
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        self.rest = QWidget()
        self._others = QVBoxLayout(self.rest)
        self._others.setContentsMargins(0, 0, 0, 0)
        self._others.setSpacing(0)
        self.rest.hide()
        self.more = QPushButton()
        set_kind(self.more, "quiet")
        self.more.setCheckable(True)
        self.more.toggled.connect(self._toggled)
        self._note = Text("", "hint")
        foot = QHBoxLayout()
        foot.addWidget(self._note, 1)
        foot.addWidget(self.more)
        self.body.addLayout(self._rows)
        self.body.addWidget(self.rest)
        self.body.addLayout(foot)

    def show_questions(self, questions: Sequence[OpenQuestion], note: str) -> None:
        """Show questions; nothing happens when they are the same."""
        fresh = tuple(questions)
        if fresh == self._shown:
            return
        self._shown = fresh
        self._note.setText(note)
        for layout in (self._rows, self._others):
            clear_layout(layout)
        self._made = [QuestionRow(question, self._say) for question in fresh]
        if not fresh:
            words = self._say("Every critical question of this checklist has a yes or a no.")
            self._rows.addWidget(Text(words, "muted"))
        for place, row in enumerate(self._made):
            layout = self._rows if place < _FIRST else self._others
            row.wanted.connect(self.wanted)
            layout.addWidget(RuleLine())
            layout.addWidget(row)
        self.more.setVisible(len(fresh) > _FIRST)
        self._toggled(self.more.isChecked())

    def rows(self) -> Sequence[QuestionRow]:
        """Return the rows, in order."""
        return self._made

    def _toggled(self, opened: bool) -> None:
        """Show all questions, or only the first."""
        count = len(self._shown or ())
        self.rest.setVisible(opened and count > _FIRST)
        self.more.setText(self._say("Show fewer") if opened else self._say("Show all {n} questions", n=count))
