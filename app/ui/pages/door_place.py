"""The first step of a new vault: where it comes and what it is called."""

from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QWidget

from app.i18n import Translator
from app.ui.files import choose_folder, documents
from app.ui.pages.door_parts import DoorSide, button, head, in_row
from app.viewmodels.unlock import Unlock


class PlaceSide(DoorSide):
    """Asks for the place and the name."""

    def __init__(self, model: Unlock[Any], say: Translator) -> None:
        super().__init__(model, say)
        head(self.column, say("New vault: where and which name"), say("Step {step} of {steps}", step=1, steps=3))
        self.folder, self.name = QLineEdit(documents()), QLineEdit()
        browse = QPushButton(say("Choose …"))
        browse.clicked.connect(self._browse)
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.folder, 1)
        line.addWidget(browse)
        row.setFocusProxy(self.folder)
        self.add_field("place", say("Where"), row, say("A disk of this computer; no folder that is also kept online."))
        named = say("Becomes a folder whose name ends in .vault; use no names of clients.")
        self.add_field("name", say("Name of the vault"), self.name, named)
        self.go_on, back = button(say("Next"), main=True), button(say("Back"))
        self.go_on.clicked.connect(self._go_on)
        self.folder.returnPressed.connect(self._go_on)
        self.name.returnPressed.connect(self._go_on)
        back.clicked.connect(model.back)
        self.column.addLayout(in_row(self.go_on, back))

    def focus_first(self) -> None:
        """Put the cursor at the name; the place is usually right."""
        self.name.setFocus()

    def _go_on(self) -> None:
        """Go on with what was filled in."""
        self.model.place(self.folder.text(), self.name.text())

    def _browse(self) -> None:
        """Choose the folder in which the vault comes."""
        choose_folder(self, self.say("Where does the vault come?"), self.folder.text(), self.folder.setText)
