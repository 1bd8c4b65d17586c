"""The form of a measure on the screen."""

from PySide6.QtWidgets import QLineEdit

from app.i18n import Translator
from app.ui.binding import show_text
from app.ui.pages.record_form import FormView, low_text
from app.ui.widgets.field import Field
from app.viewmodels.known_day import Hint
from app.viewmodels.measure_form import MeasureFields, MeasureForm
from app.viewmodels.record_form import FormState


class MeasureFormView(FormView[MeasureFields]):
    """The card with the form of one measure."""

    form: MeasureForm

    def __init__(self, form: MeasureForm, say: Translator) -> None:
        super().__init__(form, say)
        self.label = QLineEdit()
        self.issued_by = QLineEdit()
        self.start_day = QLineEdit()
        self.end_day = QLineEdit()
        self.verified = QLineEdit()
        self.terms = low_text(4)
        self._days = {
            "start": Field(say("In force from"), self.start_day),
            "end": Field(say("Up to and including"), self.end_day, aside=say("(empty: not known)")),
            "verified": Field(say("Last checked with who issued it"), self.verified),
        }
        self.fields.addWidget(self.marked_field("label", say("Measure"), self.label, aside=say("(what kind)")))
        self.fields.addWidget(self.marked_field("issued_by", say("Issued by"), self.issued_by))
        self.fields.addWidget(self._days["start"])
        self.fields.addWidget(self._days["end"])
        self.fields.addWidget(self.marked_field("terms", say("Terms"), self.terms))
        self.fields.addWidget(self._days["verified"])
        self.label.textEdited.connect(self._label_typed)
        self.issued_by.textEdited.connect(self._issued_typed)
        self.start_day.textEdited.connect(self._start_typed)
        self.end_day.textEdited.connect(self._end_typed)
        self.verified.textEdited.connect(self._verified_typed)
        self.terms.textChanged.connect(self._terms_typed)
        self.start()

    def show_fields(self, state: FormState[MeasureFields]) -> None:
        """Show the fields."""
        fields = state.fields
        for widget, words in (
            (self.label, fields.label),
            (self.issued_by, fields.issued_by),
            (self.start_day, fields.start),
            (self.end_day, fields.end),
            (self.verified, fields.verified),
            (self.terms, fields.terms),
        ):
            show_text(widget, words)
        for name, field in self._days.items():
            hint = state.checked.hints.get(name, Hint(""))
            field.set_hint(hint.words, wrong=hint.wrong)
        self.show_common(fields.sensitivity, fields.reason)

    def _label_typed(self, words: str) -> None:
        """Say what the measure is."""
        self.edit(label=words)

    def _issued_typed(self, words: str) -> None:
        """Say who issued it."""
        self.edit(issued_by=words)

    def _start_typed(self, words: str) -> None:
        """Say from when it is in force."""
        self.edit(start=words)

    def _end_typed(self, words: str) -> None:
        """Say until when it is in force."""
        self.edit(end=words)

    def _verified_typed(self, words: str) -> None:
        """Say when it was checked."""
        self.edit(verified=words)

    def _terms_typed(self) -> None:
        """Say what the terms are."""
        self.edit(terms=self.terms.toPlainText())
