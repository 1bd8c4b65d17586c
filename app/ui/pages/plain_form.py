"""A form whose view-model says which fields it has: lines, texts, choices, ticks, days, sources and transfers."""

from collections.abc import Callable
from typing import Any, Protocol, cast

from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QWidget

from app.i18n import Translator
from app.ui.binding import show_options, show_text
from app.ui.pages.record_form import FormView, low_text
from app.ui.pages.source_lines import SourceLines
from app.ui.pages.transfer_lines import TransferLines
from app.ui.pages.when_field import WhenField
from app.ui.source_links import CheckedSources
from app.ui.widgets.checks import Checks
from app.ui.widgets.field import Field
from app.ui.widgets.steady import Combo
from app.viewmodels.exhibit_form import ExhibitFactsForm
from app.viewmodels.known_day import Hint
from app.viewmodels.plain_input import Input, InputKind
from app.viewmodels.record_form import FormState, RecordForm
from app.viewmodels.source_fields import SaidForm, SourcedForm


class _Plain(Protocol):
    """A form that says which fields it has."""

    def inputs(self) -> tuple[Input, ...]:
        """Return the fields from top to bottom."""


class PlainFormView(FormView[Any]):
    """The card with a plain form; ``inputs`` holds the widget of every field, ``sources`` what is below a choice."""

    def __init__(self, form: RecordForm[Any], say: Translator) -> None:
        super().__init__(form, say)
        self.inputs: dict[str, QWidget] = {}
        self.sources: dict[str, CheckedSources] = {}
        self._boxes: dict[str, Field] = {}
        make: dict[InputKind, Callable[[Input], QWidget]] = {
            InputKind.LINE: self._line,
            InputKind.TEXT: self._text,
            InputKind.CHOICE: self._choice,
            InputKind.CHECKS: self._checks,
            InputKind.WHEN: self._when,
            InputKind.SOURCES: self._sources,
            InputKind.TRANSFERS: self._transfers,
        }
        for one in self._plain():
            widget = make[one.kind](one)
            widget.setObjectName(one.name)
            self.inputs[one.name] = widget
            if one.kind in {InputKind.WHEN, InputKind.SOURCES, InputKind.TRANSFERS}:
                self._mark(one.name, widget)
                self.fields.addWidget(widget)
            else:
                box = self.marked_field(one.name, one.label, widget, aside=one.aside)
                self._boxes[one.name] = box
                if one.kind is InputKind.CHOICE:
                    self.sources[one.name] = CheckedSources(say)
                    box.below.addWidget(self.sources[one.name])
                self.fields.addWidget(box)
        self.start()

    def show_fields(self, state: FormState[Any]) -> None:
        """Show the fields."""
        for one in self._plain():
            widget, value = self.inputs[one.name], getattr(state.fields, one.name)
            if isinstance(widget, WhenField):
                widget.show_when(value, state.checked)
            elif isinstance(widget, SourceLines | TransferLines):
                widget.show_lines(value, state.checked.hints)
            elif isinstance(widget, Checks):
                widget.show_choices([(choice.key, choice.label) for choice in one.choices], value)
            elif isinstance(widget, QComboBox):
                show_options(widget, [(choice.key, choice.label) for choice in one.choices], value)
            elif isinstance(widget, QLineEdit | QPlainTextEdit):
                show_text(widget, value)
        for name, box in self._boxes.items():
            hint = state.checked.hints.get(name, Hint(""))
            box.set_hint(hint.words, wrong=hint.wrong)
            if name in self.sources:
                self.sources[name].show_sources(hint.keys, hint.check)
        self.show_common(state.fields.sensitivity, state.fields.reason)

    def _mark(self, name: str, widget: QWidget) -> None:
        """Let words inside something else be marked with all of it, where the record has such words."""
        if name not in self.form.markable:
            return
        if isinstance(widget, WhenField):
            self.marks.add(name, widget.field)
        elif isinstance(widget, SourceLines | TransferLines):
            self.marks.add_lines(name, widget.head, widget)

    def _plain(self) -> tuple[Input, ...]:
        """Return which fields there are."""
        return cast("_Plain", self.form).inputs()

    def _line(self, _one: Input) -> QWidget:
        line = QLineEdit()
        line.textEdited.connect(self._typed)
        return line

    def _text(self, _one: Input) -> QWidget:
        text = low_text(3)
        text.textChanged.connect(self._written)
        return text

    def _choice(self, _one: Input) -> QWidget:
        combo = Combo()
        combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        combo.setMinimumContentsLength(18)
        combo.activated.connect(self._chosen)
        return combo

    def _checks(self, one: Input) -> QWidget:
        checks = Checks(one.nothing, self.say("nothing recorded yet"))
        checks.ticked.connect(self._ticked)
        return checks

    def _when(self, _one: Input) -> QWidget:
        field = WhenField(cast("SaidForm[Any]", self.form), self.say)
        field.touched.connect(self.touched)
        return field

    def _sources(self, _one: Input) -> QWidget:
        lines = SourceLines(cast("SourcedForm[Any]", self.form), self.say)
        lines.touched.connect(self.touched)
        return lines

    def _transfers(self, _one: Input) -> QWidget:
        lines = TransferLines(cast("ExhibitFactsForm", self.form), self.say)
        lines.touched.connect(self.touched)
        return lines

    def _typed(self, words: str) -> None:
        """Take over a line."""
        self.edit(**{self._name(): words})

    def _written(self) -> None:
        """Take over a text."""
        name = self._name()
        text = self.inputs[name]
        if isinstance(text, QPlainTextEdit):
            self.edit(**{name: text.toPlainText()})

    def _chosen(self, _index: int) -> None:
        """Take over a choice."""
        name = self._name()
        combo = self.inputs[name]
        if isinstance(combo, QComboBox):
            self.edit(**{name: str(combo.currentData())})

    def _ticked(self) -> None:
        """Take over what is ticked."""
        name = self._name()
        checks = self.inputs[name]
        if isinstance(checks, Checks):
            self.edit(**{name: checks.keys})

    def _name(self) -> str:
        """Return the field of the widget that was used."""
        return self.sender().objectName()
