"""Own checklists and translations on the settings page."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout

from app.i18n import Translator
from app.ui.ask import Question, confirm
from app.ui.binding import clear_layout
from app.ui.files import choose_file
from app.ui.widgets.card import Card
from app.ui.widgets.flow import FlowLayout
from app.ui.widgets.kind import set_kind
from app.ui.widgets.pill import Pill
from app.ui.widgets.rule_line import RuleLine
from app.ui.widgets.text import Text
from app.viewmodels.own_lists import OwnLists, OwnListsState, OwnRow


class OwnRowView(QVBoxLayout):
    """One own text with its buttons."""

    def __init__(self, row: OwnRow, card: "OwnListsCard") -> None:
        super().__init__()
        self.setSpacing(3)
        self.addWidget(RuleLine())
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(Text(row.title, "strong"), 1)
        head.addWidget(Pill("neutral", row.mark), 0, Qt.AlignmentFlag.AlignTop)
        self.addLayout(head)
        self.addWidget(Text(row.note, "hint"))
        if row.standing:
            self.addWidget(Text(row.standing, "muted"))
        buttons = FlowLayout(gap=6)
        verbs: tuple[tuple[str, Callable[[OwnRow], None]], ...] = (
            (row.offer, card.model.offer),
            (row.remove, card.ask_to_remove),
        )
        for words, do in verbs:
            if words:
                button = QPushButton(words)
                set_kind(button, "quiet")
                button.setAccessibleName(f"{row.title}: {words}")
                button.clicked.connect(partial(_call, do, row))
                buttons.addWidget(button)
        self.addLayout(buttons)


class OwnListsCard(Card):
    """Shows the state of ``OwnLists``."""

    def __init__(self, model: OwnLists, say: Translator) -> None:
        super().__init__(say("Own lists and translations"))
        self.model = model
        self._say = say
        self._shown: OwnListsState | None = None
        self.body.addWidget(
            Text(
                say(
                    "A checklist of your own, or a list of the program in another language, as a TOML file. "
                    "It is used in this vault only and goes along with a case that used it."
                ),
                "muted",
            )
        )
        self._rows = QVBoxLayout()
        self._rows.setSpacing(10)
        self.body.addLayout(self._rows)
        self.refused = Text("", "error")
        self.refused.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.body.addWidget(self.refused)
        self.add = QPushButton(say("Add a file …"))
        self.add.clicked.connect(self._ask_file)
        self.body.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)
        model.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show what is there."""
        state = self.model.state
        self.refused.setText(state.refused)
        self.refused.setVisible(bool(state.refused))
        self.add.setVisible(state.may_change)
        if self._shown is not None and self._shown.rows == state.rows and self._shown.nothing == state.nothing:
            return
        self._shown = state
        clear_layout(self._rows)
        if state.nothing:
            self._rows.addWidget(Text(state.nothing, "hint"))
        for row in state.rows:
            self._rows.addLayout(OwnRowView(row, self))

    def ask_to_remove(self, row: OwnRow) -> None:
        """Say what taking away means, then do it."""
        question = Question(row.title, row.warning, row.remove.removesuffix(" …"))
        confirm(self, question, self._say, partial(self.model.remove, row))

    def _ask_file(self) -> None:
        """Ask which file is added."""
        choose_file(self, self._say("Add a file"), "TOML (*.toml)", self._chosen)

    def _chosen(self, path: str) -> None:
        """Add the chosen file."""
        self.model.add(path)


def _call(do: Callable[[OwnRow], None], row: OwnRow, *_checked: bool) -> None:
    """Do something with a row."""
    do(row)
