"""The window in which an exhibit is looked at: nothing of it goes to the disk, and it closes when the vault locks."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from app.i18n import Translator
from app.ui.ask import Question, ask_reason
from app.ui.asked import AsksAgain
from app.ui.dialog import Dialog
from app.ui.files import choose_target
from app.ui.widgets.flow import FlowLayout
from app.ui.widgets.kind import set_kind
from app.ui.widgets.picture import Picture
from app.ui.widgets.scroll import ScrollColumn
from app.ui.widgets.text import Text
from app.viewmodels.exhibit_services import Painted
from app.viewmodels.exhibit_viewer import ExhibitViewer, Shows

VIEWED = "view/"
"""What the window asks begins so; the id of the exhibit follows."""
_PART, _FACTS, _ROW = 0.92, 17, 16


class ExhibitWindow(Dialog, AsksAgain):
    """Shows the state of an ``ExhibitViewer``: the picture, page or text at the left, what is known of it beside."""

    def __init__(self, parent: QWidget, model: ExhibitViewer, say: Translator) -> None:
        super().__init__(parent, f"{model.state.title} · {model.state.subtitle}")
        self.model, self._say = model, say
        self._shown: Painted | None = None
        self._reason = ""
        room = parent.window().size()
        self.resize(int(room.width() * _PART), int(room.height() * _PART))
        across = QHBoxLayout()
        across.setSpacing(14)
        self.body.addLayout(across, 1)
        left = QVBoxLayout()
        across.addLayout(left, 1)
        self.tools = self._make_tools()
        left.addWidget(self.tools)
        self.picture = Picture(model.state.subtitle)
        left.addWidget(self.picture, 1)
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setAccessibleName(model.state.subtitle)
        self.text.setTabChangesFocus(True)
        left.addWidget(self.text, 1)
        self.note = Text("", "muted")
        left.addWidget(self.note)
        self._rest = QWidget()
        left.addWidget(self._rest, 1)
        across.addWidget(self._make_facts())
        self.copy = self.add_button(say("Save a copy outside the vault …"))
        self.stay = self.add_button(say("Close"), main=True, default=True)
        self.copy.clicked.connect(self._ask_reason)
        self.stay.clicked.connect(self.reject)
        for keys, slot in (("PgUp", self._back), ("PgDown", self._forth), ("Ctrl++", self._larger)):
            QShortcut(QKeySequence(keys), self, slot)
        QShortcut(QKeySequence("Ctrl+-"), self, self._smaller)
        model.changed.connect(self.refresh)
        self.refresh()
        self.stay.setFocus()

    def refresh(self) -> None:
        """Show the present state."""
        state = self.model.state
        for widget, shown in (
            (self.picture, state.shows is Shows.PICTURE),
            (self.tools, state.shows is Shows.PICTURE),
            (self.text, state.shows is Shows.TEXT),
            (self._rest, state.shows in {Shows.WORDS, Shows.NOTHING_YET}),
            (self.note, bool(state.words)),
        ):
            widget.setVisible(shown)
        self.note.setText(state.words)
        if state.shows is Shows.TEXT and not self.text.toPlainText():
            self.text.setPlainText(state.text)
        if state.picture is not None:
            if state.picture is not self._shown:
                self._shown = state.picture
                self.picture.show_picture(state.picture.pixels, state.picture.width, state.picture.height)
            self.picture.show_as(state.zoom, state.turned)
            self.back.setEnabled(state.picture.index > 0)
            self.forth.setEnabled(state.picture.index + 1 < state.picture.pages)
        for widget in (self.back, self.forth, self.page_words):
            widget.setVisible(state.several)
        self.page_words.setText(state.page_words)
        self.copy.setEnabled(state.can_copy)

    def done(self, result: int) -> None:
        """Let go of everything that was shown."""
        self.model.close()
        self.picture.forget()
        self.text.clear()
        super().done(result)

    def _make_tools(self) -> QWidget:
        """Return the buttons for leafing, enlarging and turning."""
        say = self._say
        room = QWidget()
        row = FlowLayout(room, gap=6)
        self.back, self.forth = QPushButton(say("Previous")), QPushButton(say("Next"))
        self.page_words = Text("", "muted", wrap=False)
        self.smaller, self.larger = QPushButton("−"), QPushButton("+")
        self.smaller.setAccessibleName(say("Smaller"))
        self.larger.setAccessibleName(say("Larger"))
        self.fit, self.turn = QPushButton(say("Fit")), QPushButton(say("Turn"))
        self.turn.setToolTip(say("Only on the screen: the exhibit stays as it is."))
        for button, slot in (
            (self.back, self._back),
            (self.forth, self._forth),
            (self.smaller, self._smaller),
            (self.larger, self._larger),
            (self.fit, self._fit),
            (self.turn, self._turn),
        ):
            button.setAutoDefault(False)
            set_kind(button, "quiet")
            button.clicked.connect(slot)
        for widget in (self.back, self.page_words, self.forth, self.smaller, self.larger, self.fit, self.turn):
            row.addWidget(widget)
        return room

    def _make_facts(self) -> QWidget:
        """Return what is known of the exhibit."""
        facts = ScrollColumn(gap=8)
        facts.setFixedWidth(_FACTS * self.fontMetrics().height())
        for name, words in self.model.state.facts:
            facts.column.addWidget(Text(name, "label", wrap=False))
            value = Text(_breakable(words))
            value.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )
            value.setAccessibleName(f"{name}: {words}")
            facts.column.addWidget(value)
        facts.column.addWidget(
            Text(
                self._say(
                    "The hash shows that the file did not change since it was taken in. It says nothing about whether "
                    "it is genuine or about who made it."
                ),
                "hint",
            )
        )
        facts.column.addStretch(1)
        return facts

    def _back(self) -> None:
        self._leaf(-1)

    def _forth(self) -> None:
        self._leaf(1)

    def _leaf(self, step: int) -> None:
        """Show the page before or after."""
        if self.model.state.picture is not None:
            self.model.show_page(self.model.state.picture.index + step)

    def _smaller(self) -> None:
        self.model.zoom(-1, self.picture.scale)

    def _larger(self) -> None:
        self.model.zoom(1, self.picture.scale)

    def _fit(self) -> None:
        self.model.fit()

    def _turn(self) -> None:
        self.model.turn()

    def _ask_reason(self) -> None:
        """Warn, and ask why a copy has to leave the vault."""
        say = self._say
        question = Question(
            say("Save a copy outside the vault"),
            say(
                "Outside the vault anybody who uses this computer can read the copy. It stays on the disk until "
                "somebody deletes it, and often longer. The log keeps who did this, when and why."
            ),
            say("Choose a place …"),
        )
        asked = ask_reason(self, question, say, self._choose_place, about=f"exhibit/{self.model.exhibit.id}")
        self.asks = f"{VIEWED}{self.model.exhibit.id}"
        asked.rejected.connect(self._not_asking)

    def _not_asking(self) -> None:
        """Do not open again after a lock: only what is asked over the window does that."""
        self.asks = ""

    def ask_again(self, about: str) -> bool:
        """Ask again why a copy has to leave the vault."""
        if about != f"exhibit/{self.model.exhibit.id}" or not self.copy.isEnabled():
            return False
        self._ask_reason()
        return True

    def _choose_place(self, reason: str) -> None:
        """Ask where the copy is written."""
        self._reason = reason
        title = self._say("Save a copy outside the vault")
        choosing = choose_target(self, title, self.model.proposal, "*", self._save)
        choosing.rejected.connect(self._not_asking)

    def _save(self, path: str) -> None:
        """Write the copy; when that is refused, the window makes way for the sentence that says why."""
        self.model.save_copy(Path(path), self._reason)
        self.accept()


def show_exhibit(parent: QWidget, model: ExhibitViewer | None, say: Translator) -> ExhibitWindow | None:
    """Open the viewer over ``parent``, which it goes with."""
    if model is None:
        return None
    window = ExhibitWindow(parent, model, say)
    window.open()
    model.load()
    return window


def _breakable(words: str) -> str:
    """Return words in which a long row without spaces, such as a hash or a file name, may be broken."""
    parts = [words[start : start + _ROW] for start in range(0, len(words), _ROW)]
    return words if " " in words else "\u200b".join(parts)
