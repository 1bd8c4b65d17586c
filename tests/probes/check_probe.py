"""The check of a dossier that came back, as a user sees it."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QLabel, QWidget

from app.ui.dossier_check_dialog import DossierCheckDialog


class CheckProbe:
    """Chooses files and reads what is told."""

    def __init__(self, page: QWidget) -> None:
        found = page.findChild(DossierCheckDialog)
        assert found is not None
        self.dialog = found

    def choose(self, path: Path) -> None:
        """Choose a file."""
        self.dialog.choose.click()
        asked = self.dialog.findChild(QFileDialog)
        assert asked is not None
        asked.fileSelected.emit(str(path))
        asked.reject()

    @property
    def lines(self) -> list[str]:
        """Return what is told."""
        column = self.dialog.found.column
        items = [column.itemAt(index) for index in range(column.count())]
        widgets = [item.widget() for item in items if item is not None]
        return [widget.text() for widget in widgets if isinstance(widget, QLabel)]

    @property
    def error(self) -> str:
        """Return why it could not be read."""
        return "" if self.dialog.error.isHidden() else self.dialog.error.text()
