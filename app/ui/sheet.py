"""The sheet with the head and the page of a case; it scrolls as a whole when text is large or room is short."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from app.ui.theme import Theme

_SIDE, _TOP, _BOTTOM, _GAP = 22, 16, 6, 14
_LOWEST = 330


class Sheet(QScrollArea):
    """Gives the page all the room there is, but never less than it can be used in; ``above`` holds the head."""

    def __init__(self, stack: QStackedWidget, theme: Theme) -> None:
        super().__init__()
        self._stack = stack
        self._lowest = theme.px(_LOWEST)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._inner = QWidget()
        self._inner.setProperty("kind", "scrolled")
        column = QVBoxLayout(self._inner)
        column.setContentsMargins(_SIDE, _TOP, _SIDE, _BOTTOM)
        column.setSpacing(_GAP)
        self.above = QVBoxLayout()
        column.addLayout(self.above)
        column.addWidget(stack, 1)
        self.setWidget(self._inner)
        self.viewport().setAutoFillBackground(False)
        self._stack.currentChanged.connect(self._page_changed)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the sheet to the room."""
        super().resizeEvent(event)
        self.fit()

    def event(self, event: QEvent) -> bool:
        """Fit the sheet again when something on it asks for another size."""
        handled = super().event(event)
        if event.type() is QEvent.Type.LayoutRequest:
            self.fit()
        return handled

    def fit(self) -> None:
        """Give the sheet the size of the room, or what it needs at least."""
        room = self.viewport().size()
        page = self._stack.currentWidget()
        least = page.minimumSizeHint() if page is not None else self._inner.size()
        width = max(room.width(), least.width() + 2 * _SIDE)
        inside = room.width() - 2 * _SIDE
        self.above.setContentsMargins(0, 0, width - room.width(), 0)
        above = self.above.heightForWidth(inside) if self.above.hasHeightForWidth() else self.above.sizeHint().height()
        needed = max(above, 0) + _GAP + max(least.height(), self._lowest) + _TOP + _BOTTOM
        self._inner.resize(width, max(room.height(), needed))

    def _page_changed(self) -> None:
        """Fit the sheet to another page."""
        self.verticalScrollBar().setValue(0)
        self.fit()
