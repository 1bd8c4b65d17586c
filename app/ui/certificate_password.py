"""Asks for the password of a certificate, each time a copy is signed."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from app.i18n import Translator
from app.ui.dialog import Dialog
from app.ui.widgets.secret_field import SecretField


class CertificatePassword(Dialog):
    """A field for a password; ``given`` receives it, and the field is emptied."""

    def __init__(self, parent: QWidget, certificate: str, say: Translator, given: Callable[[str], None]) -> None:
        words = say("The copy is signed with {file}. The password is used once and kept nowhere.", file=certificate)
        super().__init__(parent, say("Sign the dossier"), words)
        self._given = given
        hint = say("Leave it empty when the certificate has none.")
        self.password = SecretField(say("Password of the certificate"), say, hint)
        self.body.addWidget(self.password)
        self.stay = self.add_button(say("Cancel"))
        self.go = self.add_button(say("Sign and save"), main=True, default=True)
        self.stay.clicked.connect(self.reject)
        self.go.clicked.connect(self.accept)
        self.finished.connect(self._ended)
        self.password.line.setFocus()

    def _ended(self, code: int) -> None:
        """Pass the password on when it is to be used, and forget it."""
        typed = self.password.line.text()
        self.password.line.clear()
        if code == self.DialogCode.Accepted.value:
            self._given(typed)
