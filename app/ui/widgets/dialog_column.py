"""The column of a long form in a dialog: as high as what stands in it, until the window is full; then it scrolls."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from app.ui.widgets.scroll import ScrollColumn

_AROUND, _AROUND_LINES = 250, 8
_LEAST = 160


class DialogColumn(ScrollColumn):
    """Put widgets into ``column``; ``over`` is a widget of the window that the dialog stands over."""

    def __init__(self, over: QWidget) -> None:
        super().__init__(gap=10)
        around = max(_AROUND, _AROUND_LINES * over.fontMetrics().lineSpacing())
        self._most = max(over.window().height() - around, _LEAST)

    def sizeHint(self) -> QSize:
        """Return the size of what stands in it, as far as the window allows."""
        held = self.widget()
        if held is None:
            return super().sizeHint()
        inside = held.sizeHint()
        bar = self.verticalScrollBar().sizeHint().width()
        width = inside.width() + bar
        narrow = self.viewport().width() if self.isVisible() else inside.width()
        high = max(inside.height(), self.column.heightForWidth(narrow), held.minimumSizeHint().height())
        return QSize(width, min(high, self._most))

    def minimumSizeHint(self) -> QSize:
        """Return the same: nothing scrolls that would fit."""
        return self.sizeHint()
