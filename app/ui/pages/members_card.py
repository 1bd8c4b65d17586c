"""People and keys on the settings page: who may come in, one's own passphrase, and the words on paper."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout

from app.i18n import Translator
from app.ui.ask import Question, ask_reason
from app.ui.asked import AsksAgain
from app.ui.binding import clear_layout
from app.ui.member_dialogs import AddDialog, GivePassphraseDialog, OwnPassphraseDialog, RolesDialog
from app.ui.recovery_dialog import RecoveryDialog
from app.ui.theme import Theme
from app.ui.widgets.card import Card
from app.ui.widgets.flow import FlowLayout
from app.ui.widgets.kind import set_kind
from app.ui.widgets.pill import Pill
from app.ui.widgets.rule_line import RuleLine
from app.ui.widgets.text import Text
from app.viewmodels.members import MemberRow, Members, MembersState


class MembersCard(Card, AsksAgain):
    """Shows the state of ``Members``; who is no manager sees who is in, and changes only the own passphrase."""

    def __init__(self, model: Members, say: Translator, theme: Theme) -> None:
        super().__init__(say("People and keys"))
        self.model = model
        self._say, self._theme = say, theme
        self._shown: MembersState | None = None
        about = say("Everybody has an own passphrase. What somebody records carries that name.")
        self.body.addWidget(Text(about, "muted"))
        self._rows = QVBoxLayout()
        self._rows.setSpacing(10)
        self.body.addLayout(self._rows)
        self.former = Text("", "hint")
        self.body.addWidget(self.former)
        row = FlowLayout(gap=8)
        self.add, self.own = QPushButton(say("Add somebody …")), QPushButton(say("Change my passphrase …"))
        self.add.clicked.connect(self._add)
        self.own.clicked.connect(self._own)
        row.addWidget(self.add)
        row.addWidget(self.own)
        self.body.addLayout(row)
        self.body.addWidget(RuleLine())
        head = QHBoxLayout()
        head.addWidget(Text(say("Recovery words"), "strong"), 1)
        self.due = Pill("elevated", say("asks attention"))
        head.addWidget(self.due, 0, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(head)
        self.recovery = Text("", "")
        self.body.addWidget(self.recovery)
        keys = FlowLayout(gap=8)
        self.drill, self.fresh = QPushButton(say("Type them back …")), QPushButton(say("Make new words …"))
        self.drill.clicked.connect(self.ask_back)
        self.fresh.clicked.connect(self.make_words)
        keys.addWidget(self.drill)
        keys.addWidget(self.fresh)
        self.body.addLayout(keys)
        self.only = Text(say("Users and recovery words are changed by a manager of the vault."), "hint")
        self.body.addWidget(self.only)
        model.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show who may come in and how it stands with the recovery words."""
        state, old = self.model.state, self._shown
        self._shown = state
        for widget in (self.add, self.drill, self.fresh):
            widget.setVisible(state.may_manage)
        self.drill.setVisible(state.may_manage and state.has_words)
        self.only.setVisible(not state.may_manage)
        self.recovery.setText(state.recovery)
        self.due.setVisible(state.recovery_due)
        self.former.setText(self._say("No longer: {names}", names=self._say.series(state.former)))
        self.former.setVisible(bool(state.former))
        if old is None or (old.rows, old.may_manage) != (state.rows, state.may_manage):
            clear_layout(self._rows)
            for row in state.rows:
                self._rows.addLayout(self._row(row))

    def ask_again(self, about: str) -> bool:
        """Ask again who is let in, or why somebody is taken out."""
        kind, _, key = about.partition("/")
        row = next((row for row in self.model.state.rows if str(row.slot) == key), None)
        if kind != "member" or not self.model.state.may_manage:
            return False
        if row is not None:
            self._remove(row)
        elif key == "new":
            self._add()
        return row is not None or key == "new"

    def make_words(self) -> None:
        """Make new recovery words and ask them back."""
        self._recover(drill=False)

    def ask_back(self) -> None:
        """Ask the recovery words back from the paper."""
        self._recover(drill=True)

    def _row(self, row: MemberRow) -> QVBoxLayout:
        """Build one member with what can be changed."""
        say = self._say
        column = QVBoxLayout()
        column.setSpacing(3)
        column.addWidget(RuleLine())
        name = say("{name} (works here now)", name=row.name) if row.is_me else row.name
        column.addWidget(Text(name, "strong"))
        column.addWidget(Text(f"{row.what} · {row.since}", "hint"))
        if self.model.state.may_manage:
            buttons = FlowLayout(gap=6)
            verbs = [(say("Roles …"), self._roles)]
            if not row.is_me:
                verbs += [(say("New passphrase …"), self._give), (say("Take out …"), self._remove)]
            for words, do in verbs:
                button = QPushButton(words)
                set_kind(button, "quiet")
                button.setAccessibleName(f"{row.name}: {words}")
                button.clicked.connect(partial(do, row))
                buttons.addWidget(button)
            column.addLayout(buttons)
        return column

    def _recover(self, *, drill: bool) -> None:
        """Open the dialog with the recovery words."""
        model = self.model.recovery(drill=drill)
        RecoveryDialog(self, model, self._say, self._theme, self.model.load).open()

    def _add(self) -> None:
        """Ask who is let in."""
        AddDialog(self, self.model, self._say, self._theme).open()

    def _own(self) -> None:
        """Ask for another passphrase."""
        OwnPassphraseDialog(self, self.model, self._say, self._theme).open()

    def _roles(self, row: MemberRow, *_checked: bool) -> None:
        """Ask for other roles."""
        RolesDialog(self, row, self.model, self._say).open()

    def _give(self, row: MemberRow, *_checked: bool) -> None:
        """Ask for another passphrase for somebody else."""
        GivePassphraseDialog(self, row, self.model, self._say, self._theme).open()

    def _remove(self, row: MemberRow, *_checked: bool) -> None:
        """Look which backups somebody still opens, then ask why that person is taken out."""
        self.model.ask_to_remove(row, partial(self._ask_why, row))

    def _ask_why(self, row: MemberRow, means: str) -> None:
        """Ask why somebody is taken out."""
        say = self._say
        question = Question(say("Take {name} out", name=row.name), means, say("Take out"))
        ask_reason(self, question, say, partial(self.model.remove, row.slot), about=f"member/{row.slot}")
