"""The reasons and actions of a weighing: a few fields for each, and a button for one more."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from app.i18n import Translator
from app.ui.binding import clear_layout, show_text
from app.ui.pages.record_form import low_text
from app.ui.widgets.checks import Checks
from app.ui.widgets.flow import FlowLayout
from app.ui.widgets.kind import set_kind
from app.ui.widgets.lines_head import LinesHead
from app.ui.widgets.link import RecordLink
from app.ui.widgets.text import Text
from app.viewmodels.known_day import Hint
from app.viewmodels.pattern_state import Link
from app.viewmodels.weighing_form import ActionFields, GroundFields, WeighingForm


class GroundLine(QFrame):
    """One reason: own words, incidents and findings; ``opened`` carries the key of what it leans on."""

    edited = Signal(int, str, object)
    dropped = Signal(int)
    opened = Signal(str)

    def __init__(self, index: int, say: Translator) -> None:
        super().__init__()
        self.index = index
        set_kind(self, "soft")
        self.words = low_text(2)
        self.words.setAccessibleName(say("Reason {number}", number=index + 1))
        self.words.setPlaceholderText(say("what makes this a concern"))
        self.words.textChanged.connect(self._worded)
        self.incidents = Checks(say("incidents …"), say("nothing recorded yet"))
        self.incidents.setAccessibleName(say("Incidents it leans on"))
        self.incidents.ticked.connect(self._incidents)
        self.rules = Checks(say("findings …"), say("nothing recorded yet"))
        self.rules.setAccessibleName(say("Findings it leans on"))
        self.rules.ticked.connect(self._rules)
        self.drop = QPushButton(say("Take away"))
        set_kind(self.drop, "quiet")
        self.drop.clicked.connect(self._dropped)
        self._room = QWidget()
        self._links = FlowLayout(self._room, gap=5)
        self._shown: tuple[Link, ...] = ()
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 6)
        column.setSpacing(6)
        column.addWidget(self.words)
        row = QHBoxLayout()
        row.addWidget(self.incidents, 1)
        row.addWidget(self.rules, 1)
        column.addLayout(row)
        column.addWidget(self._room)
        column.addWidget(self.drop, 0, Qt.AlignmentFlag.AlignRight)

    def show_line(self, ground: GroundFields, form: WeighingForm) -> None:
        """Show what was filled in; what was signed has nothing to choose any more."""
        for widget in (self.incidents, self.rules, self.drop):
            widget.setVisible(not form.signed)
        show_text(self.words, ground.words)
        self.incidents.show_choices([(one.key, one.label) for one in form.incident_choices()], ground.incidents)
        self.rules.show_choices([(one.key, one.label) for one in form.finding_choices(ground)], ground.rules)
        links = form.links(ground)
        if links != self._shown:
            self._shown = links
            self._links.clear()
            for link in links:
                if link.key:
                    button = RecordLink(link.text, link.key, link.name)
                    button.clicked_key.connect(self.opened)
                    self._links.addWidget(button)
                else:
                    self._links.addWidget(Text(link.text, "aside", wrap=False))
        self._room.setVisible(bool(links))

    def _worded(self) -> None:
        self.edited.emit(self.index, "words", self.words.toPlainText())

    def _incidents(self) -> None:
        self.edited.emit(self.index, "incidents", self.incidents.keys)

    def _rules(self) -> None:
        self.edited.emit(self.index, "rules", self.rules.keys)

    def _dropped(self) -> None:
        self.dropped.emit(self.index)


class ActionLine(QFrame):
    """One action: what, by whom, and by which day."""

    edited = Signal(int, str, object)
    dropped = Signal(int)

    def __init__(self, index: int, say: Translator) -> None:
        super().__init__()
        self.index = index
        set_kind(self, "soft")
        self.what, self.owner, self.due = QLineEdit(), QLineEdit(), QLineEdit()
        for name, field, words in (
            ("what", self.what, say("what will be done")),
            ("owner", self.owner, say("by whom")),
            ("due", self.due, say("by which day")),
        ):
            field.setObjectName(name)
            field.setPlaceholderText(words)
            field.setAccessibleName(say("Action {number}: {field}", number=index + 1, field=words))
            field.textEdited.connect(self._typed)
        self._hint = Text("", "hint")
        self.drop = QPushButton(say("Take away"))
        set_kind(self.drop, "quiet")
        self.drop.clicked.connect(self._dropped)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 6)
        column.setSpacing(6)
        column.addWidget(self.what)
        row = QHBoxLayout()
        row.addWidget(self.owner, 1)
        row.addWidget(self.due, 1)
        column.addLayout(row)
        foot = QHBoxLayout()
        foot.addWidget(self._hint, 1)
        foot.addWidget(self.drop)
        column.addLayout(foot)

    def show_line(self, action: ActionFields, hint: Hint) -> None:
        """Show what was filled in."""
        show_text(self.what, action.what)
        show_text(self.owner, action.owner)
        show_text(self.due, action.due)
        self._hint.setText(hint.words)
        set_kind(self._hint, "error" if hint.wrong else "hint")

    def _typed(self, words: str) -> None:
        self.edited.emit(self.index, self.sender().objectName(), words)

    def _dropped(self) -> None:
        self.dropped.emit(self.index)


class GroundLines(QWidget):
    """All reasons of a weighing; ``touched`` after every change, ``opened`` carries what somebody wants to see."""

    touched = Signal()
    opened = Signal(str)

    def __init__(self, form: WeighingForm, say: Translator) -> None:
        super().__init__()
        self._form, self._say = form, say
        self.lines: list[GroundLine] = []
        self.head = LinesHead(say("Reasons"))
        self._room, self.add = _rows(self, self.head, say("+ Reason"))
        self.add.clicked.connect(self._add)

    def show_lines(self, grounds: Sequence[GroundFields]) -> None:
        """Show a line per reason."""
        if len(grounds) != len(self.lines):
            clear_layout(self._room)
            self.lines = [GroundLine(index, self._say) for index in range(len(grounds))]
            for line in self.lines:
                line.edited.connect(self._edited)
                line.dropped.connect(self._dropped)
                line.opened.connect(self.opened)
                self._room.addWidget(line)
        self.add.setVisible(not self._form.signed)
        for line, ground in zip(self.lines, grounds, strict=True):
            line.show_line(ground, self._form)

    def _add(self) -> None:
        self._form.add_ground()
        self.touched.emit()

    def _edited(self, index: int, field: str, value: object) -> None:
        self._form.edit_ground(index, **{field: value})
        self.touched.emit()

    def _dropped(self, index: int) -> None:
        self._form.drop_ground(index)
        self.touched.emit()


class ActionLines(QWidget):
    """All actions of a weighing; ``touched`` after every change."""

    touched = Signal()

    def __init__(self, form: WeighingForm, say: Translator) -> None:
        super().__init__()
        self._form, self._say = form, say
        self.lines: list[ActionLine] = []
        self.head = LinesHead(say("Actions"))
        self._room, self.add = _rows(self, self.head, say("+ Action"))
        self.add.clicked.connect(self._add)

    def show_lines(self, actions: Sequence[ActionFields], hints: Mapping[str, Hint]) -> None:
        """Show a line per action."""
        if len(actions) != len(self.lines):
            clear_layout(self._room)
            self.lines = [ActionLine(index, self._say) for index in range(len(actions))]
            for line in self.lines:
                line.edited.connect(self._edited)
                line.dropped.connect(self._dropped)
                self._room.addWidget(line)
        self.add.setVisible(not self._form.signed)
        for line, action in zip(self.lines, actions, strict=True):
            line.drop.setVisible(not self._form.signed)
            line.show_line(action, hints.get(f"due{line.index}", Hint("")))

    def _add(self) -> None:
        self._form.add_action()
        self.touched.emit()

    def _edited(self, index: int, field: str, words: str) -> None:
        self._form.edit_action(index, **{field: words})
        self.touched.emit()

    def _dropped(self, index: int) -> None:
        self._form.drop_action(index)
        self.touched.emit()


def _rows(widget: QWidget, head: LinesHead, add: str) -> tuple[QVBoxLayout, QPushButton]:
    """Give a widget its head, room for lines and a button; return room and button."""
    column = QVBoxLayout(widget)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(6)
    column.addLayout(head)
    room = QVBoxLayout()
    room.setSpacing(8)
    column.addLayout(room)
    button = QPushButton(add)
    set_kind(button, "quiet")
    column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
    return room, button
