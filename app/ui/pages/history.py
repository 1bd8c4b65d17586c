"""The versions of a record: what each one changed, and putting an older one back."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from app.i18n import Translator
from app.ui.ask import Question, ask_reason
from app.ui.asked import AsksAgain
from app.ui.binding import clear_layout
from app.ui.widgets.fold_card import FoldCard
from app.ui.widgets.kind import set_kind
from app.ui.widgets.rule_line import RuleLine
from app.ui.widgets.text import Text
from app.viewmodels.history import Version


class VersionList(QWidget, AsksAgain):
    """The versions, the first account first; ``put_back`` carries the number of a version and the reason."""

    put_back = Signal(int, str)

    def __init__(self, say: Translator) -> None:
        super().__init__()
        self._say = say
        self.of = ""
        self._shown: tuple[tuple[Version, ...], bool] = ((), False)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self.buttons: dict[int, QPushButton] = {}

    def show_versions(self, versions: tuple[Version, ...], *, changeable: bool, of: str) -> None:
        """Show the versions ``of`` a record; ``changeable`` when it may get a new one now."""
        self.of = of
        if (versions, changeable) == self._shown:
            return
        self._shown = versions, changeable
        clear_layout(self._column)
        self.buttons = {}
        for version in versions:
            if version.number != versions[0].number:
                self._column.addWidget(RuleLine())
            self._column.addWidget(Text(version.heading, "strong"))
            if version.reason:
                self._column.addWidget(Text(version.reason, "aside"))
            for line in version.changes:
                self._column.addWidget(Text(line))
            if version.older and changeable:
                self._add_button(version.number)

    def ask_again(self, about: str) -> bool:
        """Ask again why a version is put back."""
        asks = {_about(self, number): number for number in self.buttons}
        if about in asks:
            _ask(self, asks[about], self._say)
        return about in asks

    def _add_button(self, number: int) -> None:
        """Add the button that puts a version back."""
        button = QPushButton(self._say("Put this version back …"))
        button.setAccessibleName(self._say("Put version {number} back", number=number))
        set_kind(button, "quiet")
        button.clicked.connect(self._asker(number))
        self.buttons[number] = button
        self._column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)

    def _asker(self, number: int) -> Callable[[], None]:
        """Return what asks for the reason."""
        return partial(_ask, self, number, self._say)


class HistoryCard(FoldCard):
    """The versions in the form of a record, closed until asked for."""

    def __init__(self, say: Translator) -> None:
        super().__init__(say("History"), say("show"), say("hide"))
        self.versions = VersionList(say)
        self.inside.addWidget(self.versions)

    def show_versions(self, versions: tuple[Version, ...], *, changeable: bool, of: str) -> None:
        """Show the versions ``of`` a record; ``changeable`` when it may get a new one now."""
        self.setVisible(bool(versions))
        self.versions.show_versions(versions, changeable=changeable, of=of)


def _ask(card: VersionList, number: int, say: Translator) -> None:
    """Ask why a version is put back."""
    question = Question(
        say("Put version {number} back?", number=number),
        say("The record gets a new version that says the same as this one. All versions stay."),
        say("Put back"),
    )
    ask_reason(card, question, say, partial(card.put_back.emit, number), about=_about(card, number))


def _about(card: VersionList, number: int) -> str:
    """Return how that question is told apart from all others."""
    return f"put-back/{card.of}/{number}"
