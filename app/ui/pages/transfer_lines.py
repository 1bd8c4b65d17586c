"""The custody of an exhibit: a line for every time it went from one hand into another."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from app.i18n import Translator
from app.ui.binding import clear_layout, show_text
from app.ui.widgets.kind import set_kind
from app.ui.widgets.lines_head import LinesHead
from app.ui.widgets.text import Text
from app.viewmodels.exhibit_form import ExhibitFactsForm, TransferRow
from app.viewmodels.known_day import Hint


class TransferLine(QWidget):
    """One transfer: when, from whom, to whom, and a note."""

    edited = Signal(int, str, str)
    dropped = Signal(int)

    def __init__(self, index: int, say: Translator) -> None:
        super().__init__()
        self.index = index
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        names = {"when": say("when"), "giver": say("from whom"), "receiver": say("to whom"), "note": say("note")}
        self.edits: dict[str, QLineEdit] = {}
        for pair in (("when", "note"), ("giver", "receiver")):
            row = QHBoxLayout()
            for name in pair:
                edit = self.edits[name] = QLineEdit()
                edit.setObjectName(name)
                edit.setPlaceholderText(names[name])
                edit.setAccessibleName(say("{field}, transfer {number}", field=names[name], number=index + 1))
                edit.textEdited.connect(self._typed)
                row.addWidget(edit, 1)
            column.addLayout(row)
        below = QHBoxLayout()
        self._hint = Text("", "hint")
        drop = QPushButton(say("Take away"))
        set_kind(drop, "quiet")
        drop.clicked.connect(self._dropped)
        below.addWidget(self._hint, 1)
        below.addStretch(0)
        below.addWidget(drop)
        column.addLayout(below)

    def show_line(self, row: TransferRow, hint: Hint) -> None:
        """Show what was filled in and how the day is read."""
        for name, edit in self.edits.items():
            show_text(edit, getattr(row, name))
        self._hint.setText(hint.words)
        self._hint.setVisible(bool(hint.words))
        set_kind(self._hint, "error" if hint.wrong else "hint")

    def _typed(self, words: str) -> None:
        """Tell what was typed."""
        self.edited.emit(self.index, self.sender().objectName(), words)

    def _dropped(self) -> None:
        """Ask to take the line away."""
        self.dropped.emit(self.index)


class TransferLines(QWidget):
    """Every transfer of the exhibit in ``form``; ``touched`` after every change."""

    touched = Signal()

    def __init__(self, form: ExhibitFactsForm, say: Translator) -> None:
        super().__init__()
        self._form, self._say = form, say
        self.lines: list[TransferLine] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self.head = LinesHead(say("Through whose hands it went"))
        column.addLayout(self.head)
        self._room = QVBoxLayout()
        self._room.setSpacing(8)
        column.addLayout(self._room)
        self.add = QPushButton(say("+ Transfer"))
        set_kind(self.add, "quiet")
        self.add.clicked.connect(self._add)
        column.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)

    def show_lines(self, rows: Sequence[TransferRow], hints: Mapping[str, Hint]) -> None:
        """Show a line per transfer."""
        if len(rows) != len(self.lines):
            clear_layout(self._room)
            self.lines = []
            for index in range(len(rows)):
                widget = TransferLine(index, self._say)
                widget.edited.connect(self._edited)
                widget.dropped.connect(self._dropped)
                self.lines.append(widget)
                self._room.addWidget(widget)
        for widget, row in zip(self.lines, rows, strict=True):
            widget.show_line(row, hints.get(f"transfer{widget.index}", Hint("")))

    def _add(self) -> None:
        """Add a line and begin in it."""
        self._form.add_transfer()
        self.lines[-1].edits["when"].setFocus()
        self.touched.emit()

    def _edited(self, index: int, field: str, words: str) -> None:
        """Take over what was typed in a line."""
        self._form.edit_transfer(index, **{field: words})
        self.touched.emit()

    def _dropped(self, index: int) -> None:
        """Take a line away."""
        self._form.drop_transfer(index)
        self.touched.emit()
