"""All cases of the vault, in a table with what asks attention in each."""

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QHeaderView, QLineEdit, QPushButton, QTableView, QWidget

from app.i18n import Translator
from app.ui.ask import Question, ask_reason
from app.ui.asked import AsksAgain
from app.ui.binding import show_text
from app.ui.files import choose_file, choose_target
from app.ui.loose_words import LooseField
from app.ui.models.rows import RowsModel
from app.ui.models.wrap import WrapDelegate
from app.ui.pages.page import Page
from app.ui.theme import Theme
from app.ui.widgets.card import Card
from app.ui.widgets.empty import EmptyState
from app.ui.widgets.flow import FlowLayout
from app.ui.widgets.kind import set_kind
from app.ui.widgets.segmented import Segmented
from app.ui.widgets.text import Text
from app.viewmodels.cases import CaseRow, Cases, Column

# Columns that are left out below a width at normal text size, the least needed first.
_ROOM = ((Column.HOLDER, 760), (Column.LAST, 600), (Column.INCIDENTS, 520))
_SORTED = (Column.REFERENCE, Column.NAME, Column.HOLDER, Column.INCIDENTS, Column.LAST)
_IMPORT = "import/"


class CasesPage(Page, AsksAgain):
    """Shows the state of ``Cases``; ``opened`` carries the case that is asked for, ``new_case`` asks for a new one.

    ``brought_in`` carries a case that came in with a case file.
    """

    opened = Signal(object)
    brought_in = Signal(object)
    new_case = Signal()

    def __init__(self, model: Cases, say: Translator, theme: Theme) -> None:
        super().__init__(say, theme)
        self._model = model
        self.column.addLayout(self._make_head())
        card = Card()
        self.column.addWidget(card, 1)
        card.body.addLayout(self._make_tools())
        self.table = self._make_table()
        card.body.addWidget(self.table, 1)
        self.empty = EmptyState(
            say("There are no cases yet"),
            say("Open a new case, or import a case file that another Patroonzicht wrote."),
            say("New case"),
        )
        self.empty.asked.connect(self.new_case)
        card.body.addWidget(self.empty, 1)
        self.nothing = Text(say("No case holds these words."), "muted")
        card.body.addWidget(self.nothing)
        self.count = Text("", "hint")
        card.body.addWidget(self.count)
        self.follow(model.changed)
        self.refresh()

    def refresh(self) -> None:
        """Show the rows."""
        state = self._model.state
        show_text(self.filter, state.filter)
        self.side.choose("closed" if state.closed else "open")
        chosen = self._chosen()
        self._rows.show_rows([_cells(row, self.say) for row in state.rows])
        self._rows.show_order(_SORTED.index(state.sort), descending=state.descending)
        self._choose(chosen)
        none_at_all = state.loaded and not state.open_count and not state.closed_count
        self.empty.setVisible(none_at_all)
        self.nothing.setVisible(state.loaded and not state.rows and not none_at_all)
        self.table.setVisible(bool(state.rows))
        self.count.setVisible(bool(state.rows))
        self.count.setText(state.summary)
        self.export.setEnabled(self._chosen() is not None)

    def focus_first(self) -> None:
        """Begin in the list of cases."""
        if self.table.isVisibleTo(self):
            self.table.setFocus()
        else:
            super().focus_first()

    def loose(self) -> Mapping[str, LooseField]:
        """Return where one narrows what is shown."""
        return {"filter": self.filter}

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave columns out where there is no room for everything; the attention column needs it most."""
        super().resizeEvent(event)
        for column, room in _ROOM:
            self.table.setColumnHidden(_SORTED.index(column), self.width() < self.theme.px(room))

    def _make_head(self) -> QHBoxLayout:
        """Build the title and the main actions."""
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(Text(self.say("All cases"), "title", wrap=False), 0, Qt.AlignmentFlag.AlignTop)
        row.addStretch(1)
        actions = QWidget()
        flow = FlowLayout(actions, gap=8)
        row.addWidget(actions)
        self.bring = QPushButton(self.say("Import case file …"))
        self.export = QPushButton(self.say("Export case file …"))
        self.new = QPushButton(self.say("New case"))
        set_kind(self.new, "primary")
        self.bring.clicked.connect(self._import)
        self.export.clicked.connect(self._ask_export)
        self.new.clicked.connect(self.new_case)
        for button in (self.bring, self.export, self.new):
            flow.addWidget(button)
        return row

    def offer_new(self, *, may_record: bool, sees_cases: bool = True) -> None:
        """Offer new cases and case files only to who may record: what leaves the vault is logged.

        Whoever ``sees_cases`` of none is told that, and not that there are none.
        """
        for button in (self.new, self.bring, self.export, self.empty.button):
            button.setVisible(may_record)
        self.empty.words.setVisible(may_record)
        if not sees_cases:
            self.empty.title.setText(self.say("Your role in this vault does not show cases."))

    def _make_tools(self) -> QHBoxLayout:
        """Build the filter and the choice between open and closed cases."""
        row = QHBoxLayout()
        row.setSpacing(8)
        self.filter = QLineEdit()
        self.filter.setPlaceholderText(self.say("Filter by number, name, holder or attention"))
        self.filter.setAccessibleName(self.say("Filter"))
        self.filter.setClearButtonEnabled(True)
        self.filter.textChanged.connect(self._model.look_for)
        self.side = Segmented(
            [("open", self.say("Open cases")), ("closed", self.say("Closed cases"))], self.say("Cases")
        )
        self.side.chosen.connect(self._sided)
        row.addWidget(self.filter, 1)
        row.addWidget(self.side)
        return row

    def _make_table(self) -> QTableView:
        """Build the table."""
        say = self.say
        headings = (say("Case number"), say("Name"), say("Case holder"), say("Incidents"), say("Last incident"))
        self._rows = RowsModel((*headings, say("Asks attention")), right=frozenset({3}))
        table = QTableView()
        table.setModel(self._rows)
        table.setAccessibleName(say("All cases"))
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setShowGrid(False)
        table.setWordWrap(True)
        table.setTabKeyNavigation(False)
        self._wrap = WrapDelegate(self.theme)
        table.setItemDelegateForColumn(len(headings), self._wrap)
        table.verticalHeader().hide()
        table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header = table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(len(headings), QHeaderView.ResizeMode.Stretch)
        header.setHighlightSections(False)
        header.setSectionsClickable(True)
        header.sectionClicked.connect(self._sort)
        table.activated.connect(self._activated)
        table.selectionModel().selectionChanged.connect(self._selected)
        return table

    def _sided(self, key: str) -> None:
        """Show open or closed cases."""
        self._model.show_closed(closed=key == "closed")

    def _sort(self, column: int) -> None:
        """Sort by a column that can be sorted by."""
        if column < len(_SORTED):
            self._model.sort_by(_SORTED[column])

    def _activated(self, index: QModelIndex) -> None:
        """Open the case of a row."""
        self.opened.emit(self._model.state.rows[index.row()].id)

    def _selected(self) -> None:
        """Allow what needs a chosen case."""
        self.export.setEnabled(self._chosen() is not None)

    def _chosen(self) -> UUID | None:
        """Return the case of the chosen row."""
        rows = self.table.selectionModel().selectedRows()
        place = rows[0].row() if rows else -1
        return self._model.state.rows[place].id if 0 <= place < len(self._model.state.rows) else None

    def _choose(self, case: UUID | None) -> None:
        """Choose the row of a case again."""
        for place, row in enumerate(self._model.state.rows):
            if row.id == case:
                self.table.selectRow(place)

    def _import(self) -> None:
        """Ask which case file is brought in."""
        choose_file(self, self.say("Import case file …"), self.say("Case file (*.json)"), self._import_file)

    def _import_file(self, path: str) -> None:
        """Ask why a case file is brought in."""
        say = self.say
        question = Question(
            say("Bring in this case file?"),
            say("The case comes in with its whole history. The log keeps the name of the file and the reason."),
            say("Bring in"),
        )
        ask_reason(self, question, say, partial(self._bring_in, path), about=f"{_IMPORT}{path}")

    def _bring_in(self, path: str, reason: str) -> None:
        """Bring a case file in."""
        self._model.import_file(Path(path), reason, self._imported)

    def _imported(self, case: UUID) -> None:
        """Go to the case that came in."""
        self.brought_in.emit(case)

    def _ask_export(self) -> None:
        """Ask about the chosen case."""
        case = self._chosen()
        if case is not None:
            self._ask_why(case)

    def ask_again(self, about: str) -> bool:
        """Ask again why a case file is written, or brought in."""
        kind, _, case = about.partition("/")
        if kind == "export":
            self._ask_why(UUID(case))
        elif about.startswith(_IMPORT):
            self._import_file(about.removeprefix(_IMPORT))
        return kind == "export" or about.startswith(_IMPORT)

    def _ask_why(self, case: UUID) -> None:
        """Warn that a case file is not encrypted, then ask why it is written and where it goes."""
        question = Question(
            self.say("Write a case file?"),
            self.say("A case file is not encrypted: whoever has the file can read everything in it."),
            self.say("Choose where …"),
        )
        ask_reason(self, question, self.say, partial(_choose_export, self, case), about=f"export/{case}")

    def export_to(self, case: UUID, reason: str, path: str) -> None:
        """Write a case file."""
        self._model.export_file(case, Path(path), reason)


def _choose_export(page: CasesPage, case: UUID, reason: str) -> None:
    """Ask where a case file is written."""
    choose_target(
        page,
        page.say("Export case file …"),
        page.say("case") + ".json",
        page.say("Case file (*.json)"),
        partial(page.export_to, case, reason),
    )


def _cells(row: CaseRow, say: Translator) -> tuple[str, ...]:
    """Return the words of a row; fiction is marked."""
    name = f"{row.name} ({say('fiction')})" if row.fictional else row.name
    return row.reference, name, row.holder, row.incidents, row.last, row.attention
