"""The label above a list of lines, with room for a small button beside it."""

from PySide6.QtWidgets import QHBoxLayout

from app.ui.widgets.text import Text


class LinesHead(QHBoxLayout):
    """Shows ``label``; put a button about all the lines behind it."""

    def __init__(self, label: str) -> None:
        super().__init__()
        self.label = label
        self.setSpacing(4)
        self.addWidget(Text(label, "label", wrap=False))
        self.addStretch(1)
