"""The sources of an entry: one row each, with how that source knows it and when it told."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from app.i18n import Translator
from app.ui.binding import show_options, show_text
from app.ui.widgets.field import Field
from app.ui.widgets.kind import set_kind
from app.ui.widgets.reading_order import ReadingOrder
from app.ui.widgets.steady import Combo
from app.viewmodels.incident_fields import SourceRow
from app.viewmodels.incident_state import Choices, IncidentFormState


class SourceRowEdit(QWidget):
    """One source: choose a known one or type a new name; ``edited`` carries what changed, ``removed`` the row."""

    edited = Signal(int, dict)
    removed = Signal(int)

    def __init__(self, index: int, say: Translator) -> None:
        super().__init__()
        self._index, self._say = index, say
        self._known: dict[str, str] = {}
        self.source = Combo()
        self.source.setEditable(True)
        self.source.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.source.setMinimumContentsLength(8)
        self.name_edit.setPlaceholderText(say("choose, or type a new source"))
        self.kind = Combo()
        self.knowledge = Combo()
        self.told = QLineEdit()
        self.told.setPlaceholderText(say("day, for example 24 March 2026"))
        self.remove = QPushButton("✕")
        set_kind(self.remove, "quiet")
        self.remove.setAccessibleName(say("Take this source away"))
        self.remove.setToolTip(say("Take this source away"))
        self.source_field = Field(say("Source"), self.source)
        self.told_to, self.language, self.interpreter = QLineEdit(), QLineEdit(), Combo()
        self.told_to.setPlaceholderText(say("role or organisation"))
        self.language.setPlaceholderText(say("as it was spoken"))
        self.interpreter.setMinimumContentsLength(8)
        self.kind_field = Field(say("What kind of source"), self.kind)
        self.knowledge_field = Field(say("How it knows this"), self.knowledge)
        self.told_field = Field(say("Told on"), self.told)
        self.spoken = (
            Field(say("Told to"), self.told_to),
            Field(say("In which language"), self.language),
            Field(say("Interpreter"), self.interpreter),
        )
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        for column, field in enumerate((self.source_field, self.knowledge_field, self.told_field)):
            grid.addWidget(field, 0, column)
            grid.setColumnStretch(column, 1)
        grid.addWidget(self.remove, 0, 3)
        grid.addWidget(self.kind_field, 1, 0)
        for column, field in enumerate(self.spoken):
            grid.addWidget(field, 2, column)
        self.source.activated.connect(self._chosen)
        self.name_edit.textEdited.connect(self._typed)
        self.kind.activated.connect(self._kind)
        self.knowledge.activated.connect(self._knowledge)
        self.told.textEdited.connect(self._told)
        self.told_to.textEdited.connect(self._told_to)
        self.language.textEdited.connect(self._language)
        self.interpreter.activated.connect(self._interpreter)
        self.remove.clicked.connect(self._remove)

    @property
    def name_edit(self) -> QLineEdit:
        """Return the field in which a name is typed."""
        edit = self.source.lineEdit()
        if edit is None:
            raise RuntimeError("the source combo box is editable")
        return edit

    def show_row(self, row: SourceRow, choices: Choices, state: IncidentFormState) -> None:
        """Show a row and what is wrong with it."""
        self._known = {choice.key: choice.label for choice in choices.sources}
        show_options(self.source, [(choice.key, choice.label) for choice in choices.sources], row.source)
        show_text(self.name_edit, self._known.get(row.source, row.name))
        show_options(self.kind, [(choice.key, choice.label) for choice in choices.source_kinds], row.kind)
        nothing = ("", self._say("choose…"))
        show_options(
            self.knowledge, [nothing, *((choice.key, choice.label) for choice in choices.knowledge)], row.knowledge
        )
        show_text(self.told, row.told)
        show_text(self.told_to, row.told_to)
        show_text(self.language, row.language)
        show_options(self.interpreter, [(one.key, one.label) for one in choices.interpreters], row.interpreter)
        for spoken in self.spoken:
            spoken.setVisible(not row.empty)
        self.kind_field.setVisible(not row.source and bool(row.name.strip()))
        self.remove.setVisible(len(state.fields.sources) > 1 or not row.empty)
        for name, field in (
            ("source", self.source_field),
            ("knowledge", self.knowledge_field),
            ("told", self.told_field),
        ):
            hint = state.read.hints.get(f"{name}{self._index}")
            wrong = hint is not None and hint.wrong and bool(state.told)
            field.set_hint(hint.words if hint is not None and (wrong or not hint.wrong) else "", wrong=wrong)

    def _chosen(self, index: int) -> None:
        self.edited.emit(self._index, {"source": str(self.source.itemData(index)), "name": ""})

    def _typed(self, words: str) -> None:
        """Take a typed name: a known source when it is exactly that, else a new one."""
        known = next((key for key, label in self._known.items() if label.casefold() == words.strip().casefold()), "")
        self.edited.emit(self._index, {"source": known, "name": "" if known else words})

    def _kind(self) -> None:
        self.edited.emit(self._index, {"kind": str(self.kind.currentData())})

    def _knowledge(self) -> None:
        self.edited.emit(self._index, {"knowledge": str(self.knowledge.currentData())})

    def _told(self, words: str) -> None:
        self.edited.emit(self._index, {"told": words})

    def _told_to(self, words: str) -> None:
        self.edited.emit(self._index, {"told_to": words})

    def _language(self, words: str) -> None:
        self.edited.emit(self._index, {"language": words})

    def _interpreter(self) -> None:
        self.edited.emit(self._index, {"interpreter": str(self.interpreter.currentData())})

    def _remove(self) -> None:
        self.removed.emit(self._index)


class SourceRows(QWidget):
    """All sources of an entry, and a button for one more."""

    edited = Signal(int, dict)
    removed = Signal(int)
    asked_for_more = Signal()

    def __init__(self, say: Translator) -> None:
        super().__init__()
        self._say = say
        self.rows: list[SourceRowEdit] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self._column = QVBoxLayout()
        self._column.setSpacing(8)
        column.addLayout(self._column)
        self.more = QPushButton(say("+ another source"))
        set_kind(self.more, "quiet")
        self.more.clicked.connect(self.asked_for_more)
        foot = self.foot = QHBoxLayout()
        foot.addWidget(self.more)
        foot.addStretch(1)
        column.addLayout(foot)
        self._order = ReadingOrder(self)

    def show_rows(self, rows: Sequence[SourceRow], state: IncidentFormState) -> None:
        """Show the rows of a form; widgets stay where they are, so that typing is not disturbed."""
        while len(self.rows) > len(rows):
            gone = self.rows.pop()
            gone.hide()
            gone.deleteLater()
        while len(self.rows) < len(rows):
            row = SourceRowEdit(len(self.rows), self._say)
            row.edited.connect(self.edited)
            row.removed.connect(self.removed)
            self._column.addWidget(row)
            self.rows.append(row)
        for widget, fields in zip(self.rows, rows, strict=True):
            widget.show_row(fields, state.choices, state)
        self._order.follow()
