"""A picture that can be enlarged and turned; it only exists in memory."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QResizeEvent, QTransform
from PySide6.QtWidgets import QScrollArea, QWidget


class _Canvas(QWidget):
    """Paints the picture at its size."""

    def __init__(self) -> None:
        super().__init__()
        self.image = QImage()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the picture as large as the canvas."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(QRectF(self.rect()), self.image)
        painter.end()


class Picture(QScrollArea):
    """Shows one picture; ``scale`` is how large one dot of it is shown."""

    def __init__(self, label: str) -> None:
        super().__init__()
        self._canvas = _Canvas()
        self._canvas.setAccessibleName(label)
        self._zoom = 0.0
        self.scale = 1.0
        self._upright = QImage()
        self._turned = 0
        self.setAccessibleName(label)
        self.setWidget(self._canvas)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    @property
    def image(self) -> QImage:
        """Return the picture as it is shown."""
        return self._canvas.image

    def show_picture(self, pixels: bytes, width: int, height: int) -> None:
        """Show another picture."""
        self._upright = QImage(pixels, width, height, width * 4, QImage.Format.Format_RGB32).copy()
        self._turn()

    def show_as(self, zoom: float, turned: int) -> None:
        """Show the picture at a scale (0 fits it into its place), turned clockwise by so many degrees."""
        self._zoom = zoom
        if turned != self._turned:
            self._turned = turned
            self._turn()
        self._resize()

    def forget(self) -> None:
        """Let go of the picture."""
        self._upright = QImage()
        self._canvas.image = QImage()
        self._canvas.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the picture anew."""
        super().resizeEvent(event)
        self._resize()

    def sizeHint(self) -> QSize:
        """Ask for a readable size."""
        return QSize(560, 480)

    def _turn(self) -> None:
        self._canvas.image = self._upright.transformed(QTransform().rotate(self._turned))
        self._resize()

    def _resize(self) -> None:
        image, place = self._canvas.image, self.viewport().size()
        if image.isNull():
            return
        # A whole picture is never shown larger than it is: that would only blur it.
        fitting = min(place.width() / image.width(), place.height() / image.height(), 1.0)
        self.scale = self._zoom or fitting
        self._canvas.resize(max(round(image.width() * self.scale), 1), max(round(image.height() * self.scale), 1))
        self._canvas.update()
