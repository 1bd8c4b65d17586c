"""A thin line between rows."""

from PySide6.QtWidgets import QFrame

from app.ui.widgets.kind import set_kind


class RuleLine(QFrame):
    """A horizontal line of one pixel."""

    def __init__(self) -> None:
        super().__init__()
        set_kind(self, "rule")
