"""Lists of records with the form of one of them beside: fear and protection; sources and exhibits build on it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.i18n import Translator
from app.ui.binding import clear_layout
from app.ui.pages.events import WithdrawnRow
from app.ui.pages.lists_and_form import ListsAndForm
from app.ui.pages.plain_form import PlainFormView
from app.ui.pages.record_form import FormView
from app.ui.theme import Theme
from app.ui.widgets.card import Card
from app.ui.widgets.flow import FlowLayout
from app.ui.widgets.link import RecordLink, ShowLink
from app.ui.widgets.pill import Pill
from app.ui.widgets.rule_line import RuleLine
from app.ui.widgets.text import Text
from app.viewmodels.circumstance_lines import RecordLine
from app.viewmodels.circumstances import Circumstances, ListsState, RecordList
from app.viewmodels.record_form import RecordForm
from app.viewmodels.sources import Sources


class RecordRow(QWidget):
    """One record; ``wanted`` carries its id, ``opened`` a page and a record, ``shown`` the id of a hidden record."""

    wanted = Signal(str)
    opened = Signal(str, str)
    shown = Signal(str)

    def __init__(self, line: RecordLine, say: Translator) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 5, 0, 5)
        column.setSpacing(2)
        head = self.head = QHBoxLayout()
        head.setSpacing(8)
        link = RecordLink(line.number, line.id, f"{line.title}, {line.when}")
        link.clicked_key.connect(self.wanted)
        head.addWidget(link, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(Text(line.title, "strong"), 1)
        if line.status:
            head.addWidget(Pill("elevated" if line.asks else "neutral", line.status), 0, Qt.AlignmentFlag.AlignTop)
        if line.hidden:
            show = ShowLink(line.number, line.title, line.id, say)
            show.clicked_key.connect(self.shown)
            head.addWidget(show, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(head)
        if line.when:
            column.addWidget(Text(line.when, "muted"))
        for words in line.told:
            column.addWidget(Text(words))
        if line.links:
            room = QWidget()
            flow = FlowLayout(room, gap=8)
            for target in line.links:
                button = RecordLink(target.text, target.key, target.name)
                button.clicked_key.connect(self._incident)
                flow.addWidget(button)
            column.addWidget(room)
        if line.note:
            column.addWidget(Text(line.note, "hint"))

    def _incident(self, incident: str) -> None:
        """Ask for the page of an incident."""
        self.opened.emit("incidents", incident)


class RecordListsPage(ListsAndForm):
    """Lists and the form of one record of them; ``hint`` stands in the place of the form while none is open."""

    def __init__(self, model: Circumstances | Sources, hint: str, say: Translator, theme: Theme) -> None:
        super().__init__(model, say("Choose something from the lists"), hint, say, theme)
        self._model = model
        self._shown: ListsState | None = None
        self.cards: dict[str, Card] = {}
        self.add_buttons: dict[str, QPushButton] = {}
        self._bodies: dict[str, QVBoxLayout] = {}
        for one in model.state.lists:
            self._make_card(one)
        self._withdrawn = Card(say("Withdrawn"))
        self.lists.addWidget(self._withdrawn)
        self.lists.addStretch(1)
        self.follow(model.changed)
        self.refresh()

    def refresh(self) -> None:
        """Show the lists, and the form that is open."""
        state = self._model.state
        if state != self._shown:
            self._shown = state
            for one in state.lists:
                self._show_list(one)
            body = self._withdrawn.body
            clear_layout(body)
            for index, line in enumerate(state.withdrawn):
                if index:
                    body.addWidget(RuleLine())
                row = WithdrawnRow(line)
                row.wanted.connect(self.wanted)
                body.addWidget(row)
            self._withdrawn.setVisible(bool(state.withdrawn))
        self.show_form()

    def make_form(self, form: RecordForm[object]) -> FormView[object]:
        """Return the form on the screen."""
        return PlainFormView(form, self.say)

    def make_row(self, _kind: str, line: RecordLine) -> RecordRow:
        """Return one record of a list."""
        return RecordRow(line, self.say)

    def add(self, kind: str) -> None:
        """Open an empty form of a kind."""
        self._model.new(kind)

    def _make_card(self, one: RecordList) -> None:
        """Build the card of one list."""
        card = Card(one.title)
        add = QPushButton(one.add)
        add.setObjectName(one.kind)
        add.clicked.connect(self._add)
        if not self._model.may_record:
            add.hide()
        card.head.addWidget(add)
        card.body.addWidget(Text(one.caution, "hint"))
        body = QVBoxLayout()
        body.setSpacing(0)
        card.body.addLayout(body)
        self.cards[one.kind], self.add_buttons[one.kind], self._bodies[one.kind] = card, add, body
        self.lists.addWidget(card)

    def _show_list(self, one: RecordList) -> None:
        """Show one list."""
        body = self._bodies[one.kind]
        clear_layout(body)
        for index, line in enumerate(one.lines):
            if index:
                body.addWidget(RuleLine())
            row = self.make_row(one.kind, line)
            row.wanted.connect(self.wanted)
            row.opened.connect(self.goto)
            row.shown.connect(self._model.show)
            body.addWidget(row)
        if not one.lines:
            body.addWidget(Text(one.empty, "muted"))

    def _add(self) -> None:
        """Open an empty form."""
        self.leave()
        self.add(self.sender().objectName())


def circumstances_page(model: Circumstances, say: Translator, theme: Theme) -> RecordListsPage:
    """Return the page of fear and protection."""
    hint = say("Or add something. What is recorded here stands beside the incidents and is never counted with them.")
    return RecordListsPage(model, hint, say, theme)
