"""The forms about people and keys: let somebody in, other roles, another passphrase."""

from PySide6.QtWidgets import QCheckBox, QLineEdit, QVBoxLayout, QWidget

from app.i18n import Translator
from app.ui.dialog import Dialog
from app.ui.theme import Theme
from app.ui.widgets.dialog_column import DialogColumn
from app.ui.widgets.field import Field
from app.ui.widgets.new_passphrase import NewPassphrase
from app.ui.widgets.secret_field import SecretField
from app.ui.widgets.text import Text
from app.viewmodels.members import MemberRow, Members
from app.viewmodels.strength_words import strength_words


class MemberForm(Dialog):
    """A form on ``Members``: it shows what is wrong at its ``fields`` and closes once the change was saved."""

    def __init__(self, parent: QWidget, model: Members, say: Translator, title: str, words: str) -> None:
        super().__init__(parent, title, words)
        self.model, self.say = model, say
        self.fields: dict[str, tuple[Field, str]] = {}
        self.secret: NewPassphrase | None = None
        self.form = DialogColumn(parent)
        self.body.addWidget(self.form)
        model.start_form()
        self._done = model.state.done

    def add_secret(self, theme: Theme) -> NewPassphrase:
        """Add the fields of a new passphrase."""
        self.secret = NewPassphrase(self.say, theme)
        self.form.column.addWidget(self.secret)
        self.fields["new_passphrase"] = (self.secret.first, self.secret.hint)
        self.fields["again"] = (self.secret.again, "")
        self.secret.weigh.connect(self.weigh)
        self.secret.entered.connect(self.save)
        return self.secret

    def add_buttons(self, words: str) -> None:
        """Add the buttons and begin to follow the view-model."""
        self.form.column.addStretch(1)
        self.stay = self.add_button(self.say("Cancel"))
        self.go = self.add_button(words, main=True, default=True)
        self.stay.clicked.connect(self.reject)
        self.go.clicked.connect(self.save)
        self.model.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show what is wrong, or close."""
        state = self.model.state
        self.form.updateGeometry()
        if state.done != self._done:
            self.accept()
            return
        for name, (field, hint) in self.fields.items():
            wrong = state.wrong_field == name
            field.set_hint(state.error if wrong else hint, wrong=wrong)
        self.show_error("" if state.wrong_field in self.fields else state.error)
        self.go.setEnabled(not state.busy)
        if self.secret is not None:
            self.secret.meter.show_strength(strength_words(state.strength, self.say))

    def weigh(self, passphrase: str) -> None:
        """Have the passphrase weighed."""
        self.model.weigh(passphrase, self.called())

    def called(self) -> str:
        """Return the name of whose passphrase it is."""
        return ""

    def save(self) -> None:
        """Change what was asked."""
        raise NotImplementedError


class RoleChecks(QWidget):
    """The roles to tick, each with what it may do."""

    def __init__(self, model: Members, ticked: tuple[str, ...]) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        self.boxes: dict[str, QCheckBox] = {}
        for key, name, what in model.role_names():
            box = QCheckBox(name)
            box.setChecked(key in ticked)
            box.setAccessibleDescription(what)
            self.boxes[key] = box
            column.addWidget(box)
            column.addWidget(Text(what, "hint"))

    @property
    def keys(self) -> tuple[str, ...]:
        """Return the ticked roles."""
        return tuple(key for key, box in self.boxes.items() if box.isChecked())


class AddDialog(MemberForm):
    """Lets somebody in."""

    def __init__(self, parent: QWidget, model: Members, say: Translator, theme: Theme) -> None:
        words = say("Let the new user type the passphrase, or have it changed at the first use.")
        super().__init__(parent, model, say, say("Add somebody"), words)
        self.name = QLineEdit()
        self.roles = RoleChecks(model, ("caseworker",))
        name_hint = say("Stands with everything that this user records.")
        self.fields["user"] = (Field(say("Name"), self.name, name_hint), name_hint)
        self.fields["roles"] = (Field(say("Roles"), self.roles), "")
        for field, _ in self.fields.values():
            self.form.column.addWidget(field)
        self.add_secret(theme)
        self.add_buttons(say("Add"))
        self.keep_typed("member/new", {"name": self.name})
        self.name.setFocus()

    def called(self) -> str:
        """Return the name of the new user."""
        return self.name.text()

    def save(self) -> None:
        """Let the user in."""
        if self.secret is not None:
            self.model.add(self.name.text(), self.roles.keys, *self.secret.typed)


class RolesDialog(MemberForm):
    """Gives a member other roles."""

    def __init__(self, parent: QWidget, row: MemberRow, model: Members, say: Translator) -> None:
        super().__init__(parent, model, say, say("Roles of {name}", name=row.name), "")
        self._row = row
        self.roles = RoleChecks(model, row.roles)
        self.fields["roles"] = (Field(say("Roles"), self.roles), "")
        self.form.column.addWidget(self.fields["roles"][0])
        self.add_buttons(say("Save"))

    def save(self) -> None:
        """Change the roles."""
        self.model.change_roles(self._row.slot, self.roles.keys)


class GivePassphraseDialog(MemberForm):
    """Gives a member who forgot it another passphrase."""

    def __init__(self, parent: QWidget, row: MemberRow, model: Members, say: Translator, theme: Theme) -> None:
        title = say("New passphrase for {name}", name=row.name)
        super().__init__(parent, model, say, title, say("The old passphrase opens nothing any more. The log tells it."))
        self._row = row
        self.add_secret(theme)
        self.add_buttons(say("Save"))

    def called(self) -> str:
        """Return the name of the member."""
        return self._row.name

    def save(self) -> None:
        """Give the passphrase."""
        if self.secret is not None:
            self.model.give_passphrase(self._row.slot, *self.secret.typed)


class OwnPassphraseDialog(MemberForm):
    """Gives oneself another passphrase."""

    def __init__(self, parent: QWidget, model: Members, say: Translator, theme: Theme) -> None:
        words = say("Nothing is written anew but the key; the old passphrase opens nothing any more.")
        super().__init__(parent, model, say, say("Change my passphrase"), words)
        self.old = SecretField(say("Passphrase now"), say)
        self.fields["passphrase"] = (self.old, "")
        self.form.column.addWidget(self.old)
        self.add_secret(theme)
        self.add_buttons(say("Save"))
        self.old.line.setFocus()

    def called(self) -> str:
        """Return the name of who works here now."""
        return next((row.name for row in self.model.state.rows if row.is_me), "")

    def save(self) -> None:
        """Change the passphrase."""
        if self.secret is not None:
            self.model.change_passphrase(self.old.line.text(), *self.secret.typed)
