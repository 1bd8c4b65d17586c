"""A page of paper: shows a painted page and says how wide it would like it."""

from PySide6.QtCore import QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

_LARGEST = 900
_MARGIN = 1
_REST_MS = 250


class Paper(QWidget):
    """Shows one picture as wide as its place; ``fitted`` carries the width in dots once the place rests."""

    fitted = Signal(int)

    def __init__(self, edge: str, label: str) -> None:
        super().__init__()
        self._edge = QColor(edge)
        self._image = QImage()
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self._rested)
        self.setAccessibleName(label)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_page(self, pixels: bytes, width: int, height: int, description: str) -> None:
        """Show a painted page."""
        self._image = QImage(pixels, width, height, width * 4, QImage.Format.Format_RGB32).copy()
        self.setAccessibleDescription(description)
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        """Follow the shape of the page."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of the page at a width."""
        if self._image.isNull():
            return width
        return round(min(width, _LARGEST) * self._image.height() / self._image.width()) + 2 * _MARGIN

    def sizeHint(self) -> QSize:
        """Prefer the width of a readable page."""
        return QSize(560, self.heightForWidth(560))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Ask for a page of the new width, when the place has come to rest."""
        super().resizeEvent(event)
        self._rest.start()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the page with a thin edge, in the middle."""
        if self._image.isNull():
            return
        width = min(self.width(), _LARGEST) - 2 * _MARGIN
        height = round(width * self._image.height() / self._image.width())
        left = (self.width() - width) // 2
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(QRect(left, _MARGIN, width, height), self._image)
        painter.setPen(self._edge)
        painter.drawRect(QRect(left, _MARGIN, width - 1, height - 1))
        painter.end()

    def _rested(self) -> None:
        """Tell the width in dots of the screen."""
        self.fitted.emit(round((min(self.width(), _LARGEST) - 2 * _MARGIN) * self.devicePixelRatioF()))
