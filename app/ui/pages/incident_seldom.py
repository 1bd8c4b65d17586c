"""What an incident seldom needs: the same as another, set aside with a reason, and how far it may travel."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QVBoxLayout, QWidget

from app.i18n import Translator
from app.ui.binding import show_options, show_text
from app.ui.widgets.field import Field
from app.ui.widgets.steady import Combo
from app.viewmodels.incident_fields import IncidentFields
from app.viewmodels.incident_state import Choices
from app.viewmodels.sensitivity import sensitivity_means


class SeldomFields(QWidget):
    """The fields behind the button; ``edited`` carries what changed."""

    edited = Signal(dict)

    def __init__(self, say: Translator) -> None:
        super().__init__()
        self._say = say
        self.duplicate, self.set_aside, self.sensitivity = Combo(), QLineEdit(), Combo()
        for combo in (self.duplicate, self.sensitivity):
            combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            combo.setMinimumContentsLength(12)
            combo.activated.connect(self._chosen)
        self.set_aside.textEdited.connect(self._reason)
        self._far = Field(say("Sensitivity"), self.sensitivity)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(Field(say("Same as"), self.duplicate, say("The same incident told by another source.")))
        column.addWidget(
            Field(
                say("Set aside, because"),
                self.set_aside,
                say("With a reason here the entry stays visible and is never counted."),
            )
        )
        column.addWidget(self._far)

    def show_fields(self, fields: IncidentFields, choices: Choices) -> None:
        """Show what was filled in."""
        none = ("", self._say("no other incident"))
        show_options(self.duplicate, [none, *((one.key, one.label) for one in choices.incidents)], fields.duplicate_of)
        show_text(self.set_aside, fields.set_aside)
        sensitivities = [(one.key, one.label) for one in choices.sensitivities]
        show_options(self.sensitivity, sensitivities, fields.sensitivity)
        self._far.set_hint(sensitivity_means(fields.sensitivity, self._say))

    def _chosen(self) -> None:
        self.edited.emit(
            {"duplicate_of": str(self.duplicate.currentData()), "sensitivity": str(self.sensitivity.currentData())}
        )

    def _reason(self, words: str) -> None:
        self.edited.emit({"set_aside": words})
