"""The field for when something was: words as people say them, how they are read, and days to choose from."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from app.i18n import Translator
from app.ui.binding import show_text
from app.ui.widgets.field import Field
from app.ui.widgets.flow import FlowLayout
from app.ui.widgets.link import RecordLink
from app.viewmodels.known_day import Hint
from app.viewmodels.record_form import Checked
from app.viewmodels.source_fields import SaidForm


class WhenField(QWidget):
    """When the record in ``form`` was; ``touched`` after every change."""

    touched = Signal()

    def __init__(self, form: SaidForm[Any], say: Translator) -> None:
        super().__init__()
        self._form = form
        self._shown: tuple[str, ...] = ()
        self.edit = QLineEdit()
        self.edit.textEdited.connect(self._typed)
        self.field = Field(say("When"), self.edit)
        self._room = QWidget()
        self._meanings = FlowLayout(self._room)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(9)
        column.addWidget(self.field)
        column.addWidget(self._room)

    def show_when(self, words: str, checked: Checked) -> None:
        """Show the words and how they are read."""
        show_text(self.edit, words)
        hint = checked.hints.get("when", Hint(""))
        self.field.set_hint(hint.words, wrong=hint.wrong)
        if checked.alternatives != self._shown:
            self._shown = checked.alternatives
            self._meanings.clear()
            for index, meaning in enumerate(checked.alternatives):
                button = RecordLink(meaning, str(index))
                button.clicked_key.connect(self._meant)
                self._meanings.addWidget(button)
        self._room.setVisible(bool(checked.alternatives))

    def _typed(self, words: str) -> None:
        """Take over the words."""
        self._form.say_when(words)
        self.touched.emit()

    def _meant(self, index: str) -> None:
        """Choose one of the days that the words can mean."""
        self._form.choose_meaning(int(index))
        self.touched.emit()
