"""One question of a checklist on the screen."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.domain.assessment import AnswerValue
from app.i18n import Translator
from app.ui.pages.checklist_details import ItemDetails
from app.ui.widgets.answer_switch import AnswerSwitch
from app.ui.widgets.flow import FlowLayout
from app.ui.widgets.kind import set_kind
from app.ui.widgets.link import RecordLink
from app.ui.widgets.pill import Pill
from app.ui.widgets.text import Text
from app.viewmodels.checklist_rows import Against, ItemRow, Support
from app.viewmodels.choice import Choice

KEYS = {
    Qt.Key.Key_1: AnswerValue.YES,
    Qt.Key.Key_J: AnswerValue.YES,
    Qt.Key.Key_Y: AnswerValue.YES,
    Qt.Key.Key_2: AnswerValue.NO,
    Qt.Key.Key_N: AnswerValue.NO,
    Qt.Key.Key_3: AnswerValue.UNKNOWN,
    Qt.Key.Key_O: AnswerValue.UNKNOWN,
    Qt.Key.Key_U: AnswerValue.UNKNOWN,
    Qt.Key.Key_4: AnswerValue.NOT_ASKED,
    Qt.Key.Key_G: AnswerValue.NOT_ASKED,
}
_ROOM_FOR_WORDS = 250


class SupportButton(QPushButton):
    """One incident that points at a question; dashed while proposed, whole once confirmed."""

    pressed_key = Signal(str)

    def __init__(self, key: str) -> None:
        super().__init__()
        self.key = key
        self.setCheckable(True)
        set_kind(self, "support")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.clicked.connect(self._pressed)

    def show_support(self, support: Support, *, locked: bool) -> None:
        """Show whether the incident is confirmed."""
        self.setChecked(support.confirmed)
        self.setText(support.number if support.confirmed else f"{support.number} ?")
        self.setAccessibleName(support.name)
        self.setToolTip(support.name)
        self.setEnabled(support.confirmed or not locked)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, locked)

    def _pressed(self) -> None:
        """Tell which incident was meant; how it is shown follows from the state."""
        self.setChecked(not self.isChecked())
        self.pressed_key.emit(self.key)


class ChecklistRow(QWidget):
    """A question: class, words, guidance, answer, support and, when opened, what the answer rests on.

    ``answered`` carries item and answer, ``confirmed`` item and incident, ``moved`` item and one step up or down,
    ``opened`` a page name and a record id.
    """

    answered = Signal(str, str)
    confirmed = Signal(str, str)
    moved = Signal(str, int)
    opened = Signal(str, str)
    rests = Signal(str, str)
    asked = Signal(str, str)
    noted = Signal(str, str)
    marked = Signal(str, str)
    left = Signal()

    def __init__(self, row: ItemRow, answers: Sequence[Choice], bases: Sequence[Choice], say: Translator) -> None:
        super().__init__()
        self.item = row.id
        self._say = say
        self._bases = bases
        self._row: ItemRow | None = None
        self._locked: bool | None = None
        self._sensitivity = ""
        self._details: ItemDetails | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 8, 0, 8)
        self._column.setSpacing(5)
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._box.setSpacing(12)
        self._column.addLayout(self._box)
        self._label = Text(f"{row.number}. {row.label}", "strong")
        self._summary = Text("", "aside")
        self._box.addLayout(self._words(row), 1)
        self.switch = AnswerSwitch([(choice.key, choice.label) for choice in answers], self._label.text())
        self.switch.chosen.connect(self._answered)
        self.more = QPushButton()
        set_kind(self.more, "quiet")
        self.more.setCheckable(True)
        self.more.toggled.connect(self._toggled)
        self._right = QVBoxLayout()
        self._right.setSpacing(2)
        for widget in (self.switch, self.more):
            self._right.addWidget(widget, 0, Qt.AlignmentFlag.AlignRight)
        self._right.addStretch(1)
        self._box.addLayout(self._right)
        self._support = QWidget()
        self._flow = FlowLayout(self._support)
        self._buttons: dict[str, SupportButton] = {}
        self._links: dict[str, RecordLink] = {}
        self._support_words = Text("", "aside", wrap=False)
        self._flow.addWidget(self._support_words)
        self._column.addWidget(self._support)
        self._against = QWidget()
        self._against_flow = FlowLayout(self._against)
        self._against_shown: tuple[Against, ...] = ()
        self._against.hide()
        self._column.addWidget(self._against)
        self._doubt = QFrame()
        self._doubt_words = Text("", "strong")
        set_kind(self._doubt, "finding", weight="high")
        doubt = QHBoxLayout(self._doubt)
        doubt.setContentsMargins(9, 4, 9, 4)
        doubt.addWidget(self._doubt_words)
        self._column.addWidget(self._doubt)

    def _words(self, row: ItemRow) -> QVBoxLayout:
        """Return class, question, guidance and the line on what the answer rests on."""
        words = QVBoxLayout()
        words.setSpacing(3)
        head = QHBoxLayout()
        head.setSpacing(7)
        head.addWidget(Pill(row.weight.value, row.weight_word), 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self._label, 1)
        words.addLayout(head)
        words.addWidget(Text(row.guidance, "hint"))
        for translated, kind in zip(row.translated, ("quote", "hint"), strict=True):
            if translated:
                words.addWidget(Text(translated, kind))
        words.addWidget(self._summary)
        words.addStretch(1)
        return words

    def show_row(self, row: ItemRow, *, locked: bool, sensitivity: str) -> None:
        """Show the question as it is now, in an assessment of a class."""
        if (row, locked, sensitivity) == (self._row, self._locked, self._sensitivity):
            return
        self._row, self._locked, self._sensitivity = row, locked, sensitivity
        self.setAccessibleName(row.name)
        self.switch.choose(row.answer.value)
        self.switch.lock(locked)
        self._summary.setText(row.summary)
        self._summary.setVisible(bool(row.summary))
        self._show_support(row, locked=locked)
        self._show_against(row.against)
        self._doubt_words.setText(row.contradiction)
        self._doubt.setVisible(bool(row.contradiction))
        self._name_more()
        if self._details is not None:
            self._details.show_row(row, locked=locked, sensitivity=sensitivity)

    def open_details(self) -> None:
        """Open what the answer rests on."""
        self.more.setChecked(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Answer with 1-4 or a letter; up and down move to another question."""
        key = Qt.Key(event.key())
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if plain and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.moved.emit(self.item, -1 if key == Qt.Key.Key_Up else 1)
        elif plain and key in KEYS and not self._locked:
            self.answered.emit(self.item, KEYS[key].value)
            self.switch.take_focus()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the answers below the words where there is no room beside them."""
        super().resizeEvent(event)
        room = self.switch.sizeHint().width() + round(_ROOM_FOR_WORDS * self.fontMetrics().height() / 18)
        beside = self.width() >= room
        self._box.setDirection(
            QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom,
        )
        side = Qt.AlignmentFlag.AlignRight if beside else Qt.AlignmentFlag.AlignLeft
        self._right.setAlignment(self.switch, side)
        self._right.setAlignment(self.more, side)

    def _show_support(self, row: ItemRow, *, locked: bool) -> None:
        """Show the incidents and events that point at the question; buttons that stay keep their focus."""
        wanted = [str(support.id) for support in (*row.incidents, *row.events)]
        present = [*self._buttons, *self._links]
        if set(wanted) != set(present):
            self._flow.removeWidget(self._support_words)
            self._flow.clear()
            self._buttons, self._links = {}, {}
            self._flow.addWidget(self._support_words)
            for support in row.incidents:
                button = SupportButton(str(support.id))
                button.pressed_key.connect(self._confirmed)
                self._buttons[button.key] = button
                self._flow.addWidget(button)
            for support in row.events:
                link = RecordLink(support.number, str(support.id), support.name)
                link.clicked_key.connect(self._event_opened)
                self._links[link.key] = link
                self._flow.addWidget(link)
        for support in row.incidents:
            self._buttons[str(support.id)].show_support(support, locked=locked)
        self._support_words.setText(self._count(row))
        self._support.setVisible(bool(wanted))

    def _show_against(self, against: tuple[Against, ...]) -> None:
        """Show what speaks against the question; each leads to its page."""
        if against != self._against_shown:
            self._against_shown = against
            self._against_flow.clear()
            self._against_flow.addWidget(Text(self._say("Speaks against") + ":", "aside", wrap=False))
            for one in against:
                link = RecordLink(one.number, str(one.id), one.name)
                link.clicked_key.connect(partial(self.opened.emit, one.page))
                self._against_flow.addWidget(link)
        self._against.setVisible(bool(against))

    def _count(self, row: ItemRow) -> str:
        """Return how many incidents are proposed and confirmed."""
        confirmed = sum(support.confirmed for support in row.incidents)
        proposed = len(row.incidents) - confirmed
        parts = []
        if confirmed:
            parts.append(self._say.n("{n} confirmed", "{n} confirmed", confirmed))
        if proposed:
            parts.append(self._say.n("{n} proposed", "{n} proposed", proposed))
        if row.events:
            parts.append(self._say.n("{n} event", "{n} events", len(row.events)))
        return " · ".join(parts) + ":"

    def _name_more(self) -> None:
        """Name the button that opens what the answer rests on."""
        words = self._say("Close") if self.more.isChecked() else self._say("Basis, note and sources")
        self.more.setText(words)
        self.more.setAccessibleName(f"{self._label.text()} {words}")

    def _toggled(self, opened: bool) -> None:
        """Open or close the details; they are made the first time."""
        if opened and self._details is None:
            self._details = ItemDetails(self._bases, self._say)
            self._details.rests.connect(self._rests)
            self._details.asked.connect(self._asked)
            self._details.noted.connect(self._noted)
            self._details.marked.connect(self._marked)
            self._details.confirmed.connect(self._confirmed)
            self._details.opened.connect(self.opened)
            self._details.left.connect(self.left)
            self._column.addWidget(self._details)
            if self._row is not None:
                self._details.show_row(self._row, locked=bool(self._locked), sensitivity=self._sensitivity)
        if self._details is not None:
            self._details.setVisible(opened)
        self._name_more()

    def _answered(self, answer: str) -> None:
        """Pass the chosen answer on."""
        self.answered.emit(self.item, answer)

    def _confirmed(self, incident: str) -> None:
        """Pass on that an incident was confirmed or taken back."""
        self.confirmed.emit(self.item, incident)

    def _event_opened(self, event: str) -> None:
        """Ask for the page of the event."""
        self.opened.emit("events", event)

    def _rests(self, basis: str) -> None:
        """Pass on what the answer rests on."""
        self.rests.emit(self.item, basis)

    def _asked(self, words: str) -> None:
        """Pass on when the question was asked."""
        self.asked.emit(self.item, words)

    def _noted(self, text: str) -> None:
        """Pass on what was noted."""
        self.noted.emit(self.item, text)

    def _marked(self, mark: str) -> None:
        """Pass on how far the note may travel."""
        self.marked.emit(self.item, mark)
