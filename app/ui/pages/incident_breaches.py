"""What was done about each breach of a measure, and after how many hours."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.i18n import Translator
from app.ui.binding import clear_layout, show_text
from app.ui.widgets.field import Field
from app.viewmodels.choice import Choice
from app.viewmodels.incident_fields import BreachRow
from app.viewmodels.incident_state import IncidentFormState


class BreachEdit(QWidget):
    """The reaction to one breach."""

    edited = Signal(int, dict)

    def __init__(self, index: int, name: str, say: Translator) -> None:
        super().__init__()
        self._index = index
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        self.reaction = QLineEdit()
        self.reaction.setPlaceholderText(say("for example: police came, report taken"))
        self.hours = QLineEdit()
        self.reaction_field = Field(say("Reaction to the breach of {measure}", measure=name), self.reaction)
        self.hours_field = Field(say("After how many hours"), self.hours)
        row.addWidget(self.reaction_field, 2)
        row.addWidget(self.hours_field, 1)
        self.reaction.textEdited.connect(self._reaction)
        self.hours.textEdited.connect(self._hours)

    def _reaction(self, words: str) -> None:
        self.edited.emit(self._index, {"reaction": words})

    def _hours(self, words: str) -> None:
        self.edited.emit(self._index, {"hours": words})


class BreachRows(QWidget):
    """A row per breached measure; ``edited`` carries the row and what changed."""

    edited = Signal(int, dict)

    def __init__(self, say: Translator) -> None:
        super().__init__()
        self._say = say
        self._measures: tuple[str, ...] = ()
        self.rows: list[BreachEdit] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)

    def show_rows(self, breaches: Sequence[BreachRow], names: Sequence[Choice], state: IncidentFormState) -> None:
        """Show the reactions; the rows are only made anew when the measures differ."""
        measures = tuple(breach.measure for breach in breaches)
        if measures != self._measures:
            self._measures = measures
            clear_layout(self._column)
            labels = {choice.key: choice.label for choice in names}
            self.rows = [BreachEdit(index, labels.get(key, ""), self._say) for index, key in enumerate(measures)]
            for row in self.rows:
                row.edited.connect(self.edited)
                self._column.addWidget(row)
        for index, (row, breach) in enumerate(zip(self.rows, breaches, strict=True)):
            show_text(row.reaction, breach.reaction)
            show_text(row.hours, breach.hours)
            hint = state.read.hints.get(f"hours{index}")
            row.hours_field.set_hint(hint.words if hint and hint.wrong else "", wrong=bool(hint and hint.wrong))
        self.setVisible(bool(measures))
