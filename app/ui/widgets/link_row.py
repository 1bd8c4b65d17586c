"""A row of links to records, as wide as there is room for."""

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.ui.widgets.flow import FlowLayout
from app.ui.widgets.link import RecordLink
from app.ui.widgets.text import Text
from app.viewmodels.pattern_state import Link


class LinkRow(QWidget):
    """Links to records; what leads nowhere stands between them as words. ``opened`` carries a record."""

    opened = Signal(str)

    def __init__(self, links: Iterable[Link]) -> None:
        super().__init__()
        flow = FlowLayout(self, gap=5)
        for link in links:
            if link.key:
                button = RecordLink(link.text, link.key, link.name)
                button.clicked_key.connect(self.opened)
                flow.addWidget(button)
            else:
                flow.addWidget(Text(link.text, "muted", wrap=False))
