"""A drawing with its table twin and its menu: as a table, save as SVG, save as PNG."""

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Signal
from PySide6.QtGui import QAction, QContextMenuEvent, QImageWriter
from PySide6.QtWidgets import QMenu, QPushButton, QVBoxLayout, QWidget

from app.i18n import Translator
from app.ui.charts.canvas import ChartCanvas, Draw
from app.ui.charts.chart_table import ChartTable
from app.ui.theme import Theme
from app.ui.widgets.kind import set_kind
from app.ui.widgets.text import Text


class ChartView(QWidget):
    """Shows the drawing ``name``; ``opened`` carries a mark's key, ``file_asked`` the name and ``svg`` or ``png``.

    ``menu_button`` belongs beside the title of the card that holds the view.
    """

    opened = Signal(str)
    file_asked = Signal(str, str)

    def __init__(self, name: str, say: Translator, theme: Theme, wide: int = 2) -> None:
        super().__init__()
        self._name = name
        self.canvas = ChartCanvas(theme)
        self.table = ChartTable(theme, wide)
        self.table.hide()
        self._notes = Text("", "hint")
        self._notes.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for widget in (self.canvas, self.table, self._notes):
            column.addWidget(widget)
        self.menu = QMenu(self)
        self.as_table = QAction(say("As a table"), self)
        self.as_table.setCheckable(True)
        self.save_svg = QAction(say("Save as SVG …"), self)
        self.save_png = QAction(say("Save as PNG …"), self)
        self.menu.addActions([self.as_table, self.save_svg, self.save_png])
        self.menu_button = QPushButton("⋯")
        set_kind(self.menu_button, "quiet")
        self.menu_button.clicked.connect(self._open_menu)
        self.menu_button.setAccessibleName(say("More for this picture"))
        self.menu_button.setToolTip(say("As a table, save"))
        self.as_table.toggled.connect(self._toggled)
        self.save_svg.triggered.connect(self._ask_svg)
        self.save_png.triggered.connect(self._ask_png)
        self.canvas.opened.connect(self.opened)
        self.table.opened.connect(self.opened)

    def show_drawing(self, draw: Draw) -> None:
        """Show a drawing and fill its table."""
        self.canvas.show_drawing(draw)
        drawing = self.canvas.drawing
        if drawing is not None:
            self.table.show_table(drawing.table, drawing.title)
            self._notes.setText("\n".join(drawing.table.notes))
            self._notes.setVisible(self.as_table.isChecked() and bool(drawing.table.notes))

    def png(self) -> bytes:
        """Return the drawing as a PNG file."""
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        QImageWriter(buffer, QByteArray(b"PNG")).write(self.canvas.picture())
        return bytes(buffer.data().data())

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Open the menu where it was asked for."""
        self.menu.popup(event.globalPos())

    def _open_menu(self) -> None:
        """Open the menu below its button."""
        self.menu.popup(self.menu_button.mapToGlobal(self.menu_button.rect().bottomLeft()))

    def _toggled(self, table: bool) -> None:
        """Change between picture and table."""
        self.canvas.setVisible(not table)
        self.table.setVisible(table)
        self._notes.setVisible(table and bool(self._notes.text()))

    def _ask_svg(self) -> None:
        """Ask for an SVG file."""
        self.file_asked.emit(self._name, "svg")

    def _ask_png(self) -> None:
        """Ask for a PNG file."""
        self.file_asked.emit(self._name, "png")
