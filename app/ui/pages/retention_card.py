"""Terms of keeping on the settings page, for managers: what is due, and erasing in two steps."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from app.i18n import Translator
from app.ui.ask import Question, ask_reason
from app.ui.binding import clear_layout
from app.ui.dialog import Dialog
from app.ui.files import choose_target
from app.ui.widgets.card import Card
from app.ui.widgets.field import Field
from app.ui.widgets.flow import FlowLayout
from app.ui.widgets.kind import set_kind
from app.ui.widgets.rule_line import RuleLine
from app.ui.widgets.steady import Combo
from app.ui.widgets.text import Text
from app.viewmodels.retention import CaseRow, ErasureRow, Retention, RetentionState, SourceRow


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
    ) -> None:
        super().__init__(parent, question.title, question.words)
        self._given = given
        self.first, self.reason = first, QPlainTextEdit()
        self.reason.setTabChangesFocus(True)
        self.reason.setFixedHeight(90)
        self.body.addWidget(Field(label, first))
        hint = say("Without names: the reason stays when the case is gone.")
        self.body.addWidget(Field(say("Reason"), self.reason, hint))
        self.stay = self.add_button(say("Cancel"), default=True)
        self.go = self.add_button(question.button)
        self.stay.clicked.connect(self.reject)
        self.go.clicked.connect(self.accept)
        self.accepted.connect(self._accepted)
        self.reason.textChanged.connect(self._typed)
        if isinstance(first, QLineEdit):
            first.textChanged.connect(self._typed)
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


class RetentionCard(Card):
    """Shows the state of ``Retention``; hidden to whoever does not manage the vault."""

    def __init__(self, model: Retention, say: Translator) -> None:
        super().__init__(say("Terms of keeping"))
        self.model = model
        self._say = say
        self._shown: RetentionState | None = None
        about = say("Nothing happens by itself when a term is over: somebody decides, and erasing takes two steps.")
        self.body.addWidget(Text(about, "muted"))
        self.term = Text("", "strong")
        self.body.addWidget(self.term)
        self.body.addWidget(Text(model.state.ask, "hint"))
        self._sources, self._cases, self._erasures = QVBoxLayout(), QVBoxLayout(), QVBoxLayout()
        self.more = Text("", "hint")
        for rows in (self._sources, self._cases, self._erasures):
            rows.setSpacing(6)
        self.body.addLayout(self._sources)
        self.body.addWidget(RuleLine())
        self.body.addWidget(Text(say("To decide"), "strong"))
        self.body.addLayout(self._cases)
        self.body.addWidget(self.more)
        self.body.addLayout(self._erasures)
        for source in model.state.sources:
            self._sources.addLayout(self._source(source))
        model.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show the term, what is due, and what was proposed and erased."""
        state, old = self.model.state, self._shown
        self._shown = state
        self.setVisible(state.may_manage)
        self.term.setText(state.term)
        self.more.setText(state.more)
        self.more.setVisible(bool(state.more))
        if old is None or (old.cases, old.erasures) != (state.cases, state.erasures):
            clear_layout(self._cases)
            clear_layout(self._erasures)
            for case in state.cases:
                self._cases.addLayout(self._case(case))
            for erasure in state.erasures:
                self._erasures.addLayout(self._erasure(erasure))

    def _source(self, row: SourceRow) -> QVBoxLayout:
        verbs = [(self._say("Choose this term …"), partial(self._choose, row))] if row.key else []
        return _line(row.words, row.note, "", verbs)

    def _case(self, row: CaseRow) -> QVBoxLayout:
        verbs = [(self._say("Propose to erase …"), partial(self._propose, row))]
        return _line(row.reference, row.words, row.reference, verbs)

    def _erasure(self, row: ErasureRow) -> QVBoxLayout:
        say = self._say
        verbs: list[tuple[str, Callable[[], None]]] = []
        if row.is_open:
            verbs = [
                (say("Confirm and erase …"), partial(self._confirm, row)),
                (say("The case stays …"), partial(self._cancel, row)),
            ]
        elif row.is_erased:
            verbs = [(say("Certificate (PDF) …"), partial(self._certify, row))]
        return _line(row.reference, row.words, row.reference, verbs)

    def _choose(self, row: SourceRow) -> None:
        """Ask why this term."""
        say = self._say
        question = Question(say("Choose this term?"), row.words, say("Choose"))
        ask_reason(self, question, say, partial(self.model.choose, row.key))

    def _propose(self, row: CaseRow) -> None:
        """Ask on which ground and why."""
        say, grounds = self._say, Combo()
        for key, words in self.model.grounds():
            grounds.addItem(words, key)
        words = say("Nothing is erased yet: another manager confirms it, or you once more if there is none.")
        question = Question(say("Propose to erase case {number}?", number=row.reference), words, say("Propose"))
        ErasureDialog(self, question, say, grounds, say("Ground"), partial(self.model.propose, row.case)).open()

    def _confirm(self, row: ErasureRow) -> None:
        """Ask for the number and the reason once more."""
        say = self._say
        words = say(
            "Everything of this case goes for good: records, versions, exhibits, drafts, and what the log says of it. "
            "This cannot be undone."
        )
        question = Question(say("Erase the case for good?"), words, say("Erase for good"))
        label = say("Type the case number")
        ErasureDialog(self, question, say, QLineEdit(), label, partial(self.model.confirm, row)).open()

    def _cancel(self, row: ErasureRow) -> None:
        """Ask why the case stays."""
        say = self._say
        words = say("Say which interest keeps it: a reason that is not concrete may not stand before a court.")
        question = Question(say("Keep case {number}?", number=row.reference), words, say("The case stays"))
        ask_reason(self, question, say, partial(self.model.cancel, row.id))

    def _certify(self, row: ErasureRow) -> None:
        """Ask where the certificate is written."""
        say = self._say
        self._target = row
        choose_target(self, say("Certificate of erasure"), "bewijs.pdf", "PDF (*.pdf)", self._chosen_target)

    def _chosen_target(self, target: str) -> None:
        """Write the certificate."""
        self.model.certify(self._target.id, Path(target))


def _line(title: str, words: str, called: str, verbs: Sequence[tuple[str, Callable[[], None]]]) -> QVBoxLayout:
    """Build one row with what can be done about it."""
    column = QVBoxLayout()
    column.setSpacing(3)
    column.addWidget(RuleLine())
    column.addWidget(Text(title, "strong" if called else ""))
    column.addWidget(Text(words, "hint"))
    if verbs:
        buttons = FlowLayout(gap=6)
        for label, do in verbs:
            button = QPushButton(label)
            set_kind(button, "quiet")
            button.setAccessibleName(f"{called or title}: {label}")
            button.clicked.connect(partial(_call, do))
            buttons.addWidget(button)
        column.addLayout(buttons)
    return column


def _call(do: Callable[[], None], *_checked: bool) -> None:
    do()
