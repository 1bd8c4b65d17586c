"""The form of a weighing on the screen; once signed it can only be read."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QPushButton

from app.i18n import Translator
from app.ui.ask import Question, confirm
from app.ui.binding import show_text
from app.ui.pages.record_form import FormView, low_text
from app.ui.pages.weighing_lines import ActionLines, GroundLines
from app.ui.widgets.field import Field
from app.ui.widgets.text import Text
from app.viewmodels.known_day import Hint
from app.viewmodels.record_form import FormState
from app.viewmodels.weighing_form import WeighingFields, WeighingForm


class WeighingFormView(FormView[WeighingFields]):
    """The card with the form of one weighing; ``opened`` carries an incident or a rule that a reason leans on."""

    form: WeighingForm
    opened = Signal(str)

    def __init__(self, form: WeighingForm, say: Translator) -> None:
        super().__init__(form, say)
        self.signature = Text("", "strong")
        self.reviewed = QLineEdit()
        self.judgement = low_text(4)
        self.scenarios = low_text(3)
        self.would_change = low_text(3)
        self.next = QLineEdit()
        self._days = {
            "reviewed": Field(say("Weighed on"), self.reviewed),
            "next": Field(say("Weigh again on"), self.next),
        }
        self.grounds = GroundLines(form, say)
        self.action_lines = ActionLines(form, say)
        for name, lines in (("grounds", self.grounds), ("actions", self.action_lines)):
            self.marks.add_lines(name, lines.head, lines)
        for widget in (
            self.signature,
            self._days["reviewed"],
            self.marked_field("judgement", say("Concern in own words"), self.judgement),
            self.grounds,
            self.marked_field("scenarios", say("What could happen"), self.scenarios),
            self.marked_field("would_change", say("What would change this weighing"), self.would_change),
            self.action_lines,
            self._days["next"],
        ):
            self.fields.addWidget(widget)
        self.reviewed.textEdited.connect(self._reviewed_typed)
        self.judgement.textChanged.connect(self._judgement_typed)
        self.scenarios.textChanged.connect(self._scenarios_typed)
        self.would_change.textChanged.connect(self._change_typed)
        self.next.textEdited.connect(self._next_typed)
        for lines in (self.grounds, self.action_lines):
            lines.touched.connect(self.touched)
        self.grounds.opened.connect(self.opened)
        self.sign = QPushButton(say("Sign …"))
        self.sign.clicked.connect(self._ask_to_sign)
        self.add_button(self.sign)
        self.start()

    def refresh(self) -> None:
        """Show the present state; what was signed can only be read."""
        super().refresh()
        signed, state = bool(self.form.signed), self.form.state
        self.sign.setVisible(not signed and not state.held)
        if signed:
            self.hold(held=True)
            for button in (self.save, self.discard, self.withdraw, self.restore):
                button.hide()

    def show_fields(self, state: FormState[WeighingFields]) -> None:
        """Show the fields."""
        fields, signed = state.fields, self.form.signed
        self.signature.setText(self.say("{signed}: this stays as it is.", signed=signed) if signed else "")
        self.signature.setVisible(bool(signed))
        for widget, words in (
            (self.reviewed, fields.reviewed),
            (self.judgement, fields.judgement),
            (self.scenarios, fields.scenarios),
            (self.would_change, fields.would_change),
            (self.next, fields.next),
        ):
            show_text(widget, words)
        for name, field in self._days.items():
            hint = state.checked.hints.get(name, Hint(""))
            field.set_hint(hint.words, wrong=hint.wrong)
        self.grounds.show_lines(fields.grounds)
        self.action_lines.show_lines(fields.actions, state.checked.hints)
        self.show_common(fields.sensitivity, fields.reason)

    def _ask_to_sign(self) -> None:
        """Warn that nothing can change any more, then sign."""
        question = Question(
            self.say("Sign this weighing?"),
            self.say("From then on nothing in it can change. A later insight becomes a new weighing."),
            self.say("Sign now"),
        )
        confirm(self, question, self.say, self.form.sign)

    def _reviewed_typed(self, words: str) -> None:
        """Say when it was weighed."""
        self.edit(reviewed=words)

    def _judgement_typed(self) -> None:
        """Say what the concern is."""
        self.edit(judgement=self.judgement.toPlainText())

    def _scenarios_typed(self) -> None:
        """Say what could happen."""
        self.edit(scenarios=self.scenarios.toPlainText())

    def _change_typed(self) -> None:
        """Say what would change the weighing."""
        self.edit(would_change=self.would_change.toPlainText())

    def _next_typed(self, words: str) -> None:
        """Say when it is weighed again."""
        self.edit(next=words)
