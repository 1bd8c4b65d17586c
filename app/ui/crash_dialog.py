"""What is shown when the program itself is at fault."""

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from app.i18n import Translator
from app.ui.dialog import Dialog


class CrashDialog(Dialog):
    """Says that something went wrong, what that means for the work, and shows the report."""

    def __init__(self, parent: QWidget, report: str, say: Translator) -> None:
        super().__init__(
            parent,
            say("Something went wrong in the program"),
            say(
                "What was saved stays saved, and drafts were kept. You can go on working. "
                "The report below holds no case data; it helps to repair the fault."
            ),
        )
        self.report = QPlainTextEdit(report)
        self.report.setReadOnly(True)
        self.report.setMinimumSize(560, 220)
        self.report.setAccessibleName(say("Crash report"))
        self.body.addWidget(self.report)
        self.copy = self.add_button(say("Copy report"))
        self.go_on = self.add_button(say("Go on working"), main=True, default=True)
        self.copy.clicked.connect(self._copy)
        self.go_on.clicked.connect(self.accept)

    def _copy(self) -> None:
        """Put the report on the clipboard."""
        QGuiApplication.clipboard().setText(self.report.toPlainText())
