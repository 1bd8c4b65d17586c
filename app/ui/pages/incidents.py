"""The incidents of a case: the list with its filters, and the form of one of them."""

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QGridLayout,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QPushButton,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from app.i18n import Translator
from app.ui.asked import AsksAgain
from app.ui.binding import show_options, show_text
from app.ui.cursor import put_in
from app.ui.exhibit_window import VIEWED, ExhibitWindow, show_exhibit
from app.ui.file_drop import FileDrop
from app.ui.files import choose_files
from app.ui.loose_words import LooseField, keeper_over
from app.ui.models.incident_table import BEHAVIOUR, MARK, NUMBER, SEVERITY, SOURCE, TOLD, WHEN, IncidentTable
from app.ui.pages.gate import GateCard
from app.ui.pages.incident_form import IncidentFormView
from app.ui.pages.page import Page
from app.ui.theme import Theme
from app.ui.widgets.card import Card
from app.ui.widgets.empty import EmptyState
from app.ui.widgets.field import Field
from app.ui.widgets.kind import set_kind
from app.ui.widgets.steady import Combo
from app.viewmodels.choice import Choice
from app.viewmodels.incidents import Incidents
from app.viewmodels.loose_words import ON_PAGE

_LIST = 290
_BOTH = 1290
# Widths of the columns in line heights; the flexible ones give way to the words that were told.
_FIXED = {NUMBER: 3.4, SEVERITY: 3.2}
_FLEXIBLE = {WHEN: 9.0, BEHAVIOUR: 12.5, SOURCE: 7.5, MARK: 7.5}
_TOLD_PART = 0.26
_ONE_ROW = 36


class IncidentList(Card):
    """The filters and the table."""

    def __init__(self, model: Incidents, say: Translator) -> None:
        super().__init__(say("Incidents"))
        self._model, self._say = model, say
        self._shared = 0
        self.new = QPushButton(say("+ Incident"))
        set_kind(self.new, "primary")
        self.new.clicked.connect(model.new)
        self.draft = QPushButton(say("Go on with the draft of a new incident"))
        set_kind(self.draft, "quiet")
        self.draft.clicked.connect(model.new)
        self.wide = QPushButton(say("show all"))
        set_kind(self.wide, "quiet")
        self.wide.clicked.connect(model.widen)
        for button in (self.wide, self.draft, self.new):
            self.head.addWidget(button)
        self._make_filters()
        self.table_model = IncidentTable(say)
        self.table = QTableView()
        self.table.setModel(self.table_model)
        self.table.setAccessibleName(say("Incidents"))
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setShowGrid(False)
        self.table.setWordWrap(False)
        self.table.setTabKeyNavigation(False)
        self.table.verticalHeader().hide()
        header = self.table.horizontalHeader()
        header.setHighlightSections(False)
        for column in (NUMBER, WHEN, BEHAVIOUR, SEVERITY, SOURCE, MARK):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Interactive)
        header.setSectionResizeMode(TOLD, QHeaderView.ResizeMode.Stretch)
        self.table.clicked.connect(self._opened)
        self.table.activated.connect(self._opened)
        self.empty = EmptyState(
            say("Nothing was recorded yet"), say("Record the first incident; a date may be uncertain."), ""
        )
        self.none = EmptyState(say("No incident fits this selection"))
        self.none_withdrawn = EmptyState(say("No incident was withdrawn from this case"))
        self.stack = QStackedWidget()
        for widget in (self.table, self.empty, self.none, self.none_withdrawn):
            self.stack.addWidget(widget)
        self.body.addWidget(self.stack, 1)

    def _make_filters(self) -> None:
        say = self._say
        self.text = QLineEdit()
        self.text.setPlaceholderText(say("search in the words"))
        self.text.setClearButtonEnabled(True)
        self.period = QLineEdit()
        self.period.setPlaceholderText(say("for example: since May 2025"))
        self.standing, self.behaviour, self.severity, self.source = Combo(), Combo(), Combo(), Combo()
        for combo in (self.standing, self.behaviour, self.severity, self.source):
            combo.setSizeAdjustPolicy(Combo.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            combo.setMinimumContentsLength(8)
            combo.activated.connect(self._narrowed)
        self.text.textChanged.connect(self._narrowed)
        self.period.textChanged.connect(self._narrowed)
        self.period_field = Field(say("Period"), self.period)
        self.filters = QWidget()
        self._grid = QGridLayout(self.filters)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(10)
        self._filter_fields = (
            Field(say("Search"), self.text),
            self.period_field,
            Field(say("Behaviour"), self.behaviour),
            Field(say("Severity"), self.severity),
            Field(say("Source"), self.source),
            Field(say("Shown"), self.standing),
        )
        self._arrange_filters()
        self.body.addWidget(self.filters)

    def refresh(self) -> None:
        """Show the list and its filters."""
        state = self._model.state
        self.set_title(self._say("Incidents"), state.summary)
        show_text(self.text, state.filter.text)
        show_text(self.period, state.filter.period)
        self.period_field.set_hint(state.period_hint, wrong=state.period_wrong)
        for combo, choices, chosen in (
            (self.behaviour, state.behaviours, state.filter.behaviour),
            (self.severity, state.severities, state.filter.severity),
            (self.source, state.sources, state.filter.source),
            (self.standing, state.standings, "withdrawn" if state.filter.withdrawn else ""),
        ):
            show_options(combo, _pairs(choices), chosen)
        self.wide.setVisible(state.narrowed)
        self.draft.setVisible(state.new_draft and state.open != "new")
        self.table_model.show_incidents(state.rows)
        row = self.table_model.row_of(state.open)
        if row >= 0:
            self.table.selectRow(row)
        else:
            self.table.clearSelection()
        nothing = self.none_withdrawn if state.filter.withdrawn else self.empty
        if state.narrowed:
            nothing = self.none
        self.stack.setCurrentWidget(self.table if state.rows or not state.ready else nothing)

    def be_narrow(self, narrow: bool) -> None:
        """Show only numbers and dates beside a form."""
        for column in (TOLD, BEHAVIOUR, SEVERITY, SOURCE, MARK):
            self.table.setColumnHidden(column, narrow)
        stretch = WHEN if narrow else TOLD
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(TOLD, QHeaderView.ResizeMode.Interactive)
        header.setSectionResizeMode(WHEN, QHeaderView.ResizeMode.Interactive)
        header.setSectionResizeMode(stretch, QHeaderView.ResizeMode.Stretch)
        self.filters.setHidden(narrow)
        self.new.setHidden(narrow or not self._model.may_record)
        self._share(0 if narrow else self.width())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Divide the width over the columns again."""
        super().resizeEvent(event)
        self._arrange_filters()
        if self._shared:
            self._share(self.width())

    def _arrange_filters(self) -> None:
        """Put the filters in one row, or in two where that is too narrow."""
        fields = self._filter_fields
        across = len(fields) if self.width() >= _ONE_ROW * self.fontMetrics().height() else len(fields) // 2
        for number, field in enumerate(fields):
            self._grid.addWidget(field, number // across, number % across, Qt.AlignmentFlag.AlignTop)
            self._grid.setColumnStretch(number, 1 if number < across else 0)

    def _share(self, width: int) -> None:
        """Divide a width over the columns, so that none is out of sight; what the user widened stays until then."""
        if width == self._shared:
            return
        self._shared = width
        line = self.fontMetrics().height()
        for column, lines in _FIXED.items():
            self.table.setColumnWidth(column, round(lines * line))
        room = width * (1 - _TOLD_PART) - sum(_FIXED.values()) * line
        part = min(line, room / sum(_FLEXIBLE.values()))
        for column, lines in _FLEXIBLE.items():
            self.table.setColumnWidth(column, max(round(lines * part), line))

    def _narrowed(self) -> None:
        self._model.narrow(
            text=self.text.text(),
            period=self.period.text(),
            behaviour=str(self.behaviour.currentData() or ""),
            severity=str(self.severity.currentData() or ""),
            source=str(self.source.currentData() or ""),
            withdrawn=self.standing.currentData() == "withdrawn",
        )

    def _opened(self, index: QModelIndex) -> None:
        self._model.open(self.table_model.incident(index.row()).id)


class IncidentsPage(Page, AsksAgain):
    """The list, and beside or instead of it the form that is open."""

    def __init__(self, model: Incidents, say: Translator, theme: Theme) -> None:
        super().__init__(say, theme)
        self.model = model
        self.list = IncidentList(model, say)
        self.form_view: IncidentFormView | None = None
        self._sought = ""
        self.gate: GateCard | None = None
        self.viewer: ExhibitWindow | None = None
        self._bar = QWidget()
        bar = QHBoxLayout(self._bar)
        bar.setContentsMargins(0, 0, 0, 0)
        self.back = QPushButton(f"‹ {say('All incidents')}")
        self.previous = QPushButton(say("Newer"))
        self.next = QPushButton(say("Older"))
        for button in (self.back, self.previous, self.next):
            set_kind(button, "quiet")
            bar.addWidget(button)
        bar.addStretch(1)
        self.back.clicked.connect(model.close)
        self.previous.clicked.connect(self._newer)
        self.next.clicked.connect(self._older)
        self._right = QWidget()
        self._room = QVBoxLayout(self._right)
        self._room.setContentsMargins(0, 0, 0, 0)
        self._room.setSpacing(6)
        self._room.addWidget(self._bar)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self.list, 1)
        row.addWidget(self._right, 4)
        self.column.addLayout(row, 1)
        self.follow(model.changed)
        self.follow(model.intake.changed)
        self.refresh()
        model.load()

    def refresh(self) -> None:
        """Show the list and the form that is open."""
        form, left = self.model.form, False
        if self.form_view is not None and self.form_view.form is not form:
            self.form_view.hide()
            self._room.removeWidget(self.form_view)
            self.form_view.deleteLater()
            self.form_view, left = None, True
            self._forget_sought()
        self._show_gate()
        if form is not None and self.form_view is None:
            self.form_view = IncidentFormView(form, self.say)
            self.form_view.wanted.connect(self.model.open)
            self.form_view.told_again.connect(self.model.tell_again)
            self.form_view.checklist.connect(self._to_checklist)
            links = self.form_view.card.exhibits
            links.viewed.connect(self._view)
            links.asked.connect(self._ask_files)
            self.drop = FileDrop(self.form_view)
            self.drop.dropped.connect(self.model.add_exhibits)
            self._room.addWidget(self.form_view, 1)
            self.form_view.show()
            put_in(self.form_view.card.when.edit)
            self._keep_sought(form.key, self.form_view.card.behaviours.edit)
        if self.form_view is not None:
            self.form_view.card.exhibits.show_intake(self.model.intake.words)
            self.form_view.show_account_draft(begun=self.model.state.account_draft)
        stands_in_list = form.incident is not None if form is not None else self.model.opened not in ("", "new")
        for button in (self.previous, self.next):
            button.setVisible(stands_in_list)
        self._arrange()
        self.list.refresh()
        if left and form is None:
            self.focus_first()

    def _keep_sought(self, form: str, field: QLineEdit) -> None:
        """Let the words with which a behaviour is looked for survive a lock, as long as the form is open."""
        keeper = keeper_over(self)
        if keeper is not None:
            self._sought = f"{ON_PAGE}{self.model.case}/behaviour/{form}"
            keeper.watch(self._sought, field)

    def _forget_sought(self) -> None:
        """Drop those words with their form."""
        keeper = keeper_over(self)
        if keeper is not None and self._sought:
            keeper.forget(self._sought)

    def _show_gate(self) -> None:
        """Show that the incident that was opened is hidden."""
        wanted = self.model.gate
        if self.gate is not None and self.gate.gate != wanted:
            self.gate.hide()
            self._room.removeWidget(self.gate)
            self.gate.deleteLater()
            self.gate = None
        if self.gate is None and wanted is not None:
            self.gate = GateCard(wanted, self.say)
            self.gate.asked.connect(self.model.show)
            self.gate.closed.connect(self.model.close)
            self._room.addWidget(self.gate, 1)
            put_in(self.gate.show_it)

    def hide_again(self) -> None:
        """Hide again what was shown."""
        self.leave()
        self.model.hide_again()

    def show_record(self, record: str) -> None:
        """Open an incident, or an empty form for "new"."""
        self.model.open(record)

    def focus_first(self) -> None:
        """Begin in the form, else in the list of incidents."""
        if self.form_view is not None:
            put_in(self.form_view.card.when.edit)
        elif self.list.table.isVisibleTo(self):
            self.list.table.setFocus()
        else:
            super().focus_first()

    def place(self) -> str:
        """Return the incident in the form."""
        return self.model.opened

    def loose(self) -> Mapping[str, LooseField]:
        """Return where one narrows what is shown."""
        return {"text": self.list.text, "period": self.list.period}

    def leave(self) -> None:
        """Keep what is half typed."""
        if self.model.form is not None:
            self.model.form.keep_draft()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show list and form side by side where there is room."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """Give the form the room it needs; the list stands beside it only on a wide page."""
        editing = self.form_view is not None or self.gate is not None
        both = editing and self.width() >= _BOTH
        # What goes away goes first: together they would ask for a wider window.
        shown = {self._right: editing, self.list: not editing or both}
        for part in sorted(shown, key=lambda part: shown[part]):
            part.setVisible(shown[part])
        self.back.setVisible(editing)
        self.list.be_narrow(both)
        self.list.setFixedWidth(_LIST) if both else self.list.setMaximumWidth(16777215)
        if not both:
            self.list.setMinimumWidth(0)

    def _newer(self) -> None:
        self.model.step(-1)

    def _older(self) -> None:
        self.model.step(1)

    def ask_again(self, about: str) -> bool:
        """Show an exhibit again over which something was asked."""
        if not about.startswith(VIEWED):
            return False
        self._view(about.removeprefix(VIEWED))
        return self.viewer is not None

    def _view(self, exhibit: str) -> None:
        self.viewer = show_exhibit(self, self.model.viewer(exhibit), self.say)

    def _ask_files(self) -> None:
        choose_files(self, self.say("Choose the files to add as exhibits"), self._files_chosen)

    def _files_chosen(self, paths: list[str]) -> None:
        self.model.add_exhibits([Path(path) for path in paths])

    def _to_checklist(self, question: str) -> None:
        self.goto.emit("checklists", question)


def _pairs(choices: tuple[Choice, ...]) -> list[tuple[str, str]]:
    return [(choice.key, choice.label) for choice in choices]
