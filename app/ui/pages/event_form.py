"""The form of an event on the screen."""

from collections.abc import Sequence

from PySide6.QtWidgets import QComboBox

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
        self.sources = SourceLines(form, say)
        self.sources.touched.connect(self.touched)
        self.marks.add("when", self._when.field)
        self.marks.add_lines("sources", self.sources.head, self.sources)
        for widget in (
            Field(say("What kind of event"), self.type),
            self._when,
            self._planned_field,
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
        show_text(self.note, fields.note)
        self.sources.show_lines(fields.sources, checked.hints)
        self.show_common(fields.sensitivity, fields.reason)

    def _type_chosen(self, _index: int) -> None:
        """Choose the kind of event."""
        self.edit(type=str(self.type.currentData()))

    def _planned_chosen(self, key: str) -> None:
        """Say whether it happened or is planned."""
        self.edit(planned=key == "yes")

    def _note_typed(self) -> None:
        """Note something."""
        self.edit(note=self.note.toPlainText())
