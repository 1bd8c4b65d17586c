"""What was found in a dossier that came back, part by part, over the window."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.i18n import Translator
from app.ui.binding import clear_layout
from app.ui.dialog import Dialog
from app.ui.files import choose_file
from app.ui.widgets.scroll import ScrollColumn
from app.ui.widgets.text import Text
from app.viewmodels.brought_back_words import told
from app.viewmodels.dossier_check import DossierCheck

# In line heights, and what of the window stays to be seen, in pixels.
_WIDTH, _HEIGHT, _MARGIN = 40, 33, 24
_READABLE = Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard


class DossierCheckDialog(Dialog):
    """Shows the state of ``DossierCheck``; words can be copied, such as a fingerprint to compare."""

    def __init__(self, parent: QWidget, model: DossierCheck, say: Translator) -> None:
        super().__init__(
            parent,
            say("Check a dossier"),
            say("Choose a dossier that came back. It is read on this computer only; nothing of it is kept."),
        )
        self._model, self._say = model, say
        self.found = ScrollColumn(gap=4)
        self.body.addWidget(self.found, 1)
        room, line = parent.window().size(), parent.fontMetrics().height()
        self.resize(min(_WIDTH * line, room.width() - _MARGIN), min(_HEIGHT * line, room.height() - _MARGIN))
        self.choose = self.add_button(say("Choose a file …"), main=True)
        self.close_button = self.add_button(say("Close"), default=True)
        self.choose.clicked.connect(self._ask_file)
        self.close_button.clicked.connect(self.reject)
        self.finished.connect(self._ended)
        model.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show what was found so far."""
        state, say = self._model.state, self._say
        clear_layout(self.found.column)
        if state.name:
            self._tell(state.name, "strong")
        if state.busy:
            self._tell(say("The file is being read …"), "muted")
        if state.stopped:
            self._tell(say("Stopped: nothing was checked."), "muted")
        if state.conclusion is not None:
            self._tell(state.conclusion.words, "alert" if state.conclusion.wrong else "strong")
        for part in state.parts:
            self.found.column.addSpacing(8)
            self._tell(part.title, "label")
            for finding in part.findings:
                self._tell(told(finding, say), "alert" if finding.wrong else "")
        self.show_error(state.error)
        self.found.column.addStretch(1)
        self.choose.setEnabled(not state.busy)

    def check(self, path: str) -> None:
        """Check a file."""
        self._model.check(Path(path))

    def _ask_file(self) -> None:
        """Ask which file."""
        say = self._say
        choose_file(self, say("Choose a dossier"), say("PDF (*.pdf)"), self.check)

    def _tell(self, words: str, kind: str) -> None:
        """Add a line."""
        line = Text(words, kind)
        line.setTextInteractionFlags(_READABLE)
        self.found.column.addWidget(line)

    def _ended(self, _code: int) -> None:
        """Stop reading when nobody waits for it any more."""
        self._model.cancel()
