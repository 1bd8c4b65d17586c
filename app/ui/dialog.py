"""The common form of every dialog: words, fields, and the safe button first."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QSpacerItem, QVBoxLayout, QWidget

from app.ui.widgets.kind import set_kind
from app.ui.widgets.text import Text

_NARROWEST = 400


class Dialog(QDialog):
    """A window over ``parent`` that drops itself when it closes; put content into ``body``.

    ``stay`` is the default button: Enter in a dangerous dialog does nothing harmful. The title is neutral, because a
    window title may be shown by the system.
    """

    def __init__(self, parent: QWidget, title: str, words: str = "") -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(True)
        self.setWindowTitle("Patroonzicht")
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 18)
        column.setSpacing(12)
        column.addWidget(Text(title, "heading"))
        self.words = Text(words)
        column.addWidget(self.words)
        self.words.setVisible(bool(words))
        column.addSpacerItem(QSpacerItem(_NARROWEST, 0))
        self.body = QVBoxLayout()
        self.body.setSpacing(10)
        column.addLayout(self.body, 1)
        self.error = Text("", "error")
        self.error.hide()
        column.addWidget(self.error)
        self.buttons = QHBoxLayout()
        self.buttons.addStretch(1)
        column.addLayout(self.buttons)
        self.setAccessibleName(title)

    def add_button(self, words: str, *, main: bool = False, default: bool = False) -> QPushButton:
        """Add a button at the right."""
        button = QPushButton(words)
        button.setAutoDefault(False)
        if main:
            set_kind(button, "primary")
        if default:
            button.setDefault(True)
        self.buttons.addWidget(button)
        return button

    def show_error(self, words: str) -> None:
        """Show why it cannot go on like this."""
        self.error.setText(words)
        self.error.setVisible(bool(words))
