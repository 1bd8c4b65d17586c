"""The window in which a paper is looked at; it is printed or saved only when that is chosen."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QPushButton, QWidget

from app.i18n import Translator
from app.ui.dialog import Dialog
from app.ui.files import choose_target
from app.ui.printing import PrintDialog
from app.ui.widgets.flow import FlowLayout
from app.ui.widgets.kind import set_kind
from app.ui.widgets.paper import Paper
from app.ui.widgets.scroll import ScrollColumn
from app.ui.widgets.text import Text
from app.viewmodels.paper_view import PaperView

_PART = 0.9
_EDGE = "#8a8a8a"


class PaperWindow(Dialog):
    """Shows the state of a ``PaperView``."""

    def __init__(self, parent: QWidget, model: PaperView, say: Translator) -> None:
        super().__init__(parent, model.title)
        self.model, self._say = model, say
        self._shown: object = None
        self._printing: PrintDialog | None = None
        room = parent.window().size()
        self.resize(int(room.width() * _PART), int(room.height() * _PART))
        tools = QWidget()
        row = FlowLayout(tools, gap=6)
        self.back, self.forth = QPushButton(say("Previous")), QPushButton(say("Next"))
        self.page_words = Text("", "muted", wrap=False)
        for button, slot in ((self.back, self._back), (self.forth, self._forth)):
            button.setAutoDefault(False)
            set_kind(button, "quiet")
            button.clicked.connect(slot)
        for widget in (self.back, self.page_words, self.forth):
            row.addWidget(widget)
        self.body.addWidget(tools)
        self.paper = Paper(_EDGE, model.title)
        self.paper.fitted.connect(model.fit)
        self._place = ScrollColumn(gap=0)
        self._place.column.addWidget(self.paper, 0, Qt.AlignmentFlag.AlignTop)
        self._place.column.addStretch(1)
        self.body.addWidget(self._place, 1)
        self.print = self.add_button(say("Print …"))
        self.save = self.add_button(say("Save as PDF …"))
        self.stay = self.add_button(say("Close"), main=True, default=True)
        self.print.clicked.connect(self._print)
        self.save.clicked.connect(self._choose_place)
        self.stay.clicked.connect(self.reject)
        for keys, do in (("PgUp", self._back), ("PgDown", self._forth)):
            QShortcut(QKeySequence(keys), self, do)
        model.changed.connect(self.refresh)
        self.refresh()
        self.stay.setFocus()

    def refresh(self) -> None:
        """Show the page that was painted."""
        state = self.model.state
        picture = state.picture
        several = picture is not None and picture.pages > 1
        for widget in (self.back, self.forth):
            widget.setVisible(several)
        self.page_words.setText(state.page_words or self._say("Pages are being made …"))
        for button in (self.print, self.save):
            button.setEnabled(picture is not None)
        if picture is None or picture is self._shown:
            return
        self._shown = picture
        self.back.setEnabled(picture.index > 0)
        self.forth.setEnabled(picture.index + 1 < picture.pages)
        self.paper.show_page(picture.pixels, picture.width, picture.height, state.page_words)

    def done(self, result: int) -> None:
        """Let go of the paper."""
        self.model.close()
        super().done(result)

    def _back(self) -> None:
        self._leaf(-1)

    def _forth(self) -> None:
        self._leaf(1)

    def _leaf(self, step: int) -> None:
        """Show the page before or after from its top."""
        if self.model.state.picture is not None:
            self._place.verticalScrollBar().setValue(0)
            self.model.show_page(self.model.state.picture.index + step)

    def _print(self) -> None:
        """Ask for a printer."""
        self._printing = PrintDialog(self, self.model.state.pdf, self.model.log_printing)
        self._printing.show()

    def _choose_place(self) -> None:
        """Ask where the file is written."""
        choose_target(self, self.model.title, self.model.file_name, self._say("PDF (*.pdf)"), self._save)

    def _save(self, path: str) -> None:
        """Write the file; when that is refused, the window makes way for the sentence that says why."""
        target = Path(path)
        self.model.save(target if target.suffix else target.with_suffix(".pdf"))
        self.accept()


def show_paper(parent: QWidget, model: PaperView, say: Translator) -> PaperWindow:
    """Open the window over ``parent``, which it goes with."""
    window = PaperWindow(parent, model, say)
    window.open()
    model.load()
    return window
