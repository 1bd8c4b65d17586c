"""What the sides of the door share: a heading with a step, fields, and buttons in the system's order."""

import sys
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.i18n import Translator
from app.ui.widgets.field import Field
from app.ui.widgets.kind import set_kind
from app.ui.widgets.text import Text
from app.viewmodels.unlock import Unlock, UnlockState


class DoorSide(QWidget):
    """One side of the door: a column with ``fields`` by the names that the view-model gives them."""

    def __init__(self, model: Unlock[Any], say: Translator) -> None:
        super().__init__()
        self.model, self.say = model, say
        self.fields: dict[str, Field] = {}
        self._hints: dict[str, str] = {}
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(10)

    def add_field(self, name: str, label: str, widget: QWidget, hint: str = "") -> None:
        """Add a field under the name by which the view-model calls it when something is wrong with it."""
        self.fields[name], self._hints[name] = Field(label, widget, hint), hint
        self.column.addWidget(self.fields[name])

    def adopt(self, name: str, field: Field, hint: str = "") -> None:
        """Take a field that has a place already under a name of the view-model."""
        self.fields[name], self._hints[name] = field, hint

    def show_state(self, state: UnlockState) -> None:
        """Show which field is wrong and why."""
        for name, field in self.fields.items():
            wrong = state.wrong_field == name
            field.set_hint(state.error if wrong else self._hints[name], wrong=wrong)

    def focus_first(self) -> None:
        """Put the cursor where typing starts."""
        raise NotImplementedError

    def focus_fault(self, field: str) -> None:
        """Put the cursor where the fault is; ``field`` is "" when it is in none."""
        if field in self.fields:
            self.fields[field].widget.setFocus()
        else:
            self.focus_first()


def head(column: QVBoxLayout, title: str, step: str = "") -> None:
    """Add a heading, with the step that it is above it."""
    if step:
        column.addWidget(Text(step, "hint"))
    column.addWidget(Text(title, "heading"))


def button(words: str, *, main: bool = False) -> QPushButton:
    """Return a button."""
    made = QPushButton(words)
    if main:
        set_kind(made, "primary")
    return made


def in_row(*buttons: QPushButton) -> QHBoxLayout:
    """Put buttons side by side, in the order in which the system puts them."""
    row = QHBoxLayout()
    row.addStretch(1)
    for each in buttons if sys.platform == "win32" else reversed(buttons):
        row.addWidget(each)
    return row
