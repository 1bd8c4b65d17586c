"""What a stopped program may have left outside the vault: named at every opening, until somebody lets go of it."""

from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from app.errors import LeftOutsideError
from app.i18n import Translator
from app.ui.ask import Question, ask_reason
from app.ui.asked import AsksAgain
from app.ui.message_bar import MessageBar
from app.ui.runner import LaneDesk
from app.ui.session import Session

_ABOUT = "left"


class LeftOutside(QObject, AsksAgain):
    """Takes away what can be taken away, names the rest in the message bar, and asks why it is not to be named."""

    def __init__(self, over: QWidget, session: Session, desk: LaneDesk, messages: MessageBar, say: Translator) -> None:
        super().__init__(over)
        self._session, self._desk, self._messages, self._say = session, desk, messages, say
        self._left: tuple[Path, ...] = ()

    def look(self) -> None:
        """Look what may still be there."""
        self._desk.ask(self._session.outside, self._tell)

    def ask_again(self, about: str) -> bool:
        """Ask again why it is not to be named any more."""
        if about != _ABOUT or not self._left:
            return False
        self._ask()
        return True

    def _tell(self, left: tuple[Path, ...]) -> None:
        """Say where something may still be."""
        self._left = left
        if left:
            words = self._say.error(LeftOutsideError(place=", ".join(map(str, left))))
            self._messages.refuse(words, self._say("Do not name it any more …"), self._ask)

    def _ask(self) -> None:
        """Ask why it is not to be named any more."""
        say, over = self._say, self.parent()
        assert isinstance(over, QWidget)
        question = Question(
            say("Not name this file any more?"),
            say(
                "It may still be there, and whoever finds it can read it. Where its disk comes back to this computer, "
                "the program still takes it away. The log keeps who let go of it, when and why."
            ),
            say("Do not name it any more"),
        )
        ask_reason(over, question, say, self._let_go, about=_ABOUT)

    def _let_go(self, reason: str) -> None:
        """Let go of what was named."""
        left, let_go = self._left, self._session.let_go
        self._desk.ask(lambda: let_go(left, reason), self._gone)

    def _gone(self, _nothing: object) -> None:
        """Name it no more."""
        self._left = ()
        self._messages.hide()
