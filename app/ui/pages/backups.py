"""The backups on the settings page, and the band that says that a vault is open for reading only."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout

from app.i18n import Translator
from app.ui.ask import Question, confirm
from app.ui.binding import clear_layout
from app.ui.files import choose_folder, documents
from app.ui.widgets.card import Card
from app.ui.widgets.flow import FlowLayout
from app.ui.widgets.kind import set_kind
from app.ui.widgets.rule_line import RuleLine
from app.ui.widgets.text import Text
from app.viewmodels.backups import BackupRow, Backups
from app.viewmodels.soundness import Soundness

_HOUR_MS = 3_600_000


class VaultBand(QFrame):
    """Says above every page what holds for the whole vault: reading only, an older copy of itself, or damaged."""

    def __init__(self, model: Backups, soundness: Soundness, say: Translator) -> None:
        super().__init__()
        set_kind(self, "notice")
        self._model, self._soundness = model, soundness
        row = QHBoxLayout(self)
        row.setContentsMargins(22, 3, 22, 3)
        self.words = Text("")
        row.addWidget(self.words, 1)
        self.lock = QPushButton(say("Lock the vault"))
        row.addWidget(self.lock)
        for changed in (model.changed, soundness.changed):
            changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show the words, if there are any."""
        damage = self._soundness.state.damage
        band = " ".join(part for part in (damage, self._model.state.band) if part)
        self.lock.setVisible(bool(damage))
        self.words.setText(band)
        self.setAccessibleName(band)
        self.setVisible(bool(band))


class BackupsCard(Card):
    """Shows the state of ``Backups``, and when the vault itself was checked."""

    def __init__(self, model: Backups, soundness: Soundness, say: Translator) -> None:
        super().__init__(say("Backups"))
        self.model, self._soundness = model, soundness
        self._say = say
        self._shown: tuple[BackupRow, ...] | None = None
        about = say(
            "Encrypted copies of the vault, made every day and on closing: 7 daily, 4 weekly and 12 monthly are kept. "
            "A backup opens with the passphrases of its day, also those of members who left."
        )
        self.body.addWidget(Text(about, "muted"))
        self.trouble = Text("", "error")
        self.second, self.drilled, self.nothing = Text(""), Text("", "muted"), Text("", "hint")
        self.checked = Text("", "muted")
        for text in (self.trouble, self.second, self.drilled, self.checked):
            self.body.addWidget(text)
        buttons = FlowLayout(gap=6)
        self.make = QPushButton(say("Make a backup now"))
        self.choose = QPushButton(say("Second place …"))
        self.none = QPushButton(say("No second place"))
        for button, do in (
            (self.make, model.back_up),
            (self.choose, self._ask_place),
            (self.none, partial(model.set_second_place, "")),
        ):
            button.clicked.connect(partial(_call, do))
            buttons.addWidget(button)
        self.body.addLayout(buttons)
        self.body.addWidget(self.nothing)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(6)
        self.body.addLayout(self._rows)
        self._timer = QTimer(self)
        self._timer.setInterval(_HOUR_MS)
        self._timer.timeout.connect(model.make_daily)
        self._timer.start()
        for changed in (model.changed, soundness.changed):
            changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show what there is."""
        state = self.model.state
        for text, words in (
            (self.trouble, state.trouble),
            (self.second, state.second),
            (self.drilled, state.drill),
            (self.checked, self._soundness.state.words),
            (self.nothing, state.nothing),
        ):
            text.setText(words)
            text.setVisible(bool(words))
        for button in (self.make, self.choose):
            button.setEnabled(state.may_write)
        self.none.setVisible(state.has_second and state.may_write)
        if self._shown != state.rows:
            self._shown = state.rows
            clear_layout(self._rows)
            for row in state.rows:
                self._rows.addLayout(self._row(row))

    def _row(self, row: BackupRow) -> QVBoxLayout:
        """Build one backup with its buttons."""
        column = QVBoxLayout()
        column.setSpacing(3)
        column.addWidget(RuleLine())
        column.addWidget(Text(row.title))
        buttons = FlowLayout(gap=6)
        verbs: tuple[tuple[str, Callable[[], None]], ...] = (
            (self._say("Try out"), partial(self.model.drill, row)),
            (self._say("Restore beside …"), partial(self._ask_restore, row)),
        )
        for words, do in verbs:
            button = QPushButton(words)
            set_kind(button, "quiet")
            button.setAccessibleName(f"{row.title}: {words}")
            button.clicked.connect(partial(_call, do))
            buttons.addWidget(button)
        column.addLayout(buttons)
        return column

    def _ask_restore(self, row: BackupRow) -> None:
        """Say what restoring means, then do it."""
        say = self._say
        means = say("A new vault comes beside this one. This vault stays as it is.")
        confirm(self, Question(row.title, means, say("Restore beside")), say, partial(self.model.restore, row))

    def _ask_place(self) -> None:
        """Ask where backups go as well."""
        choose_folder(self, self._say("Second place for backups"), documents(), self._chosen)

    def _chosen(self, folder: str) -> None:
        """Take the chosen folder."""
        self.model.set_second_place(folder)


def _call(do: Callable[[], None], *_checked: bool) -> None:
    """Do what a button says."""
    do()
