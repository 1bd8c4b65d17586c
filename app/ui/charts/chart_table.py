"""The table twin on the screen: rows of words that can be walked through and opened."""

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from app.charts.table import Table
from app.ui.models.rows import RowsModel
from app.ui.theme import Theme

_MOST_ROWS = 14


class ChartTable(QTableView):
    """A table of ready words; ``opened`` carries the key of a row. ``wide`` is the column that takes what is left."""

    opened = Signal(str)

    def __init__(self, theme: Theme, wide: int = 2) -> None:
        super().__init__()
        self._wide = wide
        self._row_height = theme.px(30)
        self._keys: tuple[str, ...] = ()
        self._columns: tuple[str, ...] = ()
        self._model: RowsModel | None = None
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(self._row_height)
        self.horizontalHeader().setHighlightSections(False)
        self.activated.connect(self._activated)
        self.clicked.connect(self._clicked)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_table(self, table: Table, name: str) -> None:
        """Show other rows."""
        self.setAccessibleName(name)
        self._keys = tuple(row.key for row in table.rows)
        if self._model is None or self._columns != table.columns:
            self._columns = table.columns
            self._model = RowsModel(table.columns)
            self.setModel(self._model)
            header = self.horizontalHeader()
            header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
            if self._wide < len(table.columns):
                header.setSectionResizeMode(self._wide, QHeaderView.ResizeMode.Stretch)
        self._model.show_rows([row.cells for row in table.rows])
        shown = min(max(len(table.rows), 1), _MOST_ROWS)
        self.setFixedHeight(shown * self._row_height + self.horizontalHeader().sizeHint().height() + 4)

    def _clicked(self, index: QModelIndex) -> None:
        """Open the record when its number is clicked; other cells only choose the row."""
        if index.column() == 0:
            self.opened.emit(self._keys[index.row()])

    def _activated(self, index: QModelIndex) -> None:
        """Open the record of a row (Enter or a double click)."""
        self.opened.emit(self._keys[index.row()])
