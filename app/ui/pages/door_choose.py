"""The door, when nothing was chosen yet: open a vault or make one."""

from pathlib import Path
from typing import Any

from app.i18n import Translator
from app.ui.files import choose_folder, documents
from app.ui.pages.door_parts import DoorSide, button
from app.ui.widgets.text import Text
from app.viewmodels.unlock import Unlock


class ChooseSide(DoorSide):
    """The choice between opening and making."""

    def __init__(self, model: Unlock[Any], say: Translator) -> None:
        super().__init__(model, say)
        self.column.addWidget(Text(say("A vault is a folder with encrypted case files."), "muted"))
        self.to_open = button(say("Open a vault …"), main=True)
        self.to_create = button(say("Make a new vault …"))
        self.to_open.clicked.connect(self._browse)
        self.to_create.clicked.connect(model.choose_create)
        self.column.addWidget(self.to_open)
        self.column.addWidget(self.to_create)

    def focus_first(self) -> None:
        """Put the cursor on opening."""
        self.to_open.setFocus()

    def _browse(self) -> None:
        """Choose the folder of an existing vault."""
        choose_folder(self, self.say("Choose the folder of the vault"), documents(), self._chosen)

    def _chosen(self, folder: str) -> None:
        """Go and open the chosen vault."""
        self.model.choose_open(Path(folder))
