"""The dialogs of keeping and erasing: one step of erasing, a term in own figures, and backups that go."""

from collections.abc import Callable

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from app.domain.retention import Term
from app.i18n import Translator
from app.ui.ask import Question
from app.ui.dialog import Dialog
from app.ui.loose_words import LooseField
from app.ui.widgets.dialog_column import DialogColumn
from app.ui.widgets.field import Field
from app.ui.widgets.steady import Combo, LongText
from app.ui.widgets.text import Text
from app.viewmodels.own_term import children_choices, count_choices, own_term, read_years
from app.viewmodels.retention import HeldRow

_REASON_HEIGHT = 90
_YEARS = 3


class ErasureDialog(Dialog):
    """One step of erasing: a choice or the case number, and a reason; without both the button stays grey."""

    def __init__(
        self,
        parent: QWidget,
        question: Question,
        say: Translator,
        first: QLineEdit | Combo,
        label: str,
        given: Callable[[str, str], None],
        *,
        about: str,
    ) -> None:
        super().__init__(parent, question.title, question.words)
        self._given = given
        self.first, self.reason = first, _reason()
        form = DialogColumn(parent)
        self.body.addWidget(form)
        form.column.addWidget(Field(label, first))
        hint = say("Without names: the reason stays when the case is gone.")
        form.column.addWidget(Field(say("Reason"), self.reason, hint))
        form.column.addStretch(1)
        self.stay = self.add_button(say("Cancel"), default=True)
        self.go = self.add_button(question.button)
        self.stay.clicked.connect(self.reject)
        self.go.clicked.connect(self.accept)
        self.accepted.connect(self._accepted)
        self.reason.textChanged.connect(self._typed)
        if isinstance(first, QLineEdit):
            first.textChanged.connect(self._typed)
        self.keep_typed(about, {"first": first, "reason": self.reason})
        self._typed()

    @property
    def chosen(self) -> str:
        """Return the choice, or the number that was typed."""
        return self.first.text().strip() if isinstance(self.first, QLineEdit) else str(self.first.currentData())

    @property
    def why(self) -> str:
        """Return the reason."""
        return self.reason.toPlainText().strip()

    def _accepted(self) -> None:
        """Pass on what was filled in."""
        self._given(self.chosen, self.why)

    def _typed(self, *_text: str) -> None:
        """Allow going on once everything is filled in."""
        self.go.setEnabled(bool(self.chosen and self.why))


class TermDialog(Dialog):
    """A term in own figures with its reason; nothing is filled in beforehand, because there is no default."""

    def __init__(
        self, parent: QWidget, question: Question, say: Translator, given: Callable[[Term], None], *, about: str
    ) -> None:
        super().__init__(parent, question.title, question.words)
        self._say, self._given = say, given
        self.years, self.counts, self.children_rule, self.reason = QLineEdit(), Combo(), Combo(), _reason()
        self.years.setMaxLength(_YEARS)
        form = DialogColumn(parent)
        self.body.addWidget(form)
        self._years_field = Field(say("Years"), self.years)
        form.column.addWidget(self._years_field)
        for label, box, choices in (
            (say("Counts from"), self.counts, count_choices(say)),
            (say("Children"), self.children_rule, children_choices(say)),
        ):
            box.setSizeAdjustPolicy(Combo.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(12)
            box.setPlaceholderText(say("Choose …"))
            for key, words in choices:
                box.addItem(words, key)
            box.setCurrentIndex(-1)
            box.currentIndexChanged.connect(self._changed)
            form.column.addWidget(Field(label, box))
        form.column.addWidget(Field(say("Reason"), self.reason, say("A term without a reason cannot be defended.")))
        form.column.addStretch(1)
        self.stay = self.add_button(say("Cancel"), default=True)
        self.go = self.add_button(question.button)
        self.stay.clicked.connect(self.reject)
        self.go.clicked.connect(self.accept)
        self.accepted.connect(self._accepted)
        self.years.textChanged.connect(self._changed)
        self.reason.textChanged.connect(self._changed)
        typed: tuple[LooseField, ...] = (self.years, self.counts, self.children_rule, self.reason)
        self.keep_typed(about, dict(zip(("years", "counts", "children", "reason"), typed, strict=True)))
        self._changed()
        self.years.setFocus()

    @property
    def term(self) -> Term | None:
        """Return the term, once everything is filled in."""
        counts, children = self.counts.currentData(), self.children_rule.currentData()
        return own_term(self.years.text(), counts or "", children or "", self.reason.toPlainText())

    def _accepted(self) -> None:
        """Pass the term on."""
        term = self.term
        if term is not None:
            self._given(term)

    def _changed(self, *_value: object) -> None:
        """Allow going on once everything is filled in."""
        wrong = bool(self.years.text().strip()) and read_years(self.years.text()) is None
        self._years_field.set_hint(self._say("A term is 1 to 100 years."), wrong=wrong)
        self.go.setEnabled(self.term is not None)


class HeldDialog(Dialog):
    """The backups that still hold an erased case; they go for good once there is a reason."""

    def __init__(self, parent: QWidget, held: HeldRow, say: Translator, given: Callable[[str], None]) -> None:
        words = say(
            "A backup without the case is made first. The backups below then go for good, with everything else in "
            "them. Backups on a disk that is not here now, and copies that somebody made of the vault, are not listed."
        )
        super().__init__(parent, say("Remove the backups that still hold this case?"), words)
        self._given = given
        self.reason = _reason()
        form = DialogColumn(parent)
        self.body.addWidget(form)
        for line in held.lines:
            form.column.addWidget(Text(line))
        if held.going < len(held.lines):
            form.column.addWidget(Text(say("What cannot be read stays: look at it yourself."), "muted"))
        form.column.addWidget(
            Field(say("Reason"), self.reason, say("Without names: the reason stays when the case is gone."))
        )
        self.keep_typed(f"held/{held.erasure.id}", {"reason": self.reason})
        self._any = held.going > 0
        form.column.addStretch(1)
        self.stay = self.add_button(say("Cancel"), default=True)
        self.go = self.add_button(say("Remove for good"))
        self.stay.clicked.connect(self.reject)
        self.go.clicked.connect(self.accept)
        self.accepted.connect(self._accepted)
        self.reason.textChanged.connect(self._typed)
        self._typed()

    def _accepted(self) -> None:
        """Pass the reason on."""
        self._given(self.reason.toPlainText().strip())

    def _typed(self) -> None:
        """Allow going on once there is a reason and a backup that can go."""
        self.go.setEnabled(self._any and bool(self.reason.toPlainText().strip()))


def _reason() -> QPlainTextEdit:
    """Return an empty field for a reason."""
    edit = LongText()
    edit.setTabChangesFocus(True)
    edit.setFixedHeight(_REASON_HEIGHT)
    return edit
