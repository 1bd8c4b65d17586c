"""The column beside the incident form: what this incident touches, and what to ask now."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.domain.finding import Weight
from app.i18n import Translator
from app.ui.binding import clear_layout
from app.ui.source_links import SourceLinks
from app.ui.widgets.card import Card
from app.ui.widgets.flow import FlowLayout
from app.ui.widgets.kind import set_kind
from app.ui.widgets.link import RecordLink
from app.ui.widgets.pill import Pill
from app.ui.widgets.rule_line import RuleLine
from app.ui.widgets.text import Text
from app.ui.widgets.wrap_link import WrapLink
from app.viewmodels.incident_hints import Hints, Touch


class TouchBox(QFrame):
    """One thing that is touched, with a coloured edge; ``wanted`` carries the id of an incident."""

    wanted = Signal(str)

    def __init__(self, touch: Touch) -> None:
        super().__init__()
        set_kind(self, "finding", weight=touch.weight.value)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 7, 8, 8)
        column.setSpacing(4)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(Pill(touch.weight.value, touch.mark))
        head.addWidget(Text(touch.title, "strong"), 1)
        column.addLayout(head)
        for line in touch.lines:
            column.addWidget(Text(line))
        if touch.links:
            room = QWidget()
            flow = FlowLayout(room)
            for incident, number in touch.links:
                link = RecordLink(number, incident)
                link.clicked_key.connect(self.wanted)
                flow.addWidget(link)
            column.addWidget(room)


class HintsColumn(QWidget):
    """The cards; ``wanted`` carries the id of an incident, ``asked`` the key of a question ("" for the checklists)."""

    wanted = Signal(str)
    asked = Signal(str)

    def __init__(self, say: Translator) -> None:
        super().__init__()
        self._say = say
        self._shown: Hints | None = None
        self.touches = Card(say("This incident touches"))
        self.questions = Card(say("Ask now"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        column.addWidget(self.touches)
        column.addWidget(self.questions)
        self.law = Card(say("Law"))
        column.addWidget(self.law)
        column.addStretch(1)

    def show_hints(self, hints: Hints) -> None:
        """Show the hints; nothing is made anew when they are the same."""
        if hints == self._shown:
            return
        self._shown = hints
        clear_layout(self.touches.body)
        for touch in hints.touches:
            box = TouchBox(touch)
            box.wanted.connect(self.wanted)
            self.touches.body.addWidget(box)
        if not hints.touches:
            self.touches.body.addWidget(
                Text(self._say("Choose behaviour to see what was told before in this case."), "muted")
            )
        clear_layout(self.questions.body)
        for question in hints.questions:
            self.questions.body.addWidget(RuleLine())
            link = WrapLink(question.text, question.key)
            link.clicked_key.connect(self.asked)
            self.questions.body.addWidget(link)
        for words, kind in ((hints.more, "muted"), (hints.note, "hint")):
            if words:
                self.questions.body.addWidget(Text(words, kind))
        if hints.questions:
            button = QPushButton(self._say("To the checklists"))
            set_kind(button, "quiet")
            button.clicked.connect(self._to_lists)
            row = QHBoxLayout()
            row.addWidget(button)
            row.addStretch(1)
            self.questions.body.addLayout(row)
        self.questions.setVisible(bool(hints.questions))
        self._show_law(hints)

    def _show_law(self, hints: Hints) -> None:
        """Show the pointers to the law."""
        clear_layout(self.law.body)
        for line in hints.law:
            self.law.body.addWidget(RuleLine())
            head = QHBoxLayout()
            head.setSpacing(8)
            head.addWidget(Text(line.reference, "strong"), 1)
            if line.check:
                head.addWidget(Pill("neutral", line.check), 0, Qt.AlignmentFlag.AlignTop)
            self.law.body.addLayout(head)
            self.law.body.addWidget(Text(line.subject))
            for words in (line.applies, line.look_up):
                if words:
                    self.law.body.addWidget(Text(words, "hint"))
            if line.keys:
                self.law.body.addWidget(SourceLinks(line.keys, self._say))
        self.law.body.addWidget(Text(hints.law_note, "hint"))
        self.law.setVisible(bool(hints.law))

    def _to_lists(self) -> None:
        """Ask for the checklists."""
        self.asked.emit("")

    def weights(self) -> tuple[Weight, ...]:
        """Return the weights that are shown, from above."""
        return tuple(touch.weight for touch in self._shown.touches) if self._shown else ()
