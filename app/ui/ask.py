"""Ask before something is done: a confirmation, or a reason. The words come from the view-model."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from app.i18n import Translator
from app.ui.dialog import Dialog
from app.ui.widgets.field import Field
from app.ui.widgets.scroll import ScrollColumn
from app.ui.widgets.steady import LongText
from app.ui.widgets.text import Text

_PART = 30


@dataclass(frozen=True)
class Question:
    """What is asked: what will happen, what that means, and what the button says.

    ``details`` may be long: they scroll, so that the buttons stay within reach.
    """

    title: str
    words: str
    button: str
    details: str = ""


class ConfirmDialog(Dialog):
    """Do it, or stay; staying is the default."""

    def __init__(self, parent: QWidget, question: Question, say: Translator, agreed: Callable[[], None]) -> None:
        super().__init__(parent, question.title, question.words)
        self._agreed = agreed
        self.stay = self.add_button(say("Cancel"), default=True)
        self.go = self.add_button(question.button)
        self.stay.clicked.connect(self.reject)
        self.go.clicked.connect(self.accept)
        self.accepted.connect(self._accepted)
        self.stay.setFocus()

    def _accepted(self) -> None:
        """The user agreed."""
        self._agreed()


class _Details(ScrollColumn):
    """Words that scroll when they take more than their part of the window."""

    def __init__(self, words: str, window: int) -> None:
        super().__init__(snug=True)
        self._text, self._most = Text(words), window * _PART // 100
        self.column.addWidget(self._text)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(words)

    def showEvent(self, event: QShowEvent) -> None:
        """Take the height of the words, as far as there is room; only now their letters are known."""
        super().showEvent(event)
        self.setFixedHeight(min(self._text.heightForWidth(self.width()), self._most))


class ReasonDialog(Dialog):
    """Do it with a reason; without one the button stays grey.

    ``about`` tells questions apart in any language: what would be done, and to what. A reason that was half typed when
    the vault locked stands there again when the same is asked.
    """

    def __init__(
        self, parent: QWidget, question: Question, say: Translator, given: Callable[[str], None], *, about: str
    ) -> None:
        super().__init__(parent, question.title, question.words)
        self._given = given
        if question.details:
            self.body.addWidget(_Details(question.details, parent.window().height()))
        self.reason = LongText()
        self.reason.setTabChangesFocus(True)
        self.reason.setFixedHeight(90)
        self.body.addWidget(Field(say("Reason"), self.reason, say("The reason is kept with the record.")))
        self.stay = self.add_button(say("Cancel"))
        self.go = self.add_button(question.button, main=True)
        self.go.setEnabled(False)
        self.stay.clicked.connect(self.reject)
        self.go.clicked.connect(self.accept)
        self.accepted.connect(self._accepted)
        self.reason.textChanged.connect(self._typed)
        self.keep_typed(about, {"reason": self.reason})
        self.reason.setFocus()

    def _typed(self) -> None:
        """Allow going on once there is a reason."""
        self.go.setEnabled(bool(self.reason.toPlainText().strip()))

    def _accepted(self) -> None:
        """The user gave a reason."""
        self._given(self.reason.toPlainText().strip())


def confirm(parent: QWidget, question: Question, say: Translator, agreed: Callable[[], None]) -> ConfirmDialog:
    """Ask whether something should be done; ``agreed`` is called when it should."""
    dialog = ConfirmDialog(parent, question, say, agreed)
    dialog.open()
    return dialog


def drop_question(say: Translator) -> Question:
    """Return the question before a draft is thrown away; its words stand nowhere else."""
    return Question(
        say("Drop what was typed?"),
        say("What was typed here and not saved is gone for good."),
        say("Drop what was typed"),
    )


def ask_reason(
    parent: QWidget, question: Question, say: Translator, given: Callable[[str], None], *, about: str
) -> ReasonDialog:
    """Ask why; ``given`` is called with the reason, ``about`` is that of ``ReasonDialog``."""
    dialog = ReasonDialog(parent, question, say, given, about=about)
    dialog.open()
    return dialog
