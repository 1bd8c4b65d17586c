"""A column of widgets that scrolls when it is higher than its place."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

_MARGIN = 40


class ScrollColumn(QScrollArea):
    """Put widgets into ``column``; the width follows the place, the height scrolls.

    With ``snug`` the height follows from the width alone; else a hint for the narrowest width leaves an empty foot.
    """

    def __init__(self, *, gap: int = 16, snug: bool = False) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inner = QWidget()
        inner.setProperty("kind", "scrolled")
        self.column = QVBoxLayout(inner)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(gap)
        if snug:
            inner.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        self.setWidget(inner)
        self.viewport().setAutoFillBackground(False)
        self._awaited: QWidget | None = None
        self.verticalScrollBar().rangeChanged.connect(self._laid_out)

    def bring(self, widget: QWidget) -> None:
        """Scroll to a widget; one that was added a moment ago is waited for until it has its place."""
        self._awaited = None if self.verticalScrollBar().maximum() else widget
        self.ensureWidgetVisible(widget, 0, _MARGIN)

    def _laid_out(self) -> None:
        """Scroll to what was waited for."""
        if self._awaited is not None:
            self.ensureWidgetVisible(self._awaited, 0, _MARGIN)
            self._awaited = None
