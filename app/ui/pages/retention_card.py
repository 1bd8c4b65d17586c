"""Terms of keeping on the settings page, for managers: what is due, and erasing in two steps."""

from collections.abc import Callable, Sequence
from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget

from app.i18n import Translator
from app.ui.ask import Question, ask_reason, confirm
from app.ui.asked import AsksAgain
from app.ui.binding import clear_layout
from app.ui.pages.retention_dialogs import ErasureDialog, HeldDialog, TermDialog
from app.ui.paper_window import show_paper
from app.ui.source_links import CheckedSources
from app.ui.widgets.card import Card
from app.ui.widgets.flow import FlowLayout
from app.ui.widgets.kind import set_kind
from app.ui.widgets.rule_line import RuleLine
from app.ui.widgets.steady import Combo
from app.ui.widgets.text import Text
from app.viewmodels.retention import CaseRow, ErasureRow, Retention, RetentionState, SourceRow

Verb = tuple[str, Callable[[], None]]


class RetentionCard(Card, AsksAgain):
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
        self._term_verbs = FlowLayout(gap=6)
        self.body.addLayout(self._term_verbs)
        self._sources, self._cases, self._erasures = QVBoxLayout(), QVBoxLayout(), QVBoxLayout()
        for rows in (self._sources, self._cases, self._erasures):
            rows.setSpacing(6)
        self.body.addWidget(RuleLine())
        self.body.addWidget(Text(say("To decide"), "strong"))
        self.body.addLayout(self._cases)
        self.more = Text("", "hint")
        self.body.addWidget(self.more)
        self.show_more = QPushButton(say("Show more"))
        set_kind(self.show_more, "quiet")
        self.show_more.clicked.connect(self._show_more)
        more_row = FlowLayout(gap=6)
        more_row.addWidget(self.show_more)
        self.body.addLayout(more_row)
        self.body.addLayout(self._erasures)
        self.body.addWidget(RuleLine())
        self.body.addWidget(Text(say("What the sources say"), "strong"))
        self.body.addWidget(Text(model.state.ask, "hint"))
        self.body.addLayout(self._sources)
        for source in model.state.sources:
            self._sources.addLayout(self._source(source))
        model.changed.connect(self.refresh)
        model.held_found.connect(self._ask_held)
        self.refresh()

    def refresh(self) -> None:
        """Show the term, what is due, and what was proposed and erased."""
        state, old = self.model.state, self._shown
        self._shown = state
        self.setVisible(state.may_manage)
        self.term.setText(state.term)
        self.more.setText(state.more)
        self.more.setVisible(bool(state.more))
        self.show_more.setVisible(bool(state.more))
        if old is None or old.chosen != state.chosen:
            clear_layout(self._term_verbs)
            _offer(self._term_verbs, self._say("Terms of keeping"), self._of_vault(chosen=state.chosen))
        if old is None or (old.cases, old.erasures) != (state.cases, state.erasures):
            clear_layout(self._cases)
            clear_layout(self._erasures)
            for case in state.cases:
                self._cases.addLayout(self._case(case))
            for erasure in state.erasures:
                self._erasures.addLayout(self._erasure(erasure))

    def ask_again(self, about: str) -> bool:
        """Ask again about a term or a step of erasing, when it is still there to be asked about."""
        kind, _, key = about.partition("/")
        state = self.model.state
        asks: dict[str, Callable[[], None]] = {}
        if kind == "term":
            asks = {"": self._own_figures, **{row.key: partial(self._choose, row) for row in state.sources if row.key}}
        elif kind == "erase":
            asks = {str(row.case): partial(self._propose, row) for row in state.cases}
        elif kind in {"erase-now", "keep", "held"}:
            ask = {"erase-now": self._confirm, "keep": self._cancel, "held": self.model.look_for_backups}[kind]
            rows = (row for row in state.erasures if (row.is_erased if kind == "held" else row.is_open))
            asks = {str(row.id): partial(ask, row) for row in rows}
        if key not in asks or not state.may_manage:
            return False
        asks[key]()
        return True

    def _of_vault(self, *, chosen: bool) -> list[Verb]:
        """Return what can be done about the term of the vault."""
        say = self._say
        verbs: list[Verb] = [(say("Own figures …"), self._own_figures)]
        if chosen:
            verbs.append((say("Take the term back …"), self._take_back))
        return verbs

    def _source(self, row: SourceRow) -> QVBoxLayout:
        verbs = [(self._say("Choose this term …"), partial(self._choose, row))] if row.key else []
        line = _line(row.words, row.note, "", verbs)
        sources = CheckedSources(self._say)
        sources.show_sources(row.keys, row.check)
        line.addWidget(sources)
        return line

    def _case(self, row: CaseRow) -> QVBoxLayout:
        say = self._say
        verbs: list[Verb] = [
            (say("Propose to erase …"), partial(self._propose, row)),
            (say("Term of this case …"), partial(ask_case_term, self, self.model, row, say)),
        ]
        if row.own:
            verbs.append((say("Take its own term back …"), partial(self._take_back, row)))
        return _line(row.reference, row.words, row.reference, verbs)

    def _erasure(self, row: ErasureRow) -> QVBoxLayout:
        say = self._say
        verbs: list[Verb] = []
        if row.is_open:
            verbs = [
                (say("Confirm and erase …"), partial(self._confirm, row)),
                (say("The case stays …"), partial(self._cancel, row)),
            ]
        elif row.is_erased:
            verbs = [
                (say("Certificate …"), partial(self._certify, row.id)),
                (say("Backups that hold it …"), partial(self.model.look_for_backups, row)),
            ]
        return _line(row.reference, row.words, row.reference, verbs)

    def _show_more(self) -> None:
        """Show some more cases."""
        self.model.show_more()

    def _own_figures(self) -> None:
        """Ask for a term in own figures."""
        say = self._say
        words = say("It counts for every case without a term of its own. Nothing is erased by it.")
        question = Question(say("A term in own figures"), words, say("Choose"))
        TermDialog(self, question, say, partial(self.model.choose_own, None), about="term").open()

    def _take_back(self, row: CaseRow | None = None) -> None:
        """Ask whether a term is to be taken back."""
        say = self._say
        if row is None:
            words = say("No case then has a day on which somebody has to decide, unless it has a term of its own.")
            question = Question(say("Take the term back?"), words, say("Take back"))
        else:
            words = say("The term of the vault then counts for this case again, if one was chosen.")
            question = Question(
                say("Take the term of case {number} back?", number=row.reference), words, say("Take back")
            )
        confirm(self, question, say, partial(self.model.take_back, row.case if row else None))

    def _choose(self, row: SourceRow) -> None:
        """Ask why this term."""
        say = self._say
        question = Question(say("Choose this term?"), row.words, say("Choose"))
        ask_reason(self, question, say, partial(self.model.choose, row.key), about=f"term/{row.key}")

    def _propose(self, row: CaseRow) -> None:
        """Ask on which ground and why."""
        say, grounds = self._say, Combo()
        for key, words in self.model.grounds():
            grounds.addItem(words, key)
        words = say("Nothing is erased yet: another manager confirms it, or you once more if there is none.")
        question = Question(say("Propose to erase case {number}?", number=row.reference), words, say("Propose"))
        propose = partial(self.model.propose, row.case)
        ErasureDialog(self, question, say, grounds, say("Ground"), propose, about=f"erase/{row.case}").open()

    def _confirm(self, row: ErasureRow) -> None:
        """Ask for the number and the reason once more."""
        say = self._say
        words = say(
            "Everything of this case goes for good: records, versions, exhibits, drafts, and what the log says of it. "
            "This cannot be undone."
        )
        question = Question(say("Erase the case for good?"), words, say("Erase for good"))
        label = say("Type the case number")
        go = partial(self.model.confirm, row)
        ErasureDialog(self, question, say, QLineEdit(), label, go, about=f"erase-now/{row.id}").open()

    def _cancel(self, row: ErasureRow) -> None:
        """Ask why the case stays."""
        say = self._say
        words = say("Say which interest keeps it: a reason that is not concrete may not stand before a court.")
        question = Question(say("Keep case {number}?", number=row.reference), words, say("The case stays"))
        ask_reason(self, question, say, partial(self.model.cancel, row.id), about=f"keep/{row.id}")

    def _certify(self, erasure: UUID) -> None:
        """Show the certificate."""
        show_paper(self, self.model.certificate(erasure), self._say)

    def _ask_held(self) -> None:
        """Show which backups still hold an erased case, and ask whether they go."""
        held = self.model.held
        if held is not None and self.isVisible():
            HeldDialog(self, held, self._say, partial(self.model.remove_backups, held.erasure.id)).open()


def ask_case_term(over: QWidget, model: Retention, row: CaseRow, say: Translator) -> None:
    """Ask for a term of one case in own figures."""
    words = say("Now: {term}", term=row.words)
    question = Question(say("Term of case {number}", number=row.reference), words, say("Choose"))
    TermDialog(over, question, say, partial(model.choose_own, row.case), about=f"case-term/{row.case}").open()


def _line(title: str, words: str, called: str, verbs: Sequence[Verb]) -> QVBoxLayout:
    """Build one row with what can be done about it."""
    column = QVBoxLayout()
    column.setSpacing(3)
    column.addWidget(RuleLine())
    column.addWidget(Text(title, "strong" if called else ""))
    column.addWidget(Text(words, "hint"))
    if verbs:
        buttons = FlowLayout(gap=6)
        _offer(buttons, called or title, verbs)
        column.addLayout(buttons)
    return column


def _offer(buttons: FlowLayout, called: str, verbs: Sequence[Verb]) -> None:
    """Put a button for everything that can be done into a row."""
    for label, do in verbs:
        button = QPushButton(label)
        set_kind(button, "quiet")
        button.setAccessibleName(f"{called}: {label}")
        button.clicked.connect(partial(_call, do))
        buttons.addWidget(button)


def _call(do: Callable[[], None], *_checked: bool) -> None:
    do()
