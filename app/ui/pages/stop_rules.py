"""The rules that stand above every checklist."""

from PySide6.QtWidgets import QFrame, QVBoxLayout

from app.ui.binding import clear_layout
from app.ui.widgets.kind import set_kind
from app.ui.widgets.text import Text


class StopRules(QFrame):
    """A quiet box with the stop rules, numbered."""

    def __init__(self) -> None:
        super().__init__()
        set_kind(self, "finding", weight="information")
        self._shown: tuple[str, tuple[str, ...], str] = ("", (), "")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(10, 8, 10, 8)
        self._column.setSpacing(3)

    def show_rules(self, title: str, rules: tuple[str, ...], asking: str) -> None:
        """Show how to ask, and the rules."""
        if self._shown != (title, rules, asking):
            self._shown = (title, rules, asking)
            clear_layout(self._column)
            self._column.addWidget(Text(title, "strong"))
            self._column.addWidget(Text(asking))
            for number, rule in enumerate(rules, start=1):
                self._column.addWidget(Text(f"{number}. {rule}"))
            self.setAccessibleName(title)
        self.setVisible(bool(rules))
