"""The log of the vault: a table of everything that was done, with filters, the check of a printed code, and a file."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QGridLayout,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QPushButton,
    QTableView,
    QWidget,
)

from app.i18n import Translator
from app.ui.ask import Question, ask_reason
from app.ui.asked import AsksAgain
from app.ui.binding import show_options, show_text
from app.ui.dossier_check_dialog import DossierCheckDialog
from app.ui.files import choose_target
from app.ui.loose_words import LooseField
from app.ui.models.rows import RowsModel
from app.ui.pages.page import Page
from app.ui.theme import Theme
from app.ui.widgets.field import Field
from app.ui.widgets.flow import FlowLayout
from app.ui.widgets.kind import set_kind
from app.ui.widgets.steady import Combo
from app.ui.widgets.text import Text
from app.viewmodels.log import LogModel
from app.viewmodels.soundness import Soundness

CHECK = "check-dossier"
# Widths of the columns in line heights; the reason takes what is left.
_WIDTHS = (4.0, 10.5, 8.5, 15.0, 9.5)
_LEAST_REASON = 8.0


class LogPage(Page, AsksAgain):
    """Shows the state of ``LogModel``."""

    def __init__(self, model: LogModel, soundness: Soundness, say: Translator, theme: Theme) -> None:
        super().__init__(say, theme)
        self.model, self._soundness = model, soundness
        head = QHBoxLayout()
        head.addWidget(Text(say("Log"), "title", wrap=False), 1)
        self.back = QPushButton(say("Check a dossier …"))
        self.back.clicked.connect(self.check_dossier)
        head.addWidget(self.back)
        self.export = QPushButton(say("Write to a file …"))
        self.export.clicked.connect(self._ask_file)
        head.addWidget(self.export)
        self.column.addLayout(head)
        self.code = Text("", "muted")
        self.code.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.column.addWidget(self.code)
        self.checked = Text("", "muted")
        self.column.addWidget(self.checked)
        self.column.addWidget(self._make_check())
        self.answer = Text("")
        self.column.addWidget(self.answer)
        self.column.addWidget(self._make_filters())
        self.count = Text("", "hint")
        self.column.addWidget(self.count)
        self._rows = RowsModel(model.state.headings, right=frozenset({0}))
        self.table = self._make_table()
        self.column.addWidget(self.table, 1)
        self.follow(model.changed)
        self.follow(soundness.changed)
        self.refresh()

    def refresh(self) -> None:
        """Show the rows that fit and what became of a code."""
        state = self.model.state
        self._rows.show_rows([row.cells() for row in state.rows])
        self.count.setText(state.summary)
        self.code.setText(self.say("Code of the newest entry: {code}", code=state.code) if state.code else "")
        self.checked.setText(self._soundness.state.words)
        self.checked.setVisible(bool(self._soundness.state.words))
        self.answer.setText(state.answer)
        self.answer.setVisible(bool(state.answer))
        set_kind(self.answer, "error" if state.answer_wrong else "strong")
        self.export.setEnabled(bool(state.rows))
        show_text(self.text, state.text)
        show_text(self.period, state.period)
        self._period.set_hint(state.period_hint, wrong=state.period_wrong)
        show_options(self.case, [(one.key, one.label) for one in state.cases], state.case)
        show_options(self.person, [(one.key, one.label) for one in state.people], state.person)

    def show_record(self, record: str) -> None:
        """Open the check of a dossier for ``CHECK``; the log holds no records."""
        if record == CHECK:
            self.check_dossier()

    def check_dossier(self) -> None:
        """Check a dossier that came back."""
        DossierCheckDialog(self, self.model.dossier_check(), self.say).open()

    def focus_first(self) -> None:
        """Begin where one searches."""
        self.text.setFocus()

    def loose(self) -> Mapping[str, LooseField]:
        """Return where one narrows what is shown."""
        return {"code": self.typed, "text": self.text, "period": self.period}

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Divide the width over the columns."""
        super().resizeEvent(event)
        line = self.fontMetrics().height()
        room = self.width() / line - _LEAST_REASON
        part = min(1.0, room / sum(_WIDTHS))
        for column, width in enumerate(_WIDTHS):
            self.table.setColumnWidth(column, round(width * part * line))

    def _make_check(self) -> QWidget:
        """Build the field for a printed code."""
        place = QWidget()
        row = FlowLayout(place, gap=8)
        self.typed = QLineEdit()
        self.typed.setPlaceholderText("214-7KQ4-M2XD-9PT3-VW8C")
        self.typed.setAccessibleName(self.say("Code from paper"))
        self.typed.setMinimumWidth(self.fontMetrics().averageCharWidth() * 34)
        self.typed.returnPressed.connect(self._check)
        self.look = QPushButton(self.say("Check a code from paper"))
        self.look.clicked.connect(self._check)
        row.addWidget(self.typed)
        row.addWidget(self.look)
        return place

    def _make_filters(self) -> QWidget:
        """Build the filters."""
        say = self.say
        self.text, self.period = QLineEdit(), QLineEdit()
        self.text.setPlaceholderText(say("search in the words"))
        self.text.setClearButtonEnabled(True)
        self.period.setPlaceholderText(say("for example: since May 2025"))
        self.case, self.person = Combo(), Combo()
        for combo in (self.case, self.person):
            combo.setSizeAdjustPolicy(Combo.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            combo.setMinimumContentsLength(8)
        self.text.textChanged.connect(self._narrowed)
        self.period.textChanged.connect(self._narrowed)
        self.person.activated.connect(self._narrowed)
        self.case.activated.connect(self._case_chosen)
        self._period = Field(say("Period"), self.period)
        place = QWidget()
        grid = QGridLayout(place)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(10)
        fields = (Field(say("Search"), self.text), self._period, Field(say("Case"), self.case))
        for column, field in enumerate((*fields, Field(say("Who"), self.person))):
            grid.addWidget(field, 0, column, Qt.AlignmentFlag.AlignTop)
            grid.setColumnStretch(column, 1)
        return place

    def _make_table(self) -> QTableView:
        """Build the table."""
        table = QTableView()
        table.setModel(self._rows)
        table.setAccessibleName(self.say("Log"))
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.setTabKeyNavigation(False)
        table.verticalHeader().hide()
        header = table.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionResizeMode(len(_WIDTHS), QHeaderView.ResizeMode.Stretch)
        return table

    def _check(self) -> None:
        """Look up a code."""
        self.model.check(self.typed.text())

    def _narrowed(self) -> None:
        """Narrow what is shown."""
        self.model.narrow(text=self.text.text(), period=self.period.text(), person=str(self.person.currentData() or ""))

    def _case_chosen(self, _index: int) -> None:
        """Show the log of one case."""
        self.model.choose_case(str(self.case.currentData() or ""))

    def ask_again(self, about: str) -> bool:
        """Ask again why the log is written."""
        if about == "log":
            self._ask_file()
        return about == "log"

    def _ask_file(self) -> None:
        """Warn that the file is not encrypted, and ask why and where."""
        say = self.say
        question = Question(
            say("Write the log outside the vault?"),
            say("The file is not encrypted. It names people, case numbers and reasons."),
            say("Choose where …"),
        )
        ask_reason(self, question, say, partial(_choose, self, say), about="log")


def _choose(page: LogPage, say: Translator, reason: str) -> None:
    """Ask where the log is written."""
    name = say("log") + ".csv"
    choose_target(page, say("Write the log"), name, say("Table (*.csv)"), partial(page.model.deliver, reason))
