"""Open a new case, or change a case and its people."""

from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QCheckBox,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.domain.person import Role
from app.i18n import Translator
from app.ui.binding import show_checked, show_options, show_text
from app.ui.cursor import put_in
from app.ui.dialog import Dialog
from app.ui.draft_timer import DraftTimer
from app.ui.theme import Theme
from app.ui.widgets.field import Field
from app.ui.widgets.field_marks import FieldMarks
from app.ui.widgets.held import hold_text
from app.ui.widgets.kind import set_kind, set_look
from app.ui.widgets.reading_order import ReadingOrder
from app.ui.widgets.scroll import ScrollColumn
from app.ui.widgets.steady import Combo
from app.ui.widgets.text import Text
from app.viewmodels.case_draft import PersonRow
from app.viewmodels.case_form import CaseForm
from app.viewmodels.sensitivity import sensitivity_choices, sensitivity_means

_WIDTH, _HEIGHT, _HIGHEST, _MARGIN = 720, 620, 680, 24
_ONE_ROW = 560


class PersonLine(QWidget):
    """One person and a note about them; ``edited``, ``removed`` and ``marked`` tell what the user did."""

    edited = Signal()
    removed = Signal()
    marked = Signal(str, str)

    def __init__(self, person: UUID, roles: tuple[tuple[str, str], ...], say: Translator, theme: Theme) -> None:
        super().__init__()
        self.person = person
        self._roles, self._theme = roles, theme
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self._rows = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._rows.setSpacing(8)
        column.addLayout(self._rows)
        self.name = self._edit(say("Name"), say("Name"))
        self.role = Combo()
        self.role.setAccessibleName(say("Role"))
        self.relation = self._edit(say("Relation"), say("such as: ex-partner"))
        self.birth_year = self._edit(say("Year of birth"), say("year"))
        self.birth_year.setFixedWidth(theme.px(70))
        self.remove = QPushButton("✕")
        self.remove.setAccessibleName(say("Remove this person"))
        self.remove.setToolTip(say("Remove this person"))
        set_kind(self.remove, "quiet")
        who, what = QHBoxLayout(), QHBoxLayout()
        who.addWidget(self.name, 3)
        who.addWidget(self.role, 2)
        what.addWidget(self.relation, 1)
        what.addWidget(self.birth_year)
        what.addWidget(self.remove)
        for row, stretch in ((who, 5), (what, 4)):
            row.setSpacing(8)
            self._rows.addLayout(row, stretch)
        self.note = self._edit(say("Note"), say("note, such as an address"))
        self.sensitivity = Combo()
        self.sensitivity.setAccessibleName(say("How far this may travel"))
        self.marks = FieldMarks(self, say)
        self.marks.chosen.connect(self.marked)
        who.insertWidget(1, self.marks.beside("name", say("Name"), self.name))
        what.insertWidget(1, self.marks.beside("relation", say("Relation"), self.relation))
        self._classes = [(choice.key, choice.label) for choice in sensitivity_choices(say)]
        about = QHBoxLayout()
        about.setSpacing(8)
        about.addWidget(self.note, 5)
        about.addWidget(self.marks.beside("note", say("Note"), self.note))
        about.addWidget(self.sensitivity, 4)
        self.sensitivity.setSizeAdjustPolicy(Combo.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.sensitivity.setMinimumContentsLength(8)
        column.addLayout(about)
        self.sensitivity.activated.connect(self.edited)
        self.role.currentIndexChanged.connect(self.edited)
        self.remove.clicked.connect(self.removed)

    def show_row(self, row: PersonRow, *, wrong: bool) -> None:
        """Show what is known of the person."""
        show_text(self.name, row.name)
        show_options(self.role, self._roles, row.role.value)
        show_text(self.relation, row.relation)
        show_text(self.birth_year, row.birth_year)
        show_text(self.note, row.note)
        show_options(self.sensitivity, self._classes, row.sensitivity)
        self.marks.show_marks(row.marks, row.sensitivity)
        for text in (self.name, self.relation, self.birth_year, self.note):
            hold_text(text, row.covered)
        for widget in (self.role, self.sensitivity, self.remove, *self.marks.buttons.values()):
            widget.setEnabled(not row.covered)
        for edit in (self.name, self.birth_year):
            set_look(edit, invalid="true" if wrong else "false")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take two rows where one is too narrow."""
        super().resizeEvent(event)
        beside = self.width() >= self._theme.px(_ONE_ROW)
        self._rows.setDirection(QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom)

    def _edit(self, name: str, hint: str) -> QLineEdit:
        """Build a field."""
        edit = QLineEdit()
        edit.setAccessibleName(name)
        edit.setPlaceholderText(hint)
        edit.textEdited.connect(self.edited)
        return edit


class CaseDialog(Dialog):
    """Shows the state of ``CaseForm`` and closes when it is saved; ``wants_term`` asks for its term of keeping."""

    wants_term = Signal()

    def __init__(self, parent: QWidget, model: CaseForm, say: Translator, theme: Theme) -> None:
        super().__init__(parent, model.state.title)
        self._model, self._say, self._theme = model, say, theme
        self._lines: list[PersonLine] = []
        room = parent.window().width() - _MARGIN
        self.resize(min(theme.px(_WIDTH), room), min(theme.px(_HEIGHT), _HIGHEST))
        scroll = self._room = ScrollColumn(gap=12)
        self._cursor: QWidget | None = None
        self.body.addWidget(scroll)
        self._order = ReadingOrder(scroll)
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        scroll.column.addLayout(grid)
        self.reference, self.name, self.holder, self.coverage = QLineEdit(), QLineEdit(), QLineEdit(), QLineEdit()
        self._fields = {
            "reference": Field(say("Case number"), self.reference),
            "name": Field(say("Name"), self.name),
            "holder": Field(say("Case holder"), self.holder),
            "coverage": Field(say("History asked from"), self.coverage),
        }
        places = {"reference": (0, 0), "name": (0, 1), "holder": (1, 0), "coverage": (1, 1)}
        for key, (row, column) in places.items():
            grid.addWidget(self._fields[key], row, column, Qt.AlignmentFlag.AlignTop)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        self.marks = FieldMarks(self, say)
        self.marks.add("name", self._fields["name"])
        self.sensitivity = Combo()
        self._far = Field(say("How far this may travel"), self.sensitivity)
        scroll.column.addWidget(self._far)
        self.fictional = QCheckBox(say("Fictional practice case"))
        self.closed = QCheckBox(say("This case is closed"))
        scroll.column.addWidget(self.fictional)
        scroll.column.addWidget(self.closed)
        self.closed.setVisible(not model.is_new)
        self.term = QPushButton(say("Term of this case …"))
        self.term.setToolTip(say("What is half typed here is kept until this form is opened again."))
        set_kind(self.term, "quiet")
        self.term.hide()
        self.term.clicked.connect(self._wants_term)
        scroll.column.addWidget(self.term, 0, Qt.AlignmentFlag.AlignLeft)
        scroll.column.addWidget(Text(say("People"), "heading"))
        self._people = QVBoxLayout()
        self._people.setSpacing(8)
        scroll.column.addLayout(self._people)
        scroll.column.addLayout(self._make_adders())
        scroll.column.addStretch(1)
        self.show_hidden = QPushButton(say("Show what is hidden"))
        scroll.column.insertWidget(0, self.show_hidden, alignment=Qt.AlignmentFlag.AlignLeft)
        self.cancel = self.add_button(say("Cancel"))
        self.save = self.add_button(say("Save"), main=True, default=True)
        self._connect()
        self._pause = DraftTimer(self, model.keep)
        model.changed.connect(self.refresh)
        self.refresh()
        put_in(self.name)

    @property
    def is_new(self) -> bool:
        """Whether it is the form of a new case."""
        return self._model.is_new

    def keep(self) -> None:
        """Keep what is half typed as a draft."""
        self._model.keep()

    def reject(self) -> None:
        """Close; what was typed stays as a draft, unless it was thrown away."""
        self._pause.stop()
        self._model.keep()
        super().reject()

    def refresh(self) -> None:
        """Show what is typed, what it was read as and what is wrong."""
        state = self._model.state
        if state.saved:
            self._pause.stop()
            self.accept()
            return
        if self._model.half_typed:
            self._pause.touch()
        self.words.setText(state.note)
        self.words.setVisible(bool(state.note))
        for edit, text in (
            (self.reference, state.reference),
            (self.name, state.name),
            (self.holder, state.holder),
            (self.coverage, state.coverage),
        ):
            show_text(edit, text)
        classes = [(choice.key, choice.label) for choice in sensitivity_choices(self._say)]
        show_options(self.sensitivity, classes, state.sensitivity)
        self._far.set_hint(sensitivity_means(state.sensitivity, self._say))
        self.marks.show_marks(state.marks, state.sensitivity)
        hold_text(self.name, state.covered)
        for widget in (self.sensitivity, *self.marks.buttons.values()):
            widget.setEnabled(not state.covered)
        self.show_hidden.setVisible(state.covered or any(row.covered for row in state.persons))
        show_checked(self.fictional, state.fictional)
        self.fictional.setEnabled(not state.stays_real)
        stays = self._say("A real case stays real. Open a new case to practise.") if state.stays_real else ""
        self.fictional.setToolTip(stays)
        show_checked(self.closed, state.closed)
        hints = {"coverage": state.coverage_read or self._say("Incidents from before this day were not asked about.")}
        for key, field in self._fields.items():
            wrong = state.wrong_field == key
            field.set_hint(state.error if wrong else hints.get(key, ""), wrong=wrong)
        self.show_error("" if state.wrong_field in self._fields else state.error)
        self._show_people(state.persons, state.wrong_field)
        self.save.setEnabled(not state.busy)
        self._hold(busy=state.busy)

    def _hold(self, *, busy: bool) -> None:
        """Take nothing in while it is saved, because the form closes after that; else the cursor comes back."""
        if busy and self._room.isEnabled():
            self._cursor = self.focusWidget()
        self._room.setEnabled(not busy)
        if not busy and self._cursor is not None:
            self._cursor.setFocus()
            self._cursor = None

    def _show_people(self, persons: tuple[PersonRow, ...], wrong_field: str) -> None:
        """Show a line for everybody; lines that stay keep their focus."""
        wanted = [person.id for person in persons]
        for line in [line for line in self._lines if line.person not in wanted]:
            self._lines.remove(line)
            self._people.removeWidget(line)
            line.hide()
            line.deleteLater()
        for person in wanted[len(self._lines) :]:
            line = PersonLine(person, self._model.roles(), self._say, self._theme)
            line.edited.connect(self._person_edited)
            line.removed.connect(self._person_removed)
            line.marked.connect(self._person_marked)
            self._lines.append(line)
            self._people.addWidget(line)
        for number, (line, row) in enumerate(zip(self._lines, persons, strict=True)):
            line.show_row(row, wrong=wrong_field == f"person{number}")
        self._order.follow()

    def _make_adders(self) -> QHBoxLayout:
        """Build the buttons that add somebody."""
        row = QHBoxLayout()
        self.add_child = QPushButton(self._say("+ Child"))
        self.add_other = QPushButton(self._say("+ Somebody else"))
        self.add_child.clicked.connect(self._child)
        self.add_other.clicked.connect(self._other)
        row.addWidget(self.add_child)
        row.addWidget(self.add_other)
        row.addStretch(1)
        return row

    def _connect(self) -> None:
        """Pass on what the user does."""
        for edit in (self.reference, self.name, self.holder):
            edit.textEdited.connect(self._edited)
        self.coverage.textEdited.connect(self._model.edit_coverage)
        self.sensitivity.activated.connect(self._edited)
        self.marks.chosen.connect(self._model.mark)
        self.show_hidden.clicked.connect(self._model.show_hidden)
        self.fictional.toggled.connect(self._edited)
        self.closed.toggled.connect(self._edited)
        self.cancel.clicked.connect(self._cancel)
        self.save.clicked.connect(self._model.save)

    def _cancel(self) -> None:
        """Close and throw away what was typed."""
        self._model.discard()
        self.reject()

    def _wants_term(self) -> None:
        self.wants_term.emit()

    def _edited(self) -> None:
        """Pass on what was typed about the case."""
        self._model.edit(
            reference=self.reference.text(),
            name=self.name.text(),
            holder=self.holder.text(),
            fictional=self.fictional.isChecked(),
            closed=self.closed.isChecked(),
            sensitivity=str(self.sensitivity.currentData()),
        )

    def _person_edited(self) -> None:
        """Pass on what was typed about somebody."""
        line = self.sender()
        if isinstance(line, PersonLine):
            self._model.edit_person(
                self._lines.index(line),
                name=line.name.text(),
                role=Role(line.role.currentData()),
                relation=line.relation.text(),
                birth_year=line.birth_year.text(),
                note=line.note.text(),
                sensitivity=str(line.sensitivity.currentData()),
            )

    def _person_marked(self, name: str, mark: str) -> None:
        """Pass on how far a field about somebody may travel."""
        line = self.sender()
        if isinstance(line, PersonLine):
            self._model.mark_person(self._lines.index(line), name, mark)

    def _person_removed(self) -> None:
        """Pass on that somebody was removed."""
        line = self.sender()
        if isinstance(line, PersonLine):
            self._model.remove_person(self._lines.index(line))

    def _child(self) -> None:
        """Add a child."""
        self._model.add_person(Role.CHILD)
        self._lines[-1].name.setFocus()

    def _other(self) -> None:
        """Add somebody else."""
        self._model.add_person(Role.RELATIVE)
        self._lines[-1].name.setFocus()
