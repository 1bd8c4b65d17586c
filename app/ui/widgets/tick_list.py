"""A list of which lines can be ticked, with a field that searches it."""

from collections.abc import Collection, Sequence

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

_KEY = Qt.ItemDataRole.UserRole
_LINES = 7


class TickList(QWidget):
    """Shows lines with a box; ``ticked`` carries a key and whether its box is on now.

    Arrow down goes from the search into the list; the space bar ticks.
    """

    ticked = Signal(str, bool)

    def __init__(self, search: str, name: str) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        self.search = QLineEdit()
        self.search.setPlaceholderText(search)
        self.search.setAccessibleName(search)
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._narrow)
        self.search.installEventFilter(self)
        self.list = QListWidget()
        self.list.setAccessibleName(name)
        self.list.setUniformItemSizes(True)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.itemChanged.connect(self._changed)
        column.addWidget(self.search)
        column.addWidget(self.list)
        self._lines: tuple[tuple[str, str], ...] = ()
        self._ticked: frozenset[str] = frozenset()

    def show_lines(self, lines: Sequence[tuple[str, str]], ticked: Collection[str]) -> None:
        """Show (key, words) and which are ticked, without telling anybody."""
        fresh, on = tuple(lines), frozenset(ticked)
        if (fresh, on) == (self._lines, self._ticked):
            return
        self._ticked = on
        with QSignalBlocker(self.list):
            if fresh != self._lines:
                self._lines = fresh
                self._fill()
            for item in self._items():
                item.setCheckState(Qt.CheckState.Checked if item.data(_KEY) in on else Qt.CheckState.Unchecked)

    def item(self, key: str) -> QListWidgetItem:
        """Return the line of a key."""
        return next(item for item in self._items() if item.data(_KEY) == key)

    def showEvent(self, event: QShowEvent) -> None:
        """Give the list room for some lines of the size that letters have now."""
        super().showEvent(event)
        line = max(self.list.sizeHintForRow(0), self.list.fontMetrics().height())
        self.list.setFixedHeight(line * _LINES)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Go from the search into the list."""
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Down:
            first = next((item for item in self._items() if not item.isHidden()), None)
            if first is not None:
                self.list.setCurrentItem(first)
                self.list.setFocus()
            return True
        return super().eventFilter(watched, event)

    def _fill(self) -> None:
        """Make the lines anew."""
        self.list.clear()
        for key, words in self._lines:
            item = QListWidgetItem(words)
            item.setData(_KEY, key)
            item.setToolTip(words)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            self.list.addItem(item)
        self._narrow(self.search.text())

    def _items(self) -> list[QListWidgetItem]:
        """Return every line."""
        return [self.list.item(row) for row in range(self.list.count())]

    def _narrow(self, text: str) -> None:
        """Show the lines that hold every word."""
        words = text.casefold().split()
        for item in self._items():
            told = item.text().casefold()
            item.setHidden(not all(word in told for word in words))

    def _changed(self, item: QListWidgetItem) -> None:
        """Tell that a box was ticked or emptied."""
        key, on = str(item.data(_KEY)), item.checkState() is Qt.CheckState.Checked
        self._ticked = self._ticked | {key} if on else self._ticked - {key}
        self.ticked.emit(key, on)
