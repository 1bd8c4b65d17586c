"""The sources of a form: a line for each, and a button for one more."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from app.i18n import Translator
from app.ui.binding import clear_layout, show_options, show_text
from app.ui.widgets.kind import set_kind
from app.ui.widgets.lines_head import LinesHead
from app.ui.widgets.steady import Combo
from app.ui.widgets.text import Text
from app.viewmodels.choice import Choice
from app.viewmodels.incident_words import interpreter_choices, knowledge_choices
from app.viewmodels.known_day import Hint
from app.viewmodels.source_fields import SourcedForm, SourceFields


class Spoken(QWidget):
    """To whom a source told it, in which language, and through whom; ``edited`` tells the field and its words."""

    edited = Signal(str, str)

    def __init__(self, say: Translator) -> None:
        super().__init__()
        self._say = say
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        self.told_to, self.language, self.interpreter = QLineEdit(), QLineEdit(), Combo()
        for edit, name, field in (
            (self.told_to, say("Told to"), "told_to"),
            (self.language, say("In which language"), "language"),
        ):
            edit.setPlaceholderText(name)
            edit.setAccessibleName(name)
            edit.textEdited.connect(partial(self.edited.emit, field))
            row.addWidget(edit, 1)
        self.interpreter.setAccessibleName(say("Interpreter"))
        self.interpreter.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.interpreter.setMinimumContentsLength(8)
        self.interpreter.activated.connect(self._chosen)
        row.addWidget(self.interpreter, 1)

    def show_line(self, line: SourceFields) -> None:
        """Show what was filled in; nothing where there is no source yet."""
        show_text(self.told_to, line.told_to)
        show_text(self.language, line.language)
        _, *through = ((choice.key, choice.label) for choice in interpreter_choices(self._say))
        nothing = ("", self._say("interpreter: not recorded"))
        show_options(self.interpreter, [nothing, *through], line.interpreter)
        self.setVisible(not line.empty)

    def _chosen(self, _index: int) -> None:
        """Tell through whom it came."""
        self.edited.emit("interpreter", str(self.interpreter.currentData()))


class SourceLine(QWidget):
    """One source of a record: which, how it knows, when and how it told."""

    edited = Signal(int, str, str)
    dropped = Signal(int)

    def __init__(self, index: int, say: Translator) -> None:
        super().__init__()
        self.index = index
        self._say = say
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        self.source = Combo()
        self.source.setAccessibleName(say("Source {number}", number=index + 1))
        self.source.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.source.setMinimumContentsLength(10)
        self.source.activated.connect(self._source_chosen)
        self.name = QLineEdit()
        self.name.setPlaceholderText(say("name of a new source"))
        self.name.setAccessibleName(say("name of a new source"))
        self.name.textEdited.connect(self._named)
        self.knowledge = Combo()
        self.knowledge.setAccessibleName(say("How the source knows it"))
        self.knowledge.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.knowledge.setMinimumContentsLength(8)
        self.knowledge.activated.connect(self._knowledge_chosen)
        self.told = QLineEdit()
        self.told.setPlaceholderText(say("told on"))
        self.told.setAccessibleName(say("told on"))
        self.told.textEdited.connect(self._told)
        self.spoken = Spoken(say)
        self.spoken.edited.connect(self._spoken)
        self._hint = Text("", "hint")
        drop = QPushButton(say("Take away"))
        set_kind(drop, "quiet")
        drop.clicked.connect(self._dropped)
        first, second = QHBoxLayout(), QHBoxLayout()
        first.addWidget(self.source, 1)
        first.addWidget(self.name, 1)
        second.addWidget(self.knowledge, 1)
        second.addWidget(self.told, 1)
        column.addLayout(first)
        column.addLayout(second)
        column.addWidget(self.spoken)
        third = QHBoxLayout()
        third.addWidget(self._hint, 1)
        third.addStretch(0)
        third.addWidget(drop)
        column.addLayout(third)

    def show_line(self, line: SourceFields, known: Sequence[Choice], hint: Hint) -> None:
        """Show what was filled in."""
        options = [("", self._say("new source")), *((choice.key, choice.label) for choice in known)]
        show_options(self.source, options, line.source)
        self.name.setVisible(not line.source)
        show_text(self.name, line.name)
        choices = [(choice.key, choice.label) for choice in knowledge_choices(self._say)]
        show_options(self.knowledge, choices, line.knowledge)
        show_text(self.told, line.told)
        self.spoken.show_line(line)
        self._hint.setText(hint.words)
        self._hint.setVisible(bool(hint.words))
        set_kind(self._hint, "error" if hint.wrong else "hint")

    def _source_chosen(self, _index: int) -> None:
        """Tell the chosen source."""
        self.edited.emit(self.index, "source", str(self.source.currentData()))

    def _named(self, words: str) -> None:
        """Tell the name of a new source."""
        self.edited.emit(self.index, "name", words)

    def _knowledge_chosen(self, _index: int) -> None:
        """Tell how the source knows it."""
        self.edited.emit(self.index, "knowledge", str(self.knowledge.currentData()))

    def _told(self, words: str) -> None:
        """Tell when it was told."""
        self.edited.emit(self.index, "told", words)

    def _spoken(self, field: str, words: str) -> None:
        """Tell to whom and how it was told."""
        self.edited.emit(self.index, field, words)

    def _dropped(self) -> None:
        """Ask to take the line away."""
        self.dropped.emit(self.index)


class SourceLines(QWidget):
    """All sources of the record in ``form``; ``touched`` after every change."""

    touched = Signal()

    def __init__(self, form: SourcedForm[Any], say: Translator) -> None:
        super().__init__()
        self._form = form
        self._say = say
        self.lines: list[SourceLine] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self.head = LinesHead(say("Sources"))
        column.addLayout(self.head)
        self._room = QVBoxLayout()
        self._room.setSpacing(8)
        column.addLayout(self._room)
        self.add = QPushButton(say("+ Source"))
        set_kind(self.add, "quiet")
        self.add.clicked.connect(self._add)
        column.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)

    def show_lines(self, lines: Sequence[SourceFields], hints: Mapping[str, Hint]) -> None:
        """Show a line per source."""
        if len(lines) != len(self.lines):
            clear_layout(self._room)
            self.lines = []
            for index in range(len(lines)):
                widget = SourceLine(index, self._say)
                widget.edited.connect(self._edited)
                widget.dropped.connect(self._dropped)
                self.lines.append(widget)
                self._room.addWidget(widget)
        known = self._form.source_choices()
        for widget, line in zip(self.lines, lines, strict=True):
            widget.show_line(line, known, hints.get(f"told{widget.index}", Hint("")))

    def _add(self) -> None:
        """Add a line."""
        self._form.add_source()
        self.touched.emit()

    def _edited(self, index: int, field: str, words: str) -> None:
        """Take over what was typed in a line."""
        self._form.edit_source(index, **{field: words})
        self.touched.emit()

    def _dropped(self, index: int) -> None:
        """Take a line away."""
        self._form.drop_source(index)
        self.touched.emit()
