"""The sheet with the keys that work everywhere."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from app.i18n import Translator
from app.ui.dialog import Dialog
from app.ui.widgets.text import Text


def keys(say: Translator) -> tuple[tuple[str, str], ...]:
    """Return every key and what it does."""
    return (
        ("Ctrl+N", say("New incident; on the list of cases: new case")),
        ("Ctrl+K", say("Search in all cases")),
        ("Ctrl+Enter", say("Save the form")),
        ("Ctrl+1 … Ctrl+9, Ctrl+0", say("Go to a page, counted from the top of the rail")),
        ("Ctrl+L", say("Lock now; drafts are kept")),
        ("F12", say("Hide at once and lock; a key or a click brings the lock screen back")),
        ("F1, ?", say("This sheet")),
        ("Shift+F1", say("The guide, at the chapter about this page")),
        ("Tab, Shift+Tab", say("To the next or the previous field")),
        ("Alt+↓", say("Open a list of choices")),
        ("Ctrl+M", say("How far the field with the cursor may travel")),
        ("Esc", say("Close a dialog")),
    )


class KeysSheet(Dialog):
    """Shows the keys; Esc or Enter closes it. ``guide`` is asked for with a button where there is a guide to open."""

    guide = Signal()

    def __init__(self, parent: QWidget, say: Translator, *, with_guide: bool) -> None:
        super().__init__(parent, say("Keys"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(18)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        for row, (key, words) in enumerate(keys(say)):
            grid.addWidget(Text(key, "strong", wrap=False), row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(Text(words), row, 1, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(grid)
        if with_guide:
            self.add_button(say("Guide")).clicked.connect(self._open_guide)
        close = self.add_button(say("Close"), main=True, default=True)
        close.clicked.connect(self.accept)
        close.setFocus()

    def _open_guide(self) -> None:
        """Close and ask for the guide."""
        self.accept()
        self.guide.emit()
