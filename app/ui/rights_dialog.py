"""The form of a request of somebody about whom a case is, and that of somebody's own words."""

from collections.abc import Callable
from typing import Any, Final, cast

from PySide6.QtWidgets import QLineEdit, QWidget

from app.i18n import Translator
from app.ui.binding import show_options, show_text
from app.ui.dialog import Dialog
from app.ui.draft_timer import DraftTimer
from app.ui.widgets.dialog_column import DialogColumn
from app.ui.widgets.field import Field
from app.ui.widgets.growing_text import GrowingText
from app.ui.widgets.steady import Combo
from app.viewmodels.rights_form import RightsForm

ASKS: Final = {True: "rights/statement", False: "rights/request"}
"""What the form asks, by whether it is that of somebody's own words."""
_WIDTH = 560
_MARGIN = 24


class RightsDialog(Dialog):
    """Shows the state of a ``RightsForm`` and closes when it is saved; closing keeps what was half typed."""

    def __init__(self, parent: QWidget, model: RightsForm, say: Translator) -> None:
        title = say("Somebody's own words") if model.statement else say("A request of somebody concerned")
        super().__init__(parent, title)
        self.model, self._say = model, say
        self._begun, self.asks = False, ASKS[model.statement]
        self.combos: dict[str, Combo] = {}
        self.texts: dict[str, QLineEdit | GrowingText] = {}
        self.fields: dict[str, Field] = {}
        self.form = DialogColumn(parent)
        self.body.addWidget(self.form)
        self._make_fields()
        self.form.column.addStretch(1)
        self.cancel = self.add_button(say("Cancel"))
        self.save = self.add_button(say("Save"), main=True)
        self.cancel.clicked.connect(self._cancel)
        self.save.clicked.connect(model.save)
        self._pause = DraftTimer(self, model.keep)
        room = parent.window().width() - _MARGIN
        self.resize(min(max(_WIDTH, self.sizeHint().width()), room), self.sizeHint().height())
        model.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show what is typed, how the day was read and what is missing."""
        state = self.model.state
        if state.saved:
            self._pause.stop()
            self.accept()
            return
        if self.model.half_typed:
            self._pause.touch()
        self.words.setText(state.note)
        self.words.setVisible(bool(state.note))
        choices = {"person": state.persons, "what": state.kinds, "decision": state.decisions}
        for name, combo in self.combos.items():
            show_options(combo, [(one.key, one.label) for one in choices[name]], getattr(state.typed, name))
            combo.setEnabled(state.loaded and not state.busy)
        for name, edit in self.texts.items():
            show_text(edit, getattr(state.typed, name))
            edit.setReadOnly(not state.loaded or state.busy)
        for name, shown in self.fields.items():
            hint = state.hints.get(name)
            wrong = name in state.asked
            shown.set_hint(state.asked.get(name, "") or (hint.words if hint else ""), wrong=wrong)
        self.show_error(state.error)
        self.save.setEnabled(state.loaded and not state.busy)
        self.form.updateGeometry()
        if state.loaded and not self._begun:
            self._begun = True
            self.combos["person"].setFocus()

    def reject(self) -> None:
        """Close; what was typed stays as a draft, unless it was thrown away."""
        self._pause.stop()
        self.model.keep()
        super().reject()

    def _make_fields(self) -> None:
        """Build the fields of this form."""
        say = self._say
        if self.model.statement:
            self._add_combo("person", say("Whose words"))
            self._add_combo("what", say("What it is"))
            self._add_text("day", say("Day"), QLineEdit())
            self._add_text("source", say("Where it comes from"), QLineEdit(), say("For example: letter, read out here"))
            self._add_text("words", say("The words, complete and word for word"), GrowingText(6, 14))
        else:
            self._add_combo("person", say("Who asks"))
            self._add_combo("what", say("What is asked"))
            self._add_text("day", say("Day"), QLineEdit())
            self._add_combo("decision", say("Decision"))
            self._add_text("reason", say("Reason"), GrowingText(3, 8))

    def _add_combo(self, name: str, label: str) -> None:
        combo = Combo()
        combo.setPlaceholderText(self._say("Choose …"))
        combo.setSizeAdjustPolicy(Combo.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        combo.setMinimumContentsLength(12)
        combo.activated.connect(self._chooser(name, combo))
        self.combos[name] = combo
        self._add(name, label, combo)

    def _add_text(self, name: str, label: str, edit: QLineEdit | GrowingText, example: str = "") -> None:
        if example:
            edit.setPlaceholderText(example)
        edit.textChanged.connect(self._typer(name, edit))
        self.texts[name] = edit
        self._add(name, label, edit)

    def _add(self, name: str, label: str, widget: QWidget) -> None:
        self.fields[name] = Field(label, widget)
        self.form.column.addWidget(self.fields[name])

    def _chooser(self, name: str, combo: Combo) -> Callable[[int], None]:
        """Return what takes over a choice."""
        model = self.model

        def chosen(row: int) -> None:
            model.edit(**cast("Any", {name: combo.itemData(row)}))

        return chosen

    def _typer(self, name: str, edit: QLineEdit | GrowingText) -> Callable[..., None]:
        """Return what takes over the words of a field."""
        model = self.model

        def typed(*_words: str) -> None:
            words = edit.text() if isinstance(edit, QLineEdit) else edit.toPlainText()
            model.edit(**cast("Any", {name: words}))

        return typed

    def _cancel(self) -> None:
        """Close and throw away what was typed."""
        self.model.discard()
        self.reject()


def show_rights_form(parent: QWidget, model: RightsForm, say: Translator) -> RightsDialog:
    """Open the form over ``parent``, which it goes with."""
    dialog = RightsDialog(parent, model, say)
    dialog.open()
    model.load()
    return dialog
