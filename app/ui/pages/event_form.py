"""The form of an event on the screen."""

from collections.abc import Sequence

from PySide6.QtWidgets import QComboBox, QLineEdit

from app.i18n import Translator
from app.ui.binding import show_options, show_text
from app.ui.pages.record_form import FormView, low_text
from app.ui.pages.source_lines import SourceLines
from app.ui.pages.when_field import WhenField
from app.ui.widgets.field import Field
from app.ui.widgets.segmented import Segmented
from app.ui.widgets.steady import Combo
from app.viewmodels.choice import Choice
from app.viewmodels.event_form import EventFields, EventForm
from app.viewmodels.known_day import Hint
from app.viewmodels.record_form import FormState


class EventFormView(FormView[EventFields]):
    """The card with the form of one event."""

    form: EventForm

    def __init__(self, form: EventForm, types: Sequence[Choice], say: Translator) -> None:
        super().__init__(form, say)
        self._types = [("", say("choose …")), *((choice.key, choice.label) for choice in types)]
        self.type = Combo()
        self.type.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.type.setMinimumContentsLength(18)
        self.type.activated.connect(self._type_chosen)
        self._when = WhenField(form, say)
        self._when.touched.connect(self.touched)
        self.when = self._when.edit
        self.planned = Segmented([("no", say("happened")), ("yes", say("planned"))], say("Happened or planned"))
        self.planned.chosen.connect(self._planned_chosen)
        self._planned_field = Field(say("Happened or planned"), self.planned)
        self.note = low_text(4)
        self.note.textChanged.connect(self._note_typed)
        self.complaint = QLineEdit()
        self.complaint.textEdited.connect(self._complaint_typed)
        self.complaint_field = Field(say("Day of the complaint"), self.complaint, aside=say("(empty: not recorded)"))
        self.decision, self.decision_why = low_text(2), low_text(2)
        self.decision.textChanged.connect(self._decided)
        self.decision_why.textChanged.connect(self._decided)
        self._decision_fields = (
            self.marked_field("decision", say("What was decided"), self.decision, aside=say("(also a dismissal)")),
            self.marked_field("decision_reason", say("Reason of the decision"), self.decision_why),
        )
        self.sources = SourceLines(form, say)
        self.sources.touched.connect(self.touched)
        self.marks.add("when", self._when.field)
        self.marks.add_lines("sources", self.sources.head, self.sources)
        for widget in (
            Field(say("What kind of event"), self.type),
            self._when,
            self._planned_field,
            self.complaint_field,
            *self._decision_fields,
            self.marked_field("note", say("Note"), self.note),
            self.sources,
        ):
            self.fields.addWidget(widget)
        self.start()

    def show_fields(self, state: FormState[EventFields]) -> None:
        """Show the fields."""
        fields, checked = state.fields, state.checked
        show_options(self.type, self._types, fields.type)
        self._when.show_when(fields.when, checked)
        self.planned.choose("yes" if fields.planned else "no")
        self._planned_field.set_hint(checked.hints.get("planned", Hint("")).words)
        complaint = checked.hints.get("complaint", Hint(""))
        show_text(self.complaint, fields.complaint)
        self.complaint_field.set_hint(complaint.words, wrong=complaint.wrong)
        self.complaint_field.setVisible(fields.asks_complaint)
        show_text(self.decision, fields.decision)
        show_text(self.decision_why, fields.decision_reason)
        for field in self._decision_fields:
            field.setVisible(fields.asks_decision)
        show_text(self.note, fields.note)
        self.sources.show_lines(fields.sources, checked.hints)
        self.show_common(fields.sensitivity, fields.reason)

    def _type_chosen(self, _index: int) -> None:
        """Choose the kind of event."""
        self.edit(type=str(self.type.currentData()))

    def _planned_chosen(self, key: str) -> None:
        """Say whether it happened or is planned."""
        self.edit(planned=key == "yes")

    def _complaint_typed(self, words: str) -> None:
        """Say when a complaint was made."""
        self.edit(complaint=words)

    def _decided(self) -> None:
        """Tell what was decided, and why."""
        self.edit(decision=self.decision.toPlainText(), decision_reason=self.decision_why.toPlainText())

    def _note_typed(self) -> None:
        """Note something."""
        self.edit(note=self.note.toPlainText())
