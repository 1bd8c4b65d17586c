"""What stands beside a checklist: where it stands, what changed, routes, evidence, background, judgement, signing."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLayout, QPushButton, QVBoxLayout, QWidget

from app.i18n import Translator
from app.risk.walked import Walk
from app.ui.binding import clear_layout, show_options, show_text
from app.ui.source_links import SourceLinks
from app.ui.widgets.card import Card
from app.ui.widgets.field import Field
from app.ui.widgets.field_marks import FieldMarks
from app.ui.widgets.flow import FlowLayout
from app.ui.widgets.fold_card import FoldCard
from app.ui.widgets.held import hold_text
from app.ui.widgets.kind import set_kind
from app.ui.widgets.pill import Pill
from app.ui.widgets.rule_line import RuleLine
from app.ui.widgets.scroll import ScrollColumn
from app.ui.widgets.steady import Combo, LongText
from app.ui.widgets.text import Text
from app.ui.widgets.wrap_link import WrapLink
from app.viewmodels.checklist_standing import OpenItem, RouteLine, TextLine
from app.viewmodels.checklist_state import ChecklistState, Signing
from app.viewmodels.sensitivity import sensitivity_choices, sensitivity_means

_NAMED = 4


class ChecklistSide(ScrollColumn):
    """The right column; ``asked_for`` carries the item to bring into view, ``walk_asked`` a list of others."""

    asked_for = Signal(str)
    judged = Signal(str)
    left = Signal()
    sign_asked = Signal()
    sign_refused = Signal()
    signed = Signal()
    new_asked = Signal()
    walk_asked = Signal(str)
    travels = Signal(str)
    marked = Signal(str, str)

    def __init__(self, say: Translator) -> None:
        super().__init__()
        self._say = say
        self._shown: dict[QLayout, object] = {}
        self._all_named = False
        self._state: ChecklistState | None = None
        self.stand = Card(say("Standing"))
        self._changes = Card()
        self._routes = Card(say("Medical route"))
        self.judgement = LongText()
        self._signing = QFrame()
        self._sign_words = QVBoxLayout()
        self.sign = QPushButton(say("Finish and lock"))
        self.confirm = QPushButton(say("Lock for good"))
        self.back = QPushButton(say("Not yet"))
        self.new = QPushButton(say("New assessment"))
        self._locked = Text("", "muted")
        self._evidence = FoldCard(say("Evidence to secure"), say("Show"), say("Hide"))
        self._facts = FoldCard(say("Background and sources"), say("Show"), say("Hide"))
        self._elements = FoldCard(say("Article 285b Sr"), say("Show"), say("Hide"))
        self.elements_link = WrapLink(say("See what this case records per element"), Walk.ELEMENTS.value)
        self.elements_link.clicked_key.connect(self.walk_asked)
        self._elements.body.addWidget(self.elements_link)
        cards = (self.stand, self._changes, self._routes, self._judging(), self._elements, self._evidence, self._facts)
        for card in cards:
            self.column.addWidget(card)
        self.column.addStretch(1)
        self.column.setContentsMargins(0, 0, 6, 0)

    def show_state(self, state: ChecklistState) -> None:
        """Show the right column as it is now."""
        self._state = state
        self._show_stand(state)
        self._changes.set_title(state.changes_title)
        self._changes.setVisible(bool(state.changes_title))
        if self._differs(self._changes.body, (state.changes, state.changes_note)):
            for index, change in enumerate(state.changes):
                row = QHBoxLayout()
                link = WrapLink(change.word, change.item)
                link.clicked_key.connect(self.asked_for)
                row.addWidget(link, 1)
                words = Text(self._say("{before}, now {after}", before=change.before, after=change.after))
                words.setAlignment(Qt.AlignmentFlag.AlignRight)
                row.addWidget(words, 2)
                _ruled(self._changes.body, row, first=index == 0)
            if state.changes_note:
                self._changes.body.addWidget(Text(state.changes_note, "hint"))
        if self._differs(self._routes.body, (state.routes, state.routes_note)):
            for index, route in enumerate(state.routes):
                _ruled(self._routes.body, self._route(route), first=index == 0)
            self._routes.body.addWidget(Text(state.routes_note, "hint"))
        self._show_lines(self._evidence, state.evidence)
        self._show_lines(self._facts, state.facts)
        self._show_lines(self._elements, state.elements)
        show_text(self.judgement, state.judgement)
        hold_text(self.judgement, state.read_only)
        choices = [(choice.key, choice.label) for choice in sensitivity_choices(self._say)]
        show_options(self.sensitivity, choices, state.sensitivity)
        self.sensitivity.setEnabled(not state.read_only)
        self._far.set_hint(sensitivity_means(state.sensitivity, self._say))
        self.marks.show_marks(state.marks, state.sensitivity)
        for button in self.marks.buttons.values():
            button.setEnabled(not state.read_only)
        self._show_signing(state)

    def forget(self) -> None:
        """Hold no word of the judgement any more."""
        show_text(self.judgement, "")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Tell when the judgement is left."""
        if event.type() is QEvent.Type.FocusOut:
            self.left.emit()
        return super().eventFilter(watched, event)

    def _judging(self) -> Card:
        """Return the card of the professional's own judgement, with signing below it."""
        say = self._say
        card = Card(say("Professional judgement"))
        self.judgement.setAccessibleName(say("Professional judgement"))
        self.judgement.setTabChangesFocus(True)
        self.judgement.set_lines(5)
        self.judgement.textChanged.connect(self._judged)
        self.judgement.installEventFilter(self)
        self.marks = FieldMarks(self, say)
        self.marks.chosen.connect(self.marked)
        box = Field(say("Judgement in own words"), self.judgement)
        self.marks.add("judgement", box)
        card.body.addWidget(box)
        self.sensitivity = Combo()
        self.sensitivity.setSizeAdjustPolicy(Combo.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.sensitivity.setMinimumContentsLength(10)
        self.sensitivity.activated.connect(self._class_chosen)
        self._far = Field(say("How far this may travel"), self.sensitivity)
        card.body.addWidget(self._far)
        set_kind(self._signing, "soft")
        inner = QVBoxLayout(self._signing)
        inner.setContentsMargins(10, 8, 10, 8)
        inner.addLayout(self._sign_words)
        set_kind(self.confirm, "primary")
        room = QWidget()
        buttons = FlowLayout(room, gap=8)
        buttons.addWidget(self.confirm)
        buttons.addWidget(self.back)
        inner.addWidget(room)
        card.body.addWidget(self._signing)
        set_kind(self.sign, "primary")
        set_kind(self.new, "primary")
        card.body.addWidget(self._locked)
        card.body.addWidget(self.sign, 0, Qt.AlignmentFlag.AlignLeft)
        card.body.addWidget(self.new, 0, Qt.AlignmentFlag.AlignLeft)
        self.sign.clicked.connect(self._sign_clicked)
        self.confirm.clicked.connect(self._confirm_clicked)
        self.back.clicked.connect(self._back_clicked)
        self.new.clicked.connect(self._new_clicked)
        return card

    def _show_stand(self, state: ChecklistState) -> None:
        """Show the four counts apart and the open critical questions by name."""
        if not self._differs(self.stand.body, (state.stand, state.critical_open, self._all_named)):
            return
        for index, line in enumerate(state.stand):
            row = QHBoxLayout()
            row.addWidget(Text(line.word, wrap=False), 0, Qt.AlignmentFlag.AlignTop)
            critical = Text(line.critical, "alert")
            critical.setAlignment(Qt.AlignmentFlag.AlignRight)
            row.addWidget(critical, 1)
            row.addWidget(Text(line.count, "figure", wrap=False), 0, Qt.AlignmentFlag.AlignTop)
            _ruled(self.stand.body, row, first=index == 0)
        self.stand.body.addWidget(Text(state.stand_note, "hint"))
        if state.critical_open:
            self.stand.body.addWidget(Text(self._say("Critical and open"), "strong"))
            self._name(self.stand.body, state.critical_open, all_=self._all_named)

    def _name(self, place: QVBoxLayout, items: Sequence[OpenItem], *, all_: bool) -> None:
        """Name questions that can be gone to; a long list is shortened until asked."""
        shown = items if all_ or len(items) <= _NAMED + 1 else items[:_NAMED]
        for item in shown:
            link = WrapLink(item.text, item.id)
            link.clicked_key.connect(self.asked_for)
            place.addWidget(link)
        if len(items) > _NAMED + 1:
            words = self._say("Show fewer") if all_ else self._say("and {n} more: show all", n=len(items) - len(shown))
            button = QPushButton(words)
            set_kind(button, "quiet")
            button.clicked.connect(self._toggle_named)
            place.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)

    def _route(self, route: RouteLine) -> QVBoxLayout:
        """Return one medical route."""
        column = QVBoxLayout()
        column.setSpacing(2)
        head = QHBoxLayout()
        head.addWidget(Text(route.route, "strong"), 1)
        if route.check:
            head.addWidget(Pill("neutral", route.check), 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(head)
        column.addWidget(Text(" · ".join(part for part in (route.within, route.because) if part), "muted"))
        column.addWidget(Text(route.when, "hint"))
        column.addWidget(SourceLinks(route.keys, self._say))
        return column

    def _show_lines(self, card: FoldCard, lines: tuple[TextLine, ...]) -> None:
        """Show knowledge or evidence to secure."""
        card.setVisible(bool(lines))
        if not self._differs(card.inside, lines):
            return
        for index, line in enumerate(lines):
            column = QVBoxLayout()
            column.setSpacing(2)
            column.addWidget(Text(line.text, "strong" if line.detail else ""))
            if line.detail:
                column.addWidget(Text(line.detail, "hint"))
            foot = QHBoxLayout()
            foot.addWidget(SourceLinks(line.keys, self._say), 1)
            if line.check:
                foot.addWidget(Pill("neutral", line.check))
            column.addLayout(foot)
            _ruled(card.inside, column, first=index == 0)

    def _show_signing(self, state: ChecklistState) -> None:
        """Show the button to finish, the question before it, or that it is locked."""
        asking = state.signing is not None
        self._signing.setVisible(asking)
        self.sign.setVisible(not state.read_only and not asking)
        self.sign.setEnabled(state.may_sign)
        self._locked.setText(state.locked)
        self._locked.setVisible(bool(state.locked))
        self.new.setVisible(state.may_start)
        if self._differs(self._sign_words, state.signing) and state.signing is not None:
            self._ask(state.signing)

    def _ask(self, signing: Signing) -> None:
        """Say what is open before the assessment is locked."""
        place = self._sign_words
        place.addWidget(Text(signing.question))
        if signing.open_items:
            place.addWidget(Text(self._say("Critical and open"), "alert"))
            self._name(place, signing.open_items, all_=True)
        for words in signing.contradictions:
            place.addWidget(Text(words, "strong"))
        if signing.judgement:
            place.addWidget(Text(signing.judgement, "strong"))

    def _differs(self, place: QLayout, content: object) -> bool:
        """Empty a place when its content changed; whether it did."""
        if place in self._shown and self._shown[place] == content:
            return False
        self._shown[place] = content
        clear_layout(place)
        return True

    def _toggle_named(self) -> None:
        """Name all open critical questions, or the first few."""
        self._all_named = not self._all_named
        if self._state is not None:
            self._show_stand(self._state)

    def _judged(self) -> None:
        """Pass on what was typed."""
        self.judged.emit(self.judgement.toPlainText())

    def _class_chosen(self, _index: int) -> None:
        """Pass on how far the assessment may travel."""
        self.travels.emit(str(self.sensitivity.currentData()))

    def _sign_clicked(self) -> None:
        """Ask to sign."""
        self.sign_asked.emit()
        self.back.setFocus()
        QTimer.singleShot(0, self, self._show_question)

    def _show_question(self) -> None:
        """Bring what is asked before signing into view."""
        self.ensureWidgetVisible(self._signing, 0, 24)

    def _confirm_clicked(self) -> None:
        """Sign."""
        self.signed.emit()

    def _back_clicked(self) -> None:
        """Turn back."""
        self.sign_refused.emit()
        self.sign.setFocus()

    def _new_clicked(self) -> None:
        """Start a new assessment."""
        self.new_asked.emit()


def _ruled(place: QVBoxLayout, row: QLayout | QWidget, *, first: bool) -> None:
    """Add a row with a line above it."""
    if not first:
        place.addWidget(RuleLine())
    if isinstance(row, QWidget):
        place.addWidget(row)
    else:
        place.addLayout(row)
