"""The other accounts of the event in the form: links to them, and why there is a new one."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.i18n import Translator
from app.ui.binding import clear_layout, show_text
from app.ui.widgets.field import Field
from app.ui.widgets.flow import FlowLayout
from app.ui.widgets.link import RecordLink
from app.ui.widgets.text import Text
from app.viewmodels.incident_accounts import Accounts


class AccountLinks(QWidget):
    """The links, and the reason of a new account; ``wanted`` carries the id of an incident, ``edited`` the reason."""

    wanted = Signal(str)
    edited = Signal(str)

    def __init__(self, say: Translator) -> None:
        super().__init__()
        self._shown = Accounts()
        self.words = Text("", "label", wrap=False)
        room = QWidget()
        self._links = FlowLayout(room)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.words)
        head.addWidget(room, 1)
        self.why = QLineEdit()
        self.why.textEdited.connect(self.edited)
        self._example = say("For example: she dared to tell more once she was alone.")
        self.why_field = Field(say("Why is there a new account?"), self.why, self._example)
        self._hint = Text("", "hint")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(head)
        column.addWidget(self._hint)
        column.addWidget(self.why_field)
        self.hide()

    def show_accounts(self, accounts: Accounts, why: str, problem: str) -> None:
        """Show which other accounts there are; ``problem`` is what is wrong with the reason."""
        show_text(self.why, why)
        self.why_field.setVisible(accounts.changed)
        self.why_field.set_hint(problem or self._example, wrong=bool(problem))
        if accounts != self._shown:
            self._shown = accounts
            self.words.setText(accounts.words)
            self._hint.setText(accounts.hint)
            self._hint.setVisible(bool(accounts.hint))
            clear_layout(self._links)
            for key, number, words in accounts.links:
                link = RecordLink(number, key, words)
                link.clicked_key.connect(self.wanted)
                self._links.addWidget(link)
        self.setVisible(bool(accounts.links))
