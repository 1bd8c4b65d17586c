"""The form of an event on the screen."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from app.i18n import Translator
from app.ui.binding import clear_layout, show_options, show_text
from app.ui.pages.record_form import FormView, low_text
from app.ui.widgets.field import Field
from app.ui.widgets.flow import FlowLayout
from app.ui.widgets.kind import set_kind
from app.ui.widgets.link import RecordLink
from app.ui.widgets.segmented import Segmented
from app.ui.widgets.steady import Combo
from app.ui.widgets.text import Text
from app.viewmodels.choice import Choice
from app.viewmodels.event_form import EventFields, EventForm, SourceFields, knowledge_choices
from app.viewmodels.known_day import Hint
from app.viewmodels.record_form import FormState


class SourceLine(QWidget):
    """One source of an event: which, how it knows, when it told."""

    edited = Signal(int, str, str)
    dropped = Signal(int)

    def __init__(self, index: int, say: Translator) -> None:
        super().__init__()
        self.index = index
        self._say = say
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        self.source = Combo()
        self.source.setAccessibleName(say("Source {number}", number=index + 1))
        self.source.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.source.setMinimumContentsLength(10)
        self.source.activated.connect(self._source_chosen)
        self.name = QLineEdit()
        self.name.setPlaceholderText(say("name of a new source"))
        self.name.setAccessibleName(say("name of a new source"))
        self.name.textEdited.connect(self._named)
        self.knowledge = Combo()
        self.knowledge.setAccessibleName(say("How the source knows it"))
        self.knowledge.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.knowledge.setMinimumContentsLength(8)
        self.knowledge.activated.connect(self._knowledge_chosen)
        self.told = QLineEdit()
        self.told.setPlaceholderText(say("told on"))
        self.told.setAccessibleName(say("told on"))
        self.told.textEdited.connect(self._told)
        self._hint = Text("", "hint")
        drop = QPushButton(say("Take away"))
        set_kind(drop, "quiet")
        drop.clicked.connect(self._dropped)
        first, second = QHBoxLayout(), QHBoxLayout()
        first.addWidget(self.source, 1)
        first.addWidget(self.name, 1)
        second.addWidget(self.knowledge, 1)
        second.addWidget(self.told, 1)
        column.addLayout(first)
        column.addLayout(second)
        third = QHBoxLayout()
        third.addWidget(self._hint, 1)
        third.addStretch(0)
        third.addWidget(drop)
        column.addLayout(third)

    def show_line(self, line: SourceFields, known: Sequence[Choice], hint: Hint) -> None:
        """Show what was filled in."""
        options = [("", self._say("new source")), *((choice.key, choice.label) for choice in known)]
        show_options(self.source, options, line.source)
        self.name.setVisible(not line.source)
        show_text(self.name, line.name)
        choices = [(choice.key, choice.label) for choice in knowledge_choices(self._say)]
        show_options(self.knowledge, choices, line.knowledge)
        show_text(self.told, line.told)
        self._hint.setText(hint.words)
        self._hint.setVisible(bool(hint.words))
        set_kind(self._hint, "error" if hint.wrong else "hint")

    def _source_chosen(self, _index: int) -> None:
        """Tell the chosen source."""
        self.edited.emit(self.index, "source", str(self.source.currentData()))

    def _named(self, words: str) -> None:
        """Tell the name of a new source."""
        self.edited.emit(self.index, "name", words)

    def _knowledge_chosen(self, _index: int) -> None:
        """Tell how the source knows it."""
        self.edited.emit(self.index, "knowledge", str(self.knowledge.currentData()))

    def _told(self, words: str) -> None:
        """Tell when it was told."""
        self.edited.emit(self.index, "told", words)

    def _dropped(self) -> None:
        """Ask to take the line away."""
        self.dropped.emit(self.index)


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
        self.when = QLineEdit()
        self.when.textEdited.connect(self._when_typed)
        self._when_field = Field(say("When"), self.when)
        meanings = QWidget()
        self._meanings = FlowLayout(meanings)
        self._meanings_shown: tuple[str, ...] = ()
        self._meanings_room = meanings
        self.planned = Segmented([("no", say("happened")), ("yes", say("planned"))], say("Happened or planned"))
        self.planned.chosen.connect(self._planned_chosen)
        self._planned_field = Field(say("Happened or planned"), self.planned)
        self.note = low_text(4)
        self.note.textChanged.connect(self._note_typed)
        self._source_lines: list[SourceLine] = []
        self._sources = QVBoxLayout()
        self._sources.setSpacing(8)
        self.add_source = QPushButton(say("+ Source"))
        set_kind(self.add_source, "quiet")
        self.add_source.clicked.connect(self._add_source)
        for widget in (
            Field(say("What kind of event"), self.type),
            self._when_field,
            meanings,
            self._planned_field,
            Field(say("Note"), self.note),
        ):
            self.fields.addWidget(widget)
        self.fields.addWidget(Text(say("Sources"), "label", wrap=False))
        self.fields.addLayout(self._sources)
        self.fields.addWidget(self.add_source, 0, Qt.AlignmentFlag.AlignLeft)
        self.start()

    def show_fields(self, state: FormState[EventFields]) -> None:
        """Show the fields."""
        fields, checked = state.fields, state.checked
        show_options(self.type, self._types, fields.type)
        show_text(self.when, fields.when)
        when = checked.hints.get("when", Hint(""))
        self._when_field.set_hint(when.words, wrong=when.wrong)
        if checked.alternatives != self._meanings_shown:
            self._meanings_shown = checked.alternatives
            self._meanings.clear()
            for index, words in enumerate(checked.alternatives):
                button = RecordLink(words, str(index))
                button.clicked_key.connect(self._meant)
                self._meanings.addWidget(button)
        self._meanings_room.setVisible(bool(checked.alternatives))
        self.planned.choose("yes" if fields.planned else "no")
        self._planned_field.set_hint(checked.hints.get("planned", Hint("")).words)
        show_text(self.note, fields.note)
        self._show_sources(fields.sources, checked.hints)
        self.show_common(fields.sensitivity, fields.reason)

    def _show_sources(self, lines: tuple[SourceFields, ...], hints: Mapping[str, Hint]) -> None:
        """Show a line per source."""
        if len(lines) != len(self._source_lines):
            clear_layout(self._sources)
            self._source_lines = []
            for index in range(len(lines)):
                widget = SourceLine(index, self.say)
                widget.edited.connect(self._source_edited)
                widget.dropped.connect(self._source_dropped)
                self._source_lines.append(widget)
                self._sources.addWidget(widget)
        known = self.form.source_choices()
        for widget, line in zip(self._source_lines, lines, strict=True):
            widget.show_line(line, known, hints.get(f"told{widget.index}", Hint("")))

    def _type_chosen(self, _index: int) -> None:
        """Choose the kind of event."""
        self.edit(type=str(self.type.currentData()))

    def _when_typed(self, words: str) -> None:
        """Say when."""
        self.form.say_when(words)
        self.touched()

    def _meant(self, index: str) -> None:
        """Choose one of the days that the words can mean."""
        self.form.choose_meaning(int(index))
        self.touched()

    def _planned_chosen(self, key: str) -> None:
        """Say whether it happened or is planned."""
        self.edit(planned=key == "yes")

    def _note_typed(self) -> None:
        """Note something."""
        self.edit(note=self.note.toPlainText())

    def _add_source(self) -> None:
        """Add a line for a source."""
        self.form.add_source()
        self.touched()

    def _source_edited(self, index: int, field: str, words: str) -> None:
        """Take over what was typed in a line of sources."""
        self.form.edit_source(index, **{field: words})
        self.touched()

    def _source_dropped(self, index: int) -> None:
        """Take a line of sources away."""
        self.form.drop_source(index)
        self.touched()
