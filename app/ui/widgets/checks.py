"""A field in which several things out of a list can be ticked."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QMenu, QSizePolicy

from app.ui.widgets.steady import Combo


class _StayingMenu(QMenu):
    """A menu that stays open while things are ticked."""

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tick without closing."""
        action = self._marked()
        if action is not None and action.isCheckable():
            action.trigger()
            return
        super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tick with the space bar without closing."""
        action = self._marked()
        if event.key() == Qt.Key.Key_Space and action is not None and action.isCheckable():
            action.trigger()
            return
        super().keyPressEvent(event)

    def _marked(self) -> QAction | None:
        """Return what the mouse or the keys point at, if anything; Qt promises it always, and does not keep that."""
        action: QAction | None = self.activeAction()
        return action


class Checks(Combo):
    """Shows what is ticked; ``ticked`` tells that the user changed it, ``keys`` holds the keys in list order."""

    ticked = Signal()

    def __init__(self, nothing: str, empty: str) -> None:
        super().__init__()
        self._nothing, self._empty = nothing, empty
        self._options: tuple[tuple[str, str], ...] | None = None
        self.setSizeAdjustPolicy(Combo.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(6)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.addItem(nothing)
        self._list = _StayingMenu(self)

    @property
    def keys(self) -> tuple[str, ...]:
        """Return the ticked keys."""
        return tuple(str(action.data()) for action in self._list.actions() if action.isChecked())

    def action(self, key: str) -> QAction:
        """Return the line of a key, for tests."""
        return next(action for action in self._list.actions() if action.data() == key)

    def show_choices(self, options: Sequence[tuple[str, str]], ticked: Sequence[str]) -> None:
        """Show what can be ticked and what is, without telling anybody."""
        if tuple(options) != self._options:
            self._options = tuple(options)
            self._list.clear()
            for key, text in self._options:
                action = QAction(text.replace("&", "&&"), self._list)
                action.setCheckable(True)
                action.setData(key)
                action.triggered.connect(self._ticked)
                self._list.addAction(action)
            if not self._options:
                self._list.addAction(self._empty).setEnabled(False)
        for action in self._list.actions():
            action.setChecked(action.data() in ticked)
        self._show_ticked()

    def showPopup(self) -> None:
        """Open the list below the field, as wide as the field."""
        self._list.setMinimumWidth(self.width())
        self._list.popup(self.mapToGlobal(QPoint(0, self.height())))

    def hidePopup(self) -> None:
        """Close the list."""
        self._list.hide()
        super().hidePopup()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shorten the words to the width."""
        super().resizeEvent(event)
        self._show_ticked()

    def _ticked(self) -> None:
        """Tell that the user ticked or unticked something."""
        self._show_ticked()
        self.ticked.emit()

    def _show_ticked(self) -> None:
        words = ", ".join(text for key, text in self._options or () if key in self.keys)
        room = max(self.width() - 3 * self.fontMetrics().height(), 40)
        self.setItemText(0, self.fontMetrics().elidedText(words or self._nothing, Qt.TextElideMode.ElideRight, room))
        self.setToolTip(words)
