"""The incidents of a case as a table: words from the view-model, and a mark per lane of behaviour."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QIcon, QPainter, QPixmap

from app.i18n import Translator
from app.ui.models.rows import Index, RowsModel
from app.viewmodels.incidents import Row

NUMBER, WHEN, TOLD, BEHAVIOUR, SEVERITY, SOURCE, MARK = range(7)


class IncidentTable(RowsModel):
    """One row per incident, in the order of the view-model."""

    def __init__(self, say: Translator) -> None:
        headings = (
            say("No."), say("When"), say("What was told"), say("Behaviour"), say("Severity"), say("Source"), "",
        )  # fmt: skip
        super().__init__(headings)
        self._say = say
        self._incidents: tuple[Row, ...] = ()

    def show_incidents(self, incidents: Sequence[Row]) -> None:
        """Show other incidents."""
        self._incidents = tuple(incidents)
        self.show_rows([self._words(row) for row in incidents])

    def incident(self, row: int) -> Row:
        """Return the incident of a row."""
        return self._incidents[row]

    def row_of(self, incident: str) -> int:
        """Return the row of an incident, or -1."""
        return next((number for number, row in enumerate(self._incidents) if row.id == incident), -1)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the words; lanes are marked by colour beside the words, what does not count is grey."""
        if not index.isValid():
            return None
        row = self._incidents[index.row()]
        if role == Qt.ItemDataRole.DecorationRole and index.column() == BEHAVIOUR and row.behaviours:
            return _dots(tuple(dict.fromkeys(chip.colour for chip in row.behaviours)))
        if role == Qt.ItemDataRole.FontRole and index.column() == TOLD and row.quoted:
            font = QFont()
            font.setItalic(True)
            return font
        if role == Qt.ItemDataRole.ForegroundRole and row.mark:
            return QColor("#7A868F")
        return super().data(index, role)

    def _words(self, row: Row) -> tuple[str, ...]:
        mark = " · ".join(word for word in (row.anchor, row.mark, self._say("draft") if row.draft else "") if word)
        told = f"“{row.told}”" if row.quoted and not row.told.startswith(("'", "“", '"')) else row.told
        behaviours = ", ".join(chip.label for chip in row.behaviours)
        return row.number, row.when, told, behaviours, row.severity, row.sources, mark


def _dots(colours: tuple[str, ...]) -> QIcon:
    """Return up to four small discs side by side, one per lane."""
    shown = colours[:4]
    picture = QPixmap(10 * len(shown), 10)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    for number, colour in enumerate(shown):
        painter.setBrush(QColor(colour))
        painter.drawEllipse(QRectF(10 * number + 1, 1, 8, 8))
    painter.end()
    return QIcon(picture)
