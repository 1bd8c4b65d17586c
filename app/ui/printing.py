"""Print a PDF that only exists in memory, through the printer dialog of the system."""

from collections.abc import Callable
from functools import partial

import pypdfium2
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget

_POINTS_PER_INCH = 72
_FINE = 300


class PrintDialog(QPrintDialog):
    """Asks for a printer and prints; it drops itself when it closes. What is printed gets a neutral name.

    ``log`` gets what prints, and calls it once the printing stands in the log; when it cannot, nothing is printed.
    """

    def __init__(self, parent: QWidget, pdf: bytes, log: Callable[[Callable[[], None]], None]) -> None:
        self._printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        self._printer.setDocName("Patroonzicht")
        self._printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
        self._printer.setPageOrientation(QPageLayout.Orientation.Portrait)
        super().__init__(self._printer, parent)
        self._pdf, self._log = pdf, log
        self.setWindowTitle("Patroonzicht")
        self.accepted.connect(self._print)
        self.finished.connect(self.deleteLater)

    def _print(self) -> None:
        """Have the pages painted on the chosen printer; that may be after this dialog dropped itself."""
        self._log(partial(paint_pages, self._pdf, self._printer))


def paint_pages(pdf: bytes, printer: QPrinter) -> None:
    """Paint every page of a PDF over the whole paper, at most as fine as a laser printer shows."""
    printer.setFullPage(True)
    document = pypdfium2.PdfDocument(pdf)
    painter = QPainter(printer)
    try:
        for number in range(len(document)):
            if number:
                printer.newPage()
            page = document[number]
            bitmap = page.render(min(printer.resolution(), _FINE) / _POINTS_PER_INCH, prefer_bgrx=True)
            shape = QImage.Format.Format_RGB32
            picture = QImage(bytes(bitmap.buffer), bitmap.width, bitmap.height, bitmap.stride, shape)
            painter.drawImage(printer.paperRect(QPrinter.Unit.DevicePixel), picture.copy())
            bitmap.close()
            page.close()
    finally:
        painter.end()
        document.close()
